package sipline

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/emiago/sipgo/sip"
)

func TestRegister(t *testing.T) {
	for _, sha := range []bool{true, false} {
		inBubble(t, func(t *testing.T, r *rig) {
			p := &phone{mark: r.peer("10.0.0.23:5062"), r: r}
			contact := "Contact: <sip:203@192.168.1.5:5062>;expires=120"
			p.say("REGISTER", "", contact)
			ask := p.status(401)
			p.say("REGISTER", proof(ask, "REGISTER", "203", "secret", 1, sha), contact)
			ok := p.status(200)
			if c := ok.GetHeader("Contact").Value(); c != "<sip:203@192.168.1.5:5062>;expires=120" {
				t.Error(c)
			}
			r.heard("seat 203 ok")
			p.say("REGISTER", proof(ask, "REGISTER", "203", "secret", 2, sha), "Contact: <sip:203@192.168.1.5:5062>;expires=0")
			p.status(200)
			r.heard("seat 203 unregistered")
		})
	}
}

func TestRegisterForms(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := &phone{mark: r.peer("10.0.0.23:5062"), r: r}
		p.say("REGISTER", "", "")
		ask, nc := p.status(401), 0
		try := func(more string, want int) *sip.Response {
			t.Helper()
			nc++
			p.say("REGISTER", proof(ask, "REGISTER", "203", "secret", nc, true), more)
			return p.status(want)
		}
		try("", 200) // a query: nothing is bound
		if res := try("Contact: <sip:203@1.2.3.4>\nExpires: 30", 423); res.GetHeader("Min-Expires") == nil {
			t.Error("no Min-Expires")
		}
		if c := try("Contact: <sip:203@1.2.3.4>", 200).GetHeader("Contact").Value(); c != "<sip:203@1.2.3.4>;expires=300" {
			t.Error(c)
		}
		if c := try("m: <sip:203@1.2.3.4>\nExpires: 90000", 200).GetHeader("Contact").Value(); c != "<sip:203@1.2.3.4>;expires=3600" {
			t.Error(c)
		}
		try("Contact: *\nExpires: 60", 400)
		try("Contact: <<<", 400)
		try("Contact: <tel:203>", 400)
		r.heard("seat 203 ok")
		try("Contact: *\nExpires: 0", 200)
		r.heard("seat 203 unregistered")
		try("Contact: <sip:203@1.2.3.4>\nRequire: path", 420)
		p.say("REGISTER", proof(ask, "REGISTER", "204", "secret", 20, true), "Contact: <sip:203@1.2.3.4>")
		p.status(403) // one seat for another
	})
}

func TestReplay(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := &phone{mark: r.peer("10.0.0.23:5062"), r: r}
		contact := "Contact: <sip:203@192.168.1.5:5062>"
		p.say("REGISTER", "", contact)
		ask := p.status(401)
		good := proof(ask, "REGISTER", "203", "secret", 1, true)
		p.say("REGISTER", good, contact)
		p.status(200)
		p.seq-- // a repeat of the same request is answered the same
		p.say("REGISTER", good, contact)
		p.status(200)
		p.say("REGISTER", good, contact) // the same proof again is a replay
		if h := p.status(401).GetHeader("WWW-Authenticate").Value(); !strings.Contains(h, "stale=true") {
			t.Error(h)
		}
		p.say("REGISTER", proof(ask, "REGISTER", "203", "secret", 3, true), contact)
		p.status(200)
		p.say("REGISTER", proof(ask, "REGISTER", "203", "secret", 2, true), contact) // late, but new
		p.status(200)
		time.Sleep(nonceAge)
		p.say("REGISTER", proof(ask, "REGISTER", "203", "secret", 4, true), contact)
		if h := p.status(401).GetHeader("WWW-Authenticate").Value(); !strings.Contains(h, "stale=true") {
			t.Error(h)
		}
		p.say("REGISTER", prove("AAAA", "REGISTER", "203", "secret", 1, true), contact)
		p.status(401) // not a nonce of ours
		var answers []string
		for _, password := range []string{"secret", "wrong"} { // a foreign nonce tells no good guess
			p.seq = 40
			p.say("REGISTER", prove("AAAA", "REGISTER", "203", password, 1, true), contact)
			answers = append(answers, nonceOf.ReplaceAllString(p.status(401).String(), ""))
		}
		if answers[0] != answers[1] {
			t.Errorf("%s\n%s", answers[0], answers[1])
		}
	})
}

var nonceOf = regexp.MustCompile(`nonce="[^"]*"`)

