package acd

import (
	"time"

	"github.com/spojka/spojka/telephony"
)

// setNight holds queues closed or open until their next scheduled change, or
// lets them go (D-41): the one asked for, else every one that he may hold.
func (s *step) setNight(w telephony.SetNight) *telephony.Refusal {
	a, r := s.user(w.Agent)
	if r != nil {
		return r
	}
	if q := s.queue(w.Queue); w.Queue != "" && (q == nil || q.Gone) {
		return refuse(telephony.RefusedUnknownQueue)
	}
	allowed := false
	for _, q := range s.Queues {
		if asked := q.ID == w.Queue || w.Queue == "" && !q.Gone && !q.Rules.Disabled; asked && a.mayHold(q) {
			allowed = true
			s.hold(q, w.Hold, a)
		}
	}
	if !allowed {
		return refuse(telephony.RefusedNotAllowed)
	}
	return nil
}

// mayHold: a supervisor holds any queue, who has the right to the night switch
// those that he serves.
func (a *agent) mayHold(q *queue) bool { return a.rules.Supervisor || a.rules.Night && a.serves(q) }

// hold holds one queue. As its hours hold it anyway it isn't held: that would
// end with their next change, and change nothing until then.
func (s *step) hold(q *queue, h telephony.Hold, by *agent) {
	if h == telephony.HoldClosed && q.Closed || h == telephony.HoldOpen && !q.Closed {
		h = telephony.HoldNot
	}
	if h == q.Night.Hold {
		return
	}
	f := telephony.NightSet{Queue: q.ID, QueueName: q.Rules.Name, Hold: h, By: by.ID, ByName: by.Name}
	if h != telephony.HoldNot {
		f.Until = q.Next
	}
	s.note(f)
}

// turnNight ends a hold whose time has come.
func (s *step) turnNight(q *queue) {
	if q.Night.Hold != telephony.HoldNot && s.now.Trusted && holdOver(q.Night, s.now.Wall) {
		s.note(telephony.NightSet{Queue: q.ID, QueueName: q.Rules.Name})
	}
}

// holdOver says that the end of a hold is known and has come.
func holdOver(n telephony.NightView, at time.Time) bool {
	return !n.Until.IsZero() && !at.Before(n.Until)
}

func (s *state) applyNight(at telephony.Moment, f telephony.NightSet) {
	q := s.changeQueue(f.Queue)
	switch {
	case q == nil:
	case f.Hold == telephony.HoldNot:
		q.Night, q.Held = telephony.NightView{}, telephony.Moment{}
	default:
		n := telephony.NightView{Hold: f.Hold, By: f.By, ByName: f.ByName, Since: at.Wall, Until: f.Until}
		if f.Hold == q.Night.Hold { // an old book: its end became known
			n.Since = q.Night.Since
		} else {
			q.Held = at
		}
		q.Night = n
	}
}
