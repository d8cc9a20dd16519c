package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"go.etcd.io/bbolt"
)

// A file is copied while it is written to: the copy is one step of it, whole
// and no bigger, with nothing of a step that came after. Values that changed,
// came and went meanwhile are as they were in that step.
func TestCopyWhileWrittenTo(t *testing.T) {
	dir := t.TempDir()
	db, err := Open(filepath.Join(dir, "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	key := func(i int) []byte { return fmt.Appendf(nil, "key-%06d", i) }
	fill := bytes.Repeat([]byte("x"), 500)
	const keys = 20_000
	for from := 0; from < keys; from += 2000 {
		err := db.Write(func(put func(string, []byte, []byte) error) (err error) {
			for i := from; i < from+2000; i++ {
				err = errors.Join(err, put("many", key(i), fill), put("empty", key(i), []byte{}))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	end := make(chan struct{})
	var writer sync.WaitGroup
	writer.Go(func() {
		for n := uint64(1); ; n++ {
			select {
			case <-end:
				return
			default:
			}
			number := binary.BigEndian.AppendUint64(nil, n)
			err := db.Write(func(put func(string, []byte, []byte) error) error {
				// The same number at both ends of the file, and one key that moves.
				return errors.Join(put("a", []byte("n"), number), put("many", key(int(n)%keys), number), put("z", []byte("n"), number),
					put("z", key(int(n)), []byte{1}), put("z", key(int(n)-1), nil))
			})
			if err != nil {
				t.Error(err)
				return
			}
		}
	})
	for i := range 3 {
		path := filepath.Join(dir, fmt.Sprint("copy", i))
		if err := db.CopyTo(path); err != nil {
			t.Fatal(err)
		}
		checkCopy(t, path, key, keys)
	}
	close(end)
	writer.Wait()
	if before, after := fileSize(db.path), fileSize(filepath.Join(dir, "copy0")); after > before {
		t.Errorf("%d bytes were copied into %d", before, after)
	}
}

func checkCopy(t *testing.T, path string, key func(int) []byte, keys int) {
	t.Helper()
	c, err := OpenReadOnly(path)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_ = c.bolt.View(func(tx *bbolt.Tx) error {
		for err := range tx.Check() {
			t.Error(err)
		}
		return nil
	})
	a, _ := c.Read("a", []byte("n"))
	z, _ := c.Read("z", []byte("n"))
	if len(a) != 8 || !bytes.Equal(a, z) {
		t.Fatalf("step %x at one end, %x at the other", a, z)
	}
	n := int(binary.BigEndian.Uint64(a))
	if m, _ := c.Read("many", key(n%keys)); !bytes.Equal(m, a) {
		t.Errorf("step %d has %x in the middle", n, m)
	}
	if m, _ := c.Read("many", key((n+1)%keys)); n+1 < keys && len(m) != 500 {
		t.Errorf("step %d has something of the next: %x", n, m)
	}
	moving, count := 0, 0
	_ = c.Scan("z", nil, nil, false, func(k, _ []byte) bool { moving++; return true })
	_ = c.Scan("empty", nil, nil, false, func(k, v []byte) bool { count++; return v != nil })
	if moving != 2 || count != keys {
		t.Errorf("%d keys where 2 are, %d of %d empty ones", moving, count, keys)
	}
}
