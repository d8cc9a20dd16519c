package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/spojka/spojka/firmware/config"
	"github.com/spojka/spojka/firmware/store"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/acd"
	"github.com/spojka/spojka/telephony/book"
	"github.com/spojka/spojka/telephony/records"
)

// What earlier programs kept, as their own code wrote it: testdata/kept has a
// folder of each whose form differed, the list of calls as it read it then in
// calls.json. The first is the oldest that is supported. Each opens: the office
// and its passwords are in force, the list of calls is the same, the desk comes
// to the same state by its checkpoint and by all facts, and the book goes on.
func TestWhatEarlierProgramsKept(t *testing.T) {
	all, err := filepath.Glob("testdata/kept/*.tar.gz")
	if err != nil || len(all) < 2 {
		t.Fatalf("there are %q: %v", all, err)
	}
	for _, name := range all {
		t.Run(filepath.Base(name), func(t *testing.T) {
			dir := t.TempDir()
			extract(t, name, dir)
			cfg, err := config.Open(filepath.Join(dir, "config"), true)
			if err != nil || cfg.FellBack() != "" || cfg.NeedsAdmin() {
				t.Fatalf("the office: %v %q", err, cfg.FellBack())
			}
			if _, ok := cfg.SignIn("admin", "spojka-zkouska"); !ok || len(cfg.Office().Queues) != 2 {
				t.Errorf("the password isn't what it was, or the office: %d queues", len(cfg.Office().Queues))
			}
			if err := cfg.Change("admin", func(o *telephony.Office) error { o.Breaks = o.Breaks[:1]; return nil }); err != nil {
				t.Errorf("the office can't be changed: %v", err)
			}
			db, err := store.Open(filepath.Join(dir, "book", "customers.db"))
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if cards, err := records.Open(db); err != nil || cards.Count() == 0 {
				t.Errorf("the customers: %v", err)
			}
			keptBook(t, dir)
		})
	}
}

func keptBook(t *testing.T, dir string) {
	whole, tail := acd.New(), acd.New()
	open := func(load func([]byte) error, to *acd.Desk) (*book.Book, uint64) {
		t.Helper()
		b, err := book.Open(book.Options{
			Dir: filepath.Join(dir, "book"), Open: func(path string) (book.Store, error) { return store.Open(path) }, Owes: owes,
		})
		if err != nil {
			t.Fatal(err)
		}
		last, err := b.Replay(load, func(e book.Entry) { to.Apply(e.N, e.At, e.Fact) })
		if err != nil {
			t.Fatal(err)
		}
		return b, last
	}
	b, _ := open(func([]byte) error { return errors.New("read everything") }, whole)
	_ = b.Close()
	b, last := open(tail.Load, tail)
	defer b.Close()
	if !bytes.Equal(whole.Save(), tail.Save()) {
		t.Errorf("by all facts the desk is\n%s\nby its checkpoint\n%s", whole.Save(), tail.Save())
	}
	text, err := os.ReadFile(filepath.Join(dir, "calls.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want []telephony.CallRecord
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	got, err := b.Calls(telephony.CallFilter{})
	if err != nil || len(got) != len(want) || len(want) == 0 {
		t.Fatalf("%d calls, there were %d: %v", len(got), len(want), err)
	}
	for i := range got {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("call %s is\n%+v, it was\n%+v", want[i].ID, got[i], want[i])
		}
	}
	if months := b.Months(); len(months) != 2 || months[0].Name != "2026-10" {
		t.Errorf("months: %+v", months)
	}
	at := telephony.Moment{Boot: b.Boot(), Wall: want[0].At, Trusted: true}
	n := b.Append(at, []telephony.Fact{telephony.CallKept{Call: want[0].ID, By: "admin", Keep: true}})
	done := make(chan error, 1)
	b.Promise(n, func(err error) { done <- err })
	if err := <-done; err != nil || n <= last {
		t.Errorf("fact %d behind %d: %v", n, last, err)
	}
	if kept, err := b.Calls(telephony.CallFilter{Kept: true}); err != nil || !slices.ContainsFunc(kept, func(c telephony.CallRecord) bool { return c.ID == want[0].ID }) {
		t.Errorf("kept are %+v: %v", kept, err)
	}
}

func extract(t *testing.T, name, dir string) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	packed, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(packed); ; {
		h, err := r.Next()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := unpackFile(r, filepath.Join(dir, filepath.FromSlash(h.Name))); err != nil {
			t.Fatal(err)
		}
	}
}
