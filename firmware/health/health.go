// Package health keeps the list of what is in order and what is not. It looks
// at each probe now and then, remembers since when a condition holds, and
// tells lamps and pages. A condition's sentence and remedy live in
// webadmin/lang.
package health

import (
	"context"
	"sync"
	"time"

	"github.com/spojka/spojka/board"
)

// Probe looks at one thing. It must be quick and may be called at any time.
type Probe func() board.Condition

// Health asks the probes.
type Health struct {
	probes []Probe
	each   time.Duration

	mu   sync.Mutex
	last []board.Condition
}

// New makes a Health that asks each probe once per period.
func New(each time.Duration, probes ...Probe) *Health {
	h := &Health{probes: probes, each: each}
	h.look(time.Now())
	return h
}

// Run asks until ctx ends.
func (h *Health) Run(ctx context.Context) {
	tick := time.NewTicker(h.each)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-tick.C:
			h.look(now)
		}
	}
}

func (h *Health) look(now time.Time) {
	next := make([]board.Condition, len(h.probes))
	for i, p := range h.probes {
		next[i] = p()
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for i := range next {
		next[i].Since = now
		if i < len(h.last) && h.last[i].Level == next[i].Level {
			next[i].Since = h.last[i].Since
		}
	}
	h.last = next
}

// Conditions is the newest list, in the probes' order.
func (h *Health) Conditions() []board.Condition {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]board.Condition(nil), h.last...)
}
