package main

import (
	"net/netip"
	"testing"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// sides wants a call recorded with who called on the right, by the tone that he
// says, and who was called on the left; neither is heard on the other's side.
// Each may be silent for as long as he is held.
func (b *running) sides(id telephony.CallID, from telephony.Number, right, left float64) telephony.CallRecord {
	b.t.Helper()
	r := b.record(id)
	if r.From != from {
		b.t.Errorf("call %s: who called is %s, want %s", id, r.From, from)
	}
	caller, called := b.recording(r.Recording)
	b.onlyHears("call "+id.String()+", right, who called", caller, right, left)
	b.onlyHears("call "+id.String()+", left, who was called", called, left, right)
	return r
}

// onlyHears wants a tone for a second at least, and never the other one.
func (b *running) onlyHears(what string, samples []int16, hz, other float64) {
	b.t.Helper()
	with, all := sim.Windows(samples, 100, hz)
	strange, _ := sim.Windows(samples, 100, other)
	if with < 10 || strange > 0 {
		b.t.Errorf("%s: of %d windows %d have %.0f Hz, %d the other side's %.0f Hz", what, all, with, hz, strange, other)
	}
}

// hearsLong waits until a party has heard a tone for two seconds.
func (b *running) hearsLong(what string, c *sim.Call, hz float64) {
	b.t.Helper()
	b.until(what, func() bool {
		with, _ := sim.Windows(c.Heard(), 100, hz)
		return with >= 20
	})
}

// Whatever a seat's phone dials, who sits there calls and is on the right: out
// to a customer, to a colleague, for help, back to who asked for it. A talk
// that is passed on is a recording of its own, with who stays on the right.
//
// Proves: W-CC-12, D-38
func TestPeersWhoIsOnWhichSide(t *testing.T) {
	const (
		outside             = "127.74.21.6"
		says, eva, customer = 880, 660, 550
	)
	w := newPassing(t, 21, func(o *telephony.Office) {
		outsideLine(outside)(o)
		o.Voicemails = []telephony.Voicemail{{ID: "vzkazy", Name: "Záznamník podpory"}}
		for i := range o.Queues {
			o.Queues[i].Voicemail, o.Queues[i].Keys = "vzkazy", telephony.KeysBoth
		}
	})
	var line *sim.Call
	rings := make(chan *sim.Call, 1)
	w.phone(sim.Options{
		Local: netip.MustParseAddr(outside), Port: 5060, Play: func() sim.Source { return sim.Tone(customer, -20) },
		OnRing: func(c *sim.Call) { _ = c.Answer(); rings <- c },
	})
	w.until("a line to the outside", func() bool { return w.line("ven").Up })
	jana := w.phoneProgram(baresipOptions{ip: w.ip.Next().Next().String(), seat: "203", hz: says})
	w.onAir("jana", "203")
	w.ask("off-air", telephony.GoOffAir{Agent: "jana"}) // she only calls
	here := w.eva.ear(w.running)
	dials := func(to string) telephony.CallID {
		t.Helper()
		jana.says("dial", "sip:"+to+"@"+w.ip.String())
		return w.works("jana", telephony.Talking)
	}
	ends := func() {
		t.Helper()
		jana.says("hangup", "")
		w.works("jana", telephony.Idle)
		w.works("eva", telephony.Idle)
	}
	outward := func(to string) telephony.CallID {
		t.Helper()
		id := dials(to)
		line = <-rings
		w.hearsLong("a customer who hears jana for long", line, says)
		return id
	}
	inward := func(who string, hz float64) {
		t.Helper()
		for range 4 { // half a second each
			here(who, has(hz))
		}
	}

	out := outward("602111222")
	ends()
	inside := dials("204")
	inward("jana", says)
	ends()
	help := outward("112")
	ends()

	asks, err := w.trunk.Call(soon(t), "800100200", sim.CallOptions{From: "602111222"})
	if err != nil {
		t.Fatal(err)
	}
	if err := asks.Await(soon(t), sim.Talking); err != nil {
		t.Fatal(err)
	}
	asks.Press("0")
	w.until("who wants to be called back", func() bool {
		items := w.snapshot().Items
		return len(items) == 1 && items[0].Kind == telephony.CallBack && items[0].From == "+420602111222"
	})
	back := outward("602111222")

	jana.says("transfer", "sip:204@"+w.ip.String())
	w.works("jana", telephony.Idle)
	on := w.works("eva", telephony.Talking)
	inward("who was called", customer)
	line.HangUp()
	w.works("eva", telephony.Idle)

	w.sides(out, "203", says, customer)
	w.sides(inside, "203", says, eva)
	if r := w.sides(help, "203", says, customer); !r.Emergency {
		t.Errorf("112 stands in the list as %+v", r)
	}
	if r := w.sides(back, "203", says, customer); r.Then != on {
		t.Errorf("the call back stands in the list as %+v", r)
	}
	w.sides(on, "+420602111222", customer, eva)
	w.eva.does("quit")
	w.empty()
}
