package config

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spojka/spojka/telephony"
)

// hours checks the opening hours and the office's own days.
func (c *check) hours() {
	for _, h := range c.o.Hours {
		where := "hours " + string(h.ID)
		for d := range h.Week {
			c.spans(where, time.Weekday((d+1)%7).String(), h.Week[d])
		}
		c.lap(where, h.Week)
	}
	seen := make(map[string]bool)
	for _, d := range c.o.OwnDays {
		where := "day " + d.Date
		if !ownDate(d.Date) {
			c.say(where, "it is not a day: use 2026-12-31, or 12-24 for every year")
		}
		if utf8.RuneCountInString(d.Name) > longestName {
			c.say(where, "the name must have at most %d characters", longestName)
		}
		c.spans(where, "the day", d.Open)
		for _, h := range orAll(d.Hours) {
			c.refers(where, "hours", string(h))
			if key := d.Date + " " + string(h); seen[key] {
				c.say(where, "it stands twice: remove one")
			} else {
				seen[key] = true
			}
		}
	}
}

// orAll stands for all hours where none are named.
func orAll(ids []telephony.HoursID) []telephony.HoursID {
	if len(ids) == 0 {
		return []telephony.HoursID{""}
	}
	return ids
}

// ownDate says that a text is a date of one year or of every year.
func ownDate(text string) bool {
	if len(text) == len("12-24") {
		text = "2024-" + text // a leap year
	}
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// spans wants the times of a day in their order, none over another.
func (c *check) spans(where, day string, spans []telephony.Span) {
	for i, s := range spans {
		if s.From < 0 || s.From >= telephony.Midnight || s.Till < 0 || s.Till > telephony.Midnight {
			c.say(where, "%s: %v is not a part of a day: use times from 0:00 to 24:00", day, s)
		}
		if i > 0 && (s.From < spans[i-1].Till || spans[i-1].Till <= spans[i-1].From) {
			c.say(where, "%s: %v begins before %v has ended: put them in order, or make one of them", day, s, spans[i-1])
		}
	}
}

// lap finds nights that reach into the times of the day after.
func (c *check) lap(where string, week telephony.Week) {
	for d, spans := range week {
		next := week[(d+1)%7]
		if len(spans) == 0 || len(next) == 0 {
			continue
		}
		if last := spans[len(spans)-1]; last.Till <= last.From && last.Till > next[0].From {
			c.say(where, "%v reaches into %v of the day after: make one of them shorter", last, next[0])
		}
	}
}

// closed checks what becomes of who calls out of hours (D-36).
func (c *check) closed(where string, q telephony.Queue) {
	c.refers(where, "hours", string(q.Hours))
	c.refers(where, "queue", string(q.Closed.Queue))
	c.refers(where, "voicemail", string(q.Closed.Voicemail))
	c.keys(where, q.Closed.Leave)
	if q.Closed.Queue == q.ID {
		c.say(where, "it can't pass callers on to itself: choose another queue")
	}
	if q.Closed.Leave != telephony.KeysOff && q.Closed.Voicemail == "" && q.Voicemail == "" {
		c.say(where, "callers are to leave something out of hours, but no voicemail is assigned: choose one")
	}
	c.lang(where, q.Lang)
}

func (c *check) keys(where string, k telephony.Keys) {
	all := []telephony.Keys{telephony.KeysOff, telephony.KeysMessage, telephony.KeysCallBack, telephony.KeysBoth}
	if !slices.Contains(all, k) {
		c.say(where, "there are no keys %q: use message, call-back, both or none", k)
	}
}

func (c *check) lang(where, lang string) {
	if lang != "" && lang != "cs" && lang != "en" {
		c.say(where, "there is no language %q: use cs or en", strings.ToValidUTF8(lang, "?"))
	}
}
