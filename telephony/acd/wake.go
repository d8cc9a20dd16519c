package acd

import "github.com/spojka/spojka/telephony"

// woke ends what has lasted long enough: a ring at one agent (S-OVER-4), a
// step in a voicemail. Waits that are too long and rings to come are the
// business of serve.
func (s *step) woke() {
	s.wokeDials()
	s.wokeTyping()
	s.offerKeys()
	for _, c := range s.Calls {
		if end, ok := c.stepEnd(); ok && before(end, s.now) <= 0 {
			s.nextStep(c)
		}
	}
	for _, c := range s.Calls {
		for _, o := range c.Offers {
			if before(o.Until, s.now) <= 0 {
				s.withdraw(c, o, telephony.OfferMissed, false)
			}
		}
	}
}

// closeOut ends waits over the queue's limit; a phone that rings just then
// may ring to its end.
func (s *step) closeOut() {
	for _, c := range s.Calls {
		if end, ok := s.patience(c); ok && before(end, s.now) <= 0 {
			s.onward(c, s.queue(c.Queue).Rules.TooLong, telephony.ByPatience)
		}
	}
}

// patience is when a waiting call is closed out.
func (s *state) patience(c *call) (telephony.Moment, bool) {
	if c.Stage != telephony.StageWaiting || c.Typing != nil {
		return telephony.Moment{}, false // who types his number may finish
	}
	q := s.queue(c.Queue)
	if q == nil || q.Rules.MaxWait <= 0 {
		return telephony.Moment{}, false
	}
	return c.Parked.Add(q.Rules.MaxWait.Duration()), true
}

// tired says that a caller has waited as long as the queue lets him: no more
// phones ring for him.
func (q *queue) tired(c *call, at telephony.Moment) bool {
	return q.Rules.MaxWait > 0 && before(c.Parked.Add(q.Rules.MaxWait.Duration()), at) <= 0
}

// Wake is when the desk wants [telephony.Woke] next; false: nothing is
// running. The moment belongs to the present boot. Every wake brings a fact:
// a time at which nothing would follow isn't asked for.
func (d *Desk) Wake() (telephony.Moment, bool) {
	w := alarm{s: &d.state}
	for _, o := range d.state.Dials {
		if end, ok := d.state.dialEnd(o); ok {
			w.set(end)
		}
	}
	for _, q := range d.state.Queues {
		if at, ok := d.state.hoursWake(q); ok {
			w.set(at)
		}
	}
	for _, c := range d.state.Calls {
		if end, ok := c.typingEnd(); ok {
			w.set(end)
		}
		for _, o := range c.Offers {
			w.set(o.Until)
		}
		if end, ok := d.state.patience(c); ok {
			w.set(end)
		}
		if end, ok := c.stepEnd(); ok {
			w.set(end)
		}
		if at, ok := d.state.keysOffer(c); ok {
			w.set(at)
		}
	}
	w.setOffers()
	return w.at, w.on
}

type alarm struct {
	s  *state
	at telephony.Moment
	on bool
}

func (w *alarm) set(m telephony.Moment) {
	if !w.on || before(m, w.at) < 0 {
		w.at, w.on = m, true
	}
}

// setOffers asks for the moments at which a waiting call could be offered to
// somebody who is free: after a pause, or when anyone may have it.
func (w *alarm) setOffers() {
	var free []*agent
	for _, c := range w.s.Calls {
		q := w.s.queue(c.Queue)
		if !c.waiting() || q == nil || !c.takesMore(q) {
			continue
		}
		if free == nil {
			if free = w.s.allFree(); len(free) == 0 {
				return
			}
		}
		for _, a := range free {
			if at, ok := w.s.mayRing(q, c, a); ok && !(len(c.Offers) > 0 && (q.tired(c, at) || q.tired(c, w.s.Last))) {
				w.set(at)
			}
		}
	}
}

func (s *state) allFree() []*agent {
	var free []*agent
	for _, a := range s.Agents {
		if s.free(a) {
			free = append(free, a)
		}
	}
	return free
}
