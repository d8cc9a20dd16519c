package media

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony/audio"
)

// The ring gives back what went in, in order, over its edge and at different
// paces; what doesn't fit is counted, and ends always fit.
func TestRing(t *testing.T) {
	r, err := newRing(4 * ringChunk)
	if err != nil {
		t.Fatal(err)
	}
	defer r.free()
	put, got := uint16(0), uint16(0)
	var f audio.Frame
	for round := range 400 {
		for range round % 150 {
			lost := r.lost
			r.putAudio(1, 0, false, 8, put, 0, 0, bytes.Repeat([]byte{byte(put)}, 100+int(put)%200))
			if r.lost == lost {
				put++
			}
		}
		for range (round * 7) % 160 {
			if !r.next(&f) {
				break
			}
			if f.Seq != got || len(f.Payload) != 100+int(got)%200 || f.Payload[50] != byte(got) {
				t.Fatalf("instead of %d came %d with %d bytes", got, f.Seq, len(f.Payload))
			}
			r.done()
			got++
		}
	}
	for r.next(&f) {
		r.done()
		got++
	}
	if got != put || put < 10000 {
		t.Errorf("%d went in, %d came out", put, got)
	}
	for r.lost = 0; r.lost == 0; {
		r.putAudio(1, 0, false, 8, 0, 0, 0, packetOf(1))
	}
	if !r.putEnd(1, 0) {
		t.Error("no room for an end")
	}
}

// The ring holds five seconds of a hundred recorded calls.
func TestRingOutlastsASlowCard(t *testing.T) {
	r, err := newRing(ringSize)
	if err != nil {
		t.Fatal(err)
	}
	defer r.free()
	for i := range 5 * 100 * 100 {
		r.putAudio(uint16(i%100), 0, false, 8, 0, 0, 0, packetOf(1))
	}
	if r.lost > 0 {
		t.Errorf("%d packets of five seconds were lost", r.lost)
	}
}

// What goes to the tape takes hardly more than the sound: with the MP3 at a
// quarter of it, both stay below 1.3 times.
func TestTapeIsSmall(t *testing.T) {
	dir := t.TempDir()
	tp, err := newTape(dir, 1<<20, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	rec := tp.begin("0000001-00000001-1", 1, 0, 0)
	sound := 0
	for block := range 20 { // of 100 ms
		for i := range 5 {
			for side := range uint8(2) {
				at := int64(block*5+i) * 20e6
				tp.ring.putAudio(rec.num, side, false, 8, uint16(block*5+i), uint32(block*5+i)*160, at, packetOf(1))
				sound += 160
			}
		}
		for tp.ring.head.Load() != tp.ring.tail.Load() {
			time.Sleep(time.Millisecond)
		}
	}
	tp.end(rec, 2e9)
	if err := tp.close(); err != nil {
		t.Fatal(err)
	}
	size := 0
	names, _ := filepath.Glob(filepath.Join(dir, "*.tape"))
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		size += int(info.Size())
	}
	if size > sound*110/100 { // one call alone; blocks weigh less with more
		t.Errorf("%d bytes of sound take %d on the tape", sound, size)
	}
}

