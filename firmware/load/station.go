package load

import (
	"net"
	"net/netip"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// station is a UDP socket whose datagrams carry the kernel's time of arrival.
type station struct {
	conn *net.UDPConn
	addr netip.AddrPort
}

func open(at netip.Addr, hear func(message)) (*station, error) {
	conn, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(at, 0)))
	if err != nil {
		return nil, err
	}
	_ = conn.SetReadBuffer(8 << 20)
	raw, err := conn.SyscallConn()
	if err != nil {
		return nil, err
	}
	_ = raw.Control(func(fd uintptr) { _ = unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_TIMESTAMPNS, 1) })
	s := &station{conn: conn, addr: conn.LocalAddr().(*net.UDPAddr).AddrPort()}
	go s.listen(hear)
	return s, nil
}

func (s *station) listen(hear func(message)) {
	b, oob := make([]byte, 64<<10), make([]byte, 64)
	for {
		n, k, _, _, err := s.conn.ReadMsgUDPAddrPort(b, oob)
		if err != nil {
			return
		}
		if m, ok := read(append([]byte(nil), b[:n]...), stamp(oob[:k])); ok {
			hear(m)
		}
	}
}

func (s *station) send(b []byte, to netip.AddrPort) { _, _ = s.conn.WriteToUDPAddrPort(b, to) }

// stamp is the kernel's time of arrival: the only control message asked for.
func stamp(oob []byte) time.Time {
	const at = unix.SizeofCmsghdr
	if len(oob) < at+int(unsafe.Sizeof(unix.Timespec{})) {
		return time.Now()
	}
	return time.Unix((*unix.Timespec)(unsafe.Pointer(&oob[at])).Unix())
}
