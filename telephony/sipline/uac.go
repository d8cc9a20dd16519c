package sipline

import (
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sdp"
)

// outgoing is our INVITE: the client transaction of RFC 3261 §17.1.1 with
// what a forked call needs (§13.2.2.4, RFC 6026).
type outgoing struct {
	key      uint64
	branch   string
	seq      uint32
	b        []byte
	to       flow
	interval time.Duration
	next     time.Time // when to send again; zero: no more
	end      time.Time // nothing final came for so long; zero: it did

	provisional bool // any answer came
	rang        bool
	given       bool // we don't want the call any more
	cancelled   bool // CANCEL is sent
	elsewhere   bool
	winner      string // the tag whose 2xx we took
	ack         []byte
	early       []byte // description in a provisional response
	earlyTag    string
	earlies     []*early
	forks       map[string]fork // other 2xx
}

// fork is a second phone that answered: its ACK, for repeats.
type fork struct {
	to  flow
	ack []byte
}

func (o *outgoing) won() bool { return o.winner != "" }

func (o *outgoing) earlier(at time.Time) time.Time {
	for _, t := range [...]time.Time{o.next, o.end} {
		if !t.IsZero() && t.Before(at) {
			at = t
		}
	}
	return at
}

// again repeats the INVITE until any answer comes.
func (o *outgoing) again(d *dialog, now time.Time) {
	if !o.end.IsZero() && !now.Before(o.end) {
		d.outOver()
		return
	}
	if !o.next.IsZero() && !now.Before(o.next) {
		o.interval *= 2
		o.next = now.Add(o.interval)
		o.to.send(o.b)
	}
}

