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

// refers sends a REFER in a call that the phone made.
func (d *dialling) refers(heads string) {
	d.cseq++
	d.request("REFER", fmt.Sprint("refer", d.cseq), heads, "")
}

// refersAndGoes passes the call on to 204 and hangs up before it hears what came
// of that.
func (d *dialling) refersAndGoes(r *rig) {
	d.t.Helper()
	d.refers("Refer-To: <sip:204@10.0.0.1>")
	d.status(202)
	d.told("100 Trying")
	d.cseq++
	d.request("BYE", "bye", "", "")
	d.status(200)
	r.heard(`referred to "204" with false; ended agent`)
}

// told waits for the NOTIFY of a transfer and answers it.
func (d *dialling) told(want string) {
	d.t.Helper()
	n := d.method("NOTIFY")
	if got := string(n.Body()); got != "SIP/2.0 "+want+"\r\n" {
		d.t.Errorf("told %q, want %q", got, want)
	}
	if h := n.GetHeader("Content-Type"); h == nil || h.Value() != "message/sipfrag;version=2.0" {
		d.t.Errorf("in %v", h)
	}
	d.respond(n, 200, "", "", "")
}

// talks is a call of the phone that was answered.
func (p *phone) talks(r *rig, to string) *dialling {
	p.t.Helper()
	d := p.dials(to)
	d.invite("", phoneSound)
	r.heard(fmt.Sprintf(`arrived from "" to %q`, to))
	d.status(100)
	d.up(r)
	return d
}

// Row 58: each form of REFER from a phone.
func TestWire58ReferFromPhones(t *testing.T) {
	for _, c := range []struct{ name, heads, heard string }{
		{"to a seat", "Refer-To: <sip:204@10.0.0.1>", `referred to "204" with false`},
		{"compact, with its own name", "r: sip:204@10.0.0.1\nReferred-By: <sip:203@10.0.0.1>", `referred to "204" with false`},
		{"to a number", "Refer-To: \"Jan\" <sip:777123456@10.0.0.1;user=phone>", `referred to "+420777123456" with false`},
		{"tel", "Refer-To: <tel:+420777123456>", `referred to "+420777123456" with false`},
	} {
		inBubble(t, func(t *testing.T, r *rig) {
			d := r.phone().talks(r, "204")
			d.refers(c.heads)
			d.status(202)
			d.told("100 Trying")
			r.heard(c.heard)
			r.line.ReferDone(r.news.leg(0), 200)
			d.told("200 OK")
			d.cseq++
			d.request("BYE", "bye", "", "")
			d.status(200)
			r.heard("ended agent")
			r.empty()
		})
	}
}

// Refer-Sub: false (RFC 4488): nothing is told; BYE right after the 202.
func TestWire58NobodyWantsToKnow(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		d := r.phone().talks(r, "204")
		d.refers("Refer-To: <sip:204@10.0.0.1>\nRefer-Sub: false\nRequire: norefersub")
		if res := d.status(202); res.GetHeader("Refer-Sub") == nil {
			t.Errorf("%v", res)
		}
		r.heard(`referred to "204" with false`)
		r.line.ReferDone(r.news.leg(0), 200)
		d.silence(3 * time.Second)
	})
	inBubble(t, func(t *testing.T, r *rig) {
		d := r.phone().talks(r, "204")
		d.refersAndGoes(r)
		time.Sleep(time.Second)
		r.line.ReferDone(r.news.leg(0), 200) // its subscription outlives the call
		d.told("200 OK")
		d.silence(2 * time.Second)
		r.empty()
		d.refers("Refer-To: <sip:204@10.0.0.1>") // a dead leg (FAULTS 25)
		d.status(481)
		r.heard("")
	})
}

// A phone that hangs up isn't waited for for ever, should nobody say what came
// of its wish.
func TestWire58WishesEnd(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		d := r.phone().talks(r, "204")
		d.refersAndGoes(r)
		if k := r.line.Known(); len(k) != 0 {
			t.Errorf("legs %v are known", k)
		}
		time.Sleep(referWaits)
		r.empty()
		d.unheard()
		r.line.ReferDone(r.news.leg(0), 200)
		synctest.Wait()
		if n := d.unheard(); n > 0 {
			t.Errorf("told %d times more", n)
		}
	})
}

// An escaped Replaces joins the phone's two calls, whichever way it tells the
// tags; of a call that isn't its own it is refused, and the talk goes on.
func TestWire58ReplacesJoins(t *testing.T) {
	for i, form := range []string{
		"<sip:204@10.0.0.1?Replaces=%s%%3Bto-tag%%3D%s%%3Bfrom-tag%%3D%s>",
		"<sip:204@10.0.0.1?Replaces=%s%%3Bfrom-tag%%3D%s%%3Bto-tag%%3D%s>",
		"\"Petr\" <sip:204@10.0.0.1;user=phone?Require=replaces&replaces=%s%%3bto-tag%%3d%s%%3bfrom-tag%%3d%s>;x=y",
		"<sip:204@10.0.0.1;transport=udp?Replaces=%s%%3Bto-tag=%s%%3Bfrom-tag=%s%%3Bearly-only>",
		"sip:204@10.0.0.1?Replaces=%s%%3Bto-tag%%3D%s%%3Bfrom-tag%%3D%s",
	} {
		inBubble(t, func(t *testing.T, r *rig) {
			p := r.phone()
			first, second := p.talks(r, "204"), p.talks(r, "204")
			to, from := second.toTag, "p2"
			if i%2 == 1 {
				to, from = from, to
			}
			first.refers("Refer-To: " + fmt.Sprintf(form, strings.ReplaceAll(second.id, "@", "%40"), to, from))
			first.status(202)
			first.told("100 Trying")
			r.heard(`referred to "204" with true`)
			first.refers("Refer-To: <sip:204@10.0.0.1>") // before the first is done
			first.status(491)
			r.line.ReferDone(r.news.leg(0), 403)
			first.told("403 Forbidden")
			first.refers("Refer-To: <sip:204@10.0.0.1?Replaces=other%3Bto-tag%3D1%3Bfrom-tag%3D2>")
			first.status(202)
			first.told("100 Trying")
			first.told("481 Call/Transaction Does Not Exist")
			r.heard("")
		})
	}
}

