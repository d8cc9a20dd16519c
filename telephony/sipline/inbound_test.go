package sipline

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/emiago/sipgo/sip"
	"github.com/spojka/spojka/telephony"
)

var ourMedia = netip.MustParseAddrPort("10.0.0.1:4000")

// caller is a trunk that calls in.
type callIn struct {
	*mark
	id, tag, toTag string
	heads, branch  string // branch: what its branches begin with
}

func (r *rig) caller() *callIn {
	return &callIn{mark: r.peer("10.0.0.9:5060"), id: "call-1", tag: "aa"}
}

// say sends a request of this call.
func (c *callIn) say(method string, seq int, branch, heads, body string) {
	to := "<sip:800100200@10.0.0.1>"
	if c.toTag != "" {
		to += ";tag=" + c.toTag
	}
	text := fmt.Sprintf("%s sip:800100200@10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.9:5060;branch=z9hG4bK%s%s\nMax-Forwards: 70\n"+
		"From: \"Jan\" <sip:777123456@10.0.0.9>;tag=%s\nTo: %s\nCall-ID: %s\nCSeq: %d %s\nContact: <sip:trunk@10.0.0.9:5060>",
		method, c.branch, branch, c.tag, to, c.id, seq, method)
	if heads != "" {
		text += "\n" + heads
	}
	if body != "" && !strings.Contains(heads, "Content-Type") {
		text += "\nContent-Type: application/sdp"
	}
	c.send(text + "\n\n" + body)
}

func (c *callIn) invite() { c.say("INVITE", 1, "i1", "", sdpAt("10.0.0.9", 6000, "")) }

// taken brings a call to where it is answered and its ACK is due.
func (c *callIn) taken(r *rig, heads, body string) *sip.Response {
	r.t.Helper()
	c.say("INVITE", 1, "i1", heads, body)
	r.heard(`arrived from "+420777123456" to "+420800100200"`)
	r.line.Answer(r.news.leg(len(r.news.legs)-1), ourMedia)
	ok := c.status(200)
	c.toTag, _ = ok.To().Params.Get("tag")
	return ok
}

// talks brings it to talking, and up does so in the usual words.
func (c *callIn) talks(r *rig, heads, body string) *sip.Response {
	r.t.Helper()
	ok := c.taken(r, heads, body)
	c.say("ACK", 1, "a1", "", "")
	r.heard("confirmed")
	return ok
}

func (c *callIn) up(r *rig) *sip.Response {
	r.t.Helper()
	return c.talks(r, "", sdpAt("10.0.0.9", 6000, ""))
}

func TestInboundAnswerAndBye(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.invite()
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		a := r.news.arrivals[0]
		if a.Trunk != "out" || a.Name != "Jan" || a.Sound.Addr.String() != "10.0.0.9:6000" || a.Sound.Codec != telephony.PCMA {
			t.Fatalf("%+v", a)
		}
		leg := r.news.leg(0)
		c.status(100)
		r.line.Ring(leg)
		ringing := c.status(180)
		r.line.Answer(leg, ourMedia)
		ok := c.status(200)
		tag, _ := ok.To().Params.Get("tag")
		if early, _ := ringing.To().Params.Get("tag"); early != tag {
			t.Error("180 and 200 bear different tags")
		}
		if !strings.Contains(string(ok.Body()), "m=audio 4000 RTP/AVP 8 101") {
			t.Errorf("answered %s", ok.Body())
		}
		c.toTag = tag
		c.say("ACK", 1, "a1", "", "")
		r.heard("confirmed")
		if k := r.line.Known(); len(k) != 1 || k[0] != leg {
			t.Errorf("known %v", k)
		}
		c.say("BYE", 2, "b1", "", "")
		c.status(200)
		r.heard("ended caller")
		c.say("BYE", 2, "b1", "", "") // a repeat
		c.status(200)
		c.say("BYE", 3, "b2", "", "")
		c.status(481)
		if k := r.line.Known(); len(k) != 0 || r.line.tables.dialogs() != 0 {
			t.Errorf("known %v, %d dialogs", k, r.line.tables.dialogs())
		}
	})
}

func TestInboundWeHangUp(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.up(r)
		r.line.Hang(r.news.leg(0), telephony.ByAgent)
		bye := c.method("BYE")
		if bye.Recipient.String() != "sip:trunk@10.0.0.9:5060" {
			t.Errorf("BYE to %s", bye.Recipient.String())
		}
		time.Sleep(600 * time.Millisecond)
		c.method("BYE") // the first was lost
		c.respond(bye, 200, "", "", "")
		c.silence(40 * time.Second)
		r.heard("")
		r.empty()
	})
}

// empty checks that nothing of a call is left but answers to repeats.
func (r *rig) empty() {
	r.t.Helper()
	synctest.Wait()
	t := &r.line.tables
	t.mu.RLock()
	defer t.mu.RUnlock()
	if len(t.legs)+len(t.tags)+len(t.calls)+len(t.servers)+len(t.clients)+len(t.referrers) != 0 {
		r.t.Errorf("left: %d legs, %d tags, %d calls, %d servers, %d clients, %d referrers", len(t.legs), len(t.tags), len(t.calls), len(t.servers), len(t.clients), len(t.referrers))
	}
}

func TestWire50CancelBeforeAnswer(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.invite()
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		c.status(100)
		c.say("CANCEL", 1, "i1", "", "")
		c.status(200)
		end := c.status(487)
		r.heard("ended caller")
		c.status(487) // until the ACK comes
		c.toTag, _ = end.To().Params.Get("tag")
		c.say("ACK", 1, "i1", "", "")
		c.silence(40 * time.Second)
		r.empty()
		c.say("CANCEL", 1, "i9", "", "")
		c.status(481)
	})
}

func TestRefused(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.news.status = 404
		c := r.caller()
		c.invite()
		end := c.status(404)
		c.toTag, _ = end.To().Params.Get("tag")
		c.say("ACK", 1, "i1", "", "")
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		c.silence(time.Minute)
		r.empty()
	})
}

func TestNotReady(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.line.SetReady(false)
		c := r.caller()
		c.invite()
		if h := c.status(503).GetHeader("Retry-After"); h == nil {
			t.Error("no Retry-After")
		}
		r.heard("")
		r.empty()
	})
}

func TestWire51AckNeverComes(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.invite()
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		r.line.Answer(r.news.leg(0), ourMedia)
		start, n := time.Now(), 0
		for {
			m := c.next(10 * time.Second)
			if res, ok := m.(*sip.Response); ok && res.StatusCode == 200 {
				n++
				continue
			}
			bye, ok := m.(*sip.Request)
			if !ok || bye.Method != "BYE" {
				t.Fatalf("got %v", m)
			}
			c.respond(bye, 481, "", "", "")
			break
		}
		if took := time.Since(start); took != 32*time.Second || n != 11 {
			t.Errorf("BYE after %s and %d answers", took, n)
		}
		r.heard("ended lost")
		r.empty()
	})
}
