package sipline

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/emiago/sipgo/sip"
	"github.com/spojka/spojka/telephony"
)

// memNet is a UDP network in memory, for loops under synctest.
type memNet struct {
	mu    sync.Mutex
	conns map[netip.AddrPort]*memConn
	lose  func(from, to netip.AddrPort, b []byte) bool
}

type memPacket struct {
	from netip.AddrPort
	b    []byte
	at   time.Time
}

type memConn struct {
	n    *memNet
	addr netip.AddrPort
	in   chan memPacket
	gone chan struct{}
	once sync.Once
}

func newMemNet() *memNet { return &memNet{conns: make(map[netip.AddrPort]*memConn)} }

func (n *memNet) open(addr string) *memConn {
	c := &memConn{n: n, addr: netip.MustParseAddrPort(addr), in: make(chan memPacket, 1024), gone: make(chan struct{})}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.conns[c.addr] = c
	return c
}

func (c *memConn) LocalAddr() net.Addr { return net.UDPAddrFromAddrPort(c.addr) }

func (c *memConn) Close() error {
	c.once.Do(func() { close(c.gone) })
	return nil
}

func (c *memConn) ReadFromUDPAddrPort(b []byte) (int, netip.AddrPort, error) {
	select {
	case <-c.gone:
		return 0, netip.AddrPort{}, net.ErrClosed
	case p := <-c.in:
		return copy(b, p.b), p.from, nil
	}
}

func (c *memConn) WriteToUDPAddrPort(b []byte, to netip.AddrPort) (int, error) {
	c.n.mu.Lock()
	dst, lose := c.n.conns[to], c.n.lose
	c.n.mu.Unlock()
	if dst == nil || lose != nil && lose(c.addr, to, b) {
		return len(b), nil
	}
	select {
	case dst.in <- memPacket{c.addr, append([]byte(nil), b...), time.Now()}:
	default:
	}
	return len(b), nil
}

// news is what the handler heard, as text: "arrived 1 +420777123456".
type news struct {
	mu       sync.Mutex
	lines    []string
	legs     []telephony.LegID
	arrivals []telephony.Arrival
	identity map[telephony.LegID]string
	status   int
	trunks   []telephony.TrunkView
	phones   map[telephony.SeatID][]telephony.PhoneView
	onArrive func(telephony.LegID)
}

func (n *news) add(format string, args ...any) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.lines = append(n.lines, fmt.Sprintf(format, args...))
}

func (n *news) Arrived(leg telephony.LegID, a telephony.Arrival) int {
	n.add("arrived from %q to %q", a.From, a.To)
	n.mu.Lock()
	n.legs = append(n.legs, leg)
	n.arrivals = append(n.arrivals, a)
	f := n.onArrive
	n.mu.Unlock()
	if f != nil {
		f(leg)
	}
	return n.status
}
func (n *news) Rang(telephony.LegID) { n.add("rang") }
func (n *news) Early(_ telephony.LegID, s telephony.Sound) {
	n.add("early %s", s.Addr)
}
func (n *news) Answered(leg telephony.LegID, s telephony.Sound, id string) {
	n.add("answered %s", s.Addr)
	n.keep(leg, id)
}
func (n *news) keep(leg telephony.LegID, id string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.identity == nil {
		n.identity = make(map[telephony.LegID]string)
	}
	n.identity[leg] = id
}
func (n *news) Ringing(leg telephony.LegID, id string) { n.keep(leg, id) }
func (n *news) Failed(_ telephony.LegID, code int)     { n.add("failed %d", code) }
func (n *news) Cause(_ telephony.LegID, q850 int)      { n.add("cause %d", q850) }
func (n *news) Referred(leg telephony.LegID, to telephony.Number, with telephony.LegID) {
	n.add("referred to %q with %v", to, with != 0)
}
func (n *news) Confirmed(leg telephony.LegID, id string) {
	n.add("confirmed")
	n.keep(leg, id)
}
func (n *news) Ended(_ telephony.LegID, why telephony.EndCause) { n.add("ended %s", why) }
func (n *news) Moved(_ telephony.LegID, s telephony.Sound) {
	n.add("moved %s held=%v", s.Addr, s.Held)
}
func (n *news) Digit(_ telephony.LegID, d byte) { n.add("digit %c", d) }
func (n *news) SeatReached(s telephony.SeatID, r telephony.Reach, phone string) {
	n.add("seat %s %s", s, r)
}
func (n *news) PhonesSeen(s telephony.SeatID, phones []telephony.PhoneView) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.phones == nil {
		n.phones = make(map[telephony.SeatID][]telephony.PhoneView)
	}
	n.phones[s] = phones
}
func (n *news) TrunkSeen(v telephony.TrunkView) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.trunks = append(n.trunks, v)
}

// take returns what was heard since the last take, without seats.
func (n *news) take() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	s := strings.Join(n.lines, "; ")
	n.lines = nil
	return s
}

func (n *news) leg(i int) telephony.LegID {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.legs[i]
}

const testRealm = "spojka"

func testOffice() telephony.Office {
	return telephony.Office{
		Country: "CZ",
		Seats:   []telephony.Seat{{ID: "203", Name: "Three"}, {ID: "204", Name: "Four"}},
		Trunks:  []telephony.Trunk{{ID: "out", Name: "Trunk", Peers: []string{"10.0.0.9", "10.0.1.0/24"}}},
	}
}

func testAccount(seat telephony.SeatID) (string, string, bool) {
	if seat != "203" && seat != "204" {
		return "", "", false
	}
	a1 := string(seat) + ":" + testRealm + ":secret"
	return md5Hex(a1), sha256Hex(a1), true
}

