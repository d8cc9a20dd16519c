package acd

import (
	"time"

	"github.com/spojka/spojka/telephony"
)

// inTime is the constant of Service Level.
const inTime = 20 * time.Second

// turnDay begins the figures of a new local day. Who waits over midnight is
// offered in the new day, so that the sum of D-20 holds in each.
func (s *state) turnDay(now telephony.Moment) {
	wall := s.reckoned(now)
	if !wall.Before(s.from) && wall.Before(s.till) {
		return
	}
	y, m, d := wall.In(s.plan.zone).Date()
	s.from = time.Date(y, m, d, 0, 0, 0, 0, s.plan.zone)
	s.till = time.Date(y, m, d+1, 0, 0, 0, 0, s.plan.zone)
	day := s.dayOf(wall)
	if day == s.Day {
		return
	}
	s.Day = day
	for i := range s.Agents {
		s.changeAgent(s.Agents[i].ID).Today = telephony.AgentToday{}
	}
	for i := range s.Queues {
		s.changeQueue(s.Queues[i].ID).Today = queueToday{}
	}
	s.Abroad = 0
	for i := range s.Seats {
		if s.Seats[i].Spent != 0 {
			s.changeSeat(s.Seats[i].ID).Spent = 0
		}
	}
	for _, c := range s.Calls {
		if q := s.queue(c.Queue); q != nil && c.pending() {
			s.changeQueue(c.Queue).Today.countIn(c.OutOfHours)
		}
	}
}

// reckoned is the time as far as it is known: a board without a clock of its
// own starts in the past, and its day goes on where the book ends.
func (s *state) reckoned(now telephony.Moment) time.Time {
	switch known := s.Known; {
	case now.Trusted || known.IsZero():
		return now.Wall
	case known.Boot == now.Boot:
		return known.Wall.Add(max(0, now.Up-known.Up))
	default:
		return known.Wall.Add(now.Up)
	}
}

// countOver counts how an offer came to nothing, each kind apart (I-3).
func countOver(t *telephony.AgentToday, how telephony.OfferEnd) {
	switch how {
	case telephony.OfferMissed:
		t.Missed++
	case telephony.OfferRefused:
		t.Refused++
	case telephony.OfferBusy:
		t.Busy++
	case telephony.OfferUnreachable:
		t.Unreachable++
	case telephony.OfferMisconfigured:
		t.Misconfigured++
	case telephony.OfferTaken, telephony.OfferAbandoned, telephony.OfferVoicemail, telephony.OfferWithdrawn:
	}
}
