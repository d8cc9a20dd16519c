package stats

import (
	"time"

	"github.com/spojka/spojka/telephony"
)

// Quarter is the length of one row of sums.
const Quarter = 15 * time.Minute

// InTime is the constant of Service Level (S-STAT-3).
const InTime = 20 * time.Second

// Key says which row of sums a call counts in: by the quarter hour (UTC) of
// its arrival. Agent is who answered, Reason the code that was saved; both
// may be empty.
type Key struct {
	Quarter time.Time          `json:"quarter"`
	Queue   telephony.QueueID  `json:"queue,omitempty"`
	Agent   telephony.AgentID  `json:"agent,omitempty"`
	Reason  telephony.ReasonID `json:"reason,omitempty"`
}

// Sum counts calls. Offered are those that a queue took in: answered,
// messages and requests to be called back, abandoned, closed out, passed on to
// another queue and those still on (D-20); turned away and out of hours stand
// apart.
type Sum struct {
	Offered      int `json:"offered,omitempty"`
	Answered     int `json:"answered,omitempty"`
	InTime       int `json:"inTime,omitempty"` // answered within [InTime]
	Abandoned    int `json:"abandoned,omitempty"`
	ClosedOut    int `json:"closedOut,omitempty"`
	Messages     int `json:"messages,omitempty"`
	CallBacks    int `json:"callBacks,omitempty"`
	Chosen       int `json:"chosen,omitempty"`       // of these, by key while waiting (S-STAT-2)
	ChosenInTime int `json:"chosenInTime,omitempty"` // within [InTime] (S-STAT-3)
	PassedOn     int `json:"passedOn,omitempty"`     // to another queue: none of whole calls
	TurnedAway   int `json:"turnedAway,omitempty"`
	// OutOfHours came while the queue was closed, outside Offered and every
	// other count; of these OutOfHoursLeft left something (D-20).
	OutOfHours     int           `json:"outOfHours,omitempty"`
	OutOfHoursLeft int           `json:"outOfHoursLeft,omitempty"`
	Overflow       int           `json:"overflow,omitempty"`
	Unprocessed    int           `json:"unprocessed,omitempty"` // now
	Saved          int           `json:"saved,omitempty"`
	Waited         time.Duration `json:"waited,omitempty"` // by those who were answered
	Talked         time.Duration `json:"talked,omitempty"`
}

// Add adds another sum; [Sum.Sub] takes one away.
func (s *Sum) Add(o Sum) { s.add(o, 1) }

// Sub takes a sum away.
func (s *Sum) Sub(o Sum) { s.add(o, -1) }

func (s *Sum) add(o Sum, sign int) {
	s.Offered += sign * o.Offered
	s.Answered += sign * o.Answered
	s.InTime += sign * o.InTime
	s.Abandoned += sign * o.Abandoned
	s.ClosedOut += sign * o.ClosedOut
	s.Messages += sign * o.Messages
	s.CallBacks += sign * o.CallBacks
	s.Chosen += sign * o.Chosen
	s.ChosenInTime += sign * o.ChosenInTime
	s.PassedOn += sign * o.PassedOn
	s.TurnedAway += sign * o.TurnedAway
	s.OutOfHours += sign * o.OutOfHours
	s.OutOfHoursLeft += sign * o.OutOfHoursLeft
	s.Overflow += sign * o.Overflow
	s.Unprocessed += sign * o.Unprocessed
	s.Saved += sign * o.Saved
	s.Waited += time.Duration(sign) * o.Waited
	s.Talked += time.Duration(sign) * o.Talked
}

// Delta is what is to be added to a row.
type Delta struct {
	Key Key
	Sum Sum
}

// Sums says how the rows change when a record does; before is nil for a new
// call. The deltas of all changes of a call add up to its last record.
func Sums(before *telephony.CallRecord, after telephony.CallRecord) []Delta {
	d := Delta{KeyOf(&after), SumOf(&after)}
	if before == nil {
		return []Delta{d}
	}
	old := SumOf(before)
	if k := KeyOf(before); k != d.Key {
		var gone Sum
		gone.Sub(old)
		return []Delta{{k, gone}, d}
	}
	d.Sum.Sub(old)
	if d.Sum == (Sum{}) {
		return nil
	}
	return []Delta{d}
}

// KeyOf is the row that a record counts in.
func KeyOf(r *telephony.CallRecord) Key {
	k := Key{Quarter: r.At.UTC().Truncate(Quarter), Queue: r.Queue, Agent: r.Agent}
	if n := len(r.Reasons); n > 0 {
		k.Reason = r.Reasons[n-1]
	}
	return k
}

// SumOf is what one record counts for. An answered call counts from the
// moment of its answer.
// Calls that our phones make stand in no sum of the queues.
func SumOf(r *telephony.CallRecord) Sum {
	var s Sum
	if r.Direction != telephony.Inward {
		return s
	}
	if r.OutOfHours {
		return Sum{OutOfHours: 1, OutOfHoursLeft: count(r.Outcome == telephony.OutcomeMessage || r.Outcome == telephony.OutcomeCallBack)}
	}
	switch r.Outcome {
	case telephony.OutcomeTurnedAway:
		return Sum{TurnedAway: 1}
	case telephony.OutcomeAbandoned:
		s.Abandoned = 1
	case telephony.OutcomeClosedOut:
		s.ClosedOut = 1
	case telephony.OutcomePassedOn:
		s.PassedOn = 1
	case telephony.OutcomeMessage:
		s.Messages = 1
	case telephony.OutcomeCallBack:
		s.CallBacks = 1
	case telephony.OutcomeAnswered, telephony.OutcomeUnreached:
	}
	s.Offered = 1
	s.Overflow = count(r.Overflow)
	if s.Messages+s.CallBacks > 0 {
		s.Chosen = count(r.Chosen)
		s.ChosenInTime = count(r.Chosen && r.Waited <= InTime)
		return s
	}
	if r.Voicemail == "" && r.State != telephony.ProcessNone {
		s.Answered, s.InTime = 1, count(r.Waited <= InTime)
		s.Waited, s.Talked = r.Waited, r.Talked
	}
	s.Unprocessed = count(r.State == telephony.ProcessUnprocessed)
	s.Saved = count(r.State == telephony.ProcessSaved)
	return s
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
