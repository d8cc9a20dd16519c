package sim

import (
	"math"

	"github.com/spojka/spojka/telephony/audio"
)

const (
	rate  = 8000
	frame = rate / 50 // samples of 20 ms
)

// Source makes sound, 20 ms a time: it fills the frame.
type Source func(frame []int16)

// Tone is a sine of this frequency; level is in dBFS (0: full scale, -20: a
// pleasant loudness).
func Tone(hz, level float64) Source {
	return Chord(level, hz)
}

// Chord sounds several frequencies at once, each at this level.
func Chord(level float64, hz ...float64) Source {
	n := 0
	amplitude := 32767 * math.Pow(10, level/20)
	return func(f []int16) {
		for i := range f {
			v := 0.0
			for _, h := range hz {
				v += math.Sin(2 * math.Pi * h * float64(n) / rate)
			}
			f[i] = int16(max(-32768, min(32767, amplitude*v)))
			n++
		}
	}
}

// Gentle is what a simulated seat says: two soft notes in turn, so that a
// person hears at once that somebody is there.
func Gentle(first, second float64) Source {
	n := 0
	notes := []Source{Tone(first, -20), Tone(second, -20)}
	return func(f []int16) {
		const beat = 50 // frames
		notes[n/beat%2](f)
		if left := beat - n%beat; left < 10 { // no clicks between the notes
			for i := range f {
				f[i] = int16(int(f[i]) * left / 10)
			}
		} else if n%beat < 10 {
			for i := range f {
				f[i] = int16(int(f[i]) * (n % beat) / 10)
			}
		}
		n++
	}
}

// Samples plays samples once, then silence.
func Samples(s []int16) Source {
	return func(f []int16) {
		n := copy(f, s)
		clear(f[n:])
		s = s[n:]
	}
}

// encode codes samples by A-law.
func encode(dst []byte, src []int16) {
	for i, v := range src {
		dst[i] = audio.EncodeA(v)
	}
}
