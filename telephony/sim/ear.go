package sim

import (
	"bytes"
	"net"
	"net/netip"
	"sync"
	"syscall"
	"time"
	"unsafe"

	"github.com/pion/rtp"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
	"golang.org/x/sys/unix"
)

// Figures are what was heard since the answer, or since Forget.
type Figures struct {
	Sent     uint64 // packets, since the call began
	Received uint64
	Lost     uint64        // by their numbers
	Gaps     int           // pauses over 40 ms between packets that were heard
	Longest  time.Duration // the longest pause, by the kernel's stamps
	// Worst is the longest pause that the way added: that between two
	// arrivals less that between their departures, plus 20 ms. It is known
	// where both phones stamp their packets.
	Worst time.Duration
	// Rests and Rested are how often and for how long the other phone, which
	// stamps its packets, sent nothing: its computer was busy. Since the call
	// began.
	Rests  int
	Rested time.Duration
	From   netip.AddrPort // where the sound comes from
	First  time.Duration  // from the answer to the first packet
}

// tooLong is a pause that people hear.
const tooLong = 40 * time.Millisecond

// keep is how much of what was heard is kept, newest last.
const keep = 4 * time.Minute

// ear hears.
type ear struct {
	stamped bool

	mu     sync.Mutex
	f      Figures
	began  time.Time
	last   time.Time // arrival of the newest packet
	left   time.Time // its departure
	seq    uint16
	due    uint32 // timestamp of the sound behind the newest packet
	ssrc   uint32
	any    bool
	heard  []byte // A-law
	digits []byte
	event  uint32 // timestamp of the last digit
}

func newEar(stamped bool) *ear { return &ear{stamped: stamped, began: time.Now()} }

// forget begins the figures and what was heard anew.
func (e *ear) forget() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.f, e.heard, e.digits, e.any, e.began = Figures{Rests: e.f.Rests, Rested: e.f.Rested}, nil, nil, false, time.Now()
}

func (e *ear) figures() Figures {
	e.mu.Lock()
	defer e.mu.Unlock()
	f := e.f
	if e.any { // the pause that hasn't ended yet counts, too
		f.Longest = max(f.Longest, time.Since(e.last))
	}
	return f
}

// samples are what was heard, oldest first.
func (e *ear) samples() []int16 { return e.newest(int(keep/time.Second) * rate) }

// newest are at most n samples, the newest last.
func (e *ear) newest(n int) []int16 {
	e.mu.Lock()
	defer e.mu.Unlock()
	coded := e.heard[max(0, len(e.heard)-n):]
	pcm := make([]int16, len(coded))
	audio.Decode(pcm, coded, telephony.PCMA)
	return pcm
}

func (e *ear) listen(conn *net.UDPConn) {
	stampArrivals(conn)
	b, oob := make([]byte, 2048), make([]byte, 128)
	var p rtp.Packet
	for {
		n, k, _, from, err := conn.ReadMsgUDPAddrPort(b, oob)
		if err != nil {
			if isClosed(err) {
				return
			}
			continue
		}
		at := arrival(oob[:k])
		if p.Unmarshal(b[:n]) == nil && p.Version == 2 {
			e.take(&p, at, from)
		}
	}
}

func (e *ear) take(p *rtp.Packet, at time.Time, from netip.AddrPort) {
	e.mu.Lock()
	defer e.mu.Unlock()
	var left time.Time
	if e.stamped && p.PayloadType == 8 {
		left = stampOf(p.Payload, at)
	}
	if e.any && p.SSRC == e.ssrc {
		if int16(p.SequenceNumber-e.seq) <= 0 {
			return // late or twice
		}
		e.f.Lost += uint64(p.SequenceNumber - e.seq - 1)
	}
	e.pause(at, left)
	e.f.Received++
	samples := frame
	if p.PayloadType == 8 || p.PayloadType == 0 {
		samples = len(p.Payload) // packets are as long as the other side likes
		e.keepSound(p)
	} else {
		e.digit(p)
	}
	e.f.From = from
	e.any, e.ssrc, e.seq, e.due, e.last, e.left = true, p.SSRC, p.SequenceNumber, p.Timestamp+uint32(samples), at, left
}

