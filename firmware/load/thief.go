package load

import (
	"fmt"
	"strings"
)

// Tricks are a thief's messages, who wants to be put through to the outside
// without a password (FAULTS 12).
type Tricks struct {
	Box   string // the box's address
	Own   string // the thief's, host:port
	Phone string // that of a phone at Seat, host:port
	Line  string // that of a line to the outside
	Seat  string
}

// TrickKinds is how many kinds of tricks there are, TrickForms in how many
// ways each of them writes the number.
const (
	TrickKinds = 18
	TrickForms = 10
)

const trickSound = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8 0\r\n"

// trick is a message as it is being thought out.
type trick struct {
	method, uri, from, to, via, contact, heads string
}

// Message is the n-th: the forms of the number come first, then the kinds.
func (t Tricks) Message(n int) string {
	number := []string{"", "+", "00", "011", "9011", "900", "0", "#31#", "*", "810"}[n%TrickForms] + "37255123456"
	if n/TrickForms%TrickKinds == 15 {
		return fmt.Sprintf("SIP/2.0 302 Moved\r\nVia: SIP/2.0/UDP %s:5060;branch=z9hG4bKt%d\r\nFrom: <sip:100@%[1]s>;tag=1\r\nTo: <sip:%[3]s@%[1]s>;tag=2\r\nCall-ID: t%[2]d\r\nCSeq: 1 INVITE\r\n"+
			"Contact: <sip:%[3]s@%[4]s>\r\nContent-Length: 0\r\n\r\n", t.Box, n, number, t.Line)
	}
	m := trick{
		method: "INVITE", uri: "sip:" + number + "@" + t.Box, from: "<sip:100@" + t.Box + ">;tag=1", to: "<sip:" + number + "@" + t.Box + ">",
		via: fmt.Sprintf("Via: SIP/2.0/UDP %s;branch=z9hG4bKt%d\r\n", t.Own, n), contact: "<sip:" + t.Seat + "@" + t.Phone + ">",
	}
	t.turn(&m, n, number)
	return fmt.Sprintf("%s %s SIP/2.0\r\n%sMax-Forwards: 70\r\nFrom: %s\r\nTo: %s\r\nCall-ID: t%d\r\nCSeq: 1 %[1]s\r\nContact: %[7]s\r\n%[8]sContent-Type: application/sdp\r\nContent-Length: %[9]d\r\n\r\n%[10]s",
		m.method, m.uri, m.via, m.from, m.to, n, m.contact, m.heads, len(trickSound), trickSound)
}

// turn makes the plain call a trick.
func (t Tricks) turn(m *trick, n int, number string) {
	seat := "<sip:" + t.Seat + "@" + t.Box + ">"
	switch n / TrickForms % TrickKinds {
	case 1:
		m.from = seat + ";tag=1"
	case 2:
		m.heads = "P-Asserted-Identity: " + seat + "\r\n"
	case 3:
		m.heads = "Diversion: " + seat + ";reason=unconditional\r\n"
	case 4:
		m.heads = "Route: <sip:" + t.Line + ";lr>\r\n"
	case 5:
		m.heads = "Record-Route: <sip:" + t.Line + ";lr>\r\n"
	case 6:
		m.heads = "Remote-Party-ID: " + seat + ";party=calling\r\n"
	case 7:
		m.method, m.heads = "REFER", "Refer-To: <sip:"+number+"@"+t.Line+">\r\nReferred-By: "+seat+"\r\n"
	case 8: // as if the box were a proxy
		m.uri = "sip:" + number + "@" + t.Line
	case 9:
		m.uri = "tel:" + number
	case 10:
		m.heads = `Authorization: Digest username="` + t.Seat + `", realm="spojka", nonce="", uri="sip:x", response=""` + "\r\n"
	case 11:
		m.heads = `Proxy-Authorization: Digest username="` + t.Seat + `", realm="spojka", nonce="x", uri="sip:x", response="` + strings.Repeat("0", 32) + `"` + "\r\n"
	case 12:
		m.heads = "Replaces: reg;to-tag=1;from-tag=2\r\n"
	case 13:
		m.via = fmt.Sprintf("Via: SIP/2.0/UDP %s;branch=z9hG4bKv%d\r\n", t.Phone, n) + m.via
	case 14: // within a call that there isn't
		m.to += fmt.Sprintf(";tag=%d", n)
	case 16:
		m.method, m.to, m.heads = "REFER", m.to+fmt.Sprintf(";tag=%d", n), "Refer-To: <sip:"+number+"@"+t.Line+">\r\n"
	case 17: // the line itself seems to ask for its way out again
		m.from, m.contact, m.heads = "<sip:420777123456@"+t.Line+">;tag=1", "<sip:"+number+"@"+t.Line+">", "P-Asserted-Identity: <sip:+420777123456@"+t.Line+">\r\n"
	}
}
