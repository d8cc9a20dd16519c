package sipline

import (
	"runtime"
	"testing"
	"testing/synctest"
	"time"
)

// A talk in which nothing happens holds no goroutine, and still hears what
// comes and what is due.
func TestATalkSleeps(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		before := runtime.NumGoroutine()
		c.up(r)
		synctest.Wait()
		if now := runtime.NumGoroutine(); now > before {
			t.Errorf("%d goroutines, %d before the call", now, before)
		}
		r.line.Probe(r.news.leg(0))
		c.respond(c.await("OPTIONS"), 200, "", "", "")
		time.Sleep(3 * time.Hour)
		r.line.Probe(r.news.leg(0)) // unanswered: its timer is heard, too
		time.Sleep(11 * time.Second)
		r.heard("ended lost")
	})
}
