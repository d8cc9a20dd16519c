package sipline

import (
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/emiago/sipgo/sip"
	"github.com/spojka/spojka/telephony"
)

// We hang up while a re-INVITE is refused and its ACK is still to come, or
// never does: the other side is told nevertheless.
func TestHangUpWhileAReinviteIsRefused(t *testing.T) {
	for _, acked := range []bool{true, false} {
		inBubble(t, func(t *testing.T, r *rig) {
			c := r.caller()
			c.up(r)
			c.say("INVITE", 2, "f1", "", "v=0\no=- 1 2 IN IP4 10.0.0.9\ns=-\nc=IN IP4 10.0.0.9\nt=0 0\nm=image 6000 udptl t38\n")
			c.status(488)
			r.line.Hang(r.news.leg(0), telephony.ByAgent)
			synctest.Wait()
			if acked {
				c.say("ACK", 2, "f1", "", "")
			}
			m := c.next(time.Minute)
			for m != nil && !isMethod(m, "BYE") {
				m = c.next(time.Minute) // the refusal again
			}
			bye, ok := m.(*sip.Request)
			if !ok {
				t.Fatal("nobody hung up")
			}
			c.respond(bye, 200, "", "", "")
			r.heard("")
			r.empty()
		})
	}
}

// One of a seat's phones hangs up before it has answered, against the rules:
// the others ring no more, and nobody rings on for ever.
func TestByeBeforeTheAnswerEndsTheRinging(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		a, b := r.phone(), r.another("10.0.0.24:5062")
		r.dial()
		toA, toB := a.method("INVITE"), b.method("INVITE")
		a.respond(toA, 180, "a", "", "")
		b.respond(toB, 180, "b", "", "")
		r.heard("rang")
		b.within(toB, "b").say("BYE", 1, "b1", "", "")
		for _, p := range []*phone{a, b} {
			m := p.next(5 * time.Second)
			for m != nil && !isMethod(m, "CANCEL") {
				m = p.next(5 * time.Second)
			}
			if m == nil {
				t.Errorf("the phone at %s rings on", p.conn.addr)
			}
		}
		r.heard("failed 480")
	})
}

// A call that was refused and comes again with the next number is another
// request, though the ACK of the first was lost (RFC 3261 §8.2.2.2).
func TestRefusedCallComesAgain(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.news.status = 480
		c := r.caller()
		c.invite()
		c.status(480)
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		r.news.status = 0
		c.say("INVITE", 2, "i2", "", sdpAt("10.0.0.9", 6000, ""))
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		c.say("INVITE", 2, "i3", "", sdpAt("10.0.0.9", 6000, "")) // by another way
		m := c.next(time.Second)
		for m != nil && m.(*sip.Response).StatusCode != 482 {
			m = c.next(time.Second) // the first refusal again
		}
		if m == nil {
			t.Error("a merged request is taken for a call")
		}
	})
}

// The ACK of a 2xx has the proof that its INVITE had (RFC 3261 §13.2.2.4).
func TestAckBearsTheProofOfItsInvite(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.registering(nil)
		p.ok(p.method("REGISTER"), 3600, "")
		synctest.Wait()
		r.callOut(nil)
		inv := p.alive("INVITE")
		p.respond(inv, 407, "x", `Proxy-Authenticate: Digest realm="isp", nonce="n1", qop="auth"`, "")
		p.alive("ACK")
		inv = p.alive("INVITE")
		p.respond(inv, 183, "x", "Require: 100rel\nRSeq: 1\nContact: <sip:a@"+isp+">", sdpAt("10.0.2.1", 6000, ""))
		prack := p.alive("PRACK")
		// Its nonce is good once only.
		p.respond(prack, 407, "", `Proxy-Authenticate: Digest realm="isp", nonce="n2", qop="auth", stale=true`, "")
		again := p.alive("PRACK")
		if again.Recipient.String() != prack.Recipient.String() || header(again, "To") != header(prack, "To") || header(again, "RAck") != header(prack, "RAck") || !strings.Contains(header(again, "Proxy-Authorization"), "n2") {
			t.Errorf("%v", again)
		}
		p.respond(again, 200, "", "", "")
		p.respond(inv, 200, "x", "Contact: <sip:a@"+isp+">", "")
		if ack := p.alive("ACK"); header(ack, "Proxy-Authorization") != header(inv, "Proxy-Authorization") || header(inv, "Proxy-Authorization") == "" {
			t.Errorf("the INVITE had %q, the ACK %q", header(inv, "Proxy-Authorization"), header(ack, "Proxy-Authorization"))
		}
	})
}

