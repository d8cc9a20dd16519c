package main

import (
	"slices"
	"testing"

	"github.com/spojka/spojka/firmware/config"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/providers"
	"github.com/spojka/spojka/webadmin/lang"
)

// Every profile has its words in both languages, and with what is the
// customer's own makes a trunk that is right.
func TestProvidersFillATrunk(t *testing.T) {
	var seen []string
	for _, p := range providers.All() {
		if slices.Contains(seen, p.ID) {
			t.Errorf("%s stands twice", p.ID)
		}
		seen = append(seen, p.ID)
		for _, k := range []lang.Key{lang.Key("provider." + p.ID), lang.Key("provider." + p.ID + ".text")} {
			if !lang.Has(k) {
				t.Errorf("there is no text %s", k)
			}
		}
		for _, need := range p.Needs {
			if !lang.Has(lang.Key("field." + need)) {
				t.Errorf("%s needs %s, which no field is", p.ID, need)
			}
		}
		one := telephony.Trunk{ID: "x", Name: "X", Peers: []string{"192.0.2.1"}, Habits: p.Habits}
		if p.Registers {
			r := p.Register
			r.Registrar, r.User = "sip.example.cz", "800100200"
			one.Register = &r
		} else if p.Register != (telephony.Register{}) {
			t.Errorf("%s isn't registered with, but says how", p.ID)
		}
		if faults := config.Check(telephony.Office{Country: "CZ", Zone: "Europe/Prague", Trunks: []telephony.Trunk{one}}); len(faults) > 0 {
			t.Errorf("%s: %v", p.ID, faults)
		}
	}
	if len(seen) < 7 {
		t.Errorf("only %v", seen)
	}
}
