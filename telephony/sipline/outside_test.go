package sipline

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestWire04UnknownRequire(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.say("INVITE", 1, "i1", "Require: dance, sing", sdpAt("10.0.0.9", 6000, ""))
		if h := c.status(420).GetHeader("Unsupported"); h == nil || h.Value() != "dance, sing" {
			t.Errorf("Unsupported %v", h)
		}
		r.heard("")
		r.empty()
	})
}

func TestOutsideMethods(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		for i, x := range []struct {
			method, heads string
			want          int
		}{
			{"OPTIONS", "", 200}, {"BYE", "", 481}, {"UPDATE", "", 481}, {"INFO", "", 481}, {"REFER", "", 403}, {"SUBSCRIBE", "", 489},
			{"PUBLISH", "", 405}, {"MESSAGE", "", 405}, {"DANCE", "", 501}, {"CANCEL", "", 481},
		} {
			c.say(x.method, 1, fmt.Sprintf("o%d", i), x.heads, "")
			c.status(x.want)
		}
		c.toTag = "unknown"
		c.say("INVITE", 2, "x1", "", "")
		c.status(481)
		c.say("ACK", 2, "x2", "", "")
		c.silence(time.Second)
		r.heard("")
		r.empty()
	})
}

func TestWire52MergedAndLooped(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.invite()
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		c.say("INVITE", 1, "i2", "", sdpAt("10.0.0.9", 6000, "")) // by another way
		c.status(482)
		c.id = "call-2"
		c.say("INVITE", 1, "i3", "Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bKours", sdpAt("10.0.0.9", 6000, ""))
		c.status(482)
		r.heard("")
	})
}

func TestInviteIsRepeated(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.invite()
		c.invite()
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		c.status(100)
		c.invite()
		c.status(100)
		r.line.Answer(r.news.leg(0), ourMedia)
		c.status(200)
		c.invite()
		c.status(200)
	})
}

func TestWire46Multipart(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		body := "--b\nContent-Type: application/isup\nContent-Disposition: signal;handling=optional\n\nxx\n--b\nContent-Type: application/sdp\n\n" +
			sdpAt("10.0.0.9", 6004, "") + "\n--b--\n"
		c.say("INVITE", 1, "i1", "Content-Type: multipart/mixed;boundary=b", body)
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		if got := r.news.arrivals[0].Sound.Addr.String(); got != "10.0.0.9:6004" {
			t.Error(got)
		}
		c.id = "call-2"
		c.status(100)
		c.say("INVITE", 1, "i2", "Content-Type: application/isup", "xx")
		c.status(415)
	})
}

func TestUnreadableSDP(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		for i, body := range []string{"hello", sdpAt("10.0.0.9", 6000, "")[:20], strings.Replace(sdpAt("10.0.0.9", 6000, ""), "8 0 101", "18", 1)} {
			c := r.caller()
			c.id = fmt.Sprint("call-", i)
			c.say("INVITE", 1, fmt.Sprint("i", i), "", body)
			c.toTag, _ = c.status(488).To().Params.Get("tag")
			c.say("ACK", 1, fmt.Sprint("i", i), "", "")
		}
		r.heard("")
		r.empty()
	})
}

func TestWire29Withheld(t *testing.T) {
	for name, change := range map[string][2]string{
		"privacy id":        {"Max-Forwards: 70", "Max-Forwards: 70\nPrivacy: id\nP-Asserted-Identity: <sip:+420777123456@10.0.0.9>"},
		"anonymous.invalid": {`From: "Jan" <sip:777123456@10.0.0.9>`, `From: "Anonymous" <sip:anonymous@anonymous.invalid>`},
		"anonymous":         {`From: "Jan" <sip:777123456@10.0.0.9>`, `From: Anonymous <sip:anonymous@10.0.0.9>`},
	} {
		inBubble(t, func(t *testing.T, r *rig) {
			c := r.caller()
			c.rewrite(change[0], change[1])
			r.heard(`arrived from "" to "+420800100200"`)
			if a := r.news.arrivals[0]; a.Name != "" {
				t.Errorf("%s: name %q", name, a.Name)
			}
		})
	}
}

