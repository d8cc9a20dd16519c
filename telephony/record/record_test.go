package record

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
)

// The caller is heard on the right, the called on the left, and each only
// there, to the last second.
func TestCallerRightCalledLeft(t *testing.T) {
	o := box(t)
	s := newStudio(t, o.Tape)
	s.start(1, "0000001-00000001-1", 0)
	s.talk(1, 0, 10)
	s.end(1, 10e9)
	s.flush()
	until(t, o, ready(o, "0000001-00000001-1"))
	path, _ := Shelf{o.Tape, o.Out}.Find("0000001-00000001-1")
	if !strings.HasSuffix(path, "/audio/2027-01/0000001-00000001-1.mp3") {
		t.Errorf("the file is %s", path)
	}
	left, right := peers.Decode(t, path, "--no-gapless")
	if n := len(left); n < 80000 || n > 80000+4*576 {
		t.Errorf("10 s have %d samples", n)
	}
	for from := 4000; from+8000 < 80000; from += 8000 {
		l, r := left[from:from+8000], right[from:from+8000]
		if level(r, 440) < 6000 || level(l, 880) < 6000 || level(l, 440) > 100 || level(r, 880) > 100 {
			t.Errorf("second %d: left %.0f at 440, %.0f at 880; right %.0f, %.0f", from/8000,
				level(l, 440), level(l, 880), level(r, 440), level(r, 880))
		}
	}
}

// A recording that the sound process could not end, because it died, ends
// with its last packet.
func TestCutRecordingIsMade(t *testing.T) {
	o := box(t)
	s := newStudio(t, o.Tape)
	s.start(3, "0000001-00000001-1", 0)
	s.talk(3, 0, 3)
	s.flush()
	s.restart()
	s.start(3, "0000001-00000002-1", 0) // the same number, another life
	s.talk(3, 0, 2)
	s.end(3, 2e9)
	s.flush()
	until(t, o, func() bool {
		return ready(o, "0000001-00000001-1")() && ready(o, "0000001-00000002-1")()
	})
	for id, n := range map[telephony.RecordingID]int{"0000001-00000001-1": 24000, "0000001-00000002-1": 16000} {
		path, _ := Shelf{o.Tape, o.Out}.Find(id)
		_, right := peers.Decode(t, path, "--no-gapless")
		if len(right) < n || len(right) > n+4*576 || level(right[n-4000:n], 440) < 6000 {
			t.Errorf("%s has %d samples, level at the end %.0f", id, len(right), level(right[n-4000:n], 440))
		}
	}
}

// A talk in which nobody sent anything just before the sound process died
// lasted until then, as the others' packets tell, but not for ever.
func TestCutInSilence(t *testing.T) {
	o := box(t)
	s := newStudio(t, o.Tape)
	s.start(3, "0000001-00000001-1", 0)
	s.talk(3, 0, 1)
	s.start(4, "0000001-00000002-1", 3e9) // of which nothing comes at all
	s.start(5, "0000001-00000003-1", 4e9)
	s.talk(5, 4e9, 1)
	s.flush()
	s.restart()
	s.start(3, "0000001-00000004-1", 0) // its end is damaged
	s.talk(3, 0, 1)
	s.start(4, "0000001-00000005-1", 3600e9)
	s.flush()
	s.restart()
	until(t, o, ready(o, "0000001-00000005-1"))
	for id, n := range map[telephony.RecordingID]int{
		"0000001-00000001-1": 5 * 8000, "0000001-00000002-1": 2 * 8000, "0000001-00000003-1": 8000, "0000001-00000004-1": 61 * 8000, "0000001-00000005-1": 0,
	} {
		path, _ := Shelf{o.Tape, o.Out}.Find(id)
		if _, right := peers.Decode(t, path, "--no-gapless"); len(right) < n || len(right) > n+4*576 {
			t.Errorf("%s has %d samples, wanted %d", id, len(right), n)
		}
	}
}

