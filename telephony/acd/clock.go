package acd

import (
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
)

// clockStep is by how much the wall clock must have been set for it to be
// worth a line in the book; it runs with the monotonic one otherwise.
const clockStep = 2 * time.Second

// setClock notes that the wall clock was set, or is trusted from now on
// (DESIGN §3.3): what happened before in this boot then gets its time.
func (s *step) setClock() {
	last := s.Last
	if last.Boot != s.now.Boot {
		return
	}
	by := s.now.Wall.Sub(last.Wall) - (s.now.Up - last.Up)
	if by <= -clockStep || by >= clockStep || s.now.Trusted && !last.Trusted {
		s.note(telephony.ClockSet{By: by, Sure: s.now.Trusted})
	}
}

// undated is what a caller left while the clock wasn't trusted, and when.
type undated struct {
	Call telephony.CallID `json:"call"`
	At   telephony.Moment `json:"at"`
}

// applyClock dates what happened in this boot before the clock was trusted: by
// the monotonic one it is known how long ago that was.
func (s *state) applyClock(at telephony.Moment) {
	if !at.Trusted {
		return
	}
	for _, a := range s.Agents {
		a = s.changeAgent(a.ID)
		a.SignedOn, a.Since, a.Idle, a.Notice.At = dated(a.SignedOn, at), dated(a.Since, at), dated(a.Idle, at), dated(a.Notice.At, at)
	}
	for _, p := range s.Seats {
		p = s.changeSeat(p.ID)
		p.Since = dated(p.Since, at)
	}
	for _, q := range s.Queues {
		if h := dated(q.Held, at); h != q.Held {
			q = s.changeQueue(q.ID)
			q.Held, q.Night.Since = h, h.Wall
		}
	}
	for _, c := range s.Calls {
		s.changeCall(c.ID).date(at)
	}
	for _, d := range s.Dials {
		d = s.changeDial(d.ID)
		d.Began, d.Answered = dated(d.Began, at), dated(d.Answered, at)
	}
	s.Alerts = slices.Clone(s.Alerts)
	for i := range s.Alerts {
		a := &s.Alerts[i]
		a.At, a.SeenAt = dated(a.At, at), dated(a.SeenAt, at)
	}
	s.dateItems(at)
}

func (c *call) date(at telephony.Moment) {
	c.Queued, c.Parked = dated(c.Queued, at), dated(c.Parked, at)
	c.Answered, c.Ended = dated(c.Answered, at), dated(c.Ended, at)
	if c.Voicemail != nil {
		v := *c.Voicemail
		v.Since = dated(v.Since, at)
		c.Voicemail = &v
	}
}

func (s *state) dateItems(at telephony.Moment) {
	s.Items = slices.Clone(s.Items)
	for _, u := range s.Undated {
		if i, found := s.item(u.Call); found {
			s.Items[i].At = dated(u.At, at).Wall
		}
	}
	s.Undated = nil
}

// dated gives a moment the time that it had; at is one that is sure.
func dated(m, at telephony.Moment) telephony.Moment {
	if m.Boot == at.Boot && !m.Trusted && !m.IsZero() {
		m.Wall, m.Trusted = at.Wall.Add(m.Up-at.Up), true
	}
	return m
}