// rewrite sends an INVITE with something changed.
func (c *callIn) rewrite(from, to string) {
	plain := c.mark
	captured := &capture{}
	c.mark = &mark{t: plain.t, conn: plain.conn, tap: captured}
	c.invite()
	c.mark = plain
	c.send(strings.Replace(captured.text, from, to, 1))
}

func TestWire28Identities(t *testing.T) {
	for name, x := range map[string]struct{ heads, from, name string }{
		"sip":           {"P-Asserted-Identity: \"Novák\" <sip:+420602111222@ims>", "+420602111222", "Novák"},
		"tel":           {"P-Asserted-Identity: <tel:+420602111222>", "+420602111222", "Jan"},
		"both":          {"P-Asserted-Identity: <sip:dept@ims>, <tel:+420602111222>", "+420602111222", "Jan"},
		"no number":     {"P-Asserted-Identity: <sip:dept@ims>", "+420777123456", "Jan"},
		"bad":           {"P-Asserted-Identity: <<<>", "+420777123456", "Jan"},
		"number = name": {"P-Asserted-Identity: \"777 123 456\" <sip:777123456@ims>", "+420777123456", ""},
		"bad referred":  {"Referred-By: <<<\nContact-Not: x", "+420777123456", "Jan"},
	} {
		inBubble(t, func(t *testing.T, r *rig) {
			c := r.caller()
			c.say("INVITE", 1, "i1", x.heads, sdpAt("10.0.0.9", 6000, ""))
			r.heard(fmt.Sprintf(`arrived from %q to "+420800100200"`, x.from))
			if a := r.news.arrivals[0]; a.Name != x.name {
				t.Errorf("%s: name %q", name, a.Name)
			}
		})
	}
}

func TestWire45NamesAndForms(t *testing.T) {
	for name, x := range map[string]struct{ from, want string }{
		"czech":    {`From: "Žluťoučký kůň" <sip:777123456@10.0.0.9>`, "Žluťoučký kůň"},
		"escaped":  {`From: "A \"B\" C" <sip:777123456@10.0.0.9>`, `A "B" C`},
		"bidi":     {"From: \"ab\u202ecd\u200f\" <sip:777123456@10.0.0.9>", "abcd"},
		"control":  {"From: \"a\x01\x7fb\tc\" <sip:777123456@10.0.0.9>", "ab c"},
		"long":     {`From: "` + strings.Repeat("ř", 200) + `" <sip:777123456@10.0.0.9>`, strings.Repeat("ř", 60)},
		"not utf8": {"From: \"a\xff\" <sip:777123456@10.0.0.9>", "a?"},
		"unquoted": {`From: Jan Novak <sip:777123456@10.0.0.9>`, "Jan Novak"},
		"compact":  {`f: "Jan" <sip:777123456@10.0.0.9>`, "Jan"},
		"folded":   {"From: \"Jan\"\n  <sip:777123456@10.0.0.9>", "Jan"},
		"tag":      {`From: "Jan" <sip:777123456@10.0.0.9>;TAG=q`, "Jan"},
	} {
		inBubble(t, func(t *testing.T, r *rig) {
			c := r.caller()
			c.rewrite(`From: "Jan" <sip:777123456@10.0.0.9>`, x.from)
			r.heard(`arrived from "+420777123456" to "+420800100200"`)
			if a := r.news.arrivals[0]; a.Name != x.want {
				t.Errorf("%s: name %q", name, a.Name)
			}
		})
	}
}

func TestWire41WrongLength(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.say("INVITE", 1, "i1", "Content-Length: 400", sdpAt("10.0.0.9", 6000, ""))
		r.heard(`arrived from "+420777123456" to "+420800100200"`)
		c.id = "call-2"
		c.status(100)
		c.say("INVITE", 1, "i2", "Content-Length: 5", sdpAt("10.0.0.9", 6000, ""))
		c.status(488)
	})
}

func TestWire42SmallTalk(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		p := r.peer("10.0.0.50:5060")
		for _, b := range []string{"\r\n\r\n", "\r\n", "\x00", "jaK", "\x00\x01\x00\x00\x21\x12\xa4\x42abcdefghijkl", strings.Repeat("\x00", 100)} {
			p.conn.WriteToUDPAddrPort([]byte(b), ours)
		}
		p.silence(time.Second)
		if n := len(r.line.door.seen); n != 0 {
			t.Errorf("%d strangers noted", n)
		}
	})
}

