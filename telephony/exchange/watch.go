package exchange

import (
	"fmt"
	"runtime/debug"
	"sync"

	"github.com/spojka/spojka/telephony"
)

// watchers get snapshots: one slot each, the newest wins, telling never
// blocks.
type watchers struct {
	mu   sync.Mutex
	slot map[chan *telephony.Snapshot]struct{}
}

func (w *watchers) add(first *telephony.Snapshot) (<-chan *telephony.Snapshot, func()) {
	c := make(chan *telephony.Snapshot, 1)
	c <- first
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.slot == nil {
		w.slot = make(map[chan *telephony.Snapshot]struct{})
	}
	w.slot[c] = struct{}{}
	return c, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.slot, c)
	}
}

func (w *watchers) tell(s *telephony.Snapshot) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for c := range w.slot {
		select {
		case <-c: // too slow: the older one is lost
		default:
		}
		c <- s
	}
}

func (w *watchers) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.slot)
}

func panicked(r any) error { return fmt.Errorf("%v\n%s", r, debug.Stack()) }
