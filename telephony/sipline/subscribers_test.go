package sipline

import (
	"fmt"
	"log/slog"
	"net/netip"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/emiago/sipgo/sip"
	"github.com/spojka/spojka/telephony"
)

// gated is a lamp that can't be read while the gate is shut: whoever looks at
// all of them waits.
const gated = "queue-podpora"

// gate are lamps with such a one.
type gate struct {
	*lampBoard
	open chan struct{} // nil: it is open
}

func (g *gate) Lamp(at telephony.SeatID, resource string) (telephony.PhoneLamp, bool) {
	g.mu.Lock()
	open := g.open
	g.mu.Unlock()
	if open != nil && resource == gated {
		<-open
	}
	return g.lampBoard.Lamp(at, resource)
}

// gating runs a story with such lamps; somebody watches the one behind the gate.
func gating(t *testing.T, story func(t *testing.T, r *rig, g *gate)) {
	t.Helper()
	inBubble(t, func(t *testing.T, r *rig) {
		g := &gate{lampBoard: newLampBoard()}
		r.line.o.Lamps = g
		w := r.watcher("203", "10.0.0.22:5062")
		w.subscribe(gated, "dialog", "", 200)
		w.told()
		story(t, r, g)
	})
}

// shut keeps the notifier busy until the function is called.
func (g *gate) shut(l *Line) (open func()) {
	c := make(chan struct{})
	g.mu.Lock()
	g.open = c
	g.mu.Unlock()
	l.Relight()
	synctest.Wait()
	return func() {
		g.mu.Lock()
		g.open = nil
		g.mu.Unlock()
		close(c)
	}
}

// One change lights a key of every phone, and all of them answer at once: no
// answer is lost, so that nothing is told again half a second later, and
// nothing new waits for that.
func TestAllSubscribersAnswerAtOnce(t *testing.T) {
	gating(t, func(t *testing.T, r *rig, g *gate) {
		const keys = 150
		phones := []*watcher{r.watcher("203", "10.0.0.23:5062"), r.watcher("204", "10.0.0.24:5062")}
		for _, w := range phones {
			for n := range keys {
				w.id, w.toTag = fmt.Sprint(w.seat, "-key-", n), ""
				w.subscribe("204", fmt.Sprint("dialog;id=", n), "", 200)
				w.told()
			}
		}
		if keys*len(phones) <= maxMessages {
			t.Fatal("too few to fill a box")
		}
		time.Sleep(time.Second)
		g.set(r.line, "204", ringing("a"))
		var told []*sip.Request
		for _, w := range phones {
			for range keys {
				told = append(told, w.method("NOTIFY"))
			}
		}
		open := g.shut(r.line)
		for n, req := range told {
			phones[n/keys].respond(req, 200, "", "", "")
		}
		synctest.Wait()
		open()
		for _, w := range phones {
			w.silence(2 * t1)
		}
	})
}

// A phone that subscribed has proved who it is: the door takes it for no
// stranger, whichever port it uses for that; when the subscription is over, or
// moves, it does so again.
func TestSubscribersAreNoStrangers(t *testing.T) {
	watching(t, func(t *testing.T, r *rig, b *lampBoard) {
		w := r.watcher("203", "10.0.0.23:5062")
		w.subscribe("204", "dialog", "", 200)
		w.told()
		time.Sleep(time.Second)
		d := r.line.door
		d.mu.Lock() // strangers have used up everything
		d.all, d.seen[w.conn.addr.Addr()] = bucket{0, time.Now()}, &bucket{0, time.Now()}
		d.mu.Unlock()
		b.set(r.line, "204", ringing("a"))
		w.told()
		w.silence(2 * t1)
		old := w.conn.addr
		w.conn = r.net.open("10.0.0.23:5099") // its NAT gives it another port
		w.say("204", "dialog", "", "Expires: 300")
		w.status(200)
		w.told()
		if r.line.registrar.knows(old) || !r.line.registrar.knows(w.conn.addr) {
			t.Error("the door knows the port of before, or not the new one")
		}
		w.say("204", "dialog", "", "Expires: 0")
		w.status(200)
		w.told()
		synctest.Wait()
		if n := len(r.line.registrar.flows); n != 0 {
			t.Errorf("the door lets %d pass", n)
		}
	})
}

