package book_test

import (
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/book"
	"github.com/spojka/spojka/telephony/stats"
)

// What an untrusted clock stamped gets its time when the clock is right, by
// the monotonic one: finished calls on disk, one that goes on, one that begins
// in the same step; the list and the sums follow. What an earlier boot left
// unsure stays marked.
//
// FAULTS 21
func TestRecordsAreDatedWhenTrustComes(t *testing.T) {
	for name, broken := range map[string]bool{"written": false, "cut between the facts and the lines": true} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			o := newOffice(openWith(t, options(t, dir)), november)
			o.whole("+420601000001", "")
			o.settle(t)
			_ = o.b.Close()

			want := o.want
			o = newOffice(openWith(t, options(t, dir)), time.Unix(30, 0).UTC()) // an earlier boot that never learnt the time
			o.want, o.trust = want, false
			marked := o.whole("+420601000009", "")
			o.settle(t)
			_ = o.b.Close()

			f := &faults{}
			so := faulty(options(t, dir), f)
			so.Trouble = func(string, error) {}
			b := openWith(t, so)
			o = newOffice(b, time.Unix(30, 0).UTC())
			o.want, o.trust = want, false
			done := o.whole("+420601000002", "")
			o.settle(t)
			o.pass(time.Minute)
			open := o.arrive("+420601000003", "podpora")
			o.pass(10 * time.Second)
			was := o.up
			o.answer(open, "jana")
			// The next month begins while the box doesn't know.
			now := november.AddDate(0, 1, 0)
			o.wall, o.trust = now.Add(o.up-was), true
			if broken {
				// Facts in the new month's file, then the disk is gone.
				writes := 0
				f.before = func() bool { writes++; return writes > 2 }
			}
			o.tell(telephony.ClockSet{By: now.Sub(time.Unix(30, 0)), Sure: true})
			o.pass(time.Minute)
			o.hangUp(open)
			o.save(open, "")
			if broken {
				_ = o.promise(o.last) // broken or kept: the file has the facts
				_ = b.Close()
				b = openWith(t, options(t, dir))
				if _, err := b.Replay(func([]byte) error { return nil }, func(book.Entry) {}); err != nil {
					t.Fatal(err)
				}
			} else {
				o.settle(t)
			}
			o.check(t, b)
			first := now.Add(-10 * time.Second)
			if got := o.want[open].At; !got.Equal(first) {
				t.Errorf("the call that went on came at %v, not %v", got, first)
			}
			if got := o.want[done]; !got.At.Before(first) || got.At.Before(first.Add(-5*time.Minute)) || got.SavedAt.Sub(got.At) > 2*time.Minute {
				t.Errorf("the call before it is %+v", got)
			}
			if o.want[marked].Unsure.IsZero() {
				t.Error("a call of which nobody knows when it came isn't marked")
			}
			found, err := b.Calls(telephony.CallFilter{From: first.Add(-time.Hour)})
			if err != nil || len(found) != 2 {
				t.Errorf("%d calls came around then, not 2: %v", len(found), err)
			}
			rows, err := b.Sums(first.Add(-time.Hour), time.Time{})
			var sum stats.Sum
			for _, r := range rows {
				sum.Add(r.Sum)
			}
			if err != nil || sum.Offered != 2 {
				t.Errorf("the sums of then have %d calls, not 2: %v", sum.Offered, err)
			}
		})
	}
}
