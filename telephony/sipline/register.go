package sipline

import (
	"math/rand/v2"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Times of registrations: what is asked for, how long an answer may take, how
// far apart tries are at least, and the back-off between its bounds.
const (
	expiresAsked   = 600 * time.Second
	registerAnswer = 3500 * time.Millisecond
	registerGap    = time.Second
	backLeast      = 2 * time.Second
	backMost       = time.Minute
)

// registration is ours with a trunk's registrar (RFC 3261 §10.2).
type registration struct {
	domain, user string
	callID, tag  string
	seq          uint32
	asked        time.Duration
	next         time.Time // when to register
	sent         time.Time // the last try
	until        time.Time // it stands so long
	busy         bool
	longer       bool // 423 was obeyed in this try
	back         time.Duration

	routes   []string // Service-Route (RFC 3608): the way of requests that begin something
	identity string   // the first P-Associated-URI (RFC 7315 §4.1): who we are
}

func newRegistration(t telephony.Trunk) *registration {
	r := t.Register
	g := &registration{domain: r.FromDomain, user: r.User, callID: token(), tag: token(), asked: expiresAsked}
	if g.domain == "" {
		g.domain = hostOnly(r.Registrar)
	}
	if r.Expires > 0 {
		g.asked = r.Expires.Duration()
	}
	return g
}

// hostOnly takes a port away.
func hostOnly(host string) string {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	if strings.Contains(host, ":") && !strings.HasPrefix(host, "[") {
		host = "[" + host + "]"
	}
	return host
}

// stands says that we are registered.
func (g *registration) stands(now time.Time) bool { return now.Before(g.until) }

// lost: the registrar is gone. The next address hears from us at once, else
// the back-off goes on.
func (g *registration) lost(moved bool) {
	now := time.Now()
	g.until = time.Time{}
	if moved {
		g.next = now
		return
	}
	g.later(now, 0)
}

// later doubles the back-off and waits for so long, or as long as was asked.
func (g *registration) later(now time.Time, asked time.Duration) {
	g.back = min(max(2*g.back, backLeast), backMost)
	g.next = now.Add(max(g.back, asked))
}

// register begins a try when one is due.
func (k *keeper) register(s *trunkState, now time.Time) {
	g := s.reg
	if g.busy || now.Before(g.next) || now.Sub(g.sent) < registerGap {
		return
	}
	g.sent, g.longer = now, false
	k.sendRegister(s, g.asked, &attempt{})
}

// sendRegister sends a REGISTER, with proof where we were asked before.
func (k *keeper) sendRegister(s *trunkState, asked time.Duration, try *attempt) {
	g := s.reg
	g.seq++
	g.busy = true
	branch := newBranch()
	w := k.registerHead(s, branch)
	w.head("Contact", "<"+s.contactURI(k.l)+">;expires="+seconds(asked))
	w.head("Expires", seconds(asked))
	w.head("Supported", "path")
	w.head("Allow", allow)
	w.head("User-Agent", k.l.o.Program)
	k.launch(&request{key: clientKey(branch, "REGISTER"), method: "REGISTER", b: w.end("", nil), to: s.f, done: func(m *message) {
		g.busy = false
		if k.lines[s.set.ID] == s {
			k.registered(s, m, asked, try)
		}
	}}, registerAnswer)
}

// registerHead is what every REGISTER begins with. An outbound proxy is a
// route (RFC 3261 §8.1.2).
func (k *keeper) registerHead(s *trunkState, branch string) *writer {
	g := s.reg
	uri := "sip:" + hostPort(s.set.Register.Registrar)
	w := &writer{b: make([]byte, 0, 1024)}
	w.b = append(w.b, "REGISTER "+uri+" SIP/2.0\r\n"...)
	w.head("Via", "SIP/2.0/"+s.f.transport()+" "+bracket(k.l.host(s.f))+";rport;branch="+branch)
	w.head("Max-Forwards", "70")
	if s.set.Register.OutboundProxy != "" {
		w.head("Route", "<sip:"+hostPort(s.set.Register.OutboundProxy)+";lr>")
	}
	me := "<sip:" + userPart(g.user) + "@" + g.domain + ">"
	w.head("From", me+";tag="+g.tag)
	w.head("To", me)
	w.head("Call-ID", g.callID)
	w.head("CSeq", strconv.Itoa(int(g.seq))+" REGISTER")
	if p := k.l.provers.of(s.set.ID); p != nil {
		heads := p.heads("REGISTER", uri)
		for i := 0; i+1 < len(heads); i += 2 {
			w.head(heads[i], heads[i+1])
		}
	}
	return w
}

// hostPort writes host[:port] as it stands in a URI.
func hostPort(host string) string {
	if _, _, err := net.SplitHostPort(host); err == nil {
		return host
	}
	return hostOnly(host)
}

// contactURI is where the trunk's calls are to come.
func (s *trunkState) contactURI(l *Line) string {
	uri := "sip:" + userPart(s.reg.user) + "@" + bracket(l.host(s.f))
	if s.f.link.reliable() {
		uri += ";transport=tcp"
	}
	return uri
}

// registered works off the registrar's answer; nil is none.
func (k *keeper) registered(s *trunkState, m *message, asked time.Duration, try *attempt) {
	g := s.reg
	now := time.Now()
	p := k.l.provers.of(s.set.ID)
	switch {
	case m != nil && m.status < 300:
		k.granted(s, m, asked, now)
	case m == nil || m.status == 408 || m.status >= 500 && m.status < 600:
		if g.until = (time.Time{}); k.failOver(s, said(m), retryAfter(m)) {
			g.next = now
			return
		}
		g.later(now, retryAfter(m))
	case (m.status == 401 || m.status == 407) && p != nil && p.take(m, try):
		k.sendRegister(s, asked, try)
	case m.status == 423 && !g.longer && number10(m.value("min-expires"), 0) > int(asked/time.Second):
		g.longer = true
		g.asked = min(time.Duration(number10(m.value("min-expires"), 0))*time.Second, 24*time.Hour)
		k.sendRegister(s, g.asked, try)
	default:
		g.until = time.Time{}
		g.later(now, retryAfter(m))
		k.trunkIs(s, false, said(m))
	}
}

// granted: registered, for as long as stands at our own Contact; others are
// older ones of ours, or somebody else's (RFC 3261 §10.2.4).
func (k *keeper) granted(s *trunkState, m *message, asked time.Duration, now time.Time) {
	g := s.reg
	whole := time.Duration(number10(m.value("expires"), int(asked/time.Second))) * time.Second
	ours := s.contactURI(k.l)
	for _, text := range m.list("contact") {
		_, uri, params, err := address(text)
		if err == nil && sameContact(uri.String(), ours) {
			whole = time.Duration(number10(param(params, "expires"), int(whole/time.Second))) * time.Second
		}
	}
	whole = min(max(whole, 10*time.Second), 24*time.Hour)
	g.back = 0
	g.until = now.Add(whole)
	g.next = now.Add(whole/2 + rand.N(whole*3/8)) // between half and seven eighths
	g.routes, g.identity = nil, ""
	for _, r := range m.list("service-route") {
		if len(g.routes) < maxRoutes && clip(strings.Trim(r, "<>")) != "" {
			g.routes = append(g.routes, r)
		}
	}
	if list := m.list("p-associated-uri"); len(list) > 0 {
		if _, uri, _, err := address(list[0]); err == nil {
			g.identity = clip(uri.String())
		}
	}
	if s.probe.IsZero() || !s.view.Up {
		s.probe = now.Add(probeTrunk)
	}
	k.trunkIs(s, true, "")
}

// sameContact compares without parameters, which registrars add.
func sameContact(a, b string) bool {
	a, _, _ = strings.Cut(a, ";")
	b, _, _ = strings.Cut(b, ";")
	return strings.EqualFold(a, b)
}

// unregister says goodbye, once.
func (k *keeper) unregister(s *trunkState) {
	if s.reg == nil || !s.f.ok() || !s.reg.stands(time.Now()) {
		return
	}
	s.reg.seq++
	branch := newBranch()
	w := k.registerHead(s, branch)
	w.head("Contact", "<"+s.contactURI(k.l)+">;expires=0")
	w.head("Expires", "0")
	k.launch(&request{key: clientKey(branch, "REGISTER"), method: "REGISTER", b: w.end("", nil), to: s.f, done: func(*message) {}}, registerAnswer)
}
