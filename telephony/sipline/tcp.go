package sipline

import (
	"bytes"
	"errors"
	"net"
	"net/netip"
	"strconv"
	"time"
)

// Limits of TCP (FAULTS 19): connections in all and from one address, how
// long one may take for its first message and for each whole one, how long it
// may be silent after that, and how much may wait to be sent.
const (
	maxConns    = 512
	maxPerIP    = 20
	wholeWithin = 15 * time.Second
	quiet       = 10 * time.Minute
	strange     = 30 * time.Second // a stranger, after each message
	outQueue    = 2 * maxOfSeat    // all keys of a phone may change at once
	writeWithin = 5 * time.Second
)

var errGone = errors.New("the connection is closed")

// tcpLink is one TCP connection.
type tcpLink struct {
	conn     net.Conn
	own      netip.AddrPort
	tap      *tapped
	out      chan []byte
	gone     chan struct{}
	accepted netip.Addr
	since    time.Time
	known    func() bool // a trunk's, a registered phone's, or one that we made
}

func (t *tcpLink) local() netip.AddrPort { return t.own }
func (t *tcpLink) reliable() bool        { return true }

func (t *tcpLink) up() bool {
	select {
	case <-t.gone:
		return false
	default:
		return true
	}
}

// send queues; a peer that doesn't read loses its connection.
func (t *tcpLink) send(b []byte, to netip.AddrPort) error {
	t.tap.sent(t, to, b)
	select {
	case <-t.gone:
		return errGone
	case t.out <- bytes.Clone(b):
		return nil
	default:
		t.conn.Close()
		return errGone
	}
}

func (t *tcpLink) write() {
	for {
		select {
		case <-t.gone:
			return
		case b := <-t.out:
			t.conn.SetWriteDeadline(time.Now().Add(writeWithin))
			if _, err := t.conn.Write(b); err != nil {
				t.conn.Close()
				return
			}
		}
	}
}

func (l *Line) accept(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			if l.isClosed() || errors.Is(err, net.ErrClosed) {
				return
			}
			time.Sleep(50 * time.Millisecond) // out of descriptors: others may end
			continue
		}
		l.welcome(conn)
	}
}

// welcome takes a connection in, or closes it at once.
func (l *Line) welcome(conn net.Conn) {
	peer, _ := netip.ParseAddrPort(conn.RemoteAddr().String())
	own, _ := netip.ParseAddrPort(conn.LocalAddr().String())
	peer, own = plain(peer), plain(own)
	t := &tcpLink{conn: conn, own: own, tap: l.tapped, out: make(chan []byte, outQueue), gone: make(chan struct{}), accepted: peer.Addr(), since: time.Now()}
	t.known = func() bool { return l.office.Load().isPeer(peer.Addr()) || l.registrar.knows(peer) }
	if !l.door.address(peer) || !l.links.add(t) {
		conn.Close()
		return
	}
	l.start(t.write)
	l.start(func() { l.readStream(flow{t, peer}, t) })
}

// connect makes a connection to a peer.
func (l *Line) connect(to netip.AddrPort) (flow, error) {
	d := net.Dialer{Timeout: 2 * time.Second, LocalAddr: net.TCPAddrFromAddrPort(netip.AddrPortFrom(l.packetLink(to.Addr()).local().Addr(), 0))}
	conn, err := d.Dial("tcp", to.String())
	if err != nil {
		return flow{}, err
	}
	t := &tcpLink{conn: conn, own: l.packetLink(to.Addr()).local(), tap: l.tapped, out: make(chan []byte, outQueue), gone: make(chan struct{}), accepted: to.Addr(), since: time.Now(), known: func() bool { return true }}
	if !l.links.add(t) {
		conn.Close()
		return flow{}, errGone
	}
	l.start(t.write)
	l.start(func() { l.readStream(flow{t, to}, t) })
	return flow{t, to}, nil
}

// add counts a connection in. When there are too many, the stranger's that is
// the oldest makes room: silent ones keep no phone out (FAULTS 19).
func (s *links) add(t *tcpLink) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shut || s.perIP[t.accepted] >= maxPerIP || len(s.conns) >= s.most && !s.makeRoom() {
		return false
	}
	s.conns[t] = struct{}{}
	s.perIP[t.accepted]++
	return true
}

