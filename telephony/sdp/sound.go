package sdp

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/spojka/spojka/telephony"
)

// ourEvents is the payload type under which we offer RFC 4733 events.
const ourEvents = 101

// coded is a codec and its payload type.
type coded struct {
	codec telephony.Codec
	pt    uint8
}

// codecs are what we speak, with their static payload types (RFC 3551 §6). The
// first is wide.
var codecs = []coded{{telephony.G722, 9}, {telephony.PCMA, 8}, {telephony.PCMU, 0}}

// choice is what was found in an audio section: a codec of its list that we
// speak, and its events.
type choice struct {
	codec  telephony.Codec
	pt     uint8
	events uint8
}

// audio finds the section to talk over: the first plain RTP one that is on
// and has a codec of ours. Index -1: none. A section encrypted at will
// ("optional SRTP": AVP with a=crypto) is taken in the clear.
func (s *Session) audio(by *Side) (int, choice) {
	for i := range s.Media {
		m := &s.Media[i]
		if !m.isVoice() || m.Port == 0 {
			continue
		}
		if c, ok := m.choose(by); ok {
			return i, c
		}
	}
	return -1, choice{}
}

func (m *Media) isVoice() bool {
	return strings.EqualFold(m.Kind, "audio") &&
		(strings.EqualFold(m.Proto, "RTP/AVP") || strings.EqualFold(m.Proto, "RTP/AVPF"))
}

// choose takes the codec that spares work for what our side likes, else the
// first of the list that it speaks: the list is in the order of the writer's
// wish (RFC 3264 §5.1).
func (m *Media) choose(by *Side) (c choice, ok bool) {
	best := 0
	m.each(func(t Type) {
		codec, ours := speaks(t)
		if ours && by.takes(codec) && spares(codec, by.Likes) > best {
			c.codec, c.pt, best = codec, t.PT, spares(codec, by.Likes)
		}
		if c.events == 0 && strings.EqualFold(t.Name, "telephone-event") && t.Clock == 8000 {
			c.events = t.PT
		}
	})
	return c, best > 0
}

// spares ranks a codec by the work that it spares: none is better than a table
// between the two laws, that better than making wide sound of narrow, which
// nobody gains by.
func spares(c, likes telephony.Codec) int {
	switch {
	case c == likes:
		return 3
	case likes != "" && likes != telephony.G722 && c != telephony.G722:
		return 2
	}
	return 1
}

// each calls do for every payload type of the list, in its order.
func (m *Media) each(do func(Type)) {
	for _, f := range m.Formats {
		if n, err := strconv.ParseUint(f, 10, 7); err == nil {
			do(m.typeOf(uint8(n)))
		}
	}
}

// typeOf says what a payload type stands for: its rtpmap, or by RFC 3551.
func (m *Media) typeOf(pt uint8) Type {
	for _, t := range m.Types {
		if t.PT == pt {
			return t
		}
	}
	for _, c := range codecs {
		if c.pt == pt {
			return Type{PT: pt, Name: string(c.codec), Clock: 8000}
		}
	}
	return Type{PT: pt}
}

func speaks(t Type) (telephony.Codec, bool) {
	for _, c := range codecs {
		if t.Clock == 8000 && strings.EqualFold(t.Name, string(c.codec)) {
			return c.codec, true
		}
	}
	return "", false
}

// held says that the writer does not want to hear us, in all the ways that
// phones say it (RFC 3264 §8.4, RFC 6337 §5.3): sendonly, inactive, the
// address 0.0.0.0, each for the section or the whole session.
func (m *Media) held() bool {
	return m.Dir == SendOnly || m.Dir == Inactive || m.Port == 0 || nowhere(m.Addr)
}

func nowhere(a netip.Addr) bool { return !a.IsValid() || a.IsUnspecified() }

// sound is what the house needs to know of a section.
func (m *Media) sound(c choice) telephony.Sound {
	s := telephony.Sound{Codec: c.codec, PT: c.pt, Events: c.events, EventsIn: c.events, Ptime: m.packet(), Held: m.held()}
	if !nowhere(m.Addr) {
		s.Addr = netip.AddrPortFrom(m.Addr, m.Port)
		s.RTCP = m.reports()
	}
	return s
}

// reports is where the writer wants RTCP.
func (m *Media) reports() netip.AddrPort {
	switch {
	case m.Mux:
		return netip.AddrPortFrom(m.Addr, m.Port)
	case m.RTCP.Port() == 0:
		return netip.AddrPortFrom(m.Addr, m.Port+1)
	case nowhere(m.RTCP.Addr()):
		return netip.AddrPortFrom(m.Addr, m.RTCP.Port())
	}
	return m.RTCP
}

// packet is the packet time it wants, within what it can take.
func (m *Media) packet() int {
	if m.MaxTime > 0 && (m.Ptime == 0 || m.Ptime > m.MaxTime) {
		return min(m.MaxTime, 20)
	}
	return m.Ptime
}
