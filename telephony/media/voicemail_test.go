package media

import (
	"bytes"
	"context"
	"net/netip"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
	"github.com/spojka/spojka/telephony/record"
)

// Words are said one after the other without a gap between them, and one end
// is told: that of the last.
//
// Proves: S-CB-5
func TestWordsInARow(t *testing.T) {
	o := serve(t, Options{Bind: netip.MustParseAddr("127.62.31.1"), Ports: [2]uint16{20000, 20999}, TapeDir: filepath.Join(t.TempDir(), "tape")})
	e := newEars()
	c := dial(t, o, e)
	caller := newPhone(t, "127.62.31.2")
	seize(t, c, 1, caller, caller.sound())
	c.Say(1, "from-cs of-day-1-cs no-such-word to-cs of-day-5-cs")
	e.until(t, "the last word's end", func() bool { return len(e.said) == 1 })
	if e.said[0] != "of-day-5-cs" {
		t.Errorf("told of the end of %q", e.said)
	}
}

func TestWordsAreJoined(t *testing.T) {
	s := newBench(t, "127.62.32.1")
	l := s.use(0, 1, netip.MustParseAddrPort("127.62.32.2:4000"))
	for _, w := range []string{"from-cs", "none", "of-day-1-cs"} {
		s.sayTo(l, w, true)
	}
	s.sayTo(l, "to-cs", false)
	said := func(words ...string) {
		t.Helper()
		var got, want []byte
		for b := make([]byte, 160); l.play.fill(b); {
			got = append(got, b...)
		}
		for _, w := range words {
			want = append(want, samplesOf(t, w)...)
		}
		for len(want)%160 != 0 {
			want = append(want, audio.SilenceA)
		}
		if last := words[len(words)-1]; !bytes.Equal(got, want) || l.play.saying != last {
			t.Errorf("%d samples are said instead of the %d of %q, the end of %q told", len(got), len(want), words, l.play.saying)
		}
	}
	said("from-cs", "of-day-1-cs", "to-cs")
	// A prompt of its own doesn't say them again.
	s.sayTo(l, "of-day-2-cs", false)
	said("of-day-2-cs")
}

// A party who talks with nobody hears a prompt to its end, which is told once,
// and is recorded alone: right, the left side silent.
func TestPromptThenRecordingOfOne(t *testing.T) {
	dir := t.TempDir()
	o := serve(t, Options{Bind: netip.MustParseAddr("127.57.31.1"), Ports: [2]uint16{20000, 20999}, TapeDir: filepath.Join(dir, "tape")})
	e := newEars()
	c := dial(t, o, e)
	caller := newPhone(t, "127.57.31.2")
	seize(t, c, 1, caller, caller.sound())
	c.Say(1, "no-such-prompt")
	c.Say(1, "message-taken-en")
	e.until(t, "the prompts' ends", func() bool { return len(e.said) == 2 })
	if e.said[0] != "no-such-prompt" || e.said[1] != "message-taken-en" {
		t.Errorf("told of the ends of %q", e.said)
	}
	const id = telephony.RecordingID("0000001-00000009-1")
	c.Record(1, 9, id)
	speak := tone(880)
	for range 100 {
		caller.send(speak())
		time.Sleep(20 * time.Millisecond)
	}
	c.Record(1, 9, "")
	out := filepath.Join(dir, "audio")
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	go func() { _ = record.Run(ctx, record.Options{Tape: filepath.Join(dir, "tape"), Out: out}) }()
	shelf, path := record.Shelf{Tape: filepath.Join(dir, "tape"), Out: out}, ""
	for path == "" && ctx.Err() == nil {
		if p, state := shelf.Find(id); state == telephony.RecordingReady {
			path = p
		}
		time.Sleep(20 * time.Millisecond)
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatal("no file was made of the recording")
	}
	left, right := peers.Decode(t, path)
	spoken := 0 // quarters of a second
	for i := 0; i+2000 <= len(right); i += 2000 {
		if level(right[i:i+2000], 880) > 1000 {
			spoken++
		}
		if level(left[i:i+2000], 880) > 100 {
			t.Fatalf("the caller is heard on the other side at %d", i)
		}
	}
	if spoken < 4 {
		t.Errorf("of 2 s the caller is heard in %d quarters of a second", spoken)
	}
}
