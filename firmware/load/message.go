package load

import (
	"bytes"
	"fmt"
	"net/netip"
	"strconv"
	"time"
)

// message is a SIP message, cut into what the generator needs; its parts lie
// in the datagram.
type message struct {
	at     time.Time // when the kernel had it
	start  []byte    // first line
	code   int       // of a response, or 0
	method string    // of a request, or that of CSeq
	id     string
	from   []byte
	to     []byte
	vias   [][]byte
	routes [][]byte // Record-Route
	target string   // URI of Contact
	cseq   []byte
	body   []byte
	auth   []byte // WWW-Authenticate
}

// read cuts a message up; false when it isn't one.
func read(b []byte, at time.Time) (m message, ok bool) {
	head, body, ok := bytes.Cut(b, []byte("\r\n\r\n"))
	if !ok {
		return m, false
	}
	m.at, m.body = at, body
	m.start, head, _ = bytes.Cut(head, []byte("\r\n"))
	for len(head) > 0 {
		var line []byte
		line, head, _ = bytes.Cut(head, []byte("\r\n"))
		name, value, _ := bytes.Cut(line, []byte(":"))
		m.header(string(bytes.ToLower(name)), bytes.TrimSpace(value))
	}
	if rest, is := bytes.CutPrefix(m.start, []byte("SIP/2.0 ")); is && len(rest) >= 3 {
		m.code, _ = strconv.Atoi(string(rest[:3]))
		_, method, _ := bytes.Cut(m.cseq, []byte(" "))
		m.method = string(method)
	} else {
		method, _, _ := bytes.Cut(m.start, []byte(" "))
		m.method = string(method)
	}
	return m, m.id != ""
}

func (m *message) header(name string, value []byte) {
	switch name {
	case "via", "v":
		m.vias = append(m.vias, value)
	case "record-route":
		m.routes = append(m.routes, value)
	case "from", "f":
		m.from = value
	case "to", "t":
		m.to = value
	case "call-id", "i":
		m.id = string(value)
	case "cseq":
		m.cseq = value
	case "contact", "m":
		if _, rest, ok := bytes.Cut(value, []byte("<")); ok {
			uri, _, _ := bytes.Cut(rest, []byte(">"))
			m.target = string(uri)
		}
	case "www-authenticate":
		if m.auth == nil && !bytes.Contains(value, []byte("SHA-256")) {
			m.auth = value
		}
	}
}

// user is the user part of a SIP URI in a header or a first line.
func user(b []byte) string {
	_, rest, _ := bytes.Cut(b, []byte("sip:"))
	name, _, ok := bytes.Cut(rest, []byte("@"))
	if !ok {
		return ""
	}
	return string(name)
}

// parameter is a value of a digest challenge.
func parameter(b []byte, name string) string {
	_, rest, ok := bytes.Cut(b, []byte(name+"=\""))
	if !ok {
		return ""
	}
	value, _, _ := bytes.Cut(rest, []byte("\""))
	return string(value)
}

// audioPort is where a description wants its sound.
func audioPort(body []byte) (at netip.AddrPort, ok bool) {
	_, rest, ok := bytes.Cut(body, []byte("m=audio "))
	if !ok {
		return at, false
	}
	number, _, _ := bytes.Cut(rest, []byte(" "))
	port, err := strconv.ParseUint(string(number), 10, 16)
	_, rest, _ = bytes.Cut(body, []byte("c=IN IP4 "))
	host, _, _ := bytes.Cut(rest, []byte("\r\n"))
	addr, err2 := netip.ParseAddr(string(host))
	return netip.AddrPortFrom(addr, uint16(port)), err == nil && err2 == nil
}

// respond writes a response to a request; tag is added where To has none.
func respond(m *message, status, tag, more string, body []byte) []byte {
	b := make([]byte, 0, 1024)
	b = append(b, "SIP/2.0 "+status+"\r\n"...)
	for _, v := range m.vias {
		b = fmt.Appendf(b, "Via: %s\r\n", v)
	}
	for _, r := range m.routes {
		b = fmt.Appendf(b, "Record-Route: %s\r\n", r)
	}
	b = fmt.Appendf(b, "From: %s\r\nTo: %s", m.from, m.to)
	if !bytes.Contains(m.to, []byte(";tag=")) {
		b = append(b, ";tag="+tag...)
	}
	b = fmt.Appendf(b, "\r\nCall-ID: %s\r\nCSeq: %s\r\n%s", m.id, m.cseq, more)
	return withBody(b, body)
}

func withBody(b, body []byte) []byte {
	if len(body) > 0 {
		b = append(b, "Content-Type: application/sdp\r\n"...)
	}
	return append(fmt.Appendf(b, "Content-Length: %d\r\n\r\n", len(body)), body...)
}

// request writes a request.
func request(method, uri string, via netip.AddrPort, branch, from, to, id string, cseq int, more string, body []byte) []byte {
	b := make([]byte, 0, 1024)
	b = fmt.Appendf(b, "%s %s SIP/2.0\r\nVia: SIP/2.0/UDP %s;rport;branch=z9hG4bK%s\r\nMax-Forwards: 70\r\nFrom: %s\r\nTo: %s\r\n"+
		"Call-ID: %s\r\nCSeq: %d %s\r\nContact: <sip:load@%s>\r\n%s", method, uri, via, branch, from, to, id, cseq, method, via, more)
	return withBody(b, body)
}

// describe is a session description for a port.
func describe(at netip.AddrPort) []byte {
	return fmt.Appendf(nil, "v=0\r\no=- 1 1 IN IP4 %s\r\ns=-\r\nc=IN IP4 %s\r\nt=0 0\r\nm=audio %d RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\na=sendrecv\r\n",
		at.Addr(), at.Addr(), at.Port())
}
