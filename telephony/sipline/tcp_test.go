package sipline

import (
	"fmt"
	"io"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// wire is the far side of a TCP connection.
type wire struct {
	t testing.TB
	net.Conn
}

func (v *live) connect(own string) *wire {
	v.t.Helper()
	d := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(own)}, Timeout: 5 * time.Second}
	c, err := d.Dial("tcp", v.addr.String())
	if err != nil {
		v.t.Fatal(err)
	}
	v.t.Cleanup(func() { c.Close() })
	return &wire{v.t, c}
}

// read reads until what came ends as wanted.
func (w *wire) read(until string) string {
	w.t.Helper()
	w.SetReadDeadline(time.Now().Add(5 * time.Second))
	var got strings.Builder
	buf := make([]byte, 1)
	for !strings.HasSuffix(got.String(), until) {
		if _, err := w.Conn.Read(buf); err != nil {
			w.t.Fatalf("read %q: %v", got.String(), err)
		}
		got.Write(buf)
	}
	return got.String()
}

// closed checks that the line ended the connection.
func (w *wire) closed() {
	w.t.Helper()
	w.SetReadDeadline(time.Now().Add(5 * time.Second))
	if _, err := io.Copy(io.Discard, w.Conn); err != nil && strings.Contains(err.Error(), "timeout") {
		w.t.Fatal("the connection stays open")
	}
}

func tcpRequest(method string, n int, heads string) string {
	return string(crlf(fmt.Sprintf("%s sip:x@127.0.0.1 SIP/2.0\nVia: SIP/2.0/TCP 127.0.0.1:9;rport;branch=z9hG4bKt%d\nFrom: <sip:a@b>;tag=1\nTo: <sip:a@b>\n"+
		"Call-ID: t%d\nCSeq: 1 %s\n%s\n", method, n, n, method, heads)))
}

const endOfHead = "\r\n\r\n"

func TestWire43StreamByteByByte(t *testing.T) {
	v := liveLine(t, "127.20.3.1:5060", "127.20.3.9")
	w := v.connect("127.20.3.9")
	body := string(crlf(sdpAt("127.20.3.9", 6000, "")))
	invite := strings.Replace(tcpRequest("INVITE", 1, fmt.Sprintf("Contact: <sip:x@127.20.3.9;transport=tcp>\nContent-Type: application/sdp\nl : %d\n", len(body))), "sip:x@", "sip:800100200@", 1)
	for _, b := range []byte(invite + body) {
		w.Write([]byte{b})
	}
	v.wait("arrived")
	v.line.Answer(v.news.leg(0), netip.MustParseAddrPort("127.20.3.1:4000"))
	head := w.read(endOfHead)
	if !strings.HasPrefix(head, "SIP/2.0 100") && !strings.HasPrefix(head, "SIP/2.0 200") {
		t.Fatal(head)
	}
}

func TestWire43SeveralAtOnce(t *testing.T) {
	v := liveLine(t, "127.20.3.2:5060", "127.20.3.9")
	w := v.connect("127.20.3.8")
	w.Write([]byte("\r\n" + tcpRequest("OPTIONS", 1, "Content-Length: 0\n") + tcpRequest("OPTIONS", 2, "") + "\r\n\r\n" + tcpRequest("OPTIONS", 3, "Content-Length: 3\n") + "abc"))
	for i := range 2 {
		if head := w.read(endOfHead); !strings.Contains(head, "200 OK") {
			t.Fatalf("%d: %s", i, head)
		}
	}
	w.read("\r\n") // the pong
	if head := w.read(endOfHead); !strings.Contains(head, "Call-ID: t3") {
		t.Fatal(head)
	}
}

func TestWire43BadFramesCloseTheStream(t *testing.T) {
	v := liveLine(t, "127.20.3.3:5060", "127.20.3.9")
	for name, text := range map[string]string{
		"length no number": tcpRequest("OPTIONS", 1, "Content-Length: many\n"),
		"length negative":  tcpRequest("OPTIONS", 1, "Content-Length: -1\n"),
		"too large":        tcpRequest("OPTIONS", 1, "Content-Length: 70000\n"),
		"endless head":     strings.Repeat("x", 70000),
	} {
		w := v.connect("127.20.3.8")
		w.Write([]byte(text))
		w.closed()
		_ = name
	}
}

func TestConnectionsFromOneAddressAreBounded(t *testing.T) {
	v := liveLine(t, "127.20.3.4:5060", "127.20.3.9")
	for range maxPerIP {
		w := v.connect("127.20.3.8")
		w.Write([]byte(tcpRequest("OPTIONS", 1, "")))
		w.read(endOfHead)
	}
	v.connect("127.20.3.8").closed()
	good := v.connect("127.20.3.7")
	good.Write([]byte(tcpRequest("OPTIONS", 1, "")))
	good.read(endOfHead)
}

