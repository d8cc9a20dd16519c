package sipline

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/emiago/sipgo/sip"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sdp"
)

// maxDialogs bounds the calls on the wire; beyond it new ones get 503.
const maxDialogs = 4000

// incoming is an INVITE that we answer: the server transaction of RFC 3261
// §17.2.1 and, for a 2xx, the repeats that the dialog owes (§13.3.1.4).
type incoming struct {
	m        *message
	key      uint64
	last     []byte // what was said last, for repeats of the INVITE
	status   int    // 0: nothing final yet
	interval time.Duration
	offerDue bool      // it brought no offer: ours is in the 2xx
	again    bool      // a re-INVITE
	rseq     uint32    // of our last reliable provisional response
	unacked  bool      // and its PRACK is due
	told     bool      // a description was in it
	then     []func()  // comes after the PRACK
	began    time.Time // when it was first sent
}

// invited lets a call in, or turns it away before anything is allocated.
func (l *Line) invited(m *message) {
	trunk, known := l.office.Load().trunkOf(m)
	switch {
	case !known:
		l.seatCalls(m)
	case !l.ready.Load() || l.tables.dialogs() >= maxDialogs:
		l.turnAway(m, 503, "Retry-After", "5")
	case l.looped(m):
		l.turnAway(m, 482)
	case l.unusable(m), l.irreplaceable(m, false):
	case trunk.Habits.Overlap && l.office.Load().grows(m, trunk):
		l.turnAway(m, 484) // more digits come in another INVITE (RFC 3578 §2)
	default:
		l.arrived(m, whence{trunk: trunk})
	}
}

// looped says that a call carries our own Via: it came back to us.
func (l *Line) looped(m *message) bool {
	own := l.host(m.flow)
	own = netip.AddrPortFrom(own.Addr().WithZone(""), own.Port())
	return slices.ContainsFunc(m.vias, func(v *sip.ViaHeader) bool { return sentBy(v) == own })
}

// readable says that the body is a description, holds one, or is empty.
func readable(m *message) bool {
	return len(m.body) == 0 || m.kind == "application/sdp" || strings.HasPrefix(m.kind, "multipart/")
}

// accepts says that the sender takes such a body; without Accept it does (RFC
// 3261 §20.1).
func (m *message) accepts(kind string) bool {
	list := m.list("accept")
	if len(list) == 0 {
		return true
	}
	group, _, _ := strings.Cut(kind, "/")
	for _, a := range list {
		a, _, _ = strings.Cut(a, ";")
		switch a = strings.ToLower(strings.TrimSpace(a)); a {
		case kind, group + "/*", "*/*":
			return true
		}
	}
	return false
}

// unusable turns an INVITE away whose timer or body we can do nothing with,
// and says so.
func (l *Line) unusable(m *message) bool {
	switch {
	case m.tooBrief():
		l.turnAway(m, 422, "Min-SE", strconv.Itoa(leastSession))
	case !readable(m):
		l.turnAway(m, 415, "Accept", "application/sdp")
	case !m.accepts("application/sdp"):
		l.turnAway(m, 406)
	default:
		return false
	}
	return true
}

// arrived makes the dialog and its actor.
func (l *Line) arrived(m *message, c whence) {
	leg := telephony.LegID(telephony.Compose(l.o.Boot&0x7fffffff, l.legs.Add(1)))
	d := newDialog(l, leg)
	d.callID, d.call = m.callID, m.callKey()
	d.in = &incoming{m: m, key: m.serverKey("INVITE")}
	if !l.tables.arrive(d, d.call, d.in.key) {
		l.turnAway(m, 482) // the same call by another way (RFC 3261 §8.2.2.2)
		return
	}
	d.trunk, d.seat = c.trunk.ID, c.seat
	l.registrar.busy(c.seat, 1)
	d.shown(party{trunk: d.trunk, seat: d.seat})
	l.tapped.heard(m)
	d.box.put(item{do: func(d *dialog) { d.arrive(m, c) }})
	l.start(d.run)
}

