package record

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"github.com/spojka/spojka/telephony/audio"
)

// spot is a place on the tape.
type spot struct {
	segment int
	offset  int64
}

// reel reads the blocks of the tape in order, over all its segments. What is
// damaged is passed over and counted.
type reel struct {
	dir     string
	at      spot // of what lies in buf
	file    *os.File
	store   []byte
	buf     []byte // of store: what was read and isn't used yet
	skip    bool   // we are within damage
	damaged int    // stretches of damage passed over
}

const reelBuffer = 2*audio.BlockMost + 64<<10 // more than two blocks

func newReel(dir string, at spot) *reel {
	return &reel{dir: dir, at: at, store: make([]byte, reelBuffer)}
}

func (r *reel) close() {
	if r.file != nil {
		r.file.Close()
		r.file = nil
	}
}

// next opens the next whole block; false when there is none yet. The block is
// valid until the next call. where is its place.
func (r *reel) next(blk *audio.Block) (where spot, ok bool, err error) {
	for {
		n, err := audio.ReadBlock(blk, r.buf)
		switch {
		case err == nil:
			where, r.skip = r.at, false
			r.consume(n)
			return where, true, nil
		case errors.Is(err, audio.ErrTorn):
			r.pass()
			continue
		}
		more, err := r.fill()
		if err != nil || !more {
			return r.at, false, err
		}
	}
}

// pass goes over damage to where a block may begin.
func (r *reel) pass() {
	if !r.skip {
		r.skip = true
		r.damaged++
	}
	r.consume(audio.Resync(r.buf))
}

func (r *reel) consume(n int) {
	r.buf = r.buf[n:]
	r.at.offset += int64(n)
}

// fill reads on; false when the writer has written no more yet.
func (r *reel) fill() (bool, error) {
	if r.file == nil {
		return r.open()
	}
	n, err := r.read()
	if n > 0 || err != nil {
		return n > 0, err
	}
	following, err := r.following()
	if err != nil || following == 0 {
		return false, err
	}
	// The writer went on elsewhere, so now the end here is the end.
	if n, err = r.read(); n > 0 || err != nil {
		return n > 0, err
	}
	if len(r.buf) > 0 {
		r.pass()
		return true, nil
	}
	r.close()
	r.at, r.skip = spot{segment: following}, false
	return r.open()
}

func (r *reel) read() (int, error) {
	if len(r.buf) == 0 || cap(r.buf)-len(r.buf) < reelBuffer/2 {
		r.buf = r.store[:copy(r.store, r.buf)]
	}
	n, err := r.file.ReadAt(r.buf[len(r.buf):cap(r.buf)], r.at.offset+int64(len(r.buf)))
	r.buf = r.buf[:len(r.buf)+n]
	if err != nil && !errors.Is(err, io.EOF) {
		return n, fmt.Errorf("read the tape: %w", err)
	}
	return n, nil
}

// open opens the segment at our place, or the first after it when it is gone.
func (r *reel) open() (bool, error) {
	f, err := os.Open(segmentPath(r.dir, r.at.segment))
	if errors.Is(err, os.ErrNotExist) {
		following, err := r.following()
		if err != nil || following == 0 {
			return false, err
		}
		r.at, r.buf = spot{segment: following}, r.buf[:0]
		return r.open()
	}
	if err != nil {
		return false, fmt.Errorf("read the tape: %w", err)
	}
	r.file = f
	return true, nil
}

// following is the number of the next segment, 0 when there is none.
func (r *reel) following() (int, error) {
	all, err := segments(r.dir)
	for _, n := range all {
		if n > r.at.segment {
			return n, err
		}
	}
	return 0, err
}

func segmentPath(dir string, n int) string { return filepath.Join(dir, fmt.Sprintf("%08d.tape", n)) }

// segments lists the tape's segments, oldest first.
func segments(dir string) ([]int, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil // nothing was taped yet
	}
	if err != nil {
		return nil, fmt.Errorf("look at the tape: %w", err)
	}
	var all []int
	for _, e := range entries {
		name, is := strings.CutSuffix(e.Name(), ".tape")
		if n, err := strconv.Atoi(name); is && err == nil && n > 0 {
			all = append(all, n)
		}
	}
	sort.Ints(all)
	return all, nil
}
