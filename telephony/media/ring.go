package media

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"sync/atomic"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
	"golang.org/x/sys/unix"
)

// ringSize holds over 5 s of 100 recorded calls (100 × 100 packets a second
// × 200 bytes): a cheap card stands still for a second or two.
const (
	ringSize    = 12 << 20
	ringChunk   = 64 << 10
	ringReserve = 64 << 10 // of it kept for starts and ends
	ringWrap    = ^uint32(0)
)

// ring leads from the sound thread to the writer of the tape: entries in a
// row, no locks. It lies outside the heap, in chunks that no entry crosses;
// the chunk that was emptied last is filled next, so that only as many as were
// ever full at once take memory.
type ring struct {
	b     []byte
	place []uint16      // which chunk is the nth of the row, n modulo their number
	spare []uint16      // chunks that are empty; the sound thread's
	taken uint64        // chunks of the row that have come back to spare; the sound thread's
	lost  uint64        // entries that didn't fit; the sound thread's
	head  atomic.Uint64 // up to where the row is filled
	_     [56]byte      // the two ends are on different cache lines
	tail  atomic.Uint64 // up to where it is read
}

// newRing makes one of size bytes, a multiple of ringChunk.
func newRing(size int) (*ring, error) {
	b, err := unix.Mmap(-1, 0, size, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		return nil, fmt.Errorf("memory for the tape: %w", err)
	}
	r := &ring{b: b, place: make([]uint16, size/ringChunk), spare: make([]uint16, 0, size/ringChunk)}
	for n := range size / ringChunk {
		r.spare = append(r.spare, uint16(n))
	}
	return r, nil
}

func (r *ring) free() { _ = unix.Munmap(r.b); r.b = nil }

// at is the rest of the chunk from a point of the row on.
func (r *ring) at(point uint64) []byte {
	n, off := point/ringChunk, point%ringChunk
	begin := uint64(r.place[n%uint64(len(r.place))]) * ringChunk
	return r.b[begin+off : begin+ringChunk]
}

// put adds an entry, or loses and counts it: it never waits.
func (r *ring) put(f *audio.Frame) bool {
	n := uint64(entryHead+len(f.Payload)+3) &^ 3
	head, tail := r.head.Load(), r.tail.Load()
	left := (ringChunk - head%ringChunk) % ringChunk // of the chunk begun
	need := n
	if left < n {
		need += left
	}
	if f.Kind == audio.FrameAudio {
		need += ringReserve
	}
	// The chunk that is being read can't be filled yet.
	if head+need-tail/ringChunk*ringChunk > uint64(len(r.b)) {
		r.lost++
		return false
	}
	if left < n {
		if left > 0 {
			binary.LittleEndian.PutUint32(r.at(head), ringWrap)
			head += left
		}
		r.begin(head, tail)
	}
	putEntry(r.at(head)[:entryHead+len(f.Payload)], f)
	r.head.Store(head + n)
	return true
}

// begin gives the row its next chunk.
func (r *ring) begin(head, tail uint64) {
	for ; r.taken < tail/ringChunk; r.taken++ {
		r.spare = append(r.spare, r.place[r.taken%uint64(len(r.place))])
	}
	last := len(r.spare) - 1
	r.place[head/ringChunk%uint64(len(r.place))] = r.spare[last]
	r.spare = r.spare[:last]
}

// next reads the oldest entry, whose payload is valid until done is called.
func (r *ring) next(f *audio.Frame) bool {
	for {
		head, tail := r.head.Load(), r.tail.Load()
		if head == tail {
			return false
		}
		b := r.at(tail)
		n := binary.LittleEndian.Uint32(b)
		if n == ringWrap {
			r.tail.Store(tail + uint64(len(b)))
			continue
		}
		getEntry(b[:n], f)
		return true
	}
}

func (r *ring) done() {
	tail := r.tail.Load()
	n := uint64(binary.LittleEndian.Uint32(r.at(tail)))
	r.tail.Store(tail + (n+3)&^3)
}

// Entries of the ring: a length of 4 bytes that covers all, then
//
//	4 kind  5 side  6 law  7 fresh  8-9 recording  10-11 sequence
//	12-15 timestamp  16-23 at  24-31 wall  32-39 call  40- payload
const entryHead = 40

func putEntry(b []byte, f *audio.Frame) {
	le := binary.LittleEndian
	le.PutUint32(b, uint32(len(b)))
	b[4], b[5], b[6], b[7] = byte(f.Kind), f.Side, f.Codec, 0
	if f.Fresh {
		b[7] = 1
	}
	le.PutUint16(b[8:], f.Rec)
	le.PutUint16(b[10:], f.Seq)
	le.PutUint32(b[12:], f.TS)
	le.PutUint64(b[16:], uint64(f.At))
	le.PutUint64(b[24:], uint64(f.Wall))
	le.PutUint64(b[32:], uint64(f.Call))
	copy(b[entryHead:], f.Payload)
}

func getEntry(b []byte, f *audio.Frame) {
	le := binary.LittleEndian
	*f = audio.Frame{
		Kind: audio.FrameKind(b[4]), Side: b[5], Codec: b[6], Fresh: b[7] == 1,
		Rec: le.Uint16(b[8:]), Seq: le.Uint16(b[10:]), TS: le.Uint32(b[12:]),
		At: int64(le.Uint64(b[16:])), Wall: int64(le.Uint64(b[24:])),
		Call: telephony.CallID(le.Uint64(b[32:])), Payload: b[entryHead:],
	}
}

func (r *ring) putStart(num uint16, at, wall int64, call telephony.CallID, id string) bool {
	return r.put(&audio.Frame{Kind: audio.FrameStart, Rec: num, At: at, Wall: wall, Call: call, Payload: []byte(id)})
}

func (r *ring) putEnd(num uint16, at int64) bool {
	return r.put(&audio.Frame{Kind: audio.FrameEnd, Rec: num, At: at})
}

func (r *ring) putAudio(num uint16, side uint8, fresh bool, law uint8, seq uint16, ts uint32, at int64, payload []byte) {
	r.put(&audio.Frame{
		Kind: audio.FrameAudio, Rec: num, Side: side, Fresh: fresh, Codec: law,
		Seq: seq, TS: ts, At: at, Payload: payload,
	})
}

// fdatasync brings a file's content to the disk, but not its times.
func fdatasync(f *os.File) error {
	c, err := f.SyscallConn()
	if err != nil {
		return err
	}
	return errors.Join(c.Control(func(fd uintptr) { err = unix.Fdatasync(int(fd)) }), err)
}

// syncFolder brings the names in a folder to the disk.
func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
