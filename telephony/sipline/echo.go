package sipline

import (
	"sync"
	"time"
)

// Repeats are answered for 64·T1 (RFC 3261 §17.2.2, timer J): two
// generations, the older dropped when the newer is that old. Bounded in
// number; when full the older goes early.
const (
	echoAge = 64 * t1
	maxEcho = 20_000
)

// echo is what was said last in a transaction that is over.
type echo struct {
	to flow
	b  []byte
}

// echoes answer repeated requests, and repeated final responses with their
// ACK, without a dialog and its actor.
type echoes struct {
	mu       sync.Mutex
	new, old map[uint64]echo
	turned   time.Time
}

func newEchoes() *echoes {
	return &echoes{new: make(map[uint64]echo), old: make(map[uint64]echo), turned: time.Now()}
}

func (e *echoes) keep(key uint64, to flow, b []byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.new) >= maxEcho {
		e.turn()
	}
	e.new[key] = echo{to, b}
}

// say repeats what was said; false: nothing is known.
func (e *echoes) say(key uint64) bool {
	e.mu.Lock()
	k, ok := e.new[key]
	if !ok {
		k, ok = e.old[key]
	}
	e.mu.Unlock()
	if ok {
		k.to.send(k.b)
	}
	return ok
}

// age drops what is too old; the keeper calls it now and then.
func (e *echoes) age(now time.Time) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if now.Sub(e.turned) >= echoAge {
		e.turn()
		e.turned = now
	}
}

func (e *echoes) turn() {
	e.old, e.new = e.new, make(map[uint64]echo)
}