// The disk is full when one recording ends and the next one begins, and has room
// again later: each has its beginning and its end, though what was said
// meanwhile is lost. One that never ended would keep the tape for ever.
func TestFullDiskLosesNoEnds(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	tp := &tape{dir: dir, limit: 1 << 20, run: time.Now().UnixNano()}
	var err error
	if tp.ring, err = newRing(ringSize); err != nil {
		t.Fatal(err)
	}
	defer tp.ring.free()
	if err := tp.turn(); err != nil {
		t.Fatal(err)
	}
	good := tp.file
	defer good.Close()
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	defer full.Close()
	second := int64(time.Second)
	said := func(r *recording, from, till int64) {
		high := tone(880)
		for at := from; at < till; at += 20e6 {
			tp.ring.putAudio(r.num, 0, at == from, 8, uint16(at/20e6), uint32(at/125_000), at+20e6, high())
		}
		tp.drain()
	}
	first := tp.begin("0000001-00000001-1", 1, 0, tp.run)
	said(first, 0, 3*second)
	tp.file = full
	said(first, 3*second, 4*second)
	tp.end(first, 4*second)
	tp.drain()
	next := tp.begin("0000001-00000002-1", 2, 5*second, tp.run)
	said(next, 5*second, 15*second)
	tp.file = good
	said(next, 15*second, 18*second)
	tp.end(next, 18*second)
	tp.drain()
	for id, want := range map[string]struct{ seconds, silent, sounds int }{"0000001-00000001-1": {4, 3, 1}, "0000001-00000002-1": {13, 5, 11}} {
		_, right := peers.Decode(t, made(t, dir, out, id))
		if got := len(right) / 8000; got != want.seconds {
			t.Errorf("of %d s %s has %d", want.seconds, id, got)
			continue
		}
		if quiet, loud := level(right[want.silent*8000+2000:][:4000], 880), level(right[want.sounds*8000:][:4000], 880); quiet > 200 || loud < 4000 {
			t.Errorf("%s: %.0f where the disk was full, %.0f where it wasn't", id, quiet, loud)
		}
	}
}

// The sound process starts while the disk takes nothing: calls have sound, and
// the recording of one that began meanwhile is made once it does.
func TestStartsWithoutADisk(t *testing.T) {
	dir, out := filepath.Join(t.TempDir(), "tape"), t.TempDir()
	if err := os.WriteFile(dir, nil, 0o600); err != nil { // no folder can be there
		t.Fatal(err)
	}
	tp, err := newTape(dir, 1<<20, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	const id = "0000001-00000001-1"
	rec := tp.begin(id, 1, 0, tp.run)
	for tp.ring.head.Load() != tp.ring.tail.Load() {
		time.Sleep(time.Millisecond)
	}
	if _, failed, _ := tp.health(); failed == 0 {
		t.Error("nobody is told")
	}
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	high := tone(880)
	for i := range 100 {
		tp.ring.putAudio(rec.num, 0, i == 0, 8, uint16(i), uint32(i*160), int64(i+1)*20e6, high())
	}
	tp.end(rec, 2e9)
	if err := tp.close(); err != nil {
		t.Fatal(err)
	}
	next, err := newTape(dir, 1<<20, time.Now().Add(time.Hour)) // tells the reader that it goes on
	if err != nil {
		t.Fatal(err)
	}
	defer next.close()
	if _, right := peers.Decode(t, made(t, dir, out, id)); len(right) < 16000 || weakest(right[1600:14400], 880) < 4000 {
		t.Errorf("the recording has %d samples, the tone at %.0f", len(right), weakest(right[1600:14400], 880))
	}
}

// A full segment is followed by another; a disk that refuses is counted and
// nothing more.
func TestTapeTurnsAndSurvivesRefusal(t *testing.T) {
	dir := t.TempDir()
	tp, err := newTape(dir, 20_000, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		for range 100 {
			tp.ring.putAudio(1, 0, false, 8, 0, 0, 0, packetOf(byte(i)))
		}
		for tp.ring.head.Load() != tp.ring.tail.Load() {
			time.Sleep(time.Millisecond)
		}
	}
	if err := tp.close(); err != nil {
		t.Fatal(err)
	}
	if names, _ := filepath.Glob(filepath.Join(dir, "*.tape")); len(names) < 4 {
		t.Errorf("segments are %v", names)
	}
	if last, err := lastSegment(dir); err != nil || last < 4 {
		t.Errorf("the last segment is %d, %v", last, err)
	}
	if tp.timed(func() error { return errors.New("no space left on device") }) || tp.failed.Load() != 1 {
		t.Error("a refusal isn't counted")
	}
}
