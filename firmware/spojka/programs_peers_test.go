package main

import (
	"encoding/binary"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// ear is what linphone hears: it writes it into a file while it does.
type ear struct {
	b    *running
	file string
}

// until waits for half a second of what it hears from now on.
func (e ear) until(what string, ok func(heard []int16) bool) {
	e.b.t.Helper()
	const head, half = 44, 2 * 4000
	before, _ := os.ReadFile(e.file)
	e.b.until("linphone hears "+what, func() bool {
		text, _ := os.ReadFile(e.file)
		if len(text) < max(len(before), head)+half {
			return false
		}
		heard := make([]int16, half/2)
		for i := range heard {
			heard[i] = int16(binary.LittleEndian.Uint16(text[len(text)&^1-half+2*i:]))
		}
		return ok(heard)
	})
}

// mirrorHz is what linphone says, and hears back from a baresip that says what
// it hears: sound that goes both ways. (What baresip writes down of what it
// hears ends with its first hold.)
const mirrorHz = 880

// holds has linphone and a mirror hold and come back, each twice and both at
// once; after each time the sound goes both ways again, and who is held doesn't
// hear the other.
func holds(l *linphone, mirror *baresip) {
	mirror.b.t.Helper()
	e := ear{mirror.b, filepath.Join(l.dir, "heard.wav")}
	talk := func() {
		mirror.b.t.Helper()
		e.until("itself", func(heard []int16) bool { return sim.Has(heard, mirrorHz) })
	}
	talk()
	for range 2 {
		mirror.says("hold", "")
		e.until("something else, held", func(heard []int16) bool { return !sim.Has(heard, mirrorHz) })
		mirror.says("resume", "")
		talk()
		l.does("pause")
		mirror.b.until("a held call", func() bool { s := mirror.b.snapshot(); return len(s.Calls) == 1 && s.Calls[0].Held })
		l.does("resume")
		talk()
	}
	l.does("pause")
	mirror.b.until("a held call", func() bool { return mirror.b.snapshot().Calls[0].Held })
	mirror.says("hold", "")
	l.does("resume")
	e.until("something else, held", func(heard []int16) bool { return !sim.Has(heard, mirrorHz) })
	mirror.says("resume", "")
	talk()
}

// Two programs of others hold in a call of a queue, the customer's and the
// operator's: after each the sound goes both ways again.
func TestWire15PeersProgramsHoldInAQueueCall(t *testing.T) {
	b := newBox(t, "127.66.3.1", "127.66.3.2", nil).start("--sim=false")
	operator := b.linphone("203", mirrorHz)
	b.onAir("jana", "203")
	customer := b.phoneProgram(baresipOptions{ip: b.trunk, seat: "777123456", hz: 440, customer: true, mirror: true})
	b.until("baresip", func() bool { return contains(customer.out, "baresip is ready") })
	customer.says("dial", "sip:800100200@"+b.ip.String())
	b.works("jana", telephony.Talking)
	holds(operator, customer)
	customer.says("hangup", "")
	b.save("jana", "drženo")
	operator.does("quit")
	b.empty()
}

// The same between two extensions.
func TestWire15PeersProgramsHoldInAnExtensionCall(t *testing.T) {
	b := newBox(t, "127.66.4.1", "127.66.4.2", nil).start("--sim=false")
	second := b.linphone("204", mirrorHz)
	b.onAir("petr", "204")
	first := b.phoneProgram(baresipOptions{ip: "127.66.4.3", seat: "203", hz: 440, mirror: true})
	b.onAir("jana", "203")
	first.says("dial", "sip:204@"+b.ip.String())
	b.works("petr", telephony.Talking)
	holds(second, first)
	first.says("hangup", "")
	b.works("petr", telephony.Idle)
	second.does("quit")
	b.empty()
}

// Phones pass talks on by their own transfer key: blind to a colleague, to a
// queue, to outside within the rules; where they may not, or nobody is there,
// they are told so and the talk goes on (row 58).
//
// Proves: S-XFER-1
func TestWire58PeersBaresipPassesOn(t *testing.T) {
	need(t, "sipp")
	b := newBox(t, "127.66.5.1", "127.66.5.2", outsideLine("127.66.5.4")).start("--sim=false")
	b.sippCalled("127.66.5.4")
	trunk := b.trunkPhone()
	petr := b.linphone("204", 660)
	b.onAir("petr", "204")
	b.ask("off-air", telephony.GoOffAir{Agent: "petr"})
	jana := b.phoneProgram(baresipOptions{ip: "127.66.5.3", seat: "203", hz: 880, config: "sip_trans_def udp"})
	b.onAir("jana", "203")
	talks := func() (*sim.Call, telephony.CallID) {
		t.Helper()
		c, err := trunk.Call(soon(t), "800100200", sim.CallOptions{From: "777123456"})
		if err != nil {
			t.Fatal(err)
		}
		id := b.works("jana", telephony.Talking)
		b.until("a talk", func() bool { return hears(c, 880) })
		return c, id
	}
	passes := func(to string) { t.Helper(); jana.says("transfer", "sip:"+to+"@"+b.ip.String()) }

	c, id := talks()
	for n, to := range []string{"00421905123456", "205", "*8", "nobody"} {
		failed := strings.Count(jana.out.String(), "transfer failure")
		passes(to)
		b.until("a refusal of "+to, func() bool { return strings.Count(jana.out.String(), "transfer failure") > failed })
		if b.snapshot().Calls[0].Held {
			jana.says("resume", "")
		}
		c.Forget()
		b.until("a talk that goes on", func() bool { return hears(c, 880) })
		if n == 0 && !strings.Contains(jana.out.String(), "403") {
			t.Error("a number abroad isn't refused as forbidden")
		}
	}
	passes("204")
	b.until("a customer who hears petr", func() bool { return hears(c, 660) })
	b.works("jana", telephony.Wrapping)
	if got := b.works("petr", telephony.Talking); got == id {
		t.Error("it is the same call")
	}
	c.HangUp()
	b.save("jana", "dál")
	b.works("petr", telephony.Idle)

	c, _ = talks()
	passes("800100300") // a queue
	b.works("jana", telephony.Wrapping)
	b.stage(telephony.StageWaiting, 1)
	c.HangUp()
	b.save("jana", "do fronty")

	c, _ = talks()
	passes("602111222") // outside, within the rules: the line there says 440
	b.works("jana", telephony.Wrapping)
	b.until("a call outside", func() bool {
		return slices.ContainsFunc(b.snapshot().Calls, func(c telephony.CallView) bool { return c.To == "+420602111222" && c.Stage == telephony.StageTalking })
	})
	c.HangUp()
	b.save("jana", "ven")
	petr.does("quit")
	b.empty()
}

// A phone with two calls connects their parties and is out: linphone's attended
// transfer, a REFER with Replaces (row 58).
//
// Proves: S-XFER-1
func TestWire58PeersLinphoneConnectsTwo(t *testing.T) {
	b := newBox(t, "127.66.6.1", "127.66.6.2", nil).start("--sim=false")
	trunk := b.trunkPhone()
	b.phoneProgram(baresipOptions{ip: "127.66.6.3", seat: "204", hz: 660})
	b.onAir("petr", "204")
	b.ask("off-air", telephony.GoOffAir{Agent: "petr"})
	jana := b.linphone("203", 880)
	b.onAir("jana", "203")
	c, err := trunk.Call(soon(t), "800100200", sim.CallOptions{From: "777123456"})
	if err != nil {
		t.Fatal(err)
	}
	b.works("jana", telephony.Talking)
	b.until("a talk", func() bool { return hears(c, 880) })
	jana.does("pause") // it calls nobody in a talk
	b.until("a held customer", func() bool { return b.snapshot().Calls[0].Held })
	jana.does("call sip:204@" + b.ip.String())
	b.works("petr", telephony.Talking)
	jana.does("transfer 1 --to-call 2")
	b.until("a customer who hears petr", func() bool { return hears(c, 660) })
	b.works("jana", telephony.Wrapping)
	c.HangUp()
	b.save("jana", "spojeno")
	b.works("petr", telephony.Idle)
	jana.does("quit")
	b.empty()
}

// trunkPhone is a softphone of ours in the place of the trunk; it says 440 Hz.
func (b *running) trunkPhone() *sim.Phone {
	b.t.Helper()
	return b.phone(sim.Options{Local: netip.MustParseAddr(b.trunk), Stamp: true, Play: func() sim.Source { return sim.Tone(440, -20) }})
}
