// Package store keeps keys and values in files that survive a power cut at any
// instant (bbolt). It knows nothing of what it keeps.
package store

import (
	"bytes"
	"errors"
	"fmt"
	"math/bits"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// DB is one file. Its methods may be called from any goroutine; writes go one
// after the other.
type DB struct {
	bolt *bbolt.DB
	path string
	// Delay is added to each write, to see how the box copes with a slow disk.
	Delay time.Duration
}

// Open opens the file, or makes it. A damaged file is an error, never a panic.
func Open(path string) (db *DB, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s is damaged (%v): put it aside and start again from a backup", path, r)
		}
	}()
	o := &bbolt.Options{Timeout: 3 * time.Second, NoFreelistSync: true, FreelistType: bbolt.FreelistMapType}
	if bits.UintSize == 64 {
		o.InitialMmapSize = 256 << 20
	}
	b, err := bbolt.Open(path, 0o600, o)
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, fmt.Errorf("%s is in use by another process: stop the other box first", path)
	}
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	return &DB{bolt: b, path: path}, nil
}

// Close closes the file.
func (db *DB) Close() error { return db.bolt.Close() }

// Write does everything that f puts in one step that is on disk when Write
// returns nil; otherwise nothing of it happened. A nil value deletes.
func (db *DB) Write(f func(put func(bucket string, key, value []byte) error) error) (err error) {
	defer db.guard(&err)
	if db.Delay > 0 {
		time.Sleep(db.Delay)
	}
	return db.bolt.Update(func(tx *bbolt.Tx) error {
		return f(func(bucket string, key, value []byte) error { return put(tx, bucket, key, value) })
	})
}

func put(tx *bbolt.Tx, bucket string, key, value []byte) error {
	b, err := tx.CreateBucketIfNotExists([]byte(bucket))
	if err != nil {
		return err
	}
	if value == nil {
		return b.Delete(key)
	}
	return b.Put(key, value)
}

// Read is the value of a key, the caller's own copy; nil where there is none.
func (db *DB) Read(bucket string, key []byte) (value []byte, err error) {
	defer db.guard(&err)
	err = db.bolt.View(func(tx *bbolt.Tx) error {
		if b := tx.Bucket([]byte(bucket)); b != nil {
			value = bytes.Clone(b.Get(key))
		}
		return nil
	})
	return value, err
}

// Scan calls fn for the keys in [from, to) in order, or backwards, until fn
// says false. A nil bound is open. Keys and values are valid only within fn,
// which must be quick: an open scan keeps old pages from being used again.
func (db *DB) Scan(bucket string, from, to []byte, newestFirst bool, fn func(k, v []byte) bool) (err error) {
	defer db.guard(&err)
	return db.bolt.View(func(tx *bbolt.Tx) error {
		b := tx.Bucket([]byte(bucket))
		if b == nil {
			return nil
		}
		if newestFirst {
			backwards(b.Cursor(), from, to, fn)
		} else {
			forwards(b.Cursor(), from, to, fn)
		}
		return nil
	})
}

func forwards(c *bbolt.Cursor, from, to []byte, fn func(k, v []byte) bool) {
	k, v := c.First()
	if from != nil {
		k, v = c.Seek(from)
	}
	for ; k != nil && (to == nil || bytes.Compare(k, to) < 0); k, v = c.Next() {
		if !fn(k, v) {
			return
		}
	}
}

func backwards(c *bbolt.Cursor, from, to []byte, fn func(k, v []byte) bool) {
	k, v := c.Last()
	if to != nil {
		if k, v = c.Seek(to); k == nil {
			k, v = c.Last()
		}
		for k != nil && bytes.Compare(k, to) >= 0 {
			k, v = c.Prev()
		}
	}
	for ; k != nil && (from == nil || bytes.Compare(k, from) >= 0); k, v = c.Prev() {
		if !fn(k, v) {
			return
		}
	}
}

// guard turns bbolt's panics on damaged pages into errors.
func (db *DB) guard(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%s is damaged: %v", db.path, r)
	}
}
