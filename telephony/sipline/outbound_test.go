package sipline

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/emiago/sipgo/sip"
	"github.com/spojka/spojka/telephony"
)

// phone is a registered desk phone.
type phone struct {
	*mark
	r   *rig
	seq int
}

// register brings a phone to seat 203.
func (r *rig) phone() *phone {
	r.t.Helper()
	p := &phone{mark: r.peer("10.0.0.23:5062"), r: r}
	p.register(300)
	r.heard("seat 203 ok")
	return p
}

func (p *phone) say(method, authorization, more string) {
	p.seq++
	text := fmt.Sprintf("%s sip:10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 192.168.1.5:5062;rport;branch=z9hG4bKr%d\nMax-Forwards: 70\n"+
		"From: <sip:203@10.0.0.1>;tag=p1\nTo: <sip:203@10.0.0.1>\nCall-ID: reg\nCSeq: %d %s\nUser-Agent: Phone/1.0", method, p.seq, p.seq, method)
	if authorization != "" {
		text += "\nAuthorization: " + authorization
	}
	if more != "" {
		text += "\n" + more
	}
	p.send(text + "\n\n")
}

// proof answers a challenge.
func proof(res *sip.Response, method, user, password string, nc int, sha bool) string {
	for _, h := range res.GetHeaders("WWW-Authenticate") {
		v := h.Value()
		if strings.Contains(v, "SHA-256") != sha {
			continue
		}
		_, nonce, _ := strings.Cut(v, `nonce="`)
		nonce, _, _ = strings.Cut(nonce, `"`)
		return prove(nonce, method, user, password, nc, sha)
	}
	return ""
}

func prove(nonce, method, user, password string, nc int, sha bool) string {
	sum, algorithm := md5Hex, "MD5"
	if sha {
		sum, algorithm = sha256Hex, "SHA-256"
	}
	n := fmt.Sprintf("%08x", nc)
	response := sum(sum(user+":"+testRealm+":"+password) + ":" + nonce + ":" + n + ":cn:auth:" + sum(method+":sip:10.0.0.1"))
	return fmt.Sprintf(`Digest username="%s", realm="%s", nonce="%s", uri="sip:10.0.0.1", response="%s", algorithm=%s, cnonce="cn", qop=auth, nc=%s`,
		user, testRealm, nonce, response, algorithm, n)
}

func (p *phone) register(expires int) *sip.Response {
	p.t.Helper()
	contact := fmt.Sprintf("Contact: <sip:203@192.168.1.5:5062;ob>;expires=%d", expires)
	p.say("REGISTER", "", contact)
	p.say("REGISTER", proof(p.status(401), "REGISTER", "203", "secret", 1, true), contact)
	return p.status(200)
}

const dialledLeg = telephony.LegID(1<<63 | 5)

func (r *rig) dial() {
	r.line.Dial(dialledLeg, telephony.SeatCall{Seat: "203", From: "+420777123456", Name: "Jan \"Novák\"", Local: ourMedia})
}

func TestOutboundAnswerAndBye(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		r.dial()
		inv := p.method("INVITE")
		if inv.Recipient.String() != "sip:203@192.168.1.5:5062;ob" {
			t.Errorf("INVITE to %s", inv.Recipient.String())
		}
		if from := inv.From().Value(); !strings.HasPrefix(from, `"Jan \"Novák\"" <sip:+420777123456@10.0.0.1>`) {
			t.Errorf("From %s", from)
		}
		p.respond(inv, 100, "", "", "")
		p.respond(inv, 180, "t1", "", "")
		p.respond(inv, 180, "t1", "", "")
		r.heard("rang")
		contact := "Contact: <sip:203@192.168.1.5:5062>"
		answer := sdpAt("192.168.1.5", 7000, "")
		p.respond(inv, 200, "t1", contact, answer)
		ack := p.method("ACK")
		if ack.CSeq().SeqNo != inv.CSeq().SeqNo {
			t.Error("the ACK has another number")
		}
		r.heard("answered 192.168.1.5:7000")
		p.respond(inv, 200, "t1", contact, answer) // the ACK was lost
		p.method("ACK")
		r.line.Hang(dialledLeg, telephony.ByCaller)
		bye := p.method("BYE")
		if tag, _ := bye.To().Params.Get("tag"); tag != "t1" {
			t.Errorf("BYE to tag %q", tag)
		}
		p.respond(bye, 200, "", "", "")
		r.heard("")
		r.empty()
		p.respond(inv, 200, "t1", contact, answer) // even now
		p.method("ACK")
	})
}

