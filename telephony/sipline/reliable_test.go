package sipline

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/emiago/sipgo/sip"
)

func header(m interface{ GetHeader(string) sip.Header }, name string) string {
	if h := m.GetHeader(name); h != nil {
		return h.Value()
	}
	return ""
}

// A caller that requires 100rel: our 180 is repeated until its PRACK.
func TestWire03OurRingingIsAcknowledged(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.say("INVITE", 1, "i1", "Require: 100rel", sdpAt("10.0.0.9", 6000, ""))
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		leg := r.news.leg(0)
		r.line.Ring(leg)
		ringing := c.status(180)
		if header(ringing, "Require") != "100rel" || header(ringing, "RSeq") != "1" {
			t.Fatalf("not reliable: %v", ringing)
		}
		c.status(180) // no PRACK came: again
		c.toTag, _ = ringing.To().Params.Get("tag")
		c.say("PRACK", 2, "p1", "RAck: 9 1 INVITE", "")
		c.status(481)
		c.say("PRACK", 3, "p2", "RAck: 1 1 INVITE", "")
		c.status(200)
		c.say("PRACK", 3, "p2", "RAck: 1 1 INVITE", "") // its answer was lost
		c.status(200)
		c.silence(5 * time.Second)
		r.line.Answer(leg, ourMedia)
		c.status(200)
		c.say("ACK", 1, "a1", "", "")
		r.heard("confirmed")
		c.say("PRACK", 4, "p3", "RAck: 1 1 INVITE", "")
		c.status(481)
		c.say("BYE", 5, "b1", "", "")
		c.status(200)
		r.heard("ended caller")
		r.empty()
	})
}

// The PRACK never comes: the call is refused after 64·T1. An answer before
// the PRACK goes out at once and ends the repeats.
func TestWire03LostPrack(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.say("INVITE", 1, "i1", "Require: 100rel", sdpAt("10.0.0.9", 6000, ""))
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		r.line.Ring(r.news.leg(0))
		for range 7 {
			if got := c.next(40 * time.Second).(*sip.Response); got.StatusCode != 180 {
				t.Fatalf("a %d", got.StatusCode)
			}
		}
		refused := c.next(40 * time.Second).(*sip.Response)
		if refused.StatusCode != 504 {
			t.Fatalf("a %d", refused.StatusCode)
		}
		c.toTag, _ = refused.To().Params.Get("tag")
		c.say("ACK", 1, "i1", "", "")
		r.heard("ended caller")
		r.empty()
	})
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.say("INVITE", 1, "i1", "Require: 100rel", sdpAt("10.0.0.9", 6000, ""))
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		r.line.Ring(r.news.leg(0))
		r.line.Answer(r.news.leg(0), ourMedia)
		c.toTag, _ = c.status(180).To().Params.Get("tag")
		c.status(200)
		c.say("ACK", 1, "a1", "", "")
		r.heard("confirmed")
		c.silence(5 * time.Second)
	})
}

// A reliable 18x of a phone gets PRACK once, in order, in its own dialog.
func TestWire03TheirRingingIsAcknowledged(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		r.dial()
		inv := p.method("INVITE")
		if !strings.Contains(header(inv, "Supported"), "100rel") {
			t.Error("100rel isn't offered")
		}
		heads := func(rseq int) string {
			return fmt.Sprintf("Require: 100rel\nRSeq: %d\nContact: <sip:203@192.168.1.5:5099>\nRecord-Route: <sip:10.0.0.23:5062;lr>", rseq)
		}
		p.respond(inv, 183, "t1", heads(71), sdpAt("192.168.1.5", 7000, ""))
		prack := p.method("PRACK")
		if tag, _ := prack.To().Params.Get("tag"); tag != "t1" || header(prack, "RAck") != fmt.Sprintf("71 %d INVITE", inv.CSeq().SeqNo) ||
			prack.Recipient.String() != "sip:203@192.168.1.5:5099" || header(prack, "Route") != "<sip:10.0.0.23:5062;lr>" {
			t.Errorf("%v", prack)
		}
		p.respond(inv, 183, "t1", heads(71), sdpAt("192.168.1.5", 7000, "")) // a repeat
		p.method("PRACK")                                                    // ours again, unanswered as yet
		p.respond(prack, 200, "", "", "")
		p.respond(inv, 180, "t1", heads(73), "") // out of order
		r.heard("early 192.168.1.5:7000")
		p.respond(inv, 180, "t1", heads(72), "")
		second := p.method("PRACK")
		if header(second, "RAck") != fmt.Sprintf("72 %d INVITE", inv.CSeq().SeqNo) || second.CSeq().SeqNo != prack.CSeq().SeqNo+1 {
			t.Errorf("%v", second)
		}
		p.respond(second, 200, "", "", "")
		r.heard("rang")
		p.respond(inv, 200, "t1", "Contact: <sip:203@192.168.1.5:5062>", "")
		ack := p.method("ACK")
		if ack.CSeq().SeqNo != inv.CSeq().SeqNo {
			t.Error("the ACK has another number")
		}
		r.heard("answered 192.168.1.5:7000")
		p.silence(2 * time.Second)
	})
}

// 18x without a description: it rings, and a tone of ours is due.
func TestWire06RingingWithoutSound(t *testing.T) {
	for _, code := range []int{180, 183} {
		inBubble(t, func(t *testing.T, r *rig) {
			p := r.phone()
			r.dial()
			inv := p.method("INVITE")
			p.respond(inv, code, "t1", "", "")
			r.heard("rang")
			p.respond(inv, 183, "t1", "", sdpAt("192.168.1.5", 7000, "")) // sound comes after all
			r.heard("early 192.168.1.5:7000")
		})
	}
}
