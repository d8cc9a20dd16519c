package sipline

import (
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
)

// subscription is one key of one phone: a dialog of RFC 6665 and what was told
// in it last. The notifier's alone, but for what begins it.
type subscription struct {
	seat     telephony.SeatID
	event    string
	id       string // the Event value as it came, for the phone's own book
	resource string

	callID, localTag, remoteTag string
	localURI, remoteURI, target string
	routes                      []string
	f                           flow
	localSeq, remoteSeq         uint32

	lease   time.Duration // granted last
	until   time.Time
	next    time.Time // no NOTIFY before
	due     bool      // there is something to tell
	busy    bool      // a NOTIFY waits for its answer
	whole   bool      // the phone may not have all that was told
	lost    bool      // the phone is silent: nothing is told until it comes back
	gone    string    // it ends, and why
	version uint32    // of the next dialog-info
	shown   telephony.PhoneLamp
	mail    telephony.Mailbox

	known      netip.AddrPort // whom the door lets pass
	asleep     bool           // from before a restart: nothing is told yet
	keptSeq    uint32
	keptTarget string
	keptFlow   flow
}

// dialog takes over from the SUBSCRIBE what makes the dialog.
func (s *subscription) dialog(l *Line, m *message) {
	s.id, s.callID, s.localTag, s.remoteTag = m.value("event"), m.callID, m.statelessTag(), m.fromTag
	s.remoteURI, s.localURI = untagged(m.from.Value()), m.to.Value()
	s.routes, s.remoteSeq, s.f = m.routes(), m.cseq, m.back()
	if len(s.id) > 2*longestName || strings.ContainsAny(s.id, "\r\n") {
		s.id = s.event
	}
	if s.resource == "" {
		s.resource = string(s.seat)
	}
}

// same says that another subscription is this one, begun anew.
func (s *subscription) same(t *subscription) bool {
	return s != t && s.seat == t.seat && s.event == t.event && s.resource == t.resource && s.f == t.f && s.target == t.target && s.id == t.id
}

// fits says that a request is from the subscriber.
func (s *subscription) fits(m *message) bool {
	return m.callID == s.callID && m.fromTag == s.remoteTag && m.peer.Addr() == s.f.peer.Addr()
}

func (s *subscription) contactURI(l *Line) string {
	uri := "sip:" + bracket(l.host(s.f))
	if s.f.link.reliable() {
		uri += ";transport=tcp"
	}
	return uri
}

// request writes the NOTIFY and counts what it tells as told.
func (s *subscription) request(l *Line, now time.Time) *request {
	s.localSeq++
	branch := newBranch()
	w := &writer{b: make([]byte, 0, 1024)}
	w.b = append(w.b, "NOTIFY "+s.target+" SIP/2.0\r\n"...)
	w.head("Via", "SIP/2.0/"+s.f.transport()+" "+bracket(l.host(s.f))+";rport;branch="+branch)
	w.head("Max-Forwards", "70")
	for _, r := range s.routes {
		w.head("Route", r)
	}
	w.head("From", s.localURI+";tag="+s.localTag)
	w.head("To", s.remoteURI+";tag="+s.remoteTag)
	w.head("Call-ID", s.callID)
	w.head("CSeq", strconv.Itoa(int(s.localSeq))+" NOTIFY")
	w.head("Contact", "<"+s.contactURI(l)+">")
	w.head("Event", s.id)
	w.head("Subscription-State", s.standing(now))
	w.head("User-Agent", l.o.Program)
	return &request{key: clientKey(branch, "NOTIFY"), method: "NOTIFY", b: w.end(bodies[s.event], s.body(l)), to: s.f}
}

func (s *subscription) standing(now time.Time) string {
	if s.gone != "" {
		return "terminated;reason=" + s.gone
	}
	return "active;expires=" + seconds(max(0, s.until.Sub(now)))
}

// body is what the lamp shows now. What the phone is known to have is told as
// a change, else all (RFC 4235 §3.2).
func (s *subscription) body(l *Line) []byte {
	host := bracket(l.host(s.f))
	if s.event == eventMessages {
		s.mail = l.o.Lamps.Mail(s.seat)
		return messageSummary(s.seat, host, s.mail)
	}
	before := s.shown
	s.shown, _ = l.o.Lamps.Lamp(s.seat, s.resource)
	if s.shown.State == "" {
		s.shown.State = telephony.DialogNone
	}
	info := dialogInfo{version: s.version, entity: "sip:" + userPart(s.resource) + "@" + host, host: host, resource: s.resource, now: s.shown}
	if !s.whole && s.version > 0 {
		info.partial, info.before = true, before
	}
	s.version++
	s.whole = false
	return info.text()
}
