package acd

import (
	"cmp"
	"slices"

	"github.com/spojka/spojka/telephony"
)

// Fill puts the desk into a snapshot: agents, seats, queues, trees and sites
// by id, calls in order of arrival, breaks in the order of the office (their
// places are keys 1-9). Figures are those of the local day of now.
func (d *Desk) Fill(snap *telephony.Snapshot, now telephony.Moment) {
	s := &d.state
	l := s.lend()
	if l.turnDay(now); l.Day != s.Day {
		s = &l
	}
	snap.Agents = s.agentViews()
	snap.Seats = s.seatViews()
	snap.Queues = s.queueViews()
	snap.Calls = s.callViews()
	snap.Items = slices.Clip(s.Items)
	if len(s.Dials) > 0 {
		snap.Calls = append(snap.Calls, s.dialViews()...)
		slices.SortStableFunc(snap.Calls, func(a, b telephony.CallView) int { return cmp.Compare(a.ID, b.ID) })
	}
	snap.Alerts = s.Alerts
	snap.Breaks, snap.Trees, snap.Sites = s.Office.Breaks, s.plan.trees, s.plan.sites
}

func (s *state) agentViews() []telephony.AgentView {
	places := s.places()
	views := make([]telephony.AgentView, 0, len(s.Agents))
	for _, a := range s.Agents {
		serves := a.rules != nil && len(a.rules.Queues) > 0
		if !serves && a.Presence == telephony.SignedOut {
			continue // no operator (S-HEAD-4)
		}
		v := telephony.AgentView{
			ID: a.ID, Name: a.Name, Seat: a.Seat, SignedOn: a.SignedOn,
			Presence: a.Presence, Break: a.Break, BreakName: a.BreakName, Work: s.shownWork(a), Since: a.Since,
			Call: a.Call, Offer: a.Offer, Notice: a.Notice, Place: places[a.ID], Today: a.Today,
		}
		if a.rules != nil {
			v.Queues = a.rules.Queues
		}
		views = append(views, v)
	}
	return views
}

// shownWork is what happens to an agent, as people see it: who called a queue
// of ours talks once somebody has answered, though nothing of it is his to save.
func (s *state) shownWork(a *agent) telephony.Work {
	if c := s.call(a.Call); a.Work == telephony.Dialling && c != nil && c.talks() {
		return telephony.Talking
	}
	return a.Work
}

// places says which in line for the next call each free agent is, from 1.
func (s *state) places() map[telephony.AgentID]int {
	free := s.idle()
	m := make(map[telephony.AgentID]int, len(free))
	for i, a := range free {
		m[a.ID] = i + 1
	}
	return m
}

func (s *state) seatViews() []telephony.SeatView {
	sits := make(map[telephony.SeatID]telephony.AgentID, len(s.Agents))
	for _, a := range s.Agents {
		if a.Presence != telephony.SignedOut {
			sits[a.Seat] = a.ID
		}
	}
	views := make([]telephony.SeatView, 0, len(s.Seats))
	for _, p := range s.Seats {
		if p.rules == nil {
			continue
		}
		views = append(views, telephony.SeatView{
			ID: p.ID, Name: p.rules.Name, Site: p.rules.Site, Simulated: p.rules.Simulated,
			Agent: sits[p.ID], Reach: p.Reach, ReachSince: p.Since, Phone: p.Phone,
		})
	}
	return views
}

func (s *state) queueViews() []telephony.QueueView {
	views := make([]telephony.QueueView, len(s.Queues))
	for i, q := range s.Queues {
		t := q.Today
		views[i] = telephony.QueueView{
			ID: q.ID, Name: q.Rules.Name, Offered: t.Offered, Answered: t.Answered,
			Abandoned: t.Abandoned, ClosedOut: t.ClosedOut, PassedOn: t.PassedOn, Messages: t.Messages, CallBacks: t.CallBacks,
			Chosen: t.Chosen, ChosenInTime: t.ChosenInTime, AnsweredInTime: t.InTime,
			OutOfHours: t.OutOfHours, OutOfHoursLeft: t.OutLeft, Disabled: q.Rules.Disabled,
			Closed: q.closed(), ScheduledClosed: q.Closed, NextChange: q.Next, Night: q.Night,
		}
	}
	s.countAgents(views)
	s.countCalls(views)
	shown := views[:0]
	for i, q := range s.Queues {
		if !q.Gone || views[i].Waiting+views[i].Talking > 0 {
			shown = append(shown, views[i])
		}
	}
	return shown
}

func (s *state) countAgents(views []telephony.QueueView) {
	for _, a := range s.Agents {
		if a.Presence == telephony.SignedOut {
			continue
		}
		free := s.free(a)
		for i, serves := range a.serve {
			if !serves {
				continue
			}
			views[i].SignedOn++
			if free {
				views[i].Ready++
			}
		}
	}
}

func (s *state) countCalls(views []telephony.QueueView) {
	for _, c := range s.Calls {
		q := s.queue(c.Queue)
		if q == nil {
			continue
		}
		v := &views[q.place]
		switch {
		case c.Stage == telephony.StageTalking:
			v.Talking++
		case c.waiting():
			v.Waiting++
			if v.Oldest.IsZero() || before(c.Queued, v.Oldest) < 0 {
				v.Oldest = c.Queued
			}
		}
	}
}

func (s *state) callViews() []telephony.CallView {
	views := make([]telephony.CallView, len(s.Calls))
	for i, c := range s.Calls {
		views[i] = telephony.CallView{
			ID: c.ID, Stage: c.Stage, Seat: c.Seat, From: c.From, FromName: c.FromName, To: c.To, Line: c.Line, Trunk: c.Trunk,
			Queue: c.Queue, QueueName: c.QueueName, Tree: c.Tree, Queued: c.Queued, Answered: c.Answered, Ended: c.Ended,
			Agent: c.Agent, Overflow: c.Overflow && s.showsOverflow(c), Held: c.CallerHolds || c.AgentHolds,
			Customer: c.Customer, Candidates: c.Candidates, Came: c.Came, Waited: c.Waited, Recording: c.Recording,
		}
		if len(c.Offers) > 0 {
			views[i].Agent = c.Offers[0].Agent
		}
		if len(c.Offers) == 1 {
			views[i].RingUntil = c.Offers[0].Until
		}
	}
	return views
}

func (s *state) showsOverflow(c *call) bool {
	q := s.queue(c.Queue)
	return q != nil && q.Rules.ShowOverflow
}
