package sipline

import (
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sdp"
)

// outgoing is our INVITE: to each phone of a seat a branch, the same call to
// all of them, as a forking proxy would send it (RFC 3261 §16.6). The first
// that answers is the call.
type outgoing struct {
	branches  []*branch
	winner    *branch // whose 2xx we took
	winnerTag string
	rang      bool
	given     bool // we don't want the call any more
	elsewhere bool
	refused   int               // the best reason why not, so far
	early     map[string][]byte // descriptions in provisional responses, by tag
	earlies   []*early
	forks     map[string]fork    // other 2xx
	order     telephony.PhoneKey // pressed at a phone as soon as it rings

	call  *telephony.TrunkCall // over a trunk; nil: to a seat
	heads []string             // what the trunk wants to see in every INVITE
	try   *attempt
	hops  int // further addresses that it was tried at

	session, leastSession int // interval to ask for in seconds, 0: none; what a 422 wants at least
	longerTries           int
}

func (o *outgoing) won() bool { return o.winner != nil }

// unwanted says that this branch is to ring no more.
func (o *outgoing) unwanted(b *branch) bool { return o.given || o.won() && o.winner != b }

// open says that something final may still come, besides repeats.
func (o *outgoing) open() bool {
	for _, b := range o.branches {
		if !b.over && b != o.winner {
			return true
		}
	}
	return false
}

// hopeful says that a phone may still take the call.
func (o *outgoing) hopeful() bool {
	for _, b := range o.branches {
		if !b.over && !b.quiet {
			return true
		}
	}
	return false
}

// dial rings a seat's phones.
func (d *dialog) dial(c telephony.SeatCall) {
	if d.state != idle {
		return
	}
	d.seat = c.Seat
	d.l.registrar.busy(d.seat, 1)
	phones, status := d.l.registrar.reach(c.Seat)
	if status != 0 {
		d.fail(status)
		d.state = over
		return
	}
	d.state, d.f, d.target = calling, phones[0].f, phones[0].uri
	host := d.l.host(d.f).Addr()
	d.side = sdp.Side{ID: uint64(time.Now().Unix()), Port: d.media(c.Local), Speaks: c.Speaks, Ptime: c.Ptime}
	d.localURI = caller(c, bracketHost(host))
	d.remoteURI = "<sip:" + string(c.Seat) + "@" + bracketHost(host) + ">"
	d.localSeq++
	d.out = &outgoing{session: ourSession}
	for _, p := range phones {
		d.invite(far{f: p.f, target: p.uri})
	}
	d.set(alarmFirst, firstAnswer)
	d.set(alarmRing, longestRing)
}

// caller is the From value that the phone shows.
func caller(c telephony.SeatCall, host string) string {
	user := userPart(string(c.From))
	if c.From.Withheld() {
		user, host = "anonymous", "anonymous.invalid"
	}
	uri := "<sip:" + user + "@" + host + ">"
	if name := clean(c.Name); name != "" {
		return quote(name) + " " + uri
	}
	return uri
}

// invite sends our INVITE with an offer to one phone; to several with the same
// number, as a proxy would.
func (d *dialog) invite(to far) {
	b := newOutBranch(to, d.localSeq)
	d.toward(to, func() {
		w := d.begin("INVITE", b.id, b.seq)
		w.head("Contact", "<"+d.contactURI()+">")
		w.head("Allow", allow)
		w.head("Accept", "application/sdp")
		b.session = d.out.timerWish(w)
		for i := 0; i+1 < len(d.out.heads); i += 2 {
			w.head(d.out.heads[i], d.out.heads[i+1])
		}
		b.b = w.end("application/sdp", d.side.Offer())
	})
	d.out.branches = append(d.out.branches, b)
	d.l.tables.setClient(b.key, d)
	b.start(time.Now())
}

// response works off an answer of the peer.
func (d *dialog) response(m *message) {
	b := d.branchOf(m)
	if b == nil {
		d.answered(m)
		return
	}
	b.next, b.quiet = time.Time{}, false
	switch {
	case m.status < 200:
		d.ringing(m, b)
	case m.status < 300:
		d.lifted(m, b)
	default:
		d.declined(m, b)
	}
}

