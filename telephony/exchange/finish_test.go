package exchange_test

import (
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/acd"
	"github.com/spojka/spojka/telephony/exchange"
)

// Of a call that talks, one that rings and some that wait every side is told,
// and no phone is rung while they end.
func TestGoodbyeRingsNobody(t *testing.T) {
	for name, end := range map[string]func(*rig){
		"the box stops":     func(r *rig) { done := make(chan struct{}); r.Goodbye(func() { close(done) }); <-done },
		"the sound is gone": func(r *rig) { r.MediaGone(); synctest.Wait() },
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(r *rig) {
				r.SeatReached("202", telephony.Reachable, "phone")
				r.ask(telephony.SignOn{Agent: "petr", Seat: "202"})
				r.ask(telephony.GoOnAir{Agent: "petr"})
				for leg := telephony.LegID(1); leg <= 5; leg++ {
					r.ring(leg)
				}
				r.Answered(offer1, telephony.Sound{}, "i")
				synctest.Wait()
				before := len(r.wire.heard())
				end(r)
				log := r.wire.heard()[before:]
				for _, want := range []string{"hang 1", "hang 2", "hang 3", "hang 4", "hang 5", "hang offer 1"} {
					if !slices.Contains(log, want) {
						t.Errorf("no %q in %q", want, log)
					}
				}
				for _, l := range log {
					if strings.HasPrefix(l, "dial") || strings.HasPrefix(l, "trouble") {
						t.Errorf("%q while the calls end", l)
					}
				}
				time.Sleep(time.Second)
				if c := r.Snapshot().Calls; len(c) != 1 || c[0].Stage != telephony.StageWrapping {
					t.Errorf("left are %+v, wanted the paperwork of the one that was answered", c)
				}
			})
		})
	}
}

// touchy is a desk that panics when a test says so.
type touchy struct {
	*acd.Desk
	panics func(telephony.Event) bool
}

func (d *touchy) Decide(now telephony.Moment, dice uint64, e telephony.Event) ([]telephony.Fact, []telephony.Command, *telephony.Refusal) {
	if d.panics(e) {
		panic("injected")
	}
	return d.Desk.Decide(now, dice, e)
}

func inTouchyBubble(t *testing.T, panics func(telephony.Event) bool, f func(r *rig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, &touchy{acd.New(), panics}, newBook())
		defer r.close()
		r.onAir()
		f(r)
	})
}

// A panic costs the call that it was about; the others go on (FAULTS 28).
func TestAPanicCostsOneCall(t *testing.T) {
	panics := func(e telephony.Event) bool { d, ok := e.(telephony.CallerDigit); return ok && d.Digit == '7' }
	inTouchyBubble(t, panics, func(r *rig) {
		r.ring(1)
		r.Answered(offer1, telephony.Sound{}, "i")
		r.ring(2)
		r.Digit(2, '7')
		r.saw("hang 2")
		r.saw("drop 2")
		time.Sleep(5 * time.Second)
		if c := r.Snapshot().Calls; len(c) != 1 || c[0].Stage != telephony.StageTalking {
			t.Errorf("left are %+v, wanted the talk of the others", c)
		}
		if f := r.Figures(); f.Panics != 1 || f.WireFixed != 0 {
			t.Errorf("%+v", f)
		}
	})
}

// Even a call whose end panics holds no line, and is tried once a second, not
// in a circle.
func TestACallThatCanNotEnd(t *testing.T) {
	ends := 0
	panics := func(e telephony.Event) bool {
		if l, ok := e.(telephony.LegEnded); ok && l.Leg == 2 {
			ends++
			return ends < 5
		}
		return false
	}
	inTouchyBubble(t, panics, func(r *rig) {
		r.ring(1)
		r.ring(2)
		r.wire.remove(2)
		r.Ended(2, telephony.ByCaller)
		r.saw("drop 2")
		time.Sleep(19 * time.Second) // the other's ring lasts 20 s
		if c := r.Snapshot().Calls; len(c) != 1 || c[0].Stage != telephony.StageOffered {
			t.Errorf("left are %+v", c)
		}
		if ends != 5 {
			t.Errorf("its end was told %d times", ends)
		}
	})
}

