package sipline

import (
	"strings"
	"testing"
	"time"

	"github.com/emiago/sipgo/sip"
	"github.com/spojka/spojka/telephony"
)

// Row 38: calls that we make ask for a session timer, too. Whoever of the two
// takes it on refreshes; three times, and nothing is heard of it.
func TestWire38OurCallsAskForATimer(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.peered(isp, nil)
		r.callOut(nil)
		inv := p.method("INVITE")
		if header(inv, "Session-Expires") != "1800" || header(inv, "Min-SE") != "90" || header(inv, "Supported") != "100rel, timer" {
			t.Errorf("asks for no timer:\n%s", inv)
		}
		p.respond(inv, 200, "a", "Contact: <sip:a@"+isp+">\nAllow: INVITE, UPDATE\nRequire: timer\nSession-Expires: 600;refresher=uac", sdpAt("10.0.2.1", 6000, ""))
		p.method("ACK")
		r.heard("answered 10.0.2.1:6000")
		for range 3 {
			start := time.Now()
			up := p.patient("UPDATE")
			if took := time.Since(start); took != 300*time.Second || header(up, "Session-Expires") != "600;refresher=uac" || len(up.Body()) > 0 {
				t.Errorf("after %s:\n%s", took, up)
			}
			p.respond(up, 200, "", "Session-Expires: 600;refresher=uac", "")
		}
		r.heard("")
		lost := p.patient("UPDATE")
		start := time.Now()
		var bye *sip.Request // after the repeats
		for bye == nil || bye.CSeq().SeqNo == lost.CSeq().SeqNo {
			bye = p.patient("")
		}
		if took := time.Since(start); took > 64*t1 || bye.Method != "BYE" {
			t.Errorf("hung up %s after the refresh was lost", took)
		}
		p.respond(bye, 200, "", "", "")
		r.heard("ended lost")
		r.empty()
	})
}

// The other side takes it on, by either way, and forgets it in the end.
func TestWire38TheyRefreshOurCalls(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p, inv := r.calledOut("Session-Expires: 180;refresher=uas")
		c := p.within(inv, "a")
		time.Sleep(90 * time.Second)
		c.say("UPDATE", 1, "u1", "Supported: timer\nSession-Expires: 180;refresher=uac", "")
		if got := header(c.final(), "Session-Expires"); got != "180;refresher=uac" {
			t.Errorf("agreed to %q", got)
		}
		time.Sleep(90 * time.Second)
		c.say("INVITE", 2, "i2", "Supported: timer", sdpAt("10.0.2.1", 6000, "")) // says nothing of the interval: it holds
		if got := header(c.final(), "Session-Expires"); got != "180;refresher=uac" {
			t.Errorf("agreed to %q", got)
		}
		c.say("ACK", 2, "a2", "", "")
		start := time.Now()
		bye := p.patient("BYE")
		if took := time.Since(start); took != 148*time.Second {
			t.Errorf("ended %s after the last refresh", took)
		}
		p.respond(bye, 200, "", "", "")
		r.heard("ended lost")
		r.empty()
	})
}

// Our interval is too brief for somebody on the way: once more with theirs,
// first the proxy's, then the callee's; one that asks for no more ends it.
func TestWire38TooBriefForThem(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.peered(isp, nil)
		r.callOut(nil)
		for _, least := range []string{"1900", "3600"} {
			inv := p.method("INVITE")
			p.respond(inv, 422, "x", "Min-SE: "+least, "")
			p.method("ACK")
		}
		inv := p.method("INVITE")
		if header(inv, "Session-Expires") != "3600" || header(inv, "Min-SE") != "3600" || inv.CSeq().SeqNo != 3 {
			t.Errorf("asks for:\n%s", inv)
		}
		p.respond(inv, 422, "x", "Min-SE: 3600", "")
		p.method("ACK")
		r.heard("failed 422")
		r.empty()
	})
}

// A refresh that was too brief is repeated with what was asked for.
func TestWire38RefreshTooBrief(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c, _ := talkWithTimer(r, "Supported: timer\nSession-Expires: 180;refresher=uas\nAllow: INVITE, UPDATE")
		c.respond(c.await("UPDATE"), 422, "", "Min-SE: 400", "")
		up := c.await("UPDATE")
		if header(up, "Session-Expires") != "400;refresher=uac" || header(up, "Min-SE") != "400" {
			t.Errorf("asks for:\n%s", up)
		}
		c.respond(up, 200, "", "", "")
		r.heard("")
	})
}

// One that refuses every interval, and asks for none that is longer, isn't
// asked each second for the rest of the talk.
func TestWire38RefreshRefusedForGood(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c, _ := talkWithTimer(r, "Supported: timer\nSession-Expires: 180;refresher=uas\nAllow: INVITE, UPDATE")
		for _, least := range []string{"", "Min-SE: 180", "Min-SE: 999999999"} {
			c.respond(c.await("UPDATE"), 422, "", least, "")
			start := time.Now()
			c.respond(c.await("UPDATE"), 200, "", "", "")
			if took := time.Since(start); took != 90*time.Second {
				t.Errorf("%q: asked again after %s", least, took)
			}
		}
		r.heard("")
	})
}

