package exchange

import (
	"cmp"
	"slices"

	"github.com/spojka/spojka/telephony"
)

// endAll ends every call.
func (x *Exchange) endAll(why telephony.EndCause) {
	legs := x.lastFirst()
	for _, l := range legs {
		x.lines.Hang(l, why)
	}
	for _, l := range legs {
		if x.legs[l] == nil {
			continue // went with another of its call
		}
		x.step(telephony.LegEnded{Leg: l, Why: why})
		x.forget(l)
	}
}

// lastFirst lists the legs in the order in which ending them rings nobody
// anew: callers who only wait, callers for whom a phone rings, those who
// talk, then phones.
func (x *Exchange) lastFirst() []telephony.LegID {
	ofCall := make(map[telephony.CallID]int)
	legs := make([]telephony.LegID, 0, len(x.legs))
	for l, known := range x.legs {
		ofCall[known.call]++
		legs = append(legs, l)
	}
	turn := func(l telephony.LegID) int {
		_, dialled := l.Offer()
		switch {
		case dialled:
			return 3
		case x.legs[l].peer != 0:
			return 2
		case ofCall[x.legs[l].call] > 1:
			return 1
		}
		return 0
	}
	slices.SortFunc(legs, func(a, b telephony.LegID) int {
		return cmp.Or(cmp.Compare(turn(a), turn(b)), cmp.Compare(a, b))
	})
	return legs
}
