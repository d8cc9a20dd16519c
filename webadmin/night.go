package webadmin

import (
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// doorLine says whether a queue is open, until when, and who holds it (D-41).
type doorLine struct {
	Text    string // "closed until 8:00"; empty: open, and there is no more to say
	By      string // who holds it, since when
	S, Sign string
	Hold    telephony.Hold // how it is held
	Other   telephony.Hold // what the switch would make of it
}

// door says so of a queue.
func (f *frame) door(q telephony.QueueView) doorLine {
	d := doorLine{S: "air", Sign: "air", Hold: q.Night.Hold, Other: telephony.HoldClosed}
	if q.Closed {
		d.S, d.Sign, d.Other = "rest", "off", telephony.HoldOpen
	}
	if q.Night.Hold == telephony.HoldNot {
		d.Text = f.byHours(q)
		return d
	}
	until := f.T("night.until-ended")
	if !q.Night.Until.IsZero() {
		until = f.T("night.until", f.Soon(q.Night.Until))
	}
	d.Other, d.Text = telephony.HoldNot, f.T("night.held-"+lang.Key(q.Night.Hold))+" "+until
	d.By = f.T("night.by", q.Night.ByName, f.When(q.Night.Since))
	return d
}

// byHours says what a queue's hours make of it now.
func (f *frame) byHours(q telephony.QueueView) string {
	switch {
	case q.Closed && q.NextChange.IsZero():
		return f.T("night.closed")
	case q.Closed:
		return f.T("night.closed-until", f.Soon(q.NextChange))
	case q.NextChange.IsZero():
		return ""
	}
	return f.T("night.open-until", f.Soon(q.NextChange))
}

// Soon writes a coming time, behind "until": the hour of today, the day's name within a week,
// else the date, too.
func (f *frame) Soon(t time.Time) string {
	t = t.In(f.zone)
	hour := lang.ShortHour(t)
	switch days := int(t.Sub(f.midnight()).Hours() / 24); {
	case f.Today(t):
		return hour
	case days < 7:
		return f.T("night.on-day", f.W("till-day", int(t.Weekday())), hour)
	}
	return lang.Date(f.Lang, t) + " " + hour
}

// MayNight says that the user may turn the night switch.
func (f *frame) MayNight() bool { return f.User.Night || f.User.Supervisor }

// NightForm is what the night switch's template needs beside a queue.
func (f *frame) NightForm() *frame { return f }

// Held says that some queue is held.
func (f *frame) Held() bool {
	for _, q := range f.Shot.Queues {
		if q.Night.Hold != telephony.HoldNot {
			return true
		}
	}
	return false
}