// Known and unknown names get the same bytes but the nonce.
func TestConstantAnswers(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		for i, method := range []string{"REGISTER", "INVITE"} {
			p := &phone{mark: r.peer(fmt.Sprintf("10.0.0.%d:5062", 30+i)), r: r}
			var answers []string
			for _, user := range []string{"203", "999", "203x"} {
				p.seq = 10
				p.say(method, "", "")
				ask := p.status(401)
				p.seq = 10
				p.say(method, proof(ask, method, user, "wrong", 1, true), "")
				answers = append(answers, nonceOf.ReplaceAllString(p.status(401).String(), ""))
			}
			if answers[0] != answers[1] || answers[1] != answers[2] {
				t.Errorf("%s:\n%s\n%s\n%s", method, answers[0], answers[1], answers[2])
			}
		}
		r.heard("")
		r.empty()
	})
}

func TestWrongPasswordsBan(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		good := r.phone()
		p := &phone{mark: r.peer("10.0.0.66:5062"), r: r}
		try := func() bool {
			p.say("REGISTER", "", "")
			m := p.next(time.Second)
			if m == nil {
				return false
			}
			p.say("REGISTER", proof(m.(*sip.Response), "REGISTER", "203", "wrong", 1, true), "")
			p.status(401)
			return true
		}
		for wait, round := time.Hour, 0; round < 3; round++ {
			n := 0
			for try() {
				n++
			}
			if n != failuresToBan {
				t.Fatalf("%d tries in round %d", n, round)
			}
			time.Sleep(wait - 10*time.Minute)
			if try() {
				t.Fatal("the ban was too short")
			}
			time.Sleep(10 * time.Minute)
			wait *= 2
			good.register(60)
		}
		r.news.take()
	})
}

// One a minute is slow, but it is still five.
func TestSlowBruteForce(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := &phone{mark: r.peer("10.0.0.66:5062"), r: r}
		for range failuresToBan {
			p.say("REGISTER", "", "")
			p.say("REGISTER", proof(p.status(401), "REGISTER", "203", "wrong", 1, true), "")
			p.status(401)
			time.Sleep(time.Minute)
		}
		p.say("REGISTER", "", "")
		p.silence(time.Second)
		if r.line.door.banned(p.conn.addr.Addr(), time.Now()) != true {
			t.Error("not banned")
		}
	})
}

func TestReachability(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		start := time.Now()
		ask := p.method("OPTIONS")
		if d := time.Since(start); d < probeEvery-keeperTick || d > probeEvery+keeperTick {
			t.Errorf("asked after %s", d)
		}
		p.respond(ask, 404, "x", "", "") // any answer is life
		p.method("OPTIONS")
		asked := time.Now()
		for r.news.take() == "" {
			time.Sleep(50 * time.Millisecond)
		}
		if d := time.Since(asked); d > 2300*time.Millisecond {
			t.Errorf("known after %s", d)
		}
		for len(p.conn.in) > 0 {
			<-p.conn.in
		}
		p.respond(p.method("OPTIONS"), 200, "x", "", "")
		r.heard("seat 203 ok")
		go func() {
			for range 100 {
				if m := p.next(10 * time.Second); m != nil {
					p.respond(m.(*sip.Request), 200, "x", "", "")
				}
			}
		}()
		time.Sleep(301 * time.Second)
		r.heard("seat 203 unregistered")
		time.Sleep(20 * time.Minute)
	})
}

// A phone in use is asked each 5 s, and that it has gone is known 2 s after the
// first answer that is lost.
func TestReachabilityInUse(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		r.dial()
		inv := p.method("INVITE")
		p.respond(inv, 200, "t1", "Contact: <sip:203@192.168.1.5:5062>", sdpAt("192.168.1.5", 7000, ""))
		p.method("ACK")
		r.heard("answered 192.168.1.5:7000")
		for range 3 {
			began := time.Now()
			p.respond(p.method("OPTIONS"), 200, "x", "", "")
			if d := time.Since(began); d > probeInUse+keeperTick {
				t.Errorf("asked after %s", d)
			}
		}
		p.method("OPTIONS")
		asked := time.Now()
		for r.news.take() == "" {
			time.Sleep(50 * time.Millisecond)
		}
		if d := time.Since(asked); d > probeAnswer+2*keeperTick {
			t.Errorf("known after %s", d)
		}
	})
}

func TestTrunkIsAsked(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		office := testOffice()
		office.Trunks[0].Host = "10.0.0.9:5070"
		at := r.peer("10.0.0.9:5070")
		r.line.SetOffice(office)
		at.respond(at.method("OPTIONS"), 405, "x", "", "")
		time.Sleep(keeperTick)
		at.method("OPTIONS")
		time.Sleep(probeAnswer + 2*keeperTick)
		// taken for up, being asked, answering, silent
		if s := r.saw("out"); s != "true; false; true; false no answer from 10.0.0.9:5070" {
			t.Error(s)
		}
	})
}