// ringing: 100 to 199, any number of them, perhaps from several phones.
func (d *dialog) ringing(m *message, b *branch) {
	o := d.out
	first := !b.provisional
	b.provisional = true
	if o.winner == b || b.over {
		return
	}
	if o.unwanted(b) {
		d.sendCancel(b)
		return
	}
	if first {
		b.end = time.Time{} // from now on the ring time counts
	}
	inOrder := d.acknowledge(m, b)
	if begun := inOrder && b.begun(m); begun || first {
		d.tellRinging()
	}
	if !inOrder {
		return
	}
	d.soundBefore(m)
	d.orderEarly(b)
	if m.status >= 180 && (m.status != 183 || o.early == nil) && !o.rang {
		o.rang = true
		d.l.h.Rang(d.leg)
	}
}

// begun keeps the far end of the early dialog, for orders to the phone. True: it
// is a new one.
func (b *branch) begun(m *message) bool {
	if m.status == 100 || m.toTag == "" {
		return false
	}
	was := b.early.tag
	b.early = far{f: b.to.f, tag: m.toTag, target: b.to.target, routes: m.routeSet()}
	if c := m.contact(); c != "" {
		b.early.target = c
	}
	return b.early.tag != was
}

// soundBefore: sound before the answer. The first description stands, a 180
// without one behind it takes nothing away (RFC 3960 §3).
func (d *dialog) soundBefore(m *message) {
	o := d.out
	body := description(m)
	if m.status == 100 || len(o.early) >= maxEarly || o.early[m.toTag] != nil || len(body) == 0 || m.kind == "" {
		return
	}
	if o.early == nil {
		o.early = make(map[string][]byte)
	}
	if o.early[m.toTag] = body; len(o.early) > 1 {
		return // one phone of several is heard already
	}
	if answer, err := sdp.Parse(body); err == nil {
		if s, err := d.side.Accept(answer); err == nil && !d.silent {
			d.l.h.Early(d.leg, s)
		}
	}
}

// lifted: a 2xx. The first is our call; a repeat hears its ACK again; one of
// another phone is acknowledged and hung up at once.
func (d *dialog) lifted(m *message, b *branch) {
	o := d.out
	switch {
	case o.winner == b && o.winnerTag == m.toTag:
		d.f.send(b.ack)
		return
	case o.won():
		d.fork(m, b)
		return
	}
	o.winner, o.winnerTag = b, m.toTag
	d.f, d.target, d.remoteTag, d.routes = b.to.f, b.to.target, m.toTag, m.routeSet()
	if c := m.contact(); c != "" {
		d.target = c
	}
	d.remoteSeq = 0
	d.aim()
	b.ack = d.ackFor(b.seq)
	d.f.send(b.ack)
	b.last(time.Now()) // then no repeat and no fork comes any more (RFC 6026 timer M)
	d.stop(alarmFirst)
	d.stop(alarmRing)
	d.othersStop(true)
	d.established(m)
}

// established begins the talk, or ends it when it isn't wanted.
func (d *dialog) established(m *message) {
	o := d.out
	body := description(m)
	if len(body) == 0 {
		body = o.early[m.toTag]
	}
	if o.given {
		d.bye()
		return
	}
	d.state, d.timer.Update = talking, m.has("allow", "UPDATE")
	d.timer.Least = o.leastSession
	d.agree(m)
	if !d.learn(body) {
		d.fail(488)
		d.bye()
		return
	}
	d.l.h.Answered(d.leg, d.sound, d.identity())
}

// ackFor is the ACK of a 2xx: a request of its own in the dialog (RFC 3261
// §13.2.2.4).
func (d *dialog) ackFor(seq uint32) []byte {
	w := d.begin("ACK", newBranch(), seq)
	return w.end("", nil)
}

// fail tells the house once that the phone did not take the call.
func (d *dialog) fail(code int) {
	if d.hush() {
		d.l.h.Failed(d.leg, code)
	}
}
