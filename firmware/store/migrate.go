package store

import (
	"encoding/binary"
	"fmt"

	"go.etcd.io/bbolt"
)

// Tx is what a migration works with.
type Tx struct{ tx *bbolt.Tx }

// Put keeps a value; nil deletes.
func (t Tx) Put(bucket string, key, value []byte) error { return put(t.tx, bucket, key, value) }

// Each calls f for every key of a bucket in order. Keys and values are valid
// only within f, and f must not put into the same bucket.
func (t Tx) Each(bucket string, f func(k, v []byte) error) error {
	b := t.tx.Bucket([]byte(bucket))
	if b == nil {
		return nil
	}
	return b.ForEach(f)
}

var versionKey = []byte("version")

// Migrate brings the file to the version len(steps): step i takes it from
// version i to i+1. Steps and the new version are one write. A file that a
// newer program wrote is refused.
func (db *DB) Migrate(steps ...func(Tx) error) (err error) {
	defer db.guard(&err)
	v, err := db.Read("meta", versionKey)
	if err != nil {
		return err
	}
	have := 0
	if len(v) == 4 {
		have = int(binary.BigEndian.Uint32(v))
	}
	if have > len(steps) {
		return fmt.Errorf("%s has version %d, this program knows %d: use the newer program that wrote it", db.path, have, len(steps))
	}
	if have == len(steps) {
		return nil
	}
	return db.bolt.Update(func(tx *bbolt.Tx) error {
		for _, step := range steps[have:] {
			if err := step(Tx{tx}); err != nil {
				return fmt.Errorf("bringing %s to a newer version: %w", db.path, err)
			}
		}
		return put(tx, "meta", versionKey, binary.BigEndian.AppendUint32(nil, uint32(len(steps))))
	})
}
