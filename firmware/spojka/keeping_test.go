package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/store"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/book"
	"github.com/spojka/spojka/telephony/record"
	"github.com/spojka/spojka/telephony/stats"
)

// A disk is forecast by what comes and by what goes when its time is over.
func TestRoomAhead(t *testing.T) {
	steady := slices.Repeat([]int64{10}, 30)
	for name, c := range map[string]struct {
		size, free, daily int64
		byDay             []int64
		keep, days        int
	}{
		"kept for ever":            {1000, 100, 10, steady, 0, 9},
		"as much goes as comes":    {1000, 100, 10, steady, 30, -1},
		"full before any goes":     {1000, 95, 10, steady, 60, 9},
		"room until the first go":  {1000, 400, 10, steady[:1], 30, -1},
		"full already":             {1000, 0, 10, nil, 0, 0},
		"just enough for all":      {1000, 301, 10, nil, 30, -1},
		"not quite enough for all": {1000, 300, 10, nil, 30, 29},
	} {
		used, days := ahead(c.size, c.free, c.daily, c.byDay, c.keep)
		if days != c.days || len(used) != plotAhead || used[0] > c.size {
			t.Errorf("%s: %d days, not %d; %d points", name, days, c.days, len(used))
		}
	}
	if got := behind(100, []int64{30, 20, 90}); !slices.Equal(got, []int64{0, 50, 70, 100}) {
		t.Errorf("behind us %v", got)
	}
}

// A box that was off for long, comes from a backup or whose clock leapt deletes
// nothing for a week, one whose clock isn't trusted nothing at all.
func TestNothingIsDeletedAtOnce(t *testing.T) {
	dir := t.TempDir()
	b, err := book.Open(book.Options{Dir: filepath.Join(dir, "book"), Open: func(path string) (book.Store, error) { return store.Open(path) }})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	now := telephony.Moment{Boot: 1, Wall: time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC), Trusted: true}
	k := keeping{
		file: filepath.Join(dir, "keeping.json"), book: b, office: func() telephony.Office { return telephony.Office{} }, now: func() telephony.Moment { return now },
	}
	may := func(what string, want bool) {
		t.Helper()
		if got := k.rules(); got.Trusted != want || got.Days != telephony.UsualKeeping.Recordings {
			t.Errorf("%s: %+v", what, got)
		}
	}
	pass := func(days int) { now.Wall = now.Wall.AddDate(0, 0, days) }
	may("a new box", false)
	pass(3)
	may("three days later", false)
	pass(4)
	may("a week later", true)
	for range 5 {
		pass(30)
		may("month by month", true)
	}
	pass(56 * 365)
	may("the clock leapt", false)
	pass(-56 * 365)
	may("and came back", false)
	pass(8)
	may("a week after that", true)
	now.Trusted = false
	may("an unsure clock", false)
}

