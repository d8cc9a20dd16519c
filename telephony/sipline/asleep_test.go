package sipline

import (
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// A talk in which nothing happens holds no goroutine, and still hears what
// comes and what is due.
func TestATalkSleeps(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.up(r)
		synctest.Wait()
		stacks := make([]byte, 1<<20)
		stacks = stacks[:runtime.Stack(stacks, true)]
		if strings.Contains(string(stacks), "sipline.(*dialog).") {
			t.Errorf("a goroutine is at the dialog:\n%s", stacks)
		}
		r.line.Probe(r.news.leg(0))
		c.respond(c.await("OPTIONS"), 200, "", "", "")
		time.Sleep(3 * time.Hour)
		r.line.Probe(r.news.leg(0)) // unanswered: its timer is heard, too
		time.Sleep(11 * time.Second)
		r.heard("ended lost")
	})
}
