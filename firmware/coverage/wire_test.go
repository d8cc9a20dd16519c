package main

import "testing"

// Every row of the base has a test, and every test a row.
func TestBaseRowsHaveTests(t *testing.T) {
	tests, err := findWireTests("../..")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, h := range wireHabits() {
		if seen[h.number] || h.words == "" {
			t.Errorf("row %s stands twice or says nothing", h.number)
		}
		seen[h.number] = true
		if len(tests[h.number]) == 0 && h.part == base {
			t.Errorf("row %s (%s) has no test: name one TestWire%s…", h.number, h.words, h.number)
		}
	}
	for number, about := range tests {
		if !seen[number] {
			t.Errorf("%v: there is no row %s", about, number)
		}
	}
}

func TestPeersAreKnownByTheirName(t *testing.T) {
	for test, want := range map[string]bool{
		"a TestWire40PeersKamailio": true, "a TestWire40Routes": false, "a TestWire40RoutesOfPeers": false,
	} {
		if withPeer(test) != want {
			t.Errorf("%s: with a real program: %v", test, !want)
		}
	}
}