// What is no wish: none, two, or no address; and a trunk has none.
func TestWire58ReferRefused(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		d := r.phone().talks(r, "204")
		for _, heads := range []string{"Subject: x", "Refer-To: <sip:1@a>\nRefer-To: <sip:2@a>", "Refer-To: <http://example>"} {
			d.refers(heads)
			d.status(400)
		}
		c := r.caller()
		c.up(r)
		c.say("REFER", 2, "r1", "Refer-To: <sip:900123456@10.0.0.1>\nReferred-By: <sip:203@10.0.0.1>", "")
		c.status(403)
		r.heard("")
		p, inv := r.calledOut("")
		p.send(fmt.Sprintf("REFER %s SIP/2.0\nVia: SIP/2.0/UDP %s;branch=z9hG4bKr\nMax-Forwards: 70\nFrom: %s;tag=a\nTo: %s\nCall-ID: %s\nCSeq: 1 REFER\nContact: <sip:a@%s>\nRefer-To: <sip:900123456@10.0.0.1>\n\n",
			inv.Contact().Address.String(), isp, inv.To().Value(), inv.From().Value(), inv.CallID().Value(), isp))
		p.status(403)
		r.heard("")
	})
}

// Row 60: after a transfer a phone that takes UPDATE shows who is there now; one
// that doesn't is left alone, and so is a trunk.
func TestWire60NameAfterATransfer(t *testing.T) {
	for _, allows := range []bool{true, false} {
		inBubble(t, func(t *testing.T, r *rig) {
			p := r.phone()
			r.dial()
			inv := p.method("INVITE")
			heads := "Contact: <sip:203@192.168.1.5:5062>"
			if allows {
				heads += "\nAllow: INVITE, ACK, BYE, UPDATE"
			}
			p.respond(inv, 200, "t1", heads, sdpAt("192.168.1.5", 7000, ""))
			p.method("ACK")
			r.heard("answered 192.168.1.5:7000")
			r.line.ShowParty(dialledLeg, "+420602111222", "Karel \"Zákazník\"")
			if !allows {
				p.silence(3 * time.Second)
				return
			}
			update := p.method("UPDATE")
			if h := update.GetHeader("P-Asserted-Identity"); h == nil || h.Value() != `"Karel \"Zákazník\"" <sip:+420602111222@10.0.0.1>` || len(update.Body()) > 0 {
				t.Errorf("%v", update)
			}
			p.respond(update, 200, "", "", "")
			r.heard("")
		})
	}
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.up(r)
		r.line.ShowParty(r.news.leg(0), "204", "Four")
		c.silence(3 * time.Second)
	})
}

// FAULTS 25: a REFER that crosses the end of its call, from either side, a
// thousand times: an answer for each, and nothing is left.
func TestWire58ReferToADeadLeg(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		for i := range 1000 {
			d := p.dials("204")
			d.invite("", phoneSound)
			d.status(100)
			leg := r.news.leg(i)
			r.line.Answer(leg, ourMedia)
			d.toTag, _ = d.status(200).To().Params.Get("tag")
			d.request("ACK", "ack", "", "")
			switch i % 3 {
			case 0: // the phone's BYE overtakes its REFER
				d.cseq += 2
				d.request("BYE", "bye", "", "")
				d.cseq -= 2
				d.refers("Refer-To: <sip:204@10.0.0.1>")
			case 1:
				d.refers("Refer-To: <sip:204@10.0.0.1>")
				d.cseq++
				d.request("BYE", "bye", "", "")
			default:
				r.line.Hang(leg, telephony.ByCaller)
				d.refers("Refer-To: <sip:204@10.0.0.1>")
			}
			finals := 0
			for m := p.next(time.Second); m != nil; m = p.next(time.Second) {
				if req, ok := m.(*sip.Request); ok {
					d.respond(req, 200, "", "", "")
				} else if res := m.(*sip.Response); res.StatusCode >= 200 && res.CSeq().MethodName == sip.REFER {
					finals++
				}
			}
			if finals == 0 {
				t.Fatalf("round %d: the REFER has no answer", i)
			}
			r.line.ReferDone(leg, 200)
			if i%3 == 1 {
				d.told("200 OK")
			}
		}
		r.news.take()
		time.Sleep(40 * time.Second)
		if n := r.line.tables.dialogs(); n != 0 {
			t.Errorf("%d dialogs are left", n)
		}
	})
}
