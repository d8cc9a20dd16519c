package exchange_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spojka/spojka/telephony"
)

var offer1 = telephony.OfferID(telephony.Compose(1, 1)).Leg()

func TestACallGoesThrough(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.ring(1)
		r.saw("answer 1")
		r.saw("dial offer 1 seat 201")
		r.Answered(offer1, telephony.Sound{}, "identity of the seat")
		r.saw("connect 1 with offer 1")
		r.Ended(1, telephony.ByCaller)
		r.saw("hang offer 1")
		r.saw("drop 1")
		time.Sleep(time.Second)
		calls := r.Snapshot().Calls
		if len(calls) != 1 || calls[0].Stage != telephony.StageWrapping || calls[0].Customer == nil {
			t.Fatalf("calls %+v, want one in wrap-up with its customer", calls)
		}
		r.ask(telephony.SaveCall{Agent: "jana", Call: calls[0].ID})
		if s := r.Snapshot(); len(s.Calls) != 0 || s.Agents[0].Presence != telephony.OnAir || s.Agents[0].Work != telephony.Idle {
			t.Errorf("after Save: %+v", s)
		}
	})
}

func TestAWishWaitsForItsCommit(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.book.held = true
		answered := make(chan struct{})
		go func() {
			r.ask(telephony.GoOffAir{Agent: "jana"})
			close(answered)
		}()
		synctest.Wait()
		select {
		case <-answered:
			t.Fatal("the wish was answered before its facts were on disk")
		default:
		}
		if r.Snapshot().Agents[0].Presence != telephony.OffAir {
			t.Error("the desk itself waits for the disk")
		}
		r.book.pending[0](nil)
		<-answered
	})
}

func TestNoPortNoCall(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.wire.full = true
		r.ring(1)
		time.Sleep(2 * portWait)
		r.saw("refuse 1 503")
		if n := len(r.Snapshot().Calls); n != 0 {
			t.Errorf("%d calls on the desk", n)
		}
		if f := r.Figures(); f.Portless != 1 || f.Refused != 1 {
			t.Errorf("figures %+v", f)
		}
	})
}

// A burst of calls outruns the sound process: they wait for its ports, in
// order, instead of being refused. Who hangs up meanwhile leaves the line.
func TestPortsMayComeALittleLater(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.wire.full = true
		for l := telephony.LegID(1); l <= 3; l++ {
			r.ring(l)
		}
		r.wire.remove(2)
		r.Ended(2, telephony.ByCaller)
		time.Sleep(portWait / 2)
		r.wire.full = false
		r.MorePorts()
		r.saw("answer 1")
		r.saw("answer 3")
		if slices.Contains(r.wire.heard(), "answer 2") {
			t.Error("who has hung up was answered")
		}
		r.saw("dial offer 1 seat 201")
		if f := r.Figures(); f.Portless != 0 || f.Refused != 0 || f.WireFixed != 0 {
			t.Errorf("figures %+v", f)
		}
	})
}

// portWait is how long a leg may wait for a port.
const portWait = time.Second

func TestMusicWhileHeld(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.ring(1)
		r.Answered(offer1, telephony.Sound{}, "i")
		r.Moved(offer1, telephony.Sound{Held: true})
		r.saw(`play 1 "music"`)
		r.Moved(offer1, telephony.Sound{})
		synctest.Wait()
		if log := r.wire.heard(); log[len(log)-1] != `play 1 ""` && !slices.Contains(log, `play 1 ""`) {
			t.Errorf("the talk was not given back: %q", log)
		}
	})
}

func TestAPhoneLiftedTooLateHearsNoCall(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.ring(1)
		r.Ended(1, telephony.ByCaller)
		r.saw("cancel offer 1 false")
		r.Answered(offer1, telephony.Sound{}, "i")
		r.saw("hang offer 1")
	})
}

func TestSoundProcessDies(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.ring(1)
		r.Answered(offer1, telephony.Sound{}, "i")
		synctest.Wait()
		r.MediaGone()
		r.saw("hang 1")
		r.saw("hang offer 1")
		time.Sleep(time.Second)
		if c := r.Snapshot().Calls; len(c) != 1 || c[0].Stage != telephony.StageWrapping {
			t.Errorf("calls %+v, want the operator's paperwork", c)
		}
	})
}