// rig is a line in a network in memory.
type rig struct {
	t    *testing.T
	net  *memNet
	line *Line
	news *news
	file string
	tap  Tap

	lamps    Lamps
	unopened bool // calls of before aren't taken over yet
}

var ours = netip.MustParseAddrPort("10.0.0.1:5060")

// inBubble runs a story with a line under synctest.
func inBubble(t *testing.T, story func(t *testing.T, r *rig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := &rig{t: t, net: newMemNet(), news: &news{}}
		r.open()
		defer func() { r.line.Close() }()
		story(t, r)
	})
}

var errNoNames = errors.New("this net has no names")

func (r *rig) open() {
	line, err := New(Options{Packets: []PacketConn{r.net.open(ours.String())}, Realm: testRealm, Boot: 3, Account: testAccount, OfferSHA256: true, Office: testOffice(), File: r.file, Tap: r.tap, Lamps: r.lamps,
		TrunkPassword: func(telephony.TrunkID) string { return "trunk secret" }}, r.news)
	if err != nil {
		r.t.Fatal(err)
	}
	// Names lead nowhere in this net; the real ones can't be asked in a bubble.
	line.resolver.hosts = func(context.Context, string) ([]netip.Addr, error) { return nil, errNoNames }
	line.resolver.ask = func(context.Context, []netip.AddrPort, string, uint16) ([]record, error) { return nil, errNoNames }
	line.SetReady(!r.unopened)
	r.line = line
	synctest.Wait()
	r.news.take() // nobody is registered
}

// heard checks what the handler heard.
func (r *rig) heard(want string) {
	r.t.Helper()
	synctest.Wait()
	if got := r.news.take(); got != want {
		r.t.Fatalf("heard %q\n want %q", got, want)
	}
}

// mark is the far side in a test: it writes and reads whole messages.
type mark struct {
	t    *testing.T
	conn *memConn
	tap  *capture // what is sent goes here instead
	// polite: it answers keep-alives while it waits for something else.
	polite bool
}

// capture keeps what would have been sent.
type capture struct{ text string }

func (r *rig) peer(addr string) *mark { return &mark{t: r.t, conn: r.net.open(addr)} }

func (p *mark) send(text string) {
	if p.tap != nil {
		p.tap.text = text
		return
	}
	head, body, _ := strings.Cut(text, "\n\n")
	head = strings.ReplaceAll(strings.TrimSpace(head), "\n", "\r\n")
	body = strings.ReplaceAll(body, "\n", "\r\n")
	if !strings.Contains(head, "Content-Length") {
		head += fmt.Sprintf("\r\nContent-Length: %d", len(body))
	}
	p.conn.WriteToUDPAddrPort([]byte(head+"\r\n\r\n"+body), ours)
}

// next waits for the next message; nil when nothing comes in time.
func (p *mark) next(wait time.Duration) sip.Message {
	select {
	case packet := <-p.conn.in:
		m, err := sip.ParseMessage(packet.b)
		if err != nil {
			p.t.Fatalf("unreadable: %v\n%s", err, packet.b)
		}
		return m
	case <-time.After(wait):
		return nil
	}
}

// status waits for a response and checks its status.
func (p *mark) status(want int) *sip.Response {
	p.t.Helper()
	m := p.next(2 * time.Second)
	for isMethod(m, "OPTIONS") {
		m = p.next(2 * time.Second)
	}
	res, ok := m.(*sip.Response)
	if !ok || res.StatusCode != want {
		p.t.Fatalf("got %v\n want a %d", m, want)
	}
	return res
}

// method waits for a request and checks its method.
func (p *mark) method(want string) *sip.Request {
	p.t.Helper()
	m := p.next(40 * time.Second)
	for isMethod(m, "OPTIONS") && want != "OPTIONS" {
		if p.polite {
			p.respond(m.(*sip.Request), 200, "", "", "")
		}
		m = p.next(40 * time.Second)
	}
	req, ok := m.(*sip.Request)
	if !ok || string(req.Method) != want {
		p.t.Fatalf("got %v\n want %s", m, want)
	}
	return req
}

// silence checks that nothing comes.
func (p *mark) silence(d time.Duration) {
	p.t.Helper()
	if m := p.next(d); m != nil {
		p.t.Fatalf("unexpected: %v", m)
	}
}

// respond answers a request of ours.
func (p *mark) respond(req *sip.Request, code int, tag, heads, body string) {
	to := req.To().Value()
	if tag != "" && !strings.Contains(to, "tag=") {
		to += ";tag=" + tag
	}
	text := fmt.Sprintf("SIP/2.0 %d X\nVia: %s\nFrom: %s\nTo: %s\nCall-ID: %s\nCSeq: %s", code, req.Via().Value(), req.From().Value(), to, req.CallID().Value(), req.CSeq().Value())
	if heads != "" {
		text += "\n" + heads
	}
	if body != "" {
		text += "\nContent-Type: application/sdp"
	}
	p.send(text + "\n\n" + body)
}

func sdpAt(host string, port int, more string) string {
	return fmt.Sprintf("v=0\no=- 1 1 IN IP4 %s\ns=-\nc=IN IP4 %s\nt=0 0\nm=audio %d RTP/AVP 8 0 101\na=rtpmap:101 telephone-event/8000\n%s", host, host, port, more)
}

func isMethod(m sip.Message, method string) bool {
	req, ok := m.(*sip.Request)
	return ok && string(req.Method) == method
}
