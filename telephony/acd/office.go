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

// applyOffice takes the settings over. Beside who and what is in them there stay
// who is signed on, where somebody sits, and queues that have calls.
func (s *state) applyOffice(at telephony.Moment, f telephony.OfficeSet) {
	s.Office = f.Office
	s.Agents = fitOut(f.Office.Agents, s.Agents, (*agent).id, func(r *telephony.Agent) *agent {
		return &agent{ID: r.ID}
	}, func(a *agent, r *telephony.Agent) bool {
		if r != nil {
			a.Name = r.Name
		}
		return a.Presence != telephony.SignedOut
	})
	s.Seats = fitOut(f.Office.Seats, s.Seats, (*seat).id, func(r *telephony.Seat) *seat {
		return &seat{ID: r.ID, Reach: telephony.Unregistered, Since: at}
	}, func(p *seat, r *telephony.Seat) bool { return s.holder(p.ID) != nil })
	s.Queues = fitOut(f.Office.Queues, s.Queues, (*queue).id, func(r *telephony.Queue) *queue {
		return &queue{ID: r.ID}
	}, func(q *queue, r *telephony.Queue) bool {
		if q.Gone = r == nil; r != nil {
			q.Rules = *r
		}
		return slices.ContainsFunc(s.Calls, func(c *call) bool { return c.Queue == q.ID })
	})
	s.own.agents, s.own.seats, s.own.queues = true, true, true
	s.furnish()
}

// fitOut gives copies of those that the settings list, new where they weren't
// there, and of those that stay though they aren't listed (nil). The first of
// two with the same id holds.
func fitOut[R, T any, K cmp.Ordered](rules []R, had []*T, id func(*T) K, fresh func(*R) *T, fit func(*T, *R) (stays bool)) []*T {
	var all []*T
	known := make(map[K]bool)
	for i := range rules {
		e := fresh(&rules[i])
		if known[id(e)] {
			continue
		}
		known[id(e)] = true
		if old := find(had, id(e), id); old != nil {
			*e = *old
		}
		fit(e, &rules[i])
		all = append(all, e)
	}
	for _, old := range had {
		if e := *old; !known[id(old)] && fit(&e, nil) {
			all = append(all, &e)
		}
	}
	slices.SortFunc(all, func(a, b *T) int { return cmp.Compare(id(a), id(b)) })
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
