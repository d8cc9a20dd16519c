package sipline

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// another brings a further phone to seat 203.
func (r *rig) another(addr string) *phone {
	r.t.Helper()
	p := &phone{mark: r.peer(addr), r: r}
	contact := "Contact: <sip:203@" + addr + ">;expires=300"
	p.sayAs("reg-"+addr, "", contact)
	p.sayAs("reg-"+addr, proof(p.status(401), "REGISTER", "203", "secret", 1, true), contact)
	p.status(200)
	r.heard("seat 203 ok")
	return p
}

// sayAs is a REGISTER with a Call-ID of its own.
func (p *phone) sayAs(callID, authorization, more string) {
	tap := &capture{}
	p.tap = tap
	p.say("REGISTER", authorization, more)
	p.tap = nil
	p.send(strings.Replace(tap.text, "Call-ID: reg", "Call-ID: "+callID, 1))
}

func TestSeveralPhonesRingAndTheFirstWins(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		a := r.phone()
		b := r.another("10.0.0.24:5062")
		r.dial()
		toA, toB := a.method("INVITE"), b.method("INVITE")
		if toA.CallID().Value() != toB.CallID().Value() || toA.Recipient.String() == toB.Recipient.String() || toA.Via().Value() == toB.Via().Value() {
			t.Errorf("%v\n%v", toA, toB)
		}
		a.respond(toA, 180, "a", "", "")
		b.respond(toB, 180, "b", "", "")
		r.heard("rang")
		b.respond(toB, 200, "b", "Contact: <sip:203@10.0.0.24:5062>", sdpAt("10.0.0.24", 7000, ""))
		b.method("ACK")
		r.heard("answered 10.0.0.24:7000")
		cancel := a.method("CANCEL")
		if !strings.Contains(header(cancel, "Reason"), "elsewhere") || cancel.Via().Value() != toA.Via().Value() {
			t.Errorf("%v", cancel)
		}
		if _, tagged := cancel.To().Params.Get("tag"); tagged {
			t.Error("the CANCEL bears the other phone's tag")
		}
		a.respond(cancel, 200, "a", "", "")
		a.respond(toA, 487, "a", "", "")
		if ack := a.method("ACK"); ack.Recipient.String() != toA.Recipient.String() {
			t.Errorf("%v", ack)
		}
		r.line.Hang(dialledLeg, telephony.ByCaller)
		b.respond(b.method("BYE"), 200, "", "", "")
		r.heard("")
		r.empty()
	})
}

// Both are lifted at once: one is the call, the other is hung up, even when
// the call is over before it speaks.
func TestWire08TwoPhonesLiftedAtOnce(t *testing.T) {
	for _, over := range []bool{false, true} {
		inBubble(t, func(t *testing.T, r *rig) {
			a := r.phone()
			b := r.another("10.0.0.24:5062")
			r.dial()
			toA, toB := a.method("INVITE"), b.method("INVITE")
			a.respond(toA, 180, "a", "", "")
			b.respond(toB, 180, "b", "", "")
			b.respond(toB, 200, "b", "Contact: <sip:203@10.0.0.24:5062>", sdpAt("10.0.0.24", 7000, ""))
			b.method("ACK")
			r.heard("rang; answered 10.0.0.24:7000")
			if over {
				r.line.Hang(dialledLeg, telephony.ByCaller)
				b.respond(b.method("BYE"), 200, "", "", "")
			}
			cancel := a.method("CANCEL")
			a.respond(toA, 200, "a", "Contact: <sip:203@10.0.0.23:5062>", sdpAt("10.0.0.23", 7000, ""))
			a.respond(cancel, 481, "a", "", "")
			a.method("ACK")
			a.respond(a.method("BYE"), 200, "", "", "")
			a.respond(toA, 200, "a", "Contact: <sip:203@10.0.0.23:5062>", sdpAt("10.0.0.23", 7000, ""))
			a.method("ACK") // a repeat
			r.heard("")
			if over {
				r.empty()
			}
		})
	}
}

