package sipline

import (
	"encoding/binary"
	"net"
	"net/netip"
	"sync"
	"syscall"
	"unsafe"
)

// maxOwn bounds how many addresses of our own are told apart on one socket.
const maxOwn = 64

// openUDP opens a socket. One without an address of its own notes at which of
// ours each message arrived (IP_PKTINFO), so that answers leave from there: a
// phone drops what comes from another address than it asked.
func openUDP(a netip.AddrPort) (*net.UDPConn, error) {
	conn, err := net.ListenUDP(network(a), net.UDPAddrFromAddrPort(a))
	if err != nil || !a.Addr().IsUnspecified() {
		return conn, err
	}
	raw, err := conn.SyscallConn()
	if err != nil {
		return conn, nil // it works without, with the kernel's choice
	}
	raw.Control(func(fd uintptr) {
		if a.Addr().Is4() {
			syscall.SetsockoptInt(int(fd), syscall.IPPROTO_IP, syscall.IP_PKTINFO, 1)
		} else {
			syscall.SetsockoptInt(int(fd), syscall.IPPROTO_IPV6, syscall.IPV6_RECVPKTINFO, 1)
		}
	})
	return conn, nil
}

func network(a netip.AddrPort) string {
	if a.Addr().Is6() {
		return "udp6"
	}
	return "udp4"
}

// origin are the links of a socket that has no address of its own, one for
// each address of ours that it was spoken to at.
type origin struct {
	mu   sync.Mutex
	own  map[netip.Addr]*udpLink
	conn *net.UDPConn
	port uint16
	tap  *tapped
}

// at is the link that sends from one of our addresses.
func (o *origin) at(own netip.Addr) *udpLink {
	o.mu.Lock()
	defer o.mu.Unlock()
	if u := o.own[own]; u != nil {
		return u
	}
	if len(o.own) >= maxOwn {
		return nil
	}
	u := &udpLink{conn: fromOne{o.conn, source(own)}, addr: netip.AddrPortFrom(own, o.port), tap: o.tap}
	o.own[own] = u
	return u
}

// fromOne is the socket, sending from one of our addresses.
type fromOne struct {
	*net.UDPConn
	control []byte
}

func (f fromOne) WriteToUDPAddrPort(b []byte, to netip.AddrPort) (int, error) {
	n, _, err := f.WriteMsgUDPAddrPort(b, f.control, to)
	return n, err
}

// source is the control message that names the address to send from.
func source(own netip.Addr) []byte {
	if own.Is4() {
		b, data := control(syscall.IPPROTO_IP, syscall.IP_PKTINFO, syscall.SizeofInet4Pktinfo)
		a := own.As4()
		copy(data[4:], a[:]) // ipi_spec_dst
		return b
	}
	b, data := control(syscall.IPPROTO_IPV6, syscall.IPV6_PKTINFO, syscall.SizeofInet6Pktinfo)
	a := own.As16()
	copy(data, a[:])
	return b
}

func control(level, kind, size int) (b, data []byte) {
	b = make([]byte, syscall.CmsgSpace(size))
	h := (*syscall.Cmsghdr)(unsafe.Pointer(&b[0]))
	h.Level, h.Type = int32(level), int32(kind)
	h.SetLen(syscall.CmsgLen(size))
	return b, b[syscall.CmsgLen(0):]
}

// arrivedAt reads from control data at which address of ours a message came.
func arrivedAt(oob []byte) netip.Addr {
	head := syscall.CmsgLen(0)
	if len(oob) < head {
		return netip.Addr{}
	}
	level := int32(binary.NativeEndian.Uint32(oob[head-8:]))
	kind := int32(binary.NativeEndian.Uint32(oob[head-4:]))
	data := oob[head:]
	switch {
	case level == syscall.IPPROTO_IP && kind == syscall.IP_PKTINFO && len(data) >= syscall.SizeofInet4Pktinfo:
		return netip.AddrFrom4([4]byte(data[4:8]))
	case level == syscall.IPPROTO_IPV6 && kind == syscall.IPV6_PKTINFO && len(data) >= syscall.SizeofInet6Pktinfo:
		return netip.AddrFrom16([16]byte(data[:16])).Unmap()
	}
	return netip.Addr{}
}
