package media

import (
	"time"

	"github.com/pion/rtp"
)

// source counts what comes from a party (RFC 3550 A.1, A.8).
type source struct {
	begun    bool
	ssrc     uint32
	first    uint16 // number of the first packet
	top      uint16 // newest number
	cycles   uint32
	counted  uint64 // packets of this source
	before   uint64 // lost by sources that it took the place of
	received uint64
	late     uint64
	transit  int64 // samples
	jitter   int64 // samples × 16
	at       int64 // when the newest came, ns; 0: what follows isn't measured against it
	ts       uint32
	gap      int64 // the longest wait so far, ns
}

// note counts a packet that came at the given time; fresh is true when it is
// the first of a new source.
func (s *source) note(h *rtp.Header, at int64) (fresh bool) {
	s.received++
	ahead := int32(int16(h.SequenceNumber - s.top))
	if !s.begun || h.SSRC != s.ssrc || ahead > maxDropout || ahead < -maxMisorder {
		s.begin(h, at)
		return true
	}
	s.counted++
	if ahead <= 0 {
		s.late++
		return false
	}
	if h.SequenceNumber < s.top {
		s.cycles += 1 << 16
	}
	s.wait(h, at, ahead == 1)
	s.top = h.SequenceNumber
	transit := at/samplesNs - int64(h.Timestamp)
	d := int64(int32(transit - s.transit))
	s.transit = transit
	s.jitter += max(d, -d) - (s.jitter+8)>>4
	return false
}

func (s *source) begin(h *rtp.Header, at int64) {
	lost := s.lost()
	*s = source{
		begun: true, ssrc: h.SSRC, first: h.SequenceNumber, top: h.SequenceNumber, counted: 1,
		before: lost, received: s.received, late: s.late, jitter: s.jitter,
		transit: at/samplesNs - int64(h.Timestamp),
		at:      at, ts: h.Timestamp, gap: s.gap,
	}
}

// wait measures how long the party was silent against its will: between two
// packets in a row what its own clock doesn't explain, over lost ones all
// but a packet's length.
func (s *source) wait(h *rtp.Header, at int64, next bool) {
	said := int64(packetLength)
	if next {
		said = max(int64(int32(h.Timestamp-s.ts))*samplesNs, 0)
	}
	if s.at != 0 {
		s.gap = max(s.gap, at-s.at-said)
	}
	s.at, s.ts = at, h.Timestamp
}

// packetLength is how long a packet usually is, ns.
const packetLength = 20e6

// lost is how many packets never came, of this source and those before.
func (s *source) lost() uint64 { return s.before + s.missing() }

// expected is how many packets this source has sent (RFC 3550 A.3).
func (s *source) expected() uint64 {
	if !s.begun {
		return 0
	}
	return uint64(s.cycles) + uint64(s.top) - uint64(s.first) + 1
}

// missing is how many of them never came.
func (s *source) missing() uint64 { return s.expected() - min(s.expected(), s.counted) }

// shaken is the jitter as people read it.
func (s *source) shaken() time.Duration { return time.Duration(s.jitter * samplesNs / 16) }
