package webadmin

import (
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/spojka/spojka/webadmin/lang"
)

const (
	// freeTries is how many failures of one are free of a lock-out; each of
	// them already delays the next try.
	freeTries  = 5
	firstLock  = time.Minute
	longestOut = time.Hour
	// brakeAfter is how many failures of many together are free; then each
	// makes all of them wait, but for no longer than longestBrake.
	brakeAfter   = 20
	longestBrake = time.Minute
	// forgetAfter is when old failures no longer count.
	forgetAfter = 24 * time.Hour
	maxCounted  = 20000
	// atOnce bounds the password hashes computed at the same time.
	atOnce = 2
)

// throttle counts wrong sign-ins, each under the names that counted gives it.
// What stands for one who tries is locked out: a wrong try makes the next wait
// (1, 2, 4 … s), the fifth locks for a minute, then two, four, up to an hour.
// What many share is only braked, so that nobody can shut the others out of
// it: after twenty wrong ones one try a second, then one in two, four, up to
// one in a minute.
type throttle struct {
	now    func() time.Time
	hashes chan struct{}
	mu     sync.Mutex
	failed map[string]failures
	told   time.Time     // when the audit book heard of a lock-out last
	pace   time.Duration // how long it hears of none after that
}

// A guesser must not fill the audit book: after a line about a lock-out there
// is none for a time, which doubles while they go on.
const (
	tellPace    = 10 * time.Second
	slowestTell = time.Hour
)

// mayTell says that the audit book may hear of a lock-out now.
func (t *throttle) mayTell() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	quiet := now.Sub(t.told)
	switch {
	case quiet < t.pace:
		return false
	case quiet > 2*slowestTell:
		t.pace = tellPace
	default:
		t.pace = min(2*t.pace, slowestTell)
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

// The kinds of names. The first three stand for one who tries, the others for
// what is tried by many.
const (
	bySource  = "source "  // an address
	byBrowser = "browser " // one from which somebody has signed in
	byOwner   = "owner "   // who is signed in and gives the old password
	byNetwork = "network " // an IPv6 /64: a subscriber with as many addresses as he likes, or a whole office
	byLogin   = "login "   // an account
)

// longestCounted bounds a name: a login may be as long as a form.
const longestCounted = 64

// counted gives the names under which a sign-in counts. A browser from which
// this login has come in before counts for itself alone: whatever strangers
// try, from its address too, it isn't shut out.
func (p *Pages) counted(r *http.Request, login string) []string {
	login = lang.Fold(login)
	if one := p.sessions.knownAs(r, login); one != "" {
		return []string{byBrowser + one}
	}
	account := byLogin + login
	return append(sourcesOf(r), account[:min(len(account), longestCounted)])
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

// wrong counts a failure of each name; true: it was one too many of one.
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
		f.last, f.until = now, now.Add(penalty(name, f.n))
		t.room(now)
		t.failed[name] = f
		out = out || many(name, f.n)
	}
	return out
}

// shared says that many may count under a name.
func shared(name string) bool {
	return strings.HasPrefix(name, byLogin) || strings.HasPrefix(name, byNetwork)
}

// many says that the n-th failure of a name was one too many.
func many(name string, n int) bool { return n >= brakeAfter || n >= freeTries && !shared(name) }

// penalty is what the n-th failure of a name costs.
func penalty(name string, n int) time.Duration {
	if shared(name) {
		if n < brakeAfter {
			return 0
		}
		return min(time.Second<<min(n-brakeAfter, 10), longestBrake)
	}
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
