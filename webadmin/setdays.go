package webadmin

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// ownDays are days otherwise than the week and the holidays say.
var ownDays = kind{name: "days", rows: dayRows, fields: dayFields, write: writeDay, remove: removeDay}

// dayKey names an own day in an address, as the audit book does.
func dayKey(d telephony.OwnDay) string {
	return strings.Join(append([]string{d.Date}, texts(d.Hours)...), " ")
}

func dayRows(f *frame) []row {
	var all []row
	for _, d := range f.Office.OwnDays {
		r := row{ID: dayKey(d), Name: f.dateText(d.Date), Small: d.Name, Facts: []string{f.spansText(d.Open)}}
		for _, id := range d.Hours {
			r.Facts = append(r.Facts, f.hoursName(id))
		}
		all = append(all, r)
	}
	return all
}

func (f *frame) hoursName(id telephony.HoursID) string {
	if h, at := member(f.Office.Hours, string(id), hoursID); at >= 0 {
		return h.Name
	}
	return string(id)
}

func dayFields(f *frame, id string) ([]field, bool) {
	d, ok := edited(f.Office.OwnDays, id, dayKey)
	date, every := d.Date, len(d.Date) == len("12-24")
	if every {
		date = f.thisYears(d.Date)
	}
	open := f.weekField("open")
	open.Week = []weekDay{f.weekRow("open", f.T("field.open.row"), d.Open)}
	return []field{
		f.field("date", "date", date), f.check("everyYear", every), f.field("text", "dayName", d.Name), open,
		f.ticks("hoursOf", texts(d.Hours), hoursOptions(f.Office)),
	}, ok
}

// thisYears is a day of every year in this one; February 29 in a year that has
// it.
func (f *frame) thisYears(day string) string {
	year := f.At.Wall.In(f.zone).Year()
	for range 8 { // the longest time without one (1897 to 1903)
		date := fmt.Sprintf("%04d-%s", year, day)
		if _, err := time.Parse(time.DateOnly, date); err == nil {
			return date
		}
		year++
	}
	return ""
}

func writeDay(f *frame, o *telephony.Office, id string, v form) (string, problems) {
	d := telephony.OwnDay{Name: v.text("dayName", 60), Open: v.spans("open"), Hours: ids[telephony.HoursID](v.sent["hoursOf"])}
	d.Date = strings.TrimSpace(v.sent.Get("date"))
	if _, err := time.Parse(time.DateOnly, d.Date); err != nil {
		v.say("date", "error.date")
	} else if v.on("everyYear") {
		d.Date = d.Date[len("2006-"):]
	}
	key := dayKey(d)
	if key != id && slices.ContainsFunc(o.OwnDays, func(one telephony.OwnDay) bool { return dayKey(one) == key }) {
		v.say("date", "error.day-taken")
	}
	o.OwnDays = slices.DeleteFunc(slices.Clone(o.OwnDays), func(one telephony.OwnDay) bool { return dayKey(one) == id })
	o.OwnDays = append(o.OwnDays, d)
	slices.SortStableFunc(o.OwnDays, func(a, b telephony.OwnDay) int { return strings.Compare(a.Date, b.Date) })
	return key, v.wrong
}

func removeDay(_ *frame, o *telephony.Office, id string) string {
	o.OwnDays = without(o.OwnDays, id, dayKey)
	return ""
}

// dayLine is a day as some hours have it, drawn.
type dayLine struct {
	Date, Day, Why string
	Text           string
	Bars           []bar
	Today          bool
	Own            bool
}

// holidayYear is how far ahead public holidays are listed, in days.
const holidayYear = 366

// Holidays are the public holidays of the next year.
func (s *settingPage) Holidays() (all []dayLine) {
	if s.p.Hours == nil {
		return nil
	}
	for i := range holidayYear {
		at := s.midnight().AddDate(0, 0, i)
		if p := s.p.Hours.Day(&s.Office, "", at.Format(time.DateOnly)); p.Holiday != "" {
			line := dayLine{Date: p.Date, Day: lang.Day(s.Lang, at), Why: s.W("holiday", p.Holiday), Own: p.Own}
			if p.Own {
				line.Text = s.spansText(p.Open)
			}
			all = append(all, line)
		}
	}
	return all
}

// Coming are the next days by the hours that the form is of.
func (s *settingPage) Coming() (all []dayLine) {
	if s.p.Hours == nil || s.Kind != openingHours.name || !s.Can {
		return nil
	}
	for i := range 7 {
		at := s.midnight().AddDate(0, 0, i)
		p := s.p.Hours.Day(&s.Office, telephony.HoursID(s.ID), at.Format(time.DateOnly))
		all = append(all, dayLine{
			Date: p.Date, Day: s.dayName((int(at.Weekday())+6)%7) + " " + lang.DayMonth(s.Lang, at), Why: s.whyDay(p), Text: s.spansText(p.Open), Bars: bars(p.Open), Today: i == 0,
		})
	}
	return all
}

// whyDay says why a day is as it is, where it isn't the week.
func (f *frame) whyDay(p telephony.DayPlan) string {
	switch {
	case p.Own && p.Name != "":
		return p.Name
	case p.Own:
		return f.T("hours.own-day")
	case p.Holiday != "":
		return f.W("holiday", p.Holiday)
	}
	return ""
}
