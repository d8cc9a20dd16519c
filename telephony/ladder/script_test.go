package ladder

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// The legs of the scripts: a trunk that rings in, two seats that we dial.
var script = map[string]telephony.Signal{
	"trunk": {Leg: 1, Trunk: "out", Peer: netip.MustParseAddrPort("81.2.3.4:5060")},
	"203":   {Leg: telephony.OfferID(1).Leg(), Seat: "203", Peer: netip.MustParseAddrPort("192.168.1.23:5062")},
	"204":   {Leg: telephony.OfferID(2).Leg(), Seat: "204", Peer: netip.MustParseAddrPort("192.168.1.24:5062")},
}

// played makes a trace of a script: in each line the milliseconds, < or >
// (from the box), the party, the first line, and after a bar each further
// header; "sdp ADDRESS" is a body, "boot N" another start of the box.
func played(t *testing.T, text string) telephony.Trace {
	t.Helper()
	tr := telephony.Trace{}
	boot := uint32(1)
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		line = strings.TrimSpace(line)
		if n, ok := strings.CutPrefix(line, "boot "); ok {
			next, _ := strconv.Atoi(n)
			boot = uint32(next)
			continue
		}
		part := strings.SplitN(line, " ", 4)
		s, known := script[part[2]]
		ms, err := strconv.Atoi(part[0])
		if err != nil || !known {
			t.Fatalf("bad line %q", line)
		}
		s.Out, s.Own = part[1] == ">", netip.MustParseAddrPort("192.168.1.1:5060")
		up := time.Duration(ms) * time.Millisecond
		s.At = telephony.Moment{Boot: boot, Up: up, Wall: time.Date(2026, 11, 27, 10, 0, 0, 0, time.UTC).Add(up)}
		s.Text = []byte(message1(part[2], part[3], s.Out))
		tr.Signals = append(tr.Signals, s)
	}
	return tr
}

// message1 writes a message: what isn't in the line is as usual.
func message1(who, line string, out bool) string {
	parts := strings.Split(line, " | ")
	method := strings.Fields(parts[0])[0]
	first, seq := method+" sip:x@y SIP/2.0", "1 "+method
	if _, err := strconv.Atoi(method); err == nil {
		first, seq = "SIP/2.0 "+parts[0], "1 INVITE"
	}
	heads, body := "", ""
	for _, p := range parts[1:] {
		if at, ok := strings.CutPrefix(p, "sdp "); ok {
			body = fmt.Sprintf("v=0\r\no=- 1 1 IN IP4 %[1]s\r\ns=-\r\nc=IN IP4 %[1]s\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8 101\r\na=rtpmap:101 telephone-event/8000\r\n", at)
			heads += "Content-Type: application/sdp\r\n"
			continue
		}
		if v, ok := strings.CutPrefix(p, "CSeq: "); ok {
			seq = v
			continue
		}
		heads += p + "\r\n"
	}
	via := "Via: SIP/2.0/UDP 192.168.1.1:5060;branch=z9hG4bK" + who + "\r\n"
	if !strings.Contains(heads, "Content-Length") {
		heads += "Content-Length: " + strconv.Itoa(len(body)) + "\r\n"
	}
	if strings.Contains(heads, "Via:") {
		via = ""
	}
	return first + "\r\n" + via + "From: <sip:777123456@192.168.1.1>;tag=a\r\nTo: <sip:" + who + "@y>\r\nCall-ID: c-" + who + "\r\nCSeq: " + seq + "\r\n" + heads + "\r\n" + body
}
