package sipline

import (
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Expiry of a registration in seconds.
const (
	expiresLeast   = 60
	expiresDefault = 300
	expiresMost    = 3600
)

// registrar knows which phone sits at which seat (RFC 3261 §10). One phone a
// seat: the latest wins.
type registrar struct {
	l        *Line
	mu       sync.RWMutex
	contacts map[telephony.SeatID]*contact
	flows    map[netip.AddrPort]int // of phones: the door lets them pass
	inUse    map[telephony.SeatID]int
}

func newRegistrar(l *Line) *registrar {
	return &registrar{l: l, contacts: make(map[telephony.SeatID]*contact), flows: make(map[netip.AddrPort]int), inUse: make(map[telephony.SeatID]int)}
}

// nobody are the secrets that an unknown seat is measured by, so that it takes
// the same time.
const nobody = "00000000000000000000000000000000"

// authenticate says which seat a request proves to be. When it proves none
// the answer has been given: the same for known and unknown seats.
func (r *registrar) authenticate(m *message) (telephony.SeatID, bool) {
	now := time.Now()
	if r.l.door.banned(m.peer.Addr(), now) && !r.knows(m.peer) {
		return "", false // not a word, even to an address that is a trunk's, too
	}
	c, given := r.credentials(m)
	if !given {
		r.challenge(m, false)
		return "", false
	}
	if !r.l.nonces.fresh(c.nonce, now) {
		r.challenge(m, true) // whatever the proof: an old nonce must not tell a good guess
		return "", false
	}
	md5sum, sha, known := r.l.o.Account(telephony.SeatID(c.user))
	_, seated := r.l.office.Load().seats[telephony.SeatID(c.user)]
	if !known || !seated {
		md5sum, sha, known = nobody, nobody+nobody, false
	}
	if !c.proves(m.method, md5sum, sha) || !known || c.realm != r.l.o.Realm {
		r.l.door.failed(m.peer.Addr(), now)
		r.challenge(m, false)
		return "", false
	}
	nc := c.nc
	if c.qop == "" {
		nc = 1 // without a counter a nonce is good once
	}
	if !r.l.nonces.use(c.nonce, nc, now) {
		r.challenge(m, true)
		return "", false
	}
	return telephony.SeatID(c.user), true
}

// credentials finds those for our realm.
func (r *registrar) credentials(m *message) (credentials, bool) {
	for _, v := range m.values("authorization") {
		if c, ok := readCredentials(v); ok && (c.realm == r.l.o.Realm || c.realm == "") {
			return c, true
		}
	}
	return credentials{}, false
}

// challenge asks for proof. Where SHA-256 is offered it comes first (RFC 8760
// §2.3); many phones give up when they see it anywhere, so it isn't by default.
func (r *registrar) challenge(m *message, stale bool) {
	nonce := r.l.nonces.make(time.Now())
	suffix := ""
	if stale {
		suffix = ", stale=true"
	}
	head := func(algorithm string) string {
		return `Digest realm="` + r.l.o.Realm + `", nonce="` + nonce + `", qop="auth", algorithm=` + algorithm + suffix
	}
	if r.l.o.OfferSHA256 {
		r.l.turnAway(m, 401, "WWW-Authenticate", head("SHA-256"), "WWW-Authenticate", head("MD5"))
		return
	}
	r.l.turnAway(m, 401, "WWW-Authenticate", head("MD5"))
}

// register works off a REGISTER.
func (r *registrar) register(m *message) {
	seat, ok := r.authenticate(m)
	if !ok {
		return
	}
	simulated := r.l.office.Load().seats[seat].Simulated
	if m.to.Address.User != string(seat) || simulated && !m.peer.Addr().IsLoopback() {
		r.l.turnAway(m, 403)
		return
	}
	list := m.list("contact")
	if len(list) == 0 {
		r.granted(m, seat)
		return
	}
	uri, seconds, bad := wanted(m, list[0])
	switch {
	case bad != 0:
		r.l.answer(m, bad)
		return
	case seconds > 0 && seconds < expiresLeast:
		r.l.answer(m, 423, "Min-Expires", strconv.Itoa(expiresLeast))
		return
	case !r.bind(m, seat, uri, seconds):
		r.l.answer(m, 500)
		return
	}
	r.granted(m, seat)
	r.l.keeper.look()
}

// wanted reads the first Contact of a REGISTER: its URI (empty: "*", all) and
// for how long. Bad is the status to refuse it with.
func wanted(m *message, text string) (uri string, seconds int, bad int) {
	_, u, params, err := address(text)
	if err != nil {
		return "", 0, 400
	}
	seconds = number10(param(params, "expires"), number10(m.value("expires"), expiresDefault))
	if u.Wildcard {
		if seconds != 0 {
			return "", 0, 400
		}
		return "", 0, 0
	}
	if uri = clip(u.String()); uri == "" || u.Scheme != "sip" {
		return "", 0, 400
	}
	return uri, min(seconds, expiresMost), 0
}

func number10(text string, otherwise int) int {
	n, err := strconv.ParseUint(strings.TrimSpace(text), 10, 32)
	if err != nil {
		return otherwise
	}
	return int(min(n, 1<<30))
}

// bind keeps or drops the seat's phone. False: an older request came late.
func (r *registrar) bind(m *message, seat telephony.SeatID, uri string, seconds int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	c := r.contacts[seat]
	if c != nil && c.callID == m.callID && m.cseq < c.cseq {
		return false
	}
	if c != nil && seconds > 0 && c.uri == uri && c.f == m.flow {
		c.renew(m, seconds)
		return true
	}
	if seconds == 0 {
		if c != nil && (uri == "" || uri == c.uri) {
			r.drop(c)
		}
		return true
	}
	now := time.Now()
	fresh := &contact{seat: seat, uri: uri, f: m.flow, callID: m.callID, cseq: m.cseq, program: clean(m.value("user-agent"))}
	fresh.expires = now.Add(time.Duration(seconds) * time.Second)
	fresh.probe = now.Add(probeEvery)
	if c != nil {
		r.drop(c)
	}
	r.contacts[seat] = fresh
	r.l.keeper.changed.Store(true)
	r.flows[m.peer]++
	return true
}

// drop forgets a phone; the lock is held.
func (r *registrar) drop(c *contact) {
	if r.contacts[c.seat] == c {
		delete(r.contacts, c.seat)
		r.l.keeper.changed.Store(true)
	}
	if r.flows[c.f.peer]--; r.flows[c.f.peer] <= 0 {
		delete(r.flows, c.f.peer)
	}
}

// granted lists what is bound (RFC 3261 §10.3).
func (r *registrar) granted(m *message, seat telephony.SeatID) {
	r.mu.RLock()
	c := r.contacts[seat]
	r.mu.RUnlock()
	if c == nil {
		r.l.answer(m, 200)
		return
	}
	left := int(time.Until(c.expires).Round(time.Second) / time.Second)
	r.l.answer(m, 200, "Contact", "<"+c.uri+">;expires="+strconv.Itoa(max(1, left)))
}

// bracketHost writes an address as the host of a URI without a port.
func bracketHost(a netip.Addr) string {
	if a.Is6() {
		return "[" + a.WithZone("").String() + "]"
	}
	return a.String()
}

// userPart writes a number as the user part of a URI.
func userPart(s string) string {
	return strings.ReplaceAll(s, "#", "%23")
}
