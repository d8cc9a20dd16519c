package hours

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/spojka/spojka/telephony"
)

var prague = func() *time.Location {
	z, err := time.LoadLocation("Europe/Prague")
	if err != nil {
		panic(err)
	}
	return z
}()

// week reads the times of each day, Monday first; days that are left out are
// closed.
func week(t testing.TB, text ...string) (w telephony.Week) {
	t.Helper()
	for d, day := range text {
		w[d] = spans(t, day)
	}
	return w
}

func spans(t testing.TB, text string) (all []telephony.Span) {
	t.Helper()
	for _, one := range strings.Fields(text) {
		s, err := telephony.ParseSpan(one)
		if err != nil {
			t.Fatalf("%q: %v", one, err)
		}
		all = append(all, s)
	}
	return all
}

const office = "8:00-16:30"

func example(t testing.TB) *Calendar {
	return New(&telephony.Office{
		Country: "CZ",
		Hours: []telephony.Hours{
			{ID: "kancelar", Week: week(t, office, office, office, office, office)},
			{ID: "noc", Week: week(t, "22-6", "22-6", "22-6", "22-6", "22-6")},
			{ID: "stale", Week: week(t, "0-24", "0-24", "0-24", "0-24", "0-24", "0-24", "0-24"), OnHolidays: true},
			{ID: "prepazka", Week: week(t, "8-12 13-17", "", "8-12 13-17")},
			{ID: "nikdy"},
			{ID: "svatky", Week: week(t, office, office, office, office, office), OnHolidays: true},
			{ID: "v-noci", Week: week(t, "", "", "", "", "", "", "2:30-3:30")},
		},
		OwnDays: []telephony.OwnDay{
			{Date: "12-31", Name: "Silvestr", Open: spans(t, "8-12")},
			{Date: "2027-12-31", Name: "Inventura"},
			{Date: "2026-12-05", Name: "Mikuláš", Open: spans(t, "9-11"), Hours: []telephony.HoursID{"kancelar"}},
			{Date: "2026-12-05", Name: "Úklid"},
			{Date: "2026-11-10", Hours: []telephony.HoursID{"noc"}},
		},
	}, prague)
}

// Proves: S-VM-9
func TestAt(t *testing.T) {
	c := example(t)
	for _, one := range []struct {
		what, hours, at string
		open            bool
		next            string
	}{
		{"before the minute", "kancelar", "2026-11-03 07:59:59", false, "2026-11-03 08:00:00"},
		{"on the minute", "kancelar", "2026-11-03 08:00:00", true, "2026-11-03 16:30:00"},
		{"last second", "kancelar", "2026-11-03 16:29:59", true, "2026-11-03 16:30:00"},
		{"closing", "kancelar", "2026-11-03 16:30:00", false, "2026-11-04 08:00:00"},
		{"Friday evening", "kancelar", "2026-11-06 18:00:00", false, "2026-11-09 08:00:00"},
		{"holiday", "kancelar", "2026-11-17 10:00:00", false, "2026-11-18 08:00:00"},
		{"eve of a holiday", "kancelar", "2026-11-16 20:00:00", false, "2026-11-18 08:00:00"},
		{"open on holidays", "svatky", "2026-11-17 10:00:00", true, "2026-11-17 16:30:00"},
		{"Easter", "kancelar", "2027-03-26 10:00:00", false, "2027-03-30 08:00:00"},
		{"half a day", "kancelar", "2026-12-31 11:59:59", true, "2026-12-31 12:00:00"},
		{"after half a day: New Year and the weekend", "kancelar", "2026-12-31 12:00:00", false, "2027-01-04 08:00:00"},
		{"own day of a year before that of every year", "kancelar", "2027-12-31 09:00:00", false, "2028-01-03 08:00:00"},
		{"own day for some hours before that for all", "kancelar", "2026-12-05 09:30:00", true, "2026-12-05 11:00:00"},
		{"and the others have that for all", "stale", "2026-12-05 09:30:00", false, "2026-12-06 00:00:00"},
		{"noon", "prepazka", "2026-11-02 12:30:00", false, "2026-11-02 13:00:00"},
		{"over midnight", "noc", "2026-11-03 23:59:59", true, "2026-11-04 06:00:00"},
		{"after midnight", "noc", "2026-11-04 05:59:59", true, "2026-11-04 06:00:00"},
		{"the night into Saturday", "noc", "2026-11-07 03:00:00", true, "2026-11-07 06:00:00"},
		{"no night into Monday", "noc", "2026-11-09 03:00:00", false, "2026-11-09 22:00:00"},
		{"the night before a closed day ends on it", "noc", "2026-11-10 03:00:00", true, "2026-11-10 06:00:00"},
		{"and none begins on it", "noc", "2026-11-10 23:00:00", false, "2026-11-11 22:00:00"},
		{"always, until a day of its own", "stale", "2026-11-03 10:00:00", true, "2026-12-05 00:00:00"},
		{"never, but for the own days of every year", "nikdy", "2026-11-03 10:00:00", false, "2026-12-31 08:00:00"},
		{"no such hours", "jine", "2026-11-03 10:00:00", true, ""},
		{"what the spring night leaves of a span", "v-noci", "2027-03-28 01:59:59", false, "2027-03-28 03:00:00"},
		{"is open", "v-noci", "2027-03-28 03:00:00", true, "2027-03-28 03:30:00"},
	} {
		at, err := time.ParseInLocation(time.DateTime, one.at, prague)
		if err != nil {
			t.Fatal(err)
		}
		open, next := c.At(telephony.HoursID(one.hours), at)
		got := ""
		if !next.IsZero() {
			got = next.In(prague).Format(time.DateTime)
		}
		if open != one.open || got != one.next {
			t.Errorf("%s: at %s open %v until %q, want %v until %q", one.what, one.at, open, got, one.open, one.next)
		}
	}
}

