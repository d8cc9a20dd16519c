package acd

import "github.com/spojka/spojka/telephony"

// offerRang notes that the phone confirmed that it rings.
func (s *step) offerRang(e telephony.OfferRang) {
	if c, _ := s.ringing(e.Offer); c != nil {
		s.note(telephony.Rang{Call: c.ID, Offer: e.Offer})
	}
}

// offerAnswered connects the caller. A lifted phone whose offer was withdrawn
// meanwhile is hung up: the caller belongs to somebody else, or is gone.
func (s *step) offerAnswered(e telephony.OfferAnswered) {
	c, i := s.ringing(e.Offer)
	if c == nil {
		if s.talker(e.Offer.Leg()) == nil {
			s.do(telephony.EndLeg{Leg: e.Offer.Leg(), Why: telephony.BySystem})
		}
		return
	}
	o := c.Offers[i]
	a := s.agent(o.Agent)
	if a == nil { // only in a damaged book
		s.withdraw(c, o, telephony.OfferUnreachable, false)
		return
	}
	for _, other := range c.Offers {
		if other.ID != o.ID {
			s.withdraw(c, other, telephony.OfferWithdrawn, true)
		}
	}
	rec := s.recording(c.ID)
	s.note(telephony.Answered{
		Call: c.ID, Offer: o.ID, Agent: a.ID, AgentName: a.Name, Seat: o.Seat,
		Waited: s.now.Since(c.Queued), Recording: rec,
	})
	s.do(telephony.Connect{Call: c.ID, Caller: c.Leg, Called: o.ID.Leg(), Recording: rec})
	s.chooseBySite(c.ID)
}

// recording is the id of what is recorded of a call from now on. Its last part
// counts the boots from the one in which the call came: a crash may take an
// answer out of the book whose sound is on the tape, and no id is given twice
// (W-CC-13).
func (s *step) recording(id telephony.CallID) telephony.RecordingID {
	return id.Recording(int(max(s.now.Boot, id.Boot())-id.Boot()) + 1)
}

func (s *state) applyAnswered(at telephony.Moment, f telephony.Answered) {
	c, i := s.ringing(f.Offer)
	if c == nil {
		return
	}
	c = s.changeCall(c.ID)
	o := c.Offers[i]
	c.Stage, c.Answered, c.Waited = telephony.StageTalking, at, f.Waited
	c.Agent, c.AgentLeg, c.AgentIdent, c.Recording = f.Agent, o.ID.Leg(), o.Identity, f.Recording
	c.Overflow, c.Offers, c.Tried, c.Typing = o.Overflow, nil, nil, nil
	s.countAnswer(c)
	if a := s.changeAgent(f.Agent); a != nil {
		a.work(telephony.Talking, at)
		a.Call, a.Offer = c.ID, f.Offer
		a.Today.Answered++
		a.InRow = 0
	}
}

func (s *state) countAnswer(c *call) {
	if t := s.figures(c.Queue); t != nil {
		t.Answered++
		if c.Waited <= inTime {
			t.InTime++
		}
	}
}

// talker finds the call that this leg talks in as the agent's.
func (s *state) talker(l telephony.LegID) *call {
	for _, c := range s.Calls {
		if c.AgentLeg == l && c.Stage == telephony.StageTalking {
			return c
		}
	}
	return nil
}
