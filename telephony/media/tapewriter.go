package media

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spojka/spojka/telephony/audio"
)

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
		if now := time.Now(); now.Sub(synced) >= syncEach && (dirty || t.file == nil) && t.bring() {
			dirty, synced = false, now
		}
		if stopped {
			return
		}
	}
}

// bring has the file brought to the disk; false while the disk is at the last
// one still. Without a file it seeks to begin one, so that the reader learns
// what has ended though nobody calls.
func (t *tape) bring() bool {
	if t.file == nil {
		t.timed(t.turn)
		return true
	}
	select {
	case t.toSync <- syncJob{t.file, false}:
		return true
	default:
		return false
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
	wrote := len(t.owed) > 0
	owed := t.owed
	t.owed = nil
	for i := range owed {
		t.add(&owed[i])
	}
	for t.ring.next(&t.frame) {
		t.add(&t.frame)
		t.ring.done()
		wrote = true
	}
	if wrote {
		t.put()
	}
	return wrote
}

// add puts a frame into the block. Beginnings and ends are kept until they are
// in the file: a recording that never ended would keep the tape for ever.
func (t *tape) add(f *audio.Frame) {
	if !t.blocks.Add(f) {
		t.put()
		t.blocks.Add(f)
	}
	if f.Kind != audio.FrameAudio && len(t.marks)+len(t.owed) < owedMost {
		mark := *f
		mark.Payload = bytes.Clone(f.Payload)
		t.marks = append(t.marks, mark)
	}
}

// owedMost beginnings and ends are remembered while the disk is full.
const owedMost = 20_000

// turnIfOld begins another segment when this one has had its time.
func (t *tape) turnIfOld(now time.Time) {
	if t.size > segmentHead && (now.Sub(t.newest) > turnIdle || now.Sub(t.begun) > turnAged) {
		t.timed(t.turn)
	}
}

// put writes the block, into another segment when this one is full. Sound that
// the disk refuses is lost and counted; calls go on.
func (t *tape) put() {
	b := t.blocks.Seal()
	if b == nil {
		return
	}
	if !t.wrote(b) {
		t.owed = append(t.owed, t.marks...)
	}
	t.marks = t.marks[:0]
}

func (t *tape) wrote(b []byte) bool {
	if (t.file == nil || t.size+int64(len(b)) > t.limit) && !t.timed(t.turn) {
		return false
	}
	if !t.timed(func() error { _, err := t.file.Write(b); return err }) {
		return false
	}
	t.size += int64(len(b))
	t.newest = time.Now()
	return true
}

// segmentHead is the length of what every segment begins with.
const segmentHead = audio.BlockHead + 13

// first makes the folder and finds the segments that lives before this one
// have left.
func (t *tape) first() (err error) {
	if err = os.MkdirAll(t.dir, 0o700); err != nil {
		return fmt.Errorf("make the tape's folder: %w", err)
	}
	t.segment, err = lastSegment(t.dir)
	return err
}

// turn begins the next segment with a frame that names the run. When it can't
// the old one stays in use.
func (t *tape) turn() error {
	if t.file == nil {
		if err := t.first(); err != nil {
			return err
		}
	}
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
	t.file, t.size, t.begun, t.newest = f, int64(n), time.Now(), time.Now()
	return nil
}
