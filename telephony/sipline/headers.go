package sipline

import (
	"slices"
	"strings"

	"github.com/emiago/sipgo/sip"
)

// param finds a parameter whatever the case of its name and the blanks around.
func param(ps sip.HeaderParams, name string) string {
	for _, p := range ps {
		if strings.EqualFold(strings.TrimSpace(p.K), name) {
			return strings.TrimSpace(p.V)
		}
	}
	return ""
}

func hasParam(ps sip.HeaderParams, name string) bool {
	for _, p := range ps {
		if strings.EqualFold(strings.TrimSpace(p.K), name) {
			return true
		}
	}
	return false
}

// compact are the short names of headers that we look for (RFC 3261 §7.3.3).
var compact = map[string]string{"contact": "m", "supported": "k", "content-type": "c", "event": "o", "refer-to": "r"}

// values lists a header's values, one line each as it came. Name in lower case.
func (m *message) values(name string) []string {
	var list []string
	short := compact[name]
	for _, h := range m.headers {
		if n := h.Name(); strings.EqualFold(n, name) || short != "" && strings.EqualFold(n, short) {
			list = append(list, h.Value())
		}
	}
	return list
}

// value is the first value of a header.
func (m *message) value(name string) string {
	short := compact[name]
	for _, h := range m.headers {
		if n := h.Name(); strings.EqualFold(n, name) || short != "" && strings.EqualFold(n, short) {
			return h.Value()
		}
	}
	return ""
}

// list splits a header's values at commas outside quotes and brackets.
func (m *message) list(name string) []string {
	var out []string
	for _, v := range m.values(name) {
		out = append(out, commas(v)...)
	}
	return out
}

func commas(s string) []string {
	var out []string
	var quoted, bracket, escaped bool
	start := 0
	for i := range len(s) {
		switch c := s[i]; {
		case escaped:
			escaped = false
		case quoted && c == '\\':
			escaped = true
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '<':
			bracket = true
		case c == '>':
			bracket = false
		case c == ',' && !bracket:
			out = append(out, strings.TrimSpace(s[start:i]))
			start = i + 1
		}
	}
	if last := strings.TrimSpace(s[start:]); last != "" {
		out = append(out, last)
	}
	return out
}

// has says that a comma-separated header lists a token.
func (m *message) has(name, token string) bool {
	for _, v := range m.values(name) {
		for t := range strings.SplitSeq(v, ",") {
			if strings.EqualFold(strings.TrimSpace(t), token) {
				return true
			}
		}
	}
	return false
}

// address reads a name-addr or addr-spec.
func address(text string) (name string, uri *sip.Uri, params sip.HeaderParams, err error) {
	uri = &sip.Uri{}
	name, err = sip.ParseAddressValue(text, uri, &params)
	return name, uri, params, err
}

// contact is the target that the sender wants to be reached at: the URI of
// its first Contact, or empty.
func (m *message) contact() string {
	for _, c := range m.list("contact") {
		if _, uri, _, err := address(c); err == nil && !uri.Wildcard {
			return clip(uri.String())
		}
	}
	return ""
}

// routes are the Record-Route values in the order of the message.
func (m *message) routes() []string {
	list := m.list("record-route")
	if len(list) > maxRoutes {
		list = list[:maxRoutes]
	}
	return list
}

// routeSet is the way for requests of the caller's side: the same, reversed
// (RFC 3261 §12.1.2).
func (m *message) routeSet() []string {
	list := m.routes()
	slices.Reverse(list)
	return list
}

// Bounds of what a peer may make us keep and repeat.
const (
	maxRoutes = 16
	maxURI    = 1024
)

// clip refuses a URI that is too long or could break a line.
func clip(uri string) string {
	if len(uri) > maxURI || strings.ContainsAny(uri, "\r\n<> ") {
		return ""
	}
	return uri
}
