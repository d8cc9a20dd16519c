package acd

import "github.com/spojka/spojka/telephony"

// hangUp ends the agent's connected call, or the one that his phone makes.
func (s *step) hangUp(w telephony.HangUp) *telephony.Refusal {
	a, r := s.signedOn(w.Agent)
	if r != nil {
		return r
	}
	if d := s.dial(a.Call); d != nil {
		s.hangUpDial(d, telephony.ByAgent)
		return nil
	}
	c := s.call(a.Call)
	switch {
	case c != nil && a.Work == telephony.Dialling: // a queue of ours
		s.do(telephony.EndLeg{Leg: c.Leg, Why: telephony.ByCaller})
		s.callerGone(c, telephony.ByCaller)
	case c != nil && a.Work == telephony.Talking:
		s.hangUpCall(c)
	default:
		return refuse(telephony.RefusedNoCall)
	}
	return nil
}

func (s *step) hangUpCall(c *call) {
	s.do(telephony.EndLeg{Leg: c.Leg, Why: telephony.ByAgent})
	s.do(telephony.EndLeg{Leg: c.AgentLeg, Why: telephony.ByAgent})
	s.over(c, telephony.ByAgent)
}

// user finds an agent who is in the settings.
func (s *step) user(id telephony.AgentID) (*agent, *telephony.Refusal) {
	a := s.agent(id)
	if a == nil || a.rules == nil {
		return nil, refuse(telephony.RefusedUnknownAgent)
	}
	return a, nil
}

// signedOn finds an agent who is signed on.
func (s *step) signedOn(id telephony.AgentID) (*agent, *telephony.Refusal) {
	a := s.agent(id)
	switch {
	case a == nil:
		return nil, refuse(telephony.RefusedUnknownAgent)
	case a.Presence == telephony.SignedOut:
		return nil, refuse(telephony.RefusedNotSignedOn)
	}
	return a, nil
}
