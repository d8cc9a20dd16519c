package config

import (
	"slices"
	"strconv"
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
			c.spans(where, "day."+strconv.Itoa(d+1), h.Week[d])
		}
		c.lap(where, h.Week)
	}
	seen := make(map[string]bool)
	for _, d := range c.o.OwnDays {
		where := "day " + d.Date
		if !ownDate(d.Date) {
			c.say(where, telephony.FaultDate)
		}
		if utf8.RuneCountInString(d.Name) > longestName {
			c.say(where, telephony.FaultLongName, longestName)
		}
		c.spans(where, "field.open.row", d.Open)
		for _, h := range orAll(d.Hours) {
			c.refers(where, "hours", string(h))
			if key := d.Date + " " + string(h); seen[key] {
				c.say(where, telephony.FaultTwice)
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
			c.say(where, telephony.FaultSpan, day, s)
		}
		if i > 0 && (s.From < spans[i-1].Till || spans[i-1].Till <= spans[i-1].From) {
			c.say(where, telephony.FaultSpansLap, day, s, spans[i-1])
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
			c.say(where, telephony.FaultNightLaps, last, next[0])
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
		c.say(where, telephony.FaultToItself)
	}
	if q.Closed.Leave != telephony.KeysOff && q.Closed.Voicemail == "" && q.Voicemail == "" {
		c.say(where, telephony.FaultNoVoicemail)
	}
	c.lang(where, q.Lang)
}

func (c *check) keys(where string, k telephony.Keys) {
	all := []telephony.Keys{telephony.KeysOff, telephony.KeysMessage, telephony.KeysCallBack, telephony.KeysBoth}
	if !slices.Contains(all, k) {
		c.say(where, telephony.FaultKeys, k)
	}
}

func (c *check) lang(where, lang string) {
	if lang != "" && lang != "cs" && lang != "en" {
		c.say(where, telephony.FaultLang, strings.ToValidUTF8(lang, "?"))
	}
}
