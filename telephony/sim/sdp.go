package sim

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
)

// events is the payload type under which we take telephone events.
const events = 101

// describe writes our session description (RFC 8866).
func describe(at netip.AddrPort, id uint64, version int, direction string) []byte {
	family := "IP4"
	if at.Addr().Is6() {
		family = "IP6"
	}
	return fmt.Appendf(nil, "v=0\r\no=- %d %d IN %s %s\r\ns=-\r\nc=IN %s %s\r\nt=0 0\r\nm=audio %d RTP/AVP 8 %d\r\n"+
		"a=rtpmap:8 PCMA/8000\r\na=rtpmap:%d telephone-event/8000\r\na=fmtp:%d 0-15\r\na=ptime:20\r\na=%s\r\n",
		id, version, family, at.Addr(), family, at.Addr(), at.Port(), events, events, events, direction)
}

// description is what we need of theirs.
type description struct {
	at        netip.AddrPort
	direction string
	events    uint8 // payload type towards them; 0: they take none
}

// understand reads a description; false: no audio in it.
func understand(body []byte) (d description, ok bool) {
	d.direction = "sendrecv"
	inOther := false
	for line := range strings.Lines(string(body)) {
		kind, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		switch f := strings.Fields(value); {
		case kind == "m":
			inOther = ok || !strings.HasPrefix(value, "audio ")
			if !inOther && len(f) > 1 {
				port, err := strconv.ParseUint(f[1], 10, 16)
				d.at, ok = netip.AddrPortFrom(d.at.Addr(), uint16(port)), err == nil && port > 0
			}
		case kind == "c" && !inOther && len(f) == 3:
			if a, err := netip.ParseAddr(f[2]); err == nil {
				d.at = netip.AddrPortFrom(a, d.at.Port())
			}
		case kind == "a" && !inOther:
			d.attribute(value)
		}
	}
	return d, ok && d.at.Addr().IsValid()
}

func (d *description) attribute(value string) {
	switch value {
	case "sendrecv", "sendonly", "recvonly", "inactive":
		d.direction = value
		return
	}
	if rest, ok := strings.CutPrefix(value, "rtpmap:"); ok {
		pt, name, _ := strings.Cut(rest, " ")
		if n, err := strconv.ParseUint(pt, 10, 7); err == nil && strings.HasPrefix(strings.ToLower(name), "telephone-event/8000") {
			d.events = uint8(n)
		}
	}
}

// mayHear says that they want to hear us.
func (d description) mayHear() bool {
	return (d.direction == "sendrecv" || d.direction == "recvonly") && !d.at.Addr().IsUnspecified()
}

// turned is a direction as seen from the other side.
func turned(direction string) string {
	switch direction {
	case "sendonly":
		return "recvonly"
	case "recvonly":
		return "sendonly"
	}
	return direction
}
