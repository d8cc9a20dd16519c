package sipline

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestWire05FirstDescriptionStands(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		r.dial()
		inv := p.method("INVITE")
		p.respond(inv, 183, "t1", "", sdpAt("192.168.1.5", 7000, ""))
		p.respond(inv, 180, "t1", "", "")
		p.respond(inv, 200, "t1", "Contact: <sip:203@192.168.1.5:5062>", "")
		p.method("ACK")
		r.heard("early 192.168.1.5:7000; rang; answered 192.168.1.5:7000")
	})
	inBubble(t, func(t *testing.T, r *rig) { // none at all: the call can't be
		p := r.phone()
		r.dial()
		inv := p.method("INVITE")
		p.respond(inv, 200, "t1", "Contact: <sip:203@192.168.1.5:5062>", "")
		p.method("ACK")
		p.respond(p.method("BYE"), 200, "", "", "")
		r.heard("failed 488")
		r.empty()
	})
}

func TestWire09SeveralCodecsInTheAnswer(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		r.dial()
		inv := p.method("INVITE")
		p.respond(inv, 200, "t1", "Contact: <sip:203@192.168.1.5:5062>", strings.Replace(sdpAt("192.168.1.5", 7000, ""), "8 0 101", "18 0 8 101", 1))
		p.method("ACK")
		r.heard("answered 192.168.1.5:7000")
	})
}

func TestWire17VideoKeepsItsPlace(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.say("INVITE", 1, "i1", "", sdpAt("10.0.0.9", 6000, "m=video 6002 RTP/AVP 96\na=rtpmap:96 H264/90000\n"))
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		r.line.Answer(r.news.leg(0), ourMedia)
		if body := string(c.status(200).Body()); !strings.Contains(body, "m=video 0 RTP/AVP 96") {
			t.Error(body)
		}
	})
}

// A redirection is not followed: nothing but an ACK leaves us.
func TestWire37RedirectionIsNotDialled(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p, evil := r.phone(), r.peer("10.9.9.9:5060")
		r.dial()
		inv := p.method("INVITE")
		p.respond(inv, 302, "t1", "Contact: <sip:+420900900900@10.9.9.9>", "")
		p.method("ACK")
		r.heard("failed 302")
		evil.silence(time.Minute)
	})
}

func TestWire44LargeInvite(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		var more strings.Builder
		for i := range 100 {
			fmt.Fprintf(&more, "a=candidate:%d 1 UDP 2130706431 10.0.0.9 6000 typ host %s\n", i, strings.Repeat("x", 400))
		}
		c.say("INVITE", 1, "i1", "", sdpAt("10.0.0.9", 6000, more.String()))
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
	})
}

func TestWire57OptionalEncryption(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		secure := "m=audio 6002 RTP/SAVP 8\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abc\n"
		c.say("INVITE", 1, "i1", "", sdpAt("10.0.0.9", 6000, secure))
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		r.line.Answer(r.news.leg(0), ourMedia)
		if body := string(c.status(200).Body()); !strings.Contains(body, "m=audio 4000 RTP/AVP 8") || !strings.Contains(body, "m=audio 0 RTP/SAVP 8") {
			t.Error(body)
		}
		c.id = "call-2"
		c.say("INVITE", 1, "i2", "", "v=0\no=- 1 1 IN IP4 10.0.0.9\ns=-\nc=IN IP4 10.0.0.9\nt=0 0\n"+secure)
		if c.status(488).GetHeader("Warning") == nil {
			t.Error("no Warning")
		}
	})
}

// Both sides begin an INVITE in the talk at once: both hear 491, ours comes
// again within 2 s (FAULTS 25).
func TestWire19Glare(t *testing.T) {
	for range thousand(200) {
		inBubble(t, func(t *testing.T, r *rig) {
			c, _ := talkWithTimer(r, "Supported: timer\nSession-Expires: 180;refresher=uas")
			ours := c.await("INVITE")
			c.say("INVITE", 2, "g1", "", sdpAt("10.0.0.9", 6000, ""))
			c.status(491)
			c.say("ACK", 2, "g1", "", "")
			c.respond(ours, 491, "", "", "")
			c.method("ACK")
			start := time.Now()
			again := c.await("INVITE")
			if took := time.Since(start); took > 2*time.Second {
				t.Errorf("again after %s", took)
			}
			c.respond(again, 200, "", "", sdpAt("10.0.0.9", 6000, ""))
			c.method("ACK")
			c.say("INVITE", 3, "g2", "", sdpAt("10.0.0.9", 6000, "a=sendonly\n"))
			c.status(200)
			c.say("ACK", 3, "g3", "", "")
			r.heard("moved 10.0.0.9:6000 held=true")
		})
	}
}

// An older INVITE that isn't through yet: 500 with Retry-After.
func TestWire19TwoAtOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.up(r)
		c.say("INVITE", 2, "g1", "", sdpAt("10.0.0.9", 6000, "a=sendonly\n"))
		c.status(200)
		c.say("INVITE", 3, "g2", "", sdpAt("10.0.0.9", 6000, ""))
		if c.status(500).GetHeader("Retry-After") == nil {
			t.Error("no Retry-After")
		}
		r.heard("moved 10.0.0.9:6000 held=true")
	})
}
