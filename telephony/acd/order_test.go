package acd

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// checkChoice looks, before somebody is rung by a queue's rule, whether the rule
// says so: it is worked out here once more, from the requirements (W-CC-6,
// S-OVER-4, S-OVER-5). So every story and every history is one about whom a
// strategy rings, about starvation and about caps.
func checkChoice(t testing.TB, s *state, now telephony.Moment, f telephony.Offered) {
	t.Helper()
	switch f.Why {
	case telephony.PickedUp, telephony.TakenOut, telephony.Preferred, telephony.Given:
		return
	case telephony.LongestIdle, telephony.RingAll, telephony.RoundRobin, telephony.FixedOrder, telephony.FewestCalls,
		telephony.LeastTalk, telephony.ByChance, telephony.Anyone:
	}
	o := order{s: s, q: s.queue(f.Queue), c: s.call(f.Call), now: now}
	a := s.agent(f.Agent)
	if !o.mayGet(o.c, o.q, a) {
		t.Fatalf("%v: %s is rung for call %s, which isn't his to get", now, a.ID, o.c.ID)
	}
	if most := o.most(); len(o.c.Offers) >= most {
		t.Fatalf("call %s rings %d phones already, %d at most", o.c.ID, len(o.c.Offers), most)
	}
	for _, b := range s.Agents {
		if b != a && o.mayGet(o.c, o.q, b) && o.before(f.Why, b, a) {
			t.Fatalf("%v: call %s goes to %s by %q, though it is %s's turn", now, o.c.ID, a.ID, f.Why, b.ID)
		}
	}
	for _, c := range s.Calls {
		q := s.queue(c.Queue)
		if c == o.c || c.Stage != telephony.StageWaiting || q == nil || !o.mayGet(c, q, a) {
			continue
		}
		if w := cmp.Compare(q.Rules.Weight, o.q.Rules.Weight); w > 0 || w == 0 && before(c.Queued, o.c.Queued) < 0 {
			t.Fatalf("%v: %s is rung for call %s while %s is more urgent", now, a.ID, o.c.ID, c.ID)
		}
	}
}

// order is who comes before whom when a call of a queue is to be given away.
type order struct {
	s   *state
	q   *queue
	c   *call
	now telephony.Moment
}

func (o order) most() int {
	if o.q.Rules.Strategy != telephony.RingAll {
		return 1
	}
	return cmp.Or(o.q.Rules.RingMost, 10)
}

func (o order) past(m telephony.Moment, wait time.Duration) bool { return o.now.Since(m) >= wait }

// ready says that nothing keeps the agent from being rung.
func (o order) ready(a *agent) bool {
	if a.Presence != telephony.OnAir || a.Work != telephony.Idle || a.rules == nil || before(o.now, a.Rest) < 0 {
		return false
	}
	for _, d := range o.s.Dials {
		if d.Other == a.Seat || d.callerSeat() == a.Seat {
			return false
		}
	}
	return o.reachable(a)
}

func (o order) reachable(a *agent) bool {
	p := o.s.seat(a.Seat)
	return p != nil && p.rules != nil && p.Reach == telephony.Reachable
}

func (o order) serves(a *agent, q *queue) bool {
	return a.rules != nil && slices.Contains(a.rules.Queues, q.ID)
}

// mayGet: he serves the queue and has joined in, or anybody may have the call.
func (o order) mayGet(c *call, q *queue, a *agent) bool {
	if !o.ready(a) || slices.ContainsFunc(c.Tried, func(t try) bool { return t.Agent == a.ID && !o.past(t.At, 5*time.Second) }) {
		return false
	}
	anybody := q.Gone || q.Rules.AnyAfter > 0 && o.past(c.Parked, q.Rules.AnyAfter.Duration()) && (!q.Rules.AnyMustServe || o.serves(a, q))
	return anybody || o.serves(a, q) && (o.past(c.Parked, after(q, a).Duration()) || !o.first(q, a))
}

// first says that somebody on air joins in before him.
func (o order) first(q *queue, a *agent) bool {
	return slices.ContainsFunc(o.s.Agents, func(b *agent) bool {
		return b.Presence == telephony.OnAir && o.serves(b, q) && o.reachable(b) && after(q, b) < after(q, a)
	})
}

func after(q *queue, a *agent) telephony.Seconds {
	for _, r := range q.Rules.Ranks {
		if r.Agent == a.ID {
			return r.After
		}
	}
	return 0
}

// lastTry is when an agent was last rung for the call in vain.
func (o order) lastTry(a *agent) telephony.Moment {
	for _, t := range o.c.Tried {
		if t.Agent == a.ID {
			return t.At
		}
	}
	return telephony.Moment{}
}

