package sipline

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/emiago/sipgo/sip"

	"github.com/spojka/spojka/firmware/load"
	"github.com/spojka/spojka/telephony"
)

// dialling is a call that the phone at seat 203 makes.
type dialling struct {
	*phone
	to, id, toTag string
	cseq          int
}

func (p *phone) dials(to string) *dialling {
	p.seq++
	return &dialling{phone: p, to: to, id: fmt.Sprintf("out-%d", p.seq)}
}

// request sends one of the call.
func (d *dialling) request(method, branch, heads, body string) {
	uri := "sip:" + d.to + "@10.0.0.1"
	if strings.Contains(d.to, ":") {
		uri = d.to
	}
	to := "<" + uri + ">"
	if d.toTag != "" {
		to += ";tag=" + d.toTag
	}
	text := fmt.Sprintf("%s %s SIP/2.0\nVia: SIP/2.0/UDP 192.168.1.5:5062;rport;branch=z9hG4bK%s%s\nMax-Forwards: 70\n"+
		"From: \"Three\" <sip:203@10.0.0.1>;tag=p2\nTo: %s\nCall-ID: %s\nCSeq: %d %s\nContact: <sip:203@192.168.1.5:5062>",
		method, uri, d.id, branch, to, d.id, d.cseq, method)
	if heads != "" {
		text += "\n" + heads
	}
	if body != "" && !strings.Contains(heads, "Content-Type") {
		text += "\nContent-Type: application/sdp"
	}
	d.send(text + "\n\n" + body)
}

// invite calls, proves the password and hears 100.
func (d *dialling) invite(heads, body string) {
	d.t.Helper()
	d.cseq++
	d.request("INVITE", fmt.Sprint("i", d.cseq), heads, body)
	proof := proof(d.status(401), "INVITE", "203", "secret", 1, true)
	d.request("ACK", fmt.Sprint("i", d.cseq), "", "")
	d.cseq++
	if heads != "" {
		heads += "\n"
	}
	d.request("INVITE", fmt.Sprint("i", d.cseq), heads+"Authorization: "+proof, body)
}

// up is answered and confirms it.
func (d *dialling) up(r *rig) *sip.Response {
	d.t.Helper()
	r.line.Answer(r.news.leg(len(r.news.legs)-1), ourMedia)
	ok := d.status(200)
	d.toTag, _ = ok.To().Params.Get("tag")
	d.request("ACK", "ack", "", "")
	r.heard("confirmed")
	return ok
}

var phoneSound = sdpAt("192.168.1.5", 7000, "")

// A phone calls: nothing is heard of it before its password, then who calls is
// its seat, whatever else the message says.
func TestSeatCalls(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		d := r.phone().dials("777123456")
		d.invite("P-Asserted-Identity: <sip:+420900900900@10.0.0.1>\nPrivacy: id", phoneSound)
		r.heard(`arrived from "" to "+420777123456"`)
		a := r.news.arrivals[0]
		if a.Seat != "203" || a.Trunk != "" || a.From != "" || !a.Private || a.Emergency || a.ToSent != "777123456" {
			t.Errorf("arrived as %+v", a)
		}
		d.status(100)
		d.up(r)
		d.cseq++
		d.request("BYE", "bye", "", "")
		d.status(200)
		r.heard("ended agent")
		r.empty()
	})
}

// Row 5: sound before the answer goes to the phone in a 183; a 180 behind it
// takes nothing away; the description stays the same in the answer.
func TestWire05EarlySoundForPhones(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		d := r.phone().dials("777123456")
		d.invite("", phoneSound)
		r.heard(`arrived from "" to "+420777123456"`)
		leg := r.news.leg(0)
		r.line.Early(leg, ourMedia)
		early := d.status(183)
		r.line.Ring(leg)
		if res := d.status(180); len(res.Body()) != 0 {
			t.Errorf("180 with %q", res.Body())
		}
		if ok := d.up(r); string(ok.Body()) != string(early.Body()) || len(early.Body()) == 0 {
			t.Errorf("early %q, then %q", early.Body(), ok.Body())
		}
	})
}

// Row 6: without sound there is only the ringing, which the phone makes a tone
// of by itself; and a phone that brings no offer hears nothing early either.
func TestWire06LocalRingBack(t *testing.T) {
	for _, body := range []string{phoneSound, ""} {
		inBubble(t, func(t *testing.T, r *rig) {
			d := r.phone().dials("777123456")
			d.invite("", body)
			r.heard(`arrived from "" to "+420777123456"`)
			if body == "" {
				r.line.Early(r.news.leg(0), ourMedia)
			} else {
				r.line.Ring(r.news.leg(0))
			}
			if res := d.status(180); len(res.Body()) != 0 {
				t.Errorf("180 with %q", res.Body())
			}
			r.line.Refuse(r.news.leg(0), 486)
			d.toTag, _ = d.status(486).To().Params.Get("tag")
			d.request("ACK", fmt.Sprint("i", d.cseq), "", "")
			r.heard("")
			r.empty()
		})
	}
}

// Row 3: a phone that wants PRACK gets its early sound reliably.
func TestWire03EarlySoundIsAcknowledged(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		d := r.phone().dials("777123456")
		d.invite("Require: 100rel", phoneSound)
		r.heard(`arrived from "" to "+420777123456"`)
		r.line.Early(r.news.leg(0), ourMedia)
		res := d.status(183)
		if res.GetHeader("RSeq") == nil || len(res.Body()) == 0 {
			t.Fatalf("%v", res)
		}
		d.status(183) // again: no PRACK came
		d.toTag, _ = res.To().Params.Get("tag")
		invite := d.cseq
		d.cseq++
		d.request("PRACK", "prack", fmt.Sprintf("RAck: %s %d INVITE", res.GetHeader("RSeq").Value(), invite), "")
		d.status(200)
		d.silence(3 * time.Second)
	})
}

