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
	registerAnswer = 3 * time.Second
	registerGap    = time.Second
	backLeast      = 2 * time.Second
	backMost       = time.Minute
	backPassword   = 10 * time.Minute        // a wrong password again and again gets us banned
	registerRepeat = 1500 * time.Millisecond // so that no two go out within a second (FAULTS 7)
	doubtAnswer    = 1500 * time.Millisecond
	doubtRepeat    = time.Second
	muteRefresh    = time.Minute
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
	longer       bool   // 423 was obeyed in this try
	doubted      bool   // it is asked because OPTIONS weren't answered
	contact      string // that was registered
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
	g.later(now, 0, backMost)
}

// later doubles the back-off between tries and waits for so long, or as long
// as was asked.
func (g *registration) later(now time.Time, asked, most time.Duration) {
	g.back = min(max(2*g.back, backLeast), most)
	from := g.sent
	if now.Sub(from) > 2*registerAnswer {
		from = now
	}
	g.next = from.Add(g.back)
	if least := now.Add(asked); g.next.Before(least) {
		g.next = least
	}
}

// register begins a try when one is due.
func (k *keeper) register(s *trunkState, now time.Time) {
	g := s.reg
	if g.busy || now.Before(g.next) || now.Sub(g.sent) < registerGap {
		return
	}
	g.sent, g.longer, g.doubted = now, false, false
	k.sendRegister(s, g.asked, &attempt{})
}

// doubt: it doesn't answer OPTIONS. Some registrars never do, so it is asked by
// a REGISTER, early enough for the next address to be in use within 4 s of the
// first lost answer (FAULTS 7).
func (k *keeper) doubt(s *trunkState, now time.Time) {
	if g := s.reg; !g.busy { // else the answer to the one under way decides
		g.sent, g.longer, g.doubted = now, false, true
		k.sendRegister(s, g.asked, &attempt{})
	}
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
	limit, repeat := registerAnswer, registerRepeat
	if g.doubted {
		limit, repeat = doubtAnswer, doubtRepeat
	}
	k.launch(&request{key: clientKey(branch, "REGISTER"), method: "REGISTER", b: w.end("", nil), to: s.f, interval: repeat, done: func(m *message) {
		g.busy = false
		if k.lines[s.set.ID] == s {
			k.registered(s, m, asked, try)
		}
	}}, limit)
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
	s.heard(k.l, m, now)
	trouble := refusal(m, p != nil)
	switch {
	case m != nil && m.status < 300:
		k.granted(s, m, asked, now)
	case trouble == telephony.TrunkSilent || trouble == telephony.TrunkOutOfOrder:
		if g.until = (time.Time{}); k.failOver(s, trouble, said(m), retryAfter(m)) {
			g.next = now
			return
		}
		g.later(now, retryAfter(m), backMost)
	case (m.status == 401 || m.status == 407) && p != nil && p.take(m, try):
		k.sendRegister(s, asked, try)
	case m.status == 423 && !g.longer && number10(m.value("min-expires"), 0) > int(asked/time.Second):
		g.longer = true
		g.asked = min(time.Duration(number10(m.value("min-expires"), 0))*time.Second, 24*time.Hour)
		k.sendRegister(s, g.asked, try)
	default:
		g.until = time.Time{}
		most := backMost
		if trouble == telephony.TrunkWrongPassword {
			most = backPassword
		}
		g.later(now, retryAfter(m), most)
		s.is(false, trouble, said(m))
	}
}

// refusal says what an answer to REGISTER means, nil being none.
func refusal(m *message, password bool) telephony.TrunkTrouble {
	switch {
	case m == nil || m.status == 408:
		return telephony.TrunkSilent
	case m.status < 300:
		return telephony.TrunkFine
	case m.status >= 500 && m.status < 600:
		return telephony.TrunkOutOfOrder
	case (m.status == 401 || m.status == 407) && password:
		return telephony.TrunkWrongPassword
	}
	if t, ok := refusals[m.status]; ok {
		return t
	}
	return telephony.TrunkRefused
}

var refusals = map[int]telephony.TrunkTrouble{
	401: telephony.TrunkNoPassword, 407: telephony.TrunkNoPassword, 403: telephony.TrunkForbidden,
	404: telephony.TrunkUnknownUser, 423: telephony.TrunkTooBrief,
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
	g.back, g.contact = 0, ours
	g.until = now.Add(whole)
	g.next = now.Add(whole/2 + rand.N(whole*3/8)) // between half and seven eighths
	if s.mute = s.mute || g.doubted; s.mute && g.next.After(now.Add(muteRefresh)) {
		g.next = now.Add(muteRefresh) // nothing else tells that it is there
	}
	g.doubted = false
	if s.view.Registered.IsZero() {
		s.view.Registered = now
	}
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
	s.is(true, telephony.TrunkFine, "")
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
