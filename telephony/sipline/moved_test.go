package sipline

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spojka/spojka/telephony"
)

// behind is a phone behind a NAT: its Contact is its own, its port the NAT's.
type behind struct {
	*watcher
	contact, instance string
	registered        int
}

func (r *rig) behind(contact, instance, addr string) *behind {
	w := r.watcher("203", addr)
	w.polite = true
	return &behind{watcher: w, contact: contact, instance: instance}
}

// register does so from where the phone is now.
func (b *behind) register() {
	b.t.Helper()
	contact := b.contact
	if b.instance != "" {
		contact += `;+sip.instance="` + b.instance + `"`
	}
	say := func(authorization string) {
		b.registered++
		b.send(fmt.Sprintf("REGISTER sip:10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 192.168.1.9;rport;branch=z9hG4bKr%d%s\nMax-Forwards: 70\nFrom: <sip:203@10.0.0.1>;tag=r\nTo: <sip:203@10.0.0.1>\nCall-ID: reg%s\nCSeq: %d REGISTER\nContact: %s\nExpires: 300%s\n\n",
			b.registered, b.conn.addr, b.conn.addr, b.registered, contact, authorization))
	}
	say("")
	say("\nAuthorization: " + proof(b.status(401), "REGISTER", "203", "secret", 1, true))
	b.status(200)
}

// watches subscribes to so many keys.
func (b *behind) watches(keys int) {
	for n := range keys {
		b.id, b.toTag = fmt.Sprint(b.conn.addr, "-key-", n), ""
		b.subscribe("204", fmt.Sprint("dialog;id=", n), "", 200)
		b.told()
	}
}

// moves gives the phone another port.
func (b *behind) moves(r *rig, addr string) { b.conn = r.net.open(addr) }

// hears waits for the keys of the phone, once each, and for no other's.
func (b *behind) hears(keys int) {
	b.t.Helper()
	heard := make(map[string]bool)
	for range keys {
		req := b.method("NOTIFY")
		b.respond(req, 200, "", "", "")
		heard[req.CallID().Value()] = true
	}
	if len(heard) != keys {
		b.t.Errorf("%d keys of %d were told", len(heard), keys)
	}
}

// hearsNoMore checks that nothing is told again.
func (b *behind) hearsNoMore() {
	b.t.Helper()
	for m := b.next(2 * time.Second); m != nil; m = b.next(2 * time.Second) {
		if !isMethod(m, "OPTIONS") {
			b.t.Errorf("more was told: %v", m)
		}
	}
}

// A phone's NAT gives it another port: with its registration its keys move
// there, one after the other, and nobody else's of the same seat behind the
// same NAT. Which phone it is shows by its Contact, or by its device where that
// has changed, too.
func TestSubscriptionsByUDPFollowTheirPhone(t *testing.T) {
	for name, after := range map[string]string{"the same Contact": "<sip:203@192.168.1.9>", "a learnt one": "<sip:203@10.0.0.23:7001>"} {
		t.Run(name, func(t *testing.T) {
			watching(t, func(t *testing.T, r *rig, b *lampBoard) {
				const keys = 20
				one, two := r.behind("<sip:203@192.168.1.9>", "<urn:uuid:1>", "10.0.0.23:5001"), r.behind("<sip:203@192.168.1.8>", "<urn:uuid:2>", "10.0.0.23:5002")
				for _, p := range []*behind{one, two} {
					p.register()
					p.watches(keys)
				}
				one.moves(r, "10.0.0.23:7001")
				one.contact = after
				began := time.Now()
				one.register()
				one.hears(keys)
				if took := time.Since(began); took < (keys-1)*phoneSpacing {
					t.Errorf("all were told within %s", took)
				}
				one.hearsNoMore()
				two.hearsNoMore()
				b.set(r.line, "204", ringing("a"))
				one.hears(keys)
				two.hears(keys)
				one.hearsNoMore()
			})
		})
	}
}

// What was told while nobody knew of the move is lost, and the phone silent
// for long: its keys wait for it, and go when nobody comes.
func TestLostSubscriptionsWaitForTheirPhone(t *testing.T) {
	watching(t, func(t *testing.T, r *rig, b *lampBoard) {
		one := r.behind("<sip:203@192.168.1.9>", "", "10.0.0.23:5001")
		one.register()
		one.watches(2)
		one.moves(r, "10.0.0.23:7001")
		b.set(r.line, "204", ringing("a"))
		time.Sleep(64*t1 + time.Second)
		one.register()
		one.hears(2)
		b.set(r.line, "204", telephony.PhoneLamp{State: telephony.DialogNone})
		one.hears(2)
		one.moves(r, "10.0.0.23:7002")
		b.set(r.line, "204", ringing("b"))
		time.Sleep(64*t1 + time.Second)
		one.moves(r, "10.0.0.23:7003")
		one.register()
		one.hears(2)
		one.hearsNoMore()
	})
}

