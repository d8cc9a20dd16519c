package acd

import (
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/dialplan"
)

// dialRang tells who calls that it rings.
func (s *step) dialRang(d *dial) {
	s.note(telephony.Rang{Call: d.ID, Offer: d.Offer})
	if !d.talks() {
		s.do(telephony.RingCaller{Leg: d.Leg})
	}
}

// dialAnswered connects the two.
func (s *step) dialAnswered(d *dial) {
	if d.talks() {
		return
	}
	rec := s.recording(d.ID)
	s.note(telephony.DialAnswered{Call: d.ID, Offer: d.Offer, Waited: s.now.Since(d.Began), Recording: rec})
	s.do(telephony.AnswerCaller{Call: d.ID, Leg: d.Leg})
	s.do(telephony.Connect{Call: d.ID, Caller: d.Leg, Called: d.called(), Recording: rec})
	if d.After != 0 {
		s.showCalled(d)
	}
	s.movesOn(d.Other)
}

func (s *state) applyDialAnswered(at telephony.Moment, f telephony.DialAnswered) {
	d := s.changeDial(f.Call)
	if d == nil || d.talks() {
		return
	}
	d.Answered, d.Waited, d.Recording, d.Trunks = at, f.Waited, f.Recording, nil
	s.occupy(d.callerSeat(), at)
	s.occupy(d.Other, at)
}

// dialFailed: this try came to nothing. A trunk that refuses our number hears
// the call once more under its main number (WIRE 30); one that can't carry it
// gives way to the next, which what the called party says does not (WIRE 47).
// In need every trunk is tried, whatever one says (P-EMERG-1).
func (s *step) dialFailed(d *dial, code, cause int) {
	if d.talks() {
		return
	}
	s.note(telephony.DialFailed{Call: d.ID, Offer: d.Offer, Code: code, Cause: cause})
	d = s.dial(d.ID)
	switch {
	case code == 403 && d.outside() && d.Shown != "":
		s.note(telephony.Alerted{What: telephony.AlertIdentity, Call: d.ID, Trunk: d.Trunk, To: d.Shown})
		s.tryTrunk(d.ID, d.Trunk, "")
	case len(d.Trunks) > 0 && (d.Emergency || trunkFailed(code)):
		s.tryNext(d.ID)
	case d.Emergency && d.outside():
		s.seekLine(d)
	default:
		s.unreached(d, code)
	}
}

// trunkFailed says that the trunk, not the party called, is why. A 403 is what
// a provider says of an account that he has blocked (FAULTS 7).
func trunkFailed(code int) bool {
	return code == 0 || code == 401 || code == 403 || code == 407 || code == 408 || code == 430 || code >= 500 && code < 600
}

// toldPhone is the status that the calling phone hears: what the other side
// said, but nothing that the phone would take for a matter of its own.
func toldPhone(code int) int {
	switch {
	case code == 401, code == 407, code == 0:
		return 503
	case code >= 400 && code < 700 && code != 422 && code != 420:
		return code
	}
	return 480
}

// dialLegEnded: whichever side goes first, the other is hung up. False: no
// dialled call has this leg.
func (s *step) dialLegEnded(e telephony.LegEnded) bool {
	d := s.dialWith(e.Leg)
	if d == nil {
		return false
	}
	switch {
	case d.Leg != e.Leg && !d.talks():
		s.dialFailed(d, 0, e.Cause)
		return true
	case d.Leg != e.Leg:
		s.do(telephony.EndLeg{Leg: d.Leg, Why: telephony.ByCalled})
		s.dialOverFor(d, by(telephony.ByCalled, e.Why), e.Cause)
		return true
	}
	s.hangCalled(d, telephony.ByCaller)
	s.dialOverFor(d, by(telephony.ByCaller, e.Why), e.Cause)
	return true
}

