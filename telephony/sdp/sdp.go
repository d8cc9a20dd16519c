// Package sdp reads and writes session descriptions (RFC 8866, offer and
// answer by RFC 3264) as far as telephony needs them. It keeps every media
// section in its place, forgives what real phones and trunks do (c= behind
// t=, no last line end, attributes out of order) and never looks anything up:
// an address that is a name counts as none.
package sdp

import (
	"errors"
	"net/netip"
	"strconv"
	"strings"
)

// Limits of what is read: more is refused, not truncated.
const (
	maxSize  = 64 << 10
	maxMedia = 32
	maxTypes = 64
)

// Errors say what to answer: both are a 488 (RFC 3261 §21.4.26).
var (
	ErrNotSDP  = errors.New("not a session description: answer 488")
	ErrNoAudio = errors.New("no audio that we can take: answer 488")
)

// Direction is which way sound flows, seen from who wrote it (RFC 8866 §6.7).
type Direction uint8

const (
	Both     Direction = iota // sendrecv
	SendOnly                  // holds: it sends, perhaps music
	RecvOnly
	Inactive
)

var directions = [...]string{"sendrecv", "sendonly", "recvonly", "inactive"}

func (d Direction) String() string { return directions[d&3] }

// answer is the direction that accepts d (RFC 3264 §6.1).
func (d Direction) answer() Direction { return [...]Direction{Both, RecvOnly, SendOnly, Inactive}[d&3] }

// Session is a description as it came.
type Session struct {
	Origin string // the o= value, whole
	Addr   netip.Addr
	Media  []Media

	dir    Direction
	hasDir bool
}

// Media is one m= section.
type Media struct {
	Kind    string // "audio", "video", "image"
	Port    uint16 // 0: refused or taken away
	Proto   string // "RTP/AVP"
	Formats []string
	Addr    netip.Addr // its own c=, or the session's
	Dir     Direction
	Ptime   int // ms, 0: not said
	MaxTime int // maxptime in ms, 0: not said
	Types   []Type
	Crypto  bool           // carries a=crypto
	Mux     bool           // a=rtcp-mux: RTCP on the port of RTP (RFC 5761)
	RTCP    netip.AddrPort // a=rtcp (RFC 3605); the address may be missing
}

// Type is what a payload type stands for.
type Type struct {
	PT    uint8
	Name  string // as written: "PCMA", "telephone-event"
	Clock int
	Fmtp  string
}

// Parse reads a description. Lines that it can't use are skipped; only what
// has no v= and no m= line at all is refused.
func Parse(body []byte) (*Session, error) {
	if len(body) == 0 || len(body) > maxSize {
		return nil, ErrNotSDP
	}
	s := &Session{}
	var version bool
	for line := range strings.SplitSeq(string(body), "\n") {
		line = strings.TrimRight(line, "\r \t")
		if len(line) < 2 || line[1] != '=' {
			continue
		}
		if line[0] == 'v' {
			version = true
			continue
		}
		if !s.line(line[0], line[2:]) {
			return nil, ErrNotSDP
		}
	}
	if !version || len(s.Media) == 0 {
		return nil, ErrNotSDP
	}
	s.inherit()
	return s, nil
}

// line takes one line in; false: too much of it.
func (s *Session) line(kind byte, value string) bool {
	switch kind {
	case 'o':
		s.Origin = value
	case 'c':
		if m := s.last(); m != nil {
			m.Addr = connection(value)
		} else {
			s.Addr = connection(value)
		}
	case 'm':
		return s.media(value)
	case 'a':
		if m := s.last(); m != nil {
			return m.attribute(value)
		}
		if d, ok := direction(value); ok {
			s.dir, s.hasDir = d, true
		}
	}
	return true
}

func (s *Session) last() *Media {
	if len(s.Media) == 0 {
		return nil
	}
	return &s.Media[len(s.Media)-1]
}

// unset marks a section that has no direction of its own yet.
const unset Direction = 0xff

func (s *Session) media(value string) bool {
	f := strings.Fields(value)
	if len(f) < 3 {
		return true
	}
	if len(s.Media) >= maxMedia || len(f) > maxTypes {
		return false
	}
	port, _, _ := strings.Cut(f[1], "/")
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		n = 0
	}
	s.Media = append(s.Media, Media{Kind: f[0], Port: uint16(n), Proto: f[2], Formats: f[3:], Dir: unset})
	return true
}

// inherit gives sections what the session says for all.
func (s *Session) inherit() {
	for i := range s.Media {
		m := &s.Media[i]
		if !m.Addr.IsValid() {
			m.Addr = s.Addr
		}
		if m.Dir == unset {
			m.Dir = s.dir
		}
	}
}

// attribute takes an a= line of a section in; false: too many of them.
func (m *Media) attribute(value string) bool {
	if d, ok := direction(value); ok {
		m.Dir = d
		return true
	}
	name, rest, _ := strings.Cut(value, ":")
	rest = strings.TrimSpace(rest)
	switch strings.ToLower(name) {
	case "rtpmap":
		return m.rtpmap(rest)
	case "fmtp":
		m.fmtp(rest)
	case "ptime":
		m.Ptime = milliseconds(rest)
	case "maxptime":
		m.MaxTime = milliseconds(rest)
	case "crypto":
		m.Crypto = true
	case "rtcp-mux":
		m.Mux = true
	case "rtcp":
		m.RTCP = rtcp(rest)
	}
	return true
}

func (m *Media) rtpmap(value string) bool {
	pt, rest, ok := cutPT(value)
	if !ok {
		return true
	}
	if len(m.Types) >= maxTypes {
		return false
	}
	name, clock, _ := strings.Cut(rest, "/")
	clock, _, _ = strings.Cut(clock, "/")
	hz, err := strconv.Atoi(strings.TrimSpace(clock))
	if err != nil || hz <= 0 {
		return true
	}
	m.Types = append(m.Types, Type{PT: pt, Name: strings.TrimSpace(name), Clock: hz})
	return true
}

func (m *Media) fmtp(value string) {
	pt, rest, ok := cutPT(value)
	if !ok {
		return
	}
	for i := range m.Types {
		if m.Types[i].PT == pt {
			m.Types[i].Fmtp = rest
		}
	}
}

func cutPT(value string) (pt uint8, rest string, ok bool) {
	number, rest, _ := strings.Cut(value, " ")
	n, err := strconv.ParseUint(number, 10, 7)
	return uint8(n), strings.TrimSpace(rest), err == nil
}

// rtcp reads "53020" or "53020 IN IP4 192.0.2.1" (RFC 3605 §2.1).
func rtcp(value string) netip.AddrPort {
	port, rest, _ := strings.Cut(value, " ")
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return netip.AddrPort{}
	}
	return netip.AddrPortFrom(connection(rest), uint16(n))
}

// milliseconds reads a packet time; nonsense is 0. Some write "20.0".
func milliseconds(s string) int {
	s, _, _ = strings.Cut(s, ".")
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 1 || n > 200 {
		return 0
	}
	return n
}

func direction(value string) (Direction, bool) {
	for i, name := range directions {
		if strings.EqualFold(value, name) {
			return Direction(i), true
		}
	}
	return 0, false
}

// connection reads "IN IP4 192.0.2.1/127".
func connection(value string) netip.Addr {
	f := strings.Fields(value)
	if len(f) < 3 {
		return netip.Addr{}
	}
	host, _, _ := strings.Cut(f[2], "/")
	addr, err := netip.ParseAddr(host)
	if err != nil || addr.Zone() != "" {
		return netip.Addr{}
	}
	return addr.Unmap()
}
