package sipline

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/emiago/sipgo/sip"
	"github.com/spojka/spojka/telephony"
)

// outLeg is a leg that we dial over a trunk.
const outLeg = telephony.LegID(1<<63 | 7)

// peered brings a trunk without registration, reached at host.
func (r *rig) peered(host string, change func(t *telephony.Trunk)) *mark {
	p := r.peer(host)
	o := testOffice()
	t := telephony.Trunk{ID: "isp", Name: "Provider", Host: host, Number: "+420555000111"}
	if change != nil {
		change(&t)
	}
	o.Trunks = append(o.Trunks, t)
	r.line.SetOffice(o)
	p.respond(p.method("OPTIONS"), 200, "", "", "")
	synctest.Wait()
	return p
}

func (r *rig) callOut(change func(c *telephony.TrunkCall)) {
	c := telephony.TrunkCall{Trunk: "isp", To: "+420777123456", Local: ourMedia}
	if change != nil {
		change(&c)
	}
	r.line.CallOut(outLeg, c)
}

// calledOut brings a call that we make to talking with the far end of tag a;
// heads are more in its answer.
func (r *rig) calledOut(heads string) (p *mark, inv *sip.Request) {
	r.t.Helper()
	p = r.peered(isp, nil)
	r.callOut(nil)
	inv = p.method("INVITE")
	p.respond(inv, 200, "a", strings.TrimSpace("Contact: <sip:a@"+isp+">\n"+heads), sdpAt("10.0.2.1", 6000, ""))
	p.method("ACK")
	r.heard("answered 10.0.2.1:6000")
	return p, inv
}

const isp = "10.0.2.1:5060"

// A call goes out, rings, is answered and hung up; the second answer of a
// forking network is acknowledged and hung up (row 8).
func TestWire08ForksOfATrunk(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.peered(isp, nil)
		r.callOut(nil)
		inv := p.method("INVITE")
		if got := inv.Recipient.String(); got != "sip:+420777123456@10.0.2.1:5060;user=phone" {
			t.Errorf("INVITE to %s", got)
		}
		if from := inv.From().Value(); !strings.HasPrefix(from, "<sip:+420555000111@10.0.0.1>;tag=") {
			t.Errorf("From %s", from)
		}
		p.respond(inv, 100, "", "", "")
		for _, tag := range []string{"a", "b", "c"} {
			p.respond(inv, 180, tag, "Contact: <sip:"+tag+"@"+isp+">", "")
		}
		r.heard("rang")
		p.respond(inv, 183, "b", "Contact: <sip:b@"+isp+">", sdpAt("10.0.2.2", 6002, ""))
		r.heard("early 10.0.2.2:6002")
		p.respond(inv, 200, "a", "Contact: <sip:a@"+isp+">", sdpAt("10.0.2.1", 6000, ""))
		if ack := p.method("ACK"); !strings.Contains(ack.To().Value(), "tag=a") {
			t.Errorf("ACK to %s", ack.To().Value())
		}
		r.heard("answered 10.0.2.1:6000")
		p.respond(inv, 200, "b", "Contact: <sip:b@"+isp+">", sdpAt("10.0.2.2", 6002, ""))
		if ack := p.method("ACK"); !strings.Contains(ack.To().Value(), "tag=b") {
			t.Errorf("ACK to %s", ack.To().Value())
		}
		bye := p.method("BYE")
		if !strings.Contains(bye.To().Value(), "tag=b") || bye.Recipient.User != "b" {
			t.Errorf("BYE to %s", bye)
		}
		p.respond(bye, 200, "", "", "")
		r.line.Hang(outLeg, telephony.ByCaller)
		bye = p.method("BYE")
		if !strings.Contains(bye.To().Value(), "tag=a") {
			t.Errorf("BYE to %s", bye.To().Value())
		}
		p.respond(bye, 200, "", "", "")
		r.heard("")
		r.empty()
	})
}

