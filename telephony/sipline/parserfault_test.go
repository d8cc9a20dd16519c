package sipline

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/emiago/sipgo/sip"
	"github.com/spojka/spojka/telephony"
)

// Of sipgo v1.7.2 we use the parser alone; its transports, transactions and
// dialogs were found to fail in fourteen ways. Each of these stories would
// have failed with them, in their order there.

const liftedAt = "Contact: <sip:203@192.168.1.5:5062>"

// A 200 that crosses our CANCEL is acknowledged and ended: no ghost call.
func TestParserFault01AnswerCrossesCancel(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		inv := p.ringing(r)
		r.line.Cancel(dialledLeg, true)
		p.method("CANCEL")
		p.respond(inv, 200, "t1", liftedAt, sdpAt("192.168.1.5", 7000, ""))
		p.method("ACK")
		p.respond(p.method("BYE"), 200, "", "", "")
		r.heard("")
		time.Sleep(33 * time.Second) // the CANCEL has no answer
		if n := r.line.tables.dialogs(); n != 0 {
			t.Errorf("%d dialogs are left", n)
		}
	})
}

// ringing dials the phone and lets it ring.
func (p *phone) ringing(r *rig) *sip.Request {
	p.t.Helper()
	r.dial()
	inv := p.method("INVITE")
	p.respond(inv, 180, "t1", "", "")
	r.heard("rang")
	return inv
}

// A refusal ends the INVITE at once, also while its CANCEL has no answer.
func TestParserFault02RefusalWhileCancelled(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		inv := p.ringing(r)
		r.line.Cancel(dialledLeg, false)
		p.method("CANCEL") // never answered
		start := time.Now()
		p.respond(inv, 486, "t1", "", "")
		p.method("ACK")
		synctest.Wait()
		if took := time.Since(start); took > 0 {
			t.Errorf("the ACK took %s", took)
		}
		p.ringing(r) // the next call isn't held up
	})
}

// A phone may ring for as long as it likes.
func TestParserFault03ManyProvisionals(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		inv := p.ringing(r)
		for i := range 40 {
			p.respond(inv, 180+i%4, "t1", "", "")
			time.Sleep(time.Second)
		}
		p.respond(inv, 200, "t1", liftedAt, sdpAt("192.168.1.5", 7000, ""))
		p.method("ACK")
		synctest.Wait()
		if got := r.news.take(); !strings.HasSuffix(got, "answered 192.168.1.5:7000") {
			t.Errorf("heard %q", got)
		}
	})
}

// An answer without its ACK is repeated at T1, 2·T1, 4·T1, then each T2, and
// ended after 64·T1 (RFC 3261 §13.3.1.4).
func TestParserFault04AnswerWithoutACK(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.invite()
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		start := time.Now()
		r.line.Answer(r.news.leg(0), ourMedia)
		var at []time.Duration
		for {
			m := c.next(10 * time.Second)
			if res, ok := m.(*sip.Response); ok && res.StatusCode == 200 {
				at = append(at, time.Since(start))
			} else if isMethod(m, "BYE") {
				c.respond(m.(*sip.Request), 200, "", "", "")
				break
			}
		}
		want := "[0s 500ms 1.5s 3.5s 7.5s 11.5s 15.5s 19.5s 23.5s 27.5s 31.5s]"
		if fmt.Sprint(at) != want || time.Since(start) != 64*t1 {
			t.Errorf("said at %v, BYE after %s", at, time.Since(start))
		}
		r.heard("ended lost")
		r.empty()
	})
}

// Messages larger than a packet of Ethernet go out and come in whole.
func TestParserFault05LargeOverUDP(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		long := strings.Repeat("x", 200)
		c.say("INVITE", 1, "i1", "Record-Route: <sip:"+long+"1.example.com;lr>,<sip:"+long+"2.example.com;lr>\nRecord-Route: <sip:"+
			long+"3.example.com;lr>\nX-Long: "+strings.Repeat("y", 20_000)+"\nVia: SIP/2.0/UDP "+long+"4.example.com;branch=z9hG4bKz\n"+
			"Via: SIP/2.0/UDP "+long+"5.example.com;branch=z9hG4bKy\nVia: SIP/2.0/UDP "+long+"6.example.com;branch=z9hG4bKx", sdpAt("10.0.0.9", 6000, ""))
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		r.line.Answer(r.news.leg(0), ourMedia)
		if ok := c.status(200).String(); len(ok) < 1300 || !strings.Contains(ok, "m=audio 4000") {
			t.Errorf("%d bytes: %s", len(ok), ok)
		}
	})
}

