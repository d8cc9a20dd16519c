package sim

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"time"

	"github.com/emiago/sipgo/sip"
)

// Timers of RFC 3261 §17.1.1.1.
const (
	t1       = 500 * time.Millisecond
	t2       = 4 * time.Second
	lifetime = 64 * t1
)

// errNoAnswer: nothing came back for 32 s.
var errNoAnswer = errors.New("no answer: is the box running, and is the address right?")

// packetConn is a UDP socket; tests bring one in memory.
type packetConn interface {
	ReadFromUDPAddrPort(b []byte) (int, netip.AddrPort, error)
	WriteToUDPAddrPort(b []byte, to netip.AddrPort) (int, error)
	LocalAddr() net.Addr
	Close() error
}

// wire is a UDP socket with its transactions: it repeats what isn't answered
// and answers repeats.
type wire struct {
	conn   packetConn
	local  netip.AddrPort
	peer   netip.AddrPort
	heard  func(*sip.Request, netip.AddrPort) // a request that isn't a repeat
	parser *sip.Parser

	mu      sync.Mutex
	asked   map[string]chan *sip.Response // by branch and method
	acks    map[string][]byte             // by branch of the INVITE: for repeated finals
	replies map[string][]byte             // by branch and method: for repeated requests
	gone    chan struct{}
	once    sync.Once
}

func newWire(conn packetConn, peer netip.AddrPort) *wire {
	local, _ := netip.ParseAddrPort(conn.LocalAddr().String())
	return &wire{
		conn: conn, local: local, peer: peer, parser: sip.NewParser(), gone: make(chan struct{}),
		asked: map[string]chan *sip.Response{}, acks: map[string][]byte{}, replies: map[string][]byte{},
	}
}

func (w *wire) close() {
	w.once.Do(func() { close(w.gone) })
	w.conn.Close()
}

// read works off what comes in until the socket is closed.
func (w *wire) read() {
	b := make([]byte, 64<<10)
	for {
		n, from, err := w.conn.ReadFromUDPAddrPort(b)
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil || n < 12 {
			continue // port unreachable shows as an error; keep-alives are short
		}
		w.take(append([]byte(nil), b[:n]...), netip.AddrPortFrom(from.Addr().Unmap(), from.Port()))
	}
}

func (w *wire) take(b []byte, from netip.AddrPort) {
	m, err := w.parser.ParseSIP(b)
	if err != nil {
		return
	}
	switch m := m.(type) {
	case *sip.Response:
		w.response(m)
	case *sip.Request:
		if whole(m) && !w.repeated(m, from) {
			w.heard(m, from)
		}
	}
}

// whole says that a request has what every request must have (RFC 3261
// §8.1.1).
func whole(r *sip.Request) bool {
	return r.CallID() != nil && r.CSeq() != nil && r.Via() != nil && r.From() != nil && r.To() != nil
}

func branchOf(v *sip.ViaHeader) string {
	b, _ := v.Params.Get("branch")
	return b
}

func (w *wire) response(r *sip.Response) {
	if r.Via() == nil || r.CSeq() == nil || r.To() == nil || r.CallID() == nil {
		return
	}
	branch := branchOf(r.Via())
	w.mu.Lock()
	ask, ack := w.asked[askKey(branch, r.CSeq().MethodName)], w.acks[branch]
	w.mu.Unlock()
	if r.StatusCode >= 200 && ack != nil && r.CSeq().MethodName == sip.INVITE {
		w.send(ack) // our ACK was lost
		return
	}
	if ask == nil {
		return
	}
	select {
	case ask <- r:
	default: // a flood of provisional responses
	}
}

// repeated answers a repeat of a request that was answered already.
func (w *wire) repeated(r *sip.Request, from netip.AddrPort) bool {
	if r.IsAck() {
		return false
	}
	w.mu.Lock()
	reply := w.replies[replyKey(r)]
	w.mu.Unlock()
	if reply == nil {
		return false
	}
	w.sendTo(reply, from)
	return true
}

func replyKey(r *sip.Request) string { return branchOf(r.Via()) + " " + string(r.Method) }

// reply sends a response and keeps it for repeats.
func (w *wire) reply(r *sip.Request, to netip.AddrPort, b []byte) {
	w.keep(r, b)
	w.sendTo(b, to)
}

// keep holds a response ready for repeats of its request.
func (w *wire) keep(r *sip.Request, b []byte) {
	key := replyKey(r)
	w.mu.Lock()
	w.replies[key] = b
	w.mu.Unlock()
	w.later(func() { delete(w.replies, key) })
}

// acked keeps an ACK for when the final response is repeated.
func (w *wire) acked(branch string, ack []byte) {
	w.mu.Lock()
	w.acks[branch] = ack
	w.mu.Unlock()
	w.later(func() { delete(w.acks, branch) })
	w.send(ack)
}

// later forgets when no repeat can come any more.
func (w *wire) later(forget func()) {
	time.AfterFunc(lifetime, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		forget()
	})
}

func (w *wire) send(b []byte)                      { w.sendTo(b, w.peer) }
func (w *wire) sendTo(b []byte, to netip.AddrPort) { _, _ = w.conn.WriteToUDPAddrPort(b, to) }

// askKey names a client transaction: a CANCEL has the branch of its INVITE.
func askKey(branch string, method sip.RequestMethod) string { return branch + " " + string(method) }

// expect opens a client transaction: its responses come in the channel until
// done is called.
func (w *wire) expect(branch string, method sip.RequestMethod) (responses chan *sip.Response, done func()) {
	responses = make(chan *sip.Response, 32)
	key := askKey(branch, method)
	w.mu.Lock()
	w.asked[key] = responses
	w.mu.Unlock()
	return responses, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.asked, key)
	}
}

// ask sends a request other than INVITE and waits for its final response.
func (w *wire) ask(method sip.RequestMethod, branch string, b []byte) (*sip.Response, error) {
	responses, done := w.expect(branch, method)
	defer done()
	stop := make(chan struct{})
	defer close(stop)
	silent := w.repeat(b, w.peer, t2, stop)
	for {
		select {
		case r := <-responses:
			if r.StatusCode >= 200 {
				return r, nil
			}
		case <-silent:
			return nil, errNoAnswer
		case <-w.gone:
			return nil, net.ErrClosed
		}
	}
}

// repeat sends b now and again at pauses that double up to longest, until
// stop is closed; the channel is closed when nobody stopped it for 32 s.
func (w *wire) repeat(b []byte, to netip.AddrPort, longest time.Duration, stop <-chan struct{}) <-chan struct{} {
	silent := make(chan struct{})
	w.sendTo(b, to)
	go func() {
		over := time.After(lifetime)
		for pause := t1; ; pause = min(2*pause, longest) {
			select {
			case <-stop:
				return
			case <-w.gone:
				return
			case <-over:
				close(silent)
				return
			case <-time.After(pause):
				w.sendTo(b, to)
			}
		}
	}()
	return silent
}

// statusError is a refusal as the wire gave it.
type statusError struct {
	code   int
	reason string
}

func (e *statusError) Error() string { return fmt.Sprintf("refused with %d %s", e.code, e.reason) }
