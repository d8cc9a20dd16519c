package sipline

import (
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// Phones that take only the first challenge, or give up at SHA-256: the order
// is the seat's.
func TestWire22DigestsBySeat(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := &phone{mark: r.peer("10.0.0.23:5062"), r: r}
		for digest, want := range map[telephony.Digest]string{
			telephony.DigestUsual: "SHA-256 MD5", telephony.DigestMD5: "MD5", telephony.DigestMD5First: "MD5 SHA-256", telephony.DigestSHAFirst: "SHA-256 MD5",
		} {
			o := testOffice()
			o.Seats[0].Digest = digest
			r.line.SetOffice(o)
			p.say("REGISTER", "", "")
			ask := p.status(401)
			var got []string
			for _, h := range ask.GetHeaders("WWW-Authenticate") {
				_, algorithm, _ := strings.Cut(h.Value(), "algorithm=")
				got = append(got, algorithm)
			}
			if s := strings.Join(got, " "); s != want {
				t.Errorf("%q: %s, want %s", digest, s, want)
			}
			p.say("REGISTER", proof(ask, "REGISTER", "203", "secret", 1, got[0] == "SHA-256"), "")
			p.status(200)
		}
	})
}

// Phones ask for what we don't have, and answer OPTIONS as they please.
func TestWire59UnknownEvents(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.phone()
		for _, x := range []struct {
			method, heads string
			want          int
			head          string
		}{
			{"SUBSCRIBE", "Event: presence", 489, "Allow-Events"}, {"SUBSCRIBE", "Event: dialog", 489, "Allow-Events"},
			{"SUBSCRIBE", "Event: message-summary", 489, "Allow-Events"}, {"PUBLISH", "Event: presence", 405, "Allow"},
			{"MESSAGE", "", 405, "Allow"}, {"NOTIFY", "Event: keep-alive", 481, ""},
		} {
			p.say(x.method, "", x.heads)
			if res := p.status(x.want); x.head != "" && res.GetHeader(x.head) == nil {
				t.Errorf("%s: no %s", x.method, x.head)
			}
		}
		for _, code := range []int{404, 405, 481, 500, 200} { // any answer is life
			p.respond(p.method("OPTIONS"), code, "x", "", "")
			r.heard("")
		}
	})
}

// Encryption only: refused with a Warning that says why. Twice the same offer,
// plain and encrypted: the plain one is taken (as in the rows of sdp).
func TestWire57EncryptionOnly(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.say("INVITE", 1, "i1", "", strings.Replace(sdpAt("10.0.0.9", 6000, "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abc\n"), "RTP/AVP", "RTP/SAVP", 1))
		if got := header(c.status(488), "Warning"); !strings.HasPrefix(got, "304 ") {
			t.Error(got)
		}
		c.toTag = ""
		r.heard("")
		// RTP/AVP with a=crypto ("optional"): in the clear, the attribute isn't answered.
		c.id = "call-2"
		c.say("INVITE", 1, "i2", "", sdpAt("10.0.0.9", 6000, "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abc\n"))
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		r.line.Answer(r.news.leg(0), ourMedia)
		if body := string(c.status(200).Body()); !strings.Contains(body, "m=audio 4000 RTP/AVP 8") || strings.Contains(body, "crypto") {
			t.Error(body)
		}
	})
}
