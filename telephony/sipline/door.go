package sipline

import (
	"bytes"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

// Limits for those who are neither a registered phone nor a trunk. Each
// address has its own few messages, whatever others do, and more as long as
// all together stay within a bound; so many new addresses a second are
// noticed, and so many are remembered.
const (
	strangerBurst  = 60
	strangerRate   = 12
	moreBurst      = 3000
	moreRate       = 1500
	freshBurst     = 2000
	freshRate      = 400
	maxStrangers   = 8192
	maxBans        = 65536
	failuresToBan  = 5
	firstBan       = time.Hour
	longestBan     = 7 * 24 * time.Hour
	failuresForget = time.Hour
)

// door decides before anything is allocated or parsed who may speak.
type door struct {
	l      *Line
	in     atomic.Uint64 // messages let in
	out    atomic.Uint64 // turned away
	mu     sync.Mutex
	seen   map[netip.Addr]*bucket
	all    bucket // what goes beyond an address's own
	new    bucket // addresses not seen before
	bans   map[netip.Addr]*ban
	aged   time.Time
	roomed time.Time // when room was last made among the bans
	told   time.Time // when a call from nowhere was last told of
	last   Stranger
	warned time.Time // when of a ban
	untold int       // bans since
}

// bucket lets so many messages pass and refills with time.
type bucket struct {
	left int
	at   time.Time
}

// take uses one; false: there is none.
func (b *bucket) take(now time.Time, burst, rate int) bool {
	if more := int(now.Sub(b.at) * time.Duration(rate) / time.Second); more > 0 {
		b.left = min(burst, b.left+more)
		b.at = now
	}
	if b.left <= 0 {
		return false
	}
	b.left--
	return true
}

// ban is an address that proved itself wrongly.
type ban struct {
	failures int
	last     time.Time
	until    time.Time
	times    int
}

func newDoor(l *Line) *door {
	now := time.Now()
	return &door{l: l, seen: make(map[netip.Addr]*bucket), bans: make(map[netip.Addr]*ban), all: bucket{moreBurst, now}, new: bucket{freshBurst, now}, aged: now}
}

// address says that one from here may speak at all: private, link-local,
// unique-local and loopback addresses, and trunks.
func (d *door) address(from netip.AddrPort) bool {
	a := from.Addr()
	if from.Port() == 0 || a.IsMulticast() || a.IsUnspecified() {
		return false
	}
	return a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || d.l.office.Load().isPeer(a)
}

// admit says that a message may be read. Keep-alives, STUN and other small
// talk at the port are dropped and are no offence (RFC 5626 §3.5, §4.4).
func (d *door) admit(from netip.AddrPort, b []byte) bool {
	if d.mayPass(from, b) {
		d.in.Add(1)
		return true
	}
	d.out.Add(1)
	return false
}

func (d *door) mayPass(from netip.AddrPort, b []byte) bool {
	if !d.address(from) || !speaksSIP(b) {
		return false
	}
	if d.l.office.Load().isPeer(from.Addr()) || d.l.registrar.knows(from) {
		return true
	}
	return d.stranger(from.Addr(), time.Now())
}

// speaksSIP looks at the first line only.
func speaksSIP(b []byte) bool {
	if len(b) < 16 || b[0] <= ' ' || b[0] >= 0x7f {
		return false
	}
	end := bytes.IndexByte(b, '\r')
	if end < 0 || end > maxURI+32 {
		return false
	}
	first := b[:end]
	return bytes.HasPrefix(first, []byte("SIP/")) || bytes.Contains(first, []byte(" SIP/"))
}

func (d *door) stranger(a netip.Addr, now time.Time) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if b := d.bans[a]; b != nil && now.Before(b.until) {
		return false
	}
	s := d.seen[a]
	if s == nil {
		if !d.new.take(now, freshBurst, freshRate) {
			return false
		}
		if len(d.seen) >= maxStrangers {
			clear(d.seen)
		}
		s = &bucket{strangerBurst, now}
		d.seen[a] = s
	}
	return s.take(now, strangerBurst, strangerRate) || d.all.take(now, moreBurst, moreRate)
}

// odd tells, once an hour, that somebody calls who is no trunk's: perhaps a
// provider by an address that is not listed.
func (d *door) odd(a netip.Addr, now time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.last = Stranger{a, now}
	if now.Sub(d.told) < time.Hour {
		return
	}
	d.told = now
	d.l.log.Info("a call from an address that is no trunk's was asked for a password; if it is your provider's, add it to the trunk", "address", a)
}

// Stranger is who called last from an address that is no trunk's and no
// phone's: a provider's whose address isn't in the trunk, often (WIRE 48). The
// zero value: nobody.
type Stranger struct {
	Address netip.Addr
	At      time.Time
}

// Stranger tells of the last one.
func (l *Line) Stranger() Stranger {
	l.door.mu.Lock()
	defer l.door.mu.Unlock()
	return l.door.last
}

// failed counts a wrong password; too many ban the address, each time twice
// as long.
func (d *door) failed(a netip.Addr, now time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	b := d.bans[a]
	if b == nil {
		if len(d.bans) >= maxBans && !d.room(now) {
			return // the table is full of them: the rates still hold
		}
		b = &ban{}
		d.bans[a] = b
	}
	if now.Sub(b.last) > failuresForget {
		b.failures = 0
	}
	b.last = now
	if b.failures++; b.failures < failuresToBan {
		return
	}
	b.until = now.Add(min(longestBan, firstBan<<min(b.times, 10)))
	b.times++
	b.failures = 0
	d.l.keeper.changed.Store(true)
	d.tell(a, b.until, now)
}

// room forgets those who were never banned, at most once a minute: many who
// fail once each must not keep the others from being banned. False: there was
// none to make. The lock is held.
func (d *door) room(now time.Time) bool {
	if now.Sub(d.roomed) < time.Minute {
		return false
	}
	d.roomed = now
	for a, b := range d.bans {
		if b.times == 0 {
			delete(d.bans, a)
		}
	}
	return len(d.bans) < maxBans
}

// tell writes of a ban, once a minute: guessers from everywhere must not fill
// the log. The lock is held.
func (d *door) tell(a netip.Addr, until, now time.Time) {
	d.untold++
	if now.Sub(d.warned) < time.Minute {
		return
	}
	d.l.log.Warn("an address is banned for wrong passwords", "address", a, "until", until, "others before", d.untold-1)
	d.warned, d.untold = now, 0
}

// banned says that an address is shut out.
func (d *door) banned(a netip.Addr, now time.Time) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	b := d.bans[a]
	return b != nil && now.Before(b.until)
}

// shutOut counts the addresses that are.
func (d *door) shutOut(now time.Time) (n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, b := range d.bans {
		if now.Before(b.until) {
			n++
		}
	}
	return n
}

// age forgets who has been quiet, each minute.
func (d *door) age(now time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if now.Sub(d.aged) < time.Minute {
		return
	}
	d.aged = now
	for a, s := range d.seen {
		if now.Sub(s.at) > time.Minute {
			delete(d.seen, a)
		}
	}
	for a, b := range d.bans {
		if quiet := now.Sub(b.last); quiet > longestBan && now.After(b.until) || b.times == 0 && quiet > failuresForget {
			delete(d.bans, a)
		}
	}
}
