package acd

import (
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/dialplan"
)

// wokeDials ends rings of dialled calls that last too long, and talks for
// which a day's minutes are used up.
func (s *step) wokeDials() {
	for _, d := range s.Dials {
		if d = s.dial(d.ID); d == nil {
			continue // ended for another
		}
		if end, ok := s.dialEnd(d); !ok || before(end, s.now) > 0 {
			continue
		}
		if d.Need != nil {
			s.needOver(d)
			continue
		}
		if d.talks() {
			s.note(telephony.Alerted{What: telephony.AlertFraud, Call: d.ID, Seat: d.Seat, To: d.To})
			s.hangUpDial(d, telephony.ByLimit)
			continue
		}
		s.do(telephony.StopRinging{Offer: d.Offer})
		if s.recall(d) {
			continue
		}
		s.do(telephony.RefuseCaller{Call: d.ID, Leg: d.Leg, Code: 480})
		s.dialOver(d, telephony.ByCalled)
	}
}

// dialEnd is when a dialled call is ended by itself: a ring at its limit, a
// talk when the minutes of the day, shared by all that talk, are used up.
func (s *state) dialEnd(d *dial) (telephony.Moment, bool) {
	if d.Need != nil {
		return d.Need.Till, true
	}
	if !d.talks() {
		return d.Until, !d.Emergency || !d.outside()
	}
	if !d.charged() {
		return telephony.Moment{}, false
	}
	spent := time.Duration(0)
	if p := s.seat(d.Seat); p != nil {
		spent = p.Spent
	}
	end := s.usedUp(d, dialplan.SeatTime(&s.Office.Outward)-spent, func(o *dial) bool { return o.Seat == d.Seat })
	if d.Abroad {
		all := s.usedUp(d, dialplan.AbroadTime(&s.Office.Outward)-s.Abroad, func(o *dial) bool { return o.Abroad })
		if before(all, end) < 0 {
			end = all
		}
	}
	return end, true
}

// usedUp is when what is left is used up by all the talks that draw on it:
// they began at different moments and now go on together.
func (s *state) usedUp(d *dial, left time.Duration, draws func(*dial) bool) telephony.Moment {
	n, since := time.Duration(0), time.Duration(0)
	for _, o := range s.Dials {
		if o.talks() && o.charged() && draws(o) {
			n++
			since += o.Answered.Up - d.Answered.Up
		}
	}
	return d.Answered.Add((left + since + n - 1) / n)
}

// restartDials ends the dialled calls that can't go on after a restart, and
// says which connections are theirs.
func (s *step) restartDials(lives func(telephony.LegID) bool, ours map[telephony.LegID]bool, began *telephony.Began) {
	for _, d := range s.Dials {
		ours[d.Leg] = true
		if d.Offer != 0 {
			ours[d.called()] = true
		}
		if d.talks() && lives(d.Leg) && lives(d.called()) {
			began.Kept++
			continue
		}
		began.Ended++
		s.endKnown(d.Leg, d.Identity, lives)
		if d.Offer != 0 {
			s.endKnown(d.called(), d.Ident, lives)
		}
		s.dialOver(d, telephony.ByRestart)
	}
}

// rebaseDials brings their moments into the new boot.
func (s *state) rebaseDials(at telephony.Moment) {
	for _, d := range s.Dials {
		d = s.changeDial(d.ID)
		d.Began, d.Answered = s.rebase(d.Began, at), s.rebase(d.Answered, at)
		d.Until = at
		if d.Need != nil {
			d.Need = &need{Ends: d.Need.Ends, Trunk: d.Need.Trunk, Till: at}
		}
	}
}

// comesBack says that a call over a trunk is one of ours that goes out now and
// was sent back: our own number calls us, and nobody has answered (WIRE 52).
func (s *state) comesBack(e telephony.CallArrived) bool {
	return e.Seat == "" && !e.From.Withheld() && s.findDial(func(d *dial) bool {
		if d.talks() || !d.outside() {
			return false
		}
		shown := d.Shown
		for i := range s.Office.Trunks {
			if t := &s.Office.Trunks[i]; shown == "" && t.ID == d.Trunk {
				shown = dialplan.Main(s.Office.Country, t)
			}
		}
		return shown == e.From
	}) != nil
}
