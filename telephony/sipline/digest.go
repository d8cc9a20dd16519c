package sipline

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"iter"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Limits of nonces: how long one is good, how far a counter may jump ahead or
// come late, and how many that were used are remembered.
const (
	nonceAge  = 10 * time.Minute
	ncWindow  = 64
	maxNonces = 8192
)

// nonces makes and checks nonces without keeping any that nobody used: each
// is a time and a counter under a MAC, for one address. Who writes from an
// address that isn't his has no nonce for it, and can't get its owner banned.
type nonces struct {
	mu       sync.Mutex
	key      [32]byte
	count    uint64
	new, old map[string]*counter
	turned   time.Time
}

// counter are the values of nc that were used with one nonce.
type counter struct {
	top  uint32
	seen uint64 // bit i: top-i was used
}

func newNonces() *nonces {
	n := &nonces{new: make(map[string]*counter), old: make(map[string]*counter), turned: time.Now()}
	rand.Read(n.key[:])
	return n
}

// make is a fresh nonce for an address.
func (n *nonces) make(a netip.Addr, now time.Time) string {
	n.mu.Lock()
	n.count++
	count := n.count
	n.mu.Unlock()
	var b [32]byte
	binary.BigEndian.PutUint64(b[:], uint64(now.UnixMilli()))
	binary.BigEndian.PutUint64(b[8:], count)
	copy(b[16:], n.mac(b[:16], a))
	return base64.RawURLEncoding.EncodeToString(b[:])
}

func (n *nonces) mac(b []byte, a netip.Addr) []byte {
	h := hmac.New(sha256.New, n.key[:])
	h.Write(b)
	ip := a.As16()
	h.Write(ip[:])
	return h.Sum(nil)[:16]
}

// fresh says that we made the nonce for this address, and not long ago.
func (n *nonces) fresh(nonce string, a netip.Addr, now time.Time) bool {
	b, err := base64.RawURLEncoding.DecodeString(nonce)
	if err != nil || len(b) != 32 || !hmac.Equal(b[16:], n.mac(b[:16], a)) {
		return false
	}
	age := now.Sub(time.UnixMilli(int64(binary.BigEndian.Uint64(b))))
	return age >= -time.Minute && age < nonceAge
}

// use takes a counter value once (RFC 7616 §3.4.5); false: a replay.
func (n *nonces) use(nonce string, nc uint32, now time.Time) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if now.Sub(n.turned) >= nonceAge || len(n.new) >= maxNonces {
		n.old, n.new, n.turned = n.new, make(map[string]*counter), now
	}
	c := n.new[nonce]
	if c == nil {
		if c = n.old[nonce]; c == nil {
			c = &counter{}
		}
		n.new[nonce] = c
	}
	return c.use(nc)
}

func (c *counter) use(nc uint32) bool {
	switch {
	case nc == 0 || nc > c.top+ncWindow || c.top >= ncWindow && nc <= c.top-ncWindow:
		return false
	case nc > c.top:
		c.seen = c.seen<<(nc-c.top) | 1
		c.top = nc
		return true
	}
	bit := uint64(1) << (c.top - nc)
	if c.seen&bit != 0 {
		return false
	}
	c.seen |= bit
	return true
}

// credentials are what a phone proves itself with (RFC 7616 §3.4).
type credentials struct {
	user, realm, nonce, uri, response, cnonce, qop, algorithm string
	nc                                                        uint32
	ncText                                                    string
}

// digestFields walks the parameters of a Digest challenge or of its answer
// (RFC 7616 §3.3, §3.4): names in lower case, values without quotes. False:
// another scheme, or too long to be honest.
func digestFields(value string) (iter.Seq2[string, string], bool) {
	scheme, rest, found := strings.Cut(strings.TrimSpace(value), " ")
	if !found || !strings.EqualFold(scheme, "digest") || len(rest) > 2048 {
		return nil, false
	}
	return func(yield func(name, v string) bool) {
		for _, part := range commas(rest) {
			name, v, _ := strings.Cut(part, "=")
			if !yield(strings.ToLower(strings.TrimSpace(name)), unquote(strings.TrimSpace(v))) {
				return
			}
		}
	}, true
}

// readCredentials reads an Authorization value.
func readCredentials(value string) (c credentials, ok bool) {
	fields, ok := digestFields(value)
	if !ok {
		return c, false
	}
	for name, v := range fields {
		switch name {
		case "username":
			c.user = v
		case "realm":
			c.realm = v
		case "nonce":
			c.nonce = v
		case "uri":
			c.uri = v
		case "response":
			c.response = strings.ToLower(v)
		case "cnonce":
			c.cnonce = v
		case "qop":
			c.qop = v
		case "algorithm":
			c.algorithm = v
		case "nc":
			n, _ := strconv.ParseUint(v, 16, 32)
			c.nc, c.ncText = uint32(n), v
		}
	}
	return c, c.user != "" && c.nonce != "" && c.response != ""
}

func unquote(s string) string {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return s
	}
	return unescape(s[1 : len(s)-1])
}

// unescape undoes the quoted pairs of a quoted string (RFC 3261 §25.1).
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	return strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(s)
}

// proves says that the response was made with the secret; in constant time.
func (c credentials) proves(method, ha1MD5, ha1SHA256 string) bool {
	sum, ha1 := md5Hex, ha1MD5
	if strings.EqualFold(c.algorithm, "SHA-256") {
		sum, ha1 = sha256Hex, ha1SHA256
	} else if c.algorithm != "" && !strings.EqualFold(c.algorithm, "MD5") {
		ha1 = ""
	}
	ha2 := sum(method + ":" + c.uri)
	want := sum(ha1 + ":" + c.nonce + ":" + ha2)
	if c.qop != "" {
		want = sum(ha1 + ":" + c.nonce + ":" + c.ncText + ":" + c.cnonce + ":" + c.qop + ":" + ha2)
	}
	same := subtle.ConstantTimeCompare([]byte(want), []byte(c.response)) == 1
	return same && ha1 != "" && (c.qop == "" || strings.EqualFold(c.qop, "auth"))
}
