package acd

import "github.com/spojka/spojka/telephony"

// transfer passes the connected caller on to a queue, where the preferred
// agent is rung first (S-XFER-1 to 4, D-25). Who can't be rung at this moment
// isn't preferred any more: the queue has the call (S-XFER-5). A caller who
// was taken in time can go on to a colleague of his own queue after it closed.
func (s *step) transfer(w telephony.Transfer) *telephony.Refusal {
	a, c, r := s.inHand(w.Agent, w.Call)
	switch {
	case r != nil:
		return r
	case c.Stage != telephony.StageTalking:
		return refuse(telephony.RefusedNoCall)
	}
	q := s.queue(w.Queue)
	if own := w.Queue == c.Queue && s.works(q); !own && !s.takes(q) {
		return refuse(telephony.RefusedQueueClosed)
	}
	then := s.nextCall()
	came := c.cameFrom()
	came.Agent, came.AgentName, came.Hops = a.ID, a.Name, 0 // a person decided: no circle
	s.do(telephony.EndLeg{Leg: c.AgentLeg, Why: telephony.ByTransfer})
	s.overAs(c, telephony.ByTransfer, telephony.OutcomeAnswered, then)
	s.passOn(c, then, q, came, false)
	if p := s.agent(w.Prefer); p != nil && s.free(p) && before(p.Rest, s.now) <= 0 {
		s.ring(s.call(then), p, telephony.Preferred)
	}
	return nil
}