// makeRoom ends one connection; the lock is held.
func (s *links) makeRoom() bool {
	var oldest *tcpLink
	for t := range s.conns { // any order: one of them is the oldest
		if (oldest == nil || t.since.Before(oldest.since)) && !t.known() {
			oldest = t
		}
	}
	if oldest == nil {
		return false
	}
	s.drop(oldest)
	oldest.conn.Close()
	return true
}

func (s *links) remove(t *tcpLink) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drop(t)
}

// drop counts a connection out, once; the lock is held.
func (s *links) drop(t *tcpLink) {
	if _, in := s.conns[t]; !in {
		return
	}
	delete(s.conns, t)
	if s.perIP[t.accepted]--; s.perIP[t.accepted] <= 0 {
		delete(s.perIP, t.accepted)
	}
}

// rest is how long the connection may be silent after a message.
func (t *tcpLink) rest() time.Duration {
	if t.known != nil && t.known() {
		return quiet
	}
	return strange
}

// streams counts the open connections.
func (s *links) streams() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.conns)
}

// readStream is the reader of one connection: it cuts messages out of the
// stream (RFC 3261 §18.3) and ends it when they can't be told apart.
func (l *Line) readStream(f flow, t *tcpLink) {
	defer func() {
		close(t.gone)
		t.conn.Close()
		l.links.remove(t)
	}()
	var buf []byte
	chunk := make([]byte, 4096)
	until := time.Now().Add(wholeWithin)
	for {
		t.conn.SetReadDeadline(until)
		n, err := t.conn.Read(chunk)
		if err != nil {
			return
		}
		fresh := len(buf) == 0
		rest, read, ok := l.cut(f, append(buf, chunk[:n]...))
		if !ok {
			return
		}
		switch buf = rest; {
		case len(buf) > 0 && (fresh || read): // a message has begun
			until = time.Now().Add(wholeWithin)
		case read:
			until = time.Now().Add(t.rest())
		}
	}
}

// cut works off the whole messages in a stream and returns what is left.
// Read: one was let in. Not ok: messages can't be told apart any more.
func (l *Line) cut(f flow, buf []byte) (rest []byte, read, ok bool) {
	for {
		buf = l.pong(f, buf)
		size, ok := frame(buf)
		if !ok {
			return nil, read, false
		}
		if size == 0 || size > len(buf) {
			return buf, read, true
		}
		if l.door.admit(f.peer, buf[:size]) {
			l.receive(f, buf[:size])
			read = true
		}
		buf = buf[size:]
	}
}

// pong answers a keep-alive and drops the line ends before a message (RFC
// 5626 §3.5.1, RFC 3261 §7.5).
func (l *Line) pong(f flow, buf []byte) []byte {
	for len(buf) >= 2 && buf[0] == '\r' && buf[1] == '\n' {
		if len(buf) >= 4 && buf[2] == '\r' && buf[3] == '\n' {
			f.send([]byte("\r\n"))
			buf = buf[2:]
		}
		buf = buf[2:]
	}
	return buf
}

// frame says how long the first message in the stream is: 0 when its head
// hasn't come whole. False: it has no length or is too large.
func frame(buf []byte) (size int, ok bool) {
	head := bytes.Index(buf, []byte("\r\n\r\n"))
	if head < 0 {
		return 0, len(buf) <= maxDatagram
	}
	body, ok := contentLength(buf[:head+2])
	size = head + 4 + body
	return size, ok && size <= maxDatagram
}

// contentLength finds the length in the head of a message. A message without
// one has no body: phones leave it away on OPTIONS and the like. One that says
// two different lengths can't be cut.
func contentLength(head []byte) (int, bool) {
	length := -1
	for len(head) > 0 {
		end := bytes.Index(head, []byte("\r\n"))
		line := head[:end]
		head = head[end+2:]
		name, value, ok := bytes.Cut(line, []byte(":"))
		if !ok {
			continue
		}
		name = bytes.TrimSpace(name)
		if !bytes.EqualFold(name, []byte("content-length")) && !bytes.EqualFold(name, []byte("l")) {
			continue
		}
		n, err := strconv.ParseUint(string(bytes.TrimSpace(value)), 10, 24)
		if err != nil || length >= 0 && length != int(n) {
			return 0, false
		}
		length = int(n)
	}
	return max(length, 0), true
}
