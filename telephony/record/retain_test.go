package record

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// keeper is an office whose rules a test sets.
type keeper struct {
	rules   Rules
	calls   []Expected
	deleted []telephony.Purge
	down    bool
}

func (k *keeper) Rules(context.Context) (Rules, error) {
	if k.down {
		return Rules{}, errors.New("the box is down")
	}
	return k.rules, nil
}

func (k *keeper) Of(_ context.Context, ids []telephony.RecordingID) (found []Expected, err error) {
	for _, e := range k.calls {
		if slices.Contains(ids, e.ID) {
			found = append(found, e)
		}
	}
	return found, nil
}

func (k *keeper) Deleted(_ context.Context, p telephony.Purge) error {
	k.deleted = append(k.deleted, p)
	return nil
}

// retaining deletes until nothing more is due.
func retaining(t testing.TB, o Options, k *keeper, free func(string) (int64, int64, error)) {
	t.Helper()
	o.Keeper, o.Disk = k, free
	if free == nil {
		o.Disk = func(string) (int64, int64, error) { return 1 << 40, 1 << 40, nil }
	}
	r := newRetention(o, make(chains))
	for i := range 20 {
		err := r.turn(t.Context(), studioTime.Add(time.Duration(i)*time.Second))
		if err != nil && !k.down {
			t.Fatal(err)
		}
	}
}

func left(o Options, ids []string) (all []int) {
	for i, id := range ids {
		if fileOf(o, id) != "" {
			all = append(all, i)
		}
	}
	return all
}

// aged are calls of which each ended a day before the next.
func aged(ids []string) []Expected {
	calls := called(ids...)
	for i := range calls {
		calls[i].At = studioTime.AddDate(0, 0, i)
		calls[i].Ended = calls[i].At.Add(2 * time.Second)
	}
	return calls
}

// Recordings go when their time is over by the rules, and only those: not one
// that is to be kept, whose call goes on, that an unsure clock calls old, or
// while nobody knows the rules. The chain holds over it, with a line for each,
// the office is told what went, and the audit finds nothing amiss.
func TestRecordingsGoWhenTheirTimeIsOver(t *testing.T) {
	o, ids := recorded(t, 6)
	k := &keeper{calls: aged(ids), rules: Rules{Now: studioTime.AddDate(0, 0, 93).Add(time.Hour), Trusted: true, Days: 90}}
	k.calls[1].Kept = true
	k.calls[2].Ended = time.Time{}
	k.calls[4].Ended, k.calls[4].Unsure = time.Unix(60, 0), true // as the clock of 1970 said
	_ = os.Chtimes(fileOf(o, ids[4]), time.Unix(90, 0), time.Unix(90, 0))
	all := []int{0, 1, 2, 3, 4, 5}
	for name, change := range map[string]func(*keeper){
		"an unsure clock": func(k *keeper) { k.rules.Trusted = false },
		"kept for ever":   func(k *keeper) { k.rules.Days = 0 },
		"nobody answers":  func(k *keeper) { k.down = true },
	} {
		no := *k
		change(&no)
		if retaining(t, o, &no, nil); !slices.Equal(left(o, ids), all) {
			t.Fatalf("%s: left are %v", name, left(o, ids))
		}
	}
	retaining(t, o, k, nil)
	if got := left(o, ids); !slices.Equal(got, []int{1, 2, 4, 5}) {
		t.Errorf("left are %v", got)
	}
	count, size := 0, int64(0)
	for _, p := range k.deleted {
		count, size = count+p.Count, size+p.Bytes
		if p.Month != "2027-01" || p.Why != telephony.PurgedAge || p.What != telephony.PurgeRecordings {
			t.Errorf("told: %+v", p)
		}
	}
	if count != 2 || size < 16000 || size > 18000 {
		t.Errorf("told of %d recordings, %d bytes: %+v", count, size, k.deleted)
	}
	r := audited(t, o, k.calls, nil)
	if r.Faults() != 0 || r.Deleted != 2 {
		t.Errorf("the audit says %+v", r)
	}
	// A recording that goes otherwise is missing still.
	if err := os.Remove(fileOf(o, ids[2])); err != nil {
		t.Fatal(err)
	}
	k.calls[2].Ended, k.calls[2].At = studioTime, studioTime
	if got := faults(audited(t, o, k.calls, nil)); !slices.Equal(got, []string{"missing " + ids[2]}) {
		t.Errorf("found %q", got)
	}
	// A deletion can't be made up: it is sealed like all else.
	flip(t, filepath.Join(o.Out, "2027-01", chainName), 6*150)
	if got := faults(audited(t, o, k.calls, nil)); !slices.Contains(got, "broken 2027-01") {
		t.Errorf("found %q", got)
	}
}

// A worker that dies in the middle of a deletion leaves a file with a line that
// says it is gone: the next one deletes it.
func TestDeletionIsFinished(t *testing.T) {
	o, ids := recorded(t, 3)
	c := make(chains)
	dir := filepath.Dir(fileOf(o, ids[0]))
	gone := link{sum: deleted, bytes: 8208, id: telephony.RecordingID(ids[0]), when: "2027-04-15T00:00:00Z", why: telephony.PurgedAge}
	if err := c.lengthen(dir, gone); err != nil {
		t.Fatal(err)
	}
	until(t, o, func() bool { return fileOf(o, ids[0]) == "" })
	if r := audited(t, o, called(ids...), nil); r.Faults() != 0 || r.Deleted != 1 {
		t.Errorf("the audit says %+v", r)
	}
}

