package main

import "testing"

// Memory is given back after a burst, not in it, and not again for nothing.
func TestTidyWaitsUntilItIsCalm(t *testing.T) {
	var d tidy
	for i, c := range []struct {
		allocated uint64
		due       bool
	}{
		{3 << 20, false},                     // the start
		{50 << 20, false}, {90 << 20, false}, // a burst
		{90<<20 + 1000, true},
		{90<<20 + 2000, false}, {90<<20 + 3000, false},
		{94 << 20, false}, // more again
		{94<<20 + 1000, true},
	} {
		if got := d.due(c.allocated); got != c.due {
			t.Errorf("look %d: %t", i, got)
		}
	}
}
