package sipline

import (
	"cmp"
	"slices"
	"time"
)

// far is the other end of a request that isn't, or not yet, the dialog's own.
type far struct {
	f      flow
	tag    string
	target string
	routes []string
}

// toward writes requests as if the dialog stood with this far end.
func (d *dialog) toward(e far, do func()) {
	own := far{d.f, d.remoteTag, d.target, d.routes}
	d.f, d.remoteTag, d.target, d.routes = e.f, e.tag, e.target, e.routes
	do()
	d.f, d.remoteTag, d.target, d.routes = own.f, own.tag, own.target, own.routes
}

// branch is our INVITE on its way to one phone: the client transaction of RFC
// 3261 §17.1.1 with what a forked call needs (§13.2.2.4, RFC 6026).
type branch struct {
	key      uint64
	id       string
	seq      uint32 // its CSeq
	session  int    // interval it asks for, in seconds; 0: none
	to       far
	b        []byte
	interval time.Duration
	next     time.Time // when to send again; zero: no more
	end      time.Time // nothing final came for so long; zero: it rings

	provisional bool // any answer came
	quiet       bool // none at all: not counted on any more
	cancelled   bool // CANCEL is sent
	over        bool // its final answer is dealt with
	ack         []byte
	early       far  // its early dialog, once it rings
	ordered     bool // to be lifted
	kept        bool // an earlier process sent it
}

func newOutBranch(to far, seq uint32) *branch {
	id := newBranch()
	return &branch{key: clientKey(id, "INVITE"), id: id, seq: seq, to: to, interval: t1}
}

func (b *branch) start(now time.Time) {
	b.last(now)
	if !b.to.f.link.reliable() {
		b.next = now.Add(t1)
	}
	b.to.f.send(b.b)
}

// last says that nothing comes any more after 64·T1.
func (b *branch) last(now time.Time) { b.next, b.end = time.Time{}, now.Add(64*t1) }

func (o *outgoing) earlier(at time.Time) time.Time {
	for _, b := range o.branches {
		for _, t := range [...]time.Time{b.next, b.end} {
			if !t.IsZero() && t.Before(at) {
				at = t
			}
		}
	}
	return at
}

// branchOf finds the branch that a response answers.
func (d *dialog) branchOf(m *message) *branch {
	if m.method != "INVITE" || d.out == nil {
		return nil
	}
	key := clientKey(m.branch, "INVITE")
	i := slices.IndexFunc(d.out.branches, func(b *branch) bool { return b.key == key })
	if i < 0 {
		return nil
	}
	return d.out.branches[i]
}

// inviteAgain repeats our INVITEs until any answer comes.
func (d *dialog) inviteAgain(now time.Time) {
	for _, b := range d.out.branches {
		switch {
		case !b.end.IsZero() && !now.Before(b.end):
			d.branchOver(b, 408)
			if d.out == nil {
				return
			}
		case !b.next.IsZero() && !now.Before(b.next):
			b.interval *= 2
			b.next = now.Add(b.interval)
			b.to.f.send(b.b)
		}
	}
}

// branchOver: nothing more comes of this phone, for the reason told. The last
// one ends the attempt.
func (d *dialog) branchOver(b *branch, code int) {
	o := d.out
	b.over, b.next, b.end = true, time.Time{}, time.Time{}
	if weight(code) > weight(o.refused) {
		o.refused = code
	}
	if !o.won() && !o.given && (code >= 600 || !o.hopeful()) {
		d.fail(o.refused)
		d.giveUp(false)
	}
	d.shed(b)
	switch {
	case o.open() || o.won() && !o.winner.over:
	case o.won():
		d.out = nil
	default:
		d.out, d.state = nil, leaving
	}
}

// weight says which of several refusals is told: one by the person before one
// by the phone, that before silence (RFC 3261 §16.7, 6.).
func weight(code int) int {
	switch {
	case code >= 600:
		return 4
	case code == 486, code == 480, code == 403, code/100 == 3:
		return 3
	case code == 408:
		return 1
	case code == 0:
		return 0
	}
	return 2
}

// shed forgets one branch; repeats of its final answer hear their ACK from
// the echoes.
func (d *dialog) shed(b *branch) {
	if b.ack != nil {
		d.l.echoes.keep(b.key, b.to.f, b.ack)
	}
	d.l.tables.dropClient(b.key)
}

// dropOut forgets the whole attempt.
func (d *dialog) dropOut() {
	if d.out == nil {
		return
	}
	for _, b := range d.out.branches {
		d.shed(b)
	}
	d.out = nil
}

// fork is a second phone that answered: its ACK, for repeats.
type fork struct {
	to  flow
	ack []byte
}

// fork ends the call of a phone that answered too late.
func (d *dialog) fork(m *message, b *branch) {
	o := d.out
	if f, known := o.forks[m.toTag]; known {
		f.to.send(f.ack)
		return
	}
	if len(o.forks) >= maxEarly {
		return
	}
	late := d.beside(far{f: b.to.f, tag: m.toTag, target: cmp.Or(m.contact(), b.to.target), routes: m.routeSet()}, b.seq)
	ack := late.ackFor(b.seq)
	late.f.send(ack)
	if o.forks == nil {
		o.forks = make(map[string]fork)
	}
	o.forks[m.toTag] = fork{late.f, ack}
	late.box.put(item{do: (*dialog).bye})
	d.l.start(late.run)
	if b != o.winner {
		b.ack = ack
		d.branchOver(b, 0)
	}
}

// beside is a dialog of our INVITE with another phone, only to end it. Its last
// request had the number seq.
func (d *dialog) beside(e far, seq uint32) *dialog {
	late := newDialog(d.l, 0)
	late.callID, late.localTag, late.remoteTag = d.callID, d.localTag, e.tag
	late.localURI, late.remoteURI, late.f, late.target, late.routes = d.localURI, d.remoteURI, e.f, e.target, e.routes
	late.localSeq, late.silent, late.seat, late.trunk = seq, true, d.seat, d.trunk
	late.proof = d.proof
	late.aim()
	return late
}

// declined: a final refusal, acknowledged in the transaction (RFC 3261
// §17.1.1.3).
func (d *dialog) declined(m *message, b *branch) {
	if d.out.winner == b || b.over {
		return
	}
	to := b.to
	to.tag = m.toTag
	d.toward(to, func() {
		w := d.begin("ACK", b.id, b.seq)
		b.ack = w.end("", nil)
	})
	b.to.f.send(b.ack)
	switch {
	case d.provesInvite(m, b), d.asksLonger(m, b):
	case d.out.hasHops() && elsewhere(m.status):
		b.over, b.next, b.end = true, time.Time{}, time.Time{}
		d.otherHop(b, m, func() {
			d.tellCause(m)
			d.branchOver(b, m.status)
		})
	default:
		d.tellCause(m)
		d.branchOver(b, m.status)
	}
}
