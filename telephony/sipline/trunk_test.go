package sipline

import (
	"context"
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/emiago/sipgo/sip"
	"github.com/spojka/spojka/telephony"
)

// Odorik and IMS: one registration, 20 numbers; where the called one stands
// differs by trunk.
func TestWire24ManyNumbers(t *testing.T) {
	for place, line := range map[telephony.NumberIn]string{
		telephony.InTo: "To: <sip:%s@10.0.0.1>", telephony.InCalled: "P-Called-Party-ID: <sip:%s@ims>", telephony.InRequest: "",
	} {
		inBubble(t, func(t *testing.T, r *rig) {
			p := r.registering(func(t *telephony.Trunk) { t.Register.User, t.Habits.Called = "main", place })
			p.ok(p.method("REGISTER"), 3600, "")
			synctest.Wait()
			c := &callIn{mark: p, tag: "aa"}
			for i := range 20 {
				number := fmt.Sprintf("8001002%02d", i)
				c.id = "call" + number
				tap := &capture{}
				c.tap = tap
				c.say("INVITE", 1, "i"+number, "", sdpAt("10.0.2.1", 6000, ""))
				c.tap = nil
				text := strings.ReplaceAll(tap.text, "10.0.0.9", "10.0.2.1")
				switch place {
				case telephony.InRequest:
					text = strings.Replace(text, "INVITE sip:800100200", "INVITE sip:"+number, 1)
				case telephony.InTo:
					text = strings.Replace(text, "INVITE sip:800100200", "INVITE sip:main", 1)
					text = strings.Replace(text, "To: <sip:800100200@10.0.0.1>", fmt.Sprintf(line, number), 1)
				default:
					text = strings.Replace(text, "INVITE sip:800100200", "INVITE sip:main", 1)
					text = strings.Replace(text, "\n\n", "\n"+fmt.Sprintf(line, number)+"\n\n", 1)
				}
				c.send(text)
				r.heard(fmt.Sprintf(`arrived from "+420777123456" to "+420%s"`, number))
				if a := r.news.arrivals[i]; a.Trunk != "isp" || a.ToSent != number || a.FromSent != "777123456" {
					t.Errorf("%+v", a)
				}
			}
		})
	}
}

// Two trunks of one provider: the call belongs to the one whose name it bears.
func TestTwoTrunksOfOneProvider(t *testing.T) {
	of := readOffice(telephony.Office{Trunks: []telephony.Trunk{
		{ID: "a", Peers: []string{"10.0.2.1"}, Register: &telephony.Register{User: "one"}},
		{ID: "b", Peers: []string{"10.0.2.1"}, Register: &telephony.Register{User: "two"}},
	}}, nil)
	for user, want := range map[string]telephony.TrunkID{"one": "a", "two": "b", "800100200": "a"} {
		m := &message{flow: flow{&udpLink{}, netip.MustParseAddrPort("10.0.2.1:5060")}, uri: &sip.Uri{User: user}}
		if got, _ := of.trunkOf(m); got.ID != want {
			t.Errorf("%s: %s", user, got.ID)
		}
	}
}

// A registering trunk asks for the password in the call: each request of ours
// comes again with the next number and proof, and from then on at once.
func TestWire20InDialogChallenges(t *testing.T) {
	for _, method := range []string{"INVITE", "UPDATE", "OPTIONS", "BYE"} {
		for _, status := range []int{401, 407} {
			inBubble(t, func(t *testing.T, r *rig) { challenged(t, r, method, status) })
		}
	}
}

