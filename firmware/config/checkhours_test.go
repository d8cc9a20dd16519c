package config

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// Opening hours that can't be are refused with where and what to do; a day is
// one thing in the audit book, and hours stand readable in the file.
//
// Proves: P-SET-1, D-36
func TestHoursAreChecked(t *testing.T) {
	day := func(text ...string) (all []telephony.Span) {
		for _, one := range text {
			s, err := telephony.ParseSpan(one)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, s)
		}
		return all
	}
	for _, c := range []struct {
		what, want string
		change     func(*telephony.Office)
	}{
		{"fine", "", func(*telephony.Office) {}},
		{"overlap", "begins before 8:00-12:00 has ended", func(o *telephony.Office) { o.Hours[0].Week[0] = day("8-12", "11-16") }},
		{"order", "begins before", func(o *telephony.Office) { o.Hours[0].Week[0] = day("13-16", "8-12") }},
		{"behind a night", "begins before", func(o *telephony.Office) { o.Hours[0].Week[0] = day("22-6", "23-24") }},
		{"into the day after", "reaches into 5:00-16:00 of the day after", func(o *telephony.Office) {
			o.Hours[0].Week[6], o.Hours[0].Week[0] = day("22-6"), day("5-16")
		}},
		{"no time", "is not a part of a day", func(o *telephony.Office) { o.Hours[0].Week[0] = []telephony.Span{{From: -1, Till: 1441}} }},
		{"twice", "the id is used twice", func(o *telephony.Office) { o.Hours = append(o.Hours, o.Hours[0]) }},
		{"no day", "it is not a day", func(o *telephony.Office) { o.OwnDays[0].Date = "13-32" }},
		{"leap day", "", func(o *telephony.Office) { o.OwnDays[0].Date = "02-29" }},
		{"day twice", "it stands twice", func(o *telephony.Office) { o.OwnDays = append(o.OwnDays, o.OwnDays[0]) }},
		{"day for other hours", "", func(o *telephony.Office) {
			o.OwnDays = append(o.OwnDays, telephony.OwnDay{Date: "12-31", Hours: []telephony.HoursID{"kancelar"}})
		}},
		{"day of no hours", "“nic” is not in the settings", func(o *telephony.Office) { o.OwnDays[0].Hours = []telephony.HoursID{"nic"} }},
		{"queue of no hours", "“nic” is not in the settings", func(o *telephony.Office) { o.Queues[0].Hours = "nic" }},
		{"to itself", "pass callers on to itself", func(o *telephony.Office) { o.Queues[0].Closed.Queue = o.Queues[0].ID }},
		{"nowhere to leave it", "no voicemail is assigned", func(o *telephony.Office) { o.Queues[0].Closed.Leave = telephony.KeysBoth }},
		{"a voicemail of its own", "", func(o *telephony.Office) {
			o.Voicemails = []telephony.Voicemail{{ID: "noc"}}
			o.Queues[0].Closed = telephony.Closed{Leave: telephony.KeysMessage, Voicemail: "noc"}
		}},
		{"no such keys", "there are no keys", func(o *telephony.Office) { o.Queues[0].Closed.Leave = "letter" }},
		{"no such language", "there is no language", func(o *telephony.Office) { o.Queues[0].Lang = "xx" }},
	} {
		o := exampleOffice()
		o.Hours = []telephony.Hours{{ID: "kancelar", Name: "Kancelář"}}
		o.Hours[0].Week[0] = day("8-12", "12:30-16:30")
		o.OwnDays = []telephony.OwnDay{{Date: "12-31", Name: "Silvestr", Open: day("8-12")}}
		o.Queues[0].Hours = "kancelar"
		c.change(&o)
		faults := Check(o)
		if c.want == "" && len(faults) > 0 || c.want != "" && !says(faults, c.want) {
			t.Errorf("%s: %v", c.what, faults)
		}
	}
}

func TestHoursInTheFile(t *testing.T) {
	o := telephony.Office{
		Hours:   []telephony.Hours{{ID: "h", Week: telephony.Week{0: {{From: 480, Till: 990}}, 4: {{From: 1320, Till: 360}}}}},
		OwnDays: []telephony.OwnDay{{Date: "12-31", Hours: []telephony.HoursID{"h"}}, {Date: "12-31"}},
	}
	b, err := json.Marshal(o)
	if err != nil || !strings.Contains(string(b), `"8:00-16:30"`) || !strings.Contains(string(b), `"22:00-6:00"`) {
		t.Errorf("%s %v", b, err)
	}
	var back telephony.Office
	if err := json.Unmarshal(b, &back); err != nil || back.Hours[0].Week[4][0] != o.Hours[0].Week[4][0] {
		t.Errorf("read as %+v, %v", back.Hours, err)
	}
	for _, bad := range []string{"8:00", "25-26", "8:60-9", "24-25", "a-b", "8-", "-8", "8:0-9:00"} {
		if s, err := telephony.ParseSpan(bad); err == nil {
			t.Errorf("%q was taken for %v", bad, s)
		}
	}
	all := things(o)
	for _, name := range []string{"hours h", "day 12-31 h", "day 12-31"} {
		if _, known := all[name]; !known {
			t.Errorf("the audit book knows no %q, only %d others", name, len(all))
		}
	}
}
