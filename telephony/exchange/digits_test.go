package exchange_test

import (
	"testing"
	"testing/synctest"
)

// A phone that says each key by INFO and by RFC 4733 presses it once: the
// way of its first key counts for the leg's life.
func TestWire13InfoAndEventsAreOneDigit(t *testing.T) {
	for name, first := range map[string]bool{"events first": true, "INFO first": false} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(r *rig) {
				r.ring(1)
				for _, key := range []byte("5#5") {
					if first {
						r.Pressed(1, key)
						r.Digit(1, key)
					} else {
						r.Digit(1, key)
						r.Pressed(1, key)
					}
				}
				synctest.Wait()
				if got := string(r.keys); got != "5#5" {
					t.Errorf("the keys 5#5 are told as %s", got)
				}
			})
		})
	}
}
