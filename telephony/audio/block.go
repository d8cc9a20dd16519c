package audio

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"

	"github.com/spojka/spojka/telephony"
)

var (
	// ErrShort says that the rest of the block isn't there (yet).
	ErrShort = errors.New("the tape ends within a block")
	// ErrTorn says that there is no whole block; go on at [Resync].
	ErrTorn = errors.New("damaged block on the tape")
)

// Block reads the frames of one block.
type Block struct {
	Number uint32
	rest   []byte
	base   int64
	tracks tracks
}

// ReadBlock opens the block at the start of b and returns its length.
func ReadBlock(blk *Block, b []byte) (int, error) {
	le := binary.LittleEndian
	if len(b) < BlockHead {
		return 0, ErrShort
	}
	if !bytes.Equal(b[:4], magic) {
		return 0, ErrTorn
	}
	n := int(le.Uint32(b[4:]))
	if n > blockMax {
		return 0, ErrTorn
	}
	n += BlockHead
	if len(b) < n {
		return 0, ErrShort
	}
	if crc32.Checksum(b[12:n], castagnoli) != le.Uint32(b[8:]) {
		return 0, ErrTorn
	}
	*blk = Block{Number: le.Uint32(b[12:]), base: int64(le.Uint64(b[16:])), rest: b[BlockHead:n]}
	return n, nil
}

// Resync finds where the next block may begin after the first byte of b; its
// length when nowhere (the last three bytes may be the start of one).
func Resync(b []byte) int {
	if len(b) < 2 {
		return len(b)
	}
	if i := bytes.Index(b[1:], magic); i >= 0 {
		return i + 1
	}
	return max(len(b)-3, 1)
}

// Next reads one frame. Its payload lies in the block's bytes. It returns
// false at the end, and [ErrTorn] for a frame that makes no sense.
func (k *Block) Next(f *Frame) (bool, error) {
	le := binary.LittleEndian
	if len(k.rest) == 0 {
		return false, nil
	}
	if len(k.rest) < 5 {
		return false, ErrTorn
	}
	flags, name, step := k.rest[0], le.Uint16(k.rest[1:]), le.Uint16(k.rest[3:])
	k.rest = k.rest[5:]
	*f = Frame{
		Kind: FrameKind(flags & kindMask), Rec: name >> 1, Side: uint8(name & 1),
		At: k.base + (int64(step)-halfBase)*sampleNs, Fresh: flags&flagFresh != 0,
	}
	ok := false
	switch f.Kind {
	case FrameRun:
		ok = k.wall(f)
	case FrameStart:
		ok = k.start(f)
	case FrameAudio:
		ok = k.audio(f, flags)
	case FrameEnd:
		ok = true
	}
	if !ok {
		k.rest = nil
		return false, ErrTorn
	}
	return true, nil
}

func (k *Block) wall(f *Frame) bool {
	if len(k.rest) < 8 {
		return false
	}
	f.Wall = int64(binary.LittleEndian.Uint64(k.rest))
	k.rest = k.rest[8:]
	return true
}

func (k *Block) start(f *Frame) bool {
	if !k.wall(f) || len(k.rest) < 9 {
		return false
	}
	f.Call = telephony.CallID(binary.LittleEndian.Uint64(k.rest))
	n := int(k.rest[8])
	k.rest = k.rest[9:]
	return k.payload(f, n)
}

func (k *Block) audio(f *Frame, flags byte) bool {
	le := binary.LittleEndian
	if len(k.rest) < 1 || flags&flagLong != 0 && len(k.rest) < 2 {
		return false
	}
	n := int(k.rest[0])
	if k.rest = k.rest[1:]; flags&flagLong != 0 {
		n |= int(k.rest[0]) << 8
		k.rest = k.rest[1:]
	}
	t := k.tracks.at(f.name())
	switch {
	case flags&flagFull == 0:
		if !t.used || t.name != f.name() {
			return false
		}
		f.Codec, f.Seq, f.TS = t.law, t.seq+1, t.ts
	case len(k.rest) < 7:
		return false
	default:
		f.Codec, f.Seq, f.TS = k.rest[0], le.Uint16(k.rest[1:]), le.Uint32(k.rest[3:])
		k.rest = k.rest[7:]
	}
	ok := k.payload(f, n)
	t.note(f, f.name())
	return ok
}

func (k *Block) payload(f *Frame, n int) bool {
	if len(k.rest) < n {
		return false
	}
	f.Payload, k.rest = k.rest[:n:n], k.rest[n:]
	return true
}
