package media

import (
	"encoding/base64"
	"errors"
	"math/rand/v2"
	"net/netip"
	"time"

	"github.com/pion/rtcp"
)

// reportEach is the mean time between two reports to a party (RFC 3550 §6.2);
// each is up to a half earlier or later, so that they don't come together.
const reportEach = int64(5e9)

// reports is what a party and we tell each other of the sound (RTCP). A party
// that says nothing is as good as any other (WIRE 55).
type reports struct {
	due  int64  // when ours is
	name string // what we call ourselves, ready to be sent
	said bool   // the party has had one
	sent uint64 // packets by our last
	from rawAddr

	expected, lost uint64 // of the party's source by our last
	senderAt       int64  // when its last sender report came, 0: none
	senderStamp    uint32 // the middle of its NTP time

	heardAt     int64 // when the last was looked at
	heard       int
	round       time.Duration
	theirLost   uint64
	theirJitter uint32 // samples
}

func newReports(now int64) reports {
	return reports{due: now + reportEach/2 + rand.Int64N(reportEach/2)}
}

// tellReports sends a report to a party when one is due.
func (s *sound) tellReports(l *leg) {
	if s.now < l.reports.due || !l.out.begun && !l.in.begun {
		return
	}
	l.reports.due = s.now + reportEach/2 + rand.Int64N(reportEach)
	s.report(l)
}

// report sends one now, with last words behind it.
func (s *sound) report(l *leg, last ...rtcp.Packet) {
	fd, to, ok := l.reportsTo()
	if !ok {
		return
	}
	figures, err := s.figuresOf(l)
	if l.reports.name == "" && err == nil {
		l.reports.name, err = newName(l.out.ssrc)
	}
	b := append(append(s.words[:0], figures...), l.reports.name...)
	for _, p := range last {
		words, failed := p.Marshal()
		b, err = append(b, words...), errors.Join(err, failed)
	}
	if err != nil || !sendTo(fd, b, &to) {
		return // the next one tells the same
	}
	l.reports.said = true
}

// sayBye is the end of a leg, for who has heard of it (RFC 3550 §6.3.7).
func (s *sound) sayBye(l *leg) {
	if l.reports.said {
		s.report(l, &rtcp.Goodbye{Sources: []uint32{l.out.ssrc}})
	}
}

// newName is a description with nothing but a name that says nothing of the
// box: random, for one leg alone (RFC 7022).
func newName(ssrc uint32) (string, error) {
	var b [12]byte
	for i := range b {
		b[i] = byte(rand.Uint32())
	}
	name := rtcp.SourceDescriptionItem{Type: rtcp.SDESCNAME, Text: base64.RawStdEncoding.EncodeToString(b[:])}
	all, err := rtcp.SourceDescription{Chunks: []rtcp.SourceDescriptionChunk{{Source: ssrc, Items: []rtcp.SourceDescriptionItem{name}}}}.Marshal()
	return string(all), err
}

// reportsTo is where a party wants its reports: at the port of its sound
// (RFC 5761), where its own come from, or where it said (RFC 3605); behind a
// NAT beside its sound.
func (l *leg) reportsTo() (fd int, to rawAddr, ok bool) {
	want := l.sound.RTCP
	at := l.to.addrPort()
	switch {
	case !l.aimed || l.to.n == 0 || !want.IsValid() || want.Port() == 0:
		return 0, rawAddr{}, false
	case want == l.sound.Addr:
		return l.rtp, l.to, true
	case l.reports.from.n != 0:
		return l.rtcp, l.reports.from, true
	case l.latch.rank != rankNone && l.latch.rank != rankSignalled:
		want = netip.AddrPortFrom(at.Addr(), at.Port()+1)
	}
	if want.Addr().Unmap().Is6() != at.Addr().Is6() {
		return 0, rawAddr{}, false
	}
	return l.rtcp, rawFrom(netip.AddrPortFrom(want.Addr().Unmap(), want.Port()), l.port.Addr().Is6()), true
}

// figuresOf is a sender's report while we send, or else a receiver's.
func (s *sound) figuresOf(l *leg) ([]byte, error) {
	blocks := s.block[:0]
	if l.in.begun {
		blocks = append(blocks, l.reception(s.now))
	}
	sending := l.out.sent > l.reports.sent
	l.reports.sent = l.out.sent
	if !sending {
		return rtcp.ReceiverReport{SSRC: l.out.ssrc, Reports: blocks}.Marshal()
	}
	return rtcp.SenderReport{
		SSRC: l.out.ssrc, NTPTime: s.clock.ntp(s.now), RTPTime: l.out.ts + uint32(max(s.now-l.out.at, 0)/samplesNs),
		PacketCount: uint32(l.out.sent), OctetCount: uint32(l.out.octets), Reports: blocks,
	}.Marshal()
}

// reception is what we report of the source now heard (RFC 3550 A.3).
func (l *leg) reception(now int64) rtcp.ReceptionReport {
	expected, lost := l.in.expected(), l.in.missing()
	r := rtcp.ReceptionReport{
		SSRC: l.in.ssrc, TotalLost: uint32(min(lost, 1<<23-1)), LastSequenceNumber: l.in.cycles + uint32(l.in.top),
		Jitter: uint32(l.in.jitter >> 4),
	}
	if expected > l.reports.expected && lost > l.reports.lost {
		r.FractionLost = uint8(min((lost-l.reports.lost)<<8/(expected-l.reports.expected), 255))
	}
	l.reports.expected, l.reports.lost = expected, lost
	if l.reports.senderAt != 0 {
		r.LastSenderReport, r.Delay = l.reports.senderStamp, inShort(now-l.reports.senderAt)
	}
	return r
}

// ntp is a time of ours as 64 bits of NTP (RFC 3550 §4). It follows our own
// clock, which never jumps, from where the wall clock stood at the start.
func (c *clock) ntp(at int64) uint64 {
	ns := uint64(c.base.UnixNano() + at)
	const until1970 = 2_208_988_800
	return (ns/1e9+until1970)<<32 | (ns%1e9)<<32/1e9
}

// inShort is a time in 1/65536 s.
func inShort(ns int64) uint32 { return uint32(max(ns, 0) << 13 / (1e9 >> 3)) }
