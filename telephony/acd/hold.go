package acd

import "github.com/spojka/spojka/telephony"

// legHeld notes that a party of a connected call holds or came back.
func (s *step) legHeld(e telephony.LegHeld) {
	c := s.talker(e.Leg)
	if c == nil {
		c = s.caller(e.Leg)
	}
	if c != nil && c.talks() && *c.holds(e.Leg) != e.Held {
		s.note(telephony.Held{Call: c.ID, Leg: e.Leg, On: e.Held})
	}
}

// dialHeld is the same for a dialled call. False: none has this leg.
func (s *step) dialHeld(e telephony.LegHeld) bool {
	d := s.dialWith(e.Leg)
	if d != nil && d.talks() && *d.holds(e.Leg) != e.Held {
		s.note(telephony.Held{Call: d.ID, Leg: e.Leg, On: e.Held})
	}
	return d != nil
}

// holds is where it is kept whether a leg holds; nil: it is none of the two.
func (c *call) holds(l telephony.LegID) *bool {
	switch l {
	case c.Leg:
		return &c.CallerHolds
	case c.AgentLeg:
		return &c.AgentHolds
	}
	return nil
}

func (d *dial) holds(l telephony.LegID) *bool {
	switch l {
	case d.Leg:
		return &d.Held
	case d.called():
		return &d.OtherHeld
	}
	return nil
}

func (s *state) applyHeld(f telephony.Held) {
	var holds *bool
	if c := s.changeCall(f.Call); c != nil {
		holds = c.holds(f.Leg)
	} else if d := s.changeDial(f.Call); d != nil {
		holds = d.holds(f.Leg)
	}
	if holds != nil {
		*holds = f.On
	}
}
