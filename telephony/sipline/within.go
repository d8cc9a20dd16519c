package sipline

import (
	"slices"
	"strconv"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sdp"
)

// request works off a request of the dialog's peer.
func (d *dialog) request(m *message) {
	switch {
	case m.method == "ACK":
		if d.fits(m) {
			d.acked(m)
		}
		return
	case m.method == "CANCEL":
		d.cancelIn(m)
		return
	case d.in != nil && m.method == "INVITE" && m.serverKey("INVITE") == d.in.key:
		if d.in.last != nil { // a repeat hears what was said last
			d.reply(m, d.in.last)
		}
		return
	case !d.fits(m), d.state == idle, d.state == over:
		d.l.turnAway(m, 481)
		return
	case m.cseq <= d.remoteSeq && d.remoteSeq != 0:
		d.short(m, 500)
		return
	}
	d.remoteSeq = m.cseq
	if d.seat != "" || !d.f.ok() {
		d.f = m.back() // its NAT moved it, or it made a new connection: that is the way now
	}
	if unknown := m.unsupported(); unknown != "" {
		d.short(m, 420, "Unsupported", unknown)
		return
	}
	d.within(m)
}

func (d *dialog) within(m *message) {
	switch m.method {
	case "BYE":
		d.byeIn(m)
	case "INVITE":
		d.reinvited(m)
	case "UPDATE":
		d.updated(m)
	case "INFO":
		d.info(m)
	case "OPTIONS":
		d.short(m, 200, "Allow", allow, "Accept", "application/sdp")
	case "REFER":
		d.referred(m)
	case "SUBSCRIBE":
		d.short(m, 489, "Allow-Events", allowEvents)
	case "PRACK":
		d.pracked(m)
	case "NOTIFY":
		d.short(m, 481)
	case "MESSAGE", "PUBLISH", "REGISTER":
		d.short(m, 405, "Allow", allow)
	default:
		d.short(m, 501, "Allow", allow)
	}
}

// cancelIn: the caller gives up before we answered. After our answer a CANCEL
// changes nothing (RFC 3261 §9.2).
func (d *dialog) cancelIn(m *message) {
	if d.in == nil || m.serverKey("INVITE") != d.in.key || m.peer.Addr() != d.in.m.peer.Addr() {
		d.l.turnAway(m, 481)
		return
	}
	d.short(m, 200)
	if d.in.status != 0 {
		return
	}
	d.tellCause(m)
	d.final(487)
	d.end(telephony.ByCaller)
}

// byeIn: the other side hangs up, perhaps before its call was answered.
func (d *dialog) byeIn(m *message) {
	d.tellCause(m)
	d.short(m, 200)
	if d.state == calling { // whom we call may not do so yet (RFC 3261 §15), or its answer is lost
		d.fail(480)
		d.giveUp(false)
		return
	}
	if d.in != nil && d.in.status == 0 {
		d.final(487)
	} else if d.in != nil {
		d.dropIn()
	}
	d.end(d.other())
	if d.in == nil {
		d.state = leaving
	}
	if d.refer != nil {
		d.set(alarmRefer, referWaits)
	}
	if len(d.sent) == 0 && d.in == nil && d.refer == nil {
		d.state = over
	}
}

// reinvited: the peer changes the session, or refreshes it.
func (d *dialog) reinvited(m *message) {
	switch {
	case d.in != nil:
		d.short(m, 500, "Retry-After", "3") // the one before isn't through (RFC 3261 §14.2)
		return
	case d.state != talking || d.asking():
		d.short(m, 491)
		return
	}
	d.in = &incoming{m: m, key: m.serverKey("INVITE"), again: true}
	d.l.tables.setServer(d.in.key, d)
	d.retarget(m)
	if m.tooBrief() {
		d.final(422, "Min-SE", strconv.Itoa(leastSession))
		return
	}
	body := description(m)
	before := d.sound
	if len(body) == 0 {
		d.in.offerDue = true
	} else if !d.takes(body) {
		d.final(488, "Warning", `304 spojka "no audio codec in common"`) // a fax: the talk goes on
		return
	} else {
		d.heard = body
	}
	if !d.accept() {
		d.final(488)
		return
	}
	d.moved(before)
}

// asking says that an INVITE of ours within the dialog is under way: theirs
// must wait (RFC 3261 §14.2).
func (d *dialog) asking() bool {
	return slices.ContainsFunc(d.sent, func(r *request) bool { return r.method == "INVITE" })
}

// takes says that a description can be answered in a talk: with audio of
// ours, or with audio taken away.
func (d *dialog) takes(body []byte) bool {
	s, err := sdp.Parse(body)
	if err != nil {
		return false
	}
	probe := d.side
	_, _, err = probe.Answer(s)
	return err == nil
}

