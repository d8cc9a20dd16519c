package sipline

import (
	"math/rand/v2"
	"net/netip"
	"strconv"
	"strings"

	"github.com/emiago/sipgo/sip"
)

// allow are the methods that we understand (RFC 3261 §20.5).
const allow = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK, REGISTER, SUBSCRIBE, REFER"

// reasons are the phrases of the statuses that we send.
var reasons = map[int]string{
	100: "Trying", 180: "Ringing", 183: "Session Progress", 200: "OK", 202: "Accepted", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden",
	404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable", 408: "Request Timeout", 410: "Gone", 413: "Request Entity Too Large",
	415: "Unsupported Media Type", 416: "Unsupported URI Scheme", 420: "Bad Extension", 422: "Session Interval Too Small", 423: "Interval Too Brief", 469: "Bad Info Package", 480: "Temporarily Unavailable",
	481: "Call/Transaction Does Not Exist", 482: "Loop Detected", 483: "Too Many Hops", 484: "Address Incomplete", 486: "Busy Here",
	487: "Request Terminated", 488: "Not Acceptable Here", 489: "Bad Event", 491: "Request Pending", 500: "Server Internal Error",
	501: "Not Implemented", 504: "Server Time-out", 503: "Service Unavailable", 505: "Version Not Supported", 600: "Busy Everywhere", 603: "Decline",
}

// writer composes one message.
type writer struct{ b []byte }

func (w *writer) head(name, value string) {
	w.b = append(w.b, name...)
	w.b = append(w.b, ": "...)
	w.b = append(w.b, value...)
	w.b = append(w.b, "\r\n"...)
}

// end closes the head and puts the body behind.
func (w *writer) end(kind string, body []byte) []byte {
	if len(body) > 0 {
		w.head("Content-Type", kind)
	}
	w.b = append(w.b, "Content-Length: "...)
	w.b = strconv.AppendInt(w.b, int64(len(body)), 10)
	w.b = append(w.b, "\r\n\r\n"...)
	w.b = append(w.b, body...)
	return w.b
}

// reply begins the response to a request (RFC 3261 §8.2.6): the caller adds
// heads and calls end. Tag is ours, empty on a 100.
func (l *Line) reply(m *message, code int, tag string) *writer {
	w := &writer{b: make([]byte, 0, 512)}
	w.b = append(w.b, "SIP/2.0 "...)
	w.b = strconv.AppendInt(w.b, int64(code), 10)
	w.b = append(w.b, ' ')
	w.b = append(w.b, reason(code)...)
	w.b = append(w.b, "\r\n"...)
	for i, v := range m.vias {
		if i == 0 {
			w.head("Via", stamped(v, m.peer))
		} else {
			w.head("Via", v.Value())
		}
	}
	w.head("From", m.from.Value())
	to := m.to.Value()
	if m.toTag == "" && tag != "" {
		to += ";tag=" + tag
	}
	w.head("To", to)
	w.head("Call-ID", m.callID)
	w.head("CSeq", strconv.Itoa(int(m.cseq))+" "+m.answers)
	w.head("Server", l.o.Program)
	return w
}

func reason(code int) string {
	if r, ok := reasons[code]; ok {
		return r
	}
	return "Other"
}

// stamped is the topmost Via with where the request came from (RFC 3581 §4).
func stamped(v *sip.ViaHeader, peer netip.AddrPort) string {
	c := v.Clone()
	from := peer.Addr().WithZone("")
	ip := from.String()
	if hasParam(c.Params, "rport") {
		c.Params.Add("rport", strconv.Itoa(int(peer.Port())))
		c.Params.Add("received", ip)
	} else if sentBy(v).Addr() != from {
		c.Params.Add("received", ip)
	}
	return c.Value()
}

// back is where the response to a request goes: to where it came from; with a
// Via that asks for no rport and tells the truth about its host, to the port
// that it names (RFC 3261 §18.2.2, RFC 3581 §4).
func (m *message) back() flow {
	f := m.flow
	via := m.vias[0]
	at := sentBy(via)
	if !f.link.reliable() && !hasParam(via.Params, "rport") && at.Addr() == f.peer.Addr().WithZone("") {
		f.peer = netip.AddrPortFrom(f.peer.Addr(), at.Port())
	}
	return f
}

// sentBy is the address that a Via says its request was sent from; a name is
// none. Without a port it is the usual one.
func sentBy(v *sip.ViaHeader) netip.AddrPort {
	a, err := netip.ParseAddr(strings.Trim(v.Host, "[]"))
	if err != nil {
		return netip.AddrPort{}
	}
	return netip.AddrPortFrom(a.Unmap(), usualPort(v.Port))
}

// usualPort is a port as it stands in a URI or a Via; none means the usual one.
func usualPort(port int) uint16 {
	if port <= 0 || port > 65535 {
		return 5060
	}
	return uint16(port)
}

// answer sends a whole response without a dialog and remembers it for the
// request's repeats.
func (l *Line) answer(m *message, code int, heads ...string) {
	l.answerBody(m, code, "", nil, heads...)
}

func (l *Line) answerBody(m *message, code int, kind string, body []byte, heads ...string) {
	w := l.reply(m, code, m.statelessTag())
	for i := 0; i+1 < len(heads); i += 2 {
		w.head(heads[i], heads[i+1])
	}
	b := w.end(kind, body)
	l.sendAndKeep(m, b)
	l.note(m, code, b)
}

func (l *Line) sendAndKeep(m *message, b []byte) {
	f := m.back()
	f.send(b)
	if !f.link.reliable() {
		l.echoes.keep(m.serverKey(m.method), f, b)
	}
}

// turnAway answers and keeps nothing: for strangers.
func (l *Line) turnAway(m *message, code int, heads ...string) {
	w := l.reply(m, code, m.statelessTag())
	for i := 0; i+1 < len(heads); i += 2 {
		w.head(heads[i], heads[i+1])
	}
	b := w.end("", nil)
	m.back().send(b)
	l.note(m, code, b)
}

// statelessTag is the same for each repeat of a request (RFC 3261 §8.2.7).
func (m *message) statelessTag() string {
	return strconv.FormatUint(m.serverKey("tag"), 36)
}

// token is a fresh unguessable word for tags, branches and Call-IDs.
func token() string {
	return strconv.FormatUint(rand.Uint64(), 36) + strconv.FormatUint(rand.Uint64()>>16, 36)
}

func newBranch() string { return "z9hG4bK" + token() }

// bracket writes an address as host of a URI.
func bracket(a netip.AddrPort) string {
	return netip.AddrPortFrom(a.Addr().WithZone(""), a.Port()).String()
}

// quote writes a display name (RFC 3261 §25.1 quoted-string); the name has
// been cleaned.
func quote(name string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name) + `"`
}
