package sipline

import (
	"strconv"
	"strings"
	"time"
)

// rseqFirst is where our RSeq begins: any value from 1 (RFC 3262 §3).
const rseqFirst = 1

// wantsReliable says that the caller takes provisional responses only if it
// can acknowledge them (RFC 3262 §3). One that merely could is not asked to:
// our answers come at once.
func (m *message) wantsReliable() bool { return m.has("require", "100rel") }

// reliably makes the provisional response being written one that is repeated
// until its PRACK.
func (d *dialog) reliably(w *writer) {
	in := d.in
	if in.rseq == 0 {
		in.rseq = rseqFirst
	} else {
		in.rseq++
	}
	in.unacked = true
	w.head("Require", "100rel")
	w.head("RSeq", strconv.FormatUint(uint64(in.rseq), 10))
	in.interval, in.began = t1, time.Now()
	d.set(alarmPrack, t1)
}

// noPrack repeats the response; when nobody ever acknowledges it the call
// can't be (RFC 3262 §3).
func (d *dialog) noPrack() {
	in := d.in
	if in == nil || in.status != 0 || !in.unacked {
		return
	}
	if time.Since(in.began) >= 64*t1 {
		d.final(504)
		d.end(d.other())
		return
	}
	d.reply(in.m, in.last)
	in.interval *= 2
	d.set(alarmPrack, in.interval)
}

// pracked: the caller has our provisional response. One that fits none is
// refused; a repeat is answered by the echoes.
func (d *dialog) pracked(m *message) {
	in := d.in
	f := strings.Fields(m.value("rack"))
	fits := in != nil && in.unacked && len(f) == 3 && strings.EqualFold(f[2], "INVITE") &&
		f[0] == strconv.FormatUint(uint64(in.rseq), 10) && f[1] == strconv.FormatUint(uint64(in.m.cseq), 10)
	switch {
	case !fits:
		d.short(m, 481)
	case len(description(m)) > 0 && m.kind != "":
		d.short(m, 488) // an offer before the answer: the INVITE's own stands
		in.prackDone(d)
	default:
		d.short(m, 200)
		in.prackDone(d)
	}
}

func (in *incoming) prackDone(d *dialog) {
	then := in.then
	in.unacked, in.told, in.then = false, false, nil
	d.stop(alarmPrack)
	for _, do := range then { // each may have the next wait again
		do()
	}
}

// waits says that this must wait for a PRACK: what is reliable goes one after
// the other, and no answer overtakes a description (RFC 3262 §3).
func (in *incoming) waits(do func()) bool {
	if in.unacked {
		in.then = append(in.then, do)
	}
	return in.unacked
}

// early is the far end of an early dialog of our INVITE: one a tag (RFC 3261
// §12.1.2).
type early struct {
	far
	rseq uint32 // of the last that was acknowledged; 0: none
}

// maxEarly bounds the phones that one INVITE rings.
const maxEarly = 16

// acknowledge answers a reliable provisional response with PRACK. False: it
// is a repeat, or came before the one that goes first, and counts for nothing
// (RFC 3262 §4).
func (d *dialog) acknowledge(m *message, b *branch) bool {
	if m.status == 100 || !m.has("require", "100rel") {
		return true
	}
	rseq := number10(m.value("rseq"), 0)
	e := d.earlyOf(m, b)
	if e == nil || rseq <= 0 || e.rseq != 0 && uint32(rseq) != e.rseq+1 {
		return false
	}
	e.rseq = uint32(rseq)
	d.toward(e.far, func() {
		d.send("PRACK", func(*message) {}, "RAck", strconv.Itoa(rseq)+" "+strconv.Itoa(int(b.seq))+" INVITE")
	})
	return true
}

// earlyOf finds or begins the early dialog of a response; nil: too many.
func (d *dialog) earlyOf(m *message, b *branch) *early {
	o := d.out
	for _, e := range o.earlies {
		if e.tag == m.toTag {
			return e
		}
	}
	if len(o.earlies) >= maxEarly || m.toTag == "" {
		return nil
	}
	e := &early{far: far{b.to.f, m.toTag, m.contact(), m.routeSet()}}
	if e.target == "" {
		e.target = b.to.target
	}
	o.earlies = append(o.earlies, e)
	return e
}
