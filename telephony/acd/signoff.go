package acd

import "github.com/spojka/spojka/telephony"

// signOff ends the agent's day (S-LOGOUT, D-5): not while a call rings or is
// on; in wrap-up after a confirmation, and the call then stays unprocessed. A
// supervisor may sign off somebody else, even while his phone rings.
func (s *step) signOff(w telephony.SignOff) *telephony.Refusal {
	a, r := s.signedOn(w.Agent)
	if r != nil {
		return r
	}
	by, r := s.actsFor(w.Agent, w.By)
	if r != nil {
		return r
	}
	switch {
	case a.Work == telephony.Talking || a.Work == telephony.Dialling || a.Work == telephony.Ringing && by == "":
		return refuse(telephony.RefusedBusy)
	case a.Work == telephony.Wrapping && !w.Leave:
		return refuse(telephony.RefusedConfirmLeave)
	}
	s.dropWork(a, by)
	s.note(telephony.SignedOff{Agent: a.ID, Name: a.Name, Seat: a.Seat, By: by})
	return nil
}

// actsFor says by whom somebody else's wish is made: empty for one's own, else
// a supervisor.
func (s *step) actsFor(who, by telephony.AgentID) (telephony.AgentID, *telephony.Refusal) {
	switch {
	case by == "" || by == who:
		return "", nil
	case !s.supervises(by):
		return "", refuse(telephony.RefusedNotAllowed)
	}
	return by, nil
}

// dropWork takes a ring or a wrap-up from an agent.
func (s *step) dropWork(a *agent, by telephony.AgentID) {
	switch a.Work {
	case telephony.Ringing:
		s.takeRing(a)
	case telephony.Wrapping:
		s.note(telephony.Unprocessed{Call: a.Call, Agent: a.ID, By: by})
	case telephony.Idle, telephony.Talking, telephony.Dialling:
	}
}

// takeRing withdraws the offer that rings at an agent; the call moves on
// (D-27).
func (s *step) takeRing(a *agent) {
	if c, i := s.ringing(a.Offer); c != nil {
		s.withdraw(c, c.Offers[i], telephony.OfferWithdrawn, false)
	}
}

// supervises says that the person may act for others.
func (s *step) supervises(id telephony.AgentID) bool {
	a := s.agent(id)
	return a != nil && a.rules != nil && a.rules.Supervisor
}

func (s *state) applySignedOff(at telephony.Moment, f telephony.SignedOff) {
	if old := s.agent(f.Agent); old == nil || old.Presence == telephony.SignedOut || old.Work != telephony.Idle {
		return
	}
	a := s.changeAgent(f.Agent)
	a.Seat, a.SignedOn = "", telephony.Moment{}
	a.Presence, a.Break, a.BreakName = telephony.SignedOut, "", ""
	a.work(telephony.Idle, at)
	a.Notice = telephony.Notice{}
	if f.By != "" {
		s.notifyBy(a, telephony.NoticeSignedOff, "", f.By, at)
	}
}
