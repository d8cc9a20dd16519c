package media

import "github.com/spojka/spojka/telephony"

// queue is a line of legs, first in first out, so that every port rests as
// long as can be.
type queue struct{ line []*leg }

func (q *queue) put(l *leg) { q.line = append(q.line, l) }

func (q *queue) first() *leg {
	if len(q.line) == 0 {
		return nil
	}
	return q.line[0]
}

func (q *queue) take() *leg {
	l := q.first()
	if l != nil {
		n := copy(q.line, q.line[1:])
		q.line[n] = nil
		q.line = q.line[:n]
	}
	return l
}

// topUp offers a few more ready legs to the brain, rested ones first.
func (s *sound) topUp() {
	for range perTopUp {
		if s.offered >= s.want {
			break
		}
		if s.free.first() == nil && s.topUpOne() != nil {
			s.starved = true // until the next chores
			break
		}
		l := s.free.take()
		l.place = placeOffered
		s.offered++
		s.brain.tell(frame{kind: kindReady, slot: l.slot, body: addrBody(l)})
	}
	if s.brain.unsettled && (s.offered >= s.want || s.starved) {
		s.brain.unsettled = false
		s.brain.tell(frame{kind: kindSettled})
	}
}

func addrBody(l *leg) (b [bodySize]byte) {
	putAddr(b[:], l.port)
	return b
}

// topUpOne opens one more pair of ports.
func (s *sound) topUpOne() error {
	slot := len(s.legs)
	for i, l := range s.legs {
		if l.rtp < 0 {
			slot = i
			break
		}
	}
	l, err := s.ports.take(uint32(slot))
	if err != nil {
		return err
	}
	if slot == len(s.legs) {
		s.legs = append(s.legs, l)
	} else {
		s.legs[slot] = l
	}
	s.free.put(l)
	return nil
}

// release puts drained legs back in line.
func (s *sound) release() {
	for l := s.draining.first(); l != nil && s.now-l.since >= drainTime; l = s.draining.first() {
		s.draining.take()
		l.place, l.since = placeFree, s.now
		s.free.put(l)
	}
}

// shrink closes a few ports when many more rest than are asked for: a busy
// hour is over.
func (s *sound) shrink() {
	for range perTopUp {
		if len(s.free.line) <= poolLeast+s.want {
			return
		}
		s.ports.close(s.free.take())
	}
}

// leg finds the used leg that a frame speaks of.
func (s *sound) leg(slot uint32, id telephony.LegID) *leg {
	if int(slot) >= len(s.legs) {
		return nil
	}
	if l := s.legs[slot]; l.place == placeUsed && l.id == id {
		return l
	}
	return nil
}

// take gives a ready leg to a party.
func (s *sound) take(slot uint32, id telephony.LegID) {
	if int(slot) >= len(s.legs) || s.legs[slot].place != placeOffered {
		return
	}
	l := s.legs[slot]
	s.offered--
	s.used++
	l.place, l.since = placeUsed, s.now
	l.party = party{id: id, out: newStream(), heard: s.now, reports: newReports(s.now)}
}

// drop lets a leg go; its bridge and recording end.
func (s *sound) drop(l *leg) {
	s.part(l)
	s.sayBye(l)
	s.brain.figures(l, true)
	l.play.on = false
	l.place, l.since = placeDraining, s.now
	s.used--
	s.draining.put(l)
}

func (s *sound) endAll() {
	for _, l := range s.legs {
		if l.place == placeUsed {
			s.drop(l)
		}
	}
}
