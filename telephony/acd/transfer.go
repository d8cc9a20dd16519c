package acd

import (
	"cmp"
	"slices"

	"github.com/spojka/spojka/telephony"
)

// transfer passes the connected caller on to a queue, where the preferred
// agent is rung first (S-XFER-1 to 4, D-25). A caller who was taken in time can
// go on to a colleague of his own queue after it closed.
func (s *step) transfer(w telephony.Transfer) *telephony.Refusal {
	a, r := s.signedOn(w.Agent)
	if r != nil {
		return r
	}
	if d := s.dial(a.Call); d != nil {
		return s.transferDial(w, a, d)
	}
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
	s.prefer(then, w.Prefer)
	return nil
}

// transferDial does so with the other party of a talk that a phone of ours
// began (S-OUT-18, S-XFER-8); he counts as having called the queue's number.
func (s *step) transferDial(w telephony.Transfer, a *agent, d *dial) *telephony.Refusal {
	q := s.queue(w.Queue)
	switch {
	case d.ID != w.Call:
		return refuse(telephony.RefusedNotYourCall)
	case !d.talks():
		return refuse(telephony.RefusedNoCall)
	case d.Emergency:
		return refuse(telephony.RefusedForHelp)
	case !s.takes(q):
		return refuse(telephony.RefusedQueueClosed)
	}
	in := telephony.Inbound{Queue: q.ID, Number: q.Rules.Number}
	if i := slices.IndexFunc(s.Office.Numbers, func(n telephony.Inbound) bool { return n.Queue == q.ID }); i >= 0 {
		in = s.Office.Numbers[i]
	}
	leg := s.legOf(a)
	seat, stays, _ := s.refers(leg)
	s.prefer(s.intoQueue(leg, seat, stays, in, cmp.Or(in.Number, d.Shown)), w.Prefer)
	return nil
}

// prefer rings an agent first for a call that was passed on. Who can't be rung
// at this moment isn't preferred any more: the queue has the call (S-XFER-5).
func (s *step) prefer(then telephony.CallID, who telephony.AgentID) {
	if p := s.agent(who); p != nil && s.free(p) && before(p.Rest, s.now) <= 0 {
		s.ring(s.call(then), p, telephony.Preferred)
	}
}
