package sipline

import (
	"net/netip"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// A stream is cut into the same messages wherever it comes in pieces.
func FuzzStream(f *testing.F) {
	two := tcpRequest("OPTIONS", 1, "Content-Length: 3\n") + "abc\r\n\r\n" + tcpRequest("OPTIONS", 2, "l: 0\n")
	f.Add([]byte(two), uint16(10))
	f.Add([]byte(two), uint16(len(two)-30))
	f.Add([]byte("\r\n\r\n\r\n"+two[:50]), uint16(3))
	f.Add([]byte(strings.Replace(two, "3", "-3", 1)), uint16(60))
	l := fuzzLine(f)
	trunk := flow{l.links.udp[0], netip.MustParseAddrPort("10.0.0.9:5060")}
	cut := func(pieces ...[]byte) (messages uint64, left int, ok bool) {
		before := l.door.in.Load() + l.door.out.Load()
		var rest []byte
		ok = true
		for _, p := range pieces {
			if rest, _, ok = l.cut(trunk, append(append([]byte(nil), rest...), p...)); !ok {
				break
			}
		}
		return l.door.in.Load() + l.door.out.Load() - before, len(rest), ok
	}
	f.Fuzz(func(t *testing.T, b []byte, at uint16) {
		if len(b) > maxDatagram {
			return
		}
		i := min(int(at), len(b))
		m1, r1, ok1 := cut(b)
		m2, r2, ok2 := cut(b[:i], b[i:])
		if m1 != m2 || r1 != r2 || ok1 != ok2 {
			t.Fatalf("whole: %d messages, %d left, %v; at %d: %d, %d, %v", m1, r1, ok1, i, m2, r2, ok2)
		}
	})
}

// What others say in digests proves nothing and breaks no line of ours.
func FuzzDigest(f *testing.F) {
	f.Add(`Digest username="203", realm="spojka", nonce="abc", uri="sip:x", response="00", algorithm=MD5, cnonce="c", qop=auth, nc=00000001`)
	f.Add(`Digest realm="a\"b", nonce="n", opaque="o\\", qop="auth-int,auth", algorithm=SHA-256-sess, stale=TRUE`)
	f.Add(`digest ,,=,"=",realm=`)
	f.Fuzz(func(t *testing.T, value string) {
		if c, ok := readCredentials(value); ok && c.proves("REGISTER", nobody, nobody+nobody) {
			t.Fatalf("%q proves something", value)
		}
		a, _, ok := readChallenge(value)
		if !ok || strings.ContainsAny(value, "\r\n") { // a header's value has none
			return
		}
		if p := a.proof("203", "secret", "REGISTER", "sip:x"); strings.ContainsAny(p, "\r\n") || strings.Contains(p, "secret") {
			t.Fatalf("%q is answered %q", value, p)
		}
	})
}

// Addresses of others are read or refused, and can be written again.
func FuzzAddress(f *testing.F) {
	for _, s := range []string{`"J Rosenberg \\\"" <sip:jdrosen@example.com>;tag=1`, "sip:a;b=%00@[::1]:5060;lr?x=y", "<tel:+420777123456;phone-context=cz>", "*", "a<sip:b@c>"} {
		f.Add(s)
	}
	of := readOffice(telephony.Office{Country: "CZ"}, nil)
	f.Fuzz(func(t *testing.T, s string) {
		name, uri, _, err := address(s)
		if err != nil {
			return
		}
		if text := clip(uri.String()); strings.ContainsAny(text, "\r\n<> ") || len(text) > maxURI {
			t.Fatalf("%q", text)
		}
		if n := of.called(uri); strings.ContainsAny(string(n)+clean(name)+sent(uri), "\r\n\x00") {
			t.Fatalf("%q is called %q", s, n)
		}
		hopAddr(uri.String())
	})
}
