package flight

import (
	"slices"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/ladder"
)

// blockText is how much text goes into one block, and blockCalls how many
// calls: a reader unfolds whole blocks.
const (
	blockText  = 128 << 10
	blockCalls = 256
)

// flush writes what has come since the last time. All: the box stops.
func (r *Recorder) flush(all bool) {
	r.disk.Lock() // first: what is taken must be found by readers
	defer r.disk.Unlock()
	t := r.take(all)
	if len(t.entries) == 0 {
		return
	}
	err := r.write(t)
	r.mu.Lock()
	defer r.mu.Unlock()
	if cap(t.text) <= maxPending/4 {
		r.spare = t.text
	}
	if r.fig.Bytes = r.files.size(); err != nil {
		r.fig.Dropped += t.messages()
	} else {
		r.fig.Kept += t.messages()
	}
	r.tell(err)
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
	var file, entries []byte
	var calls []telephony.CallID
	full := func() {
		file = r.press.block(file, calls, entries)
		entries, calls = entries[:0], calls[:0]
	}
	for _, e := range t.entries {
		ladder.Cut(e.Text)
		entries = appendEntry(entries, e)
		if !slices.Contains(calls, e.call) {
			calls = append(calls, e.call)
		}
		if len(entries) >= blockText || len(calls) >= blockCalls {
			full()
		}
	}
	if len(entries) > 0 {
		full()
	}
	now := r.o.Now()
	if err := r.files.append(file, t.high, now); err != nil {
		return err
	}
	r.files.tidy(r.o.MaxBytes, r.o.MaxDays, now)
	return nil
}