// dial rings a seat's phone.
func (d *dialog) dial(c telephony.SeatCall) {
	if d.state != idle {
		return
	}
	d.seat = c.Seat
	d.l.registrar.busy(d.seat, 1)
	at, status := d.l.registrar.find(c.Seat)
	if status != 0 {
		d.fail(status)
		d.state = over
		return
	}
	d.state, d.f, d.target = calling, at.f, at.uri
	host := d.l.host(d.f).Addr()
	d.side = sdp.Side{ID: uint64(time.Now().Unix()), Port: d.media(c.Local)}
	d.localURI = caller(c, bracketHost(host))
	d.remoteURI = "<sip:" + string(c.Seat) + "@" + bracketHost(host) + ">"
	d.invite()
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

// invite sends our INVITE with an offer.
func (d *dialog) invite() {
	d.localSeq++
	branch := newBranch()
	w := d.begin("INVITE", branch, d.localSeq)
	w.head("Contact", "<"+d.contactURI()+">")
	w.head("Allow", allow)
	w.head("Accept", "application/sdp")
	w.head("Supported", "100rel")
	o := &outgoing{key: clientKey(branch, "INVITE"), branch: branch, seq: d.localSeq, to: d.f, interval: t1}
	o.b = w.end("application/sdp", d.side.Offer())
	now := time.Now()
	o.end = now.Add(64 * t1)
	if !d.f.link.reliable() {
		o.next = now.Add(t1)
	}
	d.out = o
	d.l.tables.setClient(o.key, d)
	o.to.send(o.b)
}

// response works off an answer of the peer.
func (d *dialog) response(m *message) {
	if m.method != "INVITE" || d.out == nil || clientKey(m.branch, "INVITE") != d.out.key {
		d.answered(m)
		return
	}
	d.stop(alarmFirst)
	d.out.next = time.Time{}
	switch {
	case m.status < 200:
		d.ringing(m)
	case m.status < 300:
		d.lifted(m)
	default:
		d.declined(m)
	}
}

// ringing: 100 to 199, any number of them, perhaps from several phones.
func (d *dialog) ringing(m *message) {
	o := d.out
	first := !o.provisional
	o.provisional = true
	if o.won() {
		return
	}
	if first {
		o.end = time.Time{} // from now on the ring time counts
	}
	if o.given {
		d.sendCancel()
		return
	}
	if !d.acknowledge(m) {
		return
	}
	d.soundBefore(m)
	if m.status >= 180 && (m.status != 183 || o.early == nil) && !o.rang {
		o.rang = true
		d.l.h.Rang(d.leg)
	}
}

// soundBefore: sound before the answer. The first description stands, a 180
// without one behind it takes nothing away (RFC 3960 §3).
func (d *dialog) soundBefore(m *message) {
	o := d.out
	body := description(m)
	if m.status == 100 || o.early != nil || len(body) == 0 || m.kind == "" {
		return
	}
	o.early, o.earlyTag = body, m.toTag
	if answer, err := sdp.Parse(body); err == nil {
		if s, err := d.side.Accept(answer); err == nil && !d.silent {
			d.l.h.Early(d.leg, s)
		}
	}
}

// lifted: a 2xx. The first is our call; a repeat hears its ACK again; one of
// another phone is acknowledged and hung up at once.
func (d *dialog) lifted(m *message) {
	o := d.out
	switch {
	case o.winner == m.toTag && o.won():
		o.to.send(o.ack)
		return
	case o.won():
		d.fork(m)
		return
	}
	o.winner = m.toTag
	d.remoteTag = m.toTag
	d.routes = m.routeSet()
	if c := m.contact(); c != "" {
		d.target = c
	}
	d.remoteSeq = 0
	o.ack = d.ackFor(o.seq)
	o.to = d.f
	o.to.send(o.ack)
	o.end = time.Now().Add(64 * t1) // then no repeat and no fork comes any more (RFC 6026 timer M)
	d.stop(alarmRing)
	d.established(m)
}

// established begins the talk, or ends it when it isn't wanted.
func (d *dialog) established(m *message) {
	o := d.out
	body := description(m)
	if len(body) == 0 && o.early != nil && o.earlyTag == m.toTag {
		body = o.early
	}
	if o.given {
		d.bye()
		return
	}
	d.state = talking
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

// fork ends the call of a phone that answered too late.
func (d *dialog) fork(m *message) {
	o := d.out
	if f, known := o.forks[m.toTag]; known {
		f.to.send(f.ack)
		return
	}
	if len(o.forks) >= 16 {
		return
	}
	late := newDialog(d.l, 0)
	late.callID, late.localTag, late.remoteTag = d.callID, d.localTag, m.toTag
	late.localURI, late.remoteURI, late.f, late.target = d.localURI, d.remoteURI, d.f, m.contact()
	late.routes = m.routeSet()
	if late.target == "" {
		late.target = d.target
	}
	late.localSeq, late.silent, late.seat = o.seq, true, d.seat
	ack := late.ackFor(o.seq)
	late.f.send(ack)
	if o.forks == nil {
		o.forks = make(map[string]fork)
	}
	o.forks[m.toTag] = fork{late.f, ack}
	late.box.put(item{do: (*dialog).bye})
	d.l.start(late.run)
}

// declined: a final refusal, acknowledged in the transaction (RFC 3261
// §17.1.1.3).
func (d *dialog) declined(m *message) {
	o := d.out
	if o.won() {
		return
	}
	w := d.begin("ACK", o.branch, o.seq)
	ack := w.end("", nil)
	if m.toTag != "" {
		d.remoteTag = m.toTag
		w = d.begin("ACK", o.branch, o.seq)
		ack = w.end("", nil)
		d.remoteTag = ""
	}
	o.to.send(ack)
	if !o.to.link.reliable() {
		d.l.echoes.keep(o.key, o.to, ack) // for repeats of the refusal
	}
	d.dropOut()
	d.state = leaving
	d.fail(m.status)
}

// fail tells the house once that the phone did not take the call.
func (d *dialog) fail(code int) {
	if d.hush() {
		d.l.h.Failed(d.leg, code)
	}
}
