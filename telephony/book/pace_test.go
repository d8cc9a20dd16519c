package book_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/spojka/spojka/telephony"
)

// TestPaceOfCommits: at most one a second without promises, none when nothing
// is new, at once when somebody waits.
//
// FAULTS 6
func TestPaceOfCommits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		writes := 0
		f := &faults{before: func() bool { writes++; return false }}
		b := openWith(t, faulty(options(t, t.TempDir()), f))
		count := func() int {
			synctest.Wait()
			f.mu.Lock()
			defer f.mu.Unlock()
			n := writes
			writes = 0
			return n
		}
		o := newOffice(b, november.AddDate(0, 0, -10))
		o.arrive("+420601000001", "podpora")
		o.settle(t)
		count()

		time.Sleep(time.Hour)
		if n := count(); n != 0 {
			t.Errorf("%d commits in an idle hour", n)
		}
		for range 600 { // a minute with ten facts a second
			o.tell(telephony.SeatReach{Seat: "203", Reach: telephony.Reachable})
			time.Sleep(100 * time.Millisecond)
		}
		if n := count(); n < 50 || n > 61 {
			t.Errorf("%d commits in a busy minute", n)
		}
		time.Sleep(2 * time.Second)
		count()
		began := time.Now()
		o.tell(telephony.SeatReach{Seat: "203", Reach: telephony.Reachable})
		o.settle(t)
		if waited := time.Since(began); waited != 0 || count() != 1 {
			t.Errorf("a promise took %v", waited)
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
}
