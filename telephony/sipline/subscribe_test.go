package sipline

import (
	"encoding/xml"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/emiago/sipgo/sip"
	"github.com/spojka/spojka/telephony"
)

// lampBoard are lamps that the test lights.
type lampBoard struct {
	mu    sync.Mutex
	lamps map[string]telephony.PhoneLamp
	mail  telephony.Mailbox
}

func (b *lampBoard) Lamp(_ telephony.SeatID, resource string) (telephony.PhoneLamp, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	l, ok := b.lamps[resource]
	return l, ok
}

func (b *lampBoard) Mail(telephony.SeatID) telephony.Mailbox {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.mail
}

func (b *lampBoard) set(l *Line, resource string, lamp telephony.PhoneLamp) {
	b.mu.Lock()
	b.lamps[resource] = lamp
	b.mu.Unlock()
	l.Relight()
}

// unheard takes away what nobody has heard and counts it.
func (p *mark) unheard() (n int) {
	for ; len(p.conn.in) > 0; n++ {
		<-p.conn.in
	}
	return n
}

func newLampBoard() *lampBoard {
	return &lampBoard{lamps: map[string]telephony.PhoneLamp{"203": {State: telephony.DialogNone}, "204": {State: telephony.DialogNone}, "queue-podpora": {State: telephony.DialogNone}}}
}

// watcher is a phone that subscribes.
type watcher struct {
	*mark
	seat, id string
	seq      int
	toTag    string
}

func (r *rig) watcher(seat, addr string) *watcher {
	return &watcher{mark: r.peer(addr), seat: seat, id: "sub-" + addr}
}

func (w *watcher) say(resource, event, authorization, more string) {
	w.seq++
	to := "<sip:" + resource + "@10.0.0.1>"
	if w.toTag != "" {
		to += ";tag=" + w.toTag
	}
	text := fmt.Sprintf("SUBSCRIBE sip:%s@10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP %s;rport;branch=z9hG4bKs%d%s\nMax-Forwards: 70\nFrom: <sip:%s@10.0.0.1>;tag=w\nTo: %s\nCall-ID: %s\nCSeq: %d SUBSCRIBE\nContact: <sip:%s@%s>\nEvent: %s",
		resource, w.conn.addr, w.seq, w.id, w.seat, to, w.id, w.seq, w.seat, w.conn.addr, event)
	if authorization != "" {
		text += "\nAuthorization: " + authorization
	}
	if more != "" {
		text += "\n" + more
	}
	w.send(text + "\n\n")
}

// subscribe proves itself and returns the answer.
func (w *watcher) subscribe(resource, event, more string, want int) *sip.Response {
	w.t.Helper()
	w.say(resource, event, "", more)
	w.say(resource, event, proof(w.status(401), "SUBSCRIBE", w.seat, "secret", 1, true), more)
	res := w.status(want)
	if want == 200 {
		w.toTag, _ = res.To().Params.Get("tag")
	}
	return res
}

type dialogDoc struct {
	Version int    `xml:"version,attr"`
	State   string `xml:"state,attr"`
	Entity  string `xml:"entity,attr"`
	Dialogs []struct {
		ID     string `xml:"id,attr"`
		CallID string `xml:"call-id,attr"`
		State  string `xml:"state"`
		Remote string `xml:"remote>identity"`
	} `xml:"dialog"`
}

// told waits for a NOTIFY, answers it, and returns it as "0 full 204:terminated".
func (w *watcher) told() string {
	w.t.Helper()
	req := w.method("NOTIFY")
	w.respond(req, 200, "", "", "")
	return reads(w.t, req)
}

func reads(t *testing.T, req *sip.Request) string {
	t.Helper()
	var d dialogDoc
	if err := xml.Unmarshal(req.Body(), &d); err != nil {
		t.Fatalf("%v\n%s", err, req.Body())
	}
	text := fmt.Sprintf("%d %s", d.Version, d.State)
	for _, one := range d.Dialogs {
		text += " " + one.ID + ":" + one.State
	}
	return text
}

func (w *watcher) wants(want string) {
	w.t.Helper()
	if got := w.told(); got != want {
		w.t.Fatalf("told %q, want %q", got, want)
	}
}

func watching(t *testing.T, story func(t *testing.T, r *rig, b *lampBoard)) {
	t.Helper()
	inBubble(t, func(t *testing.T, r *rig) {
		b := newLampBoard()
		r.line.o.Lamps = b
		story(t, r, b)
	})
}

func ringing(id string) telephony.PhoneLamp {
	return telephony.PhoneLamp{State: telephony.DialogEarly, Dialog: id, Offer: 7, From: "+420777123456", Name: `Jan <"&>`}
}

