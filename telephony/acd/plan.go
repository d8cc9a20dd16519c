package acd

import (
	"cmp"
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/hours"
)

// plan is what follows from the office alone, made once per office.
type plan struct {
	zone  *time.Location
	trees []telephony.ReasonTree // by id
	sites []telephony.Site       // by id
	hours *hours.Calendar
	// spans keeps what the calendar said last: between its two ends the
	// answer is the same.
	spans map[telephony.HoursID]span
}

// furnish makes the plan and ties agents, seats and queues to their rules,
// after the office came or a checkpoint was loaded.
func (s *state) furnish() {
	p := &plan{zone: time.UTC, trees: slices.Clone(s.Office.Trees), sites: slices.Clone(s.Office.Sites)}
	if z, err := time.LoadLocation(s.Office.Zone); err == nil {
		p.zone = z
	}
	p.hours, p.spans = hours.New(&s.Office, p.zone), make(map[telephony.HoursID]span)
	slices.SortFunc(p.trees, func(a, b telephony.ReasonTree) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(p.sites, func(a, b telephony.Site) int { return cmp.Compare(a.ID, b.ID) })
	s.plan, s.from, s.till = p, time.Time{}, time.Time{}
	for i, q := range s.Queues {
		q.place = i
	}
	for _, a := range s.Agents {
		a.rules, a.serve = nil, nil
	}
	for _, p := range s.Seats {
		p.rules = nil
	}
	for i := range s.Office.Agents {
		if a := s.agent(s.Office.Agents[i].ID); a != nil && !s.Office.Agents[i].Disabled {
			a.rules, a.serve = &s.Office.Agents[i], s.served(s.Office.Agents[i].Queues)
		}
	}
	for i := range s.Office.Seats {
		if p := s.seat(s.Office.Seats[i].ID); p != nil && !s.Office.Seats[i].Disabled {
			p.rules = &s.Office.Seats[i]
		}
	}
}

// serves says that the agent has a right to the queue.
func (a *agent) serves(q *queue) bool { return q.place < len(a.serve) && a.serve[q.place] }

func (s *state) served(queues []telephony.QueueID) []bool {
	serve := make([]bool, len(s.Queues))
	for _, id := range queues {
		if q := s.queue(id); q != nil {
			serve[q.place] = true
		}
	}
	return serve
}

// tree gives a reason tree of the office, or nil.
func (s *state) tree(id telephony.TreeID) *telephony.ReasonTree {
	i, ok := slices.BinarySearchFunc(s.plan.trees, id, func(t telephony.ReasonTree, id telephony.TreeID) int { return cmp.Compare(t.ID, id) })
	if !ok {
		return nil
	}
	return &s.plan.trees[i]
}

// dayOf is the local date of an instant.
func (s *state) dayOf(t time.Time) string { return t.In(s.plan.zone).Format(time.DateOnly) }