func challenged(t *testing.T, r *rig, method string, status int) {
	p := r.registering(nil)
	p.ok(p.method("REGISTER"), 3600, "")
	synctest.Wait()
	c := &callIn{mark: p, id: "call", tag: "aa"}
	heads := "Supported: timer\nSession-Expires: 90;refresher=uas"
	if method == "UPDATE" {
		heads += "\nAllow: INVITE, UPDATE"
	}
	c.talks(r, heads, sdpAt("10.0.2.1", 6000, ""))
	switch method {
	case "OPTIONS":
		r.line.Probe(r.news.leg(0))
	case "BYE":
		r.line.Hang(r.news.leg(0), telephony.ByAgent)
	}
	req := c.inCall(method)
	name, answer := "WWW-Authenticate", "Authorization"
	if status == 407 {
		name, answer = "Proxy-Authenticate", "Proxy-Authorization"
	}
	c.respond(req, status, "", name+`: Digest realm="isp", nonce="n1", qop="auth"`, "")
	if method == "INVITE" {
		c.inCall("ACK")
	}
	again := c.inCall(method)
	proved(t, again, answer, "420800100200", "isp", "n1", "00000001")
	if again.CSeq().SeqNo != req.CSeq().SeqNo+1 || string(again.Body()) != string(req.Body()) {
		t.Errorf("%v", again)
	}
	if method == "INVITE" {
		c.respond(again, 200, "", "", sdpAt("10.0.2.1", 6000, ""))
		c.inCall("ACK")
	} else {
		c.respond(again, 200, "", "", "")
	}
	if method != "BYE" {
		r.line.Hang(r.news.leg(0), telephony.ByAgent)
		bye := c.inCall("BYE")
		proved(t, bye, answer, "420800100200", "isp", "n1", "00000002")
		c.respond(bye, 200, "", "", "")
	}
	r.heard("")
	r.empty()
}

// inCall waits for a request in the call, not one of the keeper's.
func (c *callIn) inCall(method string) *sip.Request {
	c.t.Helper()
	for {
		m := c.next(3 * time.Minute)
		req, ok := m.(*sip.Request)
		if ok && req.CallID().Value() != c.id {
			c.respond(req, 200, "x", "", "")
			continue
		}
		if !ok || string(req.Method) != method {
			c.t.Fatalf("got %v\n want %s", m, method)
		}
		return req
	}
}

// names is a resolver with a table instead of the network.
func names(table map[string][]string) *resolver {
	r := newResolver([]netip.AddrPort{netip.MustParseAddrPort("192.0.2.53:53")})
	r.hosts = func(context.Context, string) ([]netip.Addr, error) { return nil, errNoName }
	z := &zone{table: table}
	r.ask = func(_ context.Context, _ []netip.AddrPort, name string, kind uint16) ([]record, error) {
		q, err := question(1, name, kind)
		if err != nil {
			return nil, err
		}
		return readAnswer(z.answer(q), kind)
	}
	return r
}

var threeTargets = map[string][]string{
	"_sip._udp.isp.example SRV": {"300 1 0 5060 one.isp.example", "300 2 0 5060 two.isp.example", "300 3 0 5070 three.isp.example"},
	"one.isp.example A":         {"300 10.0.2.1"},
	"two.isp.example A":         {"300 10.0.2.2"},
	"three.isp.example A":       {"300 10.0.2.3"},
}

// Three targets, two of them dead, one silent and one out of order: the third
// is in use within 6 s, and the others are tried again when it fails.
func TestWire47ThreeTargetsTwoDead(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.line.resolver = names(threeTargets)
		two, three := r.peer("10.0.2.2:5060"), r.peer("10.0.2.3:5070")
		start := time.Now()
		p := r.registering(func(t *telephony.Trunk) { t.Register.Registrar = "isp.example" })
		p.method("REGISTER") // and not a word
		refused := two.method("REGISTER")
		if took := time.Since(start); took > 4*time.Second {
			t.Errorf("the second is tried after %s", took)
		}
		two.respond(refused, 503, "r", "Retry-After: 300", "")
		third := three.method("REGISTER")
		if third.Recipient.String() != "sip:isp.example" || time.Since(start) > 6*time.Second {
			t.Errorf("after %s: %v", time.Since(start), third)
		}
		three.ok(third, 120, "")
		if got := r.saw("isp"); got != "true" {
			t.Errorf("told %s", got)
		}
		if v := r.view("isp"); v.Where != "10.0.2.3:5070" || len(v.Addresses) != 3 {
			t.Errorf("%+v", v)
		}
		for len(p.conn.in) > 0 {
			<-p.conn.in
		}
		three.method("OPTIONS") // now it is dead too, and the first is back
		p.ok(p.method("REGISTER"), 3600, "")
		two.silence(15 * time.Second) // it wanted to be left alone
	})
}

