package acd

import (
	"cmp"
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
)

// retry is how long an agent isn't rung again for a call that he didn't take
// (D-29), and not at all after his phone failed.
const retry = 5 * time.Second

// serve gives each waiting call to the best of the agents who are ready: the
// heavier queue first, then who waits longest. When each has one phone that
// rings, queues that ring all add more. It ends every decision.
func (s *step) serve() {
	if s.starting {
		return
	}
	s.tidy()
	s.closeOut()
	ready := s.idle()
	for _, more := range []bool{false, true} {
		for _, w := range s.inLine(more) {
			if ready = s.offer(w, ready); len(ready) == 0 {
				return
			}
		}
	}
}

// offer rings for a call whom its queue chooses among those ready, and
// returns the others. A call for which a phone rings already gets as many
// more as its queue rings at once.
func (s *step) offer(w waiter, ready []*agent) []*agent {
	for rung := len(w.call.Offers); rung < w.queue.most(); rung++ {
		i, why := s.choose(s.queue(w.queue.ID), w.call, ready) // whose turn it is has changed meanwhile
		if i < 0 {
			break
		}
		s.ring(w.call, ready[i], why)
		ready = slices.Delete(ready, i, i+1)
		if rung == 0 {
			break // everybody in line gets one first
		}
	}
	return ready
}

// most is how many phones the queue lets ring for one call.
func (q *queue) most() int {
	switch {
	case q.Rules.Strategy != telephony.RingAll:
		return 1
	case q.Rules.RingMost > 0:
		return q.Rules.RingMost
	}
	return telephony.MostRinging
}

// takesMore says that one more phone may ring for the call.
func (c *call) takesMore(q *queue) bool {
	return len(c.Offers) < q.most() && !slices.ContainsFunc(c.Offers, func(o offer) bool { return o.Alone })
}

// waiter is a call that waits, with its queue.
type waiter struct {
	call  *call
	queue *queue
}

// inLine lists the calls to be served, the most urgent first: those for which
// no phone rings, or those for which more may.
func (s *step) inLine(more bool) []waiter {
	var line []waiter
	for _, c := range s.Calls {
		if !c.waiting() || (len(c.Offers) > 0) != more {
			continue
		}
		if q := s.queue(c.Queue); q != nil && c.takesMore(q) && !(more && q.tired(c, s.due)) {
			line = append(line, waiter{c, q})
		}
	}
	less := func(a, b waiter) int {
		if c := cmp.Compare(b.queue.Rules.Weight, a.queue.Rules.Weight); c != 0 {
			return c
		}
		return before(a.call.Queued, b.call.Queued)
	}
	if !slices.IsSortedFunc(line, less) {
		slices.SortStableFunc(line, less)
	}
	return line
}

// idle lists who is free, longest idle first.
func (s *state) idle() []*agent {
	free := s.allFree()
	slices.SortStableFunc(free, func(a, b *agent) int { return before(a.Idle, b.Idle) })
	return free
}

// free says that the agent is on air, idle and has a phone that can be rung.
func (s *state) free(a *agent) bool {
	return a.Presence == telephony.OnAir && a.Work == telephony.Idle && a.rules != nil && s.reachable(a) && !s.colleagueRings(a.Seat)
}

// anyTime says whether, and from when on, anyone on air may get the call: by
// the queue's setting, at once when the queue is gone.
func anyTime(q *queue, c *call) (bool, telephony.Moment) {
	if q.Gone {
		return true, c.Parked
	}
	return q.Rules.AnyAfter > 0, c.Parked.Add(q.Rules.AnyAfter.Duration())
}

// tried gives the latest try of this agent for the call, or nil.
func (c *call) tried(id telephony.AgentID) *try {
	for i := range c.Tried {
		if c.Tried[i].Agent == id {
			return &c.Tried[i]
		}
	}
	return nil
}
