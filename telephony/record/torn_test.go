package record

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
)

func rounds(n int) int {
	if soak, err := strconv.Atoi(os.Getenv("SPOJKA_SOAK")); err == nil {
		return max(n, soak)
	}
	return n
}

// The tape, a chain, the list of what is made and the audit's report are cut
// off or have bytes flipped, again and again: the worker goes on, recordings
// that were made stay as they are, the next one is made, and the audit says
// when a chain doesn't hold, or is cut where no line ends, nothing.
//
// FAULTS 3
func TestTornFiles(t *testing.T) {
	dice := rand.New(rand.NewPCG(5, 6))
	for round := range rounds(20) {
		o, ids := recorded(t, 3)
		whole, _, err := sumOf(fileOf(o, ids[0]))
		if err != nil {
			t.Fatal(err)
		}
		chain := filepath.Join(filepath.Dir(fileOf(o, ids[0])), chainName)
		for _, path := range []string{segmentPath(o.Tape, 1), chain, filepath.Join(o.Tape, making), filepath.Join(o.Out, reportName)} {
			hurt(t, path, dice)
		}
		s := newStudio(t, o.Tape)
		s.segment, s.run = 1, s.run+1
		s.restart()
		next := string(telephony.CallID(telephony.Compose(2, uint32(round+1))).Recording(1))
		s.start(1, next, 0)
		s.talk(1, 0, 2)
		s.end(1, 2e9)
		s.flush()
		until(t, o, ready(o, next))
		if sum, _, err := sumOf(fileOf(o, ids[0])); err != nil || sum != whole {
			t.Errorf("round %d: a recording that was made is another: %v", round, err)
		}
		for _, path := range filesOf(filepath.Dir(chain)) {
			if _, right := peers.Decode(t, path, "--no-gapless"); len(right) == 0 {
				t.Errorf("round %d: %s can't be played", round, path)
			}
		}
		_ = audited(t, o, called(append(ids, next)...), nil)
		if read, err := readChain(filepath.Dir(chain)); err != nil || read.byID()[telephony.RecordingID(next)].sum == "" {
			t.Errorf("round %d: the next recording has no link: %v", round, err)
		}
	}
}

// hurt cuts a file off or flips some of its bytes; one that isn't there begins
// with noise.
func hurt(t *testing.T, path string, dice *rand.Rand) {
	t.Helper()
	b, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) || len(b) == 0 {
		b = make([]byte, 100)
	} else if err != nil {
		t.Fatal(err)
	}
	if dice.IntN(3) == 0 {
		b = b[:dice.IntN(len(b))]
	} else {
		for range 1 + dice.IntN(64) {
			b[dice.IntN(len(b))] ^= byte(1 + dice.IntN(255))
		}
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}
