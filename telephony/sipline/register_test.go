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

// registrarAt is a provider in the network in memory.
const registrarAt = "10.0.2.1:5060"

// registering gives the office a trunk that registers.
func (r *rig) registering(change func(t *telephony.Trunk)) *mark {
	p := r.peer(registrarAt)
	o := testOffice()
	t := telephony.Trunk{ID: "isp", Name: "Provider", Register: &telephony.Register{Registrar: "10.0.2.1", User: "420800100200"}}
	if change != nil {
		change(&t)
	}
	o.Trunks = append(o.Trunks, t)
	r.line.SetOffice(o)
	return p
}

// saw is what was told of a trunk being up or down, since the start.
func (r *rig) saw(id telephony.TrunkID) string {
	synctest.Wait()
	r.news.mu.Lock()
	defer r.news.mu.Unlock()
	var list []string
	for _, v := range r.news.trunks {
		if v.ID == id {
			if line := strings.TrimSpace(fmt.Sprintf("%v %s", v.Up, v.Last)); len(list) == 0 || list[len(list)-1] != line {
				list = append(list, line)
			}
		}
	}
	return strings.Join(list, "; ")
}

// view is what was told of a trunk last.
func (r *rig) view(id telephony.TrunkID) (last telephony.TrunkView) {
	synctest.Wait()
	r.news.mu.Lock()
	defer r.news.mu.Unlock()
	for _, v := range r.news.trunks {
		if v.ID == id {
			last = v
		}
	}
	return last
}

const challenge1 = `WWW-Authenticate: Digest realm="isp", nonce="n1", qop="auth", algorithm=MD5`

// proved checks that a request answers the challenge of a realm.
func proved(t *testing.T, req *sip.Request, head, user, realm, nonce, nc string) {
	t.Helper()
	for _, h := range req.GetHeaders(head) {
		c, ok := readCredentials(h.Value())
		if !ok || c.realm != realm {
			continue
		}
		a1 := user + ":" + realm + ":trunk secret"
		if c.user != user || c.nonce != nonce || c.ncText != nc || c.uri != req.Recipient.String() || !c.proves(string(req.Method), md5Hex(a1), sha256Hex(a1)) {
			t.Errorf("%s: %s", req.Method, h.Value())
		}
		return
	}
	t.Errorf("%s isn't proved to %s: %v", req.Method, realm, req)
}

// ok grants what a REGISTER asks for.
func (p *mark) ok(req *sip.Request, expires int, more string) {
	c := req.Contact().Address.String()
	p.respond(req, 200, "r", strings.TrimSpace(fmt.Sprintf("Contact: <%s>;expires=%d\n%s", c, expires, more)), "")
}

// alive waits for a request and answers OPTIONS meanwhile.
func (p *mark) alive(want string) *sip.Request {
	p.t.Helper()
	for {
		m := p.next(time.Hour)
		req, ok := m.(*sip.Request)
		if !ok || string(req.Method) != want && req.Method != sip.OPTIONS {
			p.t.Fatalf("got %v\n want %s", m, want)
		}
		if string(req.Method) == want {
			return req
		}
		p.respond(req, 404, "x", "", "")
	}
}

// IPEX and IMS: the user of the password, the domain of From and the outbound
// proxy differ from the rest.
func TestWire23FourFields(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		proxy := r.peer("10.0.2.9:5080")
		r.registering(func(t *telephony.Trunk) {
			t.Register.AuthUser, t.Register.FromDomain, t.Register.OutboundProxy = "auth7", "ims.example", "10.0.2.9:5080"
		})
		req := proxy.method("REGISTER")
		if req.Recipient.String() != "sip:10.0.2.1" || header(req, "Route") != "<sip:10.0.2.9:5080;lr>" ||
			!strings.HasPrefix(header(req, "From"), "<sip:420800100200@ims.example>;tag=") || header(req, "To") != "<sip:420800100200@ims.example>" ||
			header(req, "Contact") != "<sip:420800100200@10.0.0.1:5060>;expires=600" {
			t.Errorf("%v", req)
		}
		proxy.respond(req, 401, "r", challenge1, "")
		again := proxy.method("REGISTER")
		proved(t, again, "Authorization", "auth7", "isp", "n1", "00000001")
		if again.CSeq().SeqNo != req.CSeq().SeqNo+1 || again.CallID().Value() != req.CallID().Value() {
			t.Errorf("%v", again)
		}
		proxy.ok(again, 600, "")
		if got := r.saw("isp"); got != "true" {
			t.Error(got)
		}
	})
}

func TestWire25Registrar(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.registering(nil)
		p.respond(p.method("REGISTER"), 423, "r", "Min-Expires: 1800", "")
		longer := p.method("REGISTER")
		if header(longer, "Expires") != "1800" {
			t.Errorf("%v", longer)
		}
		// Old contacts of ours and a shorter time than asked for.
		p.respond(longer, 200, "r", "Contact: <sip:420800100200@192.0.2.77:5060>;expires=3600, <sip:420800100200@10.0.0.1:5060;ob>;expires=120\nExpires: 3600", "")
		for range 20 {
			start := time.Now()
			refresh := p.alive("REGISTER")
			if d := time.Since(start); d < 60*time.Second-keeperTick || d > 105*time.Second+keeperTick {
				t.Errorf("refreshed after %s", d)
			}
			p.ok(refresh, 120, "")
		}
		if got := r.saw("isp"); got != "true" {
			t.Error(got)
		}
	})
	inBubble(t, func(t *testing.T, r *rig) { // 423 again and again is not obeyed twice
		p := r.registering(nil)
		p.respond(p.method("REGISTER"), 423, "r", "Min-Expires: 1800", "")
		p.respond(p.method("REGISTER"), 423, "r", "Min-Expires: 7200", "")
		p.silence(time.Second)
		if got := r.saw("isp"); got != "false 423 X" {
			t.Error(got)
		}
	})
}

