package sim

import (
	"crypto/md5"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"regexp"
	"strings"

	"github.com/emiago/sipgo/sip"
)

// challenge is a WWW-Authenticate or Proxy-Authenticate header (RFC 7616).
type challenge struct {
	realm, nonce, opaque, algorithm, qop string
	proxy                                bool
}

var parameter = regexp.MustCompile(`([a-zA-Z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))`)

// challengeOf is the topmost challenge that we know how to answer.
func challengeOf(r *sip.Response) (challenge, error) {
	name, proxy := "WWW-Authenticate", false
	if r.StatusCode == 407 {
		name, proxy = "Proxy-Authenticate", true
	}
	for _, h := range r.GetHeaders(name) {
		c := challenge{proxy: proxy, algorithm: "MD5"}
		fields := map[string]*string{"realm": &c.realm, "nonce": &c.nonce, "opaque": &c.opaque, "algorithm": &c.algorithm, "qop": &c.qop}
		for _, p := range parameter.FindAllStringSubmatch(h.Value(), -1) {
			if f := fields[strings.ToLower(p[1])]; f != nil {
				*f = p[2] + p[3]
			}
		}
		if c.hash() != nil && c.nonce != "" {
			return c, nil
		}
	}
	return challenge{}, errors.New("the box asks for a password in a way that this phone doesn't know")
}

func (c challenge) hash() func() hash.Hash {
	switch strings.ToUpper(c.algorithm) {
	case "MD5":
		return md5.New
	case "SHA-256":
		return sha256.New
	}
	return nil
}

// header is the whole header line that answers the challenge.
func (c challenge) header(user, password, method, uri string, nc uint32) string {
	sum := func(s string) string {
		h := c.hash()()
		h.Write([]byte(s))
		return hex.EncodeToString(h.Sum(nil))
	}
	ha1, ha2 := sum(user+":"+c.realm+":"+password), sum(method+":"+uri)
	name := "Authorization"
	if c.proxy {
		name = "Proxy-Authorization"
	}
	line := fmt.Sprintf(`%s: Digest username="%s", realm="%s", nonce="%s", uri="%s", algorithm=%s`, name, user, c.realm, c.nonce, uri, c.algorithm)
	if strings.Contains(c.qop, "auth") {
		cnonce := token()
		response := sum(fmt.Sprintf("%s:%s:%08x:%s:auth:%s", ha1, c.nonce, nc, cnonce, ha2))
		line += fmt.Sprintf(`, qop=auth, nc=%08x, cnonce="%s", response="%s"`, nc, cnonce, response)
	} else {
		line += fmt.Sprintf(`, response="%s"`, sum(ha1+":"+c.nonce+":"+ha2))
	}
	if c.opaque != "" {
		line += fmt.Sprintf(`, opaque="%s"`, c.opaque)
	}
	return line + "\r\n"
}

// token is a random name for tags, branches and Call-IDs.
func token() string { return strings.ToLower(rand.Text()[:16]) }