// In the autumn night 2:15 and 2:45 come twice: open from the first to the
// last. Saturday's span in the spring night is left out whole.
func TestNightsOfTheChange(t *testing.T) {
	c := New(&telephony.Office{Hours: []telephony.Hours{{ID: "h", Week: week(t, "", "", "", "", "", "", "2:15-2:45")}}}, prague)
	summer := time.Date(2026, 10, 25, 0, 15, 0, 0, time.UTC) // 2:15 CEST
	if open, next := c.At("h", summer.Add(-time.Second)); open || !next.Equal(summer) {
		t.Errorf("before: %v %v", open, next)
	}
	winter := time.Date(2026, 10, 25, 1, 45, 0, 0, time.UTC) // 2:45 CET
	if open, next := c.At("h", summer); !open || !next.Equal(winter) {
		t.Errorf("open until %v", next)
	}
	// 28 March 2027: the clock goes from 2:00 to 3:00.
	spring := time.Date(2027, 3, 28, 0, 59, 0, 0, time.UTC)
	if open, next := c.At("h", spring); open || next.Day() != 4 || next.Month() != time.April {
		t.Errorf("spring: open %v until %v", open, next)
	}
}

// What At says is what the clock on the wall says: every five minutes over
// a year with both changes of the clocks, and the next change is the first.
func TestAtAgreesWithTheWall(t *testing.T) {
	c := example(t)
	for _, id := range []telephony.HoursID{"kancelar", "noc", "stale", "prepazka", "nikdy", "svatky"} {
		start := time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)
		open, next := c.At(id, start)
		for at := start; at.Before(start.AddDate(1, 0, 0)); at = at.Add(5 * time.Minute) {
			if !next.IsZero() && !at.Before(next) {
				was := open
				if open, next = c.At(id, at); open == was {
					t.Fatalf("%s: nothing changes at %v", id, at)
				}
			}
			if want := byTheWall(c, id, at); open != want {
				t.Fatalf("%s: at %v open is %v, want %v", id, at.In(prague), open, want)
			}
		}
	}
}

// byTheWall reads a wall clock and a calendar.
func byTheWall(c *Calendar, id telephony.HoursID, at time.Time) bool {
	local := at.In(prague)
	minute := telephony.Minute(local.Hour()*60 + local.Minute())
	day := c.Today(at)
	for _, s := range c.Day(id, day).Open {
		if s.From <= minute && (minute < s.Till || s.Till <= s.From) {
			return true
		}
	}
	for _, s := range c.Day(id, day.plus(-1)).Open {
		if s.Till <= s.From && minute < s.Till {
			return true
		}
	}
	return false
}
