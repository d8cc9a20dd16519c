package sdp

import (
	"cmp"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/spojka/spojka/telephony"
)

// Side is our own half of a leg's descriptions, for the leg's life. Its
// fields are kept with the dialog's identity, so that a new process goes on
// counting.
type Side struct {
	ID      uint64              `json:"id"`      // of the o= line, any number
	Version uint64              `json:"version"` // rises by one with every change, only then
	Port    telephony.MediaPort `json:"port"`    // where we listen
	Body    string              `json:"body"`    // the description last sent, without its o= line
	// Speaks are the codecs to offer in this order, the only ones that are
	// taken; empty: G.711 is offered, and taken what we know.
	Speaks []telephony.Codec `json:"speaks,omitempty"`
	// Likes is what whom it talks with through us sends and takes, and Ptime
	// his packet time in ms: what both speak passes as it is. Zero: not known.
	Likes telephony.Codec `json:"likes,omitempty"`
	Ptime int             `json:"ptime,omitempty"`
}

// offers are the codecs to offer.
func (s *Side) offers() []coded {
	var list []coded
	for _, one := range append([]telephony.Codec{s.Likes}, s.Speaks...) {
		i := slices.IndexFunc(codecs, func(c coded) bool { return c.codec == one })
		if i >= 0 && s.takes(one) && !slices.Contains(list, codecs[i]) {
			list = append(list, codecs[i])
		}
	}
	if len(s.Speaks) > 0 {
		return list
	}
	for _, c := range codecs {
		if c.codec != telephony.G722 && !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return list
}

func (s *Side) takes(c telephony.Codec) bool {
	return len(s.Speaks) == 0 || slices.Contains(s.Speaks, c)
}

// packet is the packet time that we ask for, in ms: that of whom it talks with,
// otherwise the one given, or 0.
func (s *Side) packet(otherwise int) int {
	if s.Ptime < leastPtime || s.Ptime > mostPtime {
		return cmp.Or(otherwise, usualPtime)
	}
	return s.Ptime
}

// Packet times in ms: what is asked for where nothing else is known, and
// between which one is passed on.
const (
	usualPtime = 20
	leastPtime = 10
	mostPtime  = 60
)

// Offer is our description with everything we can (RFC 3264 §5).
func (s *Side) Offer() []byte {
	offered := s.offers()
	var b strings.Builder
	b.WriteString("m=audio ")
	b.WriteString(strconv.Itoa(int(s.Port.Port())))
	b.WriteString(" RTP/AVP")
	for _, c := range offered {
		b.WriteString(" " + strconv.Itoa(int(c.pt)))
	}
	b.WriteString(" " + strconv.Itoa(ourEvents) + "\r\n")
	for _, c := range offered {
		writeMap(&b, c.pt, string(c.codec))
	}
	writeEvents(&b, ourEvents)
	b.WriteString("a=ptime:" + strconv.Itoa(s.packet(0)) + "\r\na=sendrecv\r\n")
	return s.seal(b.String())
}

// Again is the description last sent, for a refresh that changes nothing.
func (s *Side) Again() []byte { return s.whole() }

// Answer accepts an offer: one codec and the events, the payload types as
// offered, every other section with port 0 in its place (RFC 3264 §6). The
// Sound is what the other side wants.
func (s *Side) Answer(offer *Session) ([]byte, telephony.Sound, error) {
	i, c := offer.audio(s)
	if i < 0 {
		return s.answerNothing(offer)
	}
	var b strings.Builder
	for j := range offer.Media {
		m := &offer.Media[j]
		if j != i {
			refuse(&b, m)
			continue
		}
		s.accept(&b, m, c)
	}
	return s.seal(b.String()), offer.Media[i].sound(c), nil
}

// answerNothing deals with an offer that takes its only audio away (port 0):
// the call stays, nothing is heard.
func (s *Side) answerNothing(offer *Session) ([]byte, telephony.Sound, error) {
	found := -1
	for i := range offer.Media {
		if m := &offer.Media[i]; m.isVoice() && m.Port == 0 {
			found = i
			break
		}
	}
	if found < 0 || s.Body == "" {
		return nil, telephony.Sound{}, ErrNoAudio
	}
	var b strings.Builder
	for i := range offer.Media {
		refuse(&b, &offer.Media[i])
	}
	c, _ := offer.Media[found].choose(s)
	sound := offer.Media[found].sound(c)
	return s.seal(b.String()), sound, nil
}

// Accept reads the answer to our offer. It may list several codecs: the first
// that we speak is used.
func (s *Side) Accept(answer *Session) (telephony.Sound, error) {
	i, c := answer.audio(&Side{})
	if i < 0 {
		return telephony.Sound{}, ErrNoAudio
	}
	sound := answer.Media[i].sound(c)
	if c.events != 0 {
		sound.EventsIn = s.events() // what it sends bears the number that we gave
	}
	return sound, nil
}

// events is the payload type that our description gives to events: in an
// offer ours, in an answer, which a refresh repeats, that of the other side.
func (s *Side) events() uint8 {
	_, rest, found := strings.Cut(s.Body, "a=rtpmap:")
	for found {
		var one string
		one, rest, found = strings.Cut(rest, "a=rtpmap:")
		if pt, kind, ok := cutPT(one); ok && strings.HasPrefix(kind, "telephone-event/") {
			return pt
		}
	}
	return ourEvents
}

// Codecs are those of an offer that we take, in its order.
func (s *Side) Codecs(offer *Session) (all []telephony.Codec) {
	i, _ := offer.audio(s)
	if i < 0 {
		return nil
	}
	offer.Media[i].each(func(t Type) {
		if c, ours := speaks(t); ours && s.takes(c) && !slices.Contains(all, c) {
			all = append(all, c)
		}
	})
	return all
}

// Peek is what an offer wants, before it is answered.
func Peek(offer *Session) (telephony.Sound, error) { return new(Side).Peek(offer) }

// Peek is what our answer to an offer would take of it.
func (s *Side) Peek(offer *Session) (telephony.Sound, error) {
	i, c := offer.audio(s)
	if i < 0 {
		return telephony.Sound{}, ErrNoAudio
	}
	return offer.Media[i].sound(c), nil
}

// accept writes our section for one of theirs.
func (s *Side) accept(b *strings.Builder, m *Media, c choice) {
	b.WriteString("m=audio " + strconv.Itoa(int(s.Port.Port())) + " " + m.Proto + " " + strconv.Itoa(int(c.pt)))
	if c.events != 0 {
		b.WriteString(" " + strconv.Itoa(int(c.events)))
	}
	b.WriteString("\r\n")
	writeMap(b, c.pt, string(c.codec))
	if c.events != 0 {
		writeEvents(b, c.events)
	}
	dir := m.Dir
	if m.Addr.IsValid() && m.Addr.IsUnspecified() && dir == Both {
		dir = SendOnly // hold of the old kind (RFC 2543)
	}
	b.WriteString("a=ptime:" + strconv.Itoa(s.packet(m.packet())) + "\r\na=" + dir.answer().String() + "\r\n")
	if m.Mux {
		b.WriteString("a=rtcp-mux\r\n") // both are told apart at one port
	}
}

// refuse writes a section back with port 0.
func refuse(b *strings.Builder, m *Media) {
	b.WriteString("m=" + m.Kind + " 0 " + m.Proto)
	for _, f := range m.Formats {
		b.WriteString(" " + f)
	}
	if len(m.Formats) == 0 {
		b.WriteString(" 0")
	}
	b.WriteString("\r\n")
}

func writeMap(b *strings.Builder, pt uint8, name string) {
	b.WriteString("a=rtpmap:" + strconv.Itoa(int(pt)) + " " + name + "/8000\r\n")
}

func writeEvents(b *strings.Builder, pt uint8) {
	n := strconv.Itoa(int(pt))
	b.WriteString("a=rtpmap:" + n + " telephone-event/8000\r\na=fmtp:" + n + " 0-16\r\n")
}

// seal puts the session's lines before the sections and counts the version:
// it rises only when anything else changed (RFC 8866 §5.2).
func (s *Side) seal(media string) []byte {
	body := "s=-\r\nc=" + family(s.Port.Addr()) + "\r\nt=0 0\r\n" + media
	if body != s.Body {
		s.Version++
		s.Body = body
	}
	return s.whole()
}

func (s *Side) whole() []byte {
	origin := "o=- " + strconv.FormatUint(s.ID, 10) + " " + strconv.FormatUint(s.Version, 10) + " " + family(s.Port.Addr())
	return []byte("v=0\r\n" + origin + "\r\n" + s.Body)
}

func family(a netip.Addr) string {
	a = a.Unmap()
	if a.Is6() {
		return "IN IP6 " + a.WithZone("").String()
	}
	if !a.IsValid() {
		return "IN IP4 0.0.0.0"
	}
	return "IN IP4 " + a.String()
}

// Same says that two descriptions mean the same, whatever their o= lines say:
// some raise it without a change, some change without raising it.
func Same(a, b []byte) bool { return strip(a) == strip(b) }

func strip(body []byte) string {
	var b strings.Builder
	for line := range strings.SplitSeq(string(body), "\n") {
		line = strings.TrimRight(line, "\r \t")
		if line != "" && !strings.HasPrefix(line, "o=") {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}
