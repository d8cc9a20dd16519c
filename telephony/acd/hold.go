package acd

import "github.com/spojka/spojka/telephony"

// legHeld notes that a party of a talk holds or came back.
func (s *step) legHeld(e telephony.LegHeld) {
	if call, holds := s.talkWith(e.Leg); holds != nil && *holds != e.Held {
		s.note(telephony.Held{Call: call, Leg: e.Leg, On: e.Held})
	}
}

// talkWith is the talk that a leg is a part of, and whether the leg holds; nil:
// there is none.
func (s *state) talkWith(l telephony.LegID) (telephony.CallID, *bool) {
	for _, c := range s.Calls {
		if h := c.holds(l); h != nil && c.talks() {
			return c.ID, h
		}
	}
	if d := s.dialWith(l); d != nil && d.talks() {
		return d.ID, d.holds(l)
	}
	return 0, nil
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
