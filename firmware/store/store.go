// Package store keeps keys and values in files that survive a power cut at any
// instant (bbolt). It knows nothing of what it keeps.
//
// A file that can't be read is brought back to its last step but one, else to
// its newest backup, else to what can still be read of it; the damaged file
// stays beside it and [DB.Healed] says what was done.
package store

import (
	"bytes"
	"errors"
	"fmt"
	"math/bits"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// DB is one file. Its methods may be called from any goroutine; writes go one
// after the other.
type DB struct {
	bolt   *bbolt.DB
	path   string
	healed string
	// Delay is added to each write, to see how the box copes with a slow disk.
	Delay time.Duration

	copying sync.Mutex // one copy at a time
	writing sync.Mutex // a step, or the end of a copy
	changed changes    // keys put since a copy began; nil: none is being made
}

// lockTimeout is how long Open waits for another process to let go.
const lockTimeout = 3 * time.Second

// firstMap is mapped at once where addresses are plenty, so that a growing
// file doesn't wait for its readers.
const firstMap = 256 << 20

// fillPages is how full a page is left when it is split: most of what is kept
// here comes in the order of its keys.
const fillPages = 0.95

// Open opens the file, or makes it. What is damaged is healed or an error,
// never a panic.
func Open(path string) (*DB, error) {
	db, err := openGood(path, false)
	if err == nil || !damaged(err) {
		return db, err
	}
	return heal(path, err)
}

// OpenReadOnly opens a file that is not to change any more; writes are errors.
func OpenReadOnly(path string) (*DB, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	db, err := openGood(path, true)
	if err == nil || !damaged(err) {
		return db, err
	}
	if db, err = heal(path, err); err != nil {
		return nil, err
	}
	return db, nil
}

// openGood opens the file and looks whether it can be read.
func openGood(path string, readOnly bool) (db *DB, err error) {
	var b *bbolt.DB
	defer func() {
		if r := recover(); r != nil {
			err = damage{path, r}
		}
		if err != nil && b != nil {
			_ = b.Close()
		}
	}()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	half := halfGone(path)
	_, missing := os.Stat(path)
	if b, err = bbolt.Open(path, 0o600, options(readOnly)); err != nil {
		return nil, openError(path, err)
	}
	if missing != nil { // what is promised of it must not go with its name
		if err := syncDir(filepath.Dir(path)); err != nil {
			return nil, fmt.Errorf("opening %s: %w", path, err)
		}
	}
	db = &DB{bolt: b, path: path}
	if half {
		db.healed = fmt.Sprintf("the last step to %s was torn: the one before it is in use", path)
	}
	return db, db.look()
}

// options: the list of free pages is written with each step (a page of 4 kB),
// so that opening a big file need not read all of it.
func options(readOnly bool) *bbolt.Options {
	o := &bbolt.Options{Timeout: lockTimeout, FreelistType: bbolt.FreelistMapType, ReadOnly: readOnly}
	if bits.UintSize == 64 && !readOnly {
		o.InitialMmapSize = firstMap
	}
	return o
}

func openError(path string, err error) error {
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return fmt.Errorf("%s is in use by another process: stop the other box first", path)
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrVersionMismatch), errors.Is(err, bolterrors.ErrChecksum), tooShort(err):
		return damage{path, err}
	}
	return fmt.Errorf("opening %s: %w", path, err)
}

// Path is where the file is; Healed says how it was brought back, or nothing.
func (db *DB) Path() string   { return db.path }
func (db *DB) Healed() string { return db.healed }

// Close closes the file.
func (db *DB) Close() error { return db.bolt.Close() }

// Write does everything that f puts in one step that is on disk when Write
// returns nil; otherwise nothing of it happened. A nil value deletes.
func (db *DB) Write(f func(put func(bucket string, key, value []byte) error) error) (err error) {
	defer db.guard(&err)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	if db.Delay > 0 {
		time.Sleep(db.Delay)
	}
	db.writing.Lock()
	defer db.writing.Unlock()
	return db.bolt.Update(func(tx *bbolt.Tx) error {
		return f(func(bucket string, key, value []byte) error {
			db.changed.note(bucket, key)
			return put(tx, bucket, key, value)
		})
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
	b.FillPercent = fillPages
	return b.Put(key, value)
}

// Read is the value of a key, the caller's own copy; nil where there is none.
func (db *DB) Read(bucket string, key []byte) (value []byte, err error) {
	defer db.guard(&err)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
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
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
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

// guard turns bbolt's panics on damaged pages into errors, also those of pages
// that the disk can't give (a fault in the map).
func (db *DB) guard(err *error) {
	if r := recover(); r != nil {
		*err = damage{db.path, r}
	}
}
