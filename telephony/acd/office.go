package acd

import (
	"cmp"
	"reflect"
	"slices"

	"github.com/spojka/spojka/telephony"
)

// officeChanged takes over a configuration. Calls in progress go on; who or
// what is gone from the office finishes first (C-STATE-4, P-SET-6).
func (s *step) officeChanged(e telephony.OfficeChanged) {
	if !reflect.DeepEqual(s.Office, e.Office) {
		s.note(telephony.OfficeSet(e))
		s.turnHours()
	}
}

func (s *state) applyOffice(at telephony.Moment, f telephony.OfficeSet) {
	s.Office = f.Office
	s.Agents = s.officeAgents()
	s.Seats = s.officeSeats(at)
	s.Queues = s.officeQueues()
	s.own.agents, s.own.seats, s.own.queues = true, true, true
	s.furnish()
}

// officeAgents are the agents of the office and those gone from it who still
// are signed on.
func (s *state) officeAgents() []*agent {
	var all []*agent
	known := make(map[telephony.AgentID]bool)
	for _, rules := range s.Office.Agents {
		a := agent{ID: rules.ID}
		if old := s.agent(rules.ID); old != nil {
			a = *old
		}
		a.Name = rules.Name
		if !known[a.ID] {
			all = append(all, &a)
		}
		known[a.ID] = true
	}
	for _, old := range s.Agents {
		if !known[old.ID] && old.Presence != telephony.SignedOut {
			a := *old
			all = append(all, &a)
		}
	}
	slices.SortFunc(all, func(a, b *agent) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// officeSeats are the seats of the office and those gone from it at which
// somebody sits.
func (s *state) officeSeats(at telephony.Moment) []*seat {
	var all []*seat
	known := make(map[telephony.SeatID]bool)
	for _, rules := range s.Office.Seats {
		p := seat{ID: rules.ID, Reach: telephony.Unregistered, Since: at}
		if old := s.seat(rules.ID); old != nil {
			p = *old
		}
		if !known[p.ID] {
			all = append(all, &p)
		}
		known[p.ID] = true
	}
	for _, old := range s.Seats {
		if !known[old.ID] && s.holder(old.ID) != nil {
			p := *old
			all = append(all, &p)
		}
	}
	slices.SortFunc(all, func(a, b *seat) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// officeQueues are the queues of the office and those gone from it that still
// have calls.
func (s *state) officeQueues() []*queue {
	var all []*queue
	known := make(map[telephony.QueueID]bool)
	for _, rules := range s.Office.Queues {
		q := queue{ID: rules.ID}
		if old := s.queue(rules.ID); old != nil {
			q = *old
		}
		q.Rules, q.Gone = rules, false
		if !known[q.ID] {
			all = append(all, &q)
		}
		known[q.ID] = true
	}
	for _, c := range s.Calls {
		if old := s.queue(c.Queue); old != nil && !known[c.Queue] {
			q := *old
			q.Gone = true
			all = append(all, &q)
			known[q.ID] = true
		}
	}
	slices.SortFunc(all, func(a, b *queue) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// tidy signs off who is gone from the office, or sits at a phone that is,
// once he has finished.
func (s *step) tidy() {
	for _, a := range s.Agents {
		if a.Presence == telephony.SignedOut || a.Work != telephony.Idle {
			continue
		}
		if p := s.seat(a.Seat); a.rules == nil || p == nil || p.rules == nil {
			s.note(telephony.SignedOff{Agent: a.ID, Name: a.Name, Seat: a.Seat})
		}
	}
}
