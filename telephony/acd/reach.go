package acd

import "github.com/spojka/spojka/telephony"

// seatReached notes whether a seat's phone can be rung. A ring at a phone
// that is gone moves on at once (I-3).
func (s *step) seatReached(e telephony.SeatReached) {
	p := s.seat(e.Seat)
	if p == nil || p.Reach == e.Reach && p.Phone == e.Phone {
		return
	}
	s.note(telephony.SeatReach(e))
	if e.Reach != telephony.Unregistered && e.Reach != telephony.Unanswering {
		return
	}
	if a := s.holder(e.Seat); a != nil && a.Work == telephony.Ringing {
		if c, i := s.ringing(a.Offer); c != nil && c.Offers[i].Seat == e.Seat {
			s.withdraw(c, c.Offers[i], telephony.OfferUnreachable, false)
		}
	}
}

func (s *state) applyReach(at telephony.Moment, f telephony.SeatReach) {
	p := s.changeSeat(f.Seat)
	if p == nil {
		return
	}
	if p.Reach != f.Reach {
		p.Since = at
	}
	p.Reach, p.Phone = f.Reach, f.Phone
	h := s.holder(f.Seat)
	if h == nil {
		return
	}
	a := s.changeAgent(h.ID)
	if f.Reach == telephony.Reachable {
		a.Rest = telephony.Moment{}
		if a.Notice.Kind == telephony.NoticeUnreachable {
			a.Notice = telephony.Notice{}
		}
		return
	}
	s.explain(a, at)
}

// explain tells an agent without a call why he gets none: his phone can't be
// rung (I-3). With a call in hand that can wait.
func (s *state) explain(a *agent, at telephony.Moment) {
	p := s.seat(a.Seat)
	if p != nil && p.Reach != telephony.Reachable && (a.Work == telephony.Idle || a.Work == telephony.Ringing) {
		a.notify(telephony.NoticeUnreachable, "", at)
	}
}
