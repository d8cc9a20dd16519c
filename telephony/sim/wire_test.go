package sim

import (
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/emiago/sipgo/sip"
)

// fakeConn is a UDP socket whose other side is the test.
type fakeConn struct {
	mu   sync.Mutex
	sent []string
	at   []time.Duration // since the test began
	from time.Time
	in   chan []byte
	gone chan struct{}
}

var fakePeer = netip.MustParseAddrPort("10.0.0.1:5060")

func newFake() (*fakeConn, *wire) {
	c := &fakeConn{from: time.Now(), in: make(chan []byte, 16), gone: make(chan struct{})}
	w := newWire(c, fakePeer)
	w.heard = func(*sip.Request, netip.AddrPort) {}
	go w.read()
	return c, w
}

func (c *fakeConn) LocalAddr() net.Addr { return &net.UDPAddr{IP: net.IPv4(10, 0, 0, 2), Port: 5060} }
func (c *fakeConn) Close() error        { close(c.gone); return nil }
func (c *fakeConn) ReadFromUDPAddrPort(b []byte) (int, netip.AddrPort, error) {
	select {
	case p := <-c.in:
		return copy(b, p), fakePeer, nil
	case <-c.gone:
		return 0, netip.AddrPort{}, net.ErrClosed
	}
}

func (c *fakeConn) WriteToUDPAddrPort(b []byte, _ netip.AddrPort) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	line, _, _ := strings.Cut(string(b), "\r\n")
	c.sent, c.at = append(c.sent, line), append(c.at, time.Since(c.from))
	return len(b), nil
}

// times are when something was sent, in milliseconds.
func (c *fakeConn) times() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all []int64
	for _, t := range c.at {
		all = append(all, t.Milliseconds())
	}
	return fmt.Sprint(all)
}

func answerTo(branch, method string, code int) []byte {
	return fmt.Appendf(nil, "SIP/2.0 %d Any\r\nVia: SIP/2.0/UDP 10.0.0.2:5060;branch=%s\r\nFrom: <sip:a@x>;tag=1\r\nTo: <sip:b@x>;tag=2\r\nCall-ID: c\r\nCSeq: 1 %s\r\nContent-Length: 0\r\n\r\n", code, branch, method)
}

func TestUnansweredInviteIsRepeated(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, w := newFake()
		defer w.close()
		silent := w.repeat([]byte("INVITE"), fakePeer, lifetime, make(chan struct{}))
		<-silent
		if got, want := c.times(), "[0 500 1500 3500 7500 15500 31500]"; got != want {
			t.Errorf("sent at %s, want %s (RFC 3261 §17.1.1.2)", got, want)
		}
	})
}

func TestUnansweredByeIsRepeated(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, w := newFake()
		defer w.close()
		if _, err := w.ask(sip.BYE, "z9hG4bKa", []byte("BYE")); err != errNoAnswer {
			t.Errorf("err = %v", err)
		}
		if got, want := c.times(), "[0 500 1500 3500 7500 11500 15500 19500 23500 27500 31500]"; got != want {
			t.Errorf("sent at %s, want %s (RFC 3261 §17.1.2.2)", got, want)
		}
	})
}

func TestAnswerEndsRepeating(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, w := newFake()
		defer w.close()
		go func() {
			time.Sleep(700 * time.Millisecond)
			c.in <- answerTo("z9hG4bKother", "BYE", 200)
			c.in <- answerTo("z9hG4bKa", "CANCEL", 200) // the same branch, another transaction
			c.in <- []byte("garbage")
			time.Sleep(100 * time.Millisecond)
			c.in <- answerTo("z9hG4bKa", "BYE", 481)
		}()
		r, err := w.ask(sip.BYE, "z9hG4bKa", []byte("BYE"))
		if err != nil || r.StatusCode != 481 {
			t.Errorf("answer %v %v", r, err)
		}
		time.Sleep(lifetime)
		if got := c.times(); got != "[0 500]" {
			t.Errorf("sent at %s", got)
		}
	})
}

func TestRepeatedFinalIsAcknowledgedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, w := newFake()
		defer w.close()
		w.acked("z9hG4bKa", []byte("ACK"))
		c.in <- answerTo("z9hG4bKa", "INVITE", 200)
		c.in <- answerTo("z9hG4bKa", "INVITE", 200)
		synctest.Wait()
		if !slices.Equal(c.sent, []string{"ACK", "ACK", "ACK"}) {
			t.Errorf("sent %q", c.sent)
		}
	})
}

func TestRepeatedRequestGetsTheSameAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, w := newFake()
		defer w.close()
		n := 0
		w.heard = func(r *sip.Request, from netip.AddrPort) {
			n++
			w.reply(r, from, fmt.Appendf(nil, "answer %d", n))
		}
		options := []byte("OPTIONS sip:a@x SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKq\r\nFrom: <sip:a@x>;tag=1\r\nTo: <sip:b@x>\r\nCall-ID: c\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n")
		c.in <- options
		c.in <- options
		time.Sleep(lifetime + time.Second)
		c.in <- options // so late it is a new one
		synctest.Wait()
		if !slices.Equal(c.sent, []string{"answer 1", "answer 1", "answer 2"}) {
			t.Errorf("sent %q", c.sent)
		}
	})
}

// The examples of RFC 2617 §3.5 and RFC 7616 §3.9.1 but for our own cnonce,
// and one without qop.
func TestDigest(t *testing.T) {
	c := challenge{realm: "testrealm@host.com", nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093", algorithm: "MD5", opaque: "5ccc069c403ebaf9f0171e9517f40e41"}
	got := c.header("Mufasa", "Circle Of Life", "GET", "/dir/index.html", 1)
	// RFC 2069's formula with that example's values, as corrected by its errata.
	if want := `response="670fd8c2df070c60b045671b8b24ff02"`; !strings.Contains(got, want) || !strings.Contains(got, `opaque="5ccc`) {
		t.Errorf("got %s want %s", got, want)
	}
	c.qop = "auth,auth-int"
	got = c.header("Mufasa", "Circle Of Life", "GET", "/dir/index.html", 2)
	if !strings.Contains(got, "qop=auth, nc=00000002, cnonce=") {
		t.Errorf("got %s", got)
	}
}

func TestChallengeOfTheTopmostKnownAlgorithm(t *testing.T) {
	m, err := sip.ParseMessage([]byte("SIP/2.0 401 Unauthorized\r\nVia: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKq\r\n" +
		"WWW-Authenticate: Digest realm=\"a\", nonce=\"n0\", algorithm=SHA-512-256, qop=\"auth\"\r\n" +
		"WWW-Authenticate: Digest realm=\"a\", nonce=\"n1\", algorithm=SHA-256, qop=\"auth\", opaque=\"with \\\"quotes\\\"\"\r\n" +
		"WWW-Authenticate: Digest realm=\"a\", nonce=\"n2\"\r\nFrom: <sip:a@x>;tag=1\r\nTo: <sip:b@x>;tag=2\r\nCall-ID: c\r\nCSeq: 1 REGISTER\r\nContent-Length: 0\r\n\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := challengeOf(m.(*sip.Response))
	if err != nil || c.nonce != "n1" || c.algorithm != "SHA-256" || c.qop != "auth" {
		t.Errorf("challenge %+v %v", c, err)
	}
}