// A key is told all at first, then what changes; after a refresh all again.
func TestSubscribedKeyFollowsItsSeat(t *testing.T) {
	watching(t, func(t *testing.T, r *rig, b *lampBoard) {
		w := r.watcher("203", "10.0.0.23:5062")
		res := w.subscribe("204", "dialog", "Accept: application/dialog-info+xml\nExpires: 3600", 200)
		if header(res, "Expires") != "300" {
			t.Errorf("granted %s", header(res, "Expires"))
		}
		first := w.method("NOTIFY")
		w.respond(first, 200, "", "", "")
		if got := reads(t, first); got != "0 full 204:terminated" {
			t.Error(got)
		}
		if s := header(first, "Subscription-State"); s != "active;expires=300" || header(first, "Event") != "dialog" {
			t.Error(first)
		}
		time.Sleep(time.Second)
		b.set(r.line, "204", ringing("a"))
		w.wants("1 partial a:early")
		time.Sleep(time.Second)
		b.set(r.line, "204", telephony.PhoneLamp{State: telephony.DialogConfirmed, Dialog: "a"})
		w.wants("2 partial a:confirmed")
		time.Sleep(time.Second)
		b.set(r.line, "204", ringing("b"))
		w.wants("3 partial a:terminated b:early")
		w.say("204", "dialog", "", "Expires: 300")
		w.status(200)
		w.wants("4 full b:early")
		b.set(r.line, "204", telephony.PhoneLamp{State: telephony.DialogNone})
		w.wants("5 partial b:terminated")
		r.line.Relight() // nothing new
		w.silence(10 * time.Second)
		w.say("204", "dialog", "", "Expires: 0")
		w.status(200)
		if last := w.method("NOTIFY"); header(last, "Subscription-State") != "terminated;reason=timeout" {
			t.Error(last)
		}
		if n := r.line.notifier.count(); n != 0 {
			t.Errorf("%d subscriptions are left", n)
		}
	})
}

// What a key may pick up is named in what it is told, with the caller.
func TestSubscribedKeyNamesWhatRings(t *testing.T) {
	watching(t, func(t *testing.T, r *rig, b *lampBoard) {
		b.lamps["204"] = ringing("a")
		w := r.watcher("203", "10.0.0.23:5062")
		w.subscribe("204", "dialog", "", 200)
		req := w.method("NOTIFY")
		for _, want := range []string{`call-id="` + telephony.OfferID(7).RingName() + `" local-tag="seat" remote-tag="spojka" direction="recipient"`, "sip:+420777123456@10.0.0.1", "Jan &lt;&#34;&amp;&gt;", `entity="sip:204@10.0.0.1:5060"`} {
			if !strings.Contains(string(req.Body()), want) {
				t.Errorf("no %s in\n%s", want, req.Body())
			}
		}
	})
}

// However much happens, a subscription has a NOTIFY each 100 ms at most, and
// the last state in the end.
func TestSubscriptionsAreSpaced(t *testing.T) {
	watching(t, func(t *testing.T, r *rig, b *lampBoard) {
		w := r.watcher("203", "10.0.0.23:5062")
		w.subscribe("204", "dialog", "", 200)
		w.told()
		time.Sleep(time.Second)
		began := time.Now()
		for n := range 100 {
			b.set(r.line, "204", ringing(fmt.Sprint(n)))
			time.Sleep(5 * time.Millisecond)
		}
		b.set(r.line, "204", telephony.PhoneLamp{State: telephony.DialogNone})
		count, last := 0, ""
		for {
			m := w.next(time.Second)
			if m == nil {
				break
			}
			w.respond(m.(*sip.Request), 200, "", "", "")
			last, count = reads(t, m.(*sip.Request)), count+1
		}
		if most := int(500*time.Millisecond/notifySpacing) + 2; count > most || !strings.HasSuffix(last, ":terminated") {
			t.Errorf("%d NOTIFYs in %s, the last %q", count, time.Since(began), last)
		}
	})
}

// A watcher that has forgotten is dropped; a silent one is told nothing more,
// and dropped at the end of its time; the others go on.
func TestSilentWatchersAreDropped(t *testing.T) {
	watching(t, func(t *testing.T, r *rig, b *lampBoard) {
		silent, forgot, w := r.watcher("203", "10.0.0.23:5062"), r.watcher("203", "10.0.0.24:5062"), r.watcher("204", "10.0.0.25:5062")
		for _, one := range []*watcher{silent, forgot, w} {
			one.subscribe("204", "dialog", "", 200)
		}
		w.told()
		forgot.respond(forgot.method("NOTIFY"), 481, "", "", "")
		synctest.Wait()
		if n := r.line.notifier.count(); n != 2 {
			t.Errorf("%d subscriptions stand, want 2", n)
		}
		b.set(r.line, "204", ringing("a"))
		w.wants("1 partial a:early")
		time.Sleep(64*t1 + time.Second)
		silent.unheard()
		b.set(r.line, "204", ringing("b"))
		w.told()
		time.Sleep(5 * time.Minute)
		if n := silent.unheard(); n > 0 {
			t.Errorf("the silent one was told %d times more", n)
		}
		if last := w.method("NOTIFY"); header(last, "Subscription-State") != "terminated;reason=timeout" {
			t.Errorf("at the end of its time it heard %v", last)
		}
		synctest.Wait()
		if n := r.line.notifier.count(); n != 0 {
			t.Errorf("%d subscriptions stand", n)
		}
	})
}

