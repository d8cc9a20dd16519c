package exchange_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// How the sound of each party is shows while they talk, and is kept when they
// are gone, the caller's first; of who was never heard nothing is kept.
func TestSoundIsJudged(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.ring(1)
		r.wire.received.Store(150)
		r.Answered(offer1, telephony.Sound{}, "i")
		time.Sleep(5 * time.Second)
		sound := r.Snapshot().Calls[0].Sound
		if len(sound) != 2 || sound[0].Leg != 1 || sound[0].Received != 150 || sound[1].Leg != offer1 || sound[1].Seat != "201" {
			t.Fatalf("the sound is %+v", sound)
		}
		r.wire.remove(1)
		r.Ended(1, telephony.ByCaller)
		r.Sounded(telephony.Quality{Leg: offer1, Received: 400, Score: 440})
		r.Sounded(telephony.Quality{Leg: 1})
		r.Sounded(telephony.Quality{Leg: 77, Received: 1})
		r.saw("hang offer 1")
		r.book.mu.Lock()
		defer r.book.mu.Unlock()
		var kept []telephony.Sounded
		for _, f := range r.book.facts {
			if s, ok := f.(telephony.Sounded); ok {
				kept = append(kept, s)
			}
		}
		if len(kept) != 1 || kept[0].Quality.Seat != "201" || kept[0].Quality.Score != 440 || kept[0].Call == 0 {
			t.Errorf("kept: %+v", kept)
		}
	})
}

// FAULTS 8: after 20 s of silence a party is asked each ten seconds, after 50
// s, and then each minute, for the call itself; while it holds never.
func TestFault08Silence(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.ring(1)
		r.Answered(offer1, telephony.Sound{}, "i")
		asked := func() (all string) {
			for quiet := time.Second; quiet < 2*time.Minute; quiet += 10 * time.Second {
				r.Silent(offer1, quiet)
			}
			r.Silent(77, time.Minute)
			r.saw("answer 1")
			for _, line := range r.wire.heard() {
				if word, _, _ := strings.Cut(line, " "); slices.Contains([]string{"probe", "confirm"}, word) {
					all += word[:1]
				}
			}
			return all
		}
		if all := asked(); all != "pppcpppppc" {
			t.Errorf("asked: %s", all)
		}
		r.Moved(offer1, telephony.Sound{Held: true})
		if all := asked(); all != "pppcpppppc" {
			t.Errorf("asked while it holds: %s", all)
		}
	})
}
