package sipline

import (
	"time"

	"github.com/spojka/spojka/telephony"
)

// way is how a trunk's calls begin: over which flow, with which names.
type way struct {
	f        flow
	host     string   // of the numbers that we dial
	domain   string   // of our own name
	user     string   // the registered name; empty: none
	identity string   // who the registrar says we are
	routes   []string // gone through first
}

// wayOf is the way of a trunk; false: it can't be reached now.
func (k *keeper) wayOf(id telephony.TrunkID) (way, bool) {
	s := k.lines[id]
	if s == nil || len(s.hops) == 0 || s.opening {
		return way{}, false
	}
	if !s.f.ok() {
		k.open(s) // over UDP at once
	}
	if !s.f.ok() {
		return way{}, false
	}
	w := way{f: s.f, host: hostPort(s.set.Host), domain: bracketHost(k.l.host(s.f).Addr()), identity: s.identity()}
	if r := s.set.Register; r != nil {
		w.host, w.domain, w.user = hostPort(r.Registrar), s.reg.domain, r.User
		if r.OutboundProxy != "" {
			w.routes = append(w.routes, "<sip:"+hostPort(r.OutboundProxy)+";lr>")
		}
		if len(s.reg.routes) > 0 {
			w.routes = s.reg.routes // they begin with the way to the registrar (RFC 3608 §6.1)
		}
	}
	return w, true
}

// wayAfter is the next way after one has failed a call. Another call, or a
// question, may have found that out before.
func (k *keeper) wayAfter(id telephony.TrunkID, failed flow, trouble telephony.TrunkTrouble, why string, wait time.Duration) (way, bool) {
	s := k.lines[id]
	if s == nil || len(s.hops) == 0 {
		return way{}, false
	}
	if s.f == failed {
		moved := k.failOver(s, trouble, why, wait)
		if s.reg != nil {
			s.reg.lost(moved)
		}
		if !moved {
			return way{}, false
		}
	}
	w, ok := k.wayOf(id)
	return w, ok && w.f.peer != failed.peer
}
