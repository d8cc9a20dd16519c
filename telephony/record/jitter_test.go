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
