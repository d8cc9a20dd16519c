package media

import (
	"time"

	"github.com/spojka/spojka/telephony"
	"golang.org/x/sys/unix"
)

// recordingSize is the room for a recording's id in a frame.
const recordingSize = bodySize - addrSize

// maxOutbox bounds what waits for a brain that doesn't read: it is as good as
// gone then, and the next one gets a fresh list.
const maxOutbox = 4096

// brain is the connection with the brain. The zero value with fd -1 is none.
type brain struct {
	fd        int
	in, out   uint32 // numbers of the last frame in each direction
	outbox    []frame
	unsettled bool // it waits for its first ready legs
	broken    bool
	buf       [packetSize]byte
}

func (s *sound) greet() {
	f := frame{kind: kindHello, slot: uint32(s.used)}
	ok, why := RealTime()
	if ok {
		f.arg = 1
	}
	putText(f.body[:], why[:min(len(why), bodySize-1)])
	s.brain.tell(f)
	for _, l := range s.legs {
		if l.place != placeUsed {
			continue
		}
		st := l.state()
		f := frame{kind: kindHas, slot: l.slot, leg: st.Leg, other: st.Peer, body: addrBody(l)}
		putText(f.body[addrSize:], string(st.Recording))
		s.brain.tell(f)
	}
}

// lose lets go of the brain; what goes on goes on. Legs that it only held
// ready are in line again.
func (s *sound) lose() {
	if s.brain.fd >= 0 {
		s.watch.remove(s.brain.fd)
		unix.Close(s.brain.fd)
	}
	s.brain = brain{fd: -1, outbox: s.brain.outbox[:0]}
	s.want, s.offered = 0, 0
	s.orphan = s.now
	for _, l := range s.legs {
		if l.place == placeOffered {
			l.place = placeFree
			s.free.put(l)
		}
	}
}

// hear reads one packet of frames from the brain; false when there was none.
func (s *sound) hear() bool {
	b := &s.brain
	if b.fd < 0 {
		return false
	}
	n, err := unix.Read(b.fd, b.buf[:])
	if err == unix.EAGAIN || err == unix.EINTR {
		return false
	}
	if err != nil || n <= 0 {
		s.lose()
		return false
	}
	return s.heed(b.buf[:n])
}

// heed carries out a packet of frames; false: they are not a brain's, and it
// is let go of.
func (s *sound) heed(packet []byte) bool {
	var f frame
	for p := packet; len(p) > 0; p = p[frameSize:] {
		if f.take(p, s.brain.in) != nil {
			s.lose()
			return false
		}
		s.brain.in++
		s.obey(&f)
	}
	return true
}

// obey carries out one command. One for a leg that is gone is nothing.
func (s *sound) obey(f *frame) {
	switch f.kind {
	case kindWant:
		s.want = int(min(f.slot, poolMost))
		if s.want <= s.offered {
			s.topUp() // to say that it is settled
		}
		return
	case kindTake:
		s.take(f.slot, f.leg)
		return
	}
	l := s.leg(f.slot, f.leg)
	if l == nil {
		return
	}
	switch f.kind {
	case kindAim:
		s.aim(l, getSound(f.body[:]))
	case kindPlay:
		s.playTo(l, getText(f.body[:bodySize/2]), getText(f.body[bodySize/2:]))
	case kindSay:
		s.sayTo(l, getText(f.body[:]), f.arg == 1)
	case kindRecord:
		s.record(l, f.call, telephony.RecordingID(getText(f.body[:recordingSize])))
	case kindPress:
		s.press(l, f.arg)
	case kindConnect:
		if other := s.leg(f.otherSlot, f.other); other != nil && other != l {
			s.connect(l, other, f.call, telephony.RecordingID(getText(f.body[:recordingSize])))
		}
	case kindPart:
		s.part(l)
	case kindDrop:
		s.drop(l)
	}
}

// tell queues a frame for the brain; flush sends it.
func (b *brain) tell(f frame) {
	if b.fd < 0 || b.broken {
		return
	}
	if len(b.outbox) >= maxOutbox {
		b.broken = true
		_ = unix.Shutdown(b.fd, unix.SHUT_RDWR) // epoll tells us, and we lose it there
		return
	}
	b.outbox = append(b.outbox, f)
}

// flush sends what is queued, as many frames a packet as fit.
func (b *brain) flush() {
	for len(b.outbox) > 0 && b.fd >= 0 && !b.broken {
		n := min(len(b.outbox), perPacket)
		for i := range n {
			b.outbox[i].number = b.out + uint32(i) + 1
			b.outbox[i].put(b.buf[i*frameSize:])
		}
		err := unix.Sendto(b.fd, b.buf[:n*frameSize], unix.MSG_DONTWAIT|unix.MSG_NOSIGNAL, nil)
		if err != nil {
			return // full: once more at the next turn; gone: epoll tells us
		}
		b.out += uint32(n)
		b.outbox = b.outbox[:copy(b.outbox, b.outbox[n:])]
	}
}

func (b *brain) digit(l *leg, digit byte) {
	b.tell(frame{kind: kindDigit, arg: digit, leg: l.id, slot: l.slot})
}

func (b *brain) said(l *leg) {
	f := frame{kind: kindSaid, leg: l.id, slot: l.slot}
	putText(f.body[:], l.play.saying)
	b.tell(f)
}

func (b *brain) silent(l *leg, ns int64) {
	b.tell(frame{kind: kindSilent, leg: l.id, slot: l.slot, call: telephony.CallID(ns)})
}

// figures are left out while the brain is slow to read, but for the last.
func (b *brain) figures(l *leg, last bool) {
	if len(b.outbox) > maxOutbox/4 && !last {
		return
	}
	f := frame{kind: kindFigures, leg: l.id, slot: l.slot}
	if last {
		f.arg = 1
	}
	putFigures(f.body[:], l.figures())
	b.tell(f)
}

func (s *sound) tellHealth() {
	if len(s.brain.outbox) > maxOutbox/4 {
		return
	}
	f := frame{kind: kindHealth, slot: uint32(s.used)}
	var lost, failed uint64
	var stall time.Duration
	if s.tape != nil {
		lost, failed, stall = s.tape.health()
	}
	putCounters(f.body[:], lost, failed, s.unsent+s.metro.unsent, s.metro.skipped, uint64(stall), uint64(s.ports.open), uint64(len(s.draining.line)))
	s.brain.tell(f)
}
