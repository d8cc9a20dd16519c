package acd

import (
	"cmp"

	"github.com/spojka/spojka/telephony"
)

// mostHops ends what two queues would pass to each other for ever.
const mostHops = 5

// onward does with a waiting caller what his queue says about those whom it
// can't keep: full, or they have waited too long (W-CC-11). A queue that is
// closed takes him out of hours.
func (s *step) onward(c *call, to telephony.Onward, why telephony.EndCause) {
	if q := s.queue(to.Queue); s.works(q) && (q.closed() || !s.full(q)) && c.hops() < mostHops {
		s.handOver(c, q, why)
		return
	}
	switch {
	case to.Leave != "" && s.voicemailOf(c) != nil:
		s.enterVoicemail(c, to.Leave, why)
	case to.Leave != "" || to.Apology:
		s.enterVoicemail(c, "", why)
	default:
		s.do(telephony.EndLeg{Leg: c.Leg, Why: why})
		s.over(c, why)
	}
}

// handOver passes a caller on whom his queue can't keep.
func (s *step) handOver(c *call, q *queue, why telephony.EndCause) {
	then := s.nextCall()
	came := c.cameFrom()
	came.Waited = s.now.Since(c.Queued)
	s.overAs(c, why, telephony.OutcomePassedOn, then)
	s.passOn(c, then, q, came, q.closed())
}

// works says that the queue is there and not disabled.
func (s *state) works(q *queue) bool { return q != nil && !q.Gone && !q.Rules.Disabled }

// takes says that it is open, too: callers may be transferred to it (D-25).
func (s *state) takes(q *queue) bool { return s.works(q) && !q.closed() }

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
// Closed: out of hours.
func (s *step) passOn(c *call, as telephony.CallID, q *queue, came telephony.Came, closed bool) {
	f := s.queued(telephony.CallArrived{
		Call: as, Leg: c.Leg, Trunk: c.Trunk, Seat: c.Seat, From: c.From, Name: c.FromName, To: c.To,
	}, c.Line, q)
	f.Came = &came
	if closed {
		s.note(telephony.CallOutOfHours{CallQueued: f})
	} else {
		s.note(f)
	}
	s.keepLeg(c.Leg, c.Identity)
	if c.Customer != nil || len(c.Candidates) > 0 {
		s.note(telephony.CallNamed{Call: as, Customer: c.Customer, Candidates: c.Candidates})
	}
	switch {
	case closed:
		s.outOfHours(s.call(as))
	case c.OutOfHours:
		s.greet(c.Leg, q) // he has heard none so far
	default:
		s.do(telephony.PlayQueue{Leg: c.Leg, Music: cmp.Or(q.Rules.Music, music)})
	}
}
