package media

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// The sound thread uses sockets of its own instead of package net's: one
// epoll for all of them, the kernel's receive stamp with each packet, and
// nothing allocated.

const (
	dscpEF    = 46 << 2   // RFC 3246: expedited forwarding
	rtpBuffer = 64 * 1024 // a second of sound, should we ever stand still
	idleBytes = 2048      // RTCP: a report or two
)

// rawAddr is an address as the kernel takes it.
type rawAddr struct {
	b [unix.SizeofSockaddrInet6]byte
	n uint32
}

func rawFrom(a netip.AddrPort, six bool) (r rawAddr) {
	binary.BigEndian.PutUint16(r.b[2:], a.Port())
	if six {
		binary.NativeEndian.PutUint16(r.b[:], unix.AF_INET6)
		ip := a.Addr().As16()
		copy(r.b[8:], ip[:])
		r.n = unix.SizeofSockaddrInet6
		return r
	}
	binary.NativeEndian.PutUint16(r.b[:], unix.AF_INET)
	if a.Addr().Unmap().Is4() {
		ip := a.Addr().Unmap().As4()
		copy(r.b[4:], ip[:])
	}
	r.n = unix.SizeofSockaddrInet4
	return r
}

func (r *rawAddr) addrPort() netip.AddrPort {
	port := binary.BigEndian.Uint16(r.b[2:])
	if binary.NativeEndian.Uint16(r.b[:]) == unix.AF_INET6 {
		return netip.AddrPortFrom(netip.AddrFrom16([16]byte(r.b[8:24])).Unmap(), port)
	}
	return netip.AddrPortFrom(netip.AddrFrom4([4]byte(r.b[4:8])), port)
}

// openPort binds a UDP socket; buffer is its receive buffer in bytes.
func openPort(at netip.AddrPort, buffer int) (int, error) {
	six := at.Addr().Is6()
	family := unix.AF_INET
	if six {
		family = unix.AF_INET6
	}
	fd, err := unix.Socket(family, unix.SOCK_DGRAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return -1, fmt.Errorf("open a port for sound: %w", err)
	}
	_ = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUF, buffer)
	_ = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TIMESTAMPNS, 1)
	if six {
		_ = unix.SetsockoptInt(fd, unix.IPPROTO_IPV6, unix.IPV6_TCLASS, dscpEF)
	}
	_ = unix.SetsockoptInt(fd, unix.IPPROTO_IP, unix.IP_TOS, dscpEF) // of one for both kinds, too
	r := rawFrom(at, six)
	if _, _, no := unix.RawSyscall(unix.SYS_BIND, uintptr(fd), uintptr(unsafe.Pointer(&r.b)), uintptr(r.n)); no != 0 {
		unix.Close(fd)
		return -1, no
	}
	return fd, nil
}

// received is a packet and what the kernel says of it. It is reused for every
// packet: one exists for the whole process.
type received struct {
	buf     [2048]byte
	n       int
	from    rawAddr
	stamped int64 // wall clock in ns when it reached the box, 0: not known

	msg     unix.Msghdr
	iov     unix.Iovec
	control [64]byte
}

func newReceived() *received {
	r := new(received)
	r.iov.Base = &r.buf[0]
	r.iov.SetLen(len(r.buf))
	r.msg.Name = &r.from.b[0]
	r.msg.Iov = &r.iov
	r.msg.SetIovlen(1)
	r.msg.Control = &r.control[0]
	return r
}

// read takes one packet; false when none waits.
func (r *received) read(fd int) bool {
	r.msg.Namelen = uint32(len(r.from.b))
	r.msg.SetControllen(len(r.control))
	n, _, no := unix.RawSyscall(unix.SYS_RECVMSG, uintptr(fd), uintptr(unsafe.Pointer(&r.msg)), unix.MSG_DONTWAIT)
	if no != 0 {
		return false
	}
	r.n, r.from.n, r.stamped = int(n), r.msg.Namelen, 0
	head := (*unix.Cmsghdr)(unsafe.Pointer(&r.control[0]))
	if int(r.msg.Controllen) >= unix.CmsgSpace(int(unsafe.Sizeof(unix.Timespec{}))) &&
		head.Level == unix.SOL_SOCKET && head.Type == unix.SO_TIMESTAMPNS {
		ts := (*unix.Timespec)(unsafe.Pointer(&r.control[unix.CmsgLen(0)]))
		r.stamped = int64(ts.Sec)*1e9 + int64(ts.Nsec)
	}
	return true
}

// sendTo sends one packet at once or not at all.
func sendTo(fd int, b []byte, to *rawAddr) bool {
	_, _, no := unix.RawSyscall6(unix.SYS_SENDTO, uintptr(fd), uintptr(unsafe.Pointer(&b[0])), uintptr(len(b)),
		unix.MSG_DONTWAIT|unix.MSG_NOSIGNAL, uintptr(unsafe.Pointer(&to.b)), uintptr(to.n))
	return no == 0
}

// poller is epoll. A wait is given in nanoseconds, since a millisecond is too
// coarse for the metronome; kernels before 5.11 get milliseconds.
type poller struct {
	fd     int
	coarse bool
	until  [2]int64 // seconds and ns, 64 bits on every architecture
	events [128]unix.EpollEvent
}

func newPoller() (*poller, error) {
	fd, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return nil, fmt.Errorf("watch for sound: %w", err)
	}
	return &poller{fd: fd}, nil
}

// add watches fd; tag comes back with its events.
func (p *poller) add(fd int, tag int32) error {
	return unix.EpollCtl(p.fd, unix.EPOLL_CTL_ADD, fd, &unix.EpollEvent{Events: unix.EPOLLIN, Fd: tag})
}

func (p *poller) remove(fd int) { _ = unix.EpollCtl(p.fd, unix.EPOLL_CTL_DEL, fd, nil) }

// wait returns what has come, at the latest after ns. While there is sound the
// wait is hidden from Go's runtime (asleep is false): told of each wait, its
// monitor takes the processor away and looks for work every 20 µs, which cost
// more than all the relaying (8.4 % of a core beside 7.8 at 100 calls). What
// the runtime pays is that it can't stop the world before the wait ends.
func (p *poller) wait(ns int64, asleep bool) []unix.EpollEvent {
	ns = max(ns, 0)
	if p.coarse {
		n, _ := unix.EpollWait(p.fd, p.events[:], int((ns+999_999)/1e6))
		return p.events[:max(n, 0)]
	}
	p.until = [2]int64{ns / 1e9, ns % 1e9}
	var n uintptr
	var no syscall.Errno
	if asleep {
		n, _, no = unix.Syscall6(unix.SYS_EPOLL_PWAIT2, uintptr(p.fd), uintptr(unsafe.Pointer(&p.events)),
			uintptr(len(p.events)), uintptr(unsafe.Pointer(&p.until)), 0, 0)
	} else {
		n, _, no = unix.RawSyscall6(unix.SYS_EPOLL_PWAIT2, uintptr(p.fd), uintptr(unsafe.Pointer(&p.events)),
			uintptr(len(p.events)), uintptr(unsafe.Pointer(&p.until)), 0, 0)
	}
	if no != 0 {
		p.coarse = no == unix.ENOSYS
		return nil
	}
	return p.events[:n]
}
