package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
)

// refers is a request of a phone within the call that it has answered.
func (s *scene) refers(method, headers string) *scene {
	s.cseq++
	fmt.Fprintf(&s.xml, "<send retrans=\"500\"><![CDATA[\n\n%s [next_url] SIP/2.0\nVia: SIP/2.0/[transport] [local_ip]:[local_port];branch=z9hG4bK[pid]-[call_number]-%d\n", method, s.cseq)
	fmt.Fprintf(&s.xml, "[routes]\nFrom:[$to];tag=[pid]s[call_number]\nTo:[$from]\nCall-ID: [call_id]\nCSeq: %d %s\n%s", s.cseq, method, headers)
	s.xml.WriteString("Contact: <sip:203@[local_ip]:[local_port]>\nMax-Forwards: 70\nContent-Length: 0\n\n]]></send>\n")
	return s
}

// newReferScene is a phone that answers and at once passes the talk on to 204.
func newReferScene(t testing.TB, at, headers string) *scene {
	t.Helper()
	s := newPhoneScene(t)
	text := strings.Replace(s.xml.String(), `<recv request="INVITE"><action>`, `<recv request="INVITE" rrs="true"><action>
<ereg regexp=".*" search_in="hdr" header="From:" assign_to="from"/><ereg regexp=".*" search_in="hdr" header="To:" assign_to="to"/>`, 1)
	s.xml.Reset()
	s.xml.WriteString(text)
	sdp := "v=0\no=u 1 1 IN IP4 [local_ip]\ns=-\nc=IN IP4 [local_ip]\nt=0 0\nm=audio 6000 RTP/AVP 8\na=rtpmap:8 PCMA/8000\n"
	return s.answersInvite(200, "OK", "", sdp).raw(`<recv request="ACK"/>`).refers("REFER", "Refer-To: <sip:204@"+at+">\n"+headers)
}

// hearsOut is a phone that has hung up and leaves all that still comes
// unanswered until it has heard what came of its wish and that its BYE was
// taken, in whichever order.
func (s *scene) hearsOut() *scene {
	keeps := func(n string) string {
		all := ""
		for _, h := range [...]string{"Via", "From", "To", "CSeq"} {
			all += fmt.Sprintf(`<ereg regexp=".*" search_in="hdr" header="%s:" assign_to="%s%s"/>`, h, h, n)
		}
		return all
	}
	answers := func(n string) string {
		return fmt.Sprintf("<send><![CDATA[\n\nSIP/2.0 200 OK\nVia:[$Via%[1]s]\nFrom:[$From%[1]s]\nTo:[$To%[1]s]\nCall-ID: [call_id]\nCSeq:[$CSeq%[1]s]\nContent-Length: 0\n\n]]></send>\n", n)
	}
	told := func(status, n string) string {
		return `<action><ereg regexp="^SIP/2.0 ` + status + `" search_in="body" check_it="true" assign_to="seen"/>` + keeps(n) + `</action></recv>
`
	}
	return s.raw(`<recv request="NOTIFY" timeout="20000">` + told("100", "1") +
		`<recv request="NOTIFY" optional="true" next="2">` + told("200", "2") +
		`<recv response="200" timeout="20000"/>
<recv request="NOTIFY" timeout="20000">` + told("200", "2") +
		`<nop next="4"/>
<label id="2"/>
<recv request="BYE" optional="true" next="3"><action>` + keeps("3") + `</action></recv>
<recv response="200" timeout="20000"/>
<nop next="4"/>
<label id="3"/>
<recv response="481" optional="true" next="5"/>
<recv response="200" timeout="20000"/>
<label id="5"/>` + answers("3") + `<label id="4"/>` + answers("1") + answers("2") +
		`<Reference variables="Via1,From1,To1,CSeq1,Via2,From2,To2,CSeq2,Via3,From3,To3,CSeq3"/>`)
}

// Phones pass their talk on in forms of their own: one wants to hear nothing of
// it (RFC 4488), one hangs up as soon as it is told 202 and doesn't wait. Each
// time the customer goes on to the colleague (row 58).
//
// Proves: S-XFER-1
func TestWire58PeersReferForms(t *testing.T) {
	peers.Need(t, "sipp")
	const at = "127.74.8.1"
	for name, s := range map[string]*scene{
		"no NOTIFY": newReferScene(t, at, "Refer-Sub: false\nSupported: norefersub\n").
			gets(202, want{"Refer-Sub:", "false"}).asked("BYE").replies(200, "OK", "", ""),
		"BYE after 202": newReferScene(t, at, "Refer-Sub: false\n").gets(202).refers("BYE", "").raw(`<recv request="BYE" optional="true"/>
<recv response="481" optional="true" next="1"/><recv response="200"/><label id="1"/>`),
		// It has not answered yet that it is told how far that has come.
		"BYE between the NOTIFYs": newReferScene(t, at, "").gets(202).refers("BYE", "").hearsOut(),
	} {
		t.Run(name, func(t *testing.T) {
			w := &wired{running: newBox(t, at, "127.74.8.2", nil).start("--sim=false")}
			s.xml.WriteString(`<Reference variables="from,to"/>`)
			p := w.phonePlays(s)
			w.onAir("jana", "203")
			eva := w.linphone("204", 660)
			w.onAir("eva", "204")
			c := ringsIn(t, w.trunkPhone(), "800100200")
			w.until("a customer who hears eva", func() bool { return hears(c, 660) })
			w.works("eva", telephony.Talking)
			w.did(p, 1)
			c.HangUp()
			w.save("jana", "dál")
			w.works("eva", telephony.Idle)
			eva.does("quit")
			w.empty()
		})
	}
}
