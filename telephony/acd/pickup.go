package acd

import (
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
)

// pickUp takes a call that rings elsewhere.
func (s *step) pickUp(w telephony.PickUp) *telephony.Refusal {
	a, r := s.freeHands(w.Agent)
	if r != nil {
		return r
	}
	c := s.ringsFor(w)
	switch {
	case c == nil:
		return refuse(telephony.RefusedNothingRings)
	case !s.mayServe(a, c.Queue):
		return refuse(telephony.RefusedNotAllowed)
	}
	s.claim(c, a, telephony.PickedUp)
	return nil
}

// atOnce is how long a ring that an agent took is his alone: of two who press
// at once the first has the call. It outlasts the answer of a phone whose own
// call took it.
const atOnce = 2 * time.Second

// ringsFor is the call that a pick-up means, or nil.
func (s *step) ringsFor(w telephony.PickUp) *call {
	var oldest *call
	for _, c := range s.Calls {
		for _, o := range c.Offers {
			meant := w.Offer == o.ID || w.Offer == 0 && (w.Seat == "" || w.Seat == o.Seat)
			if meant && !s.mine(o) && (oldest == nil || before(c.Parked, oldest.Parked) < 0) {
				oldest = c
			}
		}
	}
	return oldest
}

// takeOldest takes who waits longest in a queue: one for whom nobody's phone
// rings, else one who rings elsewhere.
func (s *step) takeOldest(w telephony.TakeOldest) *telephony.Refusal {
	a, r := s.freeHands(w.Agent)
	q := s.queue(w.Queue)
	switch {
	case r != nil:
		return r
	case q == nil:
		return refuse(telephony.RefusedNobodyWaits)
	case !a.serves(q):
		return refuse(telephony.RefusedNotAllowed)
	}
	c := s.oldest(w.Queue, telephony.StageWaiting)
	if c == nil {
		c = s.oldest(w.Queue, telephony.StageOffered)
	}
	if c == nil {
		return refuse(telephony.RefusedNobodyWaits)
	}
	s.claim(c, a, telephony.TakenOut)
	return nil
}

// mine says that a ring is to be left to who has just taken it.
func (s *step) mine(o offer) bool { return o.Mine.Up > s.now.Up && o.Mine.Boot == s.now.Boot }

func (s *step) oldest(id telephony.QueueID, stage telephony.Stage) *call {
	var oldest *call
	for _, c := range s.Calls {
		if c.Queue == id && c.Stage == stage && !slices.ContainsFunc(c.Offers, s.mine) && (oldest == nil || before(c.Parked, oldest.Parked) < 0) {
			oldest = c
		}
	}
	return oldest
}

// freeHands finds an agent who could take a call now, on air or not.
func (s *step) freeHands(id telephony.AgentID) (*agent, *telephony.Refusal) {
	a, r := s.mayToggle(id)
	switch {
	case r != nil:
		return nil, r
	case a.rules == nil:
		return nil, refuse(telephony.RefusedUnknownAgent)
	case a.Work != telephony.Idle:
		return nil, refuse(telephony.RefusedBusy)
	case !s.reachable(a):
		return nil, refuse(telephony.RefusedPhoneGone)
	}
	return a, nil
}

// claim gives a call to an agent who asked for it.
func (s *step) claim(c *call, a *agent, why telephony.Strategy) {
	for _, o := range c.Offers {
		s.withdraw(c, o, telephony.OfferWithdrawn, true)
	}
	s.ring(s.call(c.ID), a, why)
}

// liftPhone has the agent's phone answer what rings there.
func (s *step) liftPhone(w telephony.LiftPhone) *telephony.Refusal {
	a, r := s.signedOn(w.Agent)
	switch {
	case r != nil:
		return r
	case a.Work != telephony.Ringing:
		return refuse(telephony.RefusedNothingRings)
	}
	s.do(telephony.PressKey{Leg: a.Offer.Leg(), Key: telephony.KeyTalk})
	return nil
}

// holdCall has the agent's phone hold the caller, or take him back.
func (s *step) holdCall(w telephony.HoldCall) *telephony.Refusal {
	a, r := s.signedOn(w.Agent)
	if r != nil {
		return r
	}
	leg := s.legOf(a)
	_, holds := s.talkWith(leg)
	switch {
	case holds == nil:
		return refuse(telephony.RefusedNoCall)
	case *holds:
		s.do(telephony.PressKey{Leg: leg, Key: telephony.KeyTalk})
	default:
		s.do(telephony.PressKey{Leg: leg, Key: telephony.KeyHold})
	}
	return nil
}

// legOf is the leg of what an agent has in hand; 0: it is none of a phone's.
func (s *state) legOf(a *agent) telephony.LegID {
	c, d := s.call(a.Call), s.dial(a.Call)
	switch {
	case d != nil:
		return d.legAt(a.Seat)
	case c != nil && a.Work == telephony.Talking:
		return c.AgentLeg
	case c != nil && a.Work == telephony.Dialling:
		return c.Leg // a queue of ours
	}
	return 0
}