// What comes while a reliable ringing waits for its PRACK comes after that: the
// sound before the answer, and, behind a description that nobody has confirmed,
// the answer (RFC 3262 §3).
func TestWire03InTheOrderOfPracks(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.say("INVITE", 1, "i1", "Require: 100rel", sdpAt("10.0.0.9", 6000, ""))
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		leg := r.news.leg(0)
		r.line.Ring(leg)
		c.toTag, _ = c.status(180).To().Params.Get("tag")
		r.line.Early(leg, ourMedia)
		c.say("PRACK", 2, "p1", "RAck: 1 1 INVITE", "")
		c.status(200)
		if early := c.status(183); header(early, "RSeq") != "2" || len(early.Body()) == 0 {
			t.Errorf("%v", early)
		}
		r.line.Answer(leg, ourMedia)
		c.status(183) // again, and no answer yet
		c.say("PRACK", 3, "p2", "RAck: 2 1 INVITE", "")
		c.status(200)
		if ok := c.status(200); header(ok, "CSeq") != "1 INVITE" {
			t.Fatalf("%v", ok)
		}
		c.say("ACK", 1, "a1", "", "")
		r.heard("confirmed")
	})
}

// Two phones of a seat behind one proxy come by the same way; their instances
// tell them apart (RFC 5626 §4.1).
func TestTwoPhonesByOneProxy(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		one, two := r.behind("<sip:203@192.168.1.9>", "<urn:uuid:1>", "10.0.0.23:5001"), r.behind("<sip:203@192.168.1.8>", "<urn:uuid:2>", "10.0.0.23:5002")
		two.conn = one.conn
		one.register()
		two.registered = 10
		two.register()
		if n := r.line.registrar.phones(); n != 2 {
			t.Errorf("%d phones are registered", n)
		}
	})
}

// A strict router's route may have parameters behind its brackets: they are not
// its address (RFC 3261 §12.2.1.1).
func TestStrictRouteWithParameters(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.talks(r, "Record-Route: \"Proxy\" <sip:10.0.0.9:5060;x=lr>;y=z", sdpAt("10.0.0.9", 6000, ""))
		r.line.Hang(r.news.leg(0), telephony.ByAgent)
		bye := c.method("BYE")
		if got := bye.Recipient.String(); got != "sip:10.0.0.9:5060;x=lr" || header(bye, "Route") != "<sip:trunk@10.0.0.9:5060>" {
			t.Errorf("BYE %s by %s", got, header(bye, "Route"))
		}
	})
}

// slowConn is a connection that takes nothing in for a while.
type slowConn struct {
	net.Conn
	open chan struct{}
	n    atomic.Int32
}

func (c *slowConn) Write(b []byte) (int, error) {
	<-c.open
	c.n.Add(1)
	return len(b), nil
}
func (c *slowConn) SetWriteDeadline(time.Time) error { return nil }
func (c *slowConn) Close() error                     { c.n.Store(-1000); return nil }

// All keys of a phone by TCP change at once: what its connection doesn't take in
// at that moment waits, and nothing is cut for it.
func TestAllKeysByOneConnection(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		conn := &slowConn{open: make(chan struct{})}
		link := &tcpLink{conn: conn, out: make(chan []byte, outQueue), gone: make(chan struct{}), tap: r.line.tapped}
		go link.write()
		for range maxOfSeat {
			link.send([]byte("NOTIFY"), ours)
		}
		close(conn.open)
		synctest.Wait()
		close(link.gone)
		if n := conn.n.Load(); n != maxOfSeat {
			t.Errorf("%d of %d were sent", n, maxOfSeat)
		}
	})
}

// A peer that has lost the talk is hung up on once, though a re-INVITE of its
// waits for its ACK just then.
func TestHungUpOnceBesideAReinvite(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.up(r)
		c.say("INVITE", 2, "i2", "", sdpAt("10.0.0.9", 6000, ""))
		c.status(200)
		r.line.Probe(r.news.leg(0))
		hung := 0
		for m := c.next(time.Minute); m != nil; m = c.next(time.Minute) {
			req, ok := m.(*sip.Request)
			switch {
			case !ok:
			case req.Method == "OPTIONS" && header(req, "Call-ID") == c.id:
				c.respond(req, 481, "", "", "")
			case req.Method == "BYE":
				hung++
				c.respond(req, 200, "", "", "")
				c.say("ACK", 2, "a2", "", "")
			}
		}
		if hung != 1 {
			t.Errorf("hung up %d times", hung)
		}
		r.heard("ended lost")
		r.empty()
	})
}
