package audio

import (
	"bytes"
	"errors"
	"testing"
)

func frames() []Frame {
	return []Frame{
		{Kind: FrameRun, Wall: 1_800_000_000e9},
		{Kind: FrameStart, Rec: 5, At: 1e9, Wall: 1_800_000_001e9, Call: 42, Payload: []byte("0000001-00000042-1")},
		{Kind: FrameAudio, Rec: 5, Side: 0, At: 1.02e9, Fresh: true, Codec: 8, Seq: 65535, TS: 4294967200, Payload: bytes.Repeat([]byte{1}, 160)},
		{Kind: FrameAudio, Rec: 5, Side: 1, At: 1.025e9, Fresh: true, Codec: 0, Seq: 7, TS: 7, Payload: bytes.Repeat([]byte{2}, 240)},
		{Kind: FrameAudio, Rec: 5, Side: 0, At: 1.04e9, Codec: 8, Seq: 0, TS: 64, Payload: bytes.Repeat([]byte{3}, 160)},
		{Kind: FrameAudio, Rec: 5, Side: 0, At: 1.03e9, Codec: 8, Seq: 9, TS: 1000, Payload: bytes.Repeat([]byte{4}, 480)},
		{Kind: FrameAudio, Rec: 261, Side: 0, At: 1.03e9, Codec: 8, Seq: 1, TS: 1, Payload: bytes.Repeat([]byte{5}, 80)},
		{Kind: FrameAudio, Rec: 5, Side: 0, At: 1.06e9, Codec: 8, Seq: 10, TS: 1480, Payload: nil},
		{Kind: FrameEnd, Rec: 5, At: 6e9},
	}
}

func TestWhatIsTapedIsRead(t *testing.T) {
	want := frames()
	var w Writer
	for i := range want {
		if !w.Add(&want[i]) {
			t.Fatalf("frame %d doesn't fit", i)
		}
	}
	var blk Block
	b := w.Seal()
	if n, err := ReadBlock(&blk, b); err != nil || n != len(b) {
		t.Fatal(n, err)
	}
	for i := range want {
		var f Frame
		if ok, err := blk.Next(&f); !ok || err != nil {
			t.Fatalf("frame %d: %v, %v", i, ok, err)
		}
		if !same(&f, &want[i]) {
			t.Errorf("frame %d\n%+v was read as\n%+v", i, want[i], f)
		}
	}
	if ok, err := blk.Next(new(Frame)); ok || err != nil {
		t.Error("there is more than was written")
	}
}

func same(a, b *Frame) bool {
	x, y := *a, *b
	x.Payload, y.Payload = nil, nil
	if y.Kind == FrameRun {
		y.At = x.At
	}
	return x.Kind == y.Kind && x.Rec == y.Rec && x.Side == y.Side && x.At == y.At && x.Wall == y.Wall && x.Call == y.Call &&
		x.Fresh == y.Fresh && x.Codec == y.Codec && x.Seq == y.Seq && x.TS == y.TS && bytes.Equal(a.Payload, b.Payload)
}

// A packet of 20 ms takes six bytes more than its sound.
func TestPacketsAreTight(t *testing.T) {
	var w Writer
	f := Frame{Kind: FrameAudio, Codec: 8, Payload: make([]byte, 160)}
	w.Add(&f)
	before := len(w.b)
	f.Seq, f.TS = 1, 160
	w.Add(&f)
	if n := len(w.b) - before; n != 166 {
		t.Errorf("a packet takes %d bytes", n)
	}
}

func TestBlocksEndWhereTimeOrRoomEnds(t *testing.T) {
	var w Writer
	f := Frame{Kind: FrameAudio, Codec: 8, At: 10e9, Payload: make([]byte, 160)}
	w.Add(&f)
	for _, at := range []int64{9e9, 20e9, -1} {
		if f.At = at; w.Add(&f) {
			t.Errorf("a frame at %d fits into a block at 10 s", at)
		}
	}
	f.At = 10e9
	n := 0
	for w.Add(&f) {
		n++
	}
	if n < 1000 || n > 1300 {
		t.Errorf("a block takes %d packets", n)
	}
}

// The tape can be read up to a tear, and on after damage.
func TestTornTape(t *testing.T) {
	var w Writer
	var tape []byte
	var ends []int
	for i := range 5 {
		w.Add(&Frame{Kind: FrameAudio, Codec: 8, Seq: uint16(i), At: int64(i) * 1e8, Payload: bytes.Repeat([]byte{'S'}, 160)})
		tape = append(tape, w.Seal()...)
		ends = append(ends, len(tape))
	}
	for cut := range len(tape) + 1 {
		whole := 0
		for whole < 5 && ends[whole] <= cut {
			whole++
		}
		if got, _ := count(tape[:cut]); got != whole {
			t.Fatalf("cut at %d: %d blocks instead of %d", cut, got, whole)
		}
	}
	for i := range tape {
		damaged := bytes.Clone(tape)
		damaged[i] ^= 0x40
		if got, _ := count(damaged); got != 4 {
			t.Fatalf("with damage at %d: %d blocks", i, got)
		}
	}
}

// count reads all whole blocks.
func count(b []byte) (blocks, skipped int) {
	for len(b) > 0 {
		var blk Block
		n, err := ReadBlock(&blk, b)
		switch {
		case err == nil:
			blocks++
			b = b[n:]
		default: // at the end of all there is a short one is torn too
			n = Resync(b)
			skipped += n
			b = b[n:]
		}
	}
	return blocks, skipped
}

// Whatever lies on the tape: reading it ends, and says nothing that isn't there.
func FuzzTape(f *testing.F) {
	var w Writer
	for _, fr := range frames() {
		w.Add(&fr)
	}
	f.Add(bytes.Clone(w.Seal()))
	f.Add([]byte("SpT1SpT1SpT1"))
	f.Fuzz(func(t *testing.T, b []byte) {
		count(b)
		// The frames within, as if the sum were right.
		blk := Block{rest: b}
		var fr Frame
		for {
			ok, err := blk.Next(&fr)
			if err != nil && !errors.Is(err, ErrTorn) {
				t.Fatal(err)
			}
			if !ok {
				return
			}
			if len(fr.Payload) > len(b) || fr.Rec > 32767 || fr.Side > 1 {
				t.Fatalf("frame %+v", fr)
			}
		}
	})
}
