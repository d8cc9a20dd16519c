package audio

import (
	"encoding/binary"
	"hash/crc32"

	"github.com/spojka/spojka/telephony"
)

// The tape is a row of blocks, each complete in itself: what was torn or
// damaged costs that block and no other. All integers are little endian.
//
//	0-3 "SpT1"  4-7 length of the body  8-11 CRC-32C of all that follows
//	12-15 number of the block  16-23 base: ns on the run's clock  24- frames
//
// A run is one life of the sound process; its clock never jumps. A frame is
//
//	0 kind and flags  1-2 recording number × 2 + side  3-4 time since the base
//	less half a second, in samples (125 µs), then by kind:
//	run    8 wall clock in ns, names the run
//	start  8 wall clock, 8 call, 1+n recording id
//	audio  1 or 2 length, then if full: 1 codec, 2 sequence, 4 timestamp; samples
//	end    nothing
//
// An audio frame that isn't full continues the one before of its track in
// this block. So a packet of 20 ms takes 166 bytes on the tape.
const (
	BlockHead = 24
	BlockMost = 192 << 10 // a block isn't added to beyond this; 100 ms of 100 calls fit
	blockMax  = BlockMost + 4096
)

var magic = []byte("SpT1")

// FrameKind says what a frame of the tape is.
type FrameKind uint8

const (
	FrameRun   FrameKind = iota + 1 // the sound process started, or goes on in another file
	FrameStart                      // a recording begins
	FrameAudio                      // a packet that a party sent
	FrameEnd                        // a recording ends
)

const (
	kindMask  = 0x0F
	flagFull  = 0x10
	flagLong  = 0x20
	flagFresh = 0x40
)

// Frame is one entry of the tape. Fields that its kind doesn't have are 0.
type Frame struct {
	Kind    FrameKind
	Rec     uint16 // number of the recording within the run, below 32768
	Side    uint8  // 0 the caller, 1 the called
	At      int64  // when, ns on the run's clock, kept to 125 µs
	Wall    int64  // the same by the wall clock, ns since 1970
	Call    telephony.CallID
	Fresh   bool // the first packet of a new source
	Codec   uint8
	Seq     uint16
	TS      uint32
	Payload []byte // samples; of a start the recording's id
}

// Law is the codec that an audio frame's number stands for: its static
// payload type (RFC 3551).
func (f *Frame) Law() telephony.Codec {
	switch f.Codec {
	case 0:
		return telephony.PCMU
	case 8:
		return telephony.PCMA
	case 9:
		return telephony.G722
	}
	return ""
}

// LawNumber is the number of a codec on the tape.
func LawNumber(c telephony.Codec) uint8 {
	switch c {
	case telephony.PCMU:
		return 0
	case telephony.G722:
		return 9
	}
	return 8
}

const (
	sampleNs = 125_000
	halfBase = 4000  // samples by which a frame may be older than its block
	stepMax  = 65535 // samples by which it may be younger, with halfBase
)

// track is what the newest audio frame of one side in a block was.
type track struct {
	name uint16
	used bool
	seq  uint16
	ts   uint32 // of the packet that would follow
	law  uint8
}

// tracks remembers some sides; where two meet in a place the newer counts.
// Writer and reader forget alike.
type tracks [256]track

func (t *tracks) at(name uint16) *track { return &t[(name^name>>8)&255] }

func (k *track) note(f *Frame, name uint16) {
	*k = track{name, true, f.Seq, f.TS + uint32(len(f.Payload)), f.Codec}
}

func (f *Frame) name() uint16 { return f.Rec<<1 | uint16(f.Side&1) }

// Writer makes blocks. It holds one block and allocates nothing after its
// first.
type Writer struct {
	b      []byte
	number uint32
	base   int64
	tracks tracks
}

// Add puts a frame into the block; false when it doesn't fit in there, then
// the block is to be sealed and the frame added again.
func (w *Writer) Add(f *Frame) bool {
	if len(w.b) == 0 {
		w.begin(f.At)
	}
	step := (f.At-w.base)/sampleNs + halfBase
	if len(w.b) > BlockMost || step < 0 || step > stepMax || len(f.Payload) > 2048 {
		return len(f.Payload) > 2048 // never fits anywhere: left out
	}
	w.put(f, uint16(step))
	return true
}

func (w *Writer) begin(base int64) {
	if w.b == nil {
		w.b = make([]byte, 0, blockMax)
	}
	w.b = append(w.b[:0], magic...)
	w.b = append(w.b, make([]byte, BlockHead-len(magic))...)
	w.base, w.tracks = base, tracks{}
}

func (w *Writer) put(f *Frame, step uint16) {
	le := binary.LittleEndian
	at := len(w.b)
	w.b = append(w.b, byte(f.Kind))
	w.b = le.AppendUint16(w.b, f.name())
	w.b = le.AppendUint16(w.b, step)
	switch f.Kind {
	case FrameRun:
		w.b = le.AppendUint64(w.b, uint64(f.Wall))
	case FrameStart:
		w.b = le.AppendUint64(w.b, uint64(f.Wall))
		w.b = le.AppendUint64(w.b, uint64(f.Call))
		id := f.Payload[:min(len(f.Payload), 255)]
		w.b = append(append(w.b, byte(len(id))), id...)
	case FrameAudio:
		w.b[at] |= w.audio(f)
	}
}

// audio appends a packet and returns its flags.
func (w *Writer) audio(f *Frame) (flags byte) {
	le := binary.LittleEndian
	if n := len(f.Payload); n > 255 {
		flags |= flagLong
		w.b = le.AppendUint16(w.b, uint16(n))
	} else {
		w.b = append(w.b, byte(n))
	}
	k := w.tracks.at(f.name())
	if f.Fresh {
		flags |= flagFresh
	}
	if !k.follows(f) {
		flags |= flagFull
		w.b = append(w.b, f.Codec)
		w.b = le.AppendUint16(w.b, f.Seq)
		w.b = le.AppendUint32(w.b, f.TS)
	}
	k.note(f, f.name())
	w.b = append(w.b, f.Payload...)
	return flags
}

func (k *track) follows(f *Frame) bool {
	return k.used && k.name == f.name() && f.Seq == k.seq+1 && f.TS == k.ts && f.Codec == k.law && !f.Fresh
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Seal finishes the block and returns it, valid until the next Add; nil when
// nothing was added.
func (w *Writer) Seal() []byte {
	if len(w.b) <= BlockHead {
		return nil
	}
	le := binary.LittleEndian
	w.number++
	le.PutUint32(w.b[4:], uint32(len(w.b)-BlockHead))
	le.PutUint32(w.b[12:], w.number)
	le.PutUint64(w.b[16:], uint64(w.base))
	le.PutUint32(w.b[8:], crc32.Checksum(w.b[12:], castagnoli))
	b := w.b
	w.b = w.b[:0]
	return b
}
