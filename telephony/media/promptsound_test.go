package media

import (
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
	"github.com/spojka/spojka/telephony/hours"
)

// spoken is how a prompt sounds.
type spoken struct {
	samples    []int16
	level      float64 // dBFS, of what isn't silence
	peak       int
	lead, tail float64 // s of silence before and behind
}

// soundOf reads a prompt: A-law, 8 kHz, one channel, and nothing between the
// head of 58 bytes and the samples.
func soundOf(t *testing.T, path string) (s spoken) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	le := binary.LittleEndian
	const head = 58
	if len(b) < head || string(b[:4]) != "RIFF" || string(b[8:16]) != "WAVEfmt " || le.Uint32(b[16:]) != 18 || le.Uint16(b[20:]) != 6 ||
		le.Uint16(b[22:]) != 1 || le.Uint32(b[24:]) != 8000 || string(b[50:54]) != "data" || len(b)-head-int(le.Uint32(b[54:])) > 1 {
		t.Fatalf("%s is not of the form that make.sh gives", path)
	}
	law := b[head:][:le.Uint32(b[54:])]
	s.samples = make([]int16, len(law))
	audio.Decode(s.samples, law, telephony.PCMA)
	s.measure()
	return s
}

// measure looks at windows of 10 ms; below -45 dBFS one is silent.
func (s *spoken) measure() {
	const window = 80
	power, loud, first, last := 0.0, 0, -1, 0
	for i := 0; i+window <= len(s.samples); i += window {
		sum := 0.0
		for _, v := range s.samples[i : i+window] {
			sum += float64(v) * float64(v) / window
			s.peak = max(s.peak, int(v), -int(v))
		}
		if 10*math.Log10(sum/32768/32768+1e-12) < -45 {
			continue
		}
		if first < 0 {
			first = i
		}
		power, loud, last = power+sum, loud+1, i+window
	}
	s.level = 10 * math.Log10(power/float64(max(loud, 1))/32768/32768+1e-12)
	s.lead, s.tail = float64(max(first, 0))/8000, float64(len(s.samples)-last)/8000
}

// aWord is the name of one of which hours and numbers are put together.
var aWord = regexp.MustCompile(`^((hour|minute|ten|digit|of-day|on-day)-\d+|number-\d+|hours-(are|today|else)|from|to|and|every-day|all-day|midnight|noon|am|pm|oh)-(cs|en)$`)

// Every prompt is as loud as the others, is nowhere cut off at the top, and has
// the silence around it that its use wants: a word next to none, a sentence
// enough for a caller to hear where it begins. Each that isn't a word of one
// language is there in both.
func TestPromptsSound(t *testing.T) {
	paths, err := filepath.Glob("prompts/*.wav")
	if err != nil || len(paths) < 180 {
		t.Fatalf("%d prompts: %v", len(paths), err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".wav")
		s := soundOf(t, path)
		length := float64(len(s.samples)) / 8000
		between := func(what string, got, low, high float64) {
			t.Helper()
			if got < low || got > high {
				t.Errorf("%s: %s %.3f, want %v to %v", name, what, got, low, high)
			}
		}
		if strings.HasPrefix(name, "pause-") {
			if s.peak > 100 || length != 0.35 {
				t.Errorf("%s: peak %d, %v s long", name, s.peak, length)
			}
			continue
		}
		between("peak", float64(s.peak), 6000, 28000)
		switch {
		case name == "music":
			between("level", s.level, -20, -16)
			between("length", length, 20, 60)
			continue
		case aWord.MatchString(name):
			between("length", length, 0.2, 2)
			between("silence before", s.lead, 0, 0.11)
			between("silence behind", s.tail, 0.02, 0.1)
		case strings.HasPrefix(name, "line-needed-"):
			between("length", length, 2.9, 3)
		case strings.HasPrefix(name, "voicemail-"): // its tone ends it, what follows is recorded
			between("silence before", s.lead, 0.25, 0.45)
			between("silence behind", s.tail, 0, 0.04)
		default:
			between("length", length, 1.2, 13)
			between("silence before", s.lead, 0.25, 0.45)
			between("silence behind", s.tail, 0.5, 0.7)
		}
		between("level", s.level, -22, -19)
		twin := strings.NewReplacer("-cs.wav", "-en.wav", "-en.wav", "-cs.wav").Replace(path)
		if _, err := os.Stat(twin); err != nil && !regexp.MustCompile(`^(hour|minute|ten|number)-\d+|^(am|pm|oh|noon)-`).MatchString(name) {
			t.Errorf("%s is there in one language only", name)
		}
	}
}

// Hours are told as people tell them: from each minute of the day to each hour,
// on each set of days, in both languages, no two words run into each other and
// none stands apart.
//
// Proves: S-CB-5
func TestHoursAreSaidInOneGo(t *testing.T) {
	sounds := map[string]spoken{}
	sound := func(name string) spoken {
		s, known := sounds[name]
		if !known {
			s = soundOf(t, filepath.Join("prompts", name+".wav"))
			sounds[name] = s
		}
		return s
	}
	apart := func(said []string) {
		t.Helper()
		for i := 1; i < len(said); i++ {
			one, next := sound(said[i-1]), sound(said[i])
			gap, most := one.tail+next.lead, 0.25
			if !aWord.MatchString(said[i-1]) || !aWord.MatchString(said[i]) {
				most = 1 // a pause, or a sentence before
			}
			if gap < 0.03 || gap > most {
				t.Errorf("between %s and %s are %.3f s", said[i-1], said[i], gap)
			}
		}
	}
	for _, lang := range []string{"cs", "en"} {
		for minute := telephony.Minute(0); minute < telephony.Midnight; minute++ {
			var week telephony.Week
			for day := range week {
				if minute%127>>day&1 == 1 {
					week[day] = []telephony.Span{{From: minute, Till: (minute/60 + 1) * 60}}
				}
			}
			c := hours.New(&telephony.Office{Hours: []telephony.Hours{{ID: "h", Week: week}}}, time.UTC)
			apart(c.Tell("h", time.Date(2026, 11, 3, 12, 0, 0, 0, time.UTC), false, lang))
		}
		apart(hours.Digits("01234567899876543210", lang))
	}
}
