package acd

import (
	"cmp"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/dialplan"
)

// music plays where the queue names none: a silent line is taken for dead.
const music = "music"

// callArrived lets a call into its queue, or turns it away: the number leads
// nowhere (404), the queue is full or an emergency call waits for the line
// (486), the queue is disabled or not ready yet (503).
func (s *step) callArrived(e telephony.CallArrived) {
	if s.call(e.Call) != nil || s.caller(e.Leg) != nil {
		return
	}
	if s.starting {
		s.turnAway(e, nil, telephony.BySystem, 503)
		return
	}
	s.begin()
	in, _ := dialplan.Lead(&s.Office, e.Trunk, e.To)
	s.arrive(e, in)
}

// arrive does so by the rule for the number that was called; none: it is zero.
func (s *step) arrive(e telephony.CallArrived, in telephony.Inbound) {
	q := s.queue(in.Queue)
	switch {
	case q == nil || q.Gone:
		s.turnAway(e, nil, telephony.BySystem, 404)
	case s.comesBack(e):
		s.turnAway(e, q, telephony.ByLoop, 482)
	case e.Seat == "" && s.awaited(e.Trunk):
		s.turnAway(e, q, telephony.ByEmergency, 486)
	case q.Rules.Disabled:
		s.turnAway(e, q, telephony.BySystem, 503)
	case q.closed():
		s.letInClosed(e, in.Line, q)
	case !s.full(q):
		s.letIn(e, in.Line, q)
	case q.Rules.Full == telephony.Onward{}:
		s.turnAway(e, q, telephony.ByFull, 486)
	default:
		s.letIn(e, in.Line, q)
		s.onward(s.call(e.Call), q.Rules.Full, telephony.ByFull)
	}
}

// full says that nobody more may wait in the queue.
func (s *state) full(q *queue) bool {
	return q.Rules.MaxWaiting > 0 && s.waitingIn(q.ID) >= q.Rules.MaxWaiting
}

func (s *step) turnAway(e telephony.CallArrived, q *queue, why telephony.EndCause, code int) {
	f := telephony.CallTurnedAway{Call: e.Call, Trunk: e.Trunk, Seat: e.Seat, From: e.From, Name: e.Name, To: e.To, Why: why}
	if q != nil {
		f.Queue, f.QueueName = q.ID, q.Rules.Name
	}
	s.note(f)
	s.do(telephony.RefuseCaller{Call: e.Call, Leg: e.Leg, Code: code})
}

func (s *step) letIn(e telephony.CallArrived, line string, q *queue) {
	s.note(s.queued(e, line, q))
	s.do(telephony.AnswerCaller{Call: e.Call, Leg: e.Leg})
	s.greet(e.Leg, q)
}

// greet plays what who waits in a queue hears.
func (s *step) greet(l telephony.LegID, q *queue) {
	s.do(telephony.PlayQueue{Leg: l, Greeting: q.Rules.Greeting, Music: cmp.Or(q.Rules.Music, music)})
}

// letInClosed answers who calls out of hours.
func (s *step) letInClosed(e telephony.CallArrived, line string, q *queue) {
	s.note(telephony.CallOutOfHours{CallQueued: s.queued(e, line, q)})
	s.do(telephony.AnswerCaller{Call: e.Call, Leg: e.Leg})
	s.outOfHours(s.call(e.Call))
}

func (s *state) queued(e telephony.CallArrived, line string, q *queue) telephony.CallQueued {
	f := telephony.CallQueued{
		Call: e.Call, Leg: e.Leg, Trunk: e.Trunk, Seat: e.Seat, From: e.From, Name: e.Name, To: e.To, Diverted: e.Diverted,
		Line: line, Queue: q.ID, QueueName: q.Rules.Name,
	}
	if t := s.tree(q.Rules.TreeIn); t != nil {
		f.Tree, f.TreeVersion = t.ID, t.Version
	}
	return f
}

func (s *state) applyQueued(at telephony.Moment, f telephony.CallQueued, outOfHours bool) {
	if s.call(f.Call) != nil {
		return
	}
	s.addCall(&call{
		ID: f.Call, Stage: telephony.StageWaiting, Leg: f.Leg, Trunk: f.Trunk, Seat: f.Seat, From: f.From, FromName: f.Name,
		To: f.To, Line: f.Line, Queue: f.Queue, QueueName: f.QueueName, Tree: f.Tree, TreeVersion: f.TreeVersion,
		Queued: at, Parked: at, Came: f.Came, OutOfHours: outOfHours,
	})
	if f.Came != nil {
		s.changeCall(f.Call).Queued = at.Add(-f.Came.Waited)
	}
	s.Newest = max(s.Newest, f.Call)
	if t := s.figures(f.Queue); t != nil {
		t.countIn(outOfHours)
	}
	s.occupy(f.Seat, at)
}

// countIn counts who came, in hours or out of them (D-20).
func (t *queueToday) countIn(outOfHours bool) {
	if outOfHours {
		t.OutOfHours++
	} else {
		t.Offered++
	}
}

// figures gives a queue's figures of today to be counted on, or nil.
func (s *state) figures(id telephony.QueueID) *queueToday {
	q := s.changeQueue(id)
	if q == nil {
		return nil
	}
	return &q.Today
}

// waitingIn counts who waits in a queue, ringing included.
func (s *state) waitingIn(id telephony.QueueID) int {
	n := 0
	for _, c := range s.Calls {
		if c.Queue == id && c.waiting() {
			n++
		}
	}
	return n
}

// caller finds the call that this leg rang in for and still holds.
func (s *state) caller(l telephony.LegID) *call {
	for _, c := range s.Calls {
		if c.Leg == l && c.live() {
			return c
		}
	}
	return nil
}