func TestOutboundTheyHangUp(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		inv := p.lift(r)
		p.bye(inv, 1)
		p.status(200)
		r.heard("ended agent")
		r.empty()
	})
}

// lift brings a dialled call to talking.
func (p *phone) lift(r *rig) *sip.Request {
	p.t.Helper()
	r.dial()
	inv := p.method("INVITE")
	p.respond(inv, 200, "t1", "Contact: <sip:203@192.168.1.5:5062>", sdpAt("192.168.1.5", 7000, ""))
	p.method("ACK")
	r.heard("answered 192.168.1.5:7000")
	return inv
}

func (p *phone) bye(inv *sip.Request, seq int) { p.inside(inv, "BYE", seq, "", "") }

// inside sends a request in the dialog of an INVITE of ours.
func (p *phone) inside(inv *sip.Request, method string, seq int, heads, body string) {
	p.seq++
	text := fmt.Sprintf("%s %s SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.23:5062;branch=z9hG4bKd%d\nMax-Forwards: 70\nFrom: %s;tag=t1\nTo: %s\nCall-ID: %s\nCSeq: %d %s",
		method, inv.Contact().Address.String(), p.seq, inv.To().Value(), inv.From().Value(), inv.CallID().Value(), seq, method)
	if heads != "" {
		text += "\n" + heads
	}
	if body != "" && !strings.Contains(heads, "Content-Type") {
		text += "\nContent-Type: application/sdp"
	}
	p.send(text + "\n\n" + body)
}

func TestWire35CancelElsewhere(t *testing.T) {
	for _, elsewhere := range []bool{true, false} {
		inBubble(t, func(t *testing.T, r *rig) {
			p := r.phone()
			r.dial()
			inv := p.method("INVITE")
			p.respond(inv, 180, "t1", "", "")
			r.heard("rang")
			r.line.Cancel(dialledLeg, elsewhere)
			cancel := p.method("CANCEL")
			if h := cancel.GetHeader("Reason"); (h != nil) != elsewhere {
				t.Errorf("Reason %v", h)
			}
			if a, b := cancel.Via().Value(), inv.Via().Value(); a != b {
				t.Errorf("CANCEL by another Via: %s, %s", a, b)
			}
			p.respond(cancel, 200, "t1", "", "")
			p.respond(inv, 487, "t1", "", "")
			p.method("ACK")
			r.heard("")
			p.silence(4 * time.Second)
			r.empty()
		})
	}
}

// sipgo's fault 1: an answer that crosses our CANCEL must not leave a ghost.
func TestWire50CancelCrossesAnswer(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		r.dial()
		inv := p.method("INVITE")
		p.respond(inv, 180, "t1", "", "")
		r.heard("rang")
		r.line.Cancel(dialledLeg, false)
		cancel := p.method("CANCEL")
		p.respond(inv, 200, "t1", "Contact: <sip:203@192.168.1.5:5062>", sdpAt("192.168.1.5", 7000, ""))
		p.respond(cancel, 481, "t1", "", "")
		p.method("ACK")
		p.respond(p.method("BYE"), 200, "", "", "")
		r.heard("")
		r.empty()
	})
}

