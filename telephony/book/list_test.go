package book_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

func TestCallsInMemoryAndOnDisk(t *testing.T) {
	dir := t.TempDir()
	b := openWith(t, options(t, dir))
	o := newOffice(b, november)
	for i := range 40 {
		id := o.whole(telephony.Number(fmt.Sprintf("+420601000%03d", i)), "")
		if i%9 == 0 {
			o.settle(t)
		}
		if i%5 == 0 {
			o.tell(telephony.CallNamed{Call: id}) // too late: changes nothing that anybody sees
		}
		o.pass(time.Hour)
	}
	waiting := o.arrive("+420777123456", "uctarna")
	if r, ok, err := b.Call(waiting); err != nil || !ok || r.From != "+420777123456" {
		t.Errorf("a call of this moment: %+v %t %v", r, ok, err)
	}
	o.settle(t)
	o.check(t, b)
	// The memory has what is open; everything is found after a restart.
	_ = b.Close()
	again := openWith(t, options(t, dir))
	o.check(t, again)
	if _, err := again.Replay(func([]byte) error { return nil }, func(e bookEntry) {}); err != nil {
		t.Fatal(err)
	}
	o.check(t, again)
	o.b = again
	o.tell(telephony.CallOver{Call: waiting, Why: telephony.ByCaller, Outcome: telephony.OutcomeAbandoned, Waited: time.Minute})
	o.settle(t)
	o.check(t, again)
}

// TestPagingOverMonths walks the list in pages, with the turn of a year, calls
// over the turn, and a clock that jumps back.
func TestPagingOverMonths(t *testing.T) {
	dir := t.TempDir()
	b := openWith(t, options(t, dir))
	o := newOffice(b, time.Date(2026, 10, 30, 8, 0, 0, 0, time.UTC))
	var all []telephony.CallID
	for i := range 130 {
		all = append(all, o.whole(telephony.Number(fmt.Sprintf("+420601000%03d", i)), fmt.Sprint("note ", i)))
		o.pass(16 * time.Hour)
		if i == 60 {
			o.pass(-4 * 24 * time.Hour)
		}
		if i%20 == 0 {
			o.settle(t)
		}
	}
	o.settle(t)
	o.check(t, b)
	slices.Reverse(all)
	for _, size := range []int{1, 7, 50, 200} {
		var pages []telephony.CallID
		for before := telephony.CallID(0); ; {
			page, err := b.Calls(telephony.CallFilter{Before: before, Limit: size})
			if err != nil {
				t.Fatal(err)
			}
			if len(page) == 0 {
				break
			}
			for _, r := range page {
				pages = append(pages, r.ID)
			}
			before = page[len(page)-1].ID
		}
		if !slices.Equal(pages, all) {
			t.Errorf("pages of %d: %d calls in another order, or not all of %d", size, len(pages), len(all))
		}
	}
	if files, _ := filepath.Glob(filepath.Join(dir, "book-*.db")); len(files) < 4 {
		t.Errorf("only %d months: %v", len(files), files)
	}
}