// pause measures the time since the last packet.
func (e *ear) pause(at, left time.Time) {
	known := !left.IsZero() && !e.left.IsZero()
	if rest := left.Sub(e.left); known && rest > tooLong {
		e.f.Rests++
		e.f.Rested += rest
	}
	if !e.any {
		if e.f.Received == 0 {
			e.f.First = at.Sub(e.began)
		}
		return
	}
	pause := at.Sub(e.last)
	e.f.Longest = max(e.f.Longest, pause)
	if pause > tooLong {
		e.f.Gaps++
	}
	if known {
		e.f.Worst = max(e.f.Worst, pause-left.Sub(e.left)+tick)
	}
}

// keepSound appends a frame; a hole of up to a second becomes silence.
func (e *ear) keepSound(p *rtp.Packet) {
	if e.any && p.SSRC == e.ssrc {
		hole := int(int32(p.Timestamp - e.due))
		for ; hole > 0 && hole <= rate; hole-- {
			e.heard = append(e.heard, audio.SilenceA)
		}
	}
	from := len(e.heard)
	e.heard = append(e.heard, p.Payload...)
	if p.PayloadType == 0 {
		audio.Convert(e.heard[from:], telephony.PCMU, telephony.PCMA)
	}
	if most := int(keep/time.Second) * rate; len(e.heard) > most {
		e.heard = append(e.heard[:0], e.heard[len(e.heard)-most/2:]...)
	}
}

// digit notes a key once for each event (RFC 4733).
func (e *ear) digit(p *rtp.Packet) {
	if len(p.Payload) < 4 || int(p.Payload[0]) >= len(keys) || e.event == p.Timestamp && len(e.digits) > 0 {
		return
	}
	e.event = p.Timestamp
	e.digits = append(e.digits, keys[p.Payload[0]])
}

// A stamp is the time in microseconds, in the lower halves of bytes that are
// nearly silence, behind a mark: it is hardly heard and spoils no tone.
var stampMark = []byte{0xD5, 0xD4, 0xD7, 0xD6}

func putStamp(payload []byte, now time.Time) {
	copy(payload, stampMark)
	us := uint32(now.UnixMicro())
	for i := range 8 {
		payload[len(stampMark)+i] = 0xD5 ^ byte(us>>(4*i)&0xF)
	}
}

// stampOf is the time in a packet that arrived at a time, or the zero time.
func stampOf(payload []byte, at time.Time) time.Time {
	if len(payload) < len(stampMark)+8 || !bytes.Equal(payload[:len(stampMark)], stampMark) {
		return time.Time{}
	}
	var us uint32
	for i := range 8 {
		us |= uint32(payload[len(stampMark)+i]^0xD5) & 0xF << (4 * i)
	}
	ago := uint32(at.UnixMicro()) - us // of a clock that is round after 71 minutes
	return at.Add(-time.Duration(ago) * time.Microsecond)
}

// stampArrivals asks the kernel for the time of each arrival.
func stampArrivals(conn *net.UDPConn) {
	if raw, err := conn.SyscallConn(); err == nil {
		_ = raw.Control(func(fd uintptr) { _ = unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_TIMESTAMPNS, 1) })
	}
}

func arrival(oob []byte) time.Time {
	messages, err := unix.ParseSocketControlMessage(oob)
	if err == nil {
		for _, m := range messages {
			if m.Header.Type == unix.SCM_TIMESTAMPNS && len(m.Data) >= int(unsafe.Sizeof(syscall.Timespec{})) {
				return time.Unix((*syscall.Timespec)(unsafe.Pointer(&m.Data[0])).Unix())
			}
		}
	}
	return time.Now()
}
