package acd

import (
	"cmp"
	"slices"

	"github.com/spojka/spojka/telephony"
)

// The functions here give a part to be changed: the part itself on the desk,
// a copy put in its place on a loan. Nil: there is none.

func (s *state) changeAgent(id telephony.AgentID) *agent {
	return changed(s, &s.Agents, &s.own.agents, s.agent(id))
}

func (s *state) changeSeat(id telephony.SeatID) *seat {
	return changed(s, &s.Seats, &s.own.seats, s.seat(id))
}

func (s *state) changeQueue(id telephony.QueueID) *queue {
	return changed(s, &s.Queues, &s.own.queues, s.queue(id))
}

func (s *state) changeDial(id telephony.CallID) *dial {
	return changed(s, &s.Dials, &s.own.dials, s.dial(id))
}

func (s *state) changeCall(id telephony.CallID) *call {
	c := changed(s, &s.Calls, &s.own.calls, s.call(id))
	if c != nil && s.loan {
		c.Offers, c.Tried = slices.Clone(c.Offers), slices.Clone(c.Tried)
	}
	return c
}

func changed[T any](s *state, all *[]*T, own *bool, e *T) *T {
	if e == nil || !s.loan {
		return e
	}
	if !*own {
		*all, *own = slices.Clone(*all), true
	}
	n := *e
	(*all)[slices.Index(*all, e)] = &n
	return &n
}

// addCall takes a new call in, in the order of ids. Who goes through the old
// list is not disturbed, here and where a call is dropped.
func (s *state) addCall(c *call) {
	if i, found := s.callPlace(c.ID); !found {
		s.Calls, s.own.calls = slices.Concat(s.Calls[:i], []*call{c}, s.Calls[i:]), true
	}
}

// dropCall forgets a finished call.
func (s *state) dropCall(id telephony.CallID) {
	if i, found := s.callPlace(id); found {
		s.Calls, s.own.calls = slices.Concat(s.Calls[:i], s.Calls[i+1:]), true
	}
}

// find gives the element with this id, or nil; they stand in the order of ids.
func find[T any, K cmp.Ordered](all []*T, id K, of func(*T) K) *T {
	if i, ok := place(all, id, of); ok {
		return all[i]
	}
	return nil
}

func place[T any, K cmp.Ordered](all []*T, id K, of func(*T) K) (int, bool) {
	return slices.BinarySearchFunc(all, id, func(e *T, id K) int { return cmp.Compare(of(e), id) })
}

func (a *agent) id() telephony.AgentID { return a.ID }
func (p *seat) id() telephony.SeatID   { return p.ID }
func (q *queue) id() telephony.QueueID { return q.ID }
func (c *call) id() telephony.CallID   { return c.ID }