// A full disk takes the oldest recordings, if the office says so, until there
// is room again, and none that is to be kept.
//
// FAULTS 4
func TestFullDiskTakesTheOldest(t *testing.T) {
	for _, rotate := range []bool{false, true} {
		o, ids := recorded(t, 6)
		k := &keeper{calls: aged(ids), rules: Rules{Now: studioTime.AddDate(0, 0, 7), Trusted: true, Days: 90, Rotate: rotate}}
		k.calls[0].Kept = true
		one := int64(8208)
		full := func(string) (int64, int64, error) {
			free := int64(len(ids)-len(left(o, ids))) * one
			return free + one/2, 40 * one, nil // full below two, room from 2.7
		}
		retaining(t, o, k, full)
		want := []int{0, 1, 2, 3, 4, 5}
		if rotate {
			want = []int{0, 4, 5}
		}
		if got := left(o, ids); !slices.Equal(got, want) {
			t.Errorf("rotate %v: left are %v, not %v", rotate, got, want)
		}
		if rotate && (len(k.deleted) == 0 || k.deleted[0].Why != telephony.PurgedFull) {
			t.Errorf("told: %+v", k.deleted)
		}
	}
}

// Many are deleted in small steps; a month that the book doesn't have any more
// goes as a whole when it is empty, with its chain.
func TestEmptyMonthsGo(t *testing.T) {
	o := Options{Out: t.TempDir()}
	dir := filepath.Join(o.Out, "2027-01")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	k := &keeper{rules: Rules{Now: studioTime.AddDate(0, 0, 100), Trusted: true, Days: 90, Since: "2027-01"}}
	c := make(chains)
	for i := range 3*deleteMost + 1 {
		path := filepath.Join(dir, fmt.Sprintf("0000001-%08d-1.mp3", i+1))
		if err := errors.Join(os.WriteFile(path, []byte("x"), 0o600), os.Chtimes(path, studioTime, studioTime)); err != nil {
			t.Fatal(err)
		}
		k.calls = append(k.calls, Expected{ID: idOf(path), At: studioTime, Ended: studioTime})
	}
	if err := c.mend(o.Out); err != nil {
		t.Fatal(err)
	}
	retaining(t, o, k, nil)
	if n := len(filesOf(dir)); n != 0 || len(k.deleted) != 4 {
		t.Errorf("%d files are left, %d steps", n, len(k.deleted))
	}
	if read, err := readChain(dir); err != nil || read.broken != 0 || len(read.links) != 2*(3*deleteMost+1) {
		t.Errorf("the chain has %d links, %d broken: %v", len(read.links), read.broken, err)
	}
	k.rules.Since = "2027-02"
	if retaining(t, o, k, nil); fileExists(dir) {
		t.Error("the empty month is still there")
	}
}

func fileExists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// timelessShelf puts recordings of 1970 on a shelf beside dated ones: each name says
// of which start it is.
func timelessShelf(t *testing.T, undated []string, dates map[string]time.Time) Options {
	t.Helper()
	o := Options{Out: t.TempDir()}
	put := func(id string, at time.Time) {
		path := filepath.Join(o.Out, at.Format(monthName), id+".mp3")
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, make([]byte, 1000), 0o600), os.Chtimes(path, at, at)); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range undated {
		put(id, time.Unix(60, 0).UTC())
	}
	for id, at := range dates {
		put(id, at)
	}
	return o
}

// A recording of which nobody will ever know the time is as old as the next
// start of the box that knew it: it goes when that one's time is over, and
// stays while there is none.
func TestRecordingsWithoutATimeGoInTheEnd(t *testing.T) {
	ids := []string{"0000003-00000001-1", "0000005-00000001-1", "0000005-00000002-1", "0000009-00000001-1"}
	now := studioTime.AddDate(0, 0, 200)
	o := timelessShelf(t, ids, map[string]time.Time{
		"0000004-00000001-1": now.AddDate(0, 0, -95), "0000006-00000001-1": now.AddDate(0, 0, -85), "0000008-00000001-1": now,
	})
	k := &keeper{rules: Rules{Now: now, Trusted: true, Days: 90}}
	k.calls = called(ids[1])
	k.calls[0].Unsure, k.calls[0].Ended = true, time.Unix(61, 0)
	retaining(t, o, k, nil)
	if got := left(o, ids); !slices.Equal(got, []int{1, 2, 3}) {
		t.Errorf("left are %v", got)
	}
	k.rules.Now = now.AddDate(0, 0, 6)
	retaining(t, o, k, nil)
	if got := left(o, ids); !slices.Equal(got, []int{3}) {
		t.Errorf("six days later left are %v", got)
	}
}

// A full disk takes them in their turn, not before older ones.
//
// FAULTS 4
func TestFullDiskTakesThoseWithoutATimeInTheirTurn(t *testing.T) {
	ids := []string{"0000003-00000001-1", "0000005-00000001-1", "0000002-00000001-1", "0000004-00000001-1", "0000006-00000001-1"}
	o := timelessShelf(t, ids[:2], map[string]time.Time{ids[2]: studioTime, ids[3]: studioTime.Add(time.Hour), ids[4]: studioTime.Add(2 * time.Hour)})
	for round, want := range [][]int{{0, 1, 3, 4}, {1, 3, 4}, {1, 4}, {4}} {
		k := &keeper{rules: Rules{Now: studioTime.AddDate(0, 0, 7), Trusted: true, Days: 90, Rotate: true}}
		full := func(string) (int64, int64, error) { // until one more is gone
			return int64(1900 + 1000*(len(ids)-len(left(o, ids))-round)), 40_000, nil
		}
		retaining(t, o, k, full)
		if got := left(o, ids); !slices.Equal(got, want) {
			t.Errorf("round %d: left are %v, not %v", round, got, want)
		}
	}
}
