package sipline

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emiago/sipgo/sip"
	"github.com/spojka/spojka/telephony"
)

// talkWithTimer brings a call with a session timer to talking.
func talkWithTimer(r *rig, heads string) (*callIn, *sip.Response) {
	c := r.caller()
	return c, c.talks(r, heads, sdpAt("10.0.0.9", 6000, ""))
}

func TestWire38PeerForgetsToRefresh(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c, ok := talkWithTimer(r, "Supported: timer\nSession-Expires: 180")
		if h := ok.GetHeader("Session-Expires"); h == nil || h.Value() != "180;refresher=uac" {
			t.Errorf("Session-Expires %v", h)
		}
		time.Sleep(100 * time.Second)
		c.say("UPDATE", 2, "u1", "Supported: timer\nSession-Expires: 180;refresher=uac", "")
		c.status(200)
		start := time.Now()
		c.respond(c.await("BYE"), 200, "", "", "")
		if took := time.Since(start); took != 148*time.Second {
			t.Errorf("ended after %s", took)
		}
		r.heard("ended lost")
		r.empty()
	})
}

func TestWire38WeRefresh(t *testing.T) {
	for name, withUpdate := range map[string]bool{"update": true, "invite": false} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *rig) {
				heads := "Supported: timer\nSession-Expires: 180;refresher=uas"
				if withUpdate {
					heads += "\nAllow: INVITE, UPDATE"
				}
				c, first := talkWithTimer(r, heads)
				for range 3 {
					start := time.Now()
					if withUpdate {
						c.respond(c.await("UPDATE"), 200, "", "", "")
					} else {
						inv := c.await("INVITE")
						if string(inv.Body()) != string(first.Body()) {
							t.Errorf("the refresh changed the description: %s", inv.Body())
						}
						c.respond(inv, 200, "", "", sdpAt("10.0.0.9", 6000, ""))
						c.method("ACK")
					}
					if took := time.Since(start); took != 90*time.Second {
						t.Errorf("refreshed after %s", took)
					}
				}
				r.heard("")
				method := "INVITE"
				if withUpdate {
					method = "UPDATE"
				}
				c.respond(c.await(method), 481, "", "", "") // it lost the call
				if !withUpdate {
					c.method("ACK")
				}
				c.respond(c.method("BYE"), 200, "", "", "")
				r.heard("ended lost")
				r.empty()
			})
		})
	}
}

// await waits long for a request.
func (p *mark) await(method string) *sip.Request {
	p.t.Helper()
	m := p.next(time.Hour)
	if !isMethod(m, method) {
		p.t.Fatalf("got %v\n want %s", m, method)
	}
	return m.(*sip.Request)
}

func TestWire38TooBrief(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.say("INVITE", 1, "i1", "Supported: timer\nSession-Expires: 30", sdpAt("10.0.0.9", 6000, ""))
		if h := c.status(422).GetHeader("Min-SE"); h == nil || h.Value() != "90" {
			t.Errorf("Min-SE %v", h)
		}
	})
}

func TestProbe(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.up(r)
		r.line.Probe(r.news.leg(0))
		c.respond(c.await("OPTIONS"), 405, "", "", "")
		r.heard("")
		r.line.Probe(r.news.leg(0))
		time.Sleep(9 * time.Second)
		r.line.Probe(r.news.leg(0)) // asked already
		r.heard("")
		time.Sleep(2 * time.Second)
		r.heard("ended lost")
	})
}

// FAULTS 8: who has been silent for long must know the call, not only SIP.
func TestFault08Confirm(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.up(r)
		r.line.Confirm(r.news.leg(0))
		again := c.await("INVITE")
		if h := again.GetHeader("Session-Expires"); h != nil {
			t.Errorf("no timer was agreed, but asked: %v", h)
		}
		c.respond(again, 200, "", "Contact: <sip:c@10.0.0.9>", sdpAt("10.0.0.9", 6000, ""))
		c.await("ACK")
		time.Sleep(time.Minute)
		r.heard("")
		r.line.Confirm(r.news.leg(0))
		c.respond(c.await("INVITE"), 488, "", "", "") // it knows the call
		c.await("ACK")
		r.heard("")
		r.line.Confirm(r.news.leg(0))
		time.Sleep(9 * time.Second)
		r.heard("")
		time.Sleep(2 * time.Second)
		r.heard("ended lost")
	})
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.up(r)
		r.line.Confirm(r.news.leg(0))
		c.respond(c.await("INVITE"), 481, "", "", "")
		c.await("ACK")
		c.await("BYE")
		r.heard("ended lost")
	})
}

func TestPhonesAndBansOutliveARestart(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.line.Close()
		r.file = filepath.Join(t.TempDir(), "phones.json")
		r.open()
		p := r.phone()
		bad := &phone{mark: r.peer("10.0.0.66:5062"), r: r}
		for range failuresToBan {
			bad.say("REGISTER", "", "")
			bad.say("REGISTER", proof(bad.status(401), "REGISTER", "203", "wrong", 1, true), "")
			bad.status(401)
		}
		time.Sleep(time.Second)
		r.line.Close()
		r.open()
		r.heard("")
		p.respond(p.await("OPTIONS"), 200, "x", "", "")
		r.heard("seat 203 ok")
		r.dial()
		p.method("INVITE")
		r.line.Hang(dialledLeg, telephony.BySystem)
		bad.say("REGISTER", "", "")
		bad.silence(time.Second)

		r.line.Close() // the phone is gone meanwhile
		for len(p.conn.in) > 0 {
			<-p.conn.in
		}
		r.open()
		time.Sleep(3 * time.Second)
		r.heard("seat 203 unanswering")
	})
}

func TestSimulatedSeatsAreLocal(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		office := testOffice()
		office.Seats[0].Simulated = true
		r.line.SetOffice(office)
		p := &phone{mark: r.peer("10.0.0.23:5062"), r: r}
		p.say("REGISTER", "", "")
		p.say("REGISTER", proof(p.status(401), "REGISTER", "203", "secret", 1, true), "Contact: <sip:203@10.0.0.23>")
		p.status(403)
		if strings.Contains(r.news.take(), "ok") {
			t.Error("registered")
		}
	})
}
