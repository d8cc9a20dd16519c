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
				synctest.Wait()
				before := r.Figures().Steps
				for range 3 {
					if first {
						r.Pressed(1, '5')
						r.Digit(1, '5')
					} else {
						r.Digit(1, '5')
						r.Pressed(1, '5')
					}
				}
				synctest.Wait()
				if n := r.Figures().Steps - before; n != 3 {
					t.Errorf("three keys are %d digits", n)
				}
			})
		})
	}
}
