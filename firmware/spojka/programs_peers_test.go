package main

import (
	"net/netip"
	"testing"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// A phone with two calls connects their parties and is out: linphone's attended
// transfer, a REFER with Replaces (row 58). Each of the three talks is a recording
// with who called on the right.
//
// Proves: S-XFER-1, W-CC-12, D-38
func TestWire58PeersLinphoneConnectsTwo(t *testing.T) {
	b := newBox(t, "127.66.6.1", "127.66.6.2", nil).start("--sim=false")
	trunk := b.trunkPhone()
	b.phoneProgram(baresipOptions{ip: "127.66.6.3", seat: "204", hz: 660})
	b.onAir("petr", "204")
	b.ask("off-air", telephony.GoOffAir{Agent: "petr"})
	jana := b.linphone("203", 880)
	b.onAir("jana", "203")
	c := ringsIn(t, trunk, "800100200")
	came := b.works("jana", telephony.Talking)
	b.hearsLong("a customer who hears jana", c, 880)
	jana.does("pause") // it calls nobody in a talk
	b.until("a held customer", func() bool { return b.snapshot().Calls[0].Held })
	jana.does("call sip:204@" + b.ip.String())
	asked := b.works("petr", telephony.Talking)
	hear := jana.ear(b)
	for range 4 { // half a second each
		hear("petr", has(660))
	}
	jana.does("transfer 1 --to-call 2")
	b.hearsLong("a customer who hears petr", c, 660)
	b.works("jana", telephony.Wrapping)
	c.HangUp()
	b.save("jana", "spojeno")
	b.works("petr", telephony.Idle)
	b.sides(came, "+420777123456", 440, 880)
	b.sides(asked, "203", 880, 660)
	b.sides(b.record(came).Then, "+420777123456", 440, 660)
	jana.does("quit")
	b.empty()
}

// trunkPhone is a softphone of ours in the place of the trunk; it says 440 Hz.
func (b *running) trunkPhone() *sim.Phone {
	b.t.Helper()
	return b.phone(sim.Options{Local: netip.MustParseAddr(b.trunk), Stamp: true, Play: func() sim.Source { return sim.Tone(440, -20) }})
}

// ringsIn calls as a customer whom the example office knows.
func ringsIn(t testing.TB, from *sim.Phone, to string) *sim.Call {
	t.Helper()
	c, err := from.Call(soon(t), to, sim.CallOptions{From: "777123456"})
	if err != nil {
		t.Fatal(err)
	}
	return c
}
