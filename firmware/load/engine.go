package load

import (
	"encoding/binary"
	"net/netip"
	"runtime"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

const (
	headerSize  = 12
	payloadSize = 160
	packetSize  = headerSize + payloadSize
	interval    = 20 * time.Millisecond
	// mark tells our packets from music that was still on its way.
	mark = 0x4C4F4144
)

// engine sends and hears the sound of all calls on one thread. Packets of the
// streams are spread evenly over the 20 ms, as those of phones that know
// nothing of each other.
type engine struct {
	sides   [2]*side // callers, phones
	streams []*stream
	took    []time.Duration
	sent    int
	astray  int
	batch   *batch
}

// side is the socket of all callers or of all phones.
type side struct {
	fd   int
	addr netip.AddrPort
}

// stream is one direction of a call.
type stream struct {
	side   *side
	to     unix.RawSockaddrInet4
	packet [packetSize]byte
	seq    uint16
	ts     uint32
}

func newEngine(callers, phones netip.Addr) (*engine, error) {
	e := &engine{batch: newBatch()}
	for i, at := range []netip.Addr{callers, phones} {
		s, err := openSide(at)
		if err != nil {
			return nil, err
		}
		e.sides[i] = s
	}
	return e, nil
}

func openSide(at netip.Addr) (*side, error) {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	_ = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUFFORCE, 8<<20)
	_ = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TIMESTAMPNS, 1)
	if err := unix.Bind(fd, &unix.SockaddrInet4{Addr: at.As4()}); err != nil {
		return nil, err
	}
	own, err := unix.Getsockname(fd)
	if err != nil {
		return nil, err
	}
	return &side{fd, netip.AddrPortFrom(at, uint16(own.(*unix.SockaddrInet4).Port))}, nil
}

func (e *engine) close() {
	for _, s := range e.sides {
		unix.Close(s.fd)
	}
}

// add adds a call: where the caller and where the phone sends to.
func (e *engine) add(caller, phone netip.AddrPort) {
	for i, to := range []netip.AddrPort{caller, phone} {
		s := &stream{side: e.sides[i], to: unix.RawSockaddrInet4{Family: unix.AF_INET, Addr: to.Addr().As4()}}
		port := (*[2]byte)(unsafe.Pointer(&s.to.Port))
		binary.BigEndian.PutUint16(port[:], to.Port())
		n := len(e.streams)
		s.packet[0], s.packet[1] = 0x80, 8
		binary.BigEndian.PutUint32(s.packet[8:], uint32(n)+1)
		for i := headerSize; i < packetSize; i++ {
			s.packet[i] = 0xD5 // silence
		}
		payload := s.packet[headerSize:]
		binary.BigEndian.PutUint32(payload, mark)
		payload[4] = byte(i)
		e.streams = append(e.streams, s)
	}
}

// run lets everybody talk for so long; with count what arrives is measured.
func (e *engine) run(d time.Duration, count bool) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if count {
		e.took, e.sent = make([]time.Duration, 0, int(d/interval+1)*len(e.streams)), 0
	}
	step := interval / time.Duration(len(e.streams))
	start := monotonic()
	heard := start
	rounds := int(d / interval)
	for n := range rounds * len(e.streams) {
		due := start + time.Duration(n)*step
		sleepUntil(due)
		e.streams[n%len(e.streams)].send(count)
		if count {
			e.sent++
		}
		if due-heard > time.Millisecond {
			e.hear(count)
			heard = due
		}
	}
}

// drain hears what is still on its way.
func (e *engine) drain(d time.Duration) {
	for end := monotonic() + d; monotonic() < end; {
		e.hear(true)
		sleepUntil(monotonic() + time.Millisecond)
	}
}

func (s *stream) send(count bool) {
	binary.BigEndian.PutUint16(s.packet[2:], s.seq)
	binary.BigEndian.PutUint32(s.packet[4:], s.ts)
	s.seq++
	s.ts += payloadSize
	payload := s.packet[headerSize:]
	payload[5] = 0
	if count {
		payload[5] = 1
	}
	binary.BigEndian.PutUint64(payload[8:], uint64(realtime()))
	_, _, _ = unix.RawSyscall6(unix.SYS_SENDTO, uintptr(s.side.fd), uintptr(unsafe.Pointer(&s.packet[0])), packetSize, 0,
		uintptr(unsafe.Pointer(&s.to)), unix.SizeofSockaddrInet4)
}

// hear takes what has arrived.
func (e *engine) hear(count bool) {
	for i, s := range e.sides {
		e.batch.receive(s.fd, func(b []byte, at int64) {
			if len(b) != packetSize || binary.BigEndian.Uint32(b[headerSize:]) != mark || b[headerSize+5] != 1 || !count {
				return
			}
			if int(b[headerSize+4]) == i {
				e.astray++ // it should have gone to the other side
			}
			e.took = append(e.took, time.Duration(at-int64(binary.BigEndian.Uint64(b[headerSize+8:]))))
		})
	}
}

func realtime() int64 {
	var t unix.Timespec
	_ = unix.ClockGettime(unix.CLOCK_REALTIME, &t)
	return t.Nano()
}

func monotonic() time.Duration {
	var t unix.Timespec
	_ = unix.ClockGettime(unix.CLOCK_MONOTONIC, &t)
	return time.Duration(t.Nano())
}

func sleepUntil(due time.Duration) {
	t := unix.NsecToTimespec(int64(due))
	for unix.ClockNanosleep(unix.CLOCK_MONOTONIC, unix.TIMER_ABSTIME, &t, nil) == unix.EINTR {
	}
}
