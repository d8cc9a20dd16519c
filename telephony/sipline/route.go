package sipline

import (
	"errors"
	"strings"
)

// receive reads one message and hands it to whose it is. It runs on the
// reader's goroutine: nothing here waits.
func (l *Line) receive(f flow, data []byte) {
	m, err := l.parse.read(f, data)
	switch {
	case errors.Is(err, errMalformed) && m != nil && m.status == 0 && m.method != "ACK":
		l.turnAway(m, badRequest(m))
	case err != nil:
	case m.status != 0:
		l.tapped.heard(m)
		l.response(m)
	default:
		l.tapped.heard(m)
		l.request(m)
	}
}

func badRequest(m *message) int {
	if m.version != "" {
		return 505
	}
	return 400
}

// response finds the request it answers; what nobody waits for is a repeat:
// its ACK is said again, or it is dropped.
func (l *Line) response(m *message) {
	key := clientKey(m.branch, m.method)
	if r := l.tables.client(key); r != nil {
		r.deliver(m)
		return
	}
	if m.status >= 200 && m.method == "INVITE" {
		l.echoes.say(key)
	}
}

// request goes to its transaction, to its dialog, or is a new matter.
func (l *Line) request(m *message) {
	switch m.method {
	case "ACK":
		if d := l.tables.byTag(m.toTag); d != nil && m.toTag != "" {
			d.hear(m)
		}
		return
	case "CANCEL":
		l.cancelled(m)
		return
	}
	key := m.serverKey(m.method)
	if d := l.tables.server(key); d != nil {
		d.hear(m)
		return
	}
	if l.echoes.say(key) {
		return
	}
	if m.toTag != "" {
		l.inside(m)
		return
	}
	l.outside(m)
}

// cancelled: a CANCEL belongs to the INVITE with its branch (RFC 3261 §9.2).
func (l *Line) cancelled(m *message) {
	if d := l.tables.server(m.serverKey("INVITE")); d != nil {
		d.hear(m)
		return
	}
	if !l.echoes.say(m.serverKey("CANCEL")) {
		l.turnAway(m, 481)
	}
}

// inside is a request in a dialog. Whose dialog it is shows in the tag that
// we gave; the actor checks the rest.
func (l *Line) inside(m *message) {
	d := l.tables.byTag(m.toTag)
	if d == nil && l.notifier.refreshes(m) {
		return
	}
	if d == nil || d.callID != m.callID {
		l.turnAway(m, 481)
		return
	}
	d.hear(m)
}

// outside is a request that begins something.
func (l *Line) outside(m *message) {
	help := m.method == "INVITE" && m.uri.Scheme == "urn" && l.office.Load().emergency(m) // RFC 5031
	if s := strings.ToLower(m.uri.Scheme); s != "sip" && s != "sips" && s != "tel" && !help {
		l.turnAway(m, 416)
		return
	}
	if unknown := m.unsupported(); unknown != "" {
		l.turnAway(m, 420, "Unsupported", unknown)
		return
	}
	if m.method != "INVITE" && m.value("replaces") != "" {
		l.turnAway(m, 400) // RFC 3891 §3
		return
	}
	switch m.method {
	case "INVITE":
		l.invited(m)
	case "REGISTER":
		l.registrar.register(m)
	case "OPTIONS":
		l.turnAway(m, 200, "Allow", allow, "Accept", "application/sdp")
	case "BYE", "UPDATE", "INFO", "PRACK", "NOTIFY":
		l.turnAway(m, 481)
	case "REFER":
		l.turnAway(m, 403)
	case "SUBSCRIBE":
		l.subscribe(m)
	case "PUBLISH", "MESSAGE":
		l.turnAway(m, 405, "Allow", allow)
	default:
		l.turnAway(m, 501, "Allow", allow)
	}
}

// supported are the extensions that a peer may require of us.
var supported = map[string]bool{"timer": true, "100rel": true, "replaces": true, "norefersub": true}

// unsupported lists what the request requires and we don't have (RFC 3261
// §8.2.2.3).
func (m *message) unsupported() string {
	if m.method == "CANCEL" || m.method == "ACK" {
		return ""
	}
	var unknown []string
	for _, option := range m.list("require") {
		if !supported[strings.ToLower(option)] {
			unknown = append(unknown, option)
		}
	}
	return strings.Join(unknown, ", ")
}