// flakyConn fails to read now and then, as a socket to which the kernel
// reports that another message didn't arrive.
type flakyConn struct {
	*memConn
	fails atomic.Int32
}

func (c *flakyConn) ReadFromUDPAddrPort(b []byte) (int, netip.AddrPort, error) {
	n, from, err := c.memConn.ReadFromUDPAddrPort(b)
	if err == nil && c.fails.Add(-1) >= 0 {
		return 0, netip.AddrPort{}, errors.New("read: connection refused")
	}
	return n, from, err
}

// An error of reading costs its packet, not the listener.
func TestParserFault06ReadErrors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newMemNet()
		conn := &flakyConn{memConn: n.open(ours.String())}
		conn.fails.Store(5)
		line, err := New(Options{Packets: []PacketConn{conn}, Realm: testRealm, Account: testAccount, Office: testOffice()}, &news{})
		if err != nil {
			t.Fatal(err)
		}
		defer line.Close()
		line.SetReady(true)
		c := &callIn{mark: &mark{t: t, conn: n.open("10.0.0.9:5060")}, id: "flaky", tag: "aa"}
		for i := range 6 {
			c.say("OPTIONS", i+1, fmt.Sprint("o", i), "", "")
			time.Sleep(time.Second)
		}
		c.status(200)
		c.silence(time.Second)
	})
}

// Nothing is kept for a source that only spoke once.
func TestParserFault07SourcesAreForgotten(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		for n := range 3000 {
			from := &memConn{n: r.net, addr: netip.AddrPortFrom(netip.AddrFrom4([4]byte{10, 3, byte(n >> 8), byte(n)}), 5060)}
			from.WriteToUDPAddrPort([]byte("JUNK sip:x SIP/2.0\r\n\r\n"), ours)
			if n%100 == 0 {
				time.Sleep(time.Second)
			}
		}
		time.Sleep(3 * time.Minute)
		synctest.Wait()
		if got := r.line.sizes(); got != [4]int{} {
			t.Errorf("kept: %d answers, %d nonces, %d strangers, %d phones", got[0], got[1], got[2], got[3])
		}
	})
}

// A CANCEL that cancels nothing gets 481 (RFC 3261 §9.2).
func TestParserFault08StrayCancel(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.say("CANCEL", 1, "none", "", "")
		c.status(481)
		c.up(r)
		c.say("CANCEL", 1, "i1", "", "") // its INVITE is answered
		c.status(481)
		c.silence(time.Second)
		r.heard("")
	})
}

// Requests of one dialog are worked off as they came, and an older one that
// comes late is refused (RFC 3261 §12.2.2).
func TestParserFault09OrderInADialog(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.up(r)
		var want []string
		for i := range 100 {
			d := "0123456789*#"[i%12 : i%12+1]
			c.say("INFO", 2+i, fmt.Sprint("d", i), "Content-Type: application/dtmf", d)
			want = append(want, "digit "+d)
		}
		r.heard(strings.Join(want, "; "))
		for range 100 {
			c.status(200)
		}
		c.say("INFO", 50, "late", "Content-Type: application/dtmf", "5")
		c.status(500)
		r.heard("")
	})
}

// A peer that answers a thousand times holds nobody up.
func TestParserFault10ResponsesThatNobodyTakes(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		inv := p.ringing(r)
		for i := range 1000 {
			p.respond(inv, 180+i%2*3, fmt.Sprint("t", i), "", "")
		}
		c := r.caller()
		c.say("OPTIONS", 1, "o1", "", "")
		c.status(200)
		synctest.Wait() // what its inbox can't hold is lost, as on the way
		r.news.take()
		p.respond(inv, 200, "t1", liftedAt, sdpAt("192.168.1.5", 7000, ""))
		p.method("ACK")
		r.heard("answered 192.168.1.5:7000")
	})
}

