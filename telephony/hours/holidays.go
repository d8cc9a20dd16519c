package hours

import "time"

// holiday is a public holiday: a day of the year, or so many days after Easter
// Sunday.
type holiday struct {
	code   string // see webadmin/lang "holiday."
	month  time.Month
	day    int
	easter int // month 0: days after Easter Sunday
	since  int // the first year
}

// holidays are the public holidays by country. Others than these have none:
// the office enters its own days. Czech Republic: act 245/2000 Coll., §§ 1 and
// 2; Good Friday since act 359/2015 Coll.
var holidays = map[string][]holiday{
	"CZ": {
		{code: "new-year", month: time.January, day: 1},
		{code: "good-friday", easter: -2, since: 2016},
		{code: "easter-monday", easter: 1},
		{code: "labour-day", month: time.May, day: 1},
		{code: "victory-day", month: time.May, day: 8},
		{code: "cyril-methodius", month: time.July, day: 5},
		{code: "jan-hus", month: time.July, day: 6},
		{code: "statehood", month: time.September, day: 28},
		{code: "independence", month: time.October, day: 28},
		{code: "freedom", month: time.November, day: 17},
		{code: "christmas-eve", month: time.December, day: 24},
		{code: "christmas-day", month: time.December, day: 25},
		{code: "st-stephen", month: time.December, day: 26},
	},
}

// Codes lists the codes of all holidays, for the tests that need a name for
// each.
func Codes() []string {
	var all []string
	for _, h := range holidays["CZ"] {
		all = append(all, h.code)
	}
	return all
}

// Holiday is the code of the public holiday that a day is; empty: it is none.
func Holiday(country string, d Date) string {
	sunday := easter(d.Year)
	for _, h := range holidays[country] {
		on := Date{d.Year, h.month, h.day}
		if h.month == 0 {
			on = sunday.plus(h.easter)
		}
		if d == on && d.Year >= h.since {
			return h.code
		}
	}
	return ""
}

// easter is Easter Sunday of a Gregorian year: the Sunday after the first
// ecclesiastical full moon on or after 21 March. The moon's age on that day
// follows from the year's place in the cycle of 19 and the two corrections of
// 1582, for leap years left out and for the cycle's drift.
func easter(year int) Date {
	century := year / 100
	golden := year % 19
	later := (19*golden + century - century/4 - (8*century+13)/25 + 15) % 30
	// None is on 19 April, and no two of one cycle are on the same day.
	if later == 29 || later == 28 && golden > 10 {
		later--
	}
	moon := Date{year, time.March, 21}.plus(later)
	return moon.plus(7 - int(moon.Weekday()))
}
