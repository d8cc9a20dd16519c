package record

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
)

// Packets that come up to 200 ms late, each by another time, lose nothing of a
// recording, and hardly move what it holds.
func TestJitterOf200Milliseconds(t *testing.T) {
	p := &party{t: new(track), jitter: 1600, delay: 240, dice: rand.New(rand.NewPCG(3, 3))}
	for n := range int64(600 * 50) {
		p.say(n)
	}
	if len(p.clicks) < 597 {
		t.Fatalf("of 600 clicks %d are left", len(p.clicks))
	}
	for i := 1; i < len(p.clicks); i++ {
		if d := p.clicks[i] - p.clicks[i-1] - 8000; d > 200 || d < -200 {
			t.Errorf("click %d lies %d samples from where it belongs", i, d)
		}
	}
}

// Whatever the length of packets, and in either order of two, a tone comes out
// as it went in.
func TestWire10AnyPacketTime(t *testing.T) {
	for _, ptime := range []int64{10, 20, 30, 40, 60} {
		samples := ptime * 8
		var tr track
		var out []int16
		take := func(until int64) {
			var dst [2]int16
			for tr.out < until {
				tr.take(dst[:])
				out = append(out, dst[0])
			}
		}
		put := func(n int64) {
			pcm := make([]byte, samples)
			for i := range pcm {
				pcm[i] = audio.EncodeA(int16(8000 * math.Sin(2*math.Pi*440*float64(n*samples+int64(i))/8000)))
			}
			arrived := (n+1)*samples + 100
			take(arrived - hold)
			tr.put(&audio.Frame{Codec: 8, Seq: uint16(n), TS: uint32(n * samples), Fresh: n == 0, Payload: pcm}, arrived, telephony.PCMA)
		}
		put(0)
		for n := int64(1); n < 5000/ptime; n += 2 { // each two the wrong way round
			put(n + 1)
			put(n)
		}
		take(5 * 8000)
		for from := 1000; from < 30000; from += 1000 {
			if l := strength(out[from:from+1000], 440); l < 7600 || l > 8400 {
				t.Errorf("%d ms a packet: 440 Hz at %.0f after %d samples", ptime, l, from)
				break
			}
		}
	}
}

// strength is a tone's amplitude within samples.
func strength(pcm []int16, hz float64) float64 {
	var re, im float64
	for i, v := range pcm {
		s, c := math.Sincos(2 * math.Pi * hz * float64(i) / 8000)
		re, im = re+float64(v)*c, im+float64(v)*s
	}
	return 2 * math.Hypot(re, im) / float64(len(pcm))
}

// speaker says 440 Hz without a pause, so that there is no silence to slip in.
type speaker struct {
	tr   track
	seq  uint16
	ts   uint32
	said int // samples
	out  []int16
}

// say puts the next packet on the track at a time, in samples.
func (s *speaker) say(arrived int64) {
	pcm := make([]byte, 160)
	for i := range pcm {
		pcm[i] = audio.EncodeA(int16(8000 * math.Sin(2*math.Pi*440*float64(s.said)/8000)))
		s.said++
	}
	s.take(arrived - hold)
	s.tr.put(&audio.Frame{Codec: 8, Seq: s.seq, TS: s.ts, Fresh: s.said == 160, Payload: pcm}, arrived, telephony.PCMA)
	s.seq++
	s.ts += 160
}

func (s *speaker) take(until int64) {
	var dst [2]int16
	for s.tr.out < until {
		s.tr.take(dst[:])
		s.out = append(s.out, dst[0])
	}
}

// smooth wants the tone without a click in a stretch of what came out. The
// second difference of a sine of that loudness is below 960, that of coding it
// adds some.
func (s *speaker) smooth(t *testing.T, from, to int) {
	t.Helper()
	for i := from; i+160 <= to; i += 160 {
		if l := strength(s.out[i:i+160], 440); l < 7000 || l > 9000 {
			t.Fatalf("at %d the tone has %.0f", i, l)
		}
	}
	for i := from + 2; i < to; i++ {
		if d := int(s.out[i]) - 2*int(s.out[i-1]) + int(s.out[i-2]); d > 1800 || d < -1800 {
			t.Fatalf("at %d it clicks by %d: %d", i, d, s.out[i-4:i+4])
		}
	}
}

