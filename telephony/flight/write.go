package flight

import (
	"runtime"

	"github.com/spojka/spojka/telephony/ladder"
)

// blockText is how much text goes into one block, and blockCalls how many
// calls: a reader unfolds whole blocks.
const (
	blockText  = 16 << 10
	blockCalls = 256
)

// flush writes what has come since the last time. All: the box stops.
func (r *Recorder) flush(all bool) {
	r.disk.Lock() // first: what is taken must be found by readers
	defer r.disk.Unlock()
	t := r.take(all)
	if len(t.entries) == 0 {
		r.rest()
		return
	}
	r.idle = 0
	err := r.write(t)
	r.mu.Lock()
	defer r.mu.Unlock()
	if cap(t.text) <= 4*soonAt && cap(t.entries) <= maxWaiting/8 {
		clear(t.entries)
		r.spareText, r.spareWait = t.text, t.entries
	}
	if r.fig.Bytes = r.files.size(); err != nil {
		r.fig.Dropped += t.messages()
	} else {
		r.fig.Kept += t.messages()
	}
	r.tell(err)
}

// restAfter is how many times in a row there was nothing to write until the
// compressor, over a megabyte, and the room for messages are let go.
const restAfter = 3

func (r *Recorder) rest() {
	if r.idle++; r.idle != restAfter {
		return
	}
	r.press = nil
	r.mu.Lock()
	defer r.mu.Unlock()
	r.spareText, r.spareWait = nil, nil
}

// messages counts those that are to be written.
func (t *taken) messages() (n uint64) {
	for _, e := range t.entries {
		if e.missing == 0 {
			n++
		}
	}
	return n
}

// tell says once that the disk refuses.
func (r *Recorder) tell(err error) {
	if err != nil && !r.sick {
		r.o.Trouble("messages of calls can't be kept: see the disk", err)
	}
	r.sick = err != nil
}

// write makes blocks and appends them.
func (r *Recorder) write(t taken) error {
	if r.press == nil {
		r.press = newPress()
	}
	for _, e := range t.entries {
		ladder.Cut(e.Text)
		if r.press.add(e) {
			runtime.Gosched() // calls first: a long turn of ours would be heard of as delay
		}
	}
	file := r.press.take()
	now := r.o.Now()
	if err := r.files.append(file, t.high, now); err != nil {
		return err
	}
	r.mu.Lock()
	keep := r.keep
	r.mu.Unlock()
	r.files.tidy(int64(keep.Megabytes)<<20, keep.Days, now)
	return nil
}