func TestFilters(t *testing.T) {
	b := openWith(t, options(t, t.TempDir()))
	o := newOffice(b, time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC))
	first := o.whole("+420777123456", "Žádá odklad předpisu")
	o.pass(48 * time.Hour)
	second := o.arrive("+420601000001", "uctarna")
	o.answer(second, "eva")
	o.pass(time.Minute)
	third := o.arrive("", "podpora")
	o.tell(telephony.CallOver{Call: third, Why: telephony.ByCaller, Outcome: telephony.OutcomeAbandoned})
	for pass := range 2 { // once in memory, once on disk
		for name, c := range map[string]struct {
			f    telephony.CallFilter
			want []telephony.CallID
		}{
			"all":             {telephony.CallFilter{}, []telephony.CallID{third, second, first}},
			"limit":           {telephony.CallFilter{Limit: 1}, []telephony.CallID{third}},
			"queue":           {telephony.CallFilter{Queues: []telephony.QueueID{"uctarna", "x"}}, []telephony.CallID{second}},
			"no queue":        {telephony.CallFilter{Queues: []telephony.QueueID{}}, nil},
			"agent":           {telephony.CallFilter{Agent: "jana"}, []telephony.CallID{first}},
			"not part of one": {telephony.CallFilter{Agent: "jan"}, nil},
			"customer":        {telephony.CallFilter{Customer: "10005"}, []telephony.CallID{first}},
			"outcome":         {telephony.CallFilter{Outcome: telephony.OutcomeAbandoned}, []telephony.CallID{third}},
			"state":           {telephony.CallFilter{State: telephony.ProcessOpen}, []telephony.CallID{second}},
			"since":           {telephony.CallFilter{From: o.wall.Add(-time.Hour)}, []telephony.CallID{third, second}},
			"until":           {telephony.CallFilter{Until: o.wall.Add(-time.Hour)}, []telephony.CallID{first}},
			"before":          {telephony.CallFilter{Before: second}, []telephony.CallID{first}},
			"note, folded":    {telephony.CallFilter{Text: "zada ODKLAD"}, []telephony.CallID{first}},
			"number":          {telephony.CallFilter{Text: "777 123 456"}, []telephony.CallID{first}},
			"reason":          {telephony.CallFilter{Text: "internet nejde"}, []telephony.CallID{first}},
			"customer's name": {telephony.CallFilter{Text: "pekarna ruzku"}, []telephony.CallID{first}},
			"recording":       {telephony.CallFilter{Text: string(second.Recording(1))}, []telephony.CallID{second}},
			"nothing":         {telephony.CallFilter{Text: "nikdo"}, nil},
		} {
			found, err := b.Calls(c.f)
			var ids []telephony.CallID
			for _, r := range found {
				ids = append(ids, r.ID)
			}
			if err != nil || !slices.Equal(ids, c.want) {
				t.Errorf("pass %d, %s: %v, not %v, %v", pass, name, ids, c.want, err)
			}
			if n, err := b.Count(c.f); err != nil || n != len(c.want) && name != "limit" {
				t.Errorf("pass %d, %s: %d are counted, %v", pass, name, n, err)
			}
		}
		o.settle(t)
	}
}

// TestUnconfirmedClock: what happens while the clock says 1970 stands where
// it belongs in the list, and no file of 1970 comes up.
//
// FAULTS 21
func TestUnconfirmedClock(t *testing.T) {
	dir := t.TempDir()
	o := newOffice(openWith(t, options(t, dir)), november)
	before := o.whole("+420601000001", "")
	o.settle(t)
	_ = o.b.Close()

	want := o.want
	b := openWith(t, options(t, dir))
	if !b.LastTime().After(november) {
		t.Errorf("the last time known is %v", b.LastTime())
	}
	o = newOffice(b, time.Unix(30, 0).UTC())
	o.want, o.trust = want, false
	lost := o.whole("+420601000002", "")
	o.settle(t)
	o.wall, o.trust = november.Add(24*time.Hour), true
	after := o.whole("+420601000003", "")
	o.settle(t)
	o.check(t, b)
	if !(before < lost && lost < after) {
		t.Errorf("numbers %s, %s, %s do not rise", before, lost, after)
	}
	if _, err := os.Stat(filepath.Join(dir, "book-1970-01.db")); err == nil {
		t.Error("there is a book of 1970")
	}
}

func TestManyMonthsManyReaders(t *testing.T) {
	dir := t.TempDir()
	b := openWith(t, options(t, dir))
	o := newOffice(b, time.Date(2025, 1, 15, 8, 0, 0, 0, time.UTC))
	for range 24 { // more than are open at once
		o.whole("+420601000001", "")
		o.settle(t)
		o.pass(30 * 24 * time.Hour)
	}
	done := make(chan error)
	for range 4 {
		go func() {
			for range 5 {
				found, err := b.Calls(telephony.CallFilter{})
				if err == nil && len(found) < 24 {
					err = fmt.Errorf("only %d calls", len(found))
				}
				if err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
	}
	for range 4 {
		o.whole("+420601000002", "")
		o.settle(t)
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	o.check(t, b)
}
