package sipline

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"sync"
	"syscall"
	"time"
)

// maxDatagram is the largest message taken from UDP.
const maxDatagram = 64 << 10

// readBuffer asks the kernel to hold a burst while the reader is busy.
const readBuffer = 4 << 20

// PacketConn is what the line needs of a UDP socket; *net.UDPConn has it, and
// tests bring one in memory.
type PacketConn interface {
	ReadFromUDPAddrPort(b []byte) (int, netip.AddrPort, error)
	WriteToUDPAddrPort(b []byte, to netip.AddrPort) (int, error)
	LocalAddr() net.Addr
	Close() error
}

// link is a way to send: a UDP socket, or one TCP connection.
type link interface {
	send(b []byte, to netip.AddrPort) error // never blocks
	local() netip.AddrPort
	reliable() bool // TCP: no retransmissions
	up() bool
}

// flow is a link and the peer at its other end: where a message came from and
// where its answer goes.
type flow struct {
	link link
	peer netip.AddrPort
}

func (f flow) ok() bool            { return f.link != nil && f.link.up() }
func (f flow) send(b []byte) error { return f.link.send(b, f.peer) }

func (f flow) transport() string {
	if f.link.reliable() {
		return "TCP"
	}
	return "UDP"
}

// links are the open sockets.
type links struct {
	mu    sync.Mutex
	udp   []*udpLink
	tcp   []net.Listener
	conns map[*tcpLink]struct{}
	most  int // of them
	perIP map[netip.Addr]int
	hosts map[netip.Addr]netip.Addr // by peer: our address towards it
	shut  bool
}

// udpLink is one UDP socket, or one address of ours on it.
type udpLink struct {
	conn PacketConn
	addr netip.AddrPort
	tap  *tapped
	any  *origin // where the socket has no address of its own
}

func (u *udpLink) local() netip.AddrPort { return u.addr }
func (u *udpLink) reliable() bool        { return false }
func (u *udpLink) up() bool              { return true }

func (u *udpLink) send(b []byte, to netip.AddrPort) error {
	u.tap.sent(u, to, b)
	_, err := u.conn.WriteToUDPAddrPort(b, to)
	return err
}

// listen opens every socket of the options.
func (l *Line) listen() error {
	l.links.conns, l.links.most = make(map[*tcpLink]struct{}), l.o.Streams
	l.links.perIP = make(map[netip.Addr]int)
	l.links.hosts = make(map[netip.Addr]netip.Addr)
	for _, a := range l.o.Listen {
		conn, err := openUDP(a)
		if err != nil {
			return inUse("UDP", a, err)
		}
		widen(conn)
		u := l.addPackets(conn)
		tcp, err := net.ListenTCP(strings.Replace(network(a), "udp", "tcp", 1), net.TCPAddrFromAddrPort(u.addr))
		if err != nil {
			return inUse("TCP", u.addr, err)
		}
		l.links.tcp = append(l.links.tcp, tcp)
		l.start(func() { l.accept(tcp) })
	}
	for _, p := range l.o.Packets {
		l.addPackets(p)
	}
	if len(l.links.udp) == 0 {
		return errors.New("no SIP address to listen on: set at least one in the configuration")
	}
	return nil
}

// widen asks the kernel to hold a burst: a lamp that changes has hundreds of
// answers come at once. Beyond the system's limit only who may (CAP_NET_ADMIN)
// gets it, else so much as there is.
func widen(conn *net.UDPConn) {
	forced := errors.ErrUnsupported
	if raw, err := conn.SyscallConn(); err == nil {
		_ = raw.Control(func(fd uintptr) {
			forced = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUFFORCE, readBuffer)
		})
	}
	if forced != nil {
		_ = conn.SetReadBuffer(readBuffer)
	}
}

func inUse(network string, a netip.AddrPort, err error) error {
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("SIP address %s/%s is in use by another program: stop it or choose another port", a, network)
	}
	return fmt.Errorf("can't listen for SIP on %s/%s: %w", a, network, err)
}

func (l *Line) addPackets(p PacketConn) *udpLink {
	addr, _ := netip.ParseAddrPort(p.LocalAddr().String())
	u := &udpLink{conn: p, addr: plain(addr), tap: l.tapped}
	l.links.udp = append(l.links.udp, u)
	if conn, ok := p.(*net.UDPConn); ok && u.addr.Addr().IsUnspecified() {
		u.any = &origin{own: make(map[netip.Addr]*udpLink), conn: conn, port: u.addr.Port(), tap: l.tapped}
		l.start(func() { l.readAny(u) })
		return u
	}
	l.start(func() { l.readPackets(u) })
	return u
}