// Strangers that fill every place make room for who comes next; phones and
// trunks stay (FAULTS 19).
func TestSilentConnectionsKeepNobodyOut(t *testing.T) {
	v := liveLine(t, "127.55.5.1:0", "127.55.5.9")
	v.addr = v.line.Addrs()[0]
	trunk := v.connect("127.55.5.9")
	trunk.Write([]byte(tcpRequest("OPTIONS", 1, "")))
	trunk.read(endOfHead)
	first := v.connect("127.55.6.0")
	for i := range maxConns + 100 {
		v.connect(fmt.Sprintf("127.55.6.%d", 1+i%200))
	}
	first.closed()
	good := v.connect("127.55.5.8")
	for _, w := range []*wire{good, trunk} {
		w.Write([]byte(tcpRequest("OPTIONS", 2, "")))
		w.read(endOfHead)
	}
	if n := v.line.Figures().Streams; n > maxConns {
		t.Errorf("%d connections", n)
	}
}

// A call over TCP outlives the process: the next one finds the phone by a new
// connection to its Contact.
func TestAdoptOverTCP(t *testing.T) {
	v := liveLine(t, "127.20.3.5:5060", "127.20.3.9")
	far, err := net.Listen("tcp", "127.20.3.9:5060")
	if err != nil {
		t.Fatal(err)
	}
	defer far.Close()
	w := v.connect("127.20.3.9")
	body := string(crlf(sdpAt("127.20.3.9", 6000, "")))
	w.Write([]byte(tcpRequest("INVITE", 1, fmt.Sprintf("Contact: <sip:x@127.20.3.9:5060;transport=tcp>\nContent-Type: application/sdp\nContent-Length: %d\n", len(body))) + body))
	v.wait("arrived")
	leg := v.news.leg(0)
	v.line.Answer(leg, netip.MustParseAddrPort("127.20.3.5:4000"))
	head := w.read(endOfHead)
	_, tag, _ := strings.Cut(head, ">;tag=")
	_, tag, _ = strings.Cut(tag, ">;tag=")
	tag, _, _ = strings.Cut(tag, "\r\n")
	ack := strings.NewReplacer("branch=z9hG4bKt1", "branch=z9hG4bKta", "To: <sip:a@b>", "To: <sip:a@b>;tag="+tag)
	w.Write([]byte(ack.Replace(tcpRequest("ACK", 1, ""))))
	v.wait("confirmed")
	waitFor(t, func() bool { return v.identity(leg) != "" })
	identity := v.identity(leg)
	v.line.Close()
	w.Close()

	next := liveLine(t, "127.20.3.5:5060", "127.20.3.9")
	if err := next.line.Adopt(leg, identity); err != nil {
		t.Fatal(err)
	}
	next.line.Hang(leg, telephony.ByAgent)
	conn, err := far.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	back := &wire{t, conn}
	if bye := back.read(endOfHead); !strings.HasPrefix(bye, "BYE sip:x@127.20.3.9:5060;transport=tcp SIP/2.0") || !strings.Contains(bye, "Call-ID: t1") {
		t.Fatal(bye)
	}
}

func (v *live) identity(leg telephony.LegID) string {
	v.news.mu.Lock()
	defer v.news.mu.Unlock()
	return v.news.identity[leg]
}

// A stranger's connection ends half a minute after what it said last, a
// trunk's stays.
func TestStrangersStreamEnds(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		for peer, want := range map[string]time.Duration{"10.0.0.77:40000": strange, "10.0.0.9:40000": quiet} {
			near, far := net.Pipe()
			at := netip.MustParseAddrPort(peer)
			link := &tcpLink{conn: near, own: ours, out: make(chan []byte, outQueue), gone: make(chan struct{}), accepted: at.Addr()}
			link.known = func() bool { return r.line.office.Load().isPeer(at.Addr()) }
			r.line.links.add(link)
			r.line.start(link.write)
			r.line.start(func() { r.line.readStream(flow{link, at}, link) })
			start := time.Now()
			go io.WriteString(far, tcpRequest("OPTIONS", 1, ""))
			io.Copy(io.Discard, far)
			if took := time.Since(start); took != want {
				t.Errorf("%s: closed after %s, want %s", peer, took, want)
			}
		}
		r.news.take()
	})
}

// A byte a second never makes a message: the connection ends.
func TestDrippingConnectionIsClosed(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		near, far := net.Pipe()
		peer := netip.MustParseAddrPort("10.0.0.77:40000")
		link := &tcpLink{conn: near, own: ours, out: make(chan []byte, outQueue), gone: make(chan struct{}), accepted: peer.Addr()}
		r.line.links.add(link)
		r.line.start(link.write)
		r.line.start(func() { r.line.readStream(flow{link, peer}, link) })
		start := time.Now()
		for _, b := range []byte(tcpRequest("OPTIONS", 1, "")) {
			if _, err := far.Write([]byte{b}); err != nil {
				break
			}
			time.Sleep(time.Second)
		}
		if took := time.Since(start); took > 17*time.Second {
			t.Errorf("closed after %s", took)
		}
	})
}
