package media

import (
	"encoding/binary"
	"math"
	"os"
	"os/exec"
	"testing"

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

// decode has mpg123 play a file: left and right at 8 kHz.
func decode(t testing.TB, path string) (left, right []int16) {
	t.Helper()
	if _, err := exec.LookPath("mpg123"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("mpg123 is missing: apt-get install mpg123")
		}
		t.Skip("mpg123 is missing: apt-get install mpg123")
	}
	out, err := exec.Command("mpg123", "-q", "-s", "-e", "s16", path).Output()
	if err != nil {
		t.Fatalf("mpg123 %s: %v", path, err)
	}
	for i := 0; i+3 < len(out); i += 4 {
		left = append(left, int16(binary.NativeEndian.Uint16(out[i:])))
		right = append(right, int16(binary.NativeEndian.Uint16(out[i+2:])))
	}
	return left, right
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