// hangCalled ends the called side, which talks or rings.
func (s *step) hangCalled(d *dial, why telephony.EndCause) {
	switch {
	case d.Offer == 0:
	case d.talks():
		s.do(telephony.EndLeg{Leg: d.called(), Why: why})
	default:
		s.do(telephony.StopRinging{Offer: d.Offer})
	}
}

// hangUpDial ends a dialled call from our side.
func (s *step) hangUpDial(d *dial, why telephony.EndCause) {
	s.hangCalled(d, why)
	s.do(telephony.EndLeg{Leg: d.Leg, Why: why})
	s.dialOver(d, why)
}

func (s *step) dialOver(d *dial, why telephony.EndCause) { s.dialOverFor(d, why, d.Cause) }

// dialOverFor notes a dialled call's one end.
func (s *step) dialOverFor(d *dial, why telephony.EndCause, cause int) {
	f := telephony.DialOver{Call: d.ID, Why: why, Outcome: telephony.OutcomeUnreached, Code: d.Code, Cause: cause, Waited: s.now.Since(d.Began)}
	switch {
	case d.talks():
		f.Outcome, f.Code, f.Waited, f.Talked = telephony.OutcomeAnswered, 0, d.Waited, s.now.Since(d.Answered)
	case why == telephony.ByCaller:
		f.Outcome = telephony.OutcomeAbandoned
	}
	s.spare(d)
	s.note(f)
}

func (s *state) applyDialFailed(f telephony.DialFailed) {
	if d := s.changeDial(f.Call); d != nil && d.Offer == f.Offer {
		d.Code, d.Cause, d.Ident = f.Code, f.Cause, ""
		if d.Emergency && d.outside() {
			s.refused(d, f)
		}
	}
}

func (s *state) applyDialOver(at telephony.Moment, f telephony.DialOver) {
	d := s.dial(f.Call)
	if d == nil {
		return
	}
	s.dropDial(f.Call)
	s.release(f.Call, at)
	if !d.charged() {
		return
	}
	if p := s.changeSeat(d.Seat); p != nil {
		p.Spent += f.Talked
	}
	if d.Abroad {
		s.Abroad += f.Talked
	}
}

// use is what is used of the lines now and was used today, for the limits.
func (s *step) use(seat telephony.SeatID) (u dialplan.Use) {
	s.turnDay(s.now) // yesterday's minutes are over, whether or not anything has happened since
	if p := s.seat(seat); p != nil {
		u.SeatTime = p.Spent
	}
	u.AbroadTime = s.Abroad
	for _, d := range s.Dials {
		if !d.charged() {
			continue
		}
		var talked time.Duration
		if d.talks() {
			talked = s.now.Since(d.Answered)
		}
		u.Calls++
		if d.Seat == seat {
			u.SeatCalls++
			u.SeatTime += talked
		}
		if d.Abroad {
			u.AbroadCalls++
			u.AbroadTime += talked
		}
	}
	return u
}

// alertEvery is how far apart alerts of the same seat about forbidden calls
// are at least: a stolen password tries hundreds.
const alertEvery = time.Minute

// alertOfFraud tells a supervisor of calls that a thief of a password makes.
func (s *step) alertOfFraud(e telephony.SeatDialled, w dialplan.Way) {
	switch w.Why {
	case telephony.DialAbroad, telephony.DialPremium, telephony.DialMinutes, telephony.DialClock, telephony.DialTooMany:
	case telephony.DialNowhere, telephony.DialOneself, telephony.DialNoTrunk, telephony.DialService,
		telephony.DialNotStarted, telephony.DialLinesBusy:
		return
	}
	for _, a := range s.Alerts {
		if a.What == telephony.AlertFraud && a.Seat == e.Seat && a.At.Boot == s.now.Boot && s.now.Since(a.At) < alertEvery {
			return
		}
	}
	s.note(telephony.Alerted{What: telephony.AlertFraud, Call: e.Call, Seat: e.Seat, To: e.To})
}
