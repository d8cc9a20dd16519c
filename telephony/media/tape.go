package media

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/rtp"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
)

const (
	writeEach = 100 * time.Millisecond
	syncEach  = time.Second
	// A segment that nothing more comes to is closed after this, and one that
	// is still written to after that: what is in files shall not stay on the
	// tape for long.
	turnIdle = time.Minute
	turnAged = 10 * time.Minute
	maxRec   = 1<<15 - 1
)

// tape is the end of the tape that the sound thread sees, and the thread that
// writes it. The two share only the ring and a few counters.
type tape struct {
	// The sound thread's.
	ring *ring
	next uint16
	busy [maxRec/64 + 1]uint64 // recording numbers in use

	// The writer's.
	dir     string
	segment int
	begun   time.Time // of the segment
	newest  time.Time // of what was written
	limit   int64
	run     int64 // wall clock of the start: the run's name
	file    *os.File
	size    int64
	blocks  audio.Writer
	frame   audio.Frame
	marks   []audio.Frame // beginnings and ends in the block
	owed    []audio.Frame // those that the disk refused

	stop   chan struct{}
	ended  sync.WaitGroup
	toSync chan syncJob
	failed atomic.Uint64
	stall  atomic.Int64
}

// newTape begins another segment behind those that are there; its first frame
// tells the reader that whatever was open before has ended. A disk that takes
// nothing now may do so later: meanwhile there is sound.
func newTape(dir string, limit int64, base time.Time) (*tape, error) {
	r, err := newRing(ringSize)
	if err != nil {
		return nil, err
	}
	t := &tape{
		ring: r, dir: dir, limit: limit, run: base.UnixNano(),
		stop: make(chan struct{}), toSync: make(chan syncJob, 1),
	}
	t.timed(t.turn)
	t.ended.Add(2)
	go t.write()
	go t.sync()
	return t, nil
}

func lastSegment(dir string) (int, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.tape"))
	if err != nil {
		return 0, err
	}
	last := 0
	for _, name := range names {
		var n int
		if _, err := fmt.Sscanf(filepath.Base(name), "%d.tape", &n); err == nil {
			last = max(last, n)
		}
	}
	return last, nil
}

// begin starts a recording; nil when none can be begun.
func (t *tape) begin(id telephony.RecordingID, call telephony.CallID, now, wall int64) *recording {
	num, ok := t.number()
	if !ok {
		return nil
	}
	if !t.ring.putStart(num, now, wall, call, string(id)) {
		return nil
	}
	t.busy[num/64] |= 1 << (num % 64)
	return &recording{id: id, call: call, num: num}
}

// number finds one that no running recording has, as long unused as can be.
func (t *tape) number() (uint16, bool) {
	for range maxRec {
		if t.next++; t.next >= maxRec {
			t.next = 0
		}
		if t.busy[t.next/64]&(1<<(t.next%64)) == 0 {
			return t.next, true
		}
	}
	return 0, false
}

func (t *tape) end(r *recording, now int64) {
	t.ring.putEnd(r.num, now)
	t.busy[r.num/64] &^= 1 << (r.num % 64)
}

func (t *tape) audio(num uint16, side uint8, fresh bool, law uint8, h *rtp.Header, payload []byte, at int64) {
	t.ring.putAudio(num, side, fresh, law, h.SequenceNumber, h.Timestamp, at, payload)
}

func (t *tape) health() (lost, failed uint64, stall time.Duration) {
	return t.ring.lost, t.failed.Load(), time.Duration(t.stall.Load())
}

// close writes what is left and ends both threads.
func (t *tape) close() error {
	close(t.stop)
	t.ended.Wait()
	t.ring.free()
	if t.file == nil {
		return nil
	}
	return errors.Join(t.file.Sync(), t.file.Close())
}