// before says that b is to be rung before a: who wasn't tried yet, or longest
// ago; then who joins in first; then as the rule says; then who is longest idle.
func (o order) before(why telephony.Strategy, b, a *agent) bool {
	if why == telephony.Anyone {
		return o.lastTry(b).IsZero() && !o.lastTry(a).IsZero()
	}
	c := cmp.Or(before(o.lastTry(b), o.lastTry(a)), cmp.Compare(after(o.q, b), after(o.q, a)))
	if why == telephony.ByChance {
		return c < 0
	}
	switch why {
	case telephony.FewestCalls:
		c = cmp.Or(c, cmp.Compare(had(b), had(a)))
	case telephony.LeastTalk:
		c = cmp.Or(c, cmp.Compare(talked(b), talked(a)))
	case telephony.FixedOrder:
		c = cmp.Or(c, cmp.Compare(o.turn(b, ""), o.turn(a, "")))
	case telephony.RoundRobin:
		c = cmp.Or(c, cmp.Compare(o.turn(b, o.q.Turn), o.turn(a, o.q.Turn)))
	case telephony.LongestIdle, telephony.RingAll, telephony.ByChance, telephony.Anyone, telephony.PickedUp, telephony.TakenOut,
		telephony.Preferred, telephony.Given:
	}
	return cmp.Or(c, before(b.Idle, a.Idle)) < 0
}

// turn is an agent's place when the queue's order begins behind somebody.
func (o order) turn(a *agent, behind telephony.AgentID) int {
	var all []telephony.AgentID
	for _, r := range o.q.Rules.Ranks {
		all = append(all, r.Agent)
	}
	for _, one := range o.s.Agents {
		if !slices.Contains(all, one.ID) {
			all = append(all, one.ID)
		}
	}
	begin := slices.Index(all, behind) + 1
	return slices.Index(append(slices.Clone(all[begin:]), all[:begin]...), a.ID)
}

// had and talked count what an agent let ring or refused as a call of three
// minutes.
func had(a *agent) int { return a.Today.Answered + a.Today.Missed + a.Today.Refused }

func talked(a *agent) time.Duration {
	return a.Today.Talked + time.Duration(had(a)-a.Today.Answered)*3*time.Minute
}

// Proves: W-CC-6
// A hundred callers come one after another to five operators who are all free;
// Petr has stepped away and lets every ring go by. Each strategy shares them out
// as it says: nobody of whom it doesn't say so is left out or gets them all, and
// no more than a fair share of the callers wait for Petr first.
func TestEachStrategySharesOut(t *testing.T) {
	for rule, want := range map[telephony.Strategy][2]int{ // the fewest and the most that an operator takes
		telephony.LongestIdle: {25, 25}, telephony.RoundRobin: {20, 40}, telephony.FewestCalls: {25, 25}, telephony.LeastTalk: {25, 25},
		telephony.ByChance: {12, 38}, telephony.FixedOrder: {0, 100}, telephony.RingAll: {0, 100},
	} {
		t.Run(string(rule), func(t *testing.T) { sharesOut(t, rule, want[0], want[1]) })
	}
}

func sharesOut(t *testing.T, rule telephony.Strategy, fewest, most int) {
	s := newStory(t)
	q := &s.office.Queues[0]
	q.Strategy, q.Ranks, q.TreeIn = rule, []telephony.Rank{{Agent: "petr"}, {Agent: "a1"}}, ""
	s.office.Seats = append(s.office.Seats, telephony.Seat{ID: "205"})
	words := []string{"on", "air", "petr@201"}
	for i, id := range []string{"a1", "a2", "a3", "a4"} {
		s.office.Agents = append(s.office.Agents, telephony.Agent{ID: telephony.AgentID(id), Queues: []telephony.QueueID{"podpora"}})
		words = append(words, id+"@"+string(s.office.Seats[i+1].ID))
	}
	s.signOn(words)
	took, first := make(map[telephony.AgentID]int), 0
	for i := range 100 {
		id := telephony.CallID(telephony.Compose(1, uint32(i+1)))
		s.event(telephony.CallArrived{Call: id, Leg: telephony.LegID(id), Trunk: "svod", From: "+420777000001", To: "800100200"})
		c := s.p.desk.state.call(id)
		if c.Offers[0].Agent == "petr" {
			first++
		}
		o := c.Offers[len(c.Offers)-1] // where all ring the last one is lifted
		if o.Agent == "petr" {
			s.now = o.Until
			s.event(telephony.Woke{})
			o = s.p.desk.state.call(id).Offers[0]
		}
		s.event(telephony.OfferAnswered{Offer: o.ID})
		s.now = s.now.Add(3 * time.Minute)
		s.event(telephony.SaveCall{Agent: o.Agent, Call: id, Form: telephony.SaveForm{Unknown: true}, HangUp: true})
		s.now = s.now.Add(time.Minute)
		took[o.Agent]++
	}
	for _, id := range []telephony.AgentID{"a1", "a2", "a3", "a4"} {
		if n := took[id]; n < fewest || n > most {
			t.Errorf("%s took %d of 100, not %d to %d: %v", id, n, fewest, most, took)
		}
	}
	if took["petr"] > 0 || first > 35 && rule != telephony.FixedOrder && rule != telephony.RingAll {
		t.Errorf("%d callers waited for who has stepped away: %v", first, took)
	}
}