// One refuses, the other rings on; when both have, the person's word counts.
// A refusal for all phones ends it at once.
func TestSeveralPhonesRefuse(t *testing.T) {
	for _, c := range []struct {
		first, second int
		want          string
	}{{486, 404, "failed 486"}, {404, 486, "failed 486"}, {503, 408, "failed 503"}} {
		inBubble(t, func(t *testing.T, r *rig) {
			a := r.phone()
			b := r.another("10.0.0.24:5062")
			r.dial()
			toA, toB := a.method("INVITE"), b.method("INVITE")
			a.respond(toA, 180, "a", "", "")
			b.respond(toB, 180, "b", "", "")
			a.respond(toA, c.first, "a", "", "")
			a.method("ACK")
			r.heard("rang")
			b.respond(toB, c.second, "b", "", "")
			b.method("ACK")
			r.heard(c.want)
			r.empty()
		})
	}
	inBubble(t, func(t *testing.T, r *rig) {
		a := r.phone()
		b := r.another("10.0.0.24:5062")
		r.dial()
		toA, toB := a.method("INVITE"), b.method("INVITE")
		b.respond(toB, 180, "b", "", "")
		a.respond(toA, 603, "a", "", "")
		a.method("ACK")
		r.heard("rang; failed 603")
		b.respond(b.method("CANCEL"), 200, "b", "", "")
		b.respond(toB, 487, "b", "", "")
		b.method("ACK")
		r.empty()
	})
}

// A phone that is silent costs nothing while another rings.
func TestOneOfSeveralPhonesIsDead(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.phone()
		b := r.another("10.0.0.24:5062")
		r.dial()
		toB := b.method("INVITE")
		b.respond(toB, 180, "b", "", "")
		time.Sleep(5 * time.Second)
		r.heard("rang; seat 203 ok") // and is named no more
		b.respond(toB, 200, "b", "Contact: <sip:203@10.0.0.24:5062>", sdpAt("10.0.0.24", 7000, ""))
		b.method("ACK")
		r.heard("answered 10.0.0.24:7000")
		time.Sleep(40 * time.Second)
		b.inside(toB, "BYE", 1, "", "")
	})
}

// A phone that was restarted comes with other names by the same way, or with
// its device's name from elsewhere: it is not a second one.
func TestARestartedPhoneIsTheSame(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		a := r.phone()
		ask := func(p *phone, callID, contact string) string {
			p.sayAs(callID, "", contact)
			p.sayAs(callID, proof(p.status(401), "REGISTER", "203", "secret", 1, true), contact)
			var list []string
			for _, h := range p.status(200).GetHeaders("Contact") {
				list = append(list, h.Value())
			}
			return strings.Join(list, " ")
		}
		if got := ask(a, "reg-2", "Contact: <sip:203-x@192.168.1.5:5062>;expires=100"); got != "<sip:203-x@192.168.1.5:5062>;expires=100" {
			t.Error(got)
		}
		device := `;+sip.instance="<urn:uuid:1>";expires=100`
		ask(a, "reg-3", "Contact: <sip:203-y@192.168.1.5:5062>"+device)
		b := &phone{mark: r.peer("10.0.0.29:5062"), r: r}
		if got := ask(b, "reg-4", "Contact: <sip:203-z@10.0.0.29:5062>"+device); got != "<sip:203-z@10.0.0.29:5062>;expires=100" {
			t.Error(got)
		}
		if got := ask(b, "reg-4", "Contact: <sip:one@10.0.0.29:5062>, <sip:two@10.0.0.29:5062>\nExpires: 90"); got != "<sip:one@10.0.0.29:5062>;expires=90 <sip:two@10.0.0.29:5062>;expires=90" {
			t.Error(got)
		}
		for i := range maxContacts + 3 {
			c := &phone{mark: r.peer(fmt.Sprintf("10.0.0.%d:5062", 40+i)), r: r}
			ask(c, fmt.Sprint("many", i), fmt.Sprintf("Contact: <sip:203@10.0.0.%d:5062>;expires=200", 40+i))
		}
		if n := r.line.Figures().Phones; n != maxContacts {
			t.Errorf("%d phones", n)
		}
	})
}

// Path isn't supported (RFC 3327 §5.3): required, the request is refused;
// else it is ignored, for requests go the way that the REGISTER came.
func TestWire27Path(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := &phone{mark: r.peer("10.0.0.23:5062"), r: r}
		contact := "Contact: <sip:203@192.168.1.5:5062>\nPath: <sip:10.0.0.77;lr>"
		p.say("REGISTER", "", contact+"\nRequire: path")
		if got := header(p.status(420), "Unsupported"); got != "path" {
			t.Error(got)
		}
		p.say("REGISTER", "", contact+"\nSupported: path")
		p.say("REGISTER", proof(p.status(401), "REGISTER", "203", "secret", 1, true), contact+"\nSupported: path")
		if header(p.status(200), "Path") != "" {
			t.Error("a Path is granted")
		}
		r.heard("seat 203 ok")
		r.dial()
		if inv := p.method("INVITE"); header(inv, "Route") != "" {
			t.Errorf("%v", inv)
		}
	})
}
