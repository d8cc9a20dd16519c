package hours

import (
	"cmp"
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
)

// farthest is how many days ahead the next change is looked for: a year and
// some, so that every day of the year is in it.
const farthest = 400

// Calendar is an office's opening hours, ready to be asked. It is never
// changed.
type Calendar struct {
	zone    *time.Location
	country string
	hours   []telephony.Hours // by id
	days    []telephony.OwnDay
}

// New makes the calendar of an office whose clocks show the time of a zone.
func New(o *telephony.Office, zone *time.Location) *Calendar {
	c := &Calendar{zone: zone, country: o.Country, hours: slices.Clone(o.Hours), days: o.OwnDays}
	slices.SortStableFunc(c.hours, func(a, b telephony.Hours) int { return cmp.Compare(a.ID, b.ID) })
	return c
}

// Find gives the hours with this id; false: there are none. Who follows none
// is always open.
func (c *Calendar) Find(id telephony.HoursID) (telephony.Hours, bool) {
	i, ok := slices.BinarySearchFunc(c.hours, id, func(h telephony.Hours, id telephony.HoursID) int { return cmp.Compare(h.ID, id) })
	if !ok {
		return telephony.Hours{}, false
	}
	return c.hours[i], true
}

// Today is the local date of an instant.
func (c *Calendar) Today(t time.Time) Date { return DateOf(t, c.zone) }

// Day is what some hours mean on a day, and why.
func (c *Calendar) Day(id telephony.HoursID, d Date) telephony.DayPlan {
	h, _ := c.Find(id)
	p := telephony.DayPlan{Date: d.String(), Open: h.Week.Of(d.Weekday()), Holiday: Holiday(c.country, d)}
	if own := c.own(id, p.Date); own != nil {
		p.Open, p.Own, p.Name = own.Open, true, own.Name
		return p
	}
	if p.Holiday != "" && !h.OnHolidays {
		p.Open = nil
	}
	return p
}

// own is the office's own day that counts for these hours on a date, or nil.
func (c *Calendar) own(id telephony.HoursID, date string) *telephony.OwnDay {
	var best *telephony.OwnDay
	rank := 0
	for i := range c.days {
		d := &c.days[i]
		r := 0
		switch {
		case d.Date == date:
			r = 2
		case d.Date == date[len("2006-"):]:
			r = 1
		default:
			continue
		}
		switch {
		case slices.Contains(d.Hours, id):
			r += 2
		case len(d.Hours) > 0:
			continue
		}
		if r > rank {
			best, rank = d, r
		}
	}
	return best
}

// At says whether it is open by some hours at an instant, and when that
// changes next; zero: not within a year. The instants are UTC.
func (c *Calendar) At(id telephony.HoursID, t time.Time) (open bool, next time.Time) {
	if _, ok := c.Find(id); !ok {
		return true, time.Time{}
	}
	t = t.UTC()
	// A span that began yesterday may reach into today.
	day := c.Today(t).plus(-1)
	var till time.Time // the end of the stretch in which t is
	for range farthest {
		for _, s := range c.Day(id, day).Open {
			from, to := c.span(day, s)
			switch {
			case !to.After(t), !to.After(from): // over, or left out by the change of the clocks
			case till.IsZero() && from.After(t):
				return false, from
			case till.IsZero() || !from.After(till): // the first, or it goes on without a gap
				if to.After(till) {
					till = to
				}
			default:
				return true, till
			}
		}
		day = day.plus(1)
	}
	if till.IsZero() || !till.Before(day.plus(-2).instant(0, false, c.zone)) {
		return !till.IsZero(), time.Time{}
	}
	return true, till
}

// span gives the instants between which a span of a day is open.
func (c *Calendar) span(d Date, s telephony.Span) (from, till time.Time) {
	end := int(s.Till)
	if s.Till <= s.From {
		end += int(telephony.Midnight)
	}
	return d.instant(int(s.From), false, c.zone), d.instant(end, true, c.zone)
}