// shelved puts calls of a day long ago into an empty box, each with a file.
func shelved(t *testing.T, dir string, day time.Time, calls int) (ids []telephony.CallID) {
	t.Helper()
	b, err := book.Open(book.Options{Dir: filepath.Join(dir, "book"), Open: func(path string) (book.Store, error) { return store.Open(path) }})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Replay(func([]byte) error { return nil }, func(book.Entry) {}); err != nil {
		t.Fatal(err)
	}
	audio := filepath.Join(dir, "audio", day.Format("2006-01"))
	if err := os.MkdirAll(audio, 0o700); err != nil {
		t.Fatal(err)
	}
	at := telephony.Moment{Boot: b.Boot(), Wall: day, Trusted: true}
	for i := range calls {
		id := telephony.CallID(telephony.Compose(b.Boot(), uint32(i+1)))
		b.Append(at, []telephony.Fact{
			telephony.CallQueued{Call: id, From: "+420777123456", To: "+420800100200", Queue: "podpora", QueueName: "Podpora"},
			telephony.Answered{Call: id, Agent: "jana", AgentName: "Jana", Recording: id.Recording(1)},
			telephony.CallOver{Call: id, Outcome: telephony.OutcomeAnswered, Talked: time.Second},
			telephony.Saved{Call: id, Agent: "jana", AgentName: "Jana"},
		})
		if err := os.WriteFile(filepath.Join(audio, string(id.Recording(1))+".mp3"), make([]byte, 4000), 0o600); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	return ids
}

// A box with a history: recordings over 90 days old go but the one that the
// supervisor wants kept, a month of the book over its time goes, each deletion
// is written down, and the audit finds nothing wrong. A backup of that box,
// restored on an empty one, is the same box.
//
// Proves: W-CC-13
func TestBoxDeletesWhatItsTimeIsOver(t *testing.T) {
	t.Parallel()
	b := newBox(t, "127.68.1.1", "127.68.1.2", func(o *telephony.Office) {
		o.Keeping = &telephony.Keeping{Recordings: 90, Book: 4}
		for i := range o.Agents {
			o.Agents[i].Supervisor = o.Agents[i].Supervisor || o.Agents[i].ID == "jana"
		}
	})
	now := time.Now().UTC()
	month := func(back int) time.Time {
		return time.Date(now.Year(), now.Month()-time.Month(back), 10, 9, 0, 0, 0, time.UTC)
	}
	ancient := shelved(t, b.dir, month(7), 5)
	old := shelved(t, b.dir, month(4), 5)
	young := shelved(t, b.dir, month(1), 5)
	if err := os.MkdirAll(filepath.Join(b.dir, "run"), 0o700); err != nil {
		t.Fatal(err)
	}
	keptFile(filepath.Join(b.dir, "run", "keeping.json")).Store(note(t, keptNote{Looked: now}))
	keepMark(t, b.dir, old[1])
	b.start("--sim=false")
	left := func(ids []telephony.CallID) (n int) {
		for _, id := range ids {
			if _, state := (settings{data: b.dir}).shelf().Find(id.Recording(1)); state == telephony.RecordingReady {
				n++
			}
		}
		return n
	}
	b.until("old recordings to go", func() bool { return left(ancient) == 0 && left(old) == 1 })
	if left(young) != 5 || left(old[1:2]) != 1 {
		t.Errorf("of the young %d are left, of what is to be kept %d", left(young), left(old[1:2]))
	}
	b.until("the ancient month to go", func() bool {
		gone, _ := filepath.Glob(filepath.Join(b.dir, "book", "book-"+month(7).Format("2006-01")+"*"))
		return len(gone) == 0
	})
	if list, err := b.control.Calls(telephony.CallFilter{}); err != nil || len(list) != 10 {
		t.Errorf("%d calls are in the list: %v", len(list), err)
	}
	if out, err := says(t, "audit", "--data="+b.dir); err != nil {
		t.Errorf("%v\n%s", err, out)
	}

	file := filepath.Join(t.TempDir(), "box.tar.gz")
	if out, err := says(t, "backup", "--data="+b.dir, "--file="+file, "--recordings"); err != nil {
		t.Fatalf("backup: %v\n%s", err, out)
	}
	b.stop()
	purged := purges(t, b.dir)
	want := []string{"month age 5", "recordings age 4", "recordings age 5"}
	if slices.Sort(purged); !slices.Equal(purged, want) {
		t.Errorf("written down are %q, not %q", purged, want)
	}
	if err := os.RemoveAll(b.dir); err != nil {
		t.Fatal(err)
	}
	if out, err := says(t, "restore", "--data="+b.dir, "--file="+file); err != nil {
		t.Fatalf("restore: %v\n%s", err, out)
	}
	if _, err := os.Stat(filepath.Join(b.dir, "flight")); err == nil {
		t.Error("signalling is in the backup")
	}
	b.start("--sim=false")
	if list, err := b.control.Calls(telephony.CallFilter{}); err != nil || len(list) != 10 || left(young) != 5 || left(old) != 1 {
		t.Errorf("restored: %d calls, %d and %d recordings: %v", len(list), left(young), left(old), err)
	}
	if out, err := says(t, "audit", "--data="+b.dir); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func note(t *testing.T, n keptNote) []byte {
	b, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// keepMark writes into the book that a call is to be kept.
func keepMark(t *testing.T, dir string, id telephony.CallID) {
	t.Helper()
	b, err := book.Open(book.Options{Dir: filepath.Join(dir, "book"), Open: func(path string) (book.Store, error) { return store.Open(path) }})
	if err != nil {
		t.Fatal(err)
	}
	b.Append(telephony.Moment{Boot: b.Boot(), Wall: time.Now().UTC(), Trusted: true}, []telephony.Fact{telephony.CallKept{Call: id, By: "jana", Keep: true}})
	b.Checkpoint(b.Append(telephony.Moment{Boot: b.Boot(), Wall: time.Now().UTC(), Trusted: true}, []telephony.Fact{telephony.Began{}}), []byte("none"))
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
}

// purges are the deletions that stand in a book.
func purges(t *testing.T, dir string) (all []string) {
	t.Helper()
	b, err := book.Open(book.Options{Dir: filepath.Join(dir, "book"), Fold: stats.Record, Open: func(path string) (book.Store, error) { return store.Open(path) }})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	bad := func([]byte) error { return os.ErrInvalid } // read everything
	_, err = b.Replay(bad, func(e book.Entry) {
		if p, ok := e.Fact.(telephony.Purged); ok {
			all = append(all, fmt.Sprint(p.Purge.What, " ", p.Purge.Why, " ", p.Purge.Count))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// The audit book stays as long as the calls: whole months, for ever where they
// do, and while nothing may be deleted.
//
// Proves: P-SET-5
func TestAuditIsKeptAsLongAsTheCalls(t *testing.T) {
	now := time.Date(2026, 11, 27, 3, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		months  int
		trusted bool
		want    time.Time
	}{
		{1, true, time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)},
		{36, true, time.Date(2023, 11, 1, 0, 0, 0, 0, time.UTC)},
		{36, false, time.Time{}},
		{0, true, time.Time{}},
	} {
		if got := auditSince(record.Rules{Now: now, Trusted: c.trusted}, telephony.Keeping{Book: c.months}); !got.Equal(c.want) {
			t.Errorf("%d months, %t: %v", c.months, c.trusted, got)
		}
	}
}
