package hours

import (
	"fmt"
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Tell is what is said to a caller out of hours, as names of prompts in their
// order (S-CB-5): that it is closed and why, then the hours. Now: closed though
// the hours say otherwise, by the night switch or because the time isn't known.
// Hours with a prompt of their own say that alone.
func (c *Calendar) Tell(id telephony.HoursID, t time.Time, now bool, lang string) []string {
	h, known := c.Find(id)
	if h.Prompt != "" && !now {
		return []string{h.Prompt}
	}
	v := voices[lang]
	if v == nil {
		v, lang = voices["cs"], "cs"
	}
	today := c.Day(id, c.Today(t))
	special := known && !slices.Equal(today.Open, h.Week.Of(c.Today(t).Weekday()))
	var said []string
	switch {
	case now:
		said = append(said, "closed-now")
	case special && len(today.Open) == 0:
		said = append(said, "closed-today")
	case special:
		said = append(said, "closed", "hours-today")
		said = append(said, v.spans(today.Open)...)
	default:
		said = append(said, "closed")
	}
	if week := v.week(h.Week); len(week) > 0 {
		head := "hours-are"
		if special && len(today.Open) > 0 {
			head = "hours-else"
		}
		said = append(append(said, head), week...)
	}
	for i := range said {
		said[i] += "-" + lang
	}
	return said
}

// Digits is a number read out digit by digit, for who typed it (D-13).
func Digits(n telephony.Number, lang string) []string {
	var said []string
	for _, r := range string(n) {
		if r >= '0' && r <= '9' {
			said = append(said, fmt.Sprintf("digit-%c-%s", r, lang))
		}
	}
	return said
}

// voice is how a language says days and times.
type voice struct {
	clock func(m telephony.Minute) []string
}

var voices = map[string]*voice{"cs": {clockCzech}, "en": {clockEnglish}}

// Group is days of the week that have the same times.
type Group struct {
	Days  []int // from Monday, 0, on
	Spans []telephony.Span
}

// Groups puts the days with the same times together, in the order of the first
// of them; days that are closed are left out.
func Groups(w telephony.Week) []Group {
	var all []Group
	for d, spans := range w {
		if len(spans) == 0 {
			continue
		}
		i := slices.IndexFunc(all, func(g Group) bool { return slices.Equal(g.Spans, spans) })
		if i < 0 {
			all, i = append(all, Group{Spans: spans}), len(all)
		}
		all[i].Days = append(all[i].Days, d)
	}
	return all
}

// week says the hours of a week, with a pause behind each group of days.
func (v *voice) week(w telephony.Week) []string {
	var said []string
	for _, g := range Groups(w) {
		said = append(said, days(g.Days)...)
		said = append(said, v.spans(g.Spans)...)
		said = append(said, "pause")
	}
	return said
}

// days says days of the week: three and more in a row from the first to the
// last.
func days(list []int) []string {
	if len(list) == 7 {
		return []string{"every-day"}
	}
	var runs [][]string
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && list[j+1] == list[j]+1 {
			j++
		}
		if j-i >= 2 {
			runs = append(runs, []string{"from", weekday("of", list[i]), "to", weekday("of", list[j])})
		} else {
			for _, d := range list[i : j+1] {
				runs = append(runs, []string{weekday("on", d)})
			}
		}
		i = j + 1
	}
	return listed(runs)
}

func weekday(how string, d int) string { return fmt.Sprintf("%s-day-%d", how, d+1) }

// listed puts an "and" before the last of several.
func listed(parts [][]string) []string {
	var said []string
	for i, p := range parts {
		if i > 0 && i == len(parts)-1 {
			said = append(said, "and")
		}
		said = append(said, p...)
	}
	return said
}

// spans says the times of a day.
func (v *voice) spans(spans []telephony.Span) []string {
	if len(spans) == 1 && spans[0] == (telephony.Span{Till: telephony.Midnight}) {
		return []string{"all-day"}
	}
	var parts [][]string
	for _, s := range spans {
		part := append([]string{"from"}, v.clock(s.From)...)
		part = append(append(part, "to"), v.clock(s.Till)...)
		parts = append(parts, part)
	}
	return listed(parts)
}

// clockCzech says a time of day in the genitive, which both od and do take:
// "šestnácti hodin" "třiceti minut"; "čtyřiceti" "pěti minut".
func clockCzech(m telephony.Minute) []string {
	hour, minute := int(m/60), int(m%60)
	var said []string
	switch {
	case m == 0 || m == telephony.Midnight:
		return []string{"midnight"}
	default:
		said = append(said, fmt.Sprintf("hour-%d", hour))
	}
	switch {
	case minute == 0:
	case minute < 20 || minute%10 == 0:
		said = append(said, fmt.Sprintf("minute-%d", minute))
	default:
		said = append(said, fmt.Sprintf("ten-%d", minute-minute%10), fmt.Sprintf("minute-%d", minute%10))
	}
	return said
}

// clockEnglish says a time of day by twelve hours: "four" "thirty" "p.m.".
func clockEnglish(m telephony.Minute) []string {
	hour, minute := int(m/60), int(m%60)
	switch {
	case m == 0 || m == telephony.Midnight:
		return []string{"midnight"}
	case m == telephony.Midnight/2:
		return []string{"noon"}
	}
	half := "am"
	if hour >= 12 {
		half = "pm"
	}
	said := []string{fmt.Sprintf("number-%d", (hour+11)%12+1)}
	switch {
	case minute == 0:
	case minute < 10:
		said = append(said, "oh", fmt.Sprintf("number-%d", minute))
	case minute < 20 || minute%10 == 0:
		said = append(said, fmt.Sprintf("number-%d", minute))
	default:
		said = append(said, fmt.Sprintf("number-%d", minute-minute%10), fmt.Sprintf("number-%d", minute%10))
	}
	return append(said, half)
}
