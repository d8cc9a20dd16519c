package media

import (
	"math/rand/v2"
	"time"

	"github.com/pion/rtp"
)

// headerSize is an RTP header without sources and extensions (RFC 3550 §5.1);
// we never send another.
const headerSize = 12

// stream is what we send towards a party: one source with continuous numbers
// and timestamps for the leg's life, whatever feeds it.
type stream struct {
	ssrc    uint32
	seq     uint16 // of the newest packet
	ts      uint32 // of the newest packet
	samples uint32 // in the newest packet
	at      int64  // when it was sent, ns
	begun   bool
	sent    uint64
	octets  uint64 // of sound, in all of them
}

func newStream() stream {
	return stream{ssrc: rand.Uint32(), seq: uint16(rand.Uint32()), ts: rand.Uint32()}
}

// next is the number and the timestamp for a packet that follows the newest
// one now: at least its length later, or as much as has really passed.
func (s *stream) next(now int64) (uint16, uint32) {
	if !s.begun {
		return s.seq, s.ts
	}
	passed := uint32(0)
	if d := now - s.at; d > 0 {
		passed = uint32(d / samplesNs)
	}
	return s.seq + 1, s.ts + max(passed, s.samples)
}

// samplesNs is how long a sample of telephone sound lasts.
const samplesNs = int64(time.Second / 8000)

// note remembers a sent packet if it is the newest. An event has no samples:
// its timestamp stands still and says nothing about the next packet's.
func (s *stream) note(seq uint16, ts, samples uint32, now int64) {
	s.sent++
	if s.begun && int16(seq-s.seq) < 0 {
		return
	}
	if s.begun && samples == 0 {
		s.seq = seq
		return
	}
	s.seq, s.ts, s.samples, s.at, s.begun = seq, ts, samples, now, true
}

// feed maps another source's numbers to ours by an offset, so that a real
// loss stays a gap and a change of source doesn't look like one (WIRE 53).
type feed struct {
	on     bool
	ssrc   uint32
	seq    uint16 // newest, as it came
	ts     uint32
	at     int64 // when it came
	seqOff uint16
	tsOff  uint32
}

// Limits of RFC 3550 A.1 for a source that has restarted, and of how far a
// timestamp may be off the clock before it is a new one.
const (
	maxDropout  = 3000
	maxMisorder = 100
	maxStray    = 2 * 8000
)

// jumped says that this packet doesn't continue the source.
func (f *feed) jumped(h *rtp.Header, now int64) bool {
	if h.SSRC != f.ssrc {
		return true
	}
	ahead := int32(int16(h.SequenceNumber - f.seq))
	if ahead > maxDropout || ahead < -maxMisorder {
		return true
	}
	stray := int64(int32(h.Timestamp-f.ts)) - (now-f.at)/samplesNs
	return stray > maxStray || int32(h.Timestamp-f.ts) < -maxStray
}

// turn maps one packet for the stream; marker is true when it begins a new
// source there. An event's timestamp stands still, so it counts for nothing.
func (f *feed) turn(h *rtp.Header, s *stream, now int64, event bool) (seq uint16, ts uint32, marker bool) {
	if !f.on || f.jumped(h, now) {
		seq, ts = s.next(now)
		*f = feed{
			on: true, ssrc: h.SSRC, seq: h.SequenceNumber, ts: h.Timestamp, at: now,
			seqOff: seq - h.SequenceNumber, tsOff: ts - h.Timestamp,
		}
		return seq, ts, true
	}
	if int16(h.SequenceNumber-f.seq) > 0 {
		f.seq = h.SequenceNumber
		if !event {
			f.ts, f.at = h.Timestamp, now
		}
	}
	return h.SequenceNumber + f.seqOff, h.Timestamp + f.tsOff, h.Marker
}

// leaveOut tells the feed that a packet that came is not passed on, so that
// it leaves no gap.
func (f *feed) leaveOut(h *rtp.Header) {
	if f.on && h.SSRC == f.ssrc && int16(h.SequenceNumber-f.seq) > 0 {
		f.seq = h.SequenceNumber
		f.seqOff--
	}
}
