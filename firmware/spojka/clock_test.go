package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// FAULTS 21: the box starts in 1970 and learns the time in a call, which jumps
// by 56 years; later the clock is set back by an hour. Talks last as long as
// they did, the phone stays registered, what was written in 1970 stands under
// its time, and no book of 1970 is left.
func TestBoxClockJumps(t *testing.T) {
	b := newBox(t, "127.68.2.1", "127.68.2.2", func(o *telephony.Office) { o.Queues[0].TreeIn = "" })
	off := filepath.Join(t.TempDir(), "off")
	set := func(d time.Duration) {
		t.Helper()
		if err := os.WriteFile(off+".new", []byte(d.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(off+".new", off); err != nil {
			t.Fatal(err)
		}
	}
	began := time.Now()
	set(-time.Since(time.Unix(100, 0)))
	b.start("--sim=false", "--clock-off="+off)
	trunk, answered := b.pair("127.68.2.3")
	c := b.talk(trunk, answered)
	c.caller.HangUp()
	early := b.save("jana", "v roce 1970")
	if r := b.record(early); r.Unsure.IsZero() || r.At.Year() != 1970 {
		t.Errorf("while nobody knows the time the call stands as %+v", r)
	}

	jump := func(to time.Duration) (r telephony.CallRecord, talked time.Duration) {
		t.Helper()
		c := b.talk(trunk, answered)
		set(to)
		c.goesOn()
		c.goesOn()
		c.unbroken()
		talked = time.Since(c.began)
		c.caller.HangUp()
		return b.record(b.save("jana", "")), talked
	}
	for what, to := range []time.Duration{0, -time.Hour} {
		r, talked := jump(to)
		if d := r.Talked - talked; d.Abs() > time.Second {
			t.Errorf("jump %d: the call of %s was written down as %s", what, talked, r.Talked)
		}
		if !r.Unsure.IsZero() || r.At.Before(began) || r.At.After(time.Now()) {
			t.Errorf("jump %d: it came at %s", what, r.At)
		}
	}
	r := b.record(early)
	if !r.Unsure.IsZero() || r.At.Before(began) || r.SavedAt.Before(r.At) {
		t.Errorf("now that the time is known the call of 1970 stands as %+v", r)
	}
	list, err := b.control.Calls(telephony.CallFilter{From: began})
	if err != nil || len(list) != 3 {
		t.Errorf("%d calls came since the box began, not 3: %v", len(list), err)
	}
	for _, s := range b.snapshot().Seats {
		if s.ID == "203" && s.Reach != telephony.Reachable {
			t.Errorf("the phone is %s", s.Reach)
		}
	}
	b.audited()
}
