package acd

import (
	"cmp"

	"github.com/spojka/spojka/telephony"
)

// mostHops ends what two queues would pass to each other for ever.
const mostHops = 5

// onward does with a waiting caller what his queue says about those whom it
// can't keep: full, or they have waited too long (W-CC-11).
func (s *step) onward(c *call, to telephony.Onward, why telephony.EndCause) {
	if q := s.queue(to.Queue); s.takes(q) && !s.full(q) && c.hops() < mostHops {
		then := s.nextCall()
		came := c.cameFrom()
		came.Waited = s.now.Since(c.Queued)
		s.overAs(c, why, telephony.OutcomePassedOn, then)
		s.passOn(c, then, q, came)
		return
	}
	switch {
	case to.Leave != "" && s.mayLeave(c, to.Leave):
		s.enterVoicemail(c, to.Leave, why)
	case to.Leave != "" || to.Apology:
		s.enterVoicemail(c, "", why)
	default:
		s.do(telephony.EndLeg{Leg: c.Leg, Why: why})
		s.over(c, why)
	}
}

// takes says that callers may be passed on to the queue.
func (s *state) takes(q *queue) bool { return q != nil && !q.Gone && !q.Rules.Disabled }

func (c *call) hops() int {
	if c.Came == nil {
		return 0
	}
	return c.Came.Hops
}

func (c *call) cameFrom() telephony.Came {
	return telephony.Came{Call: c.ID, Queue: c.Queue, QueueName: c.QueueName, Hops: c.hops() + 1}
}

// nextCall is the number of a call that begins here: boot and counter, behind
// those that the wire has numbered.
func (s *step) nextCall() telephony.CallID {
	if s.Newest.Boot() == s.now.Boot {
		return s.Newest + 1
	}
	return telephony.CallID(telephony.Compose(s.now.Boot, 1))
}

// passOn lets the caller of a call that is over into a queue, as a new call.
func (s *step) passOn(c *call, as telephony.CallID, q *queue, came telephony.Came) {
	f := telephony.CallQueued{
		Call: as, Leg: c.Leg, Trunk: c.Trunk, Seat: c.Seat, From: c.From, Name: c.FromName, To: c.To, Line: c.Line,
		Queue: q.ID, QueueName: q.Rules.Name, Came: &came,
	}
	if t := s.tree(q.Rules.TreeIn); t != nil {
		f.Tree, f.TreeVersion = t.ID, t.Version
	}
	s.note(f)
	if c.Identity != "" {
		s.note(telephony.LegKept{Leg: c.Leg, Identity: c.Identity})
	}
	if c.Customer != nil || len(c.Candidates) > 0 {
		s.note(telephony.CallNamed{Call: as, Customer: c.Customer, Candidates: c.Candidates})
	}
	s.do(telephony.PlayQueue{Leg: c.Leg, Music: cmp.Or(q.Rules.Music, music)})
}