// Row 32: '#' as it is and as %23, '*'.
func TestWire32Codes(t *testing.T) {
	for dialled, want := range map[string]string{"*21*777123456%23": "*21*777123456#", "*21*777123456#": "*21*777123456#", "*77": "*77"} {
		inBubble(t, func(t *testing.T, r *rig) {
			r.phone().dials(dialled).invite("", phoneSound)
			r.heard(fmt.Sprintf(`arrived from "" to %q`, want))
		})
	}
}

// Row 49: a phone sends a call for every key. What can grow hears 484 and
// leaves nothing; the whole number is one call.
func TestWire49EarlyDial(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		whole := "777123456"
		for i := 1; i < len(whole); i++ {
			d := p.dials(whole[:i])
			d.invite("", phoneSound)
			d.status(484)
			d.request("ACK", fmt.Sprint("i", d.cseq), "", "")
		}
		r.heard("")
		r.empty()
		p.dials(whole).invite("", phoneSound)
		r.heard(`arrived from "" to "+420777123456"`)
	})
}

// Row 52: a call that has been everywhere goes no further; one that bears our
// own Via is ours.
func TestWire52HopsAndLoops(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		d := r.phone().dials("777123456")
		d.cseq++
		d.request("INVITE", "first", "", phoneSound)
		auth := "Authorization: " + proof(d.status(401), "INVITE", "203", "secret", 1, true)
		d.cseq++
		d.tap = &capture{}
		d.request("INVITE", "second", auth, phoneSound)
		text := strings.Replace(d.tap.text, "Max-Forwards: 70", "Max-Forwards: 0", 1)
		d.tap = nil
		d.send(text)
		d.status(483)
		r.heard("")
		r.empty()
	})
}

// An emergency number is taken while the box takes nothing else (P-EMERG-1),
// and neither a digit too many nor a name instead of a number (RFC 5031) hides
// it.
//
// Proves: P-EMERG-1
func TestEmergencyWhileClosed(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		r.line.SetReady(false)
		d := p.dials("777123456")
		d.invite("", phoneSound)
		d.status(503)
		d.request("ACK", fmt.Sprint("i", d.cseq), "", "")
		r.heard("")
		all := []string{
			"112", "150", "155", "156", "158", "+420112", "0158", "00420155", "tel:112", "tel:112;phone-context=+420", "sip:112;phone-context=x@10.0.0.1",
			"urn:service:sos", "urn:service:sos.fire", "URN:service:SOS.police.municipal",
		}
		for _, n := range all {
			p.dials(n).invite("", phoneSound)
			p.status(100)
		}
		p.dials("urn:service:counseling").request("INVITE", "other", "", phoneSound)
		p.status(416)
		for i, a := range r.news.arrivals {
			if !a.Emergency || a.Seat != "203" {
				t.Errorf("%d: %+v", i, a)
			}
		}
		if n := len(r.news.arrivals); n != len(all) {
			t.Errorf("%d arrived", n)
		}
	})
}

// A call that is ended for an emergency call says so to its parties' phones
// (RFC 4411), no other does.
//
// Proves: P-EMERG-2
func TestEndedForAnEmergencyCall(t *testing.T) {
	for _, why := range []telephony.EndCause{telephony.ByEmergency, telephony.ByAgent} {
		inBubble(t, func(t *testing.T, r *rig) {
			d := r.phone().dials("777123456")
			d.invite("", phoneSound)
			r.heard(`arrived from "" to "+420777123456"`)
			d.status(100)
			d.up(r)
			r.line.Hang(r.news.leg(0), why)
			bye := d.method("BYE")
			if h := bye.GetHeader("Reason"); (h != nil && strings.HasPrefix(h.Value(), "preemption;cause=3")) != (why == telephony.ByEmergency) {
				t.Errorf("ended by %s: %v", why, h)
			}
			d.respond(bye, 200, "", "", "")
		})
	}
}

// FAULTS 12: two thousand calls without a password, with every trick: none is
// heard of, nothing is kept.
func TestTollFraudWithoutPassword(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.phone()
		thief := r.peer("10.0.0.66:5060")
		tricks := load.Tricks{Box: "10.0.0.1", Own: "10.0.0.66:5060", Phone: "10.0.0.23:5062", Line: "10.0.0.9", Seat: "203"}
		for n := range 2000 {
			thief.send(strings.ReplaceAll(tricks.Message(n), "\r\n", "\n"))
			if n%20 == 19 { // as fast as the door lets a stranger
				time.Sleep(2 * time.Second)
			}
			for thief.next(time.Millisecond) != nil {
			}
		}
		r.heard("seat 203 unanswering") // the phone of this story answers no OPTIONS
		r.empty()
	})
}

// Row 36: what the public network says in a Reason.
func TestWire36CauseOfTheNetwork(t *testing.T) {
	for text, want := range map[string]int{
		`Reason: Q.850;cause=17;text="User busy"`:                           17,
		`Reason: SIP;cause=486, Q.850 ; cause = 1`:                          1,
		"Reason: SIP;cause=200;text=\"Call completed elsewhere\"":           0,
		"Reason: Q.850;cause=4711":                                          0,
		"Reason: Q.850":                                                     0,
		"Reason: SIP;cause=603\nReason: q.850;text=\"a;cause=3\";cause=127": 127,
	} {
		inBubble(t, func(t *testing.T, r *rig) {
			c := r.caller()
			c.up(r)
			c.say("BYE", 2, "b1", text, "")
			c.status(200)
			want := fmt.Sprintf("cause %d; ended caller", want)
			r.heard(strings.TrimPrefix(want, "cause 0; "))
		})
	}
}
