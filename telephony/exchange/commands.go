package exchange

import (
	"slices"

	"github.com/spojka/spojka/telephony"
)

// carryOut does one command of the desk, at once.
func (x *Exchange) carryOut(c telephony.Command) {
	switch c := c.(type) {
	case telephony.AnswerCaller:
		x.answerCaller(c)
	case telephony.RefuseCaller:
		x.lines.Refuse(c.Leg, c.Code)
		x.forget(c.Leg)
	case telephony.PlayQueue:
		x.media.Play(c.Leg, c.Greeting, c.Music)
	case telephony.Say:
		x.media.Say(c.Leg, c.Prompt)
	case telephony.Record:
		x.media.Record(c.Leg, c.Call, c.Recording)
	case telephony.RingSeat:
		x.ringSeat(c)
	case telephony.StopRinging:
		x.lines.Cancel(c.Offer.Leg(), c.Elsewhere)
		x.forget(c.Offer.Leg())
	case telephony.Connect:
		x.connect(c)
	case telephony.PressKey:
		x.lines.PressKey(c.Leg, c.Key)
	case telephony.CallOut:
		x.callOut(c)
	case telephony.RingCaller:
		x.lines.Ring(c.Leg)
	case telephony.ShowParty:
		x.lines.ShowParty(c.Leg, c.Number, c.Name)
	case telephony.ReferDone:
		x.lines.ReferDone(c.Leg, c.Code)
	case telephony.LetHear:
		x.letHear(c)
	case telephony.EndLeg:
		x.lines.Hang(c.Leg, c.Why)
		x.forget(c.Leg)
	}
}

// answerCaller takes a port for the sound and accepts the call.
func (x *Exchange) answerCaller(c telephony.AnswerCaller) {
	port, ok := x.media.Take(c.Leg)
	if !ok {
		x.o.Trouble("no port for a caller", nil)
		x.lines.Refuse(c.Leg, 503)
		x.later(telephony.LegEnded{Leg: c.Leg, Why: telephony.BySystem})
		return
	}
	x.lines.Answer(c.Leg, port)
	if known := x.legs[c.Leg]; known != nil {
		known.speaks = nil
	}
}

// ringSeat takes a port and dials the seat, unless its phone has called for
// just that: then it has the call at once.
func (x *Exchange) ringSeat(c telephony.RingSeat) {
	l := c.Offer.Leg()
	x.withPort(l, false, func(port telephony.MediaPort) {
		x.legs[l] = &leg{call: c.Call, seat: c.Seat}
		x.o.Joined(c.Call, l)
		if from, claimed := x.claims[c.Seat]; claimed {
			delete(x.claims, c.Seat)
			x.lines.Claim(from, l, port)
			return
		}
		speaks, ptime := x.spoken(c.Call)
		x.lines.Dial(l, telephony.SeatCall{Seat: c.Seat, From: c.From, Name: c.Name, Local: port, Speaks: speaks, Ptime: ptime})
	}, func() {
		x.count(func(f *Figures) { f.Portless++ })
		x.step(telephony.OfferFailed{Offer: c.Offer, Why: telephony.OfferUnreachable, Code: 503})
	})
}

func (x *Exchange) connect(c telephony.Connect) {
	for l, peer := range map[telephony.LegID]telephony.LegID{c.Caller: c.Called, c.Called: c.Caller} {
		if known := x.legs[l]; known != nil {
			known.peer = peer
		}
	}
	x.media.Connect(c.Caller, c.Called, c.Call, c.Recording)
}

// forget lets go of a leg and its port.
func (x *Exchange) forget(l telephony.LegID) {
	x.leavePortless(l)
	x.early = slices.DeleteFunc(x.early, func(it item) bool { return it.leg == l })
	if _, ok := x.legs[l]; !ok {
		return
	}
	if peer := x.legs[x.legs[l].peer]; peer != nil {
		peer.peer = 0
	}
	x.leave(l)
	if call := x.legs[l].call; x.callers[call] == l {
		delete(x.callers, call)
	}
	delete(x.legs, l)
	x.media.Drop(l)
}

// movesTo: a leg goes on in another call; false: it is there, or unknown.
func (x *Exchange) movesTo(l telephony.LegID, call telephony.CallID) bool {
	known := x.legs[l]
	if known == nil || known.call == call {
		return false
	}
	if x.callers[known.call] == l {
		delete(x.callers, known.call)
	}
	if _, begun := x.callers[call]; !begun {
		x.callers[call] = l
	}
	known.call = call
	return true
}

// wentOn: a caller goes on as another call, which the desk has numbered. Who
// comes out of a talk that no queue had begun was looked up by nobody yet.
func (x *Exchange) wentOn(f telephony.CallQueued) {
	x.movesTo(f.Leg, f.Call)
	if f.Came != nil && f.Came.Queue == "" && f.Seat == "" {
		x.askWho(f.Call, f.From)
	}
	if f.Call.Boot() == x.o.Clock.Now().Boot {
		x.callN = max(x.callN, f.Call.Count())
	}
}

// later puts an event behind what the loop is doing now.
func (x *Exchange) later(e telephony.Event) {
	x.inbox.put(laneEnds, item{do: func() { x.step(e) }})
}
