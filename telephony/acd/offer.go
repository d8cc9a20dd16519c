package acd

import (
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
)

// ring offers a call to an agent.
func (s *step) ring(c *call, a *agent, why telephony.Strategy) { s.ringBy(c, a, why, "") }

// ringBy does so for a supervisor.
func (s *step) ringBy(c *call, a *agent, why telephony.Strategy, by telephony.AgentID) {
	q := s.queue(c.Queue)
	id := s.nextOffer()
	s.note(telephony.Offered{
		Call: c.ID, Offer: id, Agent: a.ID, AgentName: a.Name, Seat: a.Seat, Queue: c.Queue,
		Why: why, Overflow: why == telephony.Anyone || c.overflowed(a.ID), By: by,
	})
	s.do(telephony.RingSeat{
		Call: c.ID, Offer: id, Seat: a.Seat, From: c.From, Name: c.shownAs(),
		Queue: c.QueueName, Limit: ringTime(q),
	})
}

// nextOffer is the number of the next offer: boot and counter, never a clock.
func (s *step) nextOffer() telephony.OfferID {
	if telephony.CallID(s.Offer).Boot() == s.now.Boot {
		return s.Offer + 1
	}
	return telephony.OfferID(telephony.Compose(s.now.Boot, 1))
}

// overflowed says that the call comes from somebody else who didn't take it
// in time, or from another queue that couldn't keep it: then it is an overflow
// call (S-OVER-3, -4).
func (c *call) overflowed(by telephony.AgentID) bool {
	if c.Came != nil && c.Came.Agent == "" && c.Came.Queue != "" {
		return true
	}
	for i := range c.Tried {
		if c.Tried[i].Missed && c.Tried[i].Agent != by {
			return true
		}
	}
	return false
}

// shownAs is the caller's name for a phone's display.
func (c *call) shownAs() string {
	if c.Customer != nil {
		return c.Customer.Name
	}
	return c.FromName
}

func ringTime(q *queue) time.Duration {
	if q == nil || q.Rules.RingTime <= 0 {
		return telephony.DefaultRingTime
	}
	return q.Rules.RingTime.Duration()
}

func (s *state) applyOffered(at telephony.Moment, f telephony.Offered) {
	old, c := s.agent(f.Agent), s.call(f.Call)
	if old == nil || old.Work != telephony.Idle || c == nil || !c.waiting() {
		return
	}
	a := s.changeAgent(f.Agent)
	a.work(telephony.Ringing, at)
	a.Call, a.Offer, a.Notice = f.Call, f.Offer, telephony.Notice{}
	if f.By != "" {
		s.notifyBy(a, telephony.NoticeGiven, "", f.By, at)
	}
	c = s.changeCall(f.Call)
	c.Stage, c.Overflow = telephony.StageOffered, f.Overflow
	o := offer{ID: f.Offer, Agent: f.Agent, Seat: f.Seat, Overflow: f.Overflow, Until: at.Add(ringTime(s.queue(c.Queue)))}
	switch f.Why {
	case telephony.PickedUp, telephony.TakenOut:
		o.Mine, o.Alone = at.Add(atOnce), true
	case telephony.Preferred, telephony.Given:
		o.Alone = true
	case telephony.LongestIdle, telephony.RingAll, telephony.RoundRobin, telephony.FixedOrder, telephony.FewestCalls,
		telephony.LeastTalk, telephony.ByChance, telephony.Anyone:
	}
	c.Offers = append(c.Offers, o)
	s.Offer = f.Offer
	if q := s.changeQueue(f.Queue); q != nil {
		q.Turn = f.Agent
	}
}

// endOffer notes that a ring came to nothing. Whether another agent is rung
// is told at the end of the step.
func (s *step) endOffer(c *call, o offer, how telephony.OfferEnd, code int) {
	s.overs = append(s.overs, len(s.facts))
	f := telephony.OfferOver{Call: c.ID, Offer: o.ID, Agent: o.Agent, How: how, Code: code}
	if v := s.voicemailOf(c); v != nil && how == telephony.OfferVoicemail {
		f.To = v.Name
	}
	s.note(f)
}

// withdraw ends a ring that still goes on at the phone.
func (s *step) withdraw(c *call, o offer, how telephony.OfferEnd, elsewhere bool) {
	s.endOffer(c, o, how, 0)
	s.do(telephony.StopRinging{Offer: o.ID, Elsewhere: elsewhere})
}

// withdrawAll ends all rings of a call.
func (s *step) withdrawAll(c *call, how telephony.OfferEnd) {
	for _, o := range c.Offers {
		s.withdraw(c, o, how, false)
	}
}

func (s *state) applyOver(at telephony.Moment, f telephony.OfferOver) {
	c, i := s.ringing(f.Offer)
	if c == nil {
		return
	}
	c = s.changeCall(c.ID)
	o := c.Offers[i]
	c.Offers = slices.Delete(c.Offers, i, i+1)
	if len(c.Offers) == 0 && c.waiting() {
		c.Stage = telephony.StageWaiting
	}
	switch f.How {
	case telephony.OfferMissed, telephony.OfferBusy, telephony.OfferRefused, telephony.OfferUnreachable, telephony.OfferMisconfigured:
		c.remember(try{Agent: o.Agent, At: at, Missed: f.How == telephony.OfferMissed})
	case telephony.OfferTaken, telephony.OfferAbandoned, telephony.OfferVoicemail, telephony.OfferWithdrawn:
	}
	if a := s.changeAgent(o.Agent); a != nil && a.Offer == f.Offer {
		a.work(telephony.Idle, at)
		a.missed(f, c.QueueName, at)
		s.occupy(a.Seat, at)
	}
}

// missed counts and explains a ring that came to nothing (S-LINE-5, -7, -8).
func (a *agent) missed(f telephony.OfferOver, queue string, at telephony.Moment) {
	countOver(&a.Today, f.How)
	switch f.How {
	case telephony.OfferMissed:
		a.InRow++
		a.notifyOver(f, queue, at)
	case telephony.OfferWithdrawn:
		a.notifyOver(f, queue, at)
	case telephony.OfferAbandoned:
		a.notify(telephony.NoticeAbandoned, queue, at)
	case telephony.OfferVoicemail:
		a.notify(telephony.NoticeVoicemail, f.To, at)
	case telephony.OfferBusy, telephony.OfferRefused:
		a.notify(telephony.NoticeRefused, queue, at)
		a.Rest = at.Add(retry)
	case telephony.OfferUnreachable:
		a.notify(telephony.NoticeUnreachable, queue, at)
		a.Rest = at.Add(retry)
	case telephony.OfferMisconfigured:
		a.notify(telephony.NoticeMisconfigured, queue, at)
		a.Rest = at.Add(retry)
	case telephony.OfferTaken:
	}
}

// notifyOver says what became of a call that the agent didn't take.
func (a *agent) notifyOver(f telephony.OfferOver, queue string, at telephony.Moment) {
	switch {
	case f.Next:
		a.notify(telephony.NoticePassedOn, queue, at)
	case f.To != "":
		a.notify(telephony.NoticeVoicemail, f.To, at)
	case f.Gone:
		a.notify(telephony.NoticeAbandoned, queue, at)
	default:
		a.notify(telephony.NoticeParked, queue, at)
	}
}

// remember keeps an agent's latest try. Having missed once stays remembered.
func (c *call) remember(t try) {
	if old := c.tried(t.Agent); old != nil {
		t.Missed = t.Missed || old.Missed
		*old = t
		return
	}
	c.Tried = append(c.Tried, t)
}
