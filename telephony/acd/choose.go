package acd

import (
	"cmp"
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
)

// choose picks the agent for a call among those ready, or -1.
func (s *step) choose(q *queue, c *call, ready []*agent) (int, telephony.Strategy) {
	if anyone, at := anyTime(q, c); anyone && before(at, s.now) <= 0 {
		return s.chooseAny(q, c, ready), telephony.Anyone
	}
	rule := cmp.Or(q.Rules.Strategy, telephony.LongestIdle)
	return s.chooseServing(q, c, ready, rule), rule
}

// candidate is a ready agent as a queue sees him for a call.
type candidate struct {
	place int              // among those ready, who are longest idle first
	tried telephony.Moment // zero: he wasn't rung for this call
	joins telephony.Seconds
	key   int // by the strategy, lower is better
}

// chooseServing picks among those who serve the queue and have joined in. Who
// was rung for this call before comes behind those who weren't, the latest
// last (C-RING-6, C-RING-8).
func (s *step) chooseServing(q *queue, c *call, ready []*agent, rule telephony.Strategy) int {
	var all []candidate
	for i, a := range ready {
		if at, ok := s.mayRing(q, c, a); !ok || before(at, s.now) > 0 {
			continue
		}
		one := candidate{place: i, joins: q.joins(a.ID), key: s.keyOf(q, a, rule)}
		if t := c.tried(a.ID); t != nil {
			one.tried = t.At
		}
		all = append(all, one)
	}
	if len(all) == 0 {
		return -1
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		return cmp.Or(before(a.tried, b.tried), cmp.Compare(a.joins, b.joins), cmp.Compare(a.key, b.key))
	})
	if rule == telephony.ByChance {
		same := func(x candidate) bool { return x.tried != all[0].tried || x.joins != all[0].joins }
		if n := slices.IndexFunc(all, same); n > 0 {
			all = all[:n]
		}
		return all[s.roll(len(all))].place
	}
	return all[0].place
}

// usualCall is how much talk a call counts that an agent let ring or refused.
const usualCall = 3 * time.Minute

// keyOf orders agents by the rule; equal ones are longest idle first. A call that
// an agent let ring or refused counts as one that he had: who has stepped away
// would else have the fewest for ever, and every caller waited for him first.
func (s *state) keyOf(q *queue, a *agent, rule telephony.Strategy) int {
	switch rule {
	case telephony.FixedOrder:
		return s.rank(q, a.ID)
	case telephony.RoundRobin:
		n := len(q.Rules.Ranks) + len(s.Agents)
		return (s.rank(q, a.ID) - s.rank(q, q.Turn) - 1 + n) % n
	case telephony.FewestCalls:
		return a.Today.Answered + a.Today.Missed + a.Today.Refused
	case telephony.LeastTalk:
		return int((a.Today.Talked + time.Duration(a.Today.Missed+a.Today.Refused)*usualCall).Milliseconds())
	case telephony.LongestIdle, telephony.RingAll, telephony.ByChance, telephony.Anyone:
	}
	return 0
}

// rank is an agent's place in the queue's order; behind those who have one
// the others stand by their ids, and who is unknown stands last of all.
func (s *state) rank(q *queue, id telephony.AgentID) int {
	if i := slices.IndexFunc(q.Rules.Ranks, func(r telephony.Rank) bool { return r.Agent == id }); i >= 0 {
		return i
	}
	i, found := place(s.Agents, id, (*agent).id)
	if !found {
		i = len(s.Agents) - 1
	}
	return len(q.Rules.Ranks) + i
}

// joins is how long a caller waits until the agent joins in.
func (q *queue) joins(id telephony.AgentID) telephony.Seconds {
	for _, r := range q.Rules.Ranks {
		if r.Agent == id {
			return r.After
		}
	}
	return 0
}

// chooseAny picks at random among all on air (S-OVER-5), those first who
// weren't rung for this call yet.
func (s *step) chooseAny(q *queue, c *call, ready []*agent) int {
	var fresh, again []int
	for i, a := range ready {
		if at, ok := s.mayRing(q, c, a); !ok || before(at, s.now) > 0 {
			continue
		}
		if c.tried(a.ID) == nil {
			fresh = append(fresh, i)
		} else {
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

// mayRing is when this call could be offered to this free agent.
func (s *state) mayRing(q *queue, c *call, a *agent) (telephony.Moment, bool) {
	anyone, since := anyTime(q, c)
	anyone = anyone && (a.serves(q) || !q.Rules.AnyMustServe || q.Gone)
	at := since
	if a.serves(q) {
		joined := c.Parked.Add(s.joinsIn(q, a).Duration())
		if !anyone || before(joined, at) < 0 {
			at = joined
		}
	} else if !anyone {
		return at, false
	}
	if before(at, a.Rest) < 0 {
		at = a.Rest
	}
	if t := c.tried(a.ID); t != nil && before(at, t.At.Add(retry)) < 0 {
		at = t.At.Add(retry)
	}
	return at, true
}

// joinsIn is the wait after which the agent joins in: none while nobody who
// joins in before him could be rung, now or when he has finished.
func (s *state) joinsIn(q *queue, a *agent) telephony.Seconds {
	after := q.joins(a.ID)
	if after == 0 {
		return 0
	}
	for _, o := range s.Agents {
		if o.serves(q) && q.joins(o.ID) < after && o.Presence == telephony.OnAir && s.reachable(o) {
			return after
		}
	}
	return 0
}