// A seat or queue that is taken away takes its subscriptions along; so does
// the watcher's own seat.
func TestSubscriptionsEndWithTheirSeat(t *testing.T) {
	watching(t, func(t *testing.T, r *rig, b *lampBoard) {
		w, v := r.watcher("203", "10.0.0.23:5062"), r.watcher("204", "10.0.0.24:5062")
		w.subscribe("queue-podpora", "dialog", "", 200)
		w.told()
		v.subscribe("203", "dialog", "", 200)
		v.told()
		b.mu.Lock()
		delete(b.lamps, "queue-podpora")
		b.mu.Unlock()
		o := testOffice()
		o.Seats = o.Seats[:1]
		r.line.SetOffice(o)
		for _, one := range []*watcher{w, v} {
			if m := one.method("NOTIFY"); header(m, "Subscription-State") != "terminated;reason=noresource" {
				t.Error(m)
			}
		}
	})
}

func TestMessagesLamp(t *testing.T) {
	watching(t, func(t *testing.T, r *rig, b *lampBoard) {
		w := r.watcher("203", "10.0.0.23:5062")
		w.subscribe("203", "message-summary", "Accept: application/simple-message-summary", 200)
		req := w.method("NOTIFY")
		w.respond(req, 200, "", "", "")
		if got := string(req.Body()); got != "Messages-Waiting: no\r\nMessage-Account: sip:203@10.0.0.1:5060\r\nVoice-Message: 0/0 (0/0)\r\n" {
			t.Errorf("%q", got)
		}
		b.mu.Lock()
		b.mail.New = 2
		b.mu.Unlock()
		r.line.Relight()
		if got := string(w.method("NOTIFY").Body()); !strings.Contains(got, "Messages-Waiting: yes\r\n") || !strings.Contains(got, "Voice-Message: 2/0 (0/0)\r\n") {
			t.Errorf("%q", got)
		}
	})
}

// Whoever proves nothing subscribes to nothing; what can't be is refused.
func TestWire59WhoMaySubscribe(t *testing.T) {
	watching(t, func(t *testing.T, r *rig, b *lampBoard) {
		w := r.watcher("203", "10.0.0.23:5062")
		w.say("204", "presence", "", "")
		if header(w.status(489), "Allow-Events") != "dialog, message-summary" {
			t.Error("it isn't said what can be subscribed to")
		}
		w.say("204", "dialog", "", "Accept: application/pidf+xml")
		w.status(406)
		w.say("204", "dialog", "", "")
		res := w.status(401)
		w.say("204", "dialog", proof(res, "SUBSCRIBE", "203", "wrong", 1, true), "")
		w.status(401)
		if n := r.line.notifier.count(); n != 0 {
			t.Fatalf("%d subscriptions without a password", n)
		}
		w.subscribe("999", "dialog", "", 404)
		w.subscribe("204", "message-summary", "", 403)
		w.subscribe("204", "dialog", "Expires: 30", 423)
		w.silence(time.Second)
		w.subscribe("204", "dialog;id=7", "", 200)
		if m := w.method("NOTIFY"); header(m, "Event") != "dialog;id=7" {
			t.Error(m)
		}
		thief := r.watcher("203", "10.0.0.66:5062")
		thief.id, thief.toTag, thief.seq = w.id, w.toTag, w.seq
		thief.say("204", "dialog", "", "Expires: 0")
		thief.status(481)
		if n := r.line.notifier.count(); n != 1 {
			t.Errorf("%d subscriptions stand", n)
		}
	})
}

// A phone has so many keys and no more; one that begins anew takes its old
// place.
func TestSubscriptionsAreBounded(t *testing.T) {
	watching(t, func(t *testing.T, r *rig, b *lampBoard) {
		w := r.watcher("203", "10.0.0.23:5062")
		for n := range 3 {
			w.id, w.toTag = fmt.Sprint("again-", n), ""
			w.subscribe("204", "dialog", "", 200)
			w.told()
		}
		if n := r.line.notifier.count(); n != 1 {
			t.Fatalf("a phone that began anew has %d subscriptions", n)
		}
		for n := 1; n <= maxOfSeat; n++ {
			w.id, w.toTag = fmt.Sprint("key-", n), ""
			want := 200
			if n == maxOfSeat {
				want = 503
			}
			w.subscribe("204", fmt.Sprint("dialog;id=", n), "", want)
			if want == 200 {
				w.told()
			}
		}
	})
}