// A leg that the wire lost without a word ends its call; one that only the
// wire has is hung up (DESIGN: the truth is on the wire).
func TestDeskAndWireAgreeWithinSeconds(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.ring(1)
		r.wire.remove(1)
		r.wire.add(99)
		time.Sleep(5 * time.Second)
		r.saw("cancel offer 1 false")
		r.saw("hang 99")
		if f := r.Figures(); f.WireFixed != 2 {
			t.Errorf("%d corrections counted, want 2", f.WireFixed)
		}
	})
}

func TestNextBrainAdoptsTheCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBook()
		first := newRig(t, b.replay(), b)
		first.SeatReached("201", telephony.Reachable, "phone")
		first.ask(telephony.SignOn{Agent: "jana", Seat: "201"})
		first.ask(telephony.GoOnAir{Agent: "jana"})
		first.ring(1)
		first.Confirmed(1, "caller")
		first.Answered(offer1, telephony.Sound{}, "seat")
		synctest.Wait()
		first.close() // without a word to anybody, as kill -9 does

		second := newRig(t, b.replay(), b)
		defer second.close()
		second.wire.live = []telephony.LegState{{Leg: 1, Peer: offer1}, {Leg: offer1, Peer: 1}, {Leg: 7}}
		resumed := make(chan struct{})
		second.Resume(func() { close(resumed) })
		<-resumed
		second.saw("adopt 1 caller")
		second.saw("adopt offer 1 seat")
		second.saw("drop 7")
		second.Ended(1, telephony.ByCaller)
		second.saw("hang offer 1")
		time.Sleep(time.Second)
		if c := second.Snapshot().Calls; len(c) != 1 || c[0].Stage != telephony.StageWrapping {
			t.Errorf("calls %+v", c)
		}
	})
}

// A burst that comes while the loop is busy waits, as from an office of a
// hundred lines; what is beyond any office is refused.
func TestFullInboxRefusesNewCallsOnly(t *testing.T) {
	inBubble(t, func(r *rig) {
		block := make(chan struct{})
		r.book.mu.Lock() // the loop stands still in its next Append
		go func() { <-block; r.book.mu.Unlock() }()
		refused := 0
		for i := telephony.LegID(1); i <= 300; i++ {
			if r.Arrived(i, telephony.Arrival{To: "+420800100200"}) == 503 {
				refused++
			}
			if i <= 200 && refused > 0 {
				t.Fatalf("call %d of a burst was refused", i)
			}
		}
		close(block)
		if refused < 38 || refused > 45 {
			t.Errorf("%d of 300 refused, want those beyond 256", refused)
		}
	})
}

func TestASlowWatcherGetsTheNewest(t *testing.T) {
	inBubble(t, func(r *rig) {
		watch, stop := r.Watch()
		defer stop()
		for range 3 {
			r.ask(telephony.GoOffAir{Agent: "jana"})
			r.ask(telephony.GoOnAir{Agent: "jana"})
		}
		if s := <-watch; s.N != r.Snapshot().N {
			t.Errorf("watched %d, newest is %d", s.N, r.Snapshot().N)
		}
	})
}

func TestAskAfterTheEndIsAnError(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.close()
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if _, err := r.Ask(ctx, telephony.GoOnAir{Agent: "jana"}); err == nil {
			t.Error("no error")
		}
	})
}

// Proves: S-XFER-1
// A transfer hangs the first operator's phone up and keeps the caller's line,
// who hears music; the call as which he goes on has a number of its own that
// no later call gets.
func TestTransferKeepsTheCaller(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.ring(1)
		r.Answered(offer1, telephony.Sound{}, "i")
		time.Sleep(time.Second)
		first := r.Snapshot().Calls[0].ID
		r.ask(telephony.Transfer{Agent: "jana", Call: first, Queue: "podpora"})
		r.saw("hang offer 1")
		r.saw(`play 1 "music"`)
		r.ring(2)
		time.Sleep(time.Second)
		calls := r.Snapshot().Calls
		if len(calls) != 3 || calls[1].Came == nil || calls[1].Came.Call != first || calls[2].Came != nil {
			t.Fatalf("calls %+v, want the first in wrap-up, the second come from it, another one", calls)
		}
		r.ask(telephony.SaveCall{Agent: "jana", Call: first})
		time.Sleep(time.Second)
		offer2 := telephony.OfferID(telephony.Compose(1, 2)).Leg()
		r.Answered(offer2, telephony.Sound{}, "i")
		r.saw("connect 1 with offer 2")
		r.Ended(1, telephony.ByCaller)
		r.saw("hang offer 2")
	})
}