// A desk that panics whenever it wakes is woken once a second.
func TestWakingThatPanicsDoesNotSpin(t *testing.T) {
	panics := func(e telephony.Event) bool { _, ok := e.(telephony.Woke); return ok }
	inTouchyBubble(t, panics, func(r *rig) {
		r.ring(1) // for 20 s at the phone
		time.Sleep(50 * time.Second)
		if n := r.Figures().Panics; n < 10 || n > 40 {
			t.Errorf("woken %d times in 30 s", n)
		}
	})
}

// While news come without end the loop still publishes, beats and wakes.
func TestAFloodLeavesTimersTheirTurn(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.ring(1)
		var over atomic.Bool
		r.SetLines(flooded{r.wire, func() {
			if over.Load() {
				return
			}
			time.Sleep(time.Millisecond) // the step takes a while
			r.Silent(1, time.Minute)
			r.Silent(1, time.Minute)
		}})
		r.Silent(1, time.Minute)
		time.Sleep(30 * time.Second)
		over.Store(true)
		if b := r.beats.Load(); b < 25 {
			t.Errorf("%d beats in 30 s of flood", b)
		}
		synctest.Wait()
		r.saw("cancel offer 1 false") // it was not lifted in time
	})
}

// flooded is a wire that answers each question with two more.
type flooded struct {
	exchange.Lines
	probed func()
}

func (f flooded) Probe(telephony.LegID) { f.probed() }

// The brain dies while a party holds: when it gives the talk back the next
// brain must end the music.
func TestHeldCallIsGivenBackByTheNextBrain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBook()
		first := newRig(t, b.replay(), b)
		first.onAir()
		first.ring(1)
		first.Confirmed(1, "caller")
		first.Answered(offer1, telephony.Sound{}, "seat")
		first.Moved(offer1, telephony.Sound{Held: true})
		synctest.Wait()
		first.close()

		second := newRig(t, b.replay(), b)
		defer second.close()
		second.wire.live = []telephony.LegState{{Leg: 1, Peer: offer1}, {Leg: offer1, Peer: 1}}
		resumed := make(chan struct{})
		second.Resume(func() { close(resumed) })
		<-resumed
		if c := second.Snapshot().Calls; len(c) != 1 || !c[0].Held {
			t.Errorf("calls %+v, wanted a held one", c)
		}
		second.wire.received.Store(9)
		time.Sleep(5 * time.Second)
		if c := second.Snapshot().Calls; len(c[0].Sound) != 2 || c[0].Sound[1].Seat != "201" {
			t.Errorf("the sound of the parties is %+v", c[0].Sound)
		}
		second.Moved(offer1, telephony.Sound{})
		second.saw(`play 1 ""`)
		time.Sleep(time.Second)
		if c := second.Snapshot().Calls; len(c) != 1 || c[0].Held {
			t.Errorf("calls %+v, wanted one that isn't held", c)
		}
	})
}

// A ring's identity is kept without a commit of its own; the next brain takes
// the ring back.
func TestNextBrainStopsTheRing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBook()
		first := newRig(t, b.replay(), b)
		first.onAir()
		first.ring(1)
		first.Confirmed(1, "caller")
		first.Ringing(offer1, "ring")
		synctest.Wait()
		first.close()

		second := newRig(t, b.replay(), b)
		defer second.close()
		second.wire.live = []telephony.LegState{{Leg: 1}, {Leg: offer1}}
		resumed := make(chan struct{})
		second.Resume(func() { close(resumed) })
		<-resumed
		second.saw("adopt offer 1 ring")
		second.saw("hang offer 1")
		if c := second.Snapshot().Calls; len(c) != 1 {
			t.Errorf("calls %+v", c)
		}
	})
}
