package store

import (
	"bytes"
	"fmt"
	"runtime/debug"

	"go.etcd.io/bbolt"
)

// salvageStep is how many entries are written in one step.
const salvageStep = 10_000

// salvage copies what can be read of a damaged file into a new one: of each
// bucket the keys before the damage and those behind it. The count is 0 for a
// file that has nothing left.
func salvage(from, to string) (kept int, err error) {
	out, err := bbolt.Open(to, 0o600, options(false))
	if err != nil {
		return 0, err
	}
	defer out.Close()
	s := rescuer{out: out}
	s.file(from)
	return s.kept, s.err
}

type rescuer struct {
	out  *bbolt.DB
	kept int
	err  error
	keys [][]byte
	vals [][]byte
}

// file reads the file without writing to it. A file whose two meta pages are
// both gone has nothing left.
func (s *rescuer) file(path string) {
	defer ignore()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	in, err := bbolt.Open(path, 0o600, options(true))
	if err != nil {
		return
	}
	defer in.Close()
	var names [][]byte
	s.read(in, func(tx *bbolt.Tx) {
		_ = tx.ForEach(func(name []byte, _ *bbolt.Bucket) error {
			names = append(names, bytes.Clone(name))
			return nil
		})
	})
	for _, name := range names {
		s.bucket(in, name)
	}
}

// read survives what it meets.
func (s *rescuer) read(in *bbolt.DB, f func(*bbolt.Tx)) {
	defer ignore()
	_ = in.View(func(tx *bbolt.Tx) error {
		f(tx)
		return nil
	})
}

func ignore() { _ = recover() }

func (s *rescuer) bucket(in *bbolt.DB, name []byte) {
	var last []byte
	s.read(in, func(tx *bbolt.Tx) {
		c := tx.Bucket(name).Cursor()
		for k, v := c.First(); k != nil; k, v = c.Next() {
			last = bytes.Clone(k)
			s.keep(name, last, v)
		}
	})
	s.read(in, func(tx *bbolt.Tx) {
		c := tx.Bucket(name).Cursor()
		for k, v := c.Last(); k != nil && bytes.Compare(k, last) > 0; k, v = c.Prev() {
			s.keep(name, bytes.Clone(k), v)
		}
	})
	s.flush(name)
}

func (s *rescuer) keep(bucket, k, v []byte) {
	s.keys, s.vals = append(s.keys, k), append(s.vals, bytes.Clone(v))
	if len(s.keys) == salvageStep {
		s.flush(bucket)
	}
}

func (s *rescuer) flush(bucket []byte) {
	if s.err != nil {
		return
	}
	s.err = s.out.Update(func(tx *bbolt.Tx) error {
		for i, k := range s.keys {
			if err := put(tx, string(bucket), k, s.vals[i]); err != nil {
				return fmt.Errorf("writing what was saved: %w", err)
			}
		}
		return nil
	})
	s.kept += len(s.keys)
	s.keys, s.vals = nil, nil
}
