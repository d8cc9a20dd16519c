package sipline

import (
	"fmt"
	"net/netip"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
)

// How often a trunk is asked whether it is there, how long looking its name up
// may take, and how long an address that failed is put aside.
const (
	probeTrunk  = 20 * time.Second
	lookUpLimit = 10 * time.Second
	asideFor    = time.Minute
	placeFor    = 24 * time.Hour // calls come from addresses of before
	maxPlaces   = 64
)

// trunkState is what the keeper knows of a trunk: how it is reached, whether
// it answers, its registration.
type trunkState struct {
	set  telephony.Trunk
	pass string // its password
	view telephony.TrunkView
	told *telephony.TrunkView // last; nil: nothing yet

	hops    []hop // where it may be reached, in order (RFC 3263)
	at      int   // the one in use
	f       flow  // the way to it
	opening bool
	lookUp  time.Time // next
	looking bool
	aside   map[hop]time.Time        // failed, until then
	alone   map[hop]time.Time        // said Retry-After, until then
	places  map[netip.Addr]time.Time // where its names led, until when that counts
	probe   time.Time
	probing bool
	mute    bool // it answers REGISTER and no OPTIONS
	reg     *registration
}

// trunks looks after each trunk; without a name or registration one is taken
// for up.
func (k *keeper) trunks(now time.Time) {
	office := k.l.office.Load()
	if office != k.seen {
		k.seen = office
		k.compare(office)
	}
	for _, t := range office.trunks {
		s := k.lines[t.ID]
		if s == nil {
			s = k.begin(t)
		}
		switch {
		case t.Disabled:
			s.is(false, telephony.TrunkOff, "disabled")
		case s.name() == "":
			s.is(true, telephony.TrunkFine, "")
		default:
			k.tend(s, now)
		}
		k.show(s)
	}
}

// compare takes a changed configuration in. Passwords change with it; they are
// asked for only then, whoever keeps them may be slow.
func (k *keeper) compare(office *office) {
	for id, s := range k.lines {
		i := slices.IndexFunc(office.trunks, func(t telephony.Trunk) bool { return t.ID == id })
		switch {
		case i < 0:
			k.leave(s, true)
		case !s.sameWay(office.trunks[i]) || s.pass != k.password(office.trunks[i]):
			k.leave(s, false)
		default:
			s.set, s.view.Name = office.trunks[i], office.trunks[i].Name
		}
	}
}

// keepAlive keeps the way open through a NAT where nothing answers OPTIONS (RFC
// 5626 §3.5.1).
var keepAlive = []byte("\r\n\r\n")

// sameWay says that a changed setting leads the same way with the same
// registration: nothing of that has to begin anew.
func (s *trunkState) sameWay(t telephony.Trunk) bool {
	return t.Host == s.set.Host && t.Disabled == s.set.Disabled && reflect.DeepEqual(t.Register, s.set.Register)
}

func (k *keeper) password(t telephony.Trunk) string {
	if k.l.o.TrunkPassword == nil || t.Register == nil {
		return ""
	}
	return k.l.o.TrunkPassword(t.ID)
}

// begin takes a trunk as it is set now. What was told of it goes on from the
// setting before.
func (k *keeper) begin(t telephony.Trunk) *trunkState {
	s := &trunkState{set: t, aside: make(map[hop]time.Time), alone: make(map[hop]time.Time), places: make(map[netip.Addr]time.Time)}
	s.pass = k.password(t)
	s.view = telephony.TrunkView{ID: t.ID, Name: t.Name, Trouble: telephony.TrunkTrying, Registers: t.Register != nil}
	if old := k.left[t.ID]; old != nil {
		s.told, s.view.Since = old.told, time.Now()
		delete(k.left, t.ID)
	}
	if t.Register != nil && !t.Disabled {
		s.reg = newRegistration(t)
		k.l.tapped.enter(s.reg.callID, party{trunk: t.ID})
		if s.pass != "" {
			k.l.provers.set(t.ID, proverFor(t, s.pass))
		}
	}
	k.lines[t.ID] = s
	return s
}

