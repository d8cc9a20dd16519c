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

// pressedKeys writes down which keys phones call.
type pressedKeys struct{ news *news }

func (pressedKeys) IsKey(_ telephony.SeatID, name string) bool {
	_, ring := telephony.RingOf(name)
	return ring || name == "*8" || name == "on-air"
}

func (k pressedKeys) Pressed(call telephony.LegID, at telephony.SeatID, name string) {
	k.news.add("key %s at %s", name, at)
	k.news.mu.Lock()
	k.news.legs = append(k.news.legs, call)
	k.news.mu.Unlock()
}

// invite is a phone's call, proved.
func (w *watcher) invite(to, more string) {
	w.t.Helper()
	send := func(authorization string) {
		w.seq++
		text := fmt.Sprintf("INVITE sip:%s@10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP %s;rport;branch=z9hG4bKi%d\nMax-Forwards: 70\nFrom: <sip:%s@10.0.0.1>;tag=w\nTo: <sip:%s@10.0.0.1>\nCall-ID: %s\nCSeq: %d INVITE\nContact: <sip:%s@%s>\nContent-Type: application/sdp%s",
			to, w.conn.addr, w.seq, w.seat, to, w.id, w.seq, w.seat, w.conn.addr, more)
		if authorization != "" {
			text += "\nAuthorization: " + authorization
		}
		w.send(text + "\n\n" + sdpAt("192.168.1.5", 7000, ""))
	}
	send("")
	res := w.status(401)
	send(proof(res, "INVITE", w.seat, "secret", 1, true))
}

func (w *watcher) ack(res *sip.Response, to string) {
	tag, _ := res.To().Params.Get("tag")
	w.send(fmt.Sprintf("ACK sip:10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP %s;rport;branch=z9hG4bKa%d\nFrom: <sip:%s@10.0.0.1>;tag=w\nTo: <sip:%s@10.0.0.1>;tag=%s\nCall-ID: %s\nCSeq: %d ACK\n\n", w.conn.addr, w.seq, w.seat, to, tag, w.id, w.seq))
}

func keyed(t *testing.T, story func(t *testing.T, r *rig, w *watcher)) {
	t.Helper()
	inBubble(t, func(t *testing.T, r *rig) {
		r.line.o.Keys = pressedKeys{r.news}
		story(t, r, r.watcher("203", "10.0.0.23:5062"))
	})
}

// A phone that picks up says which ring it replaces (RFC 3891); its call is
// then the ring's leg, for everybody who hears of it.
func TestPickUpByReplaces(t *testing.T) {
	keyed(t, func(t *testing.T, r *rig, w *watcher) {
		w.invite("204", "\nRequire: replaces\nReplaces: "+telephony.OfferID(7).RingName()+";to-tag=spojka;from-tag=seat;early-only")
		r.heard("key " + telephony.OfferID(7).RingName() + " at 203")
		ring := telephony.OfferID(7).Leg()
		r.line.Claim(r.news.leg(0), ring, ourMedia)
		res := w.status(200)
		r.heard("answered 192.168.1.5:7000")
		if got := r.line.Known(); len(got) != 1 || got[0] != ring {
			t.Errorf("on the wire are %v", got)
		}
		w.ack(res, "204")
		r.heard("confirmed")
		r.line.PressKey(ring, telephony.KeyHold)
		w.respond(w.method("NOTIFY"), 200, "", "", "")
		r.line.Hang(ring, telephony.ByCaller)
		w.respond(w.method("BYE"), 200, "", "", "")
		synctest.Wait()
		if n := r.line.tables.dialogs(); n != 0 {
			t.Errorf("%d dialogs are left", n)
		}
	})
}

// What isn't there can't be replaced (RFC 3891 §3): 481, whatever number is
// called; what is no Replaces gets 400; a talk is nobody's to take; and the
// name of a key in it presses none.
func TestReplacesOfNothing(t *testing.T) {
	keyed(t, func(t *testing.T, r *rig, w *watcher) {
		ring := telephony.OfferID(7).RingName()
		n := 0
		try := func(want int, more string) {
			t.Helper()
			n++
			w.id = fmt.Sprint("try-", n)
			w.invite("204", more)
			res := w.status(want)
			w.ack(res, "204")
			r.heard("")
		}
		try(481, "\nReplaces: nobody@10.0.0.99;to-tag=a;from-tag=b")
		try(481, "\nReplaces: nobody@10.0.0.99;to-tag=a;from-tag=b;early-only")
		try(481, "\nRequire: replaces\nReplaces: "+ring+";to-tag=a;from-tag=b")
		try(481, "\nReplaces: on-air;to-tag=spojka;from-tag=seat")
		try(400, "\nReplaces: "+ring)
		try(400, "\nReplaces: "+ring+";to-tag=spojka")
		try(400, "\nReplaces: a;to-tag=1;from-tag=2\nReplaces: b;to-tag=1;from-tag=2")
		c := r.caller()
		c.up(r)
		try(403, "\nReplaces: "+c.id+";to-tag="+c.toTag+";from-tag="+c.tag)
		w.id = "stale"
		w.invite("204", "\nReplaces: "+ring+";to-tag=seat;from-tag=spojka")
		r.heard("key " + ring + " at 203")
		r.line.Decline(r.news.leg(1), 481, "Nic tam nezvoní")
		w.ack(w.status(481), "204")
		w.id, w.toTag = "sub", ""
		w.say("204", "dialog", "", "Replaces: a;to-tag=1;from-tag=2")
		w.status(400)
		c.id, c.toTag = "second", ""
		c.say("INVITE", 1, "r1", "Replaces: "+ring+";to-tag=spojka;from-tag=seat", sdpAt("10.0.0.9", 6000, ""))
		c.status(481)
		r.heard("")
	})
}

