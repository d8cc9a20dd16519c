package acd

import (
	"cmp"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/dialplan"
)

// party is who stays when a phone passes its talk on.
type party struct {
	call     telephony.CallID // until now
	leg      telephony.LegID
	identity string
	from     telephony.Number
	name     string
	trunk    telephony.TrunkID // by which he is connected; empty: he is at seat
	seat     telephony.SeatID
	help     bool // of an emergency call: what follows is one, too
}

// seatRefers passes a talk on by a phone's own transfer key: blind to a
// number, or to the party of its second call (S-XFER-1, WIRE 58).
func (s *step) seatRefers(e telephony.SeatRefers) {
	seat, stays, ok := s.refers(e.Leg)
	switch {
	case !ok:
		s.do(telephony.ReferDone{Leg: e.Leg, Code: 481})
	case e.With != 0:
		s.join(e, seat, stays)
	default:
		s.referTo(e, seat, stays)
	}
}

// refers finds the talk of a leg: at which seat its phone is, and who stays.
// The trunk's end has no say.
func (s *state) refers(l telephony.LegID) (seat telephony.SeatID, stays party, ok bool) {
	if c := s.talker(l); c != nil {
		a := s.agent(c.Agent)
		if a == nil {
			return "", party{}, false
		}
		return a.Seat, party{c.ID, c.Leg, c.Identity, c.From, c.shownAs(), c.Trunk, c.Seat, false}, true
	}
	d := s.dialWith(l)
	if d == nil || !d.talks() {
		return "", party{}, false
	}
	if d.Leg == l {
		seat, stays = d.callerSeat(), s.calledParty(d)
	} else {
		seat, stays = d.Other, s.callingParty(d)
	}
	return seat, stays, seat != ""
}

func (s *state) calledParty(d *dial) party {
	if d.outside() {
		return party{d.ID, d.called(), d.Ident, d.To, "", d.Trunk, "", d.Emergency}
	}
	return party{d.ID, d.called(), d.Ident, telephony.Number(d.Other), s.seatName(d.Other), "", d.Other, d.Emergency}
}

func (s *state) callingParty(d *dial) party {
	name := d.FromName
	if d.After == 0 {
		name = s.seatName(d.Seat)
	}
	return party{d.ID, d.Leg, d.Identity, d.caller(), name, d.Via, d.callerSeat(), d.Emergency}
}

// caller is who calls, as a phone shows it.
func (d *dial) caller() telephony.Number {
	if d.From != "" || d.After != 0 {
		return d.From
	}
	return telephony.Number(d.Seat)
}

// callerSeat is at whose phone the calling leg is; empty: outside.
func (d *dial) callerSeat() telephony.SeatID {
	switch {
	case d.After == 0:
		return d.Seat
	case d.Via == "":
		return telephony.SeatID(d.From) // a colleague who was passed on
	}
	return ""
}

// referTo passes the talk to a number: the rules and limits of the seat that
// does so hold. If nobody takes it there, the seat itself is rung.
func (s *step) referTo(e telephony.SeatRefers, seat telephony.SeatID, stays party) {
	w := dialplan.Outward(&s.Office, dialplan.Dial{Seat: seat, To: e.To, Down: e.Down, Full: s.fullTrunks(), Trusted: s.now.Trusted})
	if w.Why == "" && len(w.Trunks) > 0 && !w.Emergency {
		w.Why = dialplan.Within(&s.Office.Outward, s.use(seat), w.Abroad)
	}
	c := s.talker(e.Leg)
	switch {
	case w.Why != "":
		if w.Emergency {
			s.note(telephony.Alerted{What: telephony.AlertEmergency, Call: stays.call, Seat: seat, To: w.To})
		}
		s.do(telephony.ReferDone{Leg: e.Leg, Code: w.Why.Status()})
	case w.Queue != nil && (stays.help || !s.takes(s.queue(w.Queue.Queue))):
		s.do(telephony.ReferDone{Leg: e.Leg, Code: 480})
	case w.Queue != nil && c != nil:
		s.do(telephony.ReferDone{Leg: e.Leg, Code: 200})
		s.transfer(telephony.Transfer{Agent: c.Agent, Call: c.ID, Queue: w.Queue.Queue})
	case w.Queue != nil:
		s.do(telephony.ReferDone{Leg: e.Leg, Code: 200})
		s.intoQueue(e.Leg, seat, stays, *w.Queue, w.To)
	default:
		s.do(telephony.ReferDone{Leg: e.Leg, Code: 200})
		then := s.leaves(e.Leg, 0)
		if w.Emergency {
			s.note(telephony.Alerted{What: telephony.AlertEmergency, Call: then, Seat: seat, To: w.To})
		}
		s.goesOn(then, seat, stays, w)
		s.do(telephony.PlayQueue{Leg: stays.leg, Music: music})
		s.tryNext(then)
	}
}

