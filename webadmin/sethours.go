package webadmin

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// openingHours are set up as a week: each day has a field a stretch, and a bar
// that draws it.
var openingHours = kind{name: "hours", rows: hoursRows, fields: hoursFields, write: writeHours, remove: removeHours}

// weekDay is a row of the week: a weekday, or the one row of an own day.
type weekDay struct {
	Name, Label string
	Spans       []string // as they stand in the fields
	Bars        []bar
	Err         string
}

// bar is an open stretch of a day, in minutes.
type bar struct{ From, Long int }

func hoursRows(f *frame) []row {
	var all []row
	for _, h := range f.Office.Hours {
		r := row{ID: string(h.ID), Name: h.Name, Small: f.weekText(h.Week)}
		for _, q := range f.Office.Queues {
			if q.Hours == h.ID {
				r.Facts = append(r.Facts, q.Name)
			}
		}
		if len(r.Facts) == 0 {
			r.Facts = []string{f.T("hours.no-queue")}
		}
		all = append(all, r)
	}
	return all
}

// weekText is a week in one line; days in a row that are alike stand together.
func (f *frame) weekText(w telephony.Week) string {
	var parts []string
	for i := 0; i < len(w); {
		j := i + 1
		for j < len(w) && slices.Equal(w[j], w[i]) {
			j++
		}
		days := f.dayName(i)
		if j > i+1 {
			days += "–" + f.dayName(j-1)
		}
		if len(w[i]) > 0 {
			parts = append(parts, days+" "+f.spansText(w[i]))
		}
		i = j
	}
	return cmp.Or(strings.Join(parts, ", "), f.T("hours.never"))
}

// dayName is the short name of a day of the week, 0 for Monday.
func (f *frame) dayName(i int) string { return f.T(lang.Key("day." + strconv.Itoa(i+1))) }

// spansText are the times of a day: "7:00–12:00, 12:30–18:00".
func (f *frame) spansText(spans []telephony.Span) string {
	if len(spans) == 0 {
		return f.T("hours.closed")
	}
	return strings.Join(spanTexts(spans), ", ")
}

func spanTexts(spans []telephony.Span) []string {
	all := make([]string, len(spans))
	for i, s := range spans {
		all[i] = strings.Replace(s.String(), "-", "–", 1)
	}
	return all
}

// bars draws what of some times lies in their own day.
func bars(spans []telephony.Span) (all []bar) {
	for _, s := range spans {
		till := s.Till
		if till <= s.From {
			till = telephony.Midnight
		}
		all = append(all, bar{int(s.From), int(till - s.From)})
	}
	return all
}

func (f *frame) weekRow(name, label string, spans []telephony.Span) weekDay {
	return weekDay{Name: name, Label: label, Spans: spanTexts(spans), Bars: bars(spans)}
}

func hoursFields(f *frame, id string) ([]field, bool) {
	h, at := member(f.Office.Hours, id, hoursID)
	if id == "" { // what most offices have
		for d := range 5 {
			h.Week[d] = []telephony.Span{{From: 8 * 60, Till: 16 * 60}}
		}
	}
	week := f.weekField("week")
	for i, spans := range h.Week {
		week.Week = append(week.Week, f.weekRow("week"+strconv.Itoa(i+1), lang.Weekday(f.Lang, time.Weekday((i+1)%7)), spans))
	}
	return []field{f.field("text", "name", h.Name), week, f.check("onHolidays", h.OnHolidays), f.field("text", "prompt", h.Prompt)}, at >= 0 || id == ""
}

// hoursOptions are the hours that a queue may follow.
func hoursOptions(o telephony.Office) []option {
	var all []option
	for _, h := range o.Hours {
		all = append(all, option{Value: string(h.ID), Text: h.Name})
	}
	return all
}

func writeHours(f *frame, o *telephony.Office, id string, v form) (string, problems) {
	h := telephony.Hours{ID: telephony.HoursID(id), Name: v.name("name"), OnHolidays: v.on("onHolidays"), Prompt: v.text("prompt", 64)}
	for i := range h.Week {
		h.Week[i] = v.spans("week" + strconv.Itoa(i+1))
	}
	v.nights(h.Week)
	i := placeOf(o.Hours, id, hoursID)
	if i < 0 {
		h.ID = freshID(o.Hours, h.Name, hoursID)
	}
	o.Hours = placed(o.Hours, i, h)
	return string(h.ID), v.wrong
}

// spans reads the fields of a day; a field may hold several, after commas.
// They come in their order, and none lies over another.
func (v form) spans(name string) (all []telephony.Span) {
	for _, text := range strings.Split(strings.Join(v.sent[name], ","), ",") {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		s, err := telephony.ParseSpan(text)
		if errors.Is(err, telephony.ErrSpan) {
			v.say(name, "error.span", text)
			return nil
		}
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b telephony.Span) int { return cmp.Compare(a.From, b.From) })
	for i := range all[:max(len(all)-1, 0)] {
		if all[i].Till > all[i+1].From || all[i].Till <= all[i].From {
			v.say(name, "error.spans-lap", spanTexts(all[i : i+1])[0], spanTexts(all[i+1 : i+2])[0])
		}
	}
	return all
}

// nights finds nights that reach into the times of the day after.
func (v form) nights(w telephony.Week) {
	for i, spans := range w {
		next := w[(i+1)%7]
		if len(spans) == 0 || len(next) == 0 {
			continue
		}
		if last := spans[len(spans)-1]; last.Till <= last.From && last.Till > next[0].From {
			v.say("week"+strconv.Itoa(i+1), "error.night-laps", spanTexts(spans[len(spans)-1:])[0], spanTexts(next[:1])[0])
		}
	}
}

func removeHours(f *frame, o *telephony.Office, id string) string {
	for _, q := range o.Queues {
		if string(q.Hours) == id {
			return f.T("used.queue", q.Name)
		}
	}
	for _, d := range o.OwnDays {
		if slices.Contains(texts(d.Hours), id) {
			return f.T("used.day", f.dateText(d.Date))
		}
	}
	o.Hours = without(o.Hours, id, hoursID)
	return ""
}

// dateText writes a day: "24. 12. 2026", or "24. 12." of every year.
func (f *frame) dateText(date string) string {
	if at, err := time.Parse(time.DateOnly, date); err == nil {
		return lang.Date(f.Lang, at)
	}
	if at, err := time.Parse(time.DateOnly, "2024-"+date); err == nil { // a leap year
		return f.T("hours.every-year", lang.DayMonth(f.Lang, at))
	}
	return date
}

// weekField is a field of days with their times.
func (f *frame) weekField(name string) field {
	one := f.field("week", name, "")
	one.Words = []string{
		f.T("hours.stretch"), f.T("hours.add-stretch"), f.T("hours.copy"), f.T("hours.copy-from"), f.T("hours.copy-to"),
		f.T("hours.workdays"), f.T("hours.all-days"),
	}
	return one
}

// Plus1 counts from one.
func (field) Plus1(i int) int { return i + 1 }