func TestWire50CancelBeforeAnyAnswer(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		r.dial()
		inv := p.method("INVITE")
		r.line.Cancel(dialledLeg, false)
		p.silence(3 * time.Second) // no CANCEL before a 1xx, no repeat of the INVITE
		p.respond(inv, 180, "t1", "", "")
		cancel := p.method("CANCEL")
		p.respond(cancel, 200, "t1", "", "")
		p.respond(inv, 487, "t1", "", "")
		p.method("ACK")
		r.heard("")
		r.empty()
	})
}

func TestWire34Refusals(t *testing.T) {
	for _, code := range []int{302, 404, 408, 480, 486, 503, 600, 603} {
		inBubble(t, func(t *testing.T, r *rig) {
			p := r.phone()
			r.dial()
			inv := p.method("INVITE")
			p.respond(inv, code, "t1", "Contact: <sip:evil@10.9.9.9>", "")
			ack := p.method("ACK")
			if tag, _ := ack.To().Params.Get("tag"); tag != "t1" || ack.Via().Value() != inv.Via().Value() {
				t.Errorf("bad ACK: %v", ack)
			}
			r.heard(fmt.Sprintf("failed %d", code))
			r.empty()
			p.respond(inv, code, "t1", "", "") // the ACK was lost
			p.method("ACK")
		})
	}
}

func TestUnreachableCostsASecond(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		r.dial()
		p.method("INVITE")
		start := time.Now()
		time.Sleep(999 * time.Millisecond)
		r.heard("")
		time.Sleep(time.Millisecond)
		r.heard("failed 408; seat 203 unanswering")
		if took := time.Since(start); took != time.Second {
			t.Errorf("took %s", took)
		}
		r.dial() // at once now
		r.heard("failed 408")
		r.line.Dial(dialledLeg+1, telephony.SeatCall{Seat: "204", Local: ourMedia})
		r.heard("failed 404")
	})
}

// The phone wakes after we gave it up: it must not ring on.
func TestLateAnswerIsEnded(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		r.dial()
		inv := p.method("INVITE")
		p.method("INVITE")
		time.Sleep(time.Second)
		r.heard("failed 408; seat 203 unanswering")
		p.respond(inv, 200, "t1", "Contact: <sip:203@192.168.1.5:5062>", sdpAt("192.168.1.5", 7000, ""))
		p.method("ACK")
		p.respond(p.method("BYE"), 200, "", "", "")
		r.heard("")
	})
}

func TestWire08Forks(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		r.dial()
		inv := p.method("INVITE")
		for _, tag := range []string{"t1", "t2", "t3"} {
			p.respond(inv, 180, tag, "", "")
		}
		r.heard("rang")
		p.respond(inv, 200, "t2", "Contact: <sip:two@192.168.1.6>", sdpAt("192.168.1.6", 7002, ""))
		p.method("ACK")
		r.heard("answered 192.168.1.6:7002")
		late := "Contact: <sip:three@192.168.1.7>"
		p.respond(inv, 200, "t3", late, sdpAt("192.168.1.7", 7003, ""))
		ack, bye := p.method("ACK"), p.method("BYE")
		for _, m := range []*sip.Request{ack, bye} {
			if tag, _ := m.To().Params.Get("tag"); tag != "t3" || m.Recipient.String() != "sip:three@192.168.1.7" {
				t.Errorf("%s to %s tag %s", m.Method, m.Recipient.String(), tag)
			}
		}
		p.respond(inv, 200, "t3", late, sdpAt("192.168.1.7", 7003, ""))
		p.method("ACK") // a repeat is acknowledged and not ended twice
		p.respond(bye, 200, "", "", "")
		r.line.Hang(dialledLeg, telephony.ByCaller)
		bye = p.method("BYE")
		if tag, _ := bye.To().Params.Get("tag"); tag != "t2" {
			t.Errorf("BYE to tag %q", tag)
		}
		p.respond(bye, 200, "", "", "")
		r.heard("")
		r.empty()
	})
}