// The first packet is late, by more than the others ever are: nothing is lost,
// nothing clicks, and all stands where it was said.
func TestLateFirstPacketMovesNothing(t *testing.T) {
	for _, late := range []int64{100, 400, 1200, 2400} {
		var s speaker
		s.say(160 + 80 + late)
		for n := int64(2); n < 500; n++ {
			s.say(max(n*160+80, 160+80+late))
		}
		s.take(490 * 160)
		s.smooth(t, 160, 480*160)
		first := 0
		for s.out[first] == 0 {
			first++
		}
		if first < 70 || first > 90 {
			t.Errorf("%d late: the sound begins at %d, want 80", late, first)
		}
	}
}

// Who speaks without a pause by a clock that runs wrong is heard without a
// click, though the track has to slip.
func TestSlipsInSpeechAreNotHeard(t *testing.T) {
	for _, ppm := range []int64{200, -200} {
		var s speaker
		for n := int64(1); n < 400*50; n++ {
			s.say(n*160 - n*160*ppm/1_000_000 + 80)
		}
		s.take(395 * 8000)
		s.smooth(t, 160, 390*8000)
		if s.tr.slips == 0 {
			t.Errorf("at %d ppm it never slipped", ppm)
		}
		if off := s.tr.shift - 80 + 400*8000*ppm/1_000_000; off > forceOff+slipOff || off < -forceOff-slipOff {
			t.Errorf("at %d ppm it is %d off", ppm, off)
		}
	}
}

// The way of the packets becomes shorter, or longer, for good: the track comes
// to its new place and stays there, without going past it.
func TestSlipEndsWhereItShould(t *testing.T) {
	for _, change := range []int64{800, -800} {
		var s speaker
		end, far := int64(0), int64(0)
		for n := int64(1); n < 60*50; n++ {
			delay := int64(1600)
			if n > 500 {
				delay += change
			}
			s.say(n*160 + delay)
			end = s.tr.shift - 1600 // where the track is, by what it was
			if change < 0 {
				far = min(far, end)
			} else {
				far = max(far, end)
			}
		}
		if d := end - change; d > forceOff || d < -forceOff {
			t.Errorf("changed by %d the track ends at %d", change, end)
		}
		if d := far - change; change > 0 && d > slipOff || change < 0 && d < -slipOff {
			t.Errorf("changed by %d the track went to %d", change, far)
		}
	}
}

// A phone's timestamps jump in mid-talk, forward or back, while its packets go
// on: nothing is lost. A small jump forward may be silence that it leaves out,
// so that it is some until the track has slipped back.
func TestTimestampsJump(t *testing.T) {
	for _, jump := range []int32{160, 800, 4000, 5900, 100_000, 1 << 30, -160, -800, -4000, -100_000, -1 << 30} {
		var s speaker
		for n := int64(1); n < 20*50; n++ {
			if n == 300 {
				s.ts += uint32(jump)
			}
			s.say(n*160 + 80)
		}
		s.take(990 * 160)
		whole := 0
		for i := 160; i+160 <= 980*160; i += 160 {
			if l := strength(s.out[i:i+160], 440); l > 7000 {
				whole++
			}
		}
		silent := int32(0)
		if jump > 0 && jump <= jumpOff {
			silent = jump / 160
		}
		if all := 980 - 1; whole < all-3-int(silent) {
			t.Errorf("a jump of %d costs %d packets' lengths", jump, all-whole)
		}
	}
}

// Whatever comes, the track lays it within its bounds.
func FuzzTrack(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
	f.Fuzz(func(t *testing.T, b []byte) {
		var tr track
		var dst [2]int16
		at := int64(0)
		for ; len(b) >= 6; b = b[6:] {
			at += int64(b[0]) * 8
			for tr.out < at-hold {
				tr.take(dst[:])
			}
			frame := audio.Frame{
				Codec: 8, Fresh: b[1]&7 == 0, Seq: uint16(b[2]), TS: uint32(int32(int8(b[3]))) * uint32(1+int(b[4])*40),
				Payload: make([]byte, int(b[5])*int(b[1]&3)),
			}
			tr.put(&frame, at, telephony.PCMA)
		}
	})
}
