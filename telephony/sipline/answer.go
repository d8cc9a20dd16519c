package sipline

import (
	"net/netip"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sdp"
)

// final sends a response of 300 and above and repeats it until the ACK comes.
func (d *dialog) final(code int, heads ...string) {
	in := d.in
	w := d.l.reply(in.m, code, d.localTag)
	for i := 0; i+1 < len(heads); i += 2 {
		w.head(heads[i], heads[i+1])
	}
	in.status, in.last = code, w.end("", nil)
	d.reply(in.m, in.last)
	if !in.again {
		d.state = leaving
	}
	d.awaitAck()
}

func (d *dialog) awaitAck() {
	d.stop(alarmTrying)
	d.stop(alarmPrack)
	d.in.interval = t1
	if d.in.status < 300 || !d.in.m.link.reliable() {
		d.set(alarmRepeat, t1)
	}
	d.set(alarmAck, 64*t1)
}

// answer accepts the call.
func (d *dialog) answer(local telephony.MediaPort) {
	if d.state != invited || d.in.told && d.in.waits(func() { d.answer(local) }) {
		return
	}
	d.listen(local)
	before := d.sound
	if !d.accept() {
		d.final(488)
		d.end(telephony.BySystem)
		return
	}
	d.state = accepted
	d.moved(before)
}

// media is where we listen; a port without an address is on the socket's.
func (d *dialog) media(local telephony.MediaPort) telephony.MediaPort {
	if a := local.Addr(); !a.IsValid() || a.IsUnspecified() {
		return netip.AddrPortFrom(d.l.host(d.f).Addr(), local.Port())
	}
	return local
}

// accept sends the 2xx to the INVITE in hand, with our answer or offer.
func (d *dialog) accept() bool {
	var body []byte
	if d.in.offerDue {
		body = d.side.Offer()
	} else {
		offer, err := sdp.Parse(d.heard)
		if err != nil {
			return false
		}
		if body, d.sound, err = d.side.Answer(offer); err != nil {
			return false
		}
	}
	w := d.l.reply(d.in.m, 200, d.localTag)
	d.dialogHeads(w)
	d.timerHeads(w, d.in.m)
	d.in.status, d.in.last = 200, w.end("application/sdp", body)
	d.reply(d.in.m, d.in.last)
	d.awaitAck()
	return true
}

// repeatFinal sends the final response again: a 2xx until its ACK, another
// over UDP until its ACK (timer G).
func (d *dialog) repeatFinal() {
	if d.in == nil || d.in.status == 0 {
		return
	}
	d.reply(d.in.m, d.in.last)
	d.in.interval = min(2*d.in.interval, t2)
	d.set(alarmRepeat, d.in.interval)
}

// noAck: the answer never got through (RFC 3261 §13.3.1.4).
func (d *dialog) noAck() {
	in := d.in
	if in == nil {
		return
	}
	d.dropIn()
	switch {
	case in.status >= 300:
		d.refusalOver(in)
	case d.state != leaving: // else our BYE is on its way
		d.end(telephony.ByLoss)
		d.bye()
	}
}

// dropIn closes the INVITE in hand; repeats of it hear the last response.
func (d *dialog) dropIn() {
	in := d.in
	d.in = nil
	d.stop(alarmRepeat)
	d.stop(alarmAck)
	d.l.tables.dropServer(in.key)
	if !in.m.link.reliable() {
		d.l.echoes.keep(in.key, in.m.back(), in.last)
	}
}

// acked: the ACK of our final response.
func (d *dialog) acked(m *message) {
	in := d.in
	if in == nil || in.status == 0 || m.cseq != in.m.cseq {
		return
	}
	d.dropIn()
	switch {
	case in.status >= 300:
		d.refusalOver(in)
	case d.state == leaving: // our BYE is on its way
	case d.hangUp:
		d.bye()
	default:
		d.confirmed(m, in)
	}
}

// refusalOver ends the dialog of a call that was refused; that of a talk goes
// on, unless we wanted to hang up meanwhile.
func (d *dialog) refusalOver(in *incoming) {
	switch {
	case !in.again:
		d.state = over
	case d.hangUp:
		d.bye()
	}
}

// confirmed: the dialog stands. An offer of ours is answered in the ACK.
func (d *dialog) confirmed(m *message, in *incoming) {
	d.state = talking
	moved := false
	if in.offerDue {
		if !d.learn(description(m)) {
			d.end(telephony.BySystem)
			d.bye()
			return
		}
		moved = true
	}
	if !in.again {
		d.l.h.Confirmed(d.leg, d.identity())
	}
	if moved {
		d.l.h.Moved(d.leg, d.sound)
	}
}

// learn takes the answer to our offer in.
func (d *dialog) learn(body []byte) bool {
	answer, err := sdp.Parse(body)
	if err != nil {
		return false
	}
	sound, err := d.side.Accept(answer)
	if err != nil {
		return false
	}
	d.heard, d.sound = body, sound
	return true
}
