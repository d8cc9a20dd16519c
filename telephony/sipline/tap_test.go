package sipline

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spojka/spojka/telephony"
)

// listener is a tap that writes down what it hears, one line a message.
type listener struct {
	mu    sync.Mutex
	lines []string
	over  []telephony.LegID

	refused []string
}

func (l *listener) Signal(s telephony.Signal) {
	first, _, _ := bytes.Cut(s.Text, []byte("\r\n"))
	first, _, _ = bytes.Cut(first, []byte(" sip:"))
	way := "<"
	if s.Out {
		way = ">"
	}
	whose := string(s.Trunk) + string(s.Seat)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, fmt.Sprintf("%s %s %s %v", whose, way, first, s.Leg != 0))
}

func (l *listener) LegOver(leg telephony.LegID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.over = append(l.over, leg)
}

func (l *listener) heard() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.lines, "\n")
}

// tapping runs a story with a line whose messages are heard.
func tapping(t *testing.T, story func(r *rig, tap *listener)) {
	t.Helper()
	inBubble(t, func(t *testing.T, r *rig) {
		r.line.Close()
		tap := &listener{}
		r.tap = tap
		r.open()
		story(r, tap)
	})
}

func TestTapHearsCallsAndPhonesAndNobodyElse(t *testing.T) {
	tapping(t, func(r *rig, tap *listener) {
		stranger := r.peer("10.0.0.66:5060")
		stranger.send("OPTIONS sip:10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.66:5060;branch=z9hG4bKx\nFrom: <sip:x@x>;tag=x\nTo: <sip:y@y>\nCall-ID: stranger\nCSeq: 1 OPTIONS\n\n")
		stranger.status(200)
		p := r.phone()
		c := r.caller()
		c.up(r)
		leg := r.news.leg(0)
		r.line.Dial(telephony.OfferID(7).Leg(), telephony.SeatCall{Seat: "203", From: "+420777123456", Local: ourMedia})
		p.respond(p.method("INVITE"), 486, "b", "", "")
		p.method("ACK")
		c.say("BYE", 2, "b1", "", "")
		c.status(200)
		time.Sleep(time.Minute)
		want := strings.Join([]string{
			"203 < REGISTER false", "203 > SIP/2.0 200 OK false",
			"out < INVITE true", "out > SIP/2.0 200 OK true", "out < ACK true",
			"203 > INVITE true", "203 < SIP/2.0 486 X true", "203 > ACK true",
			"out < BYE true", "out > SIP/2.0 200 OK true",
		}, "\n")
		synctest.Wait()
		if got := tap.heard(); got != want {
			t.Errorf("heard\n%s\n want\n%s", got, want)
		}
		tap.mu.Lock()
		defer tap.mu.Unlock()
		if len(tap.over) != 2 || !slices.Contains(tap.over, leg) {
			t.Errorf("over: %v, want both legs", tap.over)
		}
	})
}

// Of a call that is refused before a leg exists nothing is heard.
func TestTapIsDeafToThoseTurnedAway(t *testing.T) {
	tapping(t, func(r *rig, tap *listener) {
		c := r.caller()
		c.mark = r.peer("10.0.0.66:5060")
		c.invite()
		c.status(401)
		synctest.Wait()
		if got := tap.heard(); got != "" {
			t.Errorf("heard %s of a stranger", got)
		}
	})
}

// A stranger costs a look into a table, and nothing is allocated for him.
func BenchmarkTapStranger(b *testing.B) {
	tap := newTapped(&listener{})
	text := []byte("SIP/2.0 401 Unauthorized\r\nVia: SIP/2.0/UDP 10.0.0.66:5060;branch=z9hG4bKx\r\nFrom: <sip:x@x>;tag=x\r\nTo: <sip:y@y>\r\nCall-ID: stranger\r\nCSeq: 1 OPTIONS\r\n\r\n")
	b.ReportAllocs()
	for b.Loop() {
		tap.sent(nil, ours, text)
	}
}