// A phone that asks for the state once, again and again, has nothing written;
// its way to us through a proxy is told back to it (RFC 3261 §12.1.1).
func TestFetchedStateIsNotKept(t *testing.T) {
	rewatching(t, func(t *testing.T, r *rig, b *lampBoard) {
		time.Sleep(watchersRest + time.Second)
		os.Remove(r.file)
		w := r.watcher("203", "10.0.0.23:5062")
		for n := range 10 {
			w.id, w.toTag = fmt.Sprint("fetch-", n), ""
			res := w.subscribe("204", "dialog", "Expires: 0\nRecord-Route: <sip:10.0.0.77;lr>", 200)
			if got := header(res, "Record-Route"); got != "<sip:10.0.0.77;lr>" {
				t.Errorf("Record-Route %q", got)
			}
			w.told()
			time.Sleep(watchersRest)
		}
		if _, err := os.Stat(r.file); err == nil {
			t.Error("the file was written")
		}
	})
}

// Refreshes that come faster than they are worked off hurt nobody; one that
// waits while another subscription takes the place of its own comes too late.
func TestRefreshesOvertakeEachOther(t *testing.T) {
	gating(t, func(t *testing.T, r *rig, g *gate) {
		w := r.watcher("203", "10.0.0.23:5062")
		w.subscribe("204", "dialog", "", 200)
		w.told()
		first, toTag := w.id, w.toTag
		for range 100 {
			w.say("204", "dialog", "", "Expires: 300")
		}
		for refreshed := 0; refreshed < 100; {
			switch m := w.next(time.Second).(type) {
			case *sip.Response:
				refreshed++
			case *sip.Request:
				w.respond(m, 200, "", "", "")
			default:
				t.Fatalf("%d answers came", refreshed)
			}
		}
		for m := w.next(time.Second); m != nil; m = w.next(time.Second) {
			w.respond(m.(*sip.Request), 200, "", "", "")
		}
		open := g.shut(r.line)
		w.id, w.toTag = "again", ""
		w.say("204", "dialog", "", "")
		w.say("204", "dialog", proof(w.status(401), "SUBSCRIBE", w.seat, "secret", 1, true), "")
		w.id, w.toTag = first, toTag
		w.say("204", "dialog", "", "Expires: 300")
		synctest.Wait()
		open()
		w.status(200)
		w.status(481)
		w.told()
		if n := r.line.notifier.count(); n != 2 {
			t.Errorf("%d subscriptions stand", n)
		}
	})
}

// While subscriptions of before are read the socket already is, too.
func TestRestoringWhileRequestsCome(t *testing.T) {
	rewatching(t, func(t *testing.T, r *rig, b *lampBoard) {
		w := r.watcher("203", "10.0.0.23:5062")
		for n := range maxOfSeat {
			w.id, w.toTag = fmt.Sprint("key-", n), ""
			w.subscribe("204", fmt.Sprint("dialog;id=", n), "", 200)
			w.told()
		}
		r.line.Close()
		r.unopened = true
		end := make(chan struct{})
		go func() {
			defer close(end)
			for range 2000 {
				w.say("204", "dialog", "", "Expires: 300")
			}
		}()
		r.open()
		<-end
		if n := r.line.notifier.count(); n != maxOfSeat {
			t.Errorf("%d subscriptions stand", n)
		}
	})
}