// A public address is not even read, unless it is a trunk's.
func TestPublicAddress(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.caller()
		c.mark = r.peer("203.0.113.7:5060")
		c.say("OPTIONS", 1, "o1", "", "")
		c.silence(time.Second)
		office := testOffice()
		office.Trunks[0].Peers = []string{"203.0.113.0/28"}
		r.line.SetOffice(office)
		c.say("OPTIONS", 1, "o2", "", "")
		c.status(200)
	})
}

func TestWire39AnswerPort(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		via := func(v string) string {
			return "OPTIONS sip:10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP " + v + "\nFrom: <sip:a@b>;tag=1\nTo: <sip:a@b>\nCall-ID: x\nCSeq: 1 OPTIONS\n\n"
		}
		odd, usual := r.peer("10.0.0.40:40000"), r.peer("10.0.0.40:5060")
		odd.send(via("10.0.0.40;branch=z9hG4bK1")) // sends from one port, listens on another
		usual.status(200)
		odd.send(via("10.0.0.40;rport;branch=z9hG4bK2"))
		if v := odd.status(200).Via().Value(); !strings.Contains(v, "rport=40000") || !strings.Contains(v, "received=10.0.0.40") {
			t.Error(v)
		}
		odd.send(via("192.168.7.7;branch=z9hG4bK3")) // behind NAT, without rport
		if v := odd.status(200).Via().Value(); !strings.Contains(v, "received=10.0.0.40") {
			t.Error(v)
		}
		odd.send(strings.Replace(via("10.0.0.40;rport;branch=z9hG4bK4"), "SIP/2.0\nVia", "SIP/3.0\nVia", 1))
		odd.status(505)
	})
}

// "A Short Tortuous INVITE" (RFC 4475 §3.1.1.1), with our addresses.
func TestWire45Tortuous(t *testing.T) {
	inBubble(t, func(t *testing.T, r *rig) {
		c := r.peer("10.0.0.9:5060")
		body := "v=0\r\no=mhandley 29739 7272939 IN IP4 192.0.2.3\r\ns=-\r\nc=IN IP4 192.0.2.4\r\nt=0 0\r\nm=audio 49217 RTP/AVP 0 12\r\nm=video 3227 RTP/AVP 31\r\na=rtpmap:31 LPC\r\n"
		text := string(crlf(`INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0
TO :
 sip:vivekg@chair-dnrc.example.com ;   tag    = 
from   : "J Rosenberg \\\""       <sip:jdrosen@example.com>
  ;
  tag = 98asjd8
MaX-fOrWaRdS: 0068
Call-ID: wsinv.ndaksdj@192.0.2.1
Content-Length   : 150
cseq: 0009
  INVITE
Via  : SIP  /   2.0
 /UDP
    10.0.0.9;branch=390skdjuw
s :
NewFangledHeader:   newfangled value
 continued newfangled value
UnknownHeaderWithUnusualValue: ;;,,;;,;
Content-Type: application/sdp
Route:
 <sip:services.example.com;lr;unknownwith=value;unknown-no-value>
m:"Quoted string \"\"" <sip:jdrosen@example.com> ; newparam =
      newvalue ;
  secondparam ; q = 0.33

`))
		text = strings.Replace(text, ";   tag    = \r\n", "\r\n", 1)
		text = strings.Replace(text, ": 150", fmt.Sprint(": ", len(body)), 1)
		c.conn.WriteToUDPAddrPort([]byte(text+body), ours)
		r.heard(`arrived from "" to "vivekg"`)
		if a := r.news.arrivals[0]; a.Name != `J Rosenberg \"` || a.Sound.Addr.String() != "192.0.2.4:49217" {
			t.Errorf("%+v", a)
		}
		r.line.Answer(r.news.leg(0), ourMedia)
		if v := c.status(200).Via(); v.Host != "10.0.0.9" {
			t.Error(v.Value())
		}
	})
}
