package audio

import (
	"encoding/binary"
	"hash/crc32"
	"math"
	"os"
	"testing"
)

// noise is a signal of all levels, the same everywhere.
func noise() []int16 {
	x := make([]int16, 40000)
	seed := uint32(1)
	for i := range x {
		seed = seed*1664525 + 1013904223
		x[i] = int16(seed>>16) >> (i / 2500 % 16)
	}
	return x
}

// What the lower band is coded to, and what that is decoded to, agrees to the
// bit with another implementation (libspandsp 2, whose sums these are).
func TestG722IsTheStandards(t *testing.T) {
	x := noise()
	coded := make([]byte, len(x))
	var e G722Encoder
	e.Encode(coded, x)
	if sum := crc32.ChecksumIEEE(coded); sum != 0x18f31f71 {
		t.Errorf("coded: %#x", sum)
	}
	var d G722Decoder
	d.Decode(x, coded)
	var raw []byte
	for _, v := range x {
		raw = binary.LittleEndian.AppendUint16(raw, uint16(v))
	}
	if sum := crc32.ChecksumIEEE(raw); sum != 0xb64ea2a9 {
		t.Errorf("decoded: %#x", sum)
	}
}

// Of wide sound coded by libspandsp (two tones of 8000 each) the lower one
// comes out at its level, the upper one not at all, nor its mirror image.
func TestG722GivesNarrowSoundOfWide(t *testing.T) {
	coded, err := os.ReadFile("testdata/tones-1000-5500.g722")
	if err != nil {
		t.Fatal(err)
	}
	pcm := make([]int16, len(coded))
	var d G722Decoder
	d.Decode(pcm, coded)
	for hz, want := range map[float64]float64{1000: 8000, 2500: 0, 3000: 0, 300: 0} {
		if got := level(pcm[400:], hz); math.Abs(got-want) > 250 {
			t.Errorf("%v Hz at a level of %.0f, want %.0f", hz, got, want)
		}
	}
}

// A tone that goes through both comes out as it was.
func TestG722ThereAndBack(t *testing.T) {
	for _, amplitude := range []float64{100, 1000, 20000} {
		x := make([]int16, 4000)
		for i := range x {
			x[i] = int16(amplitude * math.Sin(2*math.Pi*1000*float64(i)/8000))
		}
		coded := make([]byte, len(x))
		new(G722Encoder).Encode(coded, x)
		new(G722Decoder).Decode(x, coded)
		if got := level(x[400:], 1000); math.Abs(got-amplitude) > amplitude*0.03+3 {
			t.Errorf("a tone of %.0f came back as %.0f", amplitude, got)
		}
	}
}

// level is how strong a tone is in samples of 8 kHz.
func level(pcm []int16, hz float64) float64 {
	var re, im float64
	for i, v := range pcm {
		s, c := math.Sincos(2 * math.Pi * hz * float64(i) / 8000)
		re, im = re+float64(v)*c, im+float64(v)*s
	}
	return 2 * math.Hypot(re, im) / float64(len(pcm))
}