// arrive looks at the call and asks the house whether it takes it.
func (d *dialog) arrive(m *message, c whence) {
	if !d.comes(m) {
		return
	}
	a := c.arrival(d.l.office.Load(), m)
	d.side.Speaks = c.trunk.Habits.Codecs
	if !d.offered(m, &a) {
		d.final(488, "Warning", `304 spojka "no audio codec in common"`)
		d.hush()
		return
	}
	d.set(alarmTrying, tryingAfter)
	if status := d.l.h.Arrived(d.leg, a); status != 0 {
		d.refuse(status)
	}
}

// comes takes over from an INVITE what makes the dialog. False: it has no way
// back, and was told so.
func (d *dialog) comes(m *message) bool {
	d.state = invited
	d.f = m.back()
	d.remoteTag, d.remoteURI, d.localURI = m.fromTag, untagged(m.from.Value()), m.to.Value()
	d.target, d.remoteSeq = m.contact(), m.cseq
	d.timer.Update = m.has("allow", "UPDATE")
	d.routes = m.routes()
	if d.target == "" && m.value("contact") == "" {
		d.target = clip(m.from.Address.String()) // a caller of RFC 2543 is where it is from
	}
	if d.target == "" {
		d.final(400)
		d.hush()
		return false
	}
	d.aim()
	return true
}

// offered reads the offer of an INVITE; without one ours comes in the 2xx.
func (d *dialog) offered(m *message, a *telephony.Arrival) bool {
	body := description(m)
	if len(body) == 0 {
		d.in.offerDue = true
		return true
	}
	offer, err := sdp.Parse(body)
	if err != nil {
		return false
	}
	if a.Sound, err = d.side.Peek(offer); err != nil {
		return false
	}
	a.Speaks = d.side.Codecs(offer)
	d.heard, d.sound = body, a.Sound
	return true
}

// untagged takes the tag off a From or To value.
func untagged(value string) string {
	lower := strings.ToLower(value)
	close := strings.LastIndexByte(value, '>')
	i := strings.Index(lower[close+1:], ";tag=")
	if i < 0 {
		return value
	}
	i += close + 1
	rest := value[i+5:]
	if end := strings.IndexByte(rest, ';'); end >= 0 {
		return value[:i] + rest[end:]
	}
	return value[:i]
}

// say sends a provisional response.
func (d *dialog) say(code int) { d.sayWith(code, nil) }

func (d *dialog) sayWith(code int, body []byte) {
	in := d.in
	tag := d.localTag
	if code == 100 {
		tag = ""
	}
	w := d.l.reply(in.m, code, tag)
	if code > 100 {
		d.dialogHeads(w)
		if in.m.wantsReliable() {
			d.reliably(w)
			in.told = len(body) > 0
		}
	}
	in.last = w.end("application/sdp", body)
	d.reply(in.m, in.last)
}

// dialogHeads are what a response that makes or keeps a dialog carries.
func (d *dialog) dialogHeads(w *writer) {
	for _, r := range d.in.m.routes() {
		w.head("Record-Route", r)
	}
	w.head("Contact", "<"+d.contactURI()+">")
	w.head("Allow", allow)
}

// reply sends a response back the way its request came.
func (d *dialog) reply(m *message, b []byte) { m.back().send(b) }

// short answers a request in the dialog with no body, and remembers it.
func (d *dialog) short(m *message, code int, heads ...string) {
	w := d.l.reply(m, code, d.localTag)
	for i := 0; i+1 < len(heads); i += 2 {
		w.head(heads[i], heads[i+1])
	}
	d.l.sendAndKeep(m, w.end("", nil))
}

func (d *dialog) trying() {
	if d.state == invited && d.in != nil && d.in.last == nil {
		d.say(100)
	}
}

// ring says 180. A reliable one would have to carry our offer where the call
// brought none (RFC 3262 §5): such a caller waits for the answer.
func (d *dialog) ring() {
	if d.state != invited || d.in.offerDue && d.in.m.wantsReliable() || d.in.waits(d.ring) {
		return
	}
	d.stop(alarmTrying)
	d.say(180)
}

// refuse ends a call before it was answered.
func (d *dialog) refuse(code int) {
	if d.state != invited {
		d.hang(telephony.BySystem)
		return
	}
	if code < 400 || code > 699 {
		code = 480
	}
	if code == 503 {
		d.final(code, "Retry-After", "5")
	} else {
		d.final(code)
	}
	d.hush()
}