// Row 30: where our number stands, by the trunk's habits; row 29 for the
// outgoing direction: a number kept back.
func TestWire30OurNumber(t *testing.T) {
	for _, c := range []struct {
		shown   telephony.NumberIn
		form    telephony.NumberForm
		number  telephony.Number
		private bool
		to      string
		want    string // heads that have to be there
		never   string
	}{
		{"", "", "", false, "+420777123456", "From: <sip:+420800100200@fromdom>", "P-Asserted"},
		{"", "", "+420800100300", false, "+420777123456", "From: <sip:+420800100300@fromdom>", "P-Asserted"},
		{telephony.InAsserted, "", "+420800100300", false, "+420777123456", "From: <sip:line7@fromdom>; P-Asserted-Identity: <sip:+420800100300@fromdom>", "Privacy"},
		{telephony.InPreferred, telephony.FormNational, "+420800100300", false, "777123456", "From: <sip:line7@fromdom>; P-Preferred-Identity: <sip:800100300@fromdom>", "Privacy"},
		{telephony.InRemote, telephony.FormExit, "+420800100300", false, "00420777123456", "From: <sip:line7@fromdom>; Remote-Party-ID: <sip:00420800100300@fromdom>;party=calling;privacy=off", "Privacy"},
		{telephony.InAsserted, telephony.FormDigits, "+420800100300", true, "420777123456", `From: "Anonymous" <sip:anonymous@anonymous.invalid>; P-Asserted-Identity: <sip:420800100300@fromdom>; Privacy: id`, "From: <sip:line7"},
		{"", "", "", true, "+420777123456", `From: "Anonymous" <sip:anonymous@anonymous.invalid>; P-Preferred-Identity: <sip:+420800100200@fromdom>; Privacy: id`, "P-Asserted"},
	} {
		inBubble(t, func(t *testing.T, r *rig) {
			p := r.registering(func(t *telephony.Trunk) {
				t.Number, t.Register.User, t.Register.FromDomain = "+420800100200", "line7", "fromdom"
				t.Habits.Shown, t.Habits.Dials = c.shown, c.form
			})
			p.ok(p.method("REGISTER"), 3600, "")
			synctest.Wait()
			r.callOut(func(o *telephony.TrunkCall) { o.Shown, o.Private = c.number, c.private })
			inv := p.method("INVITE")
			if inv.Recipient.User != c.to || inv.Recipient.Host != "10.0.2.1" {
				t.Errorf("to %s, want %s", inv.Recipient.String(), c.to)
			}
			text := inv.String()
			for want := range strings.SplitSeq(c.want, "; ") {
				if !strings.Contains(text, want) {
					t.Errorf("%+v: no %q in\n%s", c, want, text)
				}
			}
			if strings.Contains(text, c.never) {
				t.Errorf("%+v: %q in\n%s", c, c.never, text)
			}
		})
	}
}

// An IMS registrar says who we are, and its routes are used (row 26).
func TestWire26FirstIdentityIsShown(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.registering(func(t *telephony.Trunk) { t.Habits.Shown = telephony.InPreferred })
		p.ok(p.method("REGISTER"), 3600, "Service-Route: <sip:10.0.2.1;lr>\nP-Associated-URI: <sip:+420800100200@ims>")
		synctest.Wait()
		r.callOut(nil)
		inv := p.method("INVITE")
		for name, want := range map[string]string{"P-Preferred-Identity": "<sip:+420800100200@ims>", "Route": "<sip:10.0.2.1;lr>"} {
			if h := inv.GetHeader(name); h == nil || h.Value() != want {
				t.Errorf("%s: %v, want %s", name, h, want)
			}
		}
	})
}

