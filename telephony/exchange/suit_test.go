package exchange_test

import (
	"testing"

	"github.com/spojka/spojka/telephony"
)

// Who is rung is offered what the caller can be sent, wide sound only where it
// would be passed on as it is; a caller who isn't answered yet gets what the
// other chose.
func TestWhoIsRungIsOfferedWhatTheCallerSpeaks(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.ring(1)
		r.saw("dial offer 1 seat 201")
		r.wire.remove(1)
		r.Ended(1, telephony.ByCaller)
		r.saw("cancel offer 1 false")
		r.wire.add(2)
		r.Arrived(2, telephony.Arrival{Trunk: "t", To: "+420800100200", Speaks: []telephony.Codec{telephony.G722, telephony.PCMU},
			Sound: telephony.Sound{Codec: telephony.G722, Ptime: 30}})
		r.saw("offered [G722 PCMA PCMU] 30") // answered by what it likes best
	})
}

// Of a call from phone to phone neither side is answered yet.
func TestACallerWhoWaitsIsAnsweredAsWhoWasRungChose(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.wire.add(1)
		r.Arrived(1, telephony.Arrival{Seat: "202", To: "201", Speaks: []telephony.Codec{telephony.PCMU, telephony.G722}, Sound: telephony.Sound{Codec: telephony.PCMU}})
		r.saw("offered [PCMU G722 PCMA] 0")
		r.Answered(offer1, telephony.Sound{Codec: telephony.G722, Ptime: 40}, "i")
		r.saw("suit 1 G722 40")
		r.saw("answer 1")
		r.Answered(offer1, telephony.Sound{Codec: telephony.PCMA}, "i") // too late to suit
		if r.heard("suit 1 PCMA 0") {
			t.Error("who is answered was to be answered otherwise")
		}
	})
}
