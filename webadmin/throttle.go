package webadmin

import (
	"sync"
	"time"
)

const (
	// freeTries is how many failures are free of a lock-out; each of them
	// already delays the next try.
	freeTries  = 5
	firstLock  = time.Minute
	longestOut = time.Hour
	// forgetAfter is when old failures no longer count.
	forgetAfter = 24 * time.Hour
	maxCounted  = 20000
	// atOnce bounds the password hashes computed at the same time.
	atOnce = 2
)

// throttle counts wrong sign-ins by source and by login. A wrong one makes
// the next wait (1, 2, 4 … s), the fifth locks for a minute, then two, four,
// up to an hour.
type throttle struct {
	now    func() time.Time
	hashes chan struct{}
	mu     sync.Mutex
	failed map[string]failures
	told   time.Time // when the audit book heard of a lock-out last
}

// tellPace is the least time between two lines about lock-outs: a guesser must
// not fill the audit book.
const tellPace = 10 * time.Second

// mayTell says that the audit book may hear of a lock-out now.
func (t *throttle) mayTell() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	if now.Sub(t.told) < tellPace {
		return false
	}
	t.told = now
	return true
}

type failures struct {
	n     int
	last  time.Time
	until time.Time
}

func newThrottle(now func() time.Time) *throttle {
	return &throttle{now: now, hashes: make(chan struct{}, atOnce), failed: make(map[string]failures)}
}

// wait is how long until any of the names may try again; 0: now.
func (t *throttle) wait(names ...string) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	var longest time.Duration
	for _, name := range names {
		longest = max(longest, t.failed[name].until.Sub(t.now()))
	}
	return longest
}

// wrong counts a failure of each name; true: one of them is locked out now.
func (t *throttle) wrong(names ...string) (out bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	for _, name := range names {
		f := t.failed[name]
		if now.Sub(f.last) > forgetAfter {
			f = failures{}
		}
		f.n++
		f.last, f.until = now, now.Add(penalty(f.n))
		t.room(now)
		t.failed[name] = f
		out = out || f.n >= freeTries
	}
	return out
}

func penalty(n int) time.Duration {
	if n < freeTries {
		return time.Second << (n - 1)
	}
	return min(firstLock<<min(n-freeTries, 10), longestOut)
}

// room keeps the memory bounded: what is over goes first, then anything, a
// tenth at once so that a flood doesn't look through all of it each time.
func (t *throttle) room(now time.Time) {
	if len(t.failed) < maxCounted {
		return
	}
	for name, f := range t.failed {
		if now.After(f.until) {
			delete(t.failed, name)
		}
	}
	for name := range t.failed {
		if len(t.failed) < maxCounted*9/10 {
			return
		}
		delete(t.failed, name)
	}
}

// right forgets the failures of the names.
func (t *throttle) right(names ...string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, name := range names {
		delete(t.failed, name)
	}
}

// hashing runs f, at most atOnce at a time.
func (t *throttle) hashing(f func()) {
	t.hashes <- struct{}{}
	defer func() { <-t.hashes }()
	f()
}
