package ladder

import (
	"net/netip"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

func TestCut(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a digest", "REGISTER x SIP/2.0\r\nAuthorization: Digest username=\"203\", realm=\"r\", nonce=\"n\", uri=\"sip:x\", response=\"6629fae49393a05397450978507c4ef1\", cnonce=\"0a4f\", nc=00000001\r\nTo: x\r\n\r\n",
			"REGISTER x SIP/2.0\r\nAuthorization: Digest username=\"203\", realm=\"r\", nonce=\"n\", uri=\"sip:x\", response=\"................................\", cnonce=\"....\", nc=00000001\r\nTo: x\r\n\r\n"},
		{"a proxy's, folded, in capitals", "INVITE x SIP/2.0\r\nPROXY-AUTHORIZATION : digest realm=x,\r\n RESPONSE = \"abc\"\r\nTo: response=abc\r\n\r\n",
			"INVITE x SIP/2.0\r\nPROXY-AUTHORIZATION : digest realm=x,\r\n RESPONSE = \"...\"\r\nTo: response=abc\r\n\r\n"},
		{"response first", "A x SIP/2.0\r\nAuthorization: Digest response=abc,realm=r\r\n\r\n", "A x SIP/2.0\r\nAuthorization: Digest response=...,realm=r\r\n\r\n"},
		{"basic", "A x SIP/2.0\r\nAuthorization: Basic QWxhZGRpbg==\r\n\r\n", "A x SIP/2.0\r\nAuthorization: ..... ............\r\n\r\n"},
		{"a key by INFO", "INFO x SIP/2.0\r\nContent-Type: application/dtmf-relay\r\n\r\nSignal=7\r\nDuration=160\r\n", "INFO x SIP/2.0\r\nContent-Type: application/dtmf-relay\r\n\r\nSignal=.\r\nDuration=160\r\n"},
		{"a bare key", "INFO x SIP/2.0\r\nc: application/dtmf\r\n\r\n7", "INFO x SIP/2.0\r\nc: application/dtmf\r\n\r\n."},
		{"keys in another way", "NOTIFY x SIP/2.0\r\nContent-Type: application/kpml-response+xml\r\n\r\n<kpml digits=\"7\"/>", "NOTIFY x SIP/2.0\r\nContent-Type: application/kpml-response+xml\r\n\r\n..... ............"},
		{"a key of sound", "INVITE x SIP/2.0\r\n\r\nm=audio\r\na=crypto:1 AES inline:abc\r\nk=clear:x\r\n", "INVITE x SIP/2.0\r\n\r\nm=audio\r\na=crypto:. ... ..........\r\nk=.......\r\n"},
		{"no message at all", "\x00\x01response=abc", "\x00\x01response=abc"},
	} {
		b := []byte(c.text)
		Cut(b)
		if string(b) != c.want {
			t.Errorf("%s:\n%q\n want\n%q", c.name, b, c.want)
		}
	}
}

func TestMask(t *testing.T) {
	text := "INVITE sip:+420545000210@10.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 81.2.3.4:5060;branch=z9hG4bK777123456x\r\n" +
		"From: \"777 123 456\" <sip:+420777123456@81.2.3.4:5061>;tag=1\r\nP-Asserted-Identity: <tel:00420-777-123-456>\r\nTo: <sip:203@10.0.0.1>\r\n" +
		"Call-ID: 777123456-99@81.2.3.4\r\nContent-Length: 42\r\n\r\no=777123456 1 1 IN IP4 81.2.3.4\r\ns=987 6543\r\n"
	tr := telephony.Trace{Signals: []telephony.Signal{{Text: []byte(text), Own: netip.MustParseAddrPort("10.0.0.1:5060"), Peer: netip.MustParseAddrPort("81.2.3.4:5060")}}}
	m := NewMask(tr, false)
	got := string(m.Text([]byte(text)))
	if strings.Contains(got, "3456") || strings.Contains(got, "23 456") || strings.Contains(got, "0210") {
		t.Errorf("a number is there still:\n%s", got)
	}
	for _, want := range []string{"sip:+420545000", "\"777 123 ", "sip:+420777123", "tel:00420-777-123-", "Call-ID: 777123", "o=777123", "s=987 ", "<sip:203@10.0.0.1>", "81.2.3.4:5061"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is gone:\n%s", want, got)
		}
	}
	if len(got) != len(text) {
		t.Error("the length changed")
	}
	_, hid, _ := strings.Cut(got, "From: \"777 123 ")
	_, hid2, _ := strings.Cut(got, "sip:+420777123")
	if hid[:3] != hid2[:3] {
		t.Errorf("the same number is %s and %s", hid[:3], hid2[:3])
	}
	if n := string(m.Text([]byte("+420777123456"))); n != "+420777123"+hid[:3] {
		t.Errorf("alone it is %s", n)
	}
	all := NewMask(tr, true)
	s := all.Signal(tr.Signals[0])
	if out := string(s.Text); strings.Contains(out, "81.2.3.4") || strings.Contains(out, "10.0.0.1") || !strings.Contains(out, ":5061>") || !strings.Contains(out, "Content-Length: 46") {
		t.Errorf("with addresses:\n%s", out)
	}
	if s.Peer.Addr() == tr.Signals[0].Peer.Addr() || s.Peer.Port() != 5060 {
		t.Errorf("peer %s", s.Peer)
	}
}
