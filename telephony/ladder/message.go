// Package ladder reads what a call's SIP messages say: it draws the ladder,
// finds in plain words what went wrong, cuts secrets and numbers out, and
// writes packets for Wireshark. It takes any bytes: strangers wrote them.
package ladder

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// message is a SIP message cut into its parts, as far as it has any.
type message struct {
	method string // of a request, or of the request that a response answers
	status int    // of a response; 0: a request
	phrase string
	heads  []head
	body   []byte
}

type head struct{ name, value string }

// Limits of what is looked at: a message of 64 kB may be one header.
const (
	maxHeads = 200
	maxValue = 2048
)

// long are the full names of compact ones (RFC 3261 §7.3.3).
var long = map[string]string{
	"v": "via", "f": "from", "t": "to", "i": "call-id", "m": "contact", "c": "content-type", "l": "content-length",
	"k": "supported", "r": "refer-to", "s": "subject", "e": "content-encoding",
}

// read cuts a message; what isn't there stays empty.
func read(text []byte) message {
	top, body := split(text)
	first, rest, _ := bytes.Cut(top, []byte("\n"))
	m := message{body: body}
	m.first(strings.TrimRight(string(clip(first)), "\r "))
	for line := range bytes.SplitSeq(rest, []byte("\n")) {
		if len(m.heads) >= maxHeads {
			break
		}
		name, value, ok := bytes.Cut(line, []byte(":"))
		if !ok || len(line) > 0 && (line[0] == ' ' || line[0] == '\t') {
			continue
		}
		h := head{strings.ToLower(strings.TrimSpace(string(clip(name)))), strings.TrimSpace(string(clip(value)))}
		if full, short := long[h.name]; short {
			h.name = full
		}
		m.heads = append(m.heads, h)
	}
	if m.status != 0 {
		_, m.method, _ = strings.Cut(m.value("cseq"), " ")
		m.method = strings.TrimSpace(m.method)
	}
	return m
}

// split parts head and body at the empty line.
func split(text []byte) (top, body []byte) {
	if i := bytes.Index(text, []byte("\r\n\r\n")); i >= 0 {
		return text[:i], text[i+4:]
	}
	return text, nil
}

func clip(b []byte) []byte { return b[:min(len(b), maxValue)] }

// first reads the first line.
func (m *message) first(line string) {
	word, rest, _ := strings.Cut(line, " ")
	if !strings.HasPrefix(word, "SIP/") {
		m.method = visible(word, 20)
		return
	}
	code, phrase, _ := strings.Cut(rest, " ")
	n, err := strconv.ParseUint(code, 10, 16)
	if err != nil || n < 100 || n > 699 {
		n = 999 // a response, but none that means anything
	}
	m.status, m.phrase = int(n), visible(phrase, 60)
}

// value is the first value of a header; name in lower case.
func (m *message) value(name string) string {
	for _, h := range m.heads {
		if h.name == name {
			return h.value
		}
	}
	return ""
}

// label is what stands at the arrow.
func (m *message) label() string {
	switch {
	case m.status != 0:
		return strings.TrimSpace(strconv.Itoa(m.status) + " " + m.phrase)
	case m.method == "":
		return "?"
	}
	return m.method
}

// tag is a parameter of From or To, or of another value.
func param(value, name string) string {
	if i := strings.LastIndexByte(value, '>'); i >= 0 {
		value = value[i:]
	}
	for part := range strings.SplitSeq(value, ";") {
		k, v, _ := strings.Cut(strings.TrimSpace(part), "=")
		if strings.EqualFold(strings.TrimSpace(k), name) {
			return strings.TrimSpace(v)
		}
	}
	return ""
}

// uri is the address inside a From, To or Contact value.
func uri(value string) string {
	if _, rest, ok := strings.Cut(value, "<"); ok {
		value, _, _ = strings.Cut(rest, ">")
		return value
	}
	value, _, _ = strings.Cut(value, ";")
	return strings.TrimSpace(value)
}

// maxShown is how much of one message is shown to people.
const maxShown = 16 << 10

// shown is a message for people: line ends and tabs stay, what else moves a
// cursor, hides or isn't text is written out.
func shown(text []byte) string {
	var b strings.Builder
	rest := string(text[:min(len(text), maxShown)])
	rest = strings.ReplaceAll(rest, "\r\n", "\n")
	for _, r := range rest {
		switch {
		case r == '\n' || r == '\t':
			b.WriteRune(r)
		case r == utf8.RuneError || unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp):
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		default:
			b.WriteRune(r)
		}
	}
	if len(text) > maxShown {
		b.WriteString("\n… " + strconv.Itoa(len(text)-maxShown) + " B")
	}
	return b.String()
}

// visible is a short text from outside, as one line.
func visible(s string, most int) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if r == utf8.RuneError || unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) {
			continue
		}
		if n++; n > most {
			b.WriteString("…")
			break
		}
		b.WriteRune(r)
	}
	return strings.TrimSpace(b.String())
}
