package exchange_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spojka/spojka/telephony"
)

// A phone that calls for what waits has it by that very call: nobody is
// dialled. A wish that rings nowhere, or is refused, leaves the call to its
// caller.
func TestAPhoneCallsForWhatWaits(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.ask(telephony.GoOffAir{Agent: "jana"})
		r.ring(1)
		synctest.Wait()
		claim := func(l telephony.LegID, w telephony.Wish) (bool, telephony.RefusalCode) {
			t.Helper()
			r.wire.add(l)
			bound, refusal, err := r.AskByPhone(context.Background(), l, "201", w)
			if err != nil {
				t.Fatal(err)
			}
			if refusal != nil {
				return bound, refusal.Code
			}
			return bound, ""
		}
		if bound, why := claim(7, telephony.PickUp{Agent: "jana"}); bound || why != telephony.RefusedNothingRings {
			t.Errorf("bound %v, %q", bound, why)
		}
		if bound, why := claim(8, telephony.TakeOldest{Agent: "jana", Queue: "podpora"}); !bound || why != "" {
			t.Errorf("bound %v, %q", bound, why)
		}
		r.saw("claim 8 as offer 1")
		r.Answered(offer1, telephony.Sound{}, "identity")
		r.saw("connect 1 with offer 1")
		r.ask(telephony.HoldCall{Agent: "jana"})
		r.saw("press hold at offer 1")
		r.wire.remove(7)
		r.Ended(1, telephony.ByCaller)
		r.saw("hang offer 1")
		synctest.Wait()
		if bound, why := claim(9, telephony.SaveCall{Agent: "jana", Call: r.Snapshot().Calls[0].ID}); bound || why != "" {
			t.Errorf("a wish that rings nowhere: bound %v, %q", bound, why)
		}
		r.ask(telephony.GoOffAir{Agent: "jana"})
		r.ring(2)
		if bound, why := claim(10, telephony.GoOnAir{Agent: "jana"}); bound || why != "" {
			t.Errorf("who goes on air talks before it rings: bound %v, %q", bound, why)
		}
		r.saw("dial offer 2 seat 201")
	})
}

// A phone is told what its star code did: answered, spoken to, hung up on. It
// is in no call, so nothing of it is in the book, and its digits mean nothing.
//
// Proves: P-STAR-1, D-41
func TestAPhoneIsTold(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.wire.add(7)
		before := r.book.last()
		r.Tell(7, "night-closed-cs")
		r.saw("speak to 7")
		r.Answered(7, telephony.Sound{}, "identity")
		r.saw("say 7 night-closed-cs")
		r.Pressed(7, '0')
		r.Said(7, "night-closed-cs")
		r.saw("hang 7")
		if n := r.book.last(); n != before {
			t.Errorf("%d facts were written", n-before)
		}
		r.wire.add(8)
		r.Tell(8, "night-open-cs")
		r.saw("speak to 8")
		r.wire.remove(8)
		r.Ended(8, telephony.ByAgent) // hung up before
		r.Answered(8, telephony.Sound{}, "identity")
		r.saw("hang 8")
		if r.heard("say 8 night-open-cs") {
			t.Error("a phone is spoken to that has hung up")
		}
	})
}

// Opening hours are by the wall clock: when it is set, the queue closes at once
// and not with the next call.
//
// Proves: S-VM-9
func TestHoursFollowTheClock(t *testing.T) {
	inBubble(t, func(r *rig) {
		o := office()
		o.Version, o.Zone = 2, "UTC"
		o.Hours = []telephony.Hours{{ID: "h"}}
		for d := range 7 {
			o.Hours[0].Week[d] = []telephony.Span{{From: 0, Till: 60}} // the bubble begins at midnight
		}
		o.Queues[0].Hours = "h"
		r.SetOffice(o)
		time.Sleep(50 * time.Minute)
		if r.Snapshot().Queues[0].Closed {
			t.Fatal("closed too early")
		}
		time.Sleep(10*time.Minute + time.Second)
		if !r.Snapshot().Queues[0].Closed {
			t.Error("it didn't close by itself")
		}
		r.ring(1)
		r.saw("say 1 closed-cs hours-are-cs every-day-cs from-cs midnight-cs to-cs hour-1-cs pause-cs goodbye-cs")
	})
}