func proverFor(t telephony.Trunk, password string) *prover {
	p := &prover{user: t.Register.AuthUser, password: password}
	if p.user == "" {
		p.user = t.Register.User
	}
	return p
}

// leave lets go of a trunk that was changed or taken away.
func (k *keeper) leave(s *trunkState, gone bool) {
	k.unregister(s)
	if s.reg != nil {
		k.l.tapped.leave(s.reg.callID, party{trunk: s.set.ID})
	}
	delete(k.lines, s.set.ID)
	k.l.provers.set(s.set.ID, nil)
	k.l.place(s.set.ID, nil)
	if !gone {
		k.left[s.set.ID] = s
	}
}

// name is where the trunk's requests go first.
func (s *trunkState) name() string {
	r := s.set.Register
	switch {
	case r == nil:
		return s.set.Host
	case r.OutboundProxy != "":
		return r.OutboundProxy
	}
	return r.Registrar
}

// tend looks the name up, opens the way, registers or asks.
func (k *keeper) tend(s *trunkState, now time.Time) {
	if !s.looking && !now.Before(s.lookUp) {
		k.find(s)
	}
	if len(s.hops) == 0 || s.opening {
		return
	}
	if !s.f.ok() {
		if s.mayOpen(now) {
			k.open(s)
		}
		return
	}
	if s.reg != nil {
		k.register(s, now)
	}
	if s.probing || now.Before(s.probe) || s.reg != nil && (s.reg.busy || !s.reg.stands(now)) {
		return // an answer to REGISTER is life, too
	}
	if s.mute {
		s.probe = now.Add(probeTrunk)
		s.f.send(keepAlive)
		return
	}
	k.askTrunk(s, now)
}

// askTrunk asks whether it is there. Any answer is life but those that say
// that it isn't.
func (k *keeper) askTrunk(s *trunkState, now time.Time) {
	s.probe, s.probing = now.Add(probeTrunk), true
	k.ask(s.f, "sip:"+bracket(s.f.peer), s.identity(), func(m *message, took time.Duration) {
		s.probing = false
		if k.lines[s.set.ID] == s {
			s.heard(k.l, m, time.Now())
			k.trunkAnswered(s, m, took)
		}
	}, s.routeHeads()...)
}

func (k *keeper) trunkAnswered(s *trunkState, m *message, took time.Duration) {
	now := time.Now()
	switch {
	case m != nil && !elsewhere(m.status):
		s.view.Round = took
		if s.reg == nil || s.reg.stands(now) {
			s.is(true, telephony.TrunkFine, "")
		}
	case m == nil && s.reg != nil && s.reg.stands(now):
		k.doubt(s, now)
	default:
		moved := k.failOver(s, refusal(m, false), said(m), retryAfter(m))
		if s.reg != nil {
			s.reg.lost(moved)
		}
	}
}

// elsewhere says that another address may do better (RFC 3263 §4.3).
func elsewhere(status int) bool { return status == 408 || status == 503 }

// said puts an answer, or none, into words.
func said(m *message) string {
	if m == nil {
		return "no answer"
	}
	words := fmt.Sprintf("%d %s", m.status, m.phrase)
	for _, name := range []string{"warning", "reason"} {
		if v := clean(m.value(name)); v != "" {
			words += " (" + v + ")"
		}
	}
	return words
}

// retryAfter is how long a server wants to be left alone, at most an hour.
func retryAfter(m *message) time.Duration {
	if m == nil {
		return 0
	}
	text := m.value("retry-after")
	if i := strings.IndexAny(text, " (;"); i >= 0 {
		text = text[:i]
	}
	return min(time.Duration(number10(text, 0))*time.Second, time.Hour)
}

// identity is who we are to the trunk, and routeHeads the way of what begins
// there, as its registrar said.
func (s *trunkState) identity() string {
	if s.reg == nil {
		return ""
	}
	return s.reg.identity
}

func (s *trunkState) routeHeads() (heads []string) {
	if s.reg == nil {
		return nil
	}
	for _, r := range s.reg.routes {
		heads = append(heads, "Route", r)
	}
	return heads
}

func seconds(d time.Duration) string { return strconv.Itoa(int(d / time.Second)) }
