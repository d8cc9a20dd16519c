package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"time"

	"go.etcd.io/bbolt"
)

const (
	// A look into the file while it is copied: an open one keeps old pages
	// from being used again, so it must be short (DESIGN §4).
	lookLong  = 25 * time.Millisecond
	lookBytes = 1 << 20
	// catchUpMost keys that changed meanwhile are copied while writes wait.
	catchUpMost = 200
)

// changes are the keys that changed while a file is copied, by bucket.
type changes map[string]map[string]bool

func (c changes) note(bucket string, key []byte) {
	if c == nil {
		return
	}
	if c[bucket] == nil {
		c[bucket] = make(map[string]bool)
	}
	c[bucket][string(key)] = true
}

func (c changes) count() (n int) {
	for _, keys := range c {
		n += len(keys)
	}
	return n
}

// CopyTo writes a copy of the file as it is when it ends: what is written
// meanwhile is in it. The copy is compact, its keys stand in their order.
func (db *DB) CopyTo(path string) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("making a copy of %s: %w", db.path, err)
		}
	}()
	defer db.guard(&err)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	db.copying.Lock()
	defer db.copying.Unlock()
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	o := options(false)
	o.NoSync = true // once at the end
	out, err := bbolt.Open(path, 0o600, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	db.track(make(changes))
	defer db.track(nil)
	if err := db.copyAll(out); err != nil {
		return err
	}
	if err := db.catchUp(out); err != nil {
		return err
	}
	return out.Sync()
}

// track begins to note changes anew and gives those noted so far.
func (db *DB) track(fresh changes) (noted changes) {
	db.writing.Lock()
	defer db.writing.Unlock()
	noted, db.changed = db.changed, fresh
	return noted
}

func (db *DB) copyAll(out *bbolt.DB) error {
	var names []string
	err := db.bolt.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, _ *bbolt.Bucket) error {
			names = append(names, string(name))
			return nil
		})
	})
	for _, name := range names {
		err = errors.Join(err, db.copyBucket(out, name))
	}
	return err
}

// pair is a key and its value; nil: it is gone.
type pair struct{ k, v []byte }

// copyBucket copies a bucket in short looks.
func (db *DB) copyBucket(out *bbolt.DB, name string) error {
	var next []byte
	for {
		pairs, more, err := db.glance(name, next)
		if err == nil {
			err = putAll(out, name, pairs)
		}
		if err != nil || !more {
			return err
		}
		next = append(pairs[len(pairs)-1].k, 0)
	}
}

// glance reads what a short look gives, from a key on.
func (db *DB) glance(name string, from []byte) (pairs []pair, more bool, err error) {
	began, size := time.Now(), 0
	err = db.Scan(name, from, nil, false, func(k, v []byte) bool {
		if more = len(pairs) > 0 && (size > lookBytes || time.Since(began) > lookLong); more {
			return false
		}
		pairs = append(pairs, pair{bytes.Clone(k), bytes.Clone(v)})
		size += len(k) + len(v)
		return true
	})
	return pairs, more, err
}

func putAll(out *bbolt.DB, name string, pairs []pair) error {
	return out.Update(func(tx *bbolt.Tx) error {
		if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
			return err
		}
		for _, p := range pairs {
			if err := put(tx, name, p.k, p.v); err != nil {
				return err
			}
		}
		return nil
	})
}

// catchUp copies what changed meanwhile: most while writes go on, the last of
// it while they wait.
func (db *DB) catchUp(out *bbolt.DB) error {
	for {
		db.writing.Lock()
		if db.changed.count() <= catchUpMost {
			defer db.writing.Unlock()
			defer func() { db.changed = nil }()
			return db.copyChanged(out, db.changed)
		}
		changed := db.changed
		db.changed = make(changes)
		db.writing.Unlock()
		if err := db.copyChanged(out, changed); err != nil {
			return err
		}
	}
}

func (db *DB) copyChanged(out *bbolt.DB, changed changes) error {
	for name, keys := range changed {
		var pairs []pair
		for k := range keys {
			v, err := db.Read(name, []byte(k))
			if err != nil {
				return err
			}
			pairs = append(pairs, pair{[]byte(k), v})
		}
		if err := putAll(out, name, pairs); err != nil {
			return err
		}
	}
	return nil
}

// Step rises with each write to the file.
func (db *DB) Step() (n uint64, err error) {
	defer db.guard(&err)
	err = db.bolt.View(func(tx *bbolt.Tx) error {
		n = uint64(tx.ID())
		return nil
	})
	return n, err
}
