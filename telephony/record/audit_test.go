package record

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// studioTime is when the studio's tape begins.
var studioTime = time.Unix(1_800_000_000, 0)

// called lists recordings as those of calls of two seconds, one call each.
func called(ids ...string) (all []Expected) {
	for i, id := range ids {
		all = append(all, Expected{
			ID: telephony.RecordingID(id), Call: telephony.CallID(i + 1), At: studioTime, Ended: studioTime.Add(2 * time.Second), Talked: 2 * time.Second,
		})
	}
	return all
}

// audited audits as in the month of the tape.
func audited(t testing.TB, o Options, calls []Expected, read func(time.Time) bool) Report {
	t.Helper()
	a := Audit{Shelf: Shelf{o.Tape, o.Out}, Read: read, Calls: func(_ context.Context, from, until time.Time, page func([]Expected)) error {
		for _, e := range calls {
			if !e.At.Before(from) && e.At.Before(until) {
				page([]Expected{e})
			}
		}
		return nil
	}}
	a.now = func() time.Time { return studioTime.Add(time.Hour) }
	r, err := a.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// recorded makes so many recordings of two seconds.
func recorded(t testing.TB, n int) (o Options, ids []string) {
	o = box(t)
	s := newStudio(t, o.Tape)
	for i := range n {
		ids = append(ids, fmt.Sprintf("0000001-%08d-1", i+1))
		s.start(uint16(i), ids[i], int64(i)*2e9)
		s.talk(uint16(i), int64(i)*2e9, 2)
		s.end(uint16(i), int64(i+1)*2e9)
	}
	s.flush()
	until(t, o, func() bool { return ready(o, ids[n-1])() && ready(o, ids[0])() })
	for _, id := range ids { // as if they had been there for long
		path, _ := Shelf{o.Tape, o.Out}.Find(telephony.RecordingID(id))
		_ = os.Chtimes(path, studioTime, studioTime)
	}
	return o, ids
}

func fileOf(o Options, id string) string {
	path, _ := Shelf{o.Tape, o.Out}.Find(telephony.RecordingID(id))
	return path
}

func faults(r Report) (all []string) {
	for _, f := range r.Findings {
		all = append(all, fmt.Sprintf("%s %s", f.Fault, f.ID))
	}
	slices.Sort(all)
	return all
}

// Each kind of fault is found, and where nothing is wrong nothing is.
// Proves: W-CC-13
func TestAuditFindsWhatIsWrong(t *testing.T) {
	o, ids := recorded(t, 6)
	calls := called(ids...)
	if r := audited(t, o, calls, nil); r.Faults() != 0 || r.Calls != 6 || r.Files != 6 || r.Read != 6 {
		t.Fatalf("all is well, and the audit says %+v", r)
	} else if size := r.Daily / 6; size < 8000 || size > 9000 { // 2 s at 4 kB/s
		t.Errorf("%d bytes a day", r.Daily)
	}

	flip(t, fileOf(o, ids[1]), 3000)
	if err := os.Remove(fileOf(o, ids[2])); err != nil {
		t.Fatal(err)
	}
	calls[3].Talked = 10 * time.Second
	calls[5].ID = calls[4].ID // and so nobody has the last one
	stray := filepath.Join(filepath.Dir(fileOf(o, ids[0])), "0000009-00000009-1.mp3")
	if err := os.WriteFile(stray, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	_ = os.Chtimes(stray, studioTime, studioTime)
	want := []string{
		"changed " + ids[1], "missing " + ids[2], "orphan " + ids[5], "orphan 0000009-00000009-1", "short " + ids[3], "twice " + ids[4],
	}
	slices.Sort(want)
	if got := faults(audited(t, o, calls, nil)); !slices.Equal(got, want) {
		t.Errorf("found %q,\nwanted %q", got, want)
	}
	// One bit in a file that isn't read tonight is found another night.
	none := func(time.Time) bool { return false }
	if r := audited(t, o, calls, none); r.Read != 0 || slices.Contains(faults(r), "changed "+ids[1]) {
		t.Errorf("nothing was to be read, and the audit says %+v", r)
	}
}

// A chain in which a line was taken out, put in or changed doesn't hold.
func TestChainHolds(t *testing.T) {
	o, ids := recorded(t, 4)
	path := filepath.Join(filepath.Dir(fileOf(o, ids[0])), chainName)
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(good), "\n")
	for what, text := range map[string]string{
		"taken out":   lines[0] + lines[2] + lines[3],
		"turned":      lines[1] + lines[0] + lines[2] + lines[3],
		"twice":       lines[0] + lines[0] + lines[1] + lines[2] + lines[3],
		"changed":     strings.Replace(string(good), " "+ids[1], " 0000007-00000007-1", 1),
		"no sense":    lines[0] + "what?\n" + lines[1] + lines[2] + lines[3],
		"at the head": strings.Join(lines[1:], ""),
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := faults(audited(t, o, called(ids...), nil)); !slices.Contains(got, "broken 2027-01") {
			t.Errorf("%s: found %q", what, got)
		}
	}
	// Half a line is what a crash leaves: the next worker goes on before it,
	// and adds the file that has no link.
	if err := os.WriteFile(path, good[:len(good)-9], 0o600); err != nil {
		t.Fatal(err)
	}
	until(t, o, func() bool {
		c, err := readChain(filepath.Dir(path))
		return err == nil && len(c.links) == 4
	})
	if again, _ := os.ReadFile(path); string(again) != string(good) {
		t.Errorf("mended it is\n%s, it was\n%s", again, good)
	}
}

// What went with the box is no fault and is told each time, but not when there
// is a recording after all, and not of a call that talked for longer.
//
// FAULTS 1
func TestAuditTellsWhatWentWithTheBox(t *testing.T) {
	o, ids := recorded(t, 2)
	calls := called(ids[0], ids[1], "0000001-00000098-1", "0000001-00000099-1")
	calls[1].WithTheBox, calls[2].WithTheBox = true, true
	r := audited(t, o, calls, nil)
	if got := faults(r); !slices.Equal(got, []string{"missing 0000001-00000099-1"}) {
		t.Errorf("found %q", got)
	}
	want := Loss{"0000001-00000098-1", calls[2].Call, calls[2].Ended.UTC()}
	if r.Lost != 1 || !slices.Equal(r.Losses, []Loss{want}) {
		t.Errorf("lost are %d: %v, wanted %v", r.Lost, r.Losses, want)
	}
}

// What is on the tape is no fault, nor is a call of which the file was just
// made and that isn't in the book yet.
func TestAuditOfWhatIsUnderWay(t *testing.T) {
	o, ids := recorded(t, 2)
	if err := os.WriteFile(filepath.Join(o.Tape, making), []byte("0000001-00000099-1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_ = os.Chtimes(fileOf(o, ids[1]), studioTime.Add(time.Hour), studioTime.Add(time.Hour))
	calls := called(ids[0], "0000001-00000099-1", "0000001-00000100-1", "0000001-00000101-1")
	calls[2].Ended = time.Time{}                                // it goes on, unread
	calls[3].Ended = studioTime.Add(time.Hour - 30*time.Second) // just over, unread
	r := audited(t, o, calls, nil)
	if r.Faults() != 0 || r.Making != 3 {
		t.Errorf("the audit says %+v", r)
	}
}

func TestAuditIsDueAtNight(t *testing.T) {
	for last, want := range map[string]string{
		"2026-11-27T01:59:59Z": "2026-11-27T02:00:00Z",
		"2026-11-27T02:00:00Z": "2026-11-28T02:00:00Z",
		"2026-12-31T23:00:00Z": "2027-01-01T02:00:00Z",
	} {
		l, _ := time.Parse(time.RFC3339, last)
		if got := due(l).Format(time.RFC3339); got != want {
			t.Errorf("after %s it is due at %s, wanted %s", last, got, want)
		}
	}
	if now := studioTime; !turn(now, now.Add(-time.Hour)) || !turn(now, now.AddDate(0, -2, 0)) || turn(now, now.AddDate(0, 0, -5)) {
		t.Error("which files are read tonight is wrong")
	}
}

func flip(t testing.TB, path string, at int64) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err == nil {
		b[at] ^= 1
		err = os.WriteFile(path, b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	_ = os.Chtimes(path, studioTime, studioTime)
}

// The newest report is seen as soon as it is there, and is gone with its file.
func TestNewestReport(t *testing.T) {
	s := Shelf{Out: t.TempDir()}
	n := &Newest{Shelf: s}
	if r := n.Report(); r.Calls != 0 {
		t.Errorf("no audit yet: %+v", r)
	}
	for calls := 1; calls <= 2; calls++ {
		if err := s.keep(Report{Calls: calls}); err != nil {
			t.Fatal(err)
		}
		_ = os.Chtimes(filepath.Join(s.Out, reportName), studioTime, studioTime.Add(time.Duration(calls)*time.Second))
		if r := n.Report(); r.Calls != calls {
			t.Errorf("%+v, wanted %d calls", r, calls)
		}
	}
	if err := os.Remove(filepath.Join(s.Out, reportName)); err != nil {
		t.Fatal(err)
	}
	if r := n.Report(); r.Calls != 0 {
		t.Errorf("the report is gone: %+v", r)
	}
}