// Where a phone refreshes one key first, its others follow that; what went to
// the port of before isn't waited for.
func TestSubscriptionsFollowEachOther(t *testing.T) {
	watching(t, func(t *testing.T, r *rig, b *lampBoard) {
		one, two := r.behind("<sip:203@192.168.1.9>", "", "10.0.0.23:5001"), r.behind("<sip:203@192.168.1.8>", "", "10.0.0.23:5002")
		two.watches(3)
		one.watches(3)
		one.moves(r, "10.0.0.23:7001")
		b.set(r.line, "204", ringing("a"))
		two.hears(3)
		one.say("204", "dialog;id=2", "", "Expires: 300")
		one.status(200)
		began := time.Now()
		one.hears(3)
		if took := time.Since(began); took > time.Second {
			t.Errorf("told after %s", took)
		}
		one.hearsNoMore()
	})
}

// A phone that has begun anew elsewhere has room for all of its keys: those
// that nobody hears any more make it.
func TestLostSubscriptionsMakeRoom(t *testing.T) {
	watching(t, func(t *testing.T, r *rig, b *lampBoard) {
		one := r.behind("<sip:203@192.168.1.9>", "", "10.0.0.23:5001")
		one.watches(maxOfSeat)
		b.set(r.line, "204", ringing("a"))
		time.Sleep(64*t1 + time.Second)
		one.moves(r, "10.0.0.23:7001")
		one.watches(maxOfSeat)
		if n := r.line.notifier.count(); n != maxOfSeat {
			t.Errorf("%d subscriptions stand", n)
		}
	})
}

// A talk goes on where its phone registers from, what is being repeated, too.
func TestTalksFollowTheirPhone(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		one := r.behind("<sip:203@192.168.1.9>", "", "10.0.0.23:5001")
		one.register()
		synctest.Wait()
		r.news.take()
		r.line.Dial(dialledLeg, telephony.SeatCall{Seat: "203", From: "+420777123456", Local: ourMedia})
		one.respond(one.method("INVITE"), 200, "a", "Contact: <sip:203@192.168.1.9>", sdpAt("192.168.1.9", 6000, ""))
		one.method("ACK")
		r.heard("answered 192.168.1.9:6000")
		one.moves(r, "10.0.0.23:7001")
		r.line.Probe(dialledLeg)
		synctest.Wait()
		one.register()
		ask := one.method("OPTIONS") // that is repeated, and not the registration's
		if tag, _ := ask.To().Params.Get("tag"); tag != "a" {
			t.Fatalf("asked %v", ask)
		}
		one.respond(ask, 200, "", "", "")
		r.line.Hang(dialledLeg, telephony.ByAgent)
		one.respond(one.method("BYE"), 200, "", "", "")
		synctest.Wait()
		if n := r.line.Figures().Dialogs; n != 0 {
			t.Errorf("%d dialogs are left", n)
		}
	})
}

// A phone that speaks in its talk from another port is answered and hung up on
// there, before it has registered from it.
func TestTalksFollowWhatThePhoneSays(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		r.dial()
		inv := p.method("INVITE")
		p.respond(inv, 200, "a", "Contact: <sip:203@192.168.1.5:5062>", sdpAt("192.168.1.5", 6000, ""))
		p.method("ACK")
		r.heard("answered 192.168.1.5:6000")
		moved := r.peer("10.0.0.23:7001")
		c := moved.within(inv, "a")
		tap := &capture{}
		c.tap = tap
		c.say("INFO", 1, "d1", "Content-Type: application/dtmf", "5")
		c.tap = nil
		c.send(strings.Replace(tap.text, "10.0.0.9:5060;branch", "192.168.1.5:5062;rport;branch", 1))
		c.status(200)
		r.heard("digit 5")
		r.line.Hang(dialledLeg, telephony.ByAgent)
		moved.respond(moved.method("BYE"), 200, "", "", "")
		synctest.Wait()
		r.empty()
	})
}

// A phone of the local network that sends from one port and listens at the one
// in its Via, asking for no rport, is rung there.
func TestPhoneThatListensAtAnotherPort(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		listens, sends := r.peer("10.0.0.23:5060"), r.peer("10.0.0.23:49152")
		register := func(seq int, more string) {
			sends.send(fmt.Sprintf("REGISTER sip:10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.23:5060;branch=z9hG4bKr%d\nMax-Forwards: 70\nFrom: <sip:203@10.0.0.1>;tag=r\nTo: <sip:203@10.0.0.1>\nCall-ID: reg\nCSeq: %d REGISTER\nContact: <sip:203@10.0.0.23:5060>\nExpires: 300%s\n\n", seq, seq, more))
		}
		register(1, "")
		register(2, "\nAuthorization: "+proof(listens.status(401), "REGISTER", "203", "secret", 1, true))
		listens.status(200)
		r.heard("seat 203 ok")
		r.dial()
		listens.method("INVITE")
	})
}
