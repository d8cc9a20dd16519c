package exchange

import (
	"slices"

	"github.com/spojka/spojka/telephony"
)

// Two parties are best joined by what both speak: nothing is recoded then, and
// wide sound stays wide. So who is rung is offered what the caller can be sent,
// and a caller who isn't answered yet is answered with what the other chose.

// calls begins a call with its caller.
func (x *Exchange) calls(call telephony.CallID, l telephony.LegID, a telephony.Arrival) {
	x.legs[l] = &leg{call: call, speaks: a.Speaks}
	x.callers[call] = l
	x.o.Joined(call, l)
	x.aim(l, a.Sound)
}

// aim says where and how a leg wants its sound.
func (x *Exchange) aim(l telephony.LegID, s telephony.Sound) {
	if known := x.legs[l]; known != nil {
		known.sound = s
	}
	x.media.Aim(l, s)
}

// spoken is what to offer to who is to talk with a call's caller: what it
// speaks, or has been answered with, before the rest that every phone knows.
// Wide sound is offered only where it would be passed on as it is.
func (x *Exchange) spoken(call telephony.CallID) (speaks []telephony.Codec, ptime int) {
	caller := x.legs[x.callers[call]]
	if caller == nil || caller.sound.Codec == "" {
		return nil, 0
	}
	speaks = slices.Clone(caller.speaks)
	if len(speaks) == 0 {
		speaks = []telephony.Codec{caller.sound.Codec}
	}
	for _, c := range []telephony.Codec{telephony.PCMA, telephony.PCMU} {
		if !slices.Contains(speaks, c) {
			speaks = append(speaks, c)
		}
	}
	return speaks, caller.sound.Ptime
}

// suit has a caller who still waits answered as who was rung wants it.
func (x *Exchange) suit(rung telephony.LegID) {
	known := x.legs[rung]
	caller := x.callers[known.call]
	if c := x.legs[caller]; c != nil && len(c.speaks) > 0 && caller != rung {
		x.lines.Suit(caller, known.sound)
	}
}
