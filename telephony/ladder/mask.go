package ladder

import (
	"bytes"
	"net/netip"
	"strconv"

	"github.com/spojka/spojka/telephony"
)

// Digits of a number that are looked for, and how many of them are hidden.
// Shorter numbers are nobody's own: 112, an extension.
const (
	tail   = 6
	hidden = 3
)

// Mask hides what tells who called: the last three digits of every number
// that stands in an address of the messages, wherever it stands, the same
// number by the same letters; names, by stand-ins; with addresses also every
// IP address, by one of those set aside for examples (RFC 5737, RFC 3849).
type Mask struct {
	tails map[[tail]byte]byte
	names *names                    // nil: they stay
	ips   map[netip.Addr]netip.Addr // nil: they stay
}

// NewMask learns the numbers of a trace and those given.
func NewMask(tr telephony.Trace, addresses bool, more ...telephony.Number) *Mask {
	m := &Mask{tails: make(map[[tail]byte]byte), names: &names{of: make(map[string]string)}}
	if addresses {
		m.ips = make(map[netip.Addr]netip.Addr)
	}
	for _, n := range more {
		m.learn([]byte(n))
	}
	for _, s := range tr.Signals {
		m.learnAll(s.Text)
		m.names.message(s.Text)
	}
	return m
}

// Name has one more name hidden.
func (m *Mask) Name(name string) {
	if m.names != nil {
		m.names.hide(name)
	}
}

// learnAll finds the numbers in the addresses of a message.
func (m *Mask) learnAll(text []byte) {
	for _, scheme := range [...]string{"sip:", "sips:", "tel:"} {
		for rest := text; ; {
			i := bytes.Index(rest, []byte(scheme))
			if i < 0 {
				break
			}
			rest = rest[i+len(scheme):]
			end := bytes.IndexAny(rest, "@>;\r\n\" ")
			if end < 0 {
				end = len(rest)
			}
			m.learn(rest[:min(end, 64)])
		}
	}
}

// learn takes one number in, if the text is one.
func (m *Mask) learn(text []byte) {
	var digits []byte
	for _, c := range text {
		switch {
		case c >= '0' && c <= '9':
			digits = append(digits, c)
		case bytes.IndexByte([]byte("+-.()*#% "), c) < 0:
			return // a name
		}
	}
	if len(digits) < tail || bytes.Count(text, []byte(".")) == 3 {
		return
	}
	key := [tail]byte(digits[len(digits)-tail:])
	if _, known := m.tails[key]; !known {
		m.tails[key] = byte('a' + len(m.tails)%26)
	}
}

// KeepNumbers leaves numbers and names as they are: only addresses are hidden.
func (m *Mask) KeepNumbers() {
	clear(m.tails)
	m.names = nil
}

// Text is a copy of a message with numbers and names hidden, and the addresses
// where that was wished.
func (m *Mask) Text(text []byte) []byte {
	out := text
	if m.names != nil {
		out = m.names.message(text)
	}
	return relength(m.plain(out))
}

// Prose is the same of words about the call.
func (m *Mask) Prose(text []byte) []byte {
	if m.names != nil {
		text = m.names.prose(text)
	}
	return m.plain(text)
}

// plain hides numbers, and addresses where that was wished.
func (m *Mask) plain(text []byte) []byte {
	out := bytes.Clone(text)
	for i := range out {
		last := isDigit(out[i]) && (i+1 == len(out) || !isDigit(out[i+1]))
		if !last {
			continue
		}
		if at, key, ok := tailBefore(out, i); ok {
			if letter, known := m.tails[key]; known {
				out[at[2]], out[at[1]], out[at[0]] = 'x', 'x', letter
			}
		}
	}
	if m.ips == nil {
		return out
	}
	return m.hideAddresses(out)
}

// Signal is a message as it is handed out.
func (m *Mask) Signal(s telephony.Signal) telephony.Signal {
	s.Text = m.Text(s.Text)
	if m.ips != nil {
		s.Own, s.Peer = m.port(s.Own), m.port(s.Peer)
	}
	return s
}

func (m *Mask) port(a netip.AddrPort) netip.AddrPort {
	return netip.AddrPortFrom(m.stand(a.Addr()), a.Port())
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// tailBefore collects the last digits that end at i, over the marks that
// people put between them; at are the places of the last ones, backwards.
func tailBefore(b []byte, i int) (at [hidden]int, key [tail]byte, ok bool) {
	n := 0
	for back := 0; i >= 0 && back < 2*tail+4; i, back = i-1, back+1 {
		switch c := b[i]; {
		case isDigit(c):
			if n < hidden {
				at[n] = i
			}
			n++
			key[tail-n] = c
			if n == tail {
				return at, key, true
			}
		case c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')':
		default:
			return at, key, false
		}
	}
	return at, key, false
}

// stand is the address that stands for another.
func (m *Mask) stand(a netip.Addr) netip.Addr {
	if !a.IsValid() || a.IsUnspecified() {
		return a
	}
	if s, known := m.ips[a]; known {
		return s
	}
	n := byte(len(m.ips)%250 + 1)
	s := netip.AddrFrom4([4]byte{192, 0, 2, n})
	if a.Is6() {
		s = netip.AddrFrom16([16]byte{0x20, 0x01, 0x0d, 0xb8, 15: n})
	}
	m.ips[a] = s
	return s
}

// hideAddresses replaces every IP address in a text.
func (m *Mask) hideAddresses(b []byte) []byte {
	var out []byte
	for i := 0; i < len(b); {
		if escaped(b[i:]) {
			out = append(out, b[i:i+3]...)
			i += 3
			continue
		}
		end := i
		for end < len(b) && (isDigit(b[end]) || b[end] == '.' || b[end] == ':' || b[end]|0x20 >= 'a' && b[end]|0x20 <= 'f') {
			end++
		}
		if end == i {
			out = append(out, b[i])
			i++
			continue
		}
		out = append(out, m.hideOne(b[i:end])...)
		i = end
	}
	return out
}

// escaped says that a byte is written as its number here (RFC 3986 §2.1).
func escaped(b []byte) bool {
	hex := func(c byte) bool { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }
	return len(b) >= 3 && b[0] == '%' && hex(b[1]) && hex(b[2])
}

// hideOne replaces an address, with or without a port behind it.
func (m *Mask) hideOne(word []byte) []byte {
	host, port, colon := bytes.Cut(word, []byte(":"))
	if a, err := netip.ParseAddr(string(word)); err == nil {
		return []byte(m.stand(a).String())
	}
	if a, err := netip.ParseAddr(string(host)); err == nil && colon && a.Is4() {
		return append(append([]byte(m.stand(a).String()), ':'), port...)
	}
	return word
}

// relength puts the true length of the body into the head.
func relength(text []byte) []byte {
	top, body := split(text)
	if len(top) == len(text) {
		return text
	}
	var out []byte
	for line := range bytes.SplitSeq(top, []byte("\r\n")) {
		name, _, _ := bytes.Cut(line, []byte(":"))
		if n := bytes.ToLower(bytes.TrimSpace(name)); string(n) == "content-length" || string(n) == "l" {
			line = strconv.AppendInt(append(bytes.Clone(name), ": "...), int64(len(body)), 10)
		}
		out = append(append(out, line...), "\r\n"...)
	}
	return append(append(out, "\r\n"...), body...)
}
