package audio

import (
	"testing"
	"time"
)

// Landmarks of ITU-T G.107: R of 93.2 is a MOS of 4.41, 80 of 4.03, 50 of 2.58.
func TestOpinionFollowsTheEModel(t *testing.T) {
	for r, want := range map[int64]int{93_200: 441, 80_000: 402, 70_000: 360, 60_000: 310, 50_000: 258, 0: 100, -5: 100, 120_000: 450} {
		if got := opinion(r); got < want-1 || got > want+1 {
			t.Errorf("R of %d is a MOS of %d, want %d", r, got, want)
		}
	}
}

func TestScoreFallsWithLossJitterAndDelay(t *testing.T) {
	ms := time.Millisecond
	for _, c := range []struct {
		received, lost uint64
		jitter, round  time.Duration
		least, most    int
	}{
		{0, 0, 0, 0, 0, 0},
		{1000, 0, 0, 0, 435, 445},
		{990, 10, 0, 0, 425, 436}, // 1 % is hardly heard
		{950, 50, 0, 20 * ms, 360, 400},
		{800, 200, 0, 0, 180, 270},
		{1000, 0, 40 * ms, 0, 425, 440},
		{1000, 0, 0, 600 * ms, 300, 390},
		{1, 1 << 60, 0, time.Hour, 100, 100},
	} {
		if got := Score(c.received, c.lost, c.jitter, c.round); got < c.least || got > c.most {
			t.Errorf("%+v scores %d", c, got)
		}
	}
}
