package hours

import "time"

// Date is a day of the calendar, of no zone.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the local date of an instant.
func DateOf(t time.Time, zone *time.Location) Date {
	y, m, d := t.In(zone).Date()
	return Date{y, m, d}
}

func (d Date) noon() time.Time { return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC) }

// plus is the date so many days later; what isn't a date becomes one.
func (d Date) plus(days int) Date { return DateOf(d.noon().AddDate(0, 0, days), time.UTC) }

// Weekday is the day's place in the week.
func (d Date) Weekday() time.Weekday { return d.noon().Weekday() }

// String writes it as 2026-12-24.
func (d Date) String() string { return d.noon().Format(time.DateOnly) }

// instant is when the clock on the wall shows a minute of a day. The minute
// may be of the next day. Where the change of the clocks makes it come twice,
// last says which is meant; where it leaves it out, it is the change itself.
func (d Date) instant(minute int, last bool, zone *time.Location) time.Time {
	wall := time.Date(d.Year, d.Month, d.Day, 0, minute, 0, 0, time.UTC)
	before, after := shifted(wall, -24*time.Hour, zone), shifted(wall, 24*time.Hour, zone)
	shows := func(t time.Time) bool {
		_, offset := t.In(zone).Zone()
		return t.Add(time.Duration(offset) * time.Second).Equal(wall)
	}
	switch {
	case shows(before) && (!last || !shows(after)):
		return before
	case shows(after):
		return after
	}
	change, _ := before.In(zone).ZoneBounds()
	return change.UTC()
}

// shifted is the instant at which a wall clock would show this, were the
// offset of UTC that of the day before or after.
func shifted(wall time.Time, by time.Duration, zone *time.Location) time.Time {
	_, offset := wall.Add(by).In(zone).Zone()
	return wall.Add(-time.Duration(offset) * time.Second)
}