// readAny is the reader of a socket that has no address of its own.
func (l *Line) readAny(u *udpLink) {
	buf, oob := make([]byte, maxDatagram), make([]byte, 128)
	for {
		n, k, _, from, err := u.any.conn.ReadMsgUDPAddrPort(buf, oob)
		if err != nil {
			if l.readFailed(err) {
				return
			}
			continue
		}
		from = plain(from)
		if !l.door.admit(from, buf[:n]) {
			continue
		}
		at := u
		if own := arrivedAt(oob[:k]); own.IsValid() {
			if known := u.any.at(own); known != nil {
				at = known
			}
		}
		l.receive(flow{at, from}, buf[:n])
	}
}

// readFailed says that the socket is closed. Any other trouble, an ICMP error
// or no memory, passes: the socket lives on.
func (l *Line) readFailed(err error) bool {
	if l.isClosed() || errors.Is(err, net.ErrClosed) {
		return true
	}
	time.Sleep(10 * time.Millisecond)
	return false
}

// readPackets is the reader of one UDP socket. Nothing is allocated for what
// the door turns away.
func (l *Line) readPackets(u *udpLink) {
	buf := make([]byte, maxDatagram)
	for {
		n, from, err := u.conn.ReadFromUDPAddrPort(buf)
		if err != nil {
			if l.readFailed(err) {
				return
			}
			continue
		}
		from = plain(from)
		if l.door.admit(from, buf[:n]) {
			l.receive(flow{u, from}, buf[:n])
		}
	}
}

// plain takes the IPv6 form of an IPv4 address away.
func plain(a netip.AddrPort) netip.AddrPort {
	return netip.AddrPortFrom(a.Addr().Unmap(), a.Port())
}

func (l *Line) isClosed() bool {
	select {
	case <-l.closed:
		return true
	default:
		return false
	}
}

// Addrs lists where the line listens, in the order of the options.
func (l *Line) Addrs() []netip.AddrPort {
	var list []netip.AddrPort
	for _, u := range l.links.udp {
		list = append(list, u.addr)
	}
	return list
}

func (s *links) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shut = true
	for _, u := range s.udp {
		u.conn.Close()
	}
	for _, t := range s.tcp {
		t.Close()
	}
	for c := range s.conns {
		c.conn.Close()
	}
}

// maxHosts bounds what is remembered of our own addresses.
const maxHosts = 1024

// host is our address as the peer of a flow should see it: the socket's, or
// where that is unspecified, the one that the kernel would send from.
func (l *Line) host(f flow) netip.AddrPort {
	own := f.link.local()
	if !own.Addr().IsUnspecified() {
		return own
	}
	peer := f.peer.Addr()
	l.links.mu.Lock()
	addr, ok := l.links.hosts[peer]
	l.links.mu.Unlock()
	if !ok {
		if addr = towards(peer); addr.IsUnspecified() {
			return netip.AddrPortFrom(addr, own.Port()) // no way there now; later perhaps
		}
		l.links.mu.Lock()
		if len(l.links.hosts) >= maxHosts {
			clear(l.links.hosts)
		}
		l.links.hosts[peer] = addr
		l.links.mu.Unlock()
	}
	return netip.AddrPortFrom(addr, own.Port())
}

// forgetHosts has our addresses looked up anew.
func (s *links) forgetHosts() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.hosts)
}

// towards asks the kernel's routes; no packet is sent.
func towards(peer netip.Addr) netip.Addr {
	c, err := net.DialUDP("udp", nil, net.UDPAddrFromAddrPort(netip.AddrPortFrom(peer, 9)))
	if err != nil {
		return netip.IPv4Unspecified()
	}
	defer c.Close()
	a, _ := netip.ParseAddrPort(c.LocalAddr().String())
	return a.Addr().Unmap()
}

// packetLink is a UDP socket from which the peer can be reached.
func (l *Line) packetLink(peer netip.Addr) link {
	for _, u := range l.links.udp {
		if u.addr.Addr().Is4() == peer.Is4() {
			return u
		}
	}
	return l.links.udp[0]
}

// linkAt finds the UDP socket with this own address, for a dialog taken over.
func (l *Line) linkAt(own netip.AddrPort) link {
	for _, u := range l.links.udp {
		switch {
		case u.addr == own:
			return u
		case u.any != nil && u.addr.Port() == own.Port() && u.addr.Addr().Is4() == own.Addr().Is4():
			if at := u.any.at(own.Addr()); at != nil {
				return at
			}
		}
	}
	return nil
}
