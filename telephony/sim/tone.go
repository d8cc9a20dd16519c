package sim

import "math"

// Level is the loudness of samples in dBFS: a full sine is -3, silence far
// below -60.
func Level(samples []int16) float64 {
	if len(samples) == 0 {
		return -99
	}
	sum := 0.0
	for _, v := range samples {
		sum += float64(v) * float64(v)
	}
	return decibels(math.Sqrt(sum/float64(len(samples))) / 32768)
}

// ToneLevel is how loud one frequency is in the samples, in dBFS, by
// Goertzel's algorithm. A window keeps neighbours from leaking into it.
func ToneLevel(samples []int16, hz float64) float64 {
	n := len(samples)
	if n == 0 {
		return -99
	}
	w := 2 * math.Pi * hz / rate
	k := 2 * math.Cos(w)
	var s1, s2, weight float64
	for i, v := range samples {
		hann := 0.5 - 0.5*math.Cos(2*math.Pi*float64(i)/float64(n))
		weight += hann
		s1, s2 = hann*float64(v)+k*s1-s2, s1
	}
	power := s1*s1 + s2*s2 - k*s1*s2
	return decibels(math.Sqrt(max(power, 0)) / weight * math.Sqrt2 / 32768)
}

func decibels(ratio float64) float64 { return max(-99, 20*math.Log10(ratio+1e-9)) }

// Has says that a frequency stands out of the samples: it is audible, and it
// alone makes most of what is heard.
func Has(samples []int16, hz float64) bool {
	level := ToneLevel(samples, hz)
	return level > -45 && level > Level(samples)-6
}

// Windows cuts samples into windows of a length in milliseconds and tells in
// how many of them the frequency stands out.
func Windows(samples []int16, ms int, hz float64) (with, all int) {
	n := rate / 1000 * ms
	for ; len(samples) >= n; samples = samples[n:] {
		all++
		if Has(samples[:n], hz) {
			with++
		}
	}
	return with, all
}

// Loudest are the strongest frequencies from 200 to 3,400 Hz, the strongest
// first, in steps of 10 Hz.
func Loudest(samples []int16, most int) []int {
	if len(samples) > rate { // the newest second is enough
		samples = samples[len(samples)-rate:]
	}
	var levels [341]float64
	for i := 20; i < len(levels); i++ {
		levels[i] = ToneLevel(samples, float64(10*i))
	}
	var found []int
	for range most {
		best := 0
		for i, l := range levels {
			if i >= 20 && (best == 0 || l > levels[best]) {
				best = i
			}
		}
		if levels[best] < -45 {
			break
		}
		found = append(found, 10*best)
		for i := max(20, best-3); i <= min(best+3, len(levels)-1); i++ {
			levels[i] = -99
		}
	}
	return found
}
