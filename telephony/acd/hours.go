package acd

import (
	"time"

	"github.com/spojka/spojka/telephony"
)

// span is a stretch of time over which some hours say the same.
type span struct {
	since, until time.Time // until zero: as far as the calendar looks
	closed       bool
}

// holds says that an instant is in it. Without an end it is good for a day:
// the calendar doesn't look for ever.
func (p span) holds(at time.Time) bool {
	if p.until.IsZero() {
		return !at.Before(p.since) && at.Before(p.since.AddDate(0, 0, 1))
	}
	return !at.Before(p.since) && at.Before(p.until)
}

// scheduled is what a queue's hours say now, and until when. While the clock
// isn't trusted the queue's setting takes their place, for how long nobody
// knows.
func (s *state) scheduled(q *queue, now telephony.Moment) (closed bool, next time.Time) {
	id := q.Rules.Hours
	switch {
	case id == "":
		return false, time.Time{}
	case !now.Trusted:
		return q.Rules.ClosedUnsure, time.Time{}
	}
	p, known := s.plan.spans[id]
	if !known || !p.holds(now.Wall) {
		open, next := s.plan.hours.At(id, now.Wall)
		p = span{now.Wall, next, !open}
		s.plan.spans[id] = p
	}
	return p.closed, p.until
}

// closed says that new callers are treated as out of hours.
func (q *queue) closed() bool {
	switch q.Night.Hold {
	case telephony.HoldClosed:
		return true
	case telephony.HoldOpen:
		return false
	}
	return q.Closed
}

// turnHours brings the queues up to the minute, before anything is decided.
// Callers who wait in a queue that closes are served on: they came in time.
func (s *step) turnHours() {
	if s.starting {
		return
	}
	for _, q := range s.Queues {
		if q.Gone {
			continue
		}
		if closed, next := s.scheduled(q, s.now); closed != q.Closed || !next.Equal(q.Next) || s.early(q) {
			s.begin()
			s.note(telephony.HoursTurned{Queue: q.ID, QueueName: q.Rules.Name, Closed: closed, Next: next})
		}
		s.turnNight(s.queue(q.ID))
	}
}

// early says that the desk was to be woken by now for a change that the wall
// clock hasn't reached: it goes slower, or was set back. A fact with today's
// two clocks sets the alarm right.
func (s *step) early(q *queue) bool {
	at, ok := s.hoursWake(q)
	return ok && at.Boot == s.now.Boot && before(at, s.now) <= 0
}

// slack makes sure that the wall clock, which counts in milliseconds, has
// reached the change when the desk wakes.
const slack = time.Millisecond

// hoursWake is when a queue's hours or hold change next, by the clock that
// timers use.
func (s *state) hoursWake(q *queue) (at telephony.Moment, ok bool) {
	next := q.Next
	if u := q.Night.Until; !u.IsZero() && s.Last.Trusted && (next.IsZero() || u.Before(next)) {
		next = u
	}
	if q.Gone || next.IsZero() || s.Last.Boot != s.Boot {
		return at, false
	}
	return s.Last.Add(next.Sub(s.Last.Wall) + slack), true
}

// applyHours: a hold ends with the next change of its queue, so it goes along
// when that is known at last, or was moved; once its time has come it stays, to
// be ended.
func (s *state) applyHours(at telephony.Moment, f telephony.HoursTurned) {
	q := s.changeQueue(f.Queue)
	if q == nil {
		return
	}
	q.Closed, q.Next = f.Closed, f.Next
	if q.Night.Hold != telephony.HoldNot && !q.Next.IsZero() && !holdOver(q.Night, at.Wall) {
		q.Night.Until = q.Next
	}
}
