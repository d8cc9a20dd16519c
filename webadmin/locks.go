package webadmin

import (
	"encoding/json"
	"sync"
	"time"
)

// Locks hold what must outlive a restart: who tried wrong passwords how often,
// and which sign-ins were ended before their time.
type Locks interface {
	Load() []byte // empty: there is nothing yet
	Store([]byte)
}

const (
	maxLocksKept = 1000
	// lockPace is the least time between two writes: a guesser must not wear
	// the card out.
	lockPace = time.Second
)

// keptLocks is the form in which they are kept.
type keptLocks struct {
	Out  map[string]keptLock  `json:"out"`  // by the names under which is counted
	Over map[string]time.Time `json:"over"` // sign-ins that ended
}

type keptLock struct {
	Failures int       `json:"failures"`
	Until    time.Time `json:"until"`
}

// locksKeeper writes them down after a change.
type locksKeeper struct {
	p       *Pages
	mu      sync.Mutex
	last    time.Time
	waiting bool
}

func (k *locksKeeper) changed() {
	if k.p.Locks == nil {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	since := time.Since(k.last)
	switch {
	case k.waiting:
	case since >= lockPace:
		k.write()
	default:
		k.waiting = true
		time.AfterFunc(lockPace-since, func() {
			k.mu.Lock()
			defer k.mu.Unlock()
			k.waiting = false
			k.write()
		})
	}
}

// write is called with the lock.
func (k *locksKeeper) write() {
	k.last = time.Now()
	b, err := json.Marshal(keptLocks{k.p.throttle.locked(maxLocksKept), k.p.sessions.endedEarly()})
	if err == nil {
		k.p.Locks.Store(b)
	}
}

// load brings back what an earlier process kept; what can't be read is as if
// there were none.
func (k *locksKeeper) load() {
	var kept keptLocks
	if k.p.Locks == nil || json.Unmarshal(k.p.Locks.Load(), &kept) != nil {
		return
	}
	k.p.throttle.lock(kept.Out)
	k.p.sessions.endEarly(kept.Over, time.Now())
}

// locked lists some of those with too many failures, whose next one locks them
// out for longer; those that are out now go before the others.
func (t *throttle) locked(most int) map[string]keptLock {
	t.mu.Lock()
	defer t.mu.Unlock()
	out, now := make(map[string]keptLock), t.now()
	for _, still := range []bool{true, false} {
		for name, f := range t.failed { // any order: beyond the bound it is chance that chooses
			if many(name, f.n) && f.until.After(now) == still && now.Sub(f.last) < forgetAfter && len(out) < most {
				out[name] = keptLock{f.n, f.until}
			}
		}
	}
	return out
}

// lock takes earlier lock-outs over. None lasts longer than one may, also when
// the clock was set back meanwhile.
func (t *throttle) lock(out map[string]keptLock) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	for name, l := range out {
		if len(t.failed) >= maxLocksKept {
			return
		}
		until := l.Until
		if latest := now.Add(penalty(name, l.Failures)); until.After(latest) {
			until = latest
		}
		t.failed[name] = failures{n: l.Failures, last: now, until: until}
	}
}

// endedEarly lists the sign-ins that ended before their time.
func (s *sessions) endedEarly() map[string]time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	over := make(map[string]time.Time, len(s.over))
	for nonce, until := range s.over {
		over[nonce] = until
	}
	return over
}

func (s *sessions) endEarly(over map[string]time.Time, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for nonce, until := range over {
		if len(s.over) < maxEnded && until.After(now) {
			s.over[nonce] = until
		}
	}
}
