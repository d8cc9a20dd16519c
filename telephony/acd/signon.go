package acd

import (
	"slices"

	"github.com/spojka/spojka/telephony"
)

// signOn binds an agent to a seat (S-LOGIN-3, -6; D-1). At the seat where he
// sits already it changes nothing: a second browser shows the same state.
func (s *step) signOn(w telephony.SignOn) *telephony.Refusal {
	a, r := s.user(w.Agent)
	if r != nil {
		return r
	}
	p := s.seat(w.Seat)
	if p == nil || p.rules == nil {
		return refuse(telephony.RefusedUnknownSeat)
	}
	if len(a.rules.Seats) > 0 && !slices.Contains(a.rules.Seats, p.ID) {
		return refuse(telephony.RefusedSeatNotYours)
	}
	if h := s.holder(p.ID); h != nil {
		if h.ID == a.ID {
			return nil
		}
		return &telephony.Refusal{Code: telephony.RefusedSeatTaken, Name: h.Name, Since: h.SignedOn.Wall}
	}
	if r := s.leaveOldSeat(a, w.Move); r != nil {
		return r
	}
	s.note(telephony.SignedOn{Agent: a.ID, Name: a.Name, Seat: p.ID})
	return nil
}

// leaveOldSeat signs off elsewhere, if so confirmed.
func (s *step) leaveOldSeat(a *agent, move bool) *telephony.Refusal {
	switch {
	case a.Presence == telephony.SignedOut:
		return nil
	case a.Work == telephony.Wrapping:
		return refuse(telephony.RefusedSaveFirst)
	case a.Work != telephony.Idle:
		return refuse(telephony.RefusedBusy)
	case !move:
		return &telephony.Refusal{Code: telephony.RefusedElsewhere, Name: string(a.Seat), Since: a.SignedOn.Wall}
	}
	s.note(telephony.SignedOff{Agent: a.ID, Name: a.Name, Seat: a.Seat})
	return nil
}

func (s *state) applySignedOn(at telephony.Moment, f telephony.SignedOn) {
	if old := s.agent(f.Agent); old == nil || old.Presence != telephony.SignedOut || s.holder(f.Seat) != nil {
		return
	}
	a := s.changeAgent(f.Agent)
	a.Seat, a.SignedOn = f.Seat, at
	a.Presence, a.Break, a.BreakName = telephony.OffAir, "", ""
	a.work(telephony.Idle, at)
	a.Rest, a.Notice, a.InRow = telephony.Moment{}, telephony.Notice{}, 0
	s.explain(a, at)
	s.occupy(a.Seat, at)
}
