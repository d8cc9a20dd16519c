package exchange_test

import (
	"context"
	"testing"
	"testing/synctest"

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
	})
}