// By TCP, too; what isn't a message, a keep-alive's answer, is nobody's.
func TestTapHearsTCP(t *testing.T) {
	tap := &listener{}
	heard := newTapped(tap)
	heard.enter("mine", party{leg: 1, trunk: "out"})
	l := &tcpLink{tap: heard, own: ours, out: make(chan []byte, 4), gone: make(chan struct{})}
	for _, text := range []string{"BYE sip:x SIP/2.0\r\nCall-ID: mine\r\n\r\n", "BYE sip:x SIP/2.0\r\nCall-ID: another\r\n\r\n", "\r\n"} {
		if err := l.send([]byte(text), ours); err != nil {
			t.Fatal(err)
		}
	}
	heard.leave("mine", party{leg: 2, trunk: "out"}) // not this one's: it stays
	_ = l.send([]byte("ACK sip:x SIP/2.0\r\nCall-ID: mine\r\n\r\n"), ours)
	if got := tap.heard(); got != "out > BYE true\nout > ACK true" {
		t.Errorf("heard %s", got)
	}
}

// Refused is heard as "REGISTER 401 203".
func (l *listener) Refused(asked, answer telephony.Signal) {
	method, _, _ := bytes.Cut(asked.Text, []byte(" "))
	l.mu.Lock()
	defer l.mu.Unlock()
	l.refused = append(l.refused, fmt.Sprintf("%s %s %s", method, answer.Text[8:11], string(asked.Trunk)+string(asked.Seat)))
}

// turnedAway are the refusals heard since.
func (l *listener) turnedAway() string {
	synctest.Wait() // it is told behind the answer
	l.mu.Lock()
	defer l.mu.Unlock()
	all := strings.Join(l.refused, "; ")
	l.refused = nil
	return all
}

// What is turned away before it is a call is heard with its answer: of phones,
// trunks and strangers. Being asked for a password is no refusal, a wrong one
// is. However many come, few are heard, and all are counted.
func TestRefusalsAreHeard(t *testing.T) {
	tapping(t, func(r *rig, tap *listener) {
		p := &phone{mark: r.peer("10.0.0.23:5062"), r: r}
		p.say("REGISTER", "", "Contact: <sip:203@10.0.0.23>")
		ask := p.status(401)
		p.say("REGISTER", proof(ask, "REGISTER", "203", "wrong", 1, true), "Contact: <sip:203@10.0.0.23>")
		p.status(401)
		p.say("REGISTER", proof(ask, "REGISTER", "203", "secret", 2, true), "Contact: <tel:203>")
		p.status(400)
		if got := tap.turnedAway(); got != "REGISTER 401 ; REGISTER 400 203" {
			t.Errorf("of a phone: %s", got)
		}
		c := r.caller()
		c.say("INVITE", 1, "a", "Require: teleport", sdpAt("10.0.0.9", 6000, ""))
		c.status(420)
		c.say("INVITE", 2, "b", "Content-Type: text/plain", "hello")
		c.status(415)
		c.say("INVITE", 4, "d", "Supported: timer\nSession-Expires: 30", sdpAt("10.0.0.9", 6000, ""))
		c.status(422) // it asks again, for more
		r.line.SetReady(false)
		c.say("INVITE", 3, "c", "", sdpAt("10.0.0.9", 6000, ""))
		c.status(503)
		r.line.SetReady(true)
		if got := tap.turnedAway(); got != "INVITE 420 out; INVITE 415 out; INVITE 503 out" {
			t.Errorf("of a trunk: %s", got)
		}
		w := r.watcher("203", "10.0.0.66:5062")
		w.say("800100200", "x", "", "")
		w.status(489)
		for n := range 50 {
			w.send(fmt.Sprintf("INVITE sip:00900%d@10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.66:5062;rport;branch=z9hG4bKi%d\nMax-Forwards: 70\nFrom: <sip:1@10.0.0.1>;tag=w\nTo: <sip:2@10.0.0.1>\nCall-ID: s%d\nCSeq: 1 INVITE\nContact: <sip:1@10.0.0.66>\n\n", n, n, n))
			w.status(401)
		}
		if got := strings.Count(tap.turnedAway(), "INVITE 401 "); got != strangeBurst-1 {
			t.Errorf("of a stranger: %d", got)
		}
		if got := fmt.Sprint(r.line.Refused()); got != "[{400 1} {401 51} {415 1} {420 1} {503 1}]" {
			t.Errorf("counted %s", got)
		}
	})
}
