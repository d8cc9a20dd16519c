package acd

import (
	"slices"

	"github.com/spojka/spojka/telephony"
)

// The functions here give a part to be changed: the part itself on the desk,
// a copy put in its place on a loan. Nil: there is none.

func (s *state) changeAgent(id telephony.AgentID) *agent {
	a := s.agent(id)
	if a == nil || !s.loan {
		return a
	}
	if !s.own.agents {
		s.Agents, s.own.agents = slices.Clone(s.Agents), true
	}
	return replace(s.Agents, a)
}

func (s *state) changeSeat(id telephony.SeatID) *seat {
	p := s.seat(id)
	if p == nil || !s.loan {
		return p
	}
	if !s.own.seats {
		s.Seats, s.own.seats = slices.Clone(s.Seats), true
	}
	return replace(s.Seats, p)
}

func (s *state) changeQueue(id telephony.QueueID) *queue {
	q := s.queue(id)
	if q == nil || !s.loan {
		return q
	}
	if !s.own.queues {
		s.Queues, s.own.queues = slices.Clone(s.Queues), true
	}
	return replace(s.Queues, q)
}

func (s *state) changeCall(id telephony.CallID) *call {
	c := s.call(id)
	if c == nil || !s.loan {
		return c
	}
	s.ownCalls()
	n := replace(s.Calls, c)
	n.Offers, n.Tried = slices.Clone(c.Offers), slices.Clone(c.Tried)
	return n
}

// addCall takes a new call in, in the order of ids.
func (s *state) addCall(c *call) {
	s.ownCalls()
	i, found := s.callPlace(c.ID)
	if !found {
		s.Calls = slices.Insert(s.Calls, i, c)
	}
}

// dropCall forgets a finished call. Who goes through the old list is not
// disturbed.
func (s *state) dropCall(id telephony.CallID) {
	if i, found := s.callPlace(id); found {
		s.Calls = slices.Concat(s.Calls[:i], s.Calls[i+1:])
		s.own.calls = true
	}
}

func (s *state) ownCalls() {
	if s.loan && !s.own.calls {
		s.Calls, s.own.calls = append(make([]*call, 0, len(s.Calls)+1), s.Calls...), true
	}
}

// replace puts a copy of an element in its place and returns the copy.
func replace[T any](all []*T, old *T) *T {
	n := *old
	all[slices.Index(all, old)] = &n
	return &n
}