// Bad bytes on the tape cost what they hit, are counted, and nothing else.
func TestDamageIsPassedOver(t *testing.T) {
	o := box(t)
	s := newStudio(t, o.Tape)
	s.start(1, "0000001-00000001-1", 0)
	s.talk(1, 0, 5)
	s.flush()
	s.raw([]byte("SpT1 this is no block, but it looks like the beginning of one"))
	s.talk(1, 5e9, 5)
	s.end(1, 10e9)
	s.flush()
	path := segmentPath(o.Tape, 1)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/4] ^= 0x10 // within the first half
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	var told []string
	o.Trouble = func(what string, err error) { told = append(told, what) }
	until(t, o, ready(o, "0000001-00000001-1"))
	if len(told) == 0 || !strings.Contains(told[0], "damaged") {
		t.Errorf("trouble told: %q", told)
	}
	file, _ := Shelf{o.Tape, o.Out}.Find("0000001-00000001-1")
	_, right := peers.Decode(t, file, "--no-gapless")
	if len(right) < 80000 || level(right[72000:80000], 440) < 6000 {
		t.Error("what follows the damage is lost")
	}
}

// The tape goes when all of it is in files, and not before.
func TestTapeGoesWhenItIsMade(t *testing.T) {
	o := box(t)
	s := newStudio(t, o.Tape)
	s.limit = 100_000
	s.start(1, "0000001-00000001-1", 0) // goes on
	for i := range 6 {
		id := string(telephony.CallID(telephony.Compose(1, uint32(10+i))).Recording(1))
		from := int64(i) * 4e9
		s.start(2, id, from)
		s.talk(2, from, 4)
		s.end(2, from+4e9)
	}
	s.flush()
	last := "0000001-00000015-1"
	until(t, o, ready(o, last))
	if all, _ := segments(o.Tape); len(all) < 4 || all[0] != 1 {
		t.Errorf("a recording goes on from the first segment, but left are %v", all)
	}
	if _, state := (Shelf{o.Tape, o.Out}).Find("0000001-00000001-1"); state != telephony.RecordingMaking {
		t.Errorf("a recording on the tape is %s", state)
	}
	s.end(1, 24e9)
	s.turn()
	until(t, o, func() bool {
		all, _ := segments(o.Tape)
		return len(all) == 1 && ready(o, "0000001-00000001-1")()
	})
}

func TestFindKnowsWhatIsMissing(t *testing.T) {
	o := box(t)
	for _, id := range []telephony.RecordingID{"0000001-00000001-1", "", "../../etc/passwd", "a/b"} {
		if path, state := (Shelf{o.Tape, o.Out}).Find(id); path != "" || state != telephony.RecordingMissing {
			t.Errorf("%q is %s at %q", id, state, path)
		}
	}
}

// What is said as loud as can be comes out of the file as loud, not cut off at
// the top, and what is softer by as much softer. A voice that is cut off before
// it comes to us is a square wave, whose first harmonic is louder than it.
func TestFileIsAsLoudAsTheTalk(t *testing.T) {
	sine := math.Sin
	square := func(x float64) float64 { return math.Copysign(1, math.Sin(x+0.001)) }
	for _, c := range []struct {
		wave     func(float64) float64
		at, want float64
	}{{sine, 32000, 32000}, {sine, 24000, 24000}, {sine, 8000, 8000}, {sine, 1000, 1000}, {square, 32000, 40743}, {square, 8000, 10186}} {
		for _, hz := range []float64{220, 440, 1000, 2500} {
			path := filepath.Join(t.TempDir(), "2026-11", "0000001-00000001-1.mp3")
			m, err := newMix(path, 0)
			if err != nil {
				t.Fatal(err)
			}
			for n := range int64(150) {
				pcm := make([]byte, 160)
				for i := range pcm {
					pcm[i] = audio.EncodeA(int16(c.at * c.wave(2*math.Pi*hz*float64(n*160+int64(i))/8000)))
				}
				m.put(&audio.Frame{Kind: audio.FrameAudio, Codec: 8, Seq: uint16(n), TS: uint32(n * 160), Fresh: n == 0, At: (n + 1) * 20e6, Payload: pcm})
			}
			if err := m.finish(3e9); err != nil {
				t.Fatal(err)
			}
			_, right := peers.Decode(t, path)
			if got := strength(right[4000:20000], hz); math.Abs(got-c.want) > c.want*0.04 {
				t.Errorf("%.0f Hz at %.0f comes out at %.0f, want %.0f", hz, c.at, got, c.want)
			}
		}
	}
}
