package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// The book is read from its end, page by page, whatever lies where the blocks
// meet; a look that chooses little ends after so many lines and goes on.
//
// Proves: P-SET-5
func TestAuditPages(t *testing.T) {
	c := administered(t, t.TempDir())
	start := time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC)
	var text strings.Builder
	for i := range 25_000 {
		who := "jana"
		if i == 10 {
			who = "petr"
		}
		fmt.Fprintf(&text, "\n{\"at\":%q,\"by\":%q,\"kind\":\"signed-in\",\"note\":%q}\n", start.Add(time.Duration(i)*time.Minute).Format(time.RFC3339), who, strings.Repeat("x", i%97))
	}
	if err := os.WriteFile(filepath.Join(c.dir, "audit.log"), []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	n, more, last := 0, int64(0), start.AddDate(1, 0, 0)
	for {
		page, next, err := c.Deeds(telephony.DeedFilter{Before: more})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range page {
			if !d.At.Before(last) || len(d.Note) != (24_999-n)%97 {
				t.Fatalf("line %d: %+v after %v", n, d, last)
			}
			n, last = n+1, d.At
		}
		if more = next; more == 0 {
			break
		}
	}
	if n != 25_000 {
		t.Errorf("%d lines", n)
	}
	petr := telephony.DeedFilter{Who: "petr"}
	found, more, err := c.Deeds(petr)
	if err != nil || len(found) != 0 || more == 0 {
		t.Errorf("%v, %d, %v", found, more, err)
	}
	if petr.Before = more; true {
		found, more, _ = c.Deeds(petr)
	}
	if len(found) != 1 || more != 0 {
		t.Errorf("%v, %d", found, more)
	}
	day := telephony.DeedFilter{From: start.AddDate(0, 0, 10), Until: start.AddDate(0, 0, 11), Limit: 5000}
	if found, more, _ = c.Deeds(day); len(found) != 1440 || more != 0 {
		t.Errorf("%d lines of a day, %d", len(found), more)
	}
}

// What a supervisor did is written once, also when the book tells it again
// after a start.
//
// Proves: P-SET-5
func TestDeedsAreNotedOnce(t *testing.T) {
	c := administered(t, t.TempDir())
	at := telephony.Moment{Boot: 1, Up: 5, Wall: time.Date(2026, 11, 1, 8, 0, 0, 123, time.UTC)}
	for n, f := range []telephony.Fact{
		telephony.SignedOff{Agent: "jana", By: "sova"}, telephony.SignedOff{Agent: "jana"},
		telephony.PresenceSet{Agent: "jana", BreakName: "Porada", By: "sova"},
		telephony.Unprocessed{Agent: "jana", Call: 7, By: "sova"}, telephony.Offered{Agent: "jana", Call: 8, By: "sova"},
	} {
		d, ok := telephony.DeedOf(uint64(n), at, f)
		if ok != (n != 1) || ok != telephony.Owes(f) {
			t.Errorf("%+v: %t", f, ok)
		}
		for range 2 {
			if err := c.Note(d); ok && n > 0 && err != nil {
				t.Fatal(err)
			}
		}
	}
	all, _, _ := c.Deeds(telephony.DeedFilter{Who: "jana", Kinds: []telephony.DeedKind{telephony.DeedTakenOff, telephony.DeedReleased, telephony.DeedGiven}})
	if len(all) != 3 || all[0].Call != 8 || all[1].Kind != telephony.DeedReleased || all[2].Note != "Porada" || !all[2].At.Equal(at.Wall) {
		t.Errorf("%+v", all)
	}
}

// Each change of the office can be taken back as long as nothing was built on
// it: what went comes back to its place in the list, what came goes.
//
// Proves: P-SET-6
func TestUndo(t *testing.T) {
	c := administered(t, t.TempDir())
	for name, f := range map[string]func(*telephony.Office){
		"changed":  func(o *telephony.Office) { o.Queues[0].RingTime = 33; o.Zone = "Europe/Bratislava" },
		"gone":     func(o *telephony.Office) { o.Breaks = append(o.Breaks[:1:1], o.Breaks[2:]...) },
		"all gone": func(o *telephony.Office) { o.Breaks = nil },
		"come":     func(o *telephony.Office) { o.Sites = append(o.Sites, telephony.Site{ID: "olomouc", Name: "Olomouc"}) },
		"a number": func(o *telephony.Office) { o.Numbers = o.Numbers[1:] },
		"a key": func(o *telephony.Office) {
			o.Keys = []telephony.FrontKey{{Key: "key-1", Does: "free"}, {Key: "key-2", Does: "free"}}
		},
		"a tree":      func(o *telephony.Office) { o.Trees[0].Roots = o.Trees[0].Roots[1:] },
		"hours":       func(o *telephony.Office) { o.Hours = []telephony.Hours{{ID: "bezne", Name: "Běžné"}} },
		"an own day":  func(o *telephony.Office) { o.OwnDays = []telephony.OwnDay{{Date: "12-24"}, {Date: "2026-12-31"}} },
		"outward":     func(o *telephony.Office) { o.Outward.Countries = []string{"421"} },
		"queue stops": func(o *telephony.Office) { o.Queues[0].Disabled = true },
	} {
		t.Run(name, func(t *testing.T) {
			before := c.Office()
			change(t, c, f)
			line := newest(t, c)
			if !line.CanUndo {
				t.Fatalf("%+v", line)
			}
			if err := c.Undo("admin", line.Place); err != nil {
				t.Fatal(err)
			}
			after := c.Office()
			after.Version = before.Version
			for i := range after.Trees {
				after.Trees[i].Version = before.Trees[i].Version // it was another one meanwhile
			}
			if left := differences(before, after); len(left) > 0 {
				t.Errorf("%+v", left)
			}
			if was, is := order(before), order(after); was != is {
				t.Errorf("%s, was %s", is, was)
			}
			if undone := newest(t, c); undone.Undoes != line.Place || undone.By != "admin" {
				t.Errorf("%+v", undone)
			}
		})
	}
}