// intoQueue lets who stays of a talk that no queue had begun into a queue, as
// if he had called its number (S-XFER-8). A call for help never gets there.
// Returned is the call that follows.
func (s *step) intoQueue(l telephony.LegID, seat telephony.SeatID, stays party, in telephony.Inbound, to telephony.Number) telephony.CallID {
	q, came := s.queue(in.Queue), telephony.Came{Call: stays.call, AgentName: cmp.Or(s.seatName(seat), string(seat))}
	came.Agent, _ = s.sitter(seat)
	f := s.queued(telephony.CallArrived{
		Call: s.leaves(l, 0), Leg: stays.leg, Trunk: stays.trunk, Seat: stays.seat, From: stays.from, Name: stays.name, To: to,
	}, in.Line, q)
	f.Came = &came
	s.note(f)
	s.keepLeg(stays.leg, stays.identity)
	s.greet(stays.leg, q)
	return f.Call
}

// leaves ends a phone's part in its talk. Returned is the number of the call
// that follows, where none is given.
func (s *step) leaves(l telephony.LegID, then telephony.CallID) telephony.CallID {
	if then == 0 {
		then = s.nextCall()
	}
	s.do(telephony.EndLeg{Leg: l, Why: telephony.ByTransfer})
	if c := s.talker(l); c != nil {
		s.overAs(c, telephony.ByTransfer, telephony.OutcomeAnswered, then)
		return then
	}
	if d := s.dialWith(l); d != nil {
		s.note(telephony.DialOver{
			Call: d.ID, Why: telephony.ByTransfer, Outcome: telephony.OutcomeAnswered, Waited: d.Waited,
			Talked: s.now.Since(d.Answered), Then: then,
		})
	}
	return then
}

// goesOn notes the call in which the party that stays is connected on.
func (s *step) goesOn(then telephony.CallID, seat telephony.SeatID, stays party, w dialplan.Way) {
	a, name := s.sitter(stays.seat)
	s.note(telephony.Dialled{
		Call: then, Leg: stays.leg, Seat: seat, Agent: a, AgentName: name, To: w.To, Other: w.Seat, Trunks: w.Trunks, Abroad: w.Abroad,
		Emergency: w.Emergency || stays.help, After: stays.call, From: stays.from, FromName: stays.name, Via: stays.trunk,
	})
	s.keepLeg(stays.leg, stays.identity)
}

// join connects the parties of a phone's two calls and lets the phone go
// (RFC 3891): the second one is a call that it made itself and that was
// answered.
func (s *step) join(e telephony.SeatRefers, seat telephony.SeatID, stays party) {
	d := s.dialWith(e.With)
	if d == nil || !d.talks() || d.Leg != e.With || d.callerSeat() != seat || s.dialWith(e.Leg) == d {
		s.do(telephony.ReferDone{Leg: e.Leg, Code: 481})
		return
	}
	second := *d
	s.do(telephony.ReferDone{Leg: e.Leg, Code: 200})
	then := s.leaves(e.Leg, 0)
	s.do(telephony.ReferDone{Leg: e.With, Code: 200})
	s.leaves(e.With, then)
	w := dialplan.Way{To: second.To, Seat: second.Other, Abroad: second.Abroad, Emergency: second.Emergency}
	s.goesOn(then, seat, stays, w)
	s.note(telephony.DialTried{Call: then, Offer: second.Offer, Trunk: second.Trunk, Shown: second.Shown})
	s.keepLeg(second.called(), second.Ident)
	rec := s.recording(then)
	s.note(telephony.DialAnswered{Call: then, Offer: second.Offer, Recording: rec})
	s.do(telephony.Connect{Call: then, Caller: stays.leg, Called: second.called(), Recording: rec})
	s.do(telephony.ShowParty{Leg: second.called(), Number: stays.from, Name: stays.name})
	s.showCalled(s.dial(then))
}

// showCalled has the party that stays, where it is a colleague's phone, show
// who it is connected with now (RFC 4916).
func (s *step) showCalled(d *dial) {
	s.do(telephony.ShowParty{Leg: d.Leg, Number: d.To, Name: s.seatName(d.Other)})
}

// recall rings the seat that passed the talk on, because nobody took it; not
// twice, and not itself. False: it isn't to be.
func (s *step) recall(d *dial) bool {
	if d.After == 0 || d.Other == d.Seat {
		return false
	}
	o := s.nextOffer()
	s.note(telephony.DialTried{Call: d.ID, Offer: o, Seat: d.Seat})
	s.do(telephony.RingSeat{Call: d.ID, Offer: o, Seat: d.Seat, From: d.From, Name: d.FromName, Limit: dialRing})
	return true
}
