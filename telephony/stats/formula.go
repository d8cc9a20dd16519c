package stats

import (
	"math/big"

	"github.com/spojka/spojka/telephony"
)

// Share is a fraction that isn't rounded yet. Of 0: there was no traffic.
type Share struct{ Part, Of int }

// Reach is reachability (Dovolatelnost): answered, and gone to a voicemail by
// choice / offered (S-STAT-2, D-20).
func (s Sum) Reach() Share { return Share{s.Answered + s.Chosen, s.Offered} }

// ServiceLevel is what was answered, or chose so, within 20 s / offered
// (S-STAT-3, S-STAT-4, D-11, D-20).
func (s Sum) ServiceLevel() Share { return Share{s.InTime + s.ChosenInTime, s.Offered} }

// Open is how many of the offered are still waiting.
func (s Sum) Open() int {
	return s.Offered - s.Answered - s.Abandoned - s.ClosedOut - s.PassedOn - s.Messages - s.CallBacks
}

// Today is a queue's sum of today, as the desk shows it.
func Today(q *telephony.QueueView) Sum {
	return Sum{Offered: q.Offered, Answered: q.Answered, InTime: q.AnsweredInTime, Abandoned: q.Abandoned, ClosedOut: q.ClosedOut, PassedOn: q.PassedOn,
		Messages: q.Messages, CallBacks: q.CallBacks, Chosen: q.Chosen, ChosenInTime: q.ChosenInTime,
		OutOfHours: q.OutOfHours, OutOfHoursLeft: q.OutOfHoursLeft}
}

// Percent is a share in whole per cent, rounded down (W-WALL-4); false: no
// traffic, nothing is to be shown.
func (s Share) Percent() (int, bool) {
	if s.Of <= 0 {
		return 0, false
	}
	return s.Part * 100 / s.Of, true
}

// MeanPercent is the plain mean of the queues that had traffic, computed from
// unrounded values and rounded once (W-WALL-3, -5, D-23).
func MeanPercent(queues []Share) (int, bool) {
	sum, n := new(big.Rat), int64(0)
	for _, q := range queues {
		if q.Of > 0 {
			sum.Add(sum, big.NewRat(int64(q.Part)*100, int64(q.Of)))
			n++
		}
	}
	if n == 0 {
		return 0, false
	}
	sum.Mul(sum, big.NewRat(1, n))
	return int(halfUp(sum)), true
}

// halfUp rounds to the nearest whole number, a half upwards.
func halfUp(r *big.Rat) int64 {
	twice := new(big.Int).Mul(r.Num(), big.NewInt(2))
	twice.Add(twice, r.Denom())
	return twice.Div(twice, new(big.Int).Mul(r.Denom(), big.NewInt(2))).Int64()
}

// WeightedPercent is the same over all calls, for the help text (D-23).
func WeightedPercent(queues []Share) (int, bool) {
	var all Share
	for _, q := range queues {
		all.Part += q.Part
		all.Of += q.Of
	}
	return all.Percent()
}