// Each of a seat's phones is asked once more that wants a longer interval.
func TestWire38SeveralPhonesWantLonger(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		a := r.phone()
		b := r.another("10.0.0.24:5062")
		r.dial()
		toA, toB := a.method("INVITE"), b.method("INVITE")
		for _, one := range []struct {
			p   *phone
			inv *sip.Request
		}{{a, toA}, {b, toB}} {
			one.p.respond(one.inv, 422, "x", "Min-SE: 3600", "")
			one.p.method("ACK")
			if again := one.p.method("INVITE"); header(again, "Session-Expires") != "3600" {
				t.Errorf("asks for:\n%s", again)
			} else {
				one.p.respond(again, 180, "r", "", "")
			}
		}
		r.heard("rang")
	})
}

// A trunk's habit; and a peer that knows no timer has none.
func TestWire38NoTimer(t *testing.T) {
	for _, off := range []bool{true, false} {
		inBubble(t, func(t *testing.T, r *rig) {
			p := r.peered(isp, func(t *telephony.Trunk) { t.Habits.NoTimer = off })
			r.callOut(nil)
			inv := p.method("INVITE")
			if asks := strings.Contains(inv.String(), "timer") || inv.GetHeader("Session-Expires") != nil; asks == off {
				t.Errorf("habit %v:\n%s", off, inv)
			}
			p.respond(inv, 200, "a", "Contact: <sip:a@"+isp+">", sdpAt("10.0.2.1", 6000, ""))
			p.method("ACK")
			p.polite = true
			deadline := time.Now().Add(2 * time.Hour)
			for time.Now().Before(deadline) {
				if m := p.next(time.Minute); m != nil {
					if !isMethod(m, "OPTIONS") {
						t.Fatalf("unexpected: %s", m)
					}
					p.respond(m.(*sip.Request), 200, "", "", "")
				}
			}
			r.heard("answered 10.0.2.1:6000")
		})
	}
}

// The other party's number, shown after a transfer, doesn't end the timer that
// the phone keeps; the answer to a repeated description may bring another one.
func TestWire38OtherRequestsKeepTheTimer(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		r.dial()
		inv := p.method("INVITE")
		p.respond(inv, 200, "a", "Contact: <sip:203@10.0.0.23>\nAllow: INVITE, UPDATE\nSession-Expires: 180;refresher=uas", sdpAt("10.0.0.23", 7000, ""))
		p.method("ACK")
		r.heard("answered 10.0.0.23:7000")
		r.line.ShowParty(dialledLeg, "+420777123456", "")
		if up := p.method("UPDATE"); header(up, "Session-Expires") != "180;refresher=uas" {
			t.Errorf("the timer is over:\n%s", up)
		} else {
			p.respond(up, 200, "", "Session-Expires: 180;refresher=uas", "")
		}
		r.line.Confirm(dialledLeg)
		again := p.method("INVITE")
		p.respond(again, 200, "", "Contact: <sip:203@10.0.0.23>\nSession-Expires: 180;refresher=uac", sdpAt("10.0.0.24", 7002, ""))
		p.method("ACK")
		r.heard("moved 10.0.0.24:7002 held=false")
		start := time.Now()
		if up := p.patient("UPDATE"); time.Since(start) != 90*time.Second {
			t.Errorf("refreshed after %s:\n%s", time.Since(start), up)
		}
	})
}

// A proxy on the way asked for the timer of a phone that doesn't know any: we
// refresh (RFC 4028 §9, table 2).
func TestWire38AskedByAProxy(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c, ok := talkWithTimer(r, "Session-Expires: 180\nAllow: INVITE, UPDATE")
		if header(ok, "Session-Expires") != "180;refresher=uas" || header(ok, "Require") != "" {
			t.Errorf("agreed to:\n%s", ok)
		}
		start := time.Now()
		c.respond(c.await("UPDATE"), 200, "", "", "")
		if took := time.Since(start); took != 90*time.Second {
			t.Errorf("refreshed after %s", took)
		}
	})
}

// patient waits for a request, any without a method, for as long as it takes, and answers keep-alives
// meanwhile.
func (p *mark) patient(method string) *sip.Request {
	p.t.Helper()
	for {
		m := p.next(time.Hour)
		if req, ok := m.(*sip.Request); ok && req.Method == "OPTIONS" {
			p.respond(req, 200, "", "", "")
			continue
		}
		if method != "" && !isMethod(m, method) {
			p.t.Fatalf("got %v\n want %s", m, method)
		}
		return m.(*sip.Request)
	}
}

// within is the other side of a call that we made, for requests of its own.
func (p *mark) within(inv *sip.Request, tag string) *callIn {
	ours, _ := inv.From().Params.Get("tag")
	return &callIn{mark: p, id: inv.CallID().Value(), tag: tag, toTag: ours}
}

// final waits for a 200, past keep-alives and provisional answers.
func (c *callIn) final() *sip.Response {
	c.t.Helper()
	for {
		m := c.next(2 * time.Second)
		if req, ok := m.(*sip.Request); ok && req.Method == "OPTIONS" {
			c.respond(req, 200, "", "", "")
			continue
		}
		res, ok := m.(*sip.Response)
		if ok && res.StatusCode < 200 {
			continue
		}
		if !ok || res.StatusCode != 200 {
			c.t.Fatalf("got %v\n want a 200", m)
		}
		return res
	}
}
