package sipline

import (
	"time"
)

// noAnswer: phones that said nothing at all cost a second, not more (I-3); the
// actor stays for what may still come of them.
func (d *dialog) noAnswer() {
	o := d.out
	if o == nil || o.won() {
		return
	}
	for _, b := range o.branches {
		if !b.provisional && !b.over {
			b.quiet = true
			if d.seat != "" {
				d.l.registrar.silent(d.seat, b.to.f)
			} else if o.hasHops() && !o.hopeful() {
				d.otherHop(b, nil, d.nobody)
				return
			}
		}
	}
	d.nobody()
}

// nobody ends the attempt when nothing is to be hoped for.
func (d *dialog) nobody() {
	o := d.out
	if o == nil || o.won() {
		return
	}
	if !o.hopeful() && !o.given {
		code := 408
		if weight(o.refused) > weight(code) {
			code = o.refused
		}
		d.fail(code)
		d.giveUp(false)
	}
}

func (d *dialog) rangTooLong() {
	if d.out != nil && !d.out.won() {
		d.fail(408)
		d.giveUp(false)
	}
}

// cancel stops the ringing.
func (d *dialog) cancel(elsewhere bool) {
	d.hush()
	switch d.state {
	case idle:
		d.state = over
	case calling:
		d.giveUp(elsewhere)
	case talking:
		d.bye() // it was lifted meanwhile
	}
}

// giveUp withdraws our INVITE: with CANCEL once any answer came, not before
// (RFC 3261 §9.1). A 2xx that crosses it is acknowledged and hung up.
func (d *dialog) giveUp(elsewhere bool) {
	o := d.out
	if o == nil || o.given {
		return
	}
	o.given = true
	d.stop(alarmRing)
	d.stop(alarmFirst)
	d.othersStop(elsewhere)
}

// othersStop ends the ringing of every phone but the one that answered.
func (d *dialog) othersStop(elsewhere bool) {
	o := d.out
	o.elsewhere = elsewhere
	for _, b := range o.branches {
		if b.over || b == o.winner {
			continue
		}
		b.last(time.Now())
		if b.provisional {
			d.sendCancel(b)
		}
	}
}

// sendCancel goes the INVITE's own way, with its branch and number.
func (d *dialog) sendCancel(b *branch) {
	if b.cancelled {
		return
	}
	b.cancelled = true
	if b.kept {
		d.set(alarmKept, crossing)
	}
	b.last(time.Now()) // then the peer is taken for gone
	d.toward(b.to, func() {
		w := d.begin("CANCEL", b.id, b.seq)
		if d.out.elsewhere {
			w.head("Reason", `SIP;cause=200;text="Call completed elsewhere"`)
		}
		d.launch(&request{key: clientKey(b.id, "CANCEL"), method: "CANCEL", b: w.end("", nil), to: b.to.f, done: func(*message) {}})
	})
}
