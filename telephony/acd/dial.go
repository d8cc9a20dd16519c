package acd

import (
	"slices"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/dialplan"
)

// takeDial works off what is about calls that phones begin. False: it isn't.
func (s *step) takeDial(e telephony.Event) bool {
	switch e := e.(type) {
	case telephony.SeatDialled:
		s.seatDialled(e)
		return true
	case telephony.SeatRefers:
		s.seatRefers(e)
		return true
	case telephony.OfferRang:
		return s.withDial(e.Offer, func(d *dial) { s.dialRang(d) })
	case telephony.OfferEarly:
		s.withDial(e.Offer, func(d *dial) {
			if !d.talks() {
				s.do(telephony.LetHear{Call: d.ID, Caller: d.Leg, Called: d.called()})
			}
		})
		return true // nobody else waits for an early word
	case telephony.OfferAnswered:
		return s.withDial(e.Offer, func(d *dial) { s.dialAnswered(d) })
	case telephony.OfferFailed:
		return s.withDial(e.Offer, func(d *dial) { s.dialFailed(d, e.Code, e.Cause) })
	case telephony.LegEnded:
		return s.dialLegEnded(e)
	default: // others: have nothing to do with calls that phones begin
		return false
	}
}

func (s *step) withDial(o telephony.OfferID, do func(*dial)) bool {
	d := s.dialOf(o)
	if d != nil {
		do(d)
	}
	return d != nil
}

// seatDialled lets a phone's call go where the dialplan leads it.
func (s *step) seatDialled(e telephony.SeatDialled) {
	if s.call(e.Call) != nil || s.dialWith(e.Leg) != nil || s.caller(e.Leg) != nil {
		return
	}
	if s.starting {
		s.refuseDial(e, telephony.DialNotStarted)
		return
	}
	s.begin()
	w := dialplan.Outward(&s.Office, dialplan.Dial{Seat: e.Seat, To: e.To, Down: e.Down, Full: s.fullTrunks(), Trusted: s.now.Trusted})
	if w.Emergency {
		s.note(telephony.Alerted{What: telephony.AlertEmergency, Call: e.Call, Seat: e.Seat, To: w.To})
	}
	if w.Why == "" && len(w.Trunks) > 0 && !w.Emergency {
		w.Why = dialplan.Within(&s.Office.Outward, s.use(e.Seat), w.Abroad)
	}
	switch {
	case w.Why != "":
		s.alertOfFraud(e, w)
		s.refuseDial(e, w.Why)
	case w.Queue != nil:
		s.arrive(telephony.CallArrived{Call: e.Call, Leg: e.Leg, Seat: e.Seat, From: telephony.Number(e.Seat), Name: s.seatName(e.Seat), To: w.To}, *w.Queue)
	default:
		s.beginDial(e, w)
	}
	if h := s.holder(e.Seat); h != nil {
		if call, _ := s.phoneCall(h); call != 0 { // his own queue may have passed him on
			s.movesOn(e.Seat)
		}
	}
}

// movesOn: what rings at a phone for a queue moves on once that phone calls
// somebody, or has taken a colleague's call.
func (s *step) movesOn(id telephony.SeatID) {
	if a := s.holder(id); a != nil && a.Work == telephony.Ringing {
		s.takeRing(a)
	}
}

// refuseDial turns a phone's call away for a reason.
func (s *step) refuseDial(e telephony.SeatDialled, why telephony.DialRefusal) {
	a, name := s.sitter(e.Seat)
	s.note(telephony.DialRefused{Call: e.Call, Seat: e.Seat, Agent: a, AgentName: name, To: e.To, Why: why})
	s.do(telephony.RefuseCaller{Call: e.Call, Leg: e.Leg, Code: why.Status()})
}

// beginDial rings the seat that is called, or goes out by the first trunk.
func (s *step) beginDial(e telephony.SeatDialled, w dialplan.Way) {
	a, name := s.sitter(e.Seat)
	s.note(telephony.Dialled{
		Call: e.Call, Leg: e.Leg, Seat: e.Seat, Agent: a, AgentName: name, To: w.To, Other: w.Seat, Trunks: w.Trunks,
		Private: e.Private, Abroad: w.Abroad, Emergency: w.Emergency,
	})
	s.tryNext(e.Call)
}

