package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The office and the customer book are damaged while the box is off: it starts
// with what they were before and says so.
func TestBoxMendsWhatIsDamaged(t *testing.T) {
	b := newBox(t, "127.43.10.1", "127.43.10.2", nil).start("--sim=false")
	if out, err := says(t, "status", "--data="+b.dir); err != nil || strings.Contains(out, "brought back") {
		t.Fatalf("status: %v\n%s", err, out)
	}
	before := b.snapshot()
	b.interrupt()
	damage(t, filepath.Join(b.dir, "config", "office.json"))
	damage(t, filepath.Join(b.dir, "book", "customers.db"))
	b.start()
	after := b.snapshot()
	if len(after.Seats) != len(before.Seats) || len(after.Queues) != len(before.Queues) {
		t.Errorf("the office was %d seats, %d queues, it is %d, %d", len(before.Seats), len(before.Queues), len(after.Seats), len(after.Queues))
	}
	out, err := says(t, "status", "--data="+b.dir)
	if err != nil || !strings.Contains(out, "brought back") || !strings.Contains(out, "office.json") || !strings.Contains(out, "customers.db") {
		t.Errorf("status: %v\n%s", err, out)
	}
}

// damage clears the beginning of a file, as a torn write of a block does.
func damage(t testing.TB, path string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err == nil {
		_, err = f.Write(make([]byte, 512))
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}
