package record

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
)

// studio writes a tape as the sound process does.
type studio struct {
	t       testing.TB
	dir     string
	segment int
	run     int64
	w       audio.Writer
	size    int
	limit   int
}

func newStudio(t testing.TB, dir string) *studio {
	s := &studio{t: t, dir: dir, run: 1_800_000_000e9, limit: 1 << 30}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	s.turn()
	return s
}

// turn begins another segment.
func (s *studio) turn() {
	s.flush()
	s.segment++
	s.size = 0
	s.w.Add(&audio.Frame{Kind: audio.FrameRun, Wall: s.run})
	s.flush()
}

// restart begins another life of the sound process.
func (s *studio) restart() {
	s.run++
	s.turn()
}

func (s *studio) flush() {
	if b := s.w.Seal(); b != nil {
		s.raw(b)
	}
}

func (s *studio) raw(b []byte) {
	s.t.Helper()
	f, err := os.OpenFile(segmentPath(s.dir, s.segment), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		s.t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Write(b); err != nil {
		s.t.Fatal(err)
	}
	if s.size += len(b); s.size > s.limit {
		s.turn()
	}
}

func (s *studio) add(f *audio.Frame) {
	if !s.w.Add(f) {
		s.flush()
		s.w.Add(f)
	}
}

func (s *studio) start(num uint16, id string, at int64) {
	s.add(&audio.Frame{Kind: audio.FrameStart, Rec: num, At: at, Wall: s.run + at, Call: 7, Payload: []byte(id)})
}

func (s *studio) end(num uint16, at int64) {
	s.add(&audio.Frame{Kind: audio.FrameEnd, Rec: num, At: at})
}

// voice makes packets of 20 ms of a tone.
type voice struct {
	rec  uint16
	side uint8
	law  telephony.Codec
	hz   float64
	seq  uint16
	ts   uint32
	n    int
}

func (v *voice) packet(at int64) *audio.Frame {
	p := make([]byte, 160)
	for i := range p {
		s := int16(8000 * math.Sin(2*math.Pi*v.hz*float64(v.n)/8000))
		v.n++
		if p[i] = audio.EncodeA(s); v.law == telephony.PCMU {
			p[i] = audio.EncodeU(s)
		}
	}
	f := &audio.Frame{
		Kind: audio.FrameAudio, Rec: v.rec, Side: v.side, At: at, Fresh: v.seq == 0,
		Codec: audio.LawNumber(v.law), Seq: v.seq, TS: v.ts, Payload: p,
	}
	v.seq++
	v.ts += 160
	return f
}

// talk tapes seconds of 440 Hz from the caller and 880 Hz from the called.
func (s *studio) talk(num uint16, from int64, seconds int) {
	a := voice{rec: num, side: 0, law: telephony.PCMA, hz: 440}
	b := voice{rec: num, side: 1, law: telephony.PCMU, hz: 880, ts: 77777}
	for i := range seconds * 50 {
		at := from + int64(i+1)*20e6
		s.add(a.packet(at))
		s.add(b.packet(at + 7e6))
		if i%5 == 4 {
			s.flush() // the writer's 100 ms
		}
	}
}

// until runs a worker until a condition holds.
func until(t testing.TB, o Options, ok func() bool) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	o.Every = 5 * time.Millisecond
	go func() { done <- Run(ctx, o) }()
	deadline := time.Now().Add(30 * time.Second)
	for !ok() && time.Now().Before(deadline) {
		time.Sleep(5 * time.Millisecond)
	}
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if !ok() {
		t.Fatal("the worker did not get there")
	}
}

// ready says that a recording has its file.
func ready(o Options, id string) func() bool {
	return func() bool {
		_, state := Shelf{o.Tape, o.Out}.Find(telephony.RecordingID(id))
		return state == telephony.RecordingReady
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

func box(t testing.TB) Options {
	dir := t.TempDir()
	return Options{Tape: filepath.Join(dir, "tape"), Out: filepath.Join(dir, "audio")}
}