// FAULTS 7: refused or silent, a registrar hears from us ever more seldom, to
// once a minute, never twice a second; an hour long; and within a minute of
// its return we are registered.
func TestRegistrarIsLeftAlone(t *testing.T) {
	for name, answer := range map[string]int{"refuses": 403, "is out of order": 503, "is silent": 0} {
		inBubble(t, func(t *testing.T, r *rig) {
			p := r.registering(nil)
			start, last, seen := time.Now(), time.Time{}, ""
			var gaps []time.Duration
			for time.Since(start) < time.Hour {
				m, _ := p.next(2 * time.Minute).(*sip.Request)
				if m == nil || m.Method != sip.REGISTER {
					t.Fatalf("%v", m)
				}
				if answer != 0 {
					p.respond(m, answer, "r", "Warning: 399 isp \"unpaid\"", "")
				}
				if id := m.CSeq().Value(); id != seen {
					if seen != "" {
						gaps = append(gaps, time.Since(last))
					}
					seen, last = id, time.Now()
				}
			}
			for i, gap := range gaps {
				if least := min(2*time.Second<<min(i, 8), 60*time.Second); gap < least-time.Second || gap > least+5*time.Second {
					t.Errorf("%s: gap %d is %s, want about %s", name, i, gap, least)
				}
			}
			want := map[int]string{403: `false 403 X (399 isp "unpaid")`, 503: `false 503 X (399 isp "unpaid") from 10.0.2.1:5060`, 0: "false no answer from 10.0.2.1:5060"}[answer]
			if got := r.saw("isp"); got != want {
				t.Errorf("%s: told %s", name, got)
			}
			back := time.Now()
			p.ok(p.next(2*time.Minute).(*sip.Request), 600, "")
			if d := time.Since(back); d > time.Minute+5*time.Second {
				t.Errorf("%s: registered %s after its return", name, d)
			}
			if got := r.saw("isp"); got != want+"; true" {
				t.Errorf("%s: told %s", name, got)
			}
		})
	}
}

// A wrong password is tried once a try, whatever nonces come.
func TestWrongTrunkPassword(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.registering(nil)
		p.respond(p.method("REGISTER"), 401, "r", challenge1, "")
		p.respond(p.method("REGISTER"), 401, "r", strings.Replace(challenge1, "n1", "n2", 1), "")
		p.silence(1500 * time.Millisecond)
		if got := r.saw("isp"); got != "false 401 X" {
			t.Error(got)
		}
		// The next try proves itself at once; its nonce is stale.
		again := p.method("REGISTER")
		proved(t, again, "Authorization", "420800100200", "isp", "n2", "00000001")
		p.respond(again, 401, "r", strings.Replace(challenge1, "n1", "n3", 1)+", stale=true", "")
		again = p.method("REGISTER")
		proved(t, again, "Authorization", "420800100200", "isp", "n3", "00000001")
		p.ok(again, 60, "")
		again = p.method("REGISTER")
		proved(t, again, "Authorization", "420800100200", "isp", "n3", "00000002")
	})
}

// A chain of SBCs: two realms, several digests, the topmost that we know.
func TestWire21TwoRealms(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.registering(nil)
		p.respond(p.method("REGISTER"), 407, "r", `Proxy-Authenticate: Digest realm="edge", nonce="e1", algorithm=SHA-3`+"\n"+
			`Proxy-Authenticate: Digest realm="edge", nonce="e2", qop="auth-int,auth", algorithm=SHA-256, opaque="o\"1"`+"\n"+
			`Proxy-Authenticate: Digest realm="edge", nonce="e3", qop="auth"`, "")
		second := p.method("REGISTER")
		proved(t, second, "Proxy-Authorization", "420800100200", "edge", "e2", "00000001")
		if !strings.Contains(header(second, "Proxy-Authorization"), `opaque="o\"1"`) {
			t.Errorf("%v", second)
		}
		p.respond(second, 401, "r", challenge1, "")
		third := p.method("REGISTER")
		proved(t, third, "Proxy-Authorization", "420800100200", "edge", "e2", "00000002")
		proved(t, third, "Authorization", "420800100200", "isp", "n1", "00000001")
		p.ok(third, 600, "")
		if got := r.saw("isp"); got != "true" {
			t.Error(got)
		}
	})
}

// IMS: the routes and the identity that the registrar gives are used from
// then on, until the next registration says otherwise.
func TestWire26ServiceRoute(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.registering(nil)
		p.ok(p.method("REGISTER"), 600, "Service-Route: <sip:scscf.ims;lr>, <sip:two.ims;lr>\nP-Associated-URI: \"Us\" <sip:+420800100200@ims>, <tel:+420800100200>")
		ask := p.method("OPTIONS")
		if routes := ask.GetHeaders("Route"); len(routes) != 2 || routes[0].Value() != "<sip:scscf.ims;lr>" || !strings.HasPrefix(header(ask, "From"), "<sip:+420800100200@ims>;tag=") {
			t.Errorf("%v", ask)
		}
		p.respond(ask, 404, "x", "", "")
		p.ok(p.alive("REGISTER"), 600, "")
		if ask := p.method("OPTIONS"); header(ask, "Route") != "" {
			t.Errorf("%v", ask)
		}
	})
}
