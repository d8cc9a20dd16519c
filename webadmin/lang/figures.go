package lang

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// None stands where there is no figure.
const None = "–"

// Clock writes a duration as mm:ss; past 59:59 the minutes go on (D-30).
func Clock(d time.Duration) string {
	s := int(max(d, 0) / time.Second)
	return fmt.Sprintf("%02d:%02d", s/60, s%60)
}

// Stamp writes a date and time: "23. 11. 2026 07:42".
func Stamp(l Lang, t time.Time) string {
	if t.IsZero() {
		return None
	}
	return Date(l, t) + fixed + Hour(t)
}

// Date writes a date: "23. 11. 2026", in English "23 Nov 2026".
func Date(l Lang, t time.Time) string {
	if t.IsZero() {
		return None
	}
	if l == EN {
		return strings.ReplaceAll(t.Format("2 Jan 2006"), " ", fixed)
	}
	return strings.ReplaceAll(t.Format("2. 1. 2006"), " ", fixed)
}

// DayMonth writes a day of any year: "24. 12.", in English "24 Dec".
func DayMonth(l Lang, t time.Time) string {
	if l == EN {
		return strings.ReplaceAll(t.Format("2 Jan"), " ", fixed)
	}
	return strings.ReplaceAll(t.Format("2. 1."), " ", fixed)
}

// Hour writes a time of day: "07:42".
func Hour(t time.Time) string { return t.Format("15:04") }

// ShortHour writes an opening time: "7:42".
func ShortHour(t time.Time) string { return strconv.Itoa(t.Hour()) + t.Format(":04") }

// Second writes a time of day to the second: "07:42:10".
func Second(t time.Time) string { return t.Format("15:04:05") }

// Catalogued writes date and time as text 11 of the catalogue wants it.
func Catalogued(t time.Time) string { return t.Format("02.01.2006 15:04") }

var weekdays = map[Lang][7]string{
	CS: {"neděle", "pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota"},
	EN: {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
}

// Weekday is the name of a day.
func Weekday(l Lang, d time.Weekday) string { return weekdays[l][d] }

// Day writes the day with its date: "pondělí 23. 11. 2026".
func Day(l Lang, t time.Time) string { return weekdays[l][t.Weekday()] + " " + Date(l, t) }

// Money writes hundredths of a Czech crown: "1 149,00 Kč".
func Money(l Lang, hundredths int64) string {
	sign := ""
	if hundredths < 0 {
		sign, hundredths = "−", -hundredths
	}
	point, unit := ",", fixed+"Kč"
	if l == EN {
		point, unit = ".", fixed+"CZK"
	}
	return fmt.Sprintf("%s%s%s%02d%s", sign, Count(int(hundredths/100)), point, hundredths%100, unit)
}

// Count writes a whole number with its thousands apart: "12 480".
func Count(n int) string {
	s := fmt.Sprint(n)
	start := 0
	if n < 0 {
		start = 1
	}
	for i := len(s) - 3; i > start; i -= 3 {
		s = s[:i] + fixed + s[i:]
	}
	return s
}

// Tenths writes tenths of a percent: "0,4 %", "0.4%".
func Tenths(l Lang, n int) string {
	return decimal(l, n) + fixed + "%"
}

// decimal writes tenths as a number: "0,4", "0.4".
func decimal(l Lang, tenths int) string {
	point := ","
	if l == EN {
		point = "."
	}
	return fmt.Sprint(tenths/10) + point + fmt.Sprint(tenths%10)
}

// Percent writes a whole percentage: "87 %".
func Percent(n int) string { return fmt.Sprint(n) + fixed + "%" }

var letters = strings.NewReplacer(
	"á", "a", "č", "c", "ď", "d", "é", "e", "ě", "e", "í", "i", "ň", "n", "ó", "o", "ř", "r", "š", "s", "ť", "t",
	"ú", "u", "ů", "u", "ý", "y", "ž", "z", "ä", "a", "ö", "o", "ü", "u", "ĺ", "l", "ľ", "l", "ŕ", "r", "ô", "o", fixed, " ",
)

// Fold makes text comparable: lower case without accents.
func Fold(s string) string { return letters.Replace(strings.ToLower(s)) }

// Exact writes a time to the millisecond: "20,031 s".
func Exact(l Lang, d time.Duration) string {
	point := ","
	if l == EN {
		point = "."
	}
	ms := max(d, 0).Milliseconds()
	return fmt.Sprintf("%d%s%03d%ss", ms/1000, point, ms%1000, fixed)
}

// Seconds writes a short time: "120 ms", "4,2 s", "20 s".
func Seconds(l Lang, d time.Duration) string {
	ms := max(d, 0).Milliseconds()
	switch {
	case ms < 1000:
		return fmt.Sprint(ms) + fixed + "ms"
	case ms >= 10_000 || ms%1000 < 50:
		return fmt.Sprint((ms+500)/1000) + fixed + "s"
	}
	point := ","
	if l == EN {
		point = "."
	}
	return fmt.Sprint(ms/1000) + point + fmt.Sprint(ms%1000/100) + fixed + "s"
}

// Bytes writes an amount of data, with at most one decimal: "1,4 GB".
func Bytes(l Lang, n int64) string {
	units := []string{"kB", "MB", "GB", "TB"}
	n, i := max(n, 0), 0 // thousandths of units[i]
	for n >= 999_500 && i < len(units)-1 {
		n, i = (n+500)/1000, i+1
	}
	text := fmt.Sprint((n + 500) / 1000)
	if n < 9_950 && i > 0 {
		text = decimal(l, int((n+50)/100))
	}
	return text + fixed + units[i]
}
