package sipline

import (
	"crypto/md5"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/spojka/spojka/telephony"
)

// prover answers the challenges of one trunk (RFC 7616, RFC 8760), for its
// registration and for requests in its calls. What it was asked last is kept
// for each realm, so that a request is proved at once.
type prover struct {
	mu             sync.Mutex
	user, password string
	asked          []asked // in the order in which realms came
}

// asked is a challenge and how often its nonce was used.
type asked struct {
	proxy                        bool // 407
	realm, nonce, opaque, digest string
	qop                          bool
	count                        uint32
}

// maxRealms bounds what a chain of proxies may ask.
const maxRealms = 4

// digests are those that we can make, by name.
var digests = map[string]func(string) string{
	"MD5": md5Hex, "SHA-256": sha256Hex,
	"SHA-512-256": func(s string) string { sum := sha512.Sum512_256([]byte(s)); return hex.EncodeToString(sum[:]) },
}

func md5Hex(s string) string {
	sum := md5.Sum([]byte(s))
	return hex.EncodeToString(sum[:])
}

func sha256Hex(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// attempt is one request through its challenges: the realms that it was proved
// to. A realm that asks again found the proof wrong.
type attempt struct {
	realms []string
	tries  int
}

// maxTries bounds the challenges that one request is proved to.
const maxTries = 4

// take reads the challenges of a 401 or 407: of each realm the topmost that we
// know (RFC 8760 §2.4). True: the request is to be sent again, with proof.
func (p *prover) take(m *message, t *attempt) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	fresh := p.read(m, "www-authenticate", t)
	fresh = p.read(m, "proxy-authenticate", t) || fresh
	t.tries++
	return fresh && t.tries <= maxTries
}

func (p *prover) read(m *message, name string, t *attempt) (fresh bool) {
	var seen []string
	for _, v := range m.values(name) {
		a, stale, ok := readChallenge(v)
		key := name + " " + a.realm
		if !ok || slices.Contains(seen, key) {
			continue
		}
		seen = append(seen, key)
		a.proxy = name == "proxy-authenticate"
		if !p.note(a) {
			continue
		}
		if stale || !slices.Contains(t.realms, key) {
			fresh = true
			t.realms = append(t.realms, key)
		}
	}
	return fresh
}

// note keeps a challenge; false: there are too many realms.
func (p *prover) note(a asked) bool {
	for i := range p.asked {
		old := &p.asked[i]
		if old.proxy != a.proxy || old.realm != a.realm {
			continue
		}
		if old.nonce == a.nonce {
			a.count = old.count
		}
		*old = a
		return true
	}
	if len(p.asked) >= maxRealms {
		return false
	}
	p.asked = append(p.asked, a)
	return true
}

// heads are the header fields that prove a request: name, value, name, value.
func (p *prover) heads(method, uri string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var list []string
	for i := range p.asked {
		name := "Authorization"
		if p.asked[i].proxy {
			name = "Proxy-Authorization"
		}
		list = append(list, name, p.asked[i].proof(p.user, p.password, method, uri))
	}
	return list
}

// proof is one Authorization value.
func (a *asked) proof(user, password, method, uri string) string {
	a.count++
	plain, session := strings.CutSuffix(a.digest, "-SESS")
	sum := digests[plain]
	cnonce, nc := token(), fmt.Sprintf("%08x", a.count)
	ha1 := sum(user + ":" + a.realm + ":" + password)
	if session {
		ha1 = sum(ha1 + ":" + a.nonce + ":" + cnonce)
	}
	ha2 := sum(method + ":" + uri)
	response := sum(ha1 + ":" + a.nonce + ":" + ha2)
	more := ""
	if a.qop {
		response = sum(ha1 + ":" + a.nonce + ":" + nc + ":" + cnonce + ":auth:" + ha2)
		more = `, qop=auth, nc=` + nc + `, cnonce="` + cnonce + `"`
	} else if session {
		more = `, cnonce="` + cnonce + `"`
	}
	if a.opaque != "" {
		more += `, opaque=` + quote(a.opaque)
	}
	name := plain
	if session {
		name += "-sess"
	}
	return `Digest username=` + quote(user) + `, realm=` + quote(a.realm) + `, nonce=` + quote(a.nonce) + `, uri="` + uri +
		`", response="` + response + `", algorithm=` + name + more
}

// readChallenge reads a WWW-Authenticate value. Not ok: none that we can
// answer.
func readChallenge(value string) (a asked, stale, ok bool) {
	fields, ok := digestFields(value)
	if !ok {
		return a, false, false
	}
	a.digest = "MD5"
	var qops string
	for name, v := range fields {
		switch name {
		case "realm":
			a.realm = v
		case "nonce":
			a.nonce = v
		case "opaque":
			a.opaque = v
		case "algorithm":
			a.digest = strings.ToUpper(v)
		case "stale":
			stale = strings.EqualFold(v, "true")
		case "qop":
			qops = v
		}
	}
	for q := range strings.SplitSeq(qops, ",") {
		a.qop = a.qop || strings.EqualFold(strings.TrimSpace(q), "auth")
	}
	known := digests[strings.TrimSuffix(a.digest, "-SESS")] != nil
	return a, stale, known && a.nonce != "" && (qops == "" || a.qop)
}

// provers are those of the trunks that have a password.
type provers struct {
	mu   sync.Mutex
	list map[telephony.TrunkID]*prover
}

// of is the trunk's prover; nil where it has no password.
func (p *provers) of(id telephony.TrunkID) *prover {
	if id == "" {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.list[id]
}

// set gives a trunk its prover, nil takes it away.
func (p *provers) set(id telephony.TrunkID, one *prover) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.list == nil {
		p.list = make(map[telephony.TrunkID]*prover)
	}
	if p.list[id] = one; one == nil {
		delete(p.list, id)
	}
}
