package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
)

// damage is a file whose content makes no sense.
type damage struct {
	path string
	why  any
}

func (d damage) Error() string {
	return fmt.Sprintf("%s is damaged (%v): restart the box, it then uses what is whole", d.path, d.why)
}

func damaged(err error) bool {
	var d damage
	return errors.As(err, &d)
}

// tooShort knows bbolt's errors for files that were cut off.
func tooShort(err error) bool {
	return strings.Contains(err.Error(), "file size too small") || strings.Contains(err.Error(), "unexpected EOF")
}

const (
	smallFile = 16 << 20 // read in full when opened
	lookBack  = 64       // last keys of each bucket read of a bigger one
)

// look reads what was written last, of a small file everything: a torn write
// shows there. It panics or fails on damage.
func (db *DB) look() error {
	return db.bolt.View(func(tx *bbolt.Tx) error {
		if size := fileSize(db.path); tx.Size() > size {
			return damage{db.path, fmt.Sprintf("%d bytes, it had %d", size, tx.Size())}
		}
		return tx.ForEach(func(_ []byte, b *bbolt.Bucket) error {
			c, n, sum := b.Cursor(), lookBack, byte(0)
			for k, v := c.Last(); k != nil && (n > 0 || tx.Size() < smallFile); k, v = c.Prev() {
				for i := 0; i < len(v); i += 512 {
					sum ^= v[i]
				}
				n--
			}
			c.First()
			_ = sum
			return nil
		})
	})
}

func fileSize(path string) int64 {
	st, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return st.Size()
}

// heal puts the damaged file aside and tries its last step but one, then its
// backups, newest first. Without any the error says what to do.
func heal(path string, why error) (*DB, error) {
	aside := fmt.Sprintf("%s.damaged-%s", path, time.Now().UTC().Format("20060102-150405"))
	if err := copyFile(path, aside); errors.Is(err, syscall.ENOSPC) {
		return healInPlace(path, why)
	} else if err != nil {
		return nil, errors.Join(why, err)
	}
	if revert(path) == nil {
		if db, err := openGood(path, false); err == nil {
			db.healed = fmt.Sprintf("%v; the step before its last one is in use, the damaged file is %s", why, aside)
			return db, nil
		}
	}
	for _, b := range backups(path) {
		if err := copyFile(b, path); err != nil {
			return nil, errors.Join(why, err)
		}
		if db, err := openGood(path, false); err == nil {
			db.healed = fmt.Sprintf("%v; the backup %s is in use, the damaged file is %s", why, b, aside)
			return db, nil
		}
	}
	return rescue(path, aside, why)
}

// healInPlace is for a disk without room for the damaged file beside: the step
// before its last one may do, and a box that starts can make room.
func healInPlace(path string, why error) (*DB, error) {
	err := revert(path)
	if err == nil {
		var db *DB
		if db, err = openGood(path, false); err == nil {
			db.healed = fmt.Sprintf("%v; the step before its last one is in use, the disk had no room to keep the damaged file", why)
			return db, nil
		}
	}
	return nil, fmt.Errorf("%w; there is no room to mend it: free some space and restart", why)
}

// rescue makes a new file of what can still be read.
func rescue(path, aside string, why error) (*DB, error) {
	fresh := path + ".rescued"
	kept, err := salvage(aside, fresh)
	defer os.Remove(fresh)
	if err == nil {
		err = errors.Join(os.Rename(fresh, path), syncDir(filepath.Dir(path)))
	}
	if err != nil {
		return nil, fmt.Errorf("%w; nothing could be saved from it (%w): free some space and restart", why, err)
	}
	db, err := openGood(path, false)
	if err != nil {
		return nil, errors.Join(why, err)
	}
	db.healed = fmt.Sprintf("%v; %d entries could be read and are in use, the damaged file is %s", why, kept, aside)
	return db, nil
}

// The two meta pages of a bbolt file begin with a page header of 16 bytes;
// behind it magic, version, page size and flags (4 bytes each), root (16),
// freelist, high water mark and step number (8 each), checksum (FNV-1a). Its
// pages are those of the computer that made it.
const (
	metaAt    = 16
	metaPage  = 8
	metaStep  = 48
	metaSum   = 56
	metaBytes = 64
	magic     = 0xED0CDAED
)

// revert makes the newer of the two meta pages unreadable, so that the file
// is as it was before its last step, none of whose pages that one overwrote.
func revert(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	first, second, at := metas(f)
	if !first.ok || !second.ok {
		return fmt.Errorf("%s has no second meta page to go back to", path)
	}
	newer := int64(0)
	if second.step > first.step {
		newer = at
	}
	if _, err := f.WriteAt(make([]byte, 8), newer+metaAt+metaSum); err != nil {
		return err
	}
	return f.Sync()
}

// halfGone says that a file has only one good meta page: its last step was
// torn, whether somebody was told of it or not.
func halfGone(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	first, second, _ := metas(f)
	return first.ok != second.ok
}

// meta is what a meta page says; ok: it makes sense.
type meta struct {
	step, page uint64
	ok         bool
}

// metas reads both meta pages and says where the second is.
func metas(f io.ReaderAt) (first, second meta, at int64) {
	first = readMeta(f, 0)
	if first.ok {
		at = int64(first.page)
		return first, readMeta(f, at), at
	}
	for at = 1 << 10; at <= 1<<16; at *= 2 { // what bbolt looks at, too
		if second = readMeta(f, at); second.ok {
			break
		}
	}
	return first, second, at
}

func readMeta(f io.ReaderAt, at int64) (m meta) {
	b := make([]byte, metaBytes)
	if _, err := f.ReadAt(b, at+metaAt); err != nil || binary.NativeEndian.Uint32(b) != magic {
		return m
	}
	h := fnv.New64a()
	_, _ = h.Write(b[:metaSum])
	return meta{
		binary.NativeEndian.Uint64(b[metaStep:]), uint64(binary.NativeEndian.Uint32(b[metaPage:])),
		h.Sum64() == binary.NativeEndian.Uint64(b[metaSum:]),
	}
}
