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
// heavier queue first, then who waits longest. It ends every decision.
func (s *step) serve() {
	if s.starting {
		return
	}
	s.tidy()
	s.closeOut()
	ready := s.ready()
	if len(ready) == 0 {
		return
	}
	for _, w := range s.inLine() {
		if i, why := s.choose(w.queue, w.call, ready); i >= 0 {
			s.ring(w.call, ready[i], why)
			if ready = slices.Delete(ready, i, i+1); len(ready) == 0 {
				return
			}
		}
	}
}

// waiter is a call that waits, with its queue.
type waiter struct {
	call  *call
	queue *queue
}

// inLine lists the calls to be served, the most urgent first.
func (s *state) inLine() []waiter {
	var line []waiter
	for _, c := range s.Calls {
		if c.Stage != telephony.StageWaiting {
			continue
		}
		if q := s.queue(c.Queue); q != nil {
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

// ready lists who could be rung now, longest idle first.
func (s *step) ready() []*agent {
	var ready []*agent
	for _, a := range s.Agents {
		if s.free(a) && before(a.Rest, s.now) <= 0 {
			ready = append(ready, a)
		}
	}
	slices.SortStableFunc(ready, func(a, b *agent) int { return before(a.Idle, b.Idle) })
	return ready
}

// free says that the agent is on air, idle and has a phone that can be rung.
func (s *state) free(a *agent) bool {
	return a.Presence == telephony.OnAir && a.Work == telephony.Idle && a.rules != nil && s.reachable(a)
}

// choose picks the agent for a call among those ready, or -1.
func (s *step) choose(q *queue, c *call, ready []*agent) (int, telephony.Strategy) {
	if anyone, at := anyTime(q, c); anyone && before(at, s.now) <= 0 {
		return s.chooseAny(q, c, ready), telephony.Anyone
	}
	return s.chooseIdle(q, c, ready), telephony.LongestIdle
}

// chooseIdle picks who is idle longest; who was rung for this call before
// comes behind those who weren't, the latest last (C-RING-6, C-RING-8).
func (s *step) chooseIdle(q *queue, c *call, ready []*agent) int {
	best, tried := -1, telephony.Moment{}
	for i, a := range ready {
		if !a.serve[q.place] {
			continue
		}
		t := c.tried(a.ID)
		if t == nil {
			return i
		}
		if before(t.At.Add(retry), s.now) <= 0 && (best < 0 || before(t.At, tried) < 0) {
			best, tried = i, t.At
		}
	}
	return best
}

// chooseAny picks at random among all on air (S-OVER-5), those first who
// weren't rung for this call yet.
func (s *step) chooseAny(q *queue, c *call, ready []*agent) int {
	var fresh, again []int
	for i, a := range ready {
		if q.Rules.AnyMustServe && !q.Gone && !a.serve[q.place] {
			continue
		}
		if t := c.tried(a.ID); t == nil {
			fresh = append(fresh, i)
		} else if before(t.At.Add(retry), s.now) <= 0 {
			again = append(again, i)
		}
	}
	if len(fresh) == 0 {
		fresh = again
	}
	if len(fresh) == 0 {
		return -1
	}
	return fresh[s.roll(len(fresh))]
}

// anyTime says whether, and from when on, anyone on air may get the call: by
// the queue's setting, at once when the queue is gone.
func anyTime(q *queue, c *call) (bool, telephony.Moment) {
	if q.Gone {
		return true, c.Queued
	}
	return q.Rules.AnyAfter > 0, c.Queued.Add(q.Rules.AnyAfter.Duration())
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