// moved tells the house when sound goes elsewhere or stops. Of a dialog that
// was taken over it isn't known what held before.
func (d *dialog) moved(before telephony.Sound) {
	if d.sound != before || d.adopted {
		d.adopted = false
		d.l.h.Moved(d.leg, d.sound)
	}
}

// updated: like a re-INVITE without an ACK (RFC 3311 §5.2), mostly the refresh
// of a session timer, which touches nothing.
func (d *dialog) updated(m *message) {
	d.retarget(m)
	if m.tooBrief() {
		d.short(m, 422, "Min-SE", strconv.Itoa(leastSession))
		return
	}
	body := description(m)
	if len(body) == 0 {
		d.updateOK(m, nil)
		return
	}
	if d.in != nil || d.asking() || d.out != nil && !d.out.won() {
		d.short(m, 491)
		return
	}
	offer, err := sdp.Parse(body)
	if err != nil {
		d.short(m, 488)
		return
	}
	answer, sound, err := d.side.Answer(offer)
	if err != nil {
		d.short(m, 488)
		return
	}
	before := d.sound
	d.heard, d.sound = body, sound
	d.updateOK(m, answer)
	d.moved(before)
}

func (d *dialog) updateOK(m *message, answer []byte) {
	w := d.l.reply(m, 200, d.localTag)
	w.head("Contact", "<"+d.contactURI()+">")
	w.head("Allow", allow)
	d.timerHeads(w, m)
	d.l.sendAndKeep(m, w.end("application/sdp", answer))
}

// retarget takes a new Contact in (RFC 3261 §12.2.2).
func (d *dialog) retarget(m *message) {
	if c := m.contact(); c != "" && c != d.target {
		d.target = c
		d.aim()
	}
}

// info carries digits: application/dtmf-relay "Signal=5" or application/dtmf
// "5". Always 200, but for what a package would have to be agreed for (RFC 6086
// §4.2.2).
func (d *dialog) info(m *message) {
	if m.value("info-package") != "" {
		d.short(m, 469, "Recv-Info", "nil")
		return
	}
	d.short(m, 200)
	if digit, ok := infoDigit(m.kind, m.body); ok && !d.silent {
		d.l.h.Digit(d.leg, digit)
	}
}

// probeLasts is how long a silent peer has to answer (FAULTS 8: it is ended
// half a minute after its sound).
const probeLasts = 10 * time.Second

// ask probes the peer with OPTIONS in the dialog: silence and 481 mean that it
// has lost the call (RFC 3261 §12.2.1.2), anything else that it is there.
func (d *dialog) ask() {
	waiting := slices.ContainsFunc(d.sent, func(r *request) bool { return r.method == "OPTIONS" })
	if d.state != talking || waiting {
		return
	}
	d.send("OPTIONS", func(m *message) {
		if d.state == talking && (m == nil || m.status == 481 || m.status == 408) {
			d.end(telephony.ByLoss)
			d.bye()
		}
	})
	d.sent[len(d.sent)-1].end = time.Now().Add(probeLasts)
}

// confirm has a peer that has been silent for long confirm the talk itself,
// by a re-INVITE that changes nothing: a program may answer OPTIONS for a call
// that it has lost.
func (d *dialog) confirm() {
	if d.state != talking || d.in != nil || d.asking() {
		return
	}
	heads := append([]string{"Contact", "<" + d.contactURI() + ">", "Allow", allow}, d.timer.heads()...)
	d.sendAgain("INVITE", d.side.Again(), &attempt{}, func(m *message) {
		switch {
		case d.state != talking:
		case m == nil || m.status == 481 || m.status == 408:
			d.end(telephony.ByLoss)
			d.bye()
		case m.status < 300:
			d.agree(m)
			d.answeredAgain(m)
		}
	}, heads...)
	d.sent[len(d.sent)-1].end = time.Now().Add(probeLasts)
}

// bye hangs up towards the peer.
func (d *dialog) bye() {
	d.state = leaving
	if d.why == telephony.ByEmergency {
		d.send("BYE", func(*message) {}, "Reason", `preemption;cause=3;text="Line needed for an emergency call"`) // RFC 4411 §5
		return
	}
	d.send("BYE", func(*message) {})
}

// hang ends the leg in whatever state it is.
func (d *dialog) hang(why telephony.EndCause) {
	d.why = why
	d.hush()
	switch d.state {
	case idle:
		d.state = over
	case invited:
		d.final(480)
	case accepted:
		d.hangUp = true // not before the ACK (RFC 3261 §15)
	case calling:
		d.giveUp(false)
	case talking:
		if d.in != nil {
			d.hangUp = true
			return
		}
		d.bye()
	}
}
