package main

import (
	"net"
	"net/netip"
	"sync"
)

// Limits of connections (FAULTS 19, 20): to the page in all and from one
// address, and to a socket of our own user.
const (
	maxVisits     = 256
	visitsPerIP   = 20
	maxOwnVisits  = 64
	longestHeader = 16 << 10
)

// fewListener takes so many connections at once; one more is closed.
type fewListener struct {
	net.Listener
	most, perIP int
	mu          sync.Mutex
	all         int
	from        map[netip.Addr]int
}

func few(l net.Listener, most, perIP int) *fewListener {
	return &fewListener{Listener: l, most: most, perIP: perIP, from: make(map[netip.Addr]int)}
}

func (l *fewListener) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		at := visitorOf(c)
		if !l.enter(at) {
			c.Close()
			continue
		}
		leave := sync.OnceFunc(func() { l.leave(at) })
		if t, ok := c.(*net.TCPConn); ok {
			return tcpVisit{t, leave}, nil
		}
		return visit{c, leave}, nil
	}
}

func (l *fewListener) enter(at netip.Addr) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all >= l.most || l.from[at] >= l.perIP {
		return false
	}
	l.all++
	l.from[at]++
	return true
}

func (l *fewListener) leave(at netip.Addr) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all--
	if l.from[at]--; l.from[at] <= 0 {
		delete(l.from, at)
	}
}

// visitorOf is whose connection it is; a network of IPv6 counts as one, for it
// has addresses without end.
func visitorOf(c net.Conn) netip.Addr {
	at, err := netip.ParseAddrPort(c.RemoteAddr().String())
	if err != nil {
		return netip.Addr{} // a unix socket
	}
	a := at.Addr().Unmap()
	if a.Is6() {
		p, _ := a.Prefix(64)
		return p.Addr()
	}
	return a
}

// visit is a connection that is counted.
type visit struct {
	net.Conn
	leave func()
}

func (v visit) Close() error {
	defer v.leave()
	return v.Conn.Close()
}

// tcpVisit keeps what a TCP connection can do beyond: files go out by the
// kernel.
type tcpVisit struct {
	*net.TCPConn
	leave func()
}

func (v tcpVisit) Close() error {
	defer v.leave()
	return v.TCPConn.Close()
}
