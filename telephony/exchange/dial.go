package exchange

import (
	"slices"

	"github.com/spojka/spojka/telephony"
)

// dialled: a phone at a seat calls somebody.
func (x *Exchange) dialled(l telephony.LegID, a telephony.Arrival) {
	call := x.nextCall()
	x.calls(call, l, a)
	x.step(telephony.SeatDialled{Call: call, Leg: l, Seat: a.Seat, To: a.To, Private: a.Private, Down: x.downTrunks()})
}

func (x *Exchange) nextCall() telephony.CallID {
	x.callN++
	return telephony.CallID(telephony.Compose(x.o.Clock.Now().Boot, x.callN))
}

// downTrunks are those that don't work as the wire sees them.
func (x *Exchange) downTrunks() (down []telephony.TrunkID) {
	for id, v := range x.trunks {
		if !v.Up {
			down = append(down, id)
		}
	}
	slices.Sort(down)
	return down
}

// callOut takes a port and dials over a trunk.
func (x *Exchange) callOut(c telephony.CallOut) {
	l := c.Offer.Leg()
	x.withPort(l, c.Emergency, func(port telephony.MediaPort) {
		x.legs[l] = &leg{call: c.Call}
		x.o.Joined(c.Call, l)
		speaks, ptime := x.spoken(c.Call)
		x.lines.CallOut(l, telephony.TrunkCall{
			Trunk: c.Trunk, To: c.To, Shown: c.Shown, Private: c.Private, Emergency: c.Emergency, Local: port, Speaks: speaks, Ptime: ptime,
		})
	}, func() {
		x.count(func(f *Figures) { f.Portless++ })
		x.step(telephony.OfferFailed{Offer: c.Offer, Why: telephony.OfferUnreachable, Code: 503})
	})
}

// letHear bridges the two before the answer; nothing is recorded yet.
func (x *Exchange) letHear(c telephony.LetHear) {
	port, ok := x.media.Take(c.Caller)
	if !ok {
		return
	}
	x.lines.Early(c.Caller, port)
	x.media.Connect(c.Caller, c.Called, c.Call, "")
}

// Referred: a phone passes its talk on (REFER).
func (x *Exchange) Referred(l telephony.LegID, to telephony.Number, with telephony.LegID) {
	x.news(l, func() {
		x.step(telephony.SeatRefers{Leg: l, To: to, With: with, Down: x.downTrunks()})
	})
}

// passedOn: a leg belongs to the call in which it goes on.
func (x *Exchange) passedOn(call telephony.CallID, l telephony.LegID) {
	if x.movesTo(l, call) {
		x.o.Joined(call, l)
	}
	if call.Boot() == x.o.Clock.Now().Boot {
		x.callN = max(x.callN, call.Count())
	}
}

// Cause: the public network told why a leg ends (ITU-T Q.850). The end itself
// comes right behind.
func (x *Exchange) Cause(l telephony.LegID, q850 int) {
	x.news(l, func() {
		if known := x.legs[l]; known != nil {
			known.cause = q850
		}
	})
}

func (x *Exchange) causeOf(l telephony.LegID) int {
	if known := x.legs[l]; known != nil {
		return known.cause
	}
	return 0
}
