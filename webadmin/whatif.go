package webadmin

import (
	"cmp"
	"time"

	"github.com/spojka/spojka/telephony"
)

// OpeningHours say what opening hours mean; see telephony/hours.
type OpeningHours interface {
	// Day is what they mean on a local date, "2026-12-24".
	Day(o *telephony.Office, id telephony.HoursID, date string) telephony.DayPlan
	// At says whether it is open by them at an instant and when that changes
	// next; zero: never.
	At(o *telephony.Office, id telephony.HoursID, at time.Time) (open bool, next time.Time)
}

// whatIf is what happens to a caller who rings at a time.
type whatIf struct {
	When  string // of the field, 2006-01-02T15:04
	Open  bool
	Day   string // why the day is as it is, or empty
	Until string // when that changes
	Lines []fateLine
}

// fateLine is what becomes of the callers of a queue.
type fateLine struct{ Queue, Text string }

const fieldTime = "2006-01-02T15:04"

// WhatIf answers for the hours that the form is of.
func (s *settingPage) WhatIf() *whatIf {
	if s.p.Hours == nil || s.Kind != openingHours.name || !s.Can {
		return nil
	}
	at, err := time.ParseInLocation(fieldTime, s.asked, s.zone)
	if err != nil {
		at = s.At.Wall.In(s.zone)
	}
	w := &whatIf{When: at.Format(fieldTime)}
	id := telephony.HoursID(s.ID)
	var next time.Time
	w.Open, next = s.p.Hours.At(&s.Office, id, at)
	w.Day = s.whyDay(s.p.Hours.Day(&s.Office, id, at.Format(time.DateOnly)))
	if !next.IsZero() {
		w.Until = s.Stamp(next)
	}
	for _, q := range s.Office.Queues {
		if q.Hours == id && !q.Disabled {
			w.Lines = append(w.Lines, fateLine{q.Name, s.fate(q, w.Open, at)})
		}
	}
	return w
}

// fate says what becomes of who calls a queue at a time, as its settings have
// it.
func (s *settingPage) fate(q telephony.Queue, open bool, at time.Time) string {
	if open {
		return s.T("fate.open")
	}
	if to, ok := s.queue(q.Closed.Queue); ok {
		there := true
		if to.Hours != "" {
			there, _ = s.p.Hours.At(&s.Office, to.Hours, at)
		}
		if there && !to.Disabled {
			return s.T("fate.queue", to.Name)
		}
	}
	box := ""
	for _, v := range s.Office.Voicemails {
		if v.ID == cmp.Or(q.Closed.Voicemail, q.Voicemail) {
			box = voicemailName(v)
		}
	}
	switch q.Closed.Leave {
	case telephony.KeysMessage:
		return s.T("fate.message", box)
	case telephony.KeysCallBack:
		return s.T("fate.call-back", box)
	case telephony.KeysBoth:
		return s.T("fate.both", box)
	case telephony.KeysOff:
	}
	return s.T("fate.end")
}
