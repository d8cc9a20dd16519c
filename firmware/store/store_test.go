package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.etcd.io/bbolt"
)

func open(t testing.TB, path string) *DB {
	t.Helper()
	db, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func key(n int) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)) }

// fill writes n steps of ten keys each.
func fill(t testing.TB, db *DB, steps int) {
	t.Helper()
	for s := range steps {
		err := db.Write(func(put func(string, []byte, []byte) error) error {
			for i := range 10 {
				if err := put("facts", key(s*10+i), bytes.Repeat([]byte{byte(s)}, 150)); err != nil {
					return err
				}
			}
			return put("meta", []byte("step"), key(s))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func count(t testing.TB, db *DB) (n int) {
	t.Helper()
	if err := db.Scan("facts", nil, nil, false, func(_, _ []byte) bool { n++; return true }); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestWriteReadScan(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "a.db"))
	fill(t, db, 3)
	if v, err := db.Read("facts", key(17)); err != nil || len(v) != 150 {
		t.Errorf("%d bytes, %v", len(v), err)
	}
	if v, err := db.Read("nowhere", key(1)); err != nil || v != nil {
		t.Errorf("%v, %v", v, err)
	}
	for _, c := range []struct {
		from, to []byte
		back     bool
		want     string
	}{
		{nil, nil, false, "0 1 2 3"},
		{nil, nil, true, "29 28 27 26"},
		{key(28), nil, false, "28 29"},
		{nil, key(2), true, "1 0"},
		{key(5), key(7), true, "6 5"},
		{key(50), nil, true, ""},
		{nil, key(50), true, "29 28 27 26"},
	} {
		var got []string
		err := db.Scan("facts", c.from, c.to, c.back, func(k, _ []byte) bool {
			got = append(got, fmt.Sprint(binary.BigEndian.Uint64(k)))
			return len(got) < 4
		})
		if s := strings.Join(got, " "); err != nil || s != c.want {
			t.Errorf("[%x %x) back %t: %q, not %q, %v", c.from, c.to, c.back, s, c.want, err)
		}
	}
}

func TestFailedStepLeavesNothing(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "a.db"))
	oops := errors.New("no")
	err := db.Write(func(put func(string, []byte, []byte) error) error {
		_ = put("facts", key(1), []byte("x"))
		return oops
	})
	if !errors.Is(err, oops) || count(t, db) != 0 {
		t.Errorf("%v, %d keys", err, count(t, db))
	}
	err = db.Write(func(func(string, []byte, []byte) error) error { panic("bad page") })
	if err == nil || count(t, db) != 0 {
		t.Errorf("a panic in a step: %v", err)
	}
	fill(t, db, 1) // and the next one works
}

func TestSecondProcessIsToldWhatToDo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	open(t, path)
	if _, err := Open(path); err == nil || !strings.Contains(err.Error(), "stop the other box") {
		t.Errorf("%v", err)
	}
}

func TestReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	if _, err := OpenReadOnly(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that isn't there: %v", err)
	}
	db := open(t, path)
	fill(t, db, 2)
	_ = db.Close()
	old, err := OpenReadOnly(path)
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	if n := count(t, old); n != 20 {
		t.Errorf("%d keys", n)
	}
	err = old.Write(func(put func(string, []byte, []byte) error) error { return put("facts", key(1), nil) })
	if err == nil {
		t.Error("it could be written")
	}
}

// TestDamagedFiles cuts and flips a file wherever it may hurt: it opens
// again, with a report where something was lost, and can be written.
func TestDamagedFiles(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	db := open(t, path)
	fill(t, db, 40)
	if err := db.Backup(0); err != nil {
		t.Fatal(err)
	}
	fill(t, db, 45)
	_ = db.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dice := rand.New(rand.NewPCG(1, 2))
	for round := range rounds(50) {
		bad := bytes.Clone(whole)
		what := damageBytes(bad, dice, round)
		if what.cut > 0 {
			bad = bad[:what.cut]
		}
		t.Run(fmt.Sprint(round), func(t *testing.T) {
			t.Parallel() // it waits for the disk
			withBackup := round%2 == 0
			n := reopen(t, dir, bad, withBackup, what.String())
			if withBackup && n < 400 {
				t.Errorf("%s: %d keys are left, the backup has 400", what, n)
			}
		})
	}
}

// rounds is n, or more in a soak.
func rounds(n int) int {
	if soak, err := strconv.Atoi(os.Getenv("SPOJKA_SOAK")); err == nil {
		return max(n, soak)
	}
	return n
}

type wound struct {
	name string
	cut  int
}

func (w wound) String() string { return fmt.Sprint(w.name, " ", w.cut) }

