package main

import (
	"fmt"
	"net/netip"
	"testing"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// A phone that takes ringing only if it can acknowledge it doesn't hear it the
// first time: it is repeated until the PRACK comes (RFC 3262 §3).
func TestWire03PeersLostRinging(t *testing.T) {
	t.Parallel()
	b := wiredBox(t, 203, func(o *telephony.Office) {
		for i := range o.Seats {
			o.Seats[i].Digest = telephony.DigestMD5 // sipp knows no other
		}
	})
	at := func(i int) string { return fmt.Sprintf("127.56.203.%d", i) }
	w := &wired{running: b.start("--sim=false"), radio: newRadio(t, at(4), 440, 20), rings: make(chan *sim.Call, 10)}
	w.sits("jana", "203", netip.MustParseAddr(at(3)))
	invite := func(n int, more string) string {
		return fmt.Sprintf(`<send retrans="500"><![CDATA[

INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=z9hG4bK[pid]-%[1]dINVITE
From: <sip:204@[remote_ip]>;tag=[pid]t[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: %[1]d INVITE
Contact: <sip:204@[local_ip]:[local_port]>
Max-Forwards: 70
Require: 100rel
%[2]s%[3]s]]></send>`, n, more, content(w.radio.plain()))
	}
	s := newScene(t)
	s.from = `<sip:204@[remote_ip]>`
	s.cseq = 1
	s.raw(invite(1, "")).raw(`<recv response="401" auth="true"/>`).refused().
		raw(invite(2, "[authentication username=204 password="+w.passwords["204"]+"]\n")).maybe(100).gets(180, want{"RSeq:", " 1"}).
		raw(`<pause milliseconds="1500"/>`)
	s.cseq = 2
	s.send("PRACK", "RAck: 1 2 INVITE\n", "").gets(200, want{"CSeq:", "PRACK"}).gets(200, want{"CSeq:", "2 INVITE"})
	s.request("[next_url]", "ACK", "3ACK", "[routes]\n", "")
	s.forms = append(s.forms, "CSeq: 3 ACK", "CSeq: 2 ACK")
	p := w.plays(s.cue().hangsUp(), at(4), "-s", "203")
	c := <-w.rings
	w.until("an acknowledged ringing", func() bool { return len(p.received("SIP/2.0 200")) == 1 })
	if n := len(p.received("SIP/2.0 180")); n < 2 {
		t.Errorf("the ringing came %d times", n)
	}
	if err := c.Answer(); err != nil {
		t.Fatal(err)
	}
	w.both(c)
	p.cue()
	p.ends()
	over(t, "the colleague", c)
}