// What is refused late is shown as it came, whatever came behind it: the bytes
// of a message are the reader's.
func TestRefusedLateIsShownAsItCame(t *testing.T) {
	tapping(t, func(r *rig, tap *listener) {
		r.line.o.Keys = pressedKeys{r.news}
		w := r.watcher("203", "10.0.0.23:5062")
		w.invite("on-air", "")
		r.heard("key on-air at 203")
		leg := r.news.leg(0)
		r.line.Speak(leg, ourMedia)
		ok := w.status(200)
		w.ack(ok, "on-air")
		tag, _ := ok.To().Params.Get("tag")
		for n := range 50 { // of nobody's side of the call
			for _, method := range []string{"INVITE", "OPTIONS"} {
				w.send(fmt.Sprintf("%s sip:x@10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP %s;rport;branch=z9hG4bK%[1]s%[3]d\nMax-Forwards: 70\nFrom: <sip:1@10.0.0.1>;tag=other\nTo: <sip:2@10.0.0.1>;tag=%[4]s\nCall-ID: %[5]s\nCSeq: 9 %[1]s\nContact: <sip:1@10.0.0.23>\n\n",
					method, w.conn.addr, n, tag, w.id))
			}
		}
		time.Sleep(time.Second)
		if got := tap.turnedAway(); strings.Contains(got, "OPTIONS") {
			t.Errorf("shown as refused: %s", got)
		}
	})
}

// Registrations that can't be kept are told of once, until they can again.
func TestUnwritableFileIsToldOnce(t *testing.T) {
	var log strings.Builder
	dir := t.TempDir()
	inBubble(t, func(t *testing.T, r *rig) {
		r.line.log = slog.New(slog.NewTextHandler(&log, nil))
		r.line.o.File = dir + "/none/phones.json"
		for range 5 {
			r.line.writeFile()
		}
		if n := strings.Count(log.String(), "can't be kept"); n != 1 {
			t.Errorf("told %d times", n)
		}
		r.line.o.File = dir + "/phones.json"
		r.line.writeFile()
		r.line.o.File = dir + "/none/phones.json"
		r.line.writeFile()
		if n := strings.Count(log.String(), "can't be kept"); n != 2 {
			t.Errorf("told %d times after it had been over", n)
		}
	})
}

// Two phones of a seat behind one NAT, both by TCP: after both came back each
// subscription follows its own, told by its Contact.
func TestSubscriptionsFollowTheirOwnPhone(t *testing.T) {
	watching(t, func(t *testing.T, r *rig, b *lampBoard) {
		at := func(port uint16) flow {
			return flow{&tcpLink{own: ours, out: make(chan []byte, 4), gone: make(chan struct{})}, netip.AddrPortFrom(netip.MustParseAddr("10.0.0.23"), port)}
		}
		reg := r.line.registrar
		reg.mu.Lock()
		for n := range uint16(2) {
			reg.add(&contact{seat: "203", uri: fmt.Sprintf("sip:203@192.168.1.%d;transport=tcp", n+1), f: at(5001 + n), expires: time.Now().Add(time.Hour), probe: time.Now().Add(time.Hour)})
		}
		reg.mu.Unlock()
		for n := range uint16(2) {
			s := &subscription{seat: "203", event: eventDialog, target: fmt.Sprintf("sip:203@192.168.1.%d;transport=tcp", n+1), f: flow{lost{ours}, at(4000 + n).peer}}
			r.line.notifier.follow(s, make(turns), time.Now())
			if s.f.peer.Port() != 5001+n {
				t.Errorf("the subscription of phone %d follows to port %d", n+1, s.f.peer.Port())
			}
		}
		deaf := at(5003) // it has its connection still, and didn't answer in time
		s := &subscription{seat: "203", event: eventDialog, target: "sip:203@192.168.1.3;transport=tcp", f: deaf}
		if r.line.notifier.follow(s, make(turns), time.Now()); s.f != deaf {
			t.Errorf("the subscription of a deaf phone follows to port %d", s.f.peer.Port())
		}
	})
}
