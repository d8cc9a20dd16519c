package sim

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/emiago/sipgo/sip"
)

const (
	agentName = "spojka-sim"
	allow     = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, NOTIFY"
)

// head is what a request begins with.
type head struct {
	method, uri  string
	via          netip.AddrPort
	branch       string
	from, to, id string
	cseq         uint32
	more         string // whole header lines
}

func newBranch() string { return "z9hG4bK" + token() }

// request writes a request; body is SDP or nil.
func request(h head, body []byte) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s SIP/2.0\r\n", h.method, h.uri)
	fmt.Fprintf(&b, "Via: SIP/2.0/UDP %s;rport;branch=%s\r\nMax-Forwards: 70\r\n", h.via, h.branch)
	fmt.Fprintf(&b, "From: %s\r\nTo: %s\r\nCall-ID: %s\r\nCSeq: %d %s\r\n", h.from, h.to, h.id, h.cseq, h.method)
	b.WriteString("User-Agent: " + agentName + "\r\n" + h.more)
	writeBody(&b, body)
	return []byte(b.String())
}

// response writes the response to r; tag is ours, where r had none.
func response(r *sip.Request, code int, reason, tag, more string, body []byte) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "SIP/2.0 %d %s\r\n", code, reason)
	for _, name := range []string{"Via", "Record-Route", "From", "To", "Call-ID", "CSeq"} {
		for _, h := range r.GetHeaders(name) {
			value := h.Value()
			if name == "To" && tag != "" && toTag(r) == "" {
				value += ";tag=" + tag
			}
			b.WriteString(name + ": " + value + "\r\n")
		}
	}
	b.WriteString("User-Agent: " + agentName + "\r\n" + more)
	writeBody(&b, body)
	return []byte(b.String())
}

func writeBody(b *strings.Builder, body []byte) {
	if len(body) > 0 {
		b.WriteString("Content-Type: application/sdp\r\n")
	}
	fmt.Fprintf(b, "Content-Length: %d\r\n\r\n%s", len(body), body)
}

func toTag(m interface{ To() *sip.ToHeader }) string {
	if m.To() == nil {
		return ""
	}
	tag, _ := m.To().Params.Get("tag")
	return tag
}

// quoted makes a display name of any text.
func quoted(name string) string {
	if name == "" {
		return ""
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\r", " ", "\n", " ").Replace(name) + `" `
}