func damageBytes(b []byte, dice *rand.Rand, round int) wound {
	page := os.Getpagesize()
	switch round % 5 {
	case 0: // a page torn in the middle
		at := dice.IntN(len(b)/page) * page
		clear(b[at+512 : at+page])
		return wound{name: fmt.Sprint("torn page ", at/page)}
	case 1:
		return wound{"cut", 1 + dice.IntN(len(b)-1)}
	case 2:
		for range 1 + dice.IntN(64) {
			b[dice.IntN(len(b))] ^= 1 << dice.IntN(8)
		}
		return wound{name: "flips"}
	case 3: // the newest meta page
		b[dice.IntN(2)*page+20+dice.IntN(40)] ^= 0xff
		return wound{name: "meta"}
	}
	at := dice.IntN(len(b)/page) * page
	for i := range page {
		b[at+i] = byte(dice.IntN(256))
	}
	return wound{name: fmt.Sprint("noise in page ", at/page)}
}

// reopen opens a copy of the file in a folder of its own.
func reopen(t *testing.T, from string, content []byte, backup bool, what string) int {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if backup {
		if err := copyFile(backupName(filepath.Join(from, "a.db"), 1), backupName(path, 1)); err != nil {
			t.Fatal(err)
		}
	}
	db, err := Open(path)
	if err != nil {
		t.Errorf("%s: %v", what, err)
		return 0
	}
	defer db.Close()
	n := count(t, db)
	if n < 450 && db.Healed() == "" && !strings.HasPrefix(what, "flips") {
		t.Errorf("%s: %d keys and no report", what, n)
	}
	fill(t, db, 1)
	return n
}

func TestBackupsRotate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db := open(t, path)
	for i := range 5 {
		fill(t, db, i+1)
		if err := db.Backup(0); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Backup(time.Hour); err != nil { // too early for another
		t.Fatal(err)
	}
	later := time.Now().AddDate(3, 0, 0) // the clock was wrong when the newest was made
	if err := os.Chtimes(backupName(path, 1), later, later); err != nil {
		t.Fatal(err)
	}
	fill(t, db, 6)
	if err := db.Backup(time.Hour); err != nil {
		t.Fatal(err)
	}
	var sizes []int
	for _, b := range backups(path) {
		old := open(t, b)
		sizes = append(sizes, count(t, old))
	}
	if fmt.Sprint(sizes) != "[60 50 40]" {
		t.Errorf("the backups have %v keys", sizes)
	}
}

// A file that a computer with other pages wrote (a backup taken from one board
// to another) is whole, and what was torn in it is seen.
func TestFileOfOtherPages(t *testing.T) {
	for _, size := range []int{1024, 4096, 16384, 65536} {
		path := filepath.Join(t.TempDir(), "a.db")
		b, err := bbolt.Open(path, 0o600, &bbolt.Options{PageSize: size})
		if err != nil {
			t.Fatal(err)
		}
		db := &DB{bolt: b, path: path}
		fill(t, db, 3)
		_ = db.Close()
		db = open(t, path)
		if n := count(t, db); n != 30 || db.Healed() != "" {
			t.Errorf("pages of %d: %d keys, healed %q", size, n, db.Healed())
		}
		fill(t, db, 1)
		_ = db.Close()
		if err := revert(path); err != nil {
			t.Errorf("pages of %d: %v", size, err)
		}
		if db = open(t, path); !strings.Contains(db.Healed(), "torn") {
			t.Errorf("pages of %d: torn, but healed %q", size, db.Healed())
		}
	}
}

// A damaged file on a full disk opens by the step before its last one.
//
// FAULTS 4
func TestDamageOnAFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("mounting takes root: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	path := filepath.Join(dir, "a.db")
	db := open(t, path)
	fill(t, db, 2)
	fill(t, db, 3)
	_ = db.Close()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	first, second, at := metas(f)
	newest := int64(0)
	if second.step > first.step {
		newest = at
	}
	root := make([]byte, 8)
	_, err1 := f.ReadAt(root, newest+metaAt+16)
	_, err2 := f.WriteAt(make([]byte, at), int64(binary.NativeEndian.Uint64(root))*at)
	if err := errors.Join(err1, err2, f.Close()); err != nil {
		t.Fatal(err)
	}
	if filler, err := os.Create(filepath.Join(dir, "filler")); err == nil {
		_, _ = io.Copy(filler, zeros{}) // until it is full
		_ = filler.Close()
	}
	db = open(t, path)
	if n := count(t, db); n == 0 || !strings.Contains(db.Healed(), "no room") {
		t.Errorf("%d keys, healed %q", n, db.Healed())
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }
