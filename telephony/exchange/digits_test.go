package exchange_test

import (
	"testing"
	"testing/synctest"

	"github.com/spojka/spojka/telephony"
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

// A key told in words goes on to whom the party talks with, on either side; a
// key heard beside the sound has gone on by itself.
func TestWire13KeysInWordsAreRelayed(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.ring(1)
		r.Answered(offer1, telephony.Sound{}, "i")
		r.saw("connect 1 with offer 1")
		r.Digit(1, '7')
		r.saw("press 7 of 1")
		r.Pressed(1, '7')
		r.Digit(offer1, '#')
		r.saw("press # of offer 1")
		synctest.Wait()
		if got := string(r.keys); got != "7" {
			t.Errorf("the desk was told %s of the caller", got)
		}
	})
}
