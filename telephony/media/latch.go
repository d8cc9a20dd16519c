package media

import (
	"net/netip"

	"github.com/spojka/spojka/telephony"
)

// latchTime is how long after an aim, or after we began to send, a party
// behind NAT may show from where it really comes.
const latchTime = 5e9

// latchAfter is how long a source must be silent before another of the same
// rank may follow it. Two phones of one seat behind NAT, lifted at once, both
// begin to send: the one that lost the race is heard first, and falls silent.
const latchAfter = 200e6

// latch decides whose packets are a party's (WIRE 54, RFC 4961): those of the
// signalled address at first; while it is open also those of another, best
// the same host's; then of nobody else.
type latch struct {
	signalled netip.AddrPort
	former    netip.AddrPort // signalled before: its late packets don't count
	from      netip.AddrPort // whose packets count now
	rank      uint8
	until     int64 // open until then, ns
}

// Ranks of a source: it can be replaced only by one of a higher rank.
const (
	rankNone uint8 = iota
	rankElsewhere
	rankSameHost
	rankSignalled
)

// aim begins anew with another signalled address; the same one again (a
// session refresh, hold and its end) changes nothing.
func (l *latch) aim(to netip.AddrPort, now int64) (changed bool) {
	if l.signalled == to {
		return false
	}
	former := netip.AddrPort{}
	if l.rank == rankSignalled {
		former = l.from
	}
	*l = latch{signalled: to, former: former, until: now + latchTime}
	return true
}

// extend keeps the latch open from now on, when we begin to send.
func (l *latch) extend(now int64) {
	if l.rank == rankNone {
		l.until = now + latchTime
	}
}

// admits says whether a source that isn't the party's could become so now;
// heard is when the party's own was heard last.
func (l *latch) admits(from netip.AddrPort, now, heard int64) bool {
	switch rank := l.rankOf(from); {
	case rank == rankSignalled:
		return true
	case now >= l.until || from == l.former:
		return false
	default:
		return rank > l.rank || rank == l.rank && now-heard >= latchAfter
	}
}

// take makes a source the party's.
func (l *latch) take(from netip.AddrPort) { l.from, l.rank = from, l.rankOf(from) }

func (l *latch) rankOf(from netip.AddrPort) uint8 {
	switch {
	case from == l.signalled:
		return rankSignalled
	case from.Addr() == l.signalled.Addr():
		return rankSameHost
	}
	return rankElsewhere
}

// target is where a party wants its sound; false when it says nowhere.
func target(s telephony.Sound) (netip.AddrPort, bool) {
	ip := s.Addr.Addr().Unmap()
	return netip.AddrPortFrom(ip, s.Addr.Port()), ip.IsValid() && s.Addr.Port() != 0 && !ip.IsUnspecified()
}
