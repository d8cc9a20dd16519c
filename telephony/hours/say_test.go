package hours

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Proves: S-CB-5
func TestTell(t *testing.T) {
	c := example(t)
	for _, one := range []struct {
		hours, at string
		now       bool
		lang      string
		want      string
	}{
		{"kancelar", "2026-11-03 18:00", false, "cs", "closed hours-are from of-day-1 to of-day-5 from hour-8 to hour-16 minute-30 pause"},
		{"kancelar", "2026-11-03 18:00", false, "en", "closed hours-are from of-day-1 to of-day-5 from number-8 am to number-4 number-30 pm pause"},
		{"kancelar", "2026-11-17 10:00", false, "cs", "closed-today hours-are from of-day-1 to of-day-5 from hour-8 to hour-16 minute-30 pause"},
		{"kancelar", "2026-12-31 13:00", false, "cs", "closed hours-today from hour-8 to hour-12 hours-else from of-day-1 to of-day-5 from hour-8 to hour-16 minute-30 pause"},
		{"kancelar", "2026-11-03 10:00", true, "cs", "closed-now hours-are from of-day-1 to of-day-5 from hour-8 to hour-16 minute-30 pause"},
		{"prepazka", "2026-11-03 10:00", false, "cs", "closed hours-are on-day-1 and on-day-3 from hour-8 to hour-12 and from hour-13 to hour-17 pause"},
		{"stale", "2026-12-05 10:00", false, "en", "closed-today hours-are every-day all-day pause"},
		{"noc", "2026-11-03 10:00", false, "en", "closed hours-are from of-day-1 to of-day-5 from number-10 pm to number-6 am pause"},
		{"nikdy", "2026-11-03 10:00", false, "cs", "closed"},
		{"", "2026-11-03 10:00", true, "xx", "closed-now"},
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", one.at, prague)
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(c.Tell(telephony.HoursID(one.hours), at, one.now, one.lang), " ")
		lang := one.lang
		if lang == "xx" {
			lang = "cs"
		}
		got = strings.ReplaceAll(got+" ", "-"+lang+" ", " ")
		if got != one.want+" " {
			t.Errorf("%s at %s: %s\nwant %s", one.hours, one.at, got, one.want)
		}
	}
	own := New(&telephony.Office{Hours: []telephony.Hours{{ID: "h", Prompt: "nase-hodiny"}}}, prague)
	if got := own.Tell("h", time.Now(), false, "cs"); len(got) != 1 || got[0] != "nase-hodiny" {
		t.Errorf("%v", got)
	}
}

// Every word that can come is among the prompts of the box, in both languages:
// all times of day, all days, all digits.
func TestEveryWordIsSpoken(t *testing.T) {
	words := map[string]bool{}
	note := func(lang string, said ...[]string) {
		for _, s := range said {
			for _, w := range s {
				words[w+"-"+lang] = true
			}
		}
	}
	for lang, v := range voices {
		for m := telephony.Minute(0); m <= telephony.Midnight; m++ {
			note(lang, v.clock(m))
		}
		for d := range 7 {
			note(lang, days([]int{d}), days([]int{0, 2, d}))
			if d > 1 {
				note(lang, days([]int{d - 2, d - 1, d}))
			}
		}
		note(lang, days([]int{0, 1, 2, 3, 4, 5, 6}), v.spans(spans(t, "0-24")), v.spans(spans(t, "8-12 13-17")))
		note(lang, []string{"closed", "closed-now", "closed-today", "hours-are", "hours-today", "hours-else", "pause"})
		for _, w := range Digits("+420123456789", lang) {
			words[w] = true
		}
	}
	for w := range words {
		if _, err := os.Stat("../media/prompts/" + w + ".wav"); err != nil {
			t.Errorf("there is no prompt: %v", err)
		}
	}
}
