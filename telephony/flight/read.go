package flight

import (
	"bytes"
	"os"
	"slices"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/ladder"
)

// restarts is in how many files a call may be silent until it isn't looked for
// any more: it goes on over a change of files.
const restarts = 3

// Trace is what was kept of a call so far. A call of which nothing was kept
// has an empty one.
func (r *Recorder) Trace(call telephony.CallID) telephony.Trace {
	r.disk.Lock()
	defer r.disk.Unlock()
	t := r.waiting(call)
	var old telephony.Trace
	list := r.files.of(call)
	for empty, i := 0, 0; i < len(list) && empty < restarts; i++ {
		if !r.readFile(list[i], call, &old) {
			empty++
		}
	}
	t.Signals = append(old.Signals, t.Signals...)
	t.Missing += old.Missing
	return t
}

// waiting is what of a call isn't on disk yet.
func (r *Recorder) waiting(call telephony.CallID) telephony.Trace {
	r.mu.Lock()
	defer r.mu.Unlock()
	t := telephony.Trace{}
	keep := func(e entry) {
		e.Text = bytes.Clone(e.Text)
		ladder.Cut(e.Text)
		t.Signals = append(t.Signals, e.Signal)
	}
	for _, e := range r.wait {
		if l := r.legs[e.Leg]; l != nil && l.call == call {
			keep(e)
		}
	}
	for _, l := range r.legs {
		if l.call != call {
			continue
		}
		t.Open = t.Open || !l.over
		t.Missing += l.dropped
		for _, e := range l.last {
			keep(e)
		}
	}
	return t
}

// readFile adds what a file has of a call; false: nothing.
func (r *Recorder) readFile(f file, call telephony.CallID, t *telephony.Trace) (some bool) {
	b, err := os.ReadFile(r.files.path(f.n))
	if err != nil || len(b) < fileHead {
		return false
	}
	for b = b[fileHead:]; len(b) > 0; {
		w, size, err := takeBlock(b)
		if err != nil {
			// Torn or worn: go on at the next one that can be read.
			next := bytes.Index(b[1:], []byte(blockMagic))
			if next < 0 {
				return some
			}
			b = b[1+next:]
			continue
		}
		b = b[size:]
		if !slices.Contains(w.calls, call) {
			continue
		}
		some = true
		_ = w.unfold(func(e entry) { // what was read until it broke counts
			switch {
			case e.call != call:
			case e.missing > 0:
				t.Missing += e.missing
			default:
				t.Signals = append(t.Signals, e.Signal)
			}
		})
	}
	return some
}