// Row 20, 21 for the first request of a call: proved, with the next number.
func TestWire20ChallengedInvite(t *testing.T) {
	for _, status := range []int{401, 407} {
		inBubble(t, func(t *testing.T, r *rig) {
			p := r.registering(nil)
			p.ok(p.method("REGISTER"), 3600, "")
			synctest.Wait()
			r.callOut(nil)
			inv := p.method("INVITE")
			name, proof := "WWW-Authenticate", "Authorization"
			if status == 407 {
				name, proof = "Proxy-Authenticate", "Proxy-Authorization"
			}
			p.respond(inv, status, "x", name+`: Digest realm="isp", nonce="n1", algorithm=MD5, qop="auth"`, "")
			p.method("ACK")
			again := p.method("INVITE")
			if again.GetHeader(proof) == nil || again.CSeq().SeqNo != inv.CSeq().SeqNo+1 || again.CallID().Value() != inv.CallID().Value() {
				t.Errorf("again: %v", again)
			}
			p.respond(again, 200, "y", "Contact: <sip:y@10.0.2.1:5060>", sdpAt("10.0.2.1", 6000, ""))
			p.method("ACK")
			r.heard("answered 10.0.2.1:6000")
			p.respond(again, status, "x", name+`: Digest realm="isp", nonce="n2"`, "") // of nobody's business now
			r.line.Hang(outLeg, telephony.ByCaller)
			p.respond(p.method("BYE"), 200, "", "", "")
			r.empty()
		})
	}
	inBubble(t, func(t *testing.T, r *rig) { // the password is wrong
		p := r.registering(nil)
		p.ok(p.method("REGISTER"), 3600, "")
		synctest.Wait()
		r.callOut(nil)
		for range 2 {
			inv := p.method("INVITE")
			p.respond(inv, 401, "x", `WWW-Authenticate: Digest realm="isp", nonce="n1"`, "")
			p.method("ACK")
		}
		r.heard("failed 401")
		r.empty()
	})
}

// Row 47: an address that says 503, or nothing, gives way to the next within
// 4 s; what the called party says does not.
func TestWire47NextAddressInACall(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		dead, bad, good := r.peer("10.0.2.1:5060"), r.peer("10.0.2.2:5060"), r.peer("10.0.2.3:5060")
		o := testOffice()
		o.Trunks = append(o.Trunks, telephony.Trunk{ID: "isp", Name: "Provider", Host: "isp.example", Number: "+420555000111"})
		r.line.SetOffice(o)
		synctest.Wait()
		r.line.keeper.box.put(func() { // as if found by SRV
			s := r.line.keeper.lines["isp"]
			s.lookUp, s.probe = time.Now().Add(time.Hour), time.Now().Add(time.Hour)
			for _, m := range []*mark{dead, bad, good} {
				m.polite = true
				s.hops = append(s.hops, hop{at: m.conn.addr})
			}
		})
		synctest.Wait()
		began := time.Now()
		r.callOut(nil)
		dead.method("INVITE")
		inv := bad.method("INVITE")
		bad.respond(inv, 503, "x", "Retry-After: 60", "")
		bad.method("ACK")
		inv = good.method("INVITE")
		if d := time.Since(began); d > 4*time.Second {
			t.Errorf("the third address was called after %s", d)
		}
		good.respond(inv, 180, "y", "", "")
		r.heard("rang")
		good.respond(inv, 486, "y", `Reason: Q.850;cause=17;text="User busy"`, "")
		good.method("ACK")
		r.heard("cause 17; failed 486")
		time.Sleep(40 * time.Second)
		if n := r.line.tables.dialogs(); n != 0 {
			t.Errorf("%d dialogs left", n)
		}
		r.line.CallOut(outLeg+1, telephony.TrunkCall{Trunk: "isp", To: "112", Emergency: true, Local: ourMedia})
		if inv := good.method("INVITE"); inv.Recipient.User != "112" || inv.GetHeader("Priority") == nil {
			t.Errorf("the next call: %v", inv)
		}
	})
}

// All are dead: the desk hears of it in time to take another line.
func TestTrunkIsDead(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.peered(isp, nil)
		began := time.Now()
		r.callOut(nil)
		p.method("INVITE")
		for r.line.tables.byLeg(outLeg) != nil {
			time.Sleep(50 * time.Millisecond)
		}
		r.heard("failed 408")
		if d := time.Since(began); d > 4*time.Second {
			t.Errorf("told after %s", d)
		}
		r.callOut(func(c *telephony.TrunkCall) { c.Trunk = "out" }) // calls come in by it, none go out
		r.heard("failed 503")
		time.Sleep(40 * time.Second)
		r.empty()
	})
}

