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
	ringReserve = 64 << 10 // of it kept for starts and ends
	ringWrap    = ^uint32(0)
)

// ring leads from the sound thread to the writer of the tape: entries in a
// row, no locks. It lies outside the heap, and as the sound thread goes back
// to its beginning whenever it is empty, only the part that was ever needed
// takes memory.
type ring struct {
	b    []byte
	lost uint64        // entries that didn't fit; the sound thread's
	head atomic.Uint64 // up to where it is filled
	_    [56]byte      // the two ends are on different cache lines
	tail atomic.Uint64 // up to where it is read
}

func newRing(size int) (*ring, error) {
	b, err := unix.Mmap(-1, 0, size, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		return nil, fmt.Errorf("memory for the tape: %w", err)
	}
	return &ring{b: b}, nil
}

func (r *ring) free() { _ = unix.Munmap(r.b); r.b = nil }

// put adds an entry, or loses and counts it: it never waits.
func (r *ring) put(f *audio.Frame) bool {
	size := uint64(len(r.b))
	n := uint64(entryHead+len(f.Payload)+3) &^ 3
	head, tail := r.head.Load(), r.tail.Load()
	at, skip := head%size, uint64(0)
	if at+n > size || head == tail && at > size/8+2*ringReserve {
		skip = size - at
	}
	need := skip + n
	if f.Kind == audio.FrameAudio {
		need += ringReserve
	}
	if head-tail+need > size {
		r.lost++
		return false
	}
	if skip > 0 {
		binary.LittleEndian.PutUint32(r.b[at:], ringWrap)
		at = 0
	}
	putEntry(r.b[at:at+entryHead+uint64(len(f.Payload))], f)
	r.head.Store(head + skip + n)
	return true
}

// next reads the oldest entry, whose payload is valid until done is called.
func (r *ring) next(f *audio.Frame) bool {
	size := uint64(len(r.b))
	for {
		head, tail := r.head.Load(), r.tail.Load()
		if head == tail {
			return false
		}
		at := tail % size
		n := binary.LittleEndian.Uint32(r.b[at:])
		if n == ringWrap {
			r.tail.Store(tail + size - at)
			continue
		}
		getEntry(r.b[at:at+uint64(n)], f)
		return true
	}
}

func (r *ring) done() {
	tail := r.tail.Load()
	n := uint64(binary.LittleEndian.Uint32(r.b[tail%uint64(len(r.b)):]))
	r.tail.Store(tail + (n+3)&^3)
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
