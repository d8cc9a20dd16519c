package media

import (
	"encoding/binary"
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
	wrote   time.Time // last
	limit   int64
	run     int64 // wall clock of the start: the run's name
	file    *os.File
	size    int64
	blocks  audio.Writer
	frame   audio.Frame

	stop   chan struct{}
	ended  sync.WaitGroup
	toSync chan syncJob
	failed atomic.Uint64
	stall  atomic.Int64
}

// newTape begins another segment behind those that are there; its first frame
// tells the reader that whatever was open before has ended.
func newTape(dir string, limit int64, base time.Time) (*tape, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the tape's folder: %w", err)
	}
	last, err := lastSegment(dir)
	if err != nil {
		return nil, err
	}
	r, err := newRing(ringSize)
	if err != nil {
		return nil, err
	}
	t := &tape{
		ring: r, dir: dir, segment: last, limit: limit, run: base.UnixNano(),
		stop: make(chan struct{}), toSync: make(chan syncJob, 1),
	}
	if err := t.turn(); err != nil {
		return nil, err
	}
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
	err := t.file.Sync()
	if e := t.file.Close(); err == nil {
		err = e
	}
	t.ring.free()
	return err
}

// write is the writer: each 100 ms everything that waits in the ring goes to
// the file, once a second the file to the disk. After a second without any sound
// that is at once, so that the beginning of a recording waits only where others
// are under way; were each beginning to be brought there, a busy hour
// would wear the card with many more than one sync a second.
func (t *tape) write() {
	defer t.ended.Done()
	defer close(t.toSync)
	tick := time.NewTicker(writeEach)
	defer tick.Stop()
	dirty, synced := true, time.Now()
	for {
		stopped := false
		select {
		case <-t.stop:
			stopped = true
		case <-tick.C:
		}
		dirty = t.drain() || dirty
		t.turnIfOld(time.Now())
		if now := time.Now(); dirty && now.Sub(synced) >= syncEach {
			select {
			case t.toSync <- syncJob{t.file, false}:
				dirty, synced = false, now
			default: // the disk is still at the last one
			}
		}
		if stopped {
			return
		}
	}
}

// sync is a thread of its own because a cheap card stands still for seconds,
// and meanwhile writing goes on: what is written survives our death.
func (t *tape) sync() {
	defer t.ended.Done()
	var known *os.File // whose name is on the disk too
	for j := range t.toSync {
		ok := t.timed(func() error { return fdatasync(j.file) })
		if ok && j.file != known && t.timed(func() error { return syncFolder(t.dir) }) {
			known = j.file
		}
		if j.last {
			_ = j.file.Close()
		}
	}
}

// syncJob is a file to be brought to the disk, for the last time when another
// follows it.
type syncJob struct {
	file *os.File
	last bool
}

// timed counts a disk operation that failed and keeps the longest.
func (t *tape) timed(do func() error) bool {
	begun := time.Now()
	err := do()
	if d := int64(time.Since(begun)); d > t.stall.Load() {
		t.stall.Store(d)
	}
	if err != nil {
		t.failed.Add(1)
	}
	return err == nil
}

// drain writes all that waits; true when something was written.
func (t *tape) drain() bool {
	wrote := false
	for t.ring.next(&t.frame) {
		if !t.blocks.Add(&t.frame) {
			t.put()
			t.blocks.Add(&t.frame)
		}
		t.ring.done()
		wrote = true
	}
	if wrote {
		t.put()
	}
	return wrote
}

// turnIfOld begins another segment when this one has had its time.
func (t *tape) turnIfOld(now time.Time) {
	if t.size > segmentHead && (now.Sub(t.wrote) > turnIdle || now.Sub(t.begun) > turnAged) {
		t.timed(t.turn)
	}
}

// put writes the block, into another segment when this one is full. What the
// disk refuses is lost and counted; calls go on.
func (t *tape) put() {
	b := t.blocks.Seal()
	if b == nil {
		return
	}
	if t.size+int64(len(b)) > t.limit {
		if !t.timed(t.turn) {
			return
		}
	}
	if t.timed(func() error { _, err := t.file.Write(b); return err }) {
		t.size += int64(len(b))
		t.wrote = time.Now()
	}
}

// segmentHead is the length of what every segment begins with.
const segmentHead = audio.BlockHead + 13

// turn begins the next segment with a frame that names the run. When it can't
// the old one stays in use.
func (t *tape) turn() error {
	name := filepath.Join(t.dir, fmt.Sprintf("%08d.tape", t.segment+1))
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("begin a segment of the tape: %w", err)
	}
	var w audio.Writer
	w.Add(&audio.Frame{Kind: audio.FrameRun, Wall: t.run})
	n, err := f.Write(w.Seal())
	if err != nil {
		_ = f.Close()
		_ = os.Remove(name)
		return fmt.Errorf("begin a segment of the tape: %w", err)
	}
	if t.file != nil {
		t.toSync <- syncJob{t.file, true}
	}
	t.segment++
	t.file, t.size, t.begun, t.wrote = f, int64(n), time.Now(), time.Now()
	return nil
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
