package media

import (
	"net/netip"

	"github.com/pion/rtp"
	"github.com/spojka/spojka/telephony"
)

// latchTime is how long after an aim, or after we began to send, a party
// behind NAT may show from where it really comes.
const latchTime = 5e9

// latchAfter is how long a source must be silent before another of the same
// rank may follow it. Two phones of one seat behind NAT, lifted at once, both
// begin to send: the one that lost the race is heard first, and falls silent.
const latchAfter = 200e6

// latchMoves is how long the party's source must be silent before it may go on
// from another port of its host.
const latchMoves = 500e6

// latch decides whose packets are a party's (WIRE 54, RFC 4961): those of the
// signalled address at first; while it is open also those of another, best
// the same host's; then of nobody else, but for the same source on its way
// through a NAT that has given it another port.
//
// A NAT that restarts or forgets gives the next packet of a phone a new port of
// the same address, and sends what comes to the old one nowhere: the phone is
// heard no more, and hears nothing. So when the source that holds has been
// silent for half a second, another port of its host takes its place whose
// packets go on with its SSRC and, within what RFC 3550 A.1 takes for loss,
// its numbers: two in a row, as A.1 wants of every source. Who can't see the
// sound has 2^32 SSRCs and 2^16 numbers to guess, from the phone's own address
// and while it is silent; he also has to keep silent between two guesses, for
// each that doesn't follow the last begins anew. Who can see it can't be told
// from the phone without SRTP, at the old port neither. RTCP alone moves
// nothing, for it has no number that must go on.
type latch struct {
	signalled netip.AddrPort
	former    netip.AddrPort // signalled before: its late packets don't count
	from      netip.AddrPort // whose packets count now
	rank      uint8
	until     int64 // open until then, ns

	next    netip.AddrPort // from where the party's source seems to go on
	nextSeq uint16         // the number that must come from there
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

// follows says that a packet from elsewhere is the party's own source behind
// another port: the second in a row.
func (l *latch) follows(from netip.AddrPort, h *rtp.Header, in *source, now, heard int64) bool {
	ahead := h.SequenceNumber - in.top
	if l.rank == rankNone || from.Addr() != l.from.Addr() || now-heard < latchMoves || h.SSRC != in.ssrc || ahead == 0 || ahead > maxDropout {
		return false
	}
	again := from == l.next && h.SequenceNumber == l.nextSeq
	l.next, l.nextSeq = from, h.SequenceNumber+1
	return again
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
