package dialplan

import (
	"testing"

	"github.com/spojka/spojka/telephony"
)

func TestLead(t *testing.T) {
	o := &telephony.Office{Numbers: []telephony.Inbound{
		{Number: "*", Queue: "rest"},
		{Number: "*", Trunk: "mobil", Queue: "rest-mobil"},
		{Number: "800100200", Queue: "podpora", Line: "Zelená"},
		{Number: "800100200", Trunk: "mobil", Queue: "podpora-mobil"},
		{Number: "+420222333444", Trunk: "pevna", Queue: "uctarna"},
	}}
	for _, c := range []struct {
		trunk telephony.TrunkID
		to    telephony.Number
		queue telephony.QueueID
	}{
		{"pevna", "800100200", "podpora"},
		{"mobil", "800100200", "podpora-mobil"},
		{"pevna", "+420222333444", "uctarna"},
		{"mobil", "+420222333444", "rest-mobil"}, // the rule is another trunk's
		{"pevna", "112", "rest"},
		{"pevna", "", "rest"},
		{"pevna", "*", "rest"}, // who dials a star gets no more than the rest
	} {
		in, ok := Lead(o, c.trunk, c.to)
		if !ok || in.Queue != c.queue {
			t.Errorf("%s on %s leads to %q, %v; want %q", c.to, c.trunk, in.Queue, ok, c.queue)
		}
	}
	if in, ok := Lead(&telephony.Office{Numbers: o.Numbers[2:]}, "pevna", "112"); ok {
		t.Errorf("112 leads to %+v", in)
	}
	if in, ok := Lead(&telephony.Office{}, "pevna", "112"); ok {
		t.Errorf("an empty office leads to %+v", in)
	}
}