// A peer trunk by name goes to the next address too, never because of a
// refusal that is an answer.
func TestWire47PeerTrunk(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.line.resolver = names(threeTargets)
		one, two := r.peer("10.0.2.1:5060"), r.peer("10.0.2.2:5060")
		o := testOffice()
		o.Trunks = append(o.Trunks, telephony.Trunk{ID: "isp", Name: "Provider", Host: "isp.example"})
		r.line.SetOffice(o)
		one.respond(one.method("OPTIONS"), 403, "x", "", "")
		one.respond(one.method("OPTIONS"), 503, "x", "", "")
		start := time.Now()
		two.respond(two.method("OPTIONS"), 404, "x", "", "")
		if took := time.Since(start); took > time.Second {
			t.Errorf("after %s", took)
		}
		one.silence(15 * time.Second)
		if got, v := r.saw("isp"), r.view("isp"); got != "true" || v.Where != "10.0.2.2:5060" {
			t.Errorf("told %s, at last %+v", got, v)
		}
	})
	inBubble(t, func(t *testing.T, r *rig) {
		r.line.resolver = names(nil)
		o := testOffice()
		o.Trunks = append(o.Trunks, telephony.Trunk{ID: "isp", Name: "Provider", Host: "isp.example"})
		r.line.SetOffice(o)
		if got := r.saw("isp"); got != "false isp.example: no address found: no such name" {
			t.Errorf("told %s", got)
		}
	})
}

// A call from any address of the provider's set is the trunk's; from others
// it is a stranger's, who is asked for a password.
func TestWire48OtherAddressesOfTheProvider(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		r.line.resolver = names(threeTargets)
		p := r.registering(func(t *telephony.Trunk) {
			t.Register.Registrar, t.Peers = "isp.example", []string{"10.0.3.0/24"}
		})
		p.ok(p.method("REGISTER"), 3600, "")
		for i, from := range []string{"10.0.2.2:5060", "10.0.2.3:9999", "10.0.3.7:5060"} {
			c := &callIn{mark: r.peer(from), id: from, tag: "aa"}
			c.say("INVITE", 1, fmt.Sprint("i", i), "", sdpAt("10.0.2.2", 6000, ""))
			r.heard(`arrived from "+420777123456" to "+420800100200"`)
			if a := r.news.arrivals[i]; a.Trunk != "isp" {
				t.Errorf("%+v", a)
			}
		}
		c := &callIn{mark: r.peer("10.0.4.1:5060"), id: "x", tag: "aa"}
		c.rewrite("10.0.0.9:5060", "10.0.4.1:5060")
		c.status(401)
		r.heard("")
		if s := r.line.Stranger(); s.Address != netip.MustParseAddr("10.0.4.1") || time.Since(s.At) > time.Second {
			t.Errorf("%+v", s)
		}
	})
}

// A trunk taken away is told goodbye, and its addresses are strangers'.
func TestTrunkTakenAway(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.registering(nil)
		p.ok(p.method("REGISTER"), 3600, "")
		synctest.Wait()
		r.line.SetOffice(testOffice())
		if bye := p.method("REGISTER"); header(bye, "Expires") != "0" {
			t.Errorf("%v", bye)
		} else {
			p.respond(bye, 200, "r", "", "")
		}
		if r.line.office.Load().isPeer(netip.MustParseAddr("10.0.2.1")) {
			t.Error("its address still counts")
		}
		p.silence(time.Hour)
	})
}

// A number that comes digit by digit: 484 while it may become one of ours.
func TestWire49Overlap(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		o := testOffice()
		o.Trunks[0].Habits.Overlap = true
		o.Numbers = []telephony.Inbound{{Number: "+420800100200", Queue: "q"}, {Number: "+420777000111", Trunk: "other", Queue: "q"}, {Number: "15", Queue: "q"}}
		r.line.SetOffice(o)
		c := r.caller()
		try := func(number string, i int) {
			c.id = fmt.Sprint("call", i)
			tap := &capture{}
			c.tap = tap
			c.say("INVITE", 1, fmt.Sprint("i", i), "", sdpAt("10.0.0.9", 6000, ""))
			c.tap = nil
			c.send(strings.Replace(tap.text, "INVITE sip:800100200", "INVITE sip:"+number, 1))
		}
		for i, number := range []string{"8", "80", "80010020", "420800", "%2B4208001", "0042080010020", "1"} {
			try(number, i)
			c.status(484)
			r.heard("")
		}
		r.empty()
		for i, x := range []struct{ number, to string }{{"800100200", "+420800100200"}, {"15", "15"}, {"80019", "80019"}, {"777000", "777000"}} {
			try(x.number, 100+i)
			r.heard(fmt.Sprintf(`arrived from "+420777123456" to %q`, x.to))
			c.status(100)
		}
	})
}
