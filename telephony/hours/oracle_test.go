package hours

import (
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/cz"
)

// The holidays of a century are those of a library that others keep.
//
// Proves: S-VM-9
func TestHolidaysOfACentury(t *testing.T) {
	oracle := &cal.Calendar{}
	oracle.AddHoliday(cz.Holidays...)
	days := 0
	for d := (Date{2016, time.January, 1}); d.Year < 2116; d = d.plus(1) {
		actual, _, _ := oracle.IsHoliday(d.noon())
		code := Holiday("CZ", d)
		if actual != (code != "") {
			t.Errorf("%s: we say %q, the library %v", d, code, actual)
		}
		if code != "" {
			days++
		}
		if Holiday("XX", d) != "" {
			t.Fatalf("%s is a holiday of no country", d)
		}
	}
	if days < 100*12 {
		t.Errorf("a century has %d holidays", days)
	}
	if Holiday("CZ", Date{2015, time.April, 3}) != "" || Holiday("CZ", Date{2016, time.March, 25}) != "good-friday" {
		t.Error("Good Friday is a holiday since 2016")
	}
}

// Easter of nine centuries.
func TestEaster(t *testing.T) {
	for year := 1600; year < 2500; year++ {
		actual, _ := cz.EasterMonday.Calc(year)
		got := easter(year).plus(1)
		if y, m, d := actual.Date(); (Date{y, m, d}) != got {
			t.Errorf("Easter Monday of %d: %s, the library says %v", year, got, actual)
		}
	}
}
