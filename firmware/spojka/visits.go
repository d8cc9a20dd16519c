package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// Limits of connections (FAULTS 19, 20): to SIP, to the page in all and from
// one address, and to a socket of our own user.
const (
	maxStreams    = 512
	maxVisits     = 256
	visitsPerIP   = 20
	maxOwnVisits  = 64
	longestHeader = 16 << 10
)

// ofFiles is so many connections, or a quarter of the descriptors that this
// process may open where that is less: files and other doors need theirs.
func ofFiles(most int) int {
	var limit unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_NOFILE, &limit) == nil && limit.Cur < uint64(4*most) {
		return int(limit.Cur / 4)
	}
	return most
}

// fewListener takes so many connections at once. One more from the same address
// is closed; when there are too many in all, the oldest of those that ask for
// nothing makes room, so that silent ones keep nobody out.
type fewListener struct {
	net.Listener
	most, perIP int
	mu          sync.Mutex
	open        map[*visit]bool // true: it is being answered
	from        map[netip.Addr]int
}

// visit is a connection that is counted.
type visit struct {
	net.Conn
	l     *fewListener
	at    netip.Addr
	since time.Time
}

func few(l net.Listener, most, perIP int) *fewListener {
	return &fewListener{Listener: l, most: most, perIP: perIP, open: make(map[*visit]bool), from: make(map[netip.Addr]int)}
}

func (l *fewListener) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		v := &visit{c, l, visitorOf(c), time.Now()}
		if l.enter(v) {
			return v, nil
		}
		c.Close()
	}
}

func (l *fewListener) enter(v *visit) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.from[v.at] >= l.perIP || len(l.open) >= l.most && !l.makeRoom() {
		return false
	}
	l.open[v] = false
	l.from[v.at]++
	return true
}

// makeRoom ends one that asks for nothing; the lock is held.
func (l *fewListener) makeRoom() bool {
	var oldest *visit
	for v, busy := range l.open { // any order: one of them is the oldest
		if !busy && (oldest == nil || v.since.Before(oldest.since)) {
			oldest = v
		}
	}
	if oldest == nil {
		return false
	}
	l.drop(oldest)
	oldest.Conn.Close()
	return true
}

// drop counts a connection out, once; the lock is held.
func (l *fewListener) drop(v *visit) {
	if _, in := l.open[v]; !in {
		return
	}
	delete(l.open, v)
	if l.from[v.at]--; l.from[v.at] <= 0 {
		delete(l.from, v.at)
	}
}

// serve lets a server answer these visits. One counts as answered while its
// request is worked on, not while it dawdles over its head.
func (l *fewListener) serve(server *http.Server) error {
	inside := server.Handler
	server.ConnContext = func(ctx context.Context, c net.Conn) context.Context { return context.WithValue(ctx, visitKey{}, c) }
	server.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, _ := r.Context().Value(visitKey{}).(*visit)
		l.mark(v, true)
		defer l.mark(v, false)
		inside.ServeHTTP(w, r)
	})
	return server.Serve(l)
}

type visitKey struct{}

func (l *fewListener) mark(v *visit, busy bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, in := l.open[v]; in {
		l.open[v] = busy
	}
}

func (v *visit) Close() error {
	v.l.mu.Lock()
	v.l.drop(v)
	v.l.mu.Unlock()
	return v.Conn.Close()
}

// ReadFrom lets the kernel send files where it can.
func (v *visit) ReadFrom(r io.Reader) (int64, error) { return io.Copy(v.Conn, r) }

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
