package sim

import (
	"encoding/binary"
	"math/rand/v2"
	"net"
	"net/netip"
	"runtime"
	"sync"
	"time"

	"github.com/pion/rtp"
	"golang.org/x/sys/unix"
)

const (
	tick = 20 * time.Millisecond
	// behind is how late the sender may be before it skips instead of
	// catching up.
	behind = 200 * time.Millisecond
	// Telephone events (RFC 4733 §2.5): tone and pause in frames.
	eventFrames, pauseFrames = 5, 5
)

// sound is the media of one call: one UDP socket that sends a packet each
// 20 ms and hears.
type sound struct {
	conn *net.UDPConn
	ear  *ear

	mu      sync.Mutex
	to      netip.AddrPort // invalid: nowhere
	events  uint8
	mute    bool
	source  Source
	digits  []byte
	sent    uint64
	stamp   bool
	closing chan struct{}
	once    sync.Once
}

func newSound(local netip.Addr, source Source, stamp bool) (*sound, error) {
	conn, err := net.ListenUDP(network(local), net.UDPAddrFromAddrPort(netip.AddrPortFrom(local, 0)))
	if err != nil {
		return nil, err
	}
	s := &sound{conn: conn, ear: newEar(stamp), source: source, stamp: stamp, closing: make(chan struct{})}
	go s.ear.listen(conn)
	return s, nil
}

func (s *sound) addr() netip.AddrPort { return s.conn.LocalAddr().(*net.UDPAddr).AddrPort() }

func (s *sound) close() {
	s.once.Do(func() {
		close(s.closing)
		s.conn.Close()
	})
}

// aim says where to send from now on; the first time it starts sending.
func (s *sound) aim(to netip.AddrPort, events uint8, mute bool) {
	s.mu.Lock()
	first := !s.to.IsValid() && to.IsValid()
	s.to, s.events, s.mute = to, events, mute
	s.mu.Unlock()
	if first {
		go s.send()
	}
}

func (s *sound) press(digits string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.digits = append(s.digits, digits...)
}

func (s *sound) play(source Source) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.source = source
}

func (s *sound) sentPackets() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sent
}

// sender is what the sending goroutine alone knows.
type sender struct {
	*sound
	h     rtp.Header
	pcm   [frame]int16
	event int // frames of the digit so far, 0: none
	began uint32
	digit byte
}

func (s *sound) send() {
	if s.stamp {
		defer hurry()()
	}
	out := &sender{sound: s, h: rtp.Header{
		Version: 2, Marker: true, SSRC: rand.Uint32(), SequenceNumber: uint16(rand.Uint32()), Timestamp: rand.Uint32(),
	}}
	for due := time.Now(); ; due = due.Add(tick) {
		late := -time.Until(due)
		if late > behind { // this computer slept: don't send a burst
			due, out.h.Marker = due.Add(late.Truncate(tick)), true
			out.h.Timestamp += uint32(late/tick) * frame
		}
		select {
		case <-s.closing:
			return
		case <-time.After(-late):
		}
		out.next()
	}
}

// hurry gives the thread of a phone that measures real-time priority, where
// that is permitted, until the function that it returns is called.
func hurry() (rest func()) {
	set := func(policy, priority uint32) {
		_ = unix.SchedSetAttr(0, &unix.SchedAttr{Size: unix.SizeofSchedAttr, Policy: policy, Priority: priority}, 0)
	}
	runtime.LockOSThread()
	set(unix.SCHED_FIFO, 10)
	return func() {
		set(unix.SCHED_NORMAL, 0)
		runtime.UnlockOSThread()
	}
}

// next sends what is due: a frame of sound, a part of a digit, or nothing.
func (s *sender) next() {
	s.mu.Lock()
	to, mute, source, events := s.to, s.mute, s.source, s.events
	if s.event == 0 && len(s.digits) > 0 && events != 0 {
		s.digit, s.digits = s.digits[0], s.digits[1:]
		s.event, s.began = 1, s.h.Timestamp
	}
	s.mu.Unlock()
	switch {
	case s.event > 0:
		s.sendEvent(to, events)
	case mute:
		s.h.Marker = true
	default:
		s.sendFrame(to, source)
	}
	s.h.Timestamp += frame
}

func (s *sender) sendFrame(to netip.AddrPort, source Source) {
	if source != nil {
		source(s.pcm[:])
	} else {
		clear(s.pcm[:])
	}
	var payload [frame]byte
	encode(payload[:], s.pcm[:])
	if s.stamp {
		putStamp(payload[:], time.Now())
	}
	s.packet(to, 8, payload[:])
}

func (s *sender) packet(to netip.AddrPort, pt uint8, payload []byte) {
	s.h.PayloadType = pt
	b, err := (&rtp.Packet{Header: s.h, Payload: payload}).Marshal()
	if err != nil {
		return
	}
	s.h.SequenceNumber++
	s.h.Marker = false
	if _, err := s.conn.WriteToUDPAddrPort(b, to); err == nil {
		s.mu.Lock()
		s.sent++
		s.mu.Unlock()
	}
}

const keys = "0123456789*#ABCD"

// sendEvent sends one packet of a digit: the timestamp stays that of its
// beginning, its last packet is sent three times.
func (s *sender) sendEvent(to netip.AddrPort, pt uint8) {
	n := s.event
	s.event++
	if n > eventFrames {
		if n >= eventFrames+pauseFrames {
			s.event = 0
		}
		return
	}
	var p [4]byte
	p[0], p[1] = keyNumber(s.digit), 10
	now := s.h.Timestamp
	binary.BigEndian.PutUint16(p[2:], uint16(now-s.began+frame))
	s.h.Timestamp = s.began
	s.h.Marker = n == 1
	repeats := 1
	if n == eventFrames {
		p[1] |= 0x80
		repeats = 3
	}
	for range repeats {
		s.packet(to, pt, p[:])
	}
	s.h.Timestamp = now
}

func keyNumber(digit byte) byte {
	for i := range keys {
		if keys[i] == digit {
			return byte(i)
		}
	}
	return 0
}
