package acd

import "github.com/spojka/spojka/telephony"

// legHeld notes that a party of a connected call holds or came back.
func (s *step) legHeld(e telephony.LegHeld) {
	c := s.talker(e.Leg)
	if c == nil {
		c = s.caller(e.Leg)
	}
	if c == nil || c.Stage != telephony.StageTalking || c.holds(e.Leg) == e.Held {
		return
	}
	s.note(telephony.Held{Call: c.ID, Leg: e.Leg, On: e.Held})
}

func (c *call) holds(l telephony.LegID) bool {
	if l == c.Leg {
		return c.CallerHolds
	}
	return c.AgentHolds
}

func (s *state) applyHeld(f telephony.Held) {
	c := s.changeCall(f.Call)
	switch {
	case c == nil:
	case f.Leg == c.Leg:
		c.CallerHolds = f.On
	case f.Leg == c.AgentLeg:
		c.AgentHolds = f.On
	}
}