// order lists breaks and numbers as they stand.
func order(o telephony.Office) string { return fmt.Sprint(o.Breaks, o.Numbers) }

func newest(t *testing.T, c *Config) telephony.Deed {
	t.Helper()
	all, _, err := c.Deeds(telephony.DeedFilter{Limit: 1})
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	return all[0]
}

// What was built on a change keeps it: changed again, referred to, or the
// last administrator.
//
// Proves: P-SET-6
func TestNoUndoOfWhatWasBuiltOn(t *testing.T) {
	c := administered(t, t.TempDir())
	change(t, c, func(o *telephony.Office) { o.Queues[0].RingTime = 33 })
	line := newest(t, c)
	change(t, c, func(o *telephony.Office) { o.Queues[0].RingTime = 34 })
	if err := c.Undo("admin", line.Place); !errors.Is(err, telephony.ErrBuiltOn) {
		t.Errorf("changed again: %v", err)
	}
	change(t, c, func(o *telephony.Office) { o.Sites = append(o.Sites, telephony.Site{ID: "olomouc", Name: "Olomouc"}) })
	line = newest(t, c)
	change(t, c, func(o *telephony.Office) { o.Seats[0].Site = "olomouc" })
	var faults Faults
	if err := c.Undo("admin", line.Place); !errors.As(err, &faults) {
		t.Errorf("referred to: %v", err)
	}
	if _, err := c.SeatPassword("admin", "203"); err != nil {
		t.Fatal(err)
	}
	for _, place := range []int64{newest(t, c).Place, 12345678, 2} {
		if err := c.Undo("admin", place); !errors.Is(err, telephony.ErrBuiltOn) {
			t.Errorf("%d: %v", place, err)
		}
	}
}

// The book is shortened by what is older than the office keeps, which is
// noted in it. What stays keeps its place: a page that is open goes on, and
// what could be taken back still can.
//
// Proves: P-SET-5, P-SET-6
func TestAuditIsShortened(t *testing.T) {
	c := administered(t, t.TempDir())
	if err := os.Remove(c.auditFile()); err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	day := func(n int) time.Time { return now.AddDate(0, 0, n) }
	for _, at := range []time.Time{day(-90), day(-80), time.Unix(5, 0), day(900), day(-60), time.Unix(6, 0), day(-30), day(-70), day(-1)} {
		if err := c.Note(telephony.Deed{At: at, Kind: telephony.DeedSignedIn, Note: at.UTC().Format(time.DateOnly)}); err != nil {
			t.Fatal(err)
		}
	}
	change(t, c, func(o *telephony.Office) { o.Queues[0].RingTime = 33 })
	read := func() (notes []string, places map[string]int64) {
		all, more, err := c.Deeds(telephony.DeedFilter{})
		if err != nil || more != 0 {
			t.Fatal(more, err)
		}
		places = make(map[string]int64)
		for _, d := range all {
			notes, places[d.Note] = append(notes, d.Note), d.Place
		}
		return notes, places
	}
	_, before := read()
	if n, err := c.Shorten(day(-50), now); n != 5 || err != nil {
		t.Fatalf("%d, %v", n, err)
	}
	notes, after := read()
	if want := "[5 2026-10-01  2026-11-19 2026-09-11 2026-10-21 1970-01-01]"; fmt.Sprint(notes) != want {
		t.Errorf("%v stays", notes)
	}
	for _, note := range []string{"2026-11-19", "2026-09-11", ""} {
		if after[note] != before[note] {
			t.Errorf("%q stood at %d, now at %d", note, before[note], after[note])
		}
	}
	if page, more, err := c.Deeds(telephony.DeedFilter{Before: before["2026-10-21"]}); err != nil || len(page) != 1 || more != 0 {
		t.Errorf("an open page goes on with %+v, %d, %v", page, more, err)
	}
	if page, more, err := c.Deeds(telephony.DeedFilter{Before: before["2026-09-21"]}); err != nil || len(page) != 0 || more != 0 {
		t.Errorf("an open page ends with %+v, %d, %v", page, more, err)
	}
	if err := c.Undo("admin", before[""]); err != nil {
		t.Error(err)
	}
	if n, err := c.Shorten(day(-50), now); n != 0 || err != nil {
		t.Errorf("twice: %d, %v", n, err)
	}
	if n, err := c.Shorten(day(-20), now); n != 3 || err != nil {
		t.Errorf("once more: %d, %v", n, err)
	}
	if _, last := read(); last["2026-11-19"] != before["2026-11-19"] {
		t.Errorf("%v", last)
	}
	if info, err := os.Stat(c.auditFile()); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info, err)
	}
}