// tryNext rings the other seat, or goes out by the next trunk.
func (s *step) tryNext(id telephony.CallID) {
	d := s.dial(id)
	if !d.outside() {
		o := s.nextOffer()
		s.note(telephony.DialTried{Call: id, Offer: o})
		ring := telephony.RingSeat{
			Call: id, Offer: o, Seat: d.Other, From: telephony.Number(d.Seat), Name: s.seatName(d.Seat), Limit: dialRing,
		}
		if d.After != 0 {
			ring.From, ring.Name = d.From, d.FromName
		}
		s.do(ring)
		return
	}
	t, free := s.nextLine(d)
	if !free {
		s.seekLine(d)
		return
	}
	s.tryTrunk(id, t, s.shownFor(d, t))
}

func (s *step) tryTrunk(id telephony.CallID, t telephony.TrunkID, shown telephony.Number) {
	o, d := s.nextOffer(), s.dial(id)
	s.note(telephony.DialTried{Call: id, Offer: o, Trunk: t, Shown: shown})
	s.do(telephony.CallOut{Call: id, Offer: o, Trunk: t, To: d.To, Shown: shown, Private: d.Private, Emergency: d.Emergency})
}

// shownFor is our number as the other side is to see it: that of the first
// queue that the operator serves (S-OUT-8), where it belongs to the trunk;
// empty: the trunk's main number. In need it is that of the place.
func (s *state) shownFor(d *dial, t telephony.TrunkID) telephony.Number {
	if d.Emergency {
		return s.placeNumber(d.Seat, t)
	}
	a := s.agent(d.Agent)
	if a == nil || a.rules == nil {
		return ""
	}
	for _, id := range a.rules.Queues {
		q := s.queue(id)
		if q != nil && q.Rules.Number != "" && dialplan.Ours(&s.Office, t, q.Rules.Number) {
			return q.Rules.Number
		}
	}
	return ""
}

// placeNumber says by which number an emergency centre finds the place of a
// seat: its own line's main number (empty), else the place's number, where that
// belongs to the trunk (P-EMERG-2, C-DESK-1).
func (s *state) placeNumber(seat telephony.SeatID, t telephony.TrunkID) telephony.Number {
	place, known := dialplan.Place(&s.Office, seat)
	if !known || place.Number == "" || s.ofPlace(t, seat) || !dialplan.Ours(&s.Office, t, place.Number) {
		return ""
	}
	return place.Number
}

// seatName is what a colleague's phone shows: who sits there, else the seat's
// name.
func (s *state) seatName(id telephony.SeatID) string {
	if a := s.holder(id); a != nil {
		return a.Name
	}
	if p := s.seat(id); p != nil && p.rules != nil {
		return p.rules.Name
	}
	return ""
}

func (s *state) applyDialled(at telephony.Moment, f telephony.Dialled) {
	s.Newest = max(s.Newest, f.Call)
	if s.dial(f.Call) != nil || s.call(f.Call) != nil {
		return
	}
	d := &dial{
		ID: f.Call, Leg: f.Leg, Seat: f.Seat, Agent: f.Agent, AgentName: f.AgentName, To: f.To, Other: f.Other, Trunks: f.Trunks,
		Private: f.Private, Abroad: f.Abroad, Emergency: f.Emergency,
		After: f.After, From: f.From, FromName: f.FromName, Via: f.Via, Began: at, Until: at.Add(dialRing),
	}
	if d.outside() {
		d.Until = at.Add(dialRingOut)
	}
	s.Dials, s.own.dials = append(slices.Clip(s.Dials), d), true
	s.occupy(d.callerSeat(), at)
}

func (s *state) applyDialTried(at telephony.Moment, f telephony.DialTried) {
	d := s.changeDial(f.Call)
	if d == nil {
		return
	}
	d.Offer, d.Ident, d.Trunk, d.Shown, d.Need = f.Offer, "", f.Trunk, f.Shown, nil
	d.Trunks = slices.DeleteFunc(slices.Clone(d.Trunks), func(t telephony.TrunkID) bool { return t == f.Trunk })
	if f.Seat != "" {
		d.Other, d.Trunks, d.Until = f.Seat, nil, at.Add(dialRing)
	}
	s.Offer = max(s.Offer, f.Offer)
}