// The second answer of a fork is acknowledged in its own dialog and ended.
func TestParserFault11ForkedAnswer(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		inv := p.ringing(r)
		p.respond(inv, 200, "t1", liftedAt, sdpAt("192.168.1.5", 7000, ""))
		p.method("ACK")
		p.respond(inv, 200, "t2", "Contact: <sip:two@192.168.1.6>", sdpAt("192.168.1.6", 7002, ""))
		for _, m := range []*sip.Request{p.method("ACK"), p.method("BYE")} {
			if tag, _ := m.To().Params.Get("tag"); tag != "t2" || m.Recipient.String() != "sip:two@192.168.1.6" {
				t.Errorf("%s to %s tag %s", m.Method, m.Recipient.String(), tag)
			}
		}
		r.heard("answered 192.168.1.5:7000")
	})
}

// A name in a stranger's Via, Contact or Route is never looked up nor dialled:
// the answer goes to where the message came from.
func TestParserFault12NamesOfOthersAreNotLookedUp(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.send("INVITE sip:800100200@10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP evil.example.com:53;branch=z9hG4bKe;maddr=10.6.6.6\nMax-Forwards: 70\n" +
			"Route: <sip:evil.example.com>\nFrom: <sip:777123456@evil.example.com>;tag=e\nTo: <sip:800100200@10.0.0.1>\nCall-ID: e\nCSeq: 1 INVITE\n" +
			"Contact: <sip:x@evil.example.com>\nContent-Type: application/sdp\n\n" + sdpAt("10.0.0.9", 6000, ""))
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		start := time.Now()
		r.line.Answer(r.news.leg(0), ourMedia)
		c.status(200)
		if took := time.Since(start); took > 0 {
			t.Errorf("the answer took %s", took)
		}
	})
}

// Requests of ours in a dialog take the connection that the call came by.
func TestParserFault13SameConnection(t *testing.T) {
	v := liveLine(t, "127.55.4.1:0", "127.55.4.9")
	v.addr = v.line.Addrs()[0]
	w := v.connect("127.55.4.9")
	body := string(crlf(sdpAt("127.55.4.9", 6000, "")))
	w.Write([]byte(tcpRequest("INVITE", 1, fmt.Sprintf("Contact: <sip:x@127.55.4.9:5999;transport=tcp>\nContent-Type: application/sdp\nContent-Length: %d\n", len(body))) + body))
	v.wait("arrived")
	leg := v.news.leg(0)
	v.line.Answer(leg, netip.MustParseAddrPort("127.55.4.1:4000"))
	ok := w.read("\r\n\r\n")
	for !strings.HasPrefix(ok, "SIP/2.0 200") {
		ok = w.read("\r\n\r\n")
	}
	_, tag, _ := strings.Cut(ok, "To: ")
	_, tag, _ = strings.Cut(tag, "tag=")
	tag, _, _ = strings.Cut(tag, "\r\n")
	ack := strings.NewReplacer("z9hG4bKt1", "z9hG4bKta", "To: <sip:a@b>", "To: <sip:a@b>;tag="+tag)
	w.Write([]byte(ack.Replace(tcpRequest("ACK", 1, ""))))
	v.wait("confirmed")
	v.line.Hang(leg, telephony.ByAgent)
	if bye := w.read("Content-Length: 0\r\n\r\n"); !strings.Contains(bye, "BYE sip:x@127.55.4.9:5999;transport=tcp SIP/2.0") {
		t.Error(bye)
	}
	if n := v.line.Figures().Streams; n != 1 {
		t.Errorf("%d connections", n)
	}
}

// Each call has timers of its own: one that ends, or another line in the
// process, moves none of another's.
func TestParserFault14TimersOfOthers(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		other, err := New(Options{Packets: []PacketConn{r.net.open("10.0.0.2:5060")}, Realm: testRealm, Account: testAccount, Office: testOffice()}, &news{})
		if err != nil {
			t.Fatal(err)
		}
		c := r.caller()
		c.invite()
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		r.line.Answer(r.news.leg(0), ourMedia)
		c.status(200)
		start := time.Now()
		time.Sleep(700 * time.Millisecond)
		other.Close()
		d := &callIn{mark: r.peer("10.0.1.9:5060"), id: "second", tag: "bb"}
		d.up(r)
		d.say("BYE", 2, "b1", "", "")
		d.status(200)
		r.heard("ended caller")
		c.status(200) // the repeat at T1, waiting since
		for _, want := range []time.Duration{1500, 3500, 7500} {
			c.next(time.Minute)
			if at := time.Since(start); at != want*time.Millisecond {
				t.Errorf("repeated after %s, want %d ms", at, want)
			}
		}
		c.say("BYE", 2, "b2", "", "")
	})
}
