package sipline

import (
	"time"
)

// noAnswer: the phone said nothing at all. It costs a second, not more (I-3);
// the actor stays for what may still come.
func (d *dialog) noAnswer() {
	if d.out == nil || d.out.provisional {
		return
	}
	d.l.registrar.silent(d.seat)
	d.fail(408)
	d.giveUp(false)
}

func (d *dialog) rangTooLong() {
	if d.out != nil && !d.out.won() {
		d.fail(408)
		d.giveUp(false)
	}
}

// outOver: nothing final came, or the time for forks and repeats is over.
func (d *dialog) outOver() {
	won := d.out.won()
	d.dropOut()
	if !won {
		d.fail(408)
		d.state = leaving
	}
}

func (d *dialog) dropOut() {
	if d.out == nil {
		return
	}
	if d.out.won() {
		d.l.echoes.keep(d.out.key, d.out.to, d.out.ack) // for repeats of the 2xx
	}
	d.l.tables.dropClient(d.out.key)
	d.out = nil
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
	o.given, o.elsewhere = true, elsewhere
	o.next = time.Time{}
	d.stop(alarmRing)
	d.stop(alarmFirst)
	o.end = time.Now().Add(64 * t1)
	if o.provisional {
		d.sendCancel()
	}
}

// sendCancel goes the INVITE's own way, with its branch and number.
func (d *dialog) sendCancel() {
	o := d.out
	if o.cancelled {
		return
	}
	o.cancelled = true
	o.end = time.Now().Add(64 * t1) // then the peer is taken for gone
	w := d.begin("CANCEL", o.branch, o.seq)
	if o.elsewhere {
		w.head("Reason", `SIP;cause=200;text="Call completed elsewhere"`)
	}
	d.launch(&request{key: clientKey(o.branch, "CANCEL"), method: "CANCEL", b: w.end("", nil), to: o.to, done: func(*message) {}})
}
