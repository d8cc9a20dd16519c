package media

import (
	"encoding/binary"
	"net/netip"
	"time"

	"github.com/pion/rtcp"
)

const (
	reportRest = 200e6    // reports that come sooner after another aren't looked at
	roundMost  = 10 << 16 // a longer way is a wrong clock; 1/65536 s
	reportHead = 8        // the least that a report can be
)

// reported is a report that came for a leg, on its own port or that of sound;
// own says the former. What isn't the party's changes nothing and is counted.
func (s *sound) reported(l *leg, at int64, own bool) {
	r := s.rx
	if l.place != placeUsed {
		return
	}
	if r.n < reportHead || r.buf[0]>>6 != 2 || !l.mayReport(r.from.addrPort().Addr()) {
		l.strange++
		return
	}
	if l.reports.heardAt != 0 && s.now-l.reports.heardAt < reportRest {
		return
	}
	l.reports.heardAt = s.now
	all, err := rtcp.Unmarshal(r.buf[:r.n])
	if err != nil {
		l.strange++
		return
	}
	if own && l.in.begun && binary.BigEndian.Uint32(r.buf[4:]) == l.in.ssrc {
		l.reports.from = r.from // ours tell what a latch must not: they go to the source heard, and nobody who reported before it
	}
	for _, p := range all {
		switch p := p.(type) {
		case *rtcp.SenderReport:
			l.reports.senderAt, l.reports.senderStamp = at, uint32(p.NTPTime>>16)
			s.learn(l, p.Reports, at)
		case *rtcp.ReceiverReport:
			s.learn(l, p.Reports, at)
		}
	}
}

// mayReport says whether a report from this host can be the party's.
func (l *leg) mayReport(from netip.Addr) bool {
	return from == l.latch.from.Addr() || from == l.latch.signalled.Addr() || from == l.sound.RTCP.Addr().Unmap()
}

// learn keeps what a party says of the sound that we send it.
func (s *sound) learn(l *leg, blocks []rtcp.ReceptionReport, at int64) {
	for _, b := range blocks {
		if b.SSRC != l.out.ssrc {
			continue
		}
		l.reports.heard++
		l.reports.theirLost, l.reports.theirJitter = uint64(b.TotalLost), b.Jitter
		if b.TotalLost >= 1<<23 {
			l.reports.theirLost = 0 // below zero: it got some twice
		}
		if b.LastSenderReport == 0 {
			continue
		}
		if round := uint32(s.clock.ntp(at)>>16) - b.LastSenderReport - b.Delay; round <= roundMost {
			l.reports.round = time.Duration(uint64(round) * 1e9 >> 16)
		}
	}
}
