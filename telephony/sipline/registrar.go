package sipline

import (
	"net/netip"
	"slices"
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

// registrar knows which phones sit at which seat (RFC 3261 §10).
type registrar struct {
	l        *Line
	mu       sync.RWMutex
	contacts map[telephony.SeatID][]*contact // in the order in which they came
	flows    map[netip.AddrPort]int          // of phones and of their subscriptions: the door lets them pass
	inUse    map[telephony.SeatID]int
	touched  map[telephony.SeatID]bool // their phones look otherwise than was told
}

func newRegistrar(l *Line) *registrar {
	return &registrar{l: l, contacts: make(map[telephony.SeatID][]*contact), flows: make(map[netip.AddrPort]int), inUse: make(map[telephony.SeatID]int), touched: make(map[telephony.SeatID]bool)}
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
	if !r.l.nonces.fresh(c.nonce, m.peer.Addr(), now) {
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
		m.wrong = true
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
	m.seat = telephony.SeatID(c.user)
	return m.seat, true
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

// challenge asks for proof, with the digests that the seat's phone is set to
// take, in their order (RFC 8760 §2.3): many give up when they see SHA-256
// anywhere. An unknown seat is asked as one without a setting is.
func (r *registrar) challenge(m *message, stale bool) {
	nonce := r.l.nonces.make(m.peer.Addr(), time.Now())
	suffix := ""
	if stale {
		suffix = ", stale=true"
	}
	var heads []string
	for _, algorithm := range r.digests(m) {
		heads = append(heads, "WWW-Authenticate",
			`Digest realm="`+r.l.o.Realm+`", nonce="`+nonce+`", qop="auth", algorithm=`+algorithm+suffix)
	}
	r.l.turnAway(m, 401, heads...)
}

func (r *registrar) digests(m *message) []string {
	switch seat := r.l.office.Load().seats[telephony.SeatID(m.from.Address.User)]; {
	case seat.Digest == telephony.DigestMD5:
		return []string{"MD5"}
	case seat.Digest == telephony.DigestMD5First:
		return []string{"MD5", "SHA-256"}
	case seat.Digest == telephony.DigestSHAFirst, r.l.o.OfferSHA256:
		return []string{"SHA-256", "MD5"}
	}
	return []string{"MD5"}
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
	list, bad := wishes(m)
	switch {
	case bad == 423:
		r.l.answer(m, 423, "Min-Expires", strconv.Itoa(expiresLeast))
	case bad != 0:
		r.l.answer(m, bad)
	case !r.bindAll(m, seat, list):
		r.l.answer(m, 500)
	default:
		r.granted(m, seat)
		r.l.keeper.look()
		r.l.notifier.box.wakeUp() // it may have moved
	}
}

// wish is one Contact of a REGISTER: for how many seconds it is to be bound.
// An empty URI: "*", all of them.
type wish struct {
	uri, device string
	seconds     int
}

// wishes reads the Contacts of a REGISTER: all are granted or none (RFC 3261
// §10.3). Bad is the status to refuse it with.
func wishes(m *message) (list []wish, bad int) {
	texts := m.list("contact")
	if len(texts) > maxContacts {
		return nil, 403
	}
	for _, text := range texts {
		w, bad := wanted(m, text)
		switch {
		case bad != 0:
			return nil, bad
		case w.uri == "" && len(texts) > 1:
			return nil, 400
		case w.seconds > 0 && w.seconds < expiresLeast:
			return nil, 423
		}
		list = append(list, w)
	}
	return list, 0
}

func wanted(m *message, text string) (w wish, bad int) {
	_, u, params, err := address(text)
	if err != nil {
		return w, 400
	}
	w.seconds = min(number10(param(params, "expires"), number10(m.value("expires"), expiresDefault)), expiresMost)
	w.device = clip(strings.Trim(param(params, "+sip.instance"), `"<>`))
	if u.Wildcard {
		if w.seconds != 0 {
			return w, 400
		}
		return w, 0
	}
	if w.uri = clip(u.String()); w.uri == "" || u.Scheme != "sip" {
		return w, 400
	}
	return w, 0
}

func number10(text string, otherwise int) int {
	n, err := strconv.ParseUint(strings.TrimSpace(text), 10, 32)
	if err != nil {
		return otherwise
	}
	return int(min(n, 1<<30))
}

// bindAll keeps or drops the phones that a REGISTER names. False: an older
// request came late.
func (r *registrar) bindAll(m *message, seat telephony.SeatID, list []wish) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, c := range r.contacts[seat] {
		if c.callID == m.callID && m.cseq < c.cseq {
			return false
		}
	}
	for _, w := range list {
		switch {
		case w.seconds == 0:
			r.unbind(seat, w.uri)
		default:
			r.bind(m, seat, w, list)
		}
	}
	return true
}

func (r *registrar) unbind(seat telephony.SeatID, uri string) {
	for _, c := range slices.Clone(r.contacts[seat]) {
		if uri == "" || uri == c.uri {
			r.drop(c)
		}
	}
}

// bind keeps one phone; the lock is held. What the same phone was known by
// before falls away: it was restarted, or has moved.
func (r *registrar) bind(m *message, seat telephony.SeatID, w wish, others []wish) {
	f, before := m.back(), flow{}
	for _, c := range slices.Clone(r.contacts[seat]) {
		if c.uri == w.uri && c.f == f {
			r.l.tapped.leave(c.callID, party{seat: seat})
			c.renew(m, w.seconds)
			r.l.tapped.enter(c.callID, party{seat: seat})
			r.changed(seat)
			return
		}
		if c.uri == w.uri || c.isSame(m, w, others) {
			r.drop(c)
			before = c.f
		}
	}
	now := time.Now()
	fresh := &contact{seat: seat, uri: w.uri, device: w.device, f: f, before: before, callID: m.callID, cseq: m.cseq, program: clean(m.value("user-agent"))}
	fresh.since, fresh.heard = now, now
	fresh.expires = now.Add(time.Duration(w.seconds) * time.Second)
	fresh.probe = now.Add(probeEvery)
	r.add(fresh)
	r.l.tapped.heard(m)
	r.l.keeper.changed.Store(true)
	r.l.notifier.moves.Store(true)
	if before.link != nil && before != f {
		r.l.movedPhone(seat, before, f)
	}
}

// isSame says that a phone now registers under another name: by its device, by
// the way it comes or by its Call-ID, unless the same request names both.
func (c *contact) isSame(m *message, w wish, others []wish) bool {
	if slices.ContainsFunc(others, func(o wish) bool { return o.uri == c.uri }) {
		return false
	}
	if c.device != "" && w.device != "" {
		return c.device == w.device // two may come by one proxy
	}
	return c.f == m.back() || c.callID == m.callID
}

// granted lists what is bound (RFC 3261 §10.3).
func (r *registrar) granted(m *message, seat telephony.SeatID) {
	r.mu.RLock()
	var heads []string
	for _, c := range r.contacts[seat] {
		left := int(time.Until(c.expires).Round(time.Second) / time.Second)
		heads = append(heads, "Contact", "<"+c.uri+">;expires="+strconv.Itoa(max(1, left)))
	}
	r.mu.RUnlock()
	r.l.answer(m, 200, heads...)
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
