package dialplan

import (
	"slices"
	"testing"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/number"
)

func outwardOffice() *telephony.Office {
	return &telephony.Office{
		Country: "CZ",
		Seats: []telephony.Seat{
			{ID: "201", Site: "brno"}, {ID: "202", Site: "praha"}, {ID: "203", Disabled: true}, {ID: "204", Simulated: true},
		},
		Trunks: []telephony.Trunk{
			{ID: "a", Host: "10.0.0.1", Number: "+420555000111"}, {ID: "b", Host: "10.0.0.2", Site: "brno"},
			{ID: "c", Host: "10.0.0.3", Disabled: true}, {ID: "d", Peers: []string{"10.0.0.4"}},
			{ID: "e", Register: &telephony.Register{Registrar: "sip.example", User: "555000222"}},
		},
		Numbers: []telephony.Inbound{{Number: "+420800100200", Queue: "podpora"}, {Number: "*", Queue: "rest"}},
	}
}

// Proves: P-EMERG-1
func TestOutward(t *testing.T) {
	number := func(s string) telephony.Number { return telephony.Number(s) }
	for _, c := range []struct {
		name, dialled string
		seat          telephony.SeatID
		change        func(o *telephony.Office, d *Dial)
		to            string // seat, queue, or trunks
		why           telephony.DialRefusal
	}{
		{"a seat", "202", "201", nil, "seat 202", ""},
		{"oneself", "201", "201", nil, "", telephony.DialOneself},
		{"a seat that is disabled", "203", "201", nil, "", telephony.DialService},
		{"our own number", "800100200", "201", nil, "queue podpora", ""},
		{"a trunk's main number", "555000111", "201", nil, "queue rest", ""},
		{"a registered name", "+420555000222", "201", nil, "queue rest", ""},
		{"outside, from Brno", "777123456", "201", nil, "b a e", ""},
		{"outside, from Praha", "00420777123456", "202", nil, "a b e", ""},
		{"one is down", "777123456", "201", func(_ *telephony.Office, d *Dial) { d.Down = []telephony.TrunkID{"b"} }, "a e", ""},
		{"all are down", "777123456", "201", func(_ *telephony.Office, d *Dial) { d.Down = []telephony.TrunkID{"a", "b", "e"} }, "", telephony.DialNoTrunk},
		{"abroad", "00421905123456", "201", nil, "", telephony.DialAbroad},
		{"allowed abroad", "00421905123456", "201", func(o *telephony.Office, _ *Dial) { o.Outward.Countries = []string{"421"} }, "b a e", ""},
		{"another country", "0037255123456", "201", func(o *telephony.Office, _ *Dial) { o.Outward.Countries = []string{"421"} }, "", telephony.DialAbroad},
		{"without a sure clock", "00421905123456", "201", func(o *telephony.Office, d *Dial) { o.Outward.Countries = []string{"*"}; d.Trusted = false }, "", telephony.DialClock},
		{"at home without a sure clock", "777123456", "201", func(_ *telephony.Office, d *Dial) { d.Trusted = false }, "b a e", ""},
		{"premium", "900123456", "201", nil, "", telephony.DialPremium},
		{"premium allowed", "906123456", "201", func(o *telephony.Office, _ *Dial) { o.Outward.Premium = true }, "b a e", ""},
		{"information", "1188", "201", nil, "", telephony.DialService},
		{"a code", "*21*777123456#", "201", func(o *telephony.Office, _ *Dial) { o.Outward.Services = true }, "b a e", ""},
		{"a line of help", "116111", "201", nil, "b a e", ""},
		{"too short", "7771234", "201", nil, "", telephony.DialNowhere},
		{"a name", "karel", "201", nil, "", telephony.DialNowhere},
		{"nothing", "", "201", nil, "", telephony.DialNowhere},
		{"the star of the rest", "*", "201", nil, "", telephony.DialService},
		{"a simulated seat", "777123456", "204", nil, "", telephony.DialNoTrunk},
		{"a stranger", "777123456", "299", nil, "", telephony.DialNoTrunk},
		{"emergency", "112", "201", nil, "b a e", ""},
		{"emergency with the country's code", "+420158", "202", nil, "a b e", ""},
		{"emergency behind a zero", "0155", "201", nil, "b a e", ""},
		{"emergency over what is down", "150", "201", func(o *telephony.Office, d *Dial) { d.Down = []telephony.TrunkID{"b", "e"}; d.Trusted = false }, "a b e", ""},
	} {
		o := outwardOffice()
		d := Dial{Seat: c.seat, To: number(c.dialled), Trusted: true}
		d.To = parsed(o, c.dialled)
		if c.change != nil {
			c.change(o, &d)
		}
		if w := Outward(o, d); w.Why != c.why || led(w) != c.to {
			t.Errorf("%s: %q leads to %q, %q; want %q, %q", c.name, c.dialled, led(w), w.Why, c.to, c.why)
		}
	}
}

func parsed(o *telephony.Office, dialled string) telephony.Number {
	if n := number.Parse(o.Country, dialled); n != "" {
		return n
	}
	return telephony.Number(dialled)
}

func led(w Way) string {
	switch {
	case w.Why != "":
		return ""
	case w.Seat != "":
		return "seat " + string(w.Seat)
	case w.Queue != nil:
		return "queue " + string(w.Queue.Queue)
	}
	s := ""
	for _, t := range w.Trunks {
		s += " " + string(t)
	}
	return s[1:]
}

func TestWithin(t *testing.T) {
	open := telephony.Outward{}
	set := telephony.Outward{Calls: 3, SeatCalls: 1, SeatMinutes: 10, AbroadCalls: 1, AbroadMinutes: 5}
	for _, c := range []struct {
		o      telephony.Outward
		u      Use
		abroad bool
		want   telephony.DialRefusal
	}{
		{open, Use{}, true, ""},
		{open, Use{Calls: 9, SeatCalls: 1}, false, ""},
		{open, Use{Calls: 10}, false, telephony.DialTooMany},
		{open, Use{SeatCalls: 2}, false, telephony.DialTooMany},
		{open, Use{AbroadCalls: 2}, false, ""},
		{open, Use{AbroadCalls: 2}, true, telephony.DialTooMany},
		{open, Use{AbroadTime: 60 * 60e9}, true, telephony.DialMinutes},
		{open, Use{AbroadTime: 60 * 60e9}, false, ""},
		{set, Use{Calls: 2}, false, ""},
		{set, Use{SeatCalls: 1}, false, telephony.DialTooMany},
		{set, Use{SeatTime: 600e9}, false, telephony.DialMinutes},
	} {
		if got := Within(&c.o, c.u, c.abroad); got != c.want {
			t.Errorf("%+v abroad %v under %+v: %q, want %q", c.u, c.abroad, c.o, got, c.want)
		}
	}
}

// TestWire49PhonesDialDigitByDigit: each digit comes in a call of its own; the
// first that is whole is taken.
func TestWire49PhonesDialDigitByDigit(t *testing.T) {
	o := outwardOffice()
	for _, whole := range []string{"202", "112", "777123456", "0042190512", "800100200", "555000111", "+420777123456"} {
		for i := 1; i < len(whole); i++ {
			if !Grows(o, "201", whole[:i]) {
				t.Errorf("%q of %q is taken for all", whole[:i], whole)
				break
			}
		}
		if Grows(o, "201", whole) {
			t.Errorf("%q still waits for more", whole)
		}
	}
	if slices.ContainsFunc([]string{"", "*21#", "karel", "1177"}, func(s string) bool { return Grows(o, "201", s) }) {
		t.Error("more is awaited of what leads nowhere")
	}
}