// Its dialog outlives this process as a dialled one does.
func TestPickedUpCallIsAdopted(t *testing.T) {
	keyed(t, func(t *testing.T, r *rig, w *watcher) {
		w.invite("*8", "")
		synctest.Wait()
		ring := telephony.OfferID(7).Leg()
		r.line.Claim(r.news.leg(0), ring, ourMedia)
		w.ack(w.status(200), "*8")
		synctest.Wait()
		identity := r.news.identity[ring]
		r.line.Close()
		r.open()
		if err := r.line.Adopt(ring, identity); err != nil {
			t.Fatal(err)
		}
		r.line.Hang(ring, telephony.ByCaller)
		if bye := w.method("BYE"); header(bye, "To") != "<sip:203@10.0.0.1>;tag=w" {
			t.Error(bye)
		}
	})
}

// A key that did its deed ends its call at once; one that couldn't says why.
// What is no key is a call.
func TestKeysByCalling(t *testing.T) {
	keyed(t, func(t *testing.T, r *rig, w *watcher) {
		w.invite("on-air", "")
		r.heard("key on-air at 203")
		r.line.Done(r.news.leg(0))
		w.ack(w.status(200), "on-air")
		w.respond(w.method("BYE"), 200, "", "", "")
		w.id = "second"
		w.invite("%2A8", "")
		r.heard("key *8 at 203")
		r.line.Decline(r.news.leg(1), 403, "Nic tam \"nezvoní\"\r\nX: y")
		res := w.status(403)
		if got := header(res, "Warning"); got != `399 spojka "Nic tam \"nezvoní\"  X: y"` {
			t.Error(got)
		}
		w.ack(res, "*8")
		r.heard("")
		w.id = "third"
		w.invite("00420777123456", "")
		r.heard(`arrived from "" to "+420777123456"`)
		stranger := r.watcher("203", "10.0.0.66:5062")
		stranger.id = "fourth"
		stranger.say("x", "x", "", "")
		r.heard("")
	})
}

// Who hangs up before the ring is there has taken nothing from anybody.
func TestPickUpGivenUp(t *testing.T) {
	keyed(t, func(t *testing.T, r *rig, w *watcher) {
		w.invite("*8", "")
		synctest.Wait()
		w.send(fmt.Sprintf("CANCEL sip:*8@10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP %s;rport;branch=z9hG4bKi%d\nFrom: <sip:203@10.0.0.1>;tag=w\nTo: <sip:*8@10.0.0.1>\nCall-ID: %s\nCSeq: %d CANCEL\n\n", w.conn.addr, w.seq, w.id, w.seq))
		w.status(200)
		w.status(487)
		r.line.Claim(r.news.leg(0), telephony.OfferID(7).Leg(), ourMedia)
		synctest.Wait()
		if got := r.news.take(); !strings.HasSuffix(got, "failed 487") {
			t.Errorf("heard %q", got)
		}
	})
}

// A phone is told to answer while it rings, to hold and to come back in a talk.
func TestPhonesAreGivenOrders(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		r.dial()
		inv := p.method("INVITE")
		r.line.PressKey(dialledLeg, telephony.KeyTalk) // it hasn't said that it rings
		p.respond(inv, 100, "", "", "")
		p.silence(100 * time.Millisecond)
		p.respond(inv, 180, "t1", "Contact: <sip:203@192.168.1.5:5062;x=1>", "")
		p.respond(inv, 180, "t1", "Contact: <sip:203@192.168.1.5:5062;x=1>", "")
		order := p.method("NOTIFY")
		if tag, _ := order.To().Params.Get("tag"); tag != "t1" || header(order, "Event") != "talk" || order.Recipient.String() != "sip:203@192.168.1.5:5062;x=1" {
			t.Error(order)
		}
		p.respond(order, 200, "", "", "")
		p.respond(inv, 200, "t1", "Contact: <sip:203@192.168.1.5:5062>", sdpAt("192.168.1.5", 7000, ""))
		p.method("ACK")
		r.line.PressKey(dialledLeg, telephony.KeyHold)
		order = p.method("NOTIFY")
		if header(order, "Event") != "hold" {
			t.Error(order)
		}
		p.respond(order, 489, "", "", "") // one that doesn't know it
		r.heard("rang; answered 192.168.1.5:7000")
	})
}