// Row 50: given up before the way is known, before any answer, and crossing
// the answer; 3xx is never followed (row 37).
func TestWire50OutwardGivenUp(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.peered(isp, nil)
		r.callOut(nil)
		r.line.Cancel(outLeg, false)
		time.Sleep(time.Minute)
		for m := p.next(time.Second); m != nil; m = p.next(time.Second) {
			if isMethod(m, "CANCEL") {
				t.Error("CANCEL before any answer")
			}
		}
		r.heard("")
		r.empty()
	})
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.peered(isp, nil)
		r.callOut(nil)
		inv := p.method("INVITE")
		r.line.Cancel(outLeg, false)
		p.respond(inv, 100, "", "", "")
		cancel := p.method("CANCEL")
		p.respond(inv, 200, "a", "Contact: <sip:a@"+isp+">", sdpAt("10.0.2.1", 6000, ""))
		p.respond(cancel, 481, "", "", "")
		p.method("ACK")
		p.respond(p.method("BYE"), 200, "", "", "")
		r.heard("")
		r.empty()
	})
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.peered(isp, nil)
		r.callOut(nil)
		inv := p.method("INVITE")
		p.respond(inv, 302, "a", "Contact: <sip:900123456@10.0.2.9>", "")
		p.method("ACK")
		r.heard("failed 302")
		p.silence(10 * time.Second)
		r.empty()
	})
}

// Row 3: reliable provisional responses of a trunk are acknowledged, in order,
// each early dialog for itself.
func TestWire03TrunkWantsPrack(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.peered(isp, nil)
		r.callOut(nil)
		inv := p.method("INVITE")
		for i, tag := range []string{"a", "b"} {
			p.respond(inv, 183, tag, fmt.Sprintf("Contact: <sip:%s@%s>\nRequire: 100rel\nRSeq: %d", tag, isp, 40+i), sdpAt("10.0.2.1", 6000+i, ""))
			prack := p.method("PRACK")
			if h := prack.GetHeader("RAck"); h == nil || h.Value() != fmt.Sprintf("%d %d INVITE", 40+i, inv.CSeq().SeqNo) || prack.Recipient.User != tag {
				t.Errorf("PRACK %v", prack)
			}
			p.respond(prack, 200, "", "", "")
		}
		p.respond(inv, 200, "b", "Contact: <sip:b@"+isp+">", "")
		p.method("ACK")
		r.heard("early 10.0.2.1:6000; answered 10.0.2.1:6001") // b's answer came in its 183
	})
}

// Row 19: hold from the trunk's side and a crossing of two re-INVITEs.
func TestWire19HoldInAnOutwardCall(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p, inv := r.calledOut("")
		p.reinvite(inv, 1, sdpAt("10.0.2.1", 6000, "a=sendonly\n"))
		p.reinvite(inv, 2, sdpAt("10.0.2.1", 6000, "")) // before the first is through
		p.status(200)
		p.status(500)
		r.heard("moved 10.0.2.1:6000 held=true")
	})
}

// reinvite changes the session of a call that we made.
func (p *mark) reinvite(inv *sip.Request, seq int, body string) {
	p.send(fmt.Sprintf("INVITE %s SIP/2.0\nVia: SIP/2.0/UDP %s;branch=z9hG4bKre%d\nMax-Forwards: 70\nFrom: %s;tag=a\nTo: %s\nCall-ID: %s\nCSeq: %d INVITE\nContact: <sip:a@%s>\nContent-Type: application/sdp\n\n%s",
		inv.Contact().Address.String(), isp, seq, inv.To().Value(), inv.From().Value(), inv.CallID().Value(), seq, isp, body))
}
