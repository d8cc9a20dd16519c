package media

import (
	"errors"
	"net/netip"
	"time"

	"github.com/pion/rtp"
	"github.com/spojka/spojka/telephony"
	"golang.org/x/sys/unix"
)

// place is where a leg stands in its life. Its sockets stay open throughout:
// opening one costs, and a port in the pool can't be taken by others.
type place uint8

const (
	placeFree     place = iota // rested and in line to be offered
	placeOffered               // ready in the brain's hands
	placeUsed                  // a party's
	placeDraining              // let go; late packets still come
)

// drainTime is how long a port rests before another party gets it.
const drainTime = 500e6

// leg is a pair of ports and, while it is used, a party. One exists per pair
// for the life of the process.
type leg struct {
	slot uint32
	rtp  int // descriptors
	rtcp int
	port netip.AddrPort // of RTP; RTCP is the next

	place place
	since int64 // when it came there, ns
	party
}

// party is what a leg is while somebody uses it; a new one begins empty.
type party struct {
	id    telephony.LegID
	aimed bool
	sound telephony.Sound
	latch latch
	to    rawAddr // where we send
	out   stream
	feed  feed // the peer's sound on its way to this party
	play  player
	press pressing // keys on their way to it

	coders *coders // nil: none were needed yet

	in      source
	reports reports
	digits  int
	spells  bool  // it tells its keys in words
	heard   int64 // when a packet last came, or when it could first have come
	told    int64 // how much silence was told of last
	keypad  keypad
	strange uint64

	peer  *leg
	rec   *recording
	side  uint8 // on the tape: 0 caller, 1 called
	taped bool  // the source now heard has begun on the tape
}

// hears says that the party can be sent sound now.
func (l *leg) hears() bool { return l.aimed && !l.sound.Held && l.to.n != 0 }

// codec is how a payload type of this party is coded; false for what is no
// speech that we know.
func (l *leg) codec(pt uint8) (telephony.Codec, bool) {
	switch {
	case l.aimed && pt == l.sound.PT:
		return l.sound.Codec, true
	case pt == 8:
		return telephony.PCMA, true
	case pt == 0:
		return telephony.PCMU, true
	case pt == 9:
		return telephony.G722, true
	}
	return "", false
}

func (l *leg) figures() telephony.Quality {
	return telephony.Quality{
		Leg: l.id, Codec: l.sound.Codec,
		Received: l.in.received, Lost: l.in.lost(), Late: l.in.late, Strange: l.strange,
		Jitter: l.in.shaken(), Gap: time.Duration(l.in.gap), Round: l.reports.round, Digits: l.digits,
		Sent: l.out.sent, Reports: l.reports.heard, TheirLost: l.reports.theirLost,
		TheirJitter: time.Duration(int64(l.reports.theirJitter) * samplesNs),
	}
}

func (l *leg) state() telephony.LegState {
	s := telephony.LegState{Leg: l.id, Port: l.port}
	if l.peer != nil {
		s.Peer = l.peer.id
	}
	if l.rec != nil {
		s.Recording = l.rec.id
	}
	return s
}

// send builds the header in front of the payload, which lies in buf from
// headerSize on, and sends it to the party; false when it could not be sent.
func (l *leg) send(buf []byte, pt uint8, marker bool, seq uint16, ts, samples uint32, now int64) bool {
	h := rtp.Header{
		Version: 2, Marker: marker, PayloadType: pt,
		SequenceNumber: seq, Timestamp: ts, SSRC: l.out.ssrc,
	}
	if _, err := h.MarshalTo(buf); err != nil || !sendTo(l.rtp, buf, &l.to) {
		return false
	}
	l.out.note(seq, ts, samples, now)
	l.out.octets += uint64(len(buf) - headerSize)
	return true
}

// ports opens legs within a range.
type ports struct {
	bind      netip.Addr
	low, high uint16
	next      uint16
	open      int // pairs
	most      int // of them, so that descriptors are left for the brain and the tape
	watch     *poller
	ours      [1 << 15 / 64]uint64 // a bit for each pair that is open
}

// spareFiles are the descriptors kept for all that isn't a leg.
const spareFiles = 32

var errFull = errors.New("no more ports or descriptors for sound: widen the range, raise the limit of open files")

func newPorts(o Options, watch *poller) ports {
	p := ports{bind: o.Bind, low: o.Ports[0], high: o.Ports[1], next: o.Ports[0], watch: watch, most: 1 << 15}
	var limit unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_NOFILE, &limit) == nil && limit.Cur < 1<<16 {
		p.most = max(int(limit.Cur)-spareFiles, 0) / 2
	}
	return p
}

// triesPerOpen bounds how many ports taken by others one opening passes over.
const triesPerOpen = 32

// take makes a new leg at the next free pair: an even port for RTP, the odd
// one after it for RTCP (RFC 3550 §11).
func (p *ports) take(slot uint32) (*leg, error) {
	if p.open >= p.most {
		return nil, errFull
	}
	err := errFull
	for range triesPerOpen {
		at, ok := p.nextFree()
		if !ok {
			break
		}
		var l *leg
		if l, err = p.pair(slot, at); !errors.Is(err, unix.EADDRINUSE) {
			return l, err
		}
	}
	return nil, err
}

// nextFree is the next port of a pair that we don't have open; false when we
// have them all. Trying them would cost a busy box seconds, the open ones lie
// in rows.
func (p *ports) nextFree() (uint16, bool) {
	for range (int(p.high)-int(p.low))/2 + 1 {
		at := p.next
		if p.next += 2; p.next >= p.high || p.next < p.low {
			p.next = p.low
		}
		if p.ours[at/128]&(1<<(at/2%64)) == 0 {
			return at, true
		}
	}
	return 0, false
}

func (p *ports) turn(at uint16) { p.ours[at/128] ^= 1 << (at / 2 % 64) }

func (p *ports) pair(slot uint32, at uint16) (*leg, error) {
	l := &leg{slot: slot, port: netip.AddrPortFrom(p.bind, at)}
	var err error
	if l.rtp, err = openPort(l.port, rtpBuffer); err != nil {
		return nil, err
	}
	if l.rtcp, err = openPort(netip.AddrPortFrom(p.bind, at+1), idleBytes); err != nil {
		unix.Close(l.rtp)
		return nil, err
	}
	err = errors.Join(p.watch.add(l.rtp, int32(slot)), p.watch.add(l.rtcp, int32(slot)|tagReports))
	if err != nil {
		unix.Close(l.rtp)
		unix.Close(l.rtcp)
		return nil, err
	}
	p.open++
	p.turn(at)
	return l, nil
}

// close gives a pair back to the system.
func (p *ports) close(l *leg) {
	p.watch.remove(l.rtp)
	p.watch.remove(l.rtcp)
	unix.Close(l.rtp)
	unix.Close(l.rtcp)
	l.rtp, l.rtcp = -1, -1
	p.open--
	p.turn(l.port.Port())
}
