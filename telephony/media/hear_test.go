package media

import (
	"math"

	"github.com/spojka/spojka/telephony/audio"
)

// tone makes packets of 20 ms, A-law.
func tone(hz float64) func() []byte {
	n := 0
	return func() []byte {
		b := make([]byte, 160)
		for i := range b {
			b[i] = audio.EncodeA(int16(8000 * math.Sin(2*math.Pi*hz*float64(n)/8000)))
			n++
		}
		return b
	}
}

// level is a tone's amplitude within samples (Goertzel).
func level(pcm []int16, hz float64) float64 {
	c := 2 * math.Cos(2*math.Pi*hz/8000)
	var a, b float64
	for _, v := range pcm {
		a, b = float64(v)+c*a-b, a
	}
	return 2 * math.Sqrt(a*a+b*b-c*a*b) / float64(len(pcm))
}

// toneWindow is so short that a slip of the track, whose pitch nobody hears,
// takes nothing of a tone's level within.
const toneWindow = 200

// weakest is a tone's lowest level within samples.
func weakest(pcm []int16, hz float64) float64 {
	low := math.Inf(1)
	for ; len(pcm) >= toneWindow; pcm = pcm[toneWindow:] {
		low = min(low, level(pcm[:toneWindow], hz))
	}
	return low
}

// packetsOf counts the packet lengths in which a tone is heard: a computer that
// is busy breaks the tone between them.
func packetsOf(pcm []int16, hz float64) (n int) {
	for ; len(pcm) >= 160; pcm = pcm[160:] {
		if level(pcm[:160], hz) > 4000 {
			n++
		}
	}
	return n
}
