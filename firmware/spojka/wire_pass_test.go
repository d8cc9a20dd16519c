package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/flight"
	"github.com/spojka/spojka/telephony/sim"
)

// passing is an office whose operator jana has a phone of others at 203 and
// passes its talks on; eva, of the accounts queue, answers at 204.
type passing struct {
	*running
	trunk *sim.Phone
	eva   *linphone // says 660
}

func newPassing(t *testing.T, n int, change func(*telephony.Office)) *passing {
	t.Helper()
	b := newBox(t, fmt.Sprintf("127.74.%d.1", n), fmt.Sprintf("127.74.%d.2", n), change).start("--sim=false")
	w := &passing{running: b, trunk: b.trunkPhone(), eva: b.linphone("204", 660)}
	b.onAir("eva", "204")
	return w
}

// talks lets a customer ring in and talk with jana, whose phone says 880.
func (w *passing) talks() (*sim.Call, telephony.CallID) {
	w.t.Helper()
	c := ringsIn(w.t, w.trunk, "800100200")
	id := w.works("jana", telephony.Talking)
	w.until("a talk", func() bool { return hears(c, 880) })
	return c, id
}

// ends hangs up and lets both operators do what is left to do.
func (w *passing) ends(c *sim.Call, save ...telephony.AgentID) {
	w.t.Helper()
	c.HangUp()
	for _, a := range save {
		w.works(a, telephony.Wrapping)
		w.save(a, "dál")
	}
	w.works("jana", telephony.Idle)
	w.works("eva", telephony.Idle)
}

// told counts the phone's messages of a call that hold a text.
func (w *passing) told(id telephony.CallID, text string) (n int) {
	w.t.Helper()
	r, err := flight.Open(flight.Options{Dir: filepath.Join(w.dir, "flight"), Now: func() telephony.Moment { return telephony.Moment{} }})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, s := range r.Trace(id).Signals {
		if bytes.Contains(s.Text, []byte(text)) {
			n++
		}
	}
	return n
}

// A real phone passes its customer on by its transfer key, blind: to a
// colleague who is busy, so that its own phone is rung again; to one who
// answers; to a queue (row 58). Each part is a recording of its own, with the
// customer on the right.
//
// Proves: S-XFER-1, S-XFER-4, W-CC-12, D-38
func TestWire58PeersBaresipPassesOn(t *testing.T) {
	w := newPassing(t, 5, nil)
	busy := w.phone(sim.Options{Local: w.ip.Next().Next().Next(), User: "201", Password: w.passwords["201"], OnRing: func(c *sim.Call) { _ = c.Refuse(486) }})
	if err := busy.Register(soon(t)); err != nil {
		t.Fatal(err)
	}
	jana := w.phoneProgram(baresipOptions{ip: w.ip.Next().Next().String(), seat: "203", hz: 880})
	w.onAir("jana", "203")
	passes := func(to string) { t.Helper(); jana.says("transfer", "sip:"+to+"@"+w.ip.String()) }

	c, _ := w.talks()
	passes("201")
	w.works("jana", telephony.Wrapping)
	c.Forget()
	w.until("the customer back at jana's phone", func() bool { return hears(c, 880) })
	w.ends(c, "jana")

	for _, to := range []string{"204", "800100300"} {
		c, first := w.talks()
		w.hearsLong("a customer who hears jana for long", c, 880)
		passes(to)
		w.hearsLong("a customer who hears eva", c, 660)
		then := w.works("eva", telephony.Talking)
		if to == "204" {
			w.ends(c, "jana")
		} else {
			w.ends(c, "jana", "eva")
		}
		w.sides(first, "+420777123456", 440, 880)
		w.sides(then, "+420777123456", 440, 660)
	}
	w.eva.does("quit")
	w.empty()
}

// A call that a real phone made itself, to somebody outside, goes on to a
// colleague, another one into a queue, by the phone's key and by a wish of the
// page: its operator hears who is there and is heard, and the list tells that it
// goes on from the first.
//
// Proves: S-XFER-8, S-OUT-18
func TestWire58PeersBaresipPassesOnWhatItDialled(t *testing.T) {
	const outside = "127.74.6.6"
	w := newPassing(t, 6, outsideLine(outside))
	line := w.phoneProgram(baresipOptions{ip: outside, seat: "602111222", hz: 550, customer: true})
	w.until("a line to the outside", func() bool { return w.line("ven").Up })
	jana := w.phoneProgram(baresipOptions{ip: w.ip.Next().Next().String(), seat: "203", hz: 880})
	w.onAir("jana", "203")
	there, here := line.ear(), w.eva.ear(w.running)
	for _, to := range []string{"204", "800100300", "page"} {
		jana.says("dial", "sip:602111222@"+w.ip.String())
		first := w.works("jana", telephony.Talking)
		there("jana", has(880))
		if to == "page" {
			w.ask("transfer", telephony.Transfer{Agent: "jana", Call: first, Queue: "uctarna", Prefer: "eva"})
		} else {
			jana.says("transfer", "sip:"+to+"@"+w.ip.String())
		}
		there("eva", has(660))
		here("who was called", has(550))
		w.works("jana", telephony.Idle)
		then := w.works("eva", telephony.Talking)
		line.says("hangup", "")
		if to != "204" {
			w.works("eva", telephony.Wrapping)
			w.save("eva", "z hovoru ven")
			if r := w.record(then); r.From != "+420602111222" || r.Queue != "uctarna" || r.Came == nil || r.Came.Call != first || r.Came.Agent != "jana" {
				t.Errorf("the call stands in the list as %+v", r)
			}
		}
		w.works("eva", telephony.Idle)
		if r := w.record(first); r.Then != then || r.Why != telephony.ByTransfer {
			t.Errorf("the first call stands in the list as %+v", r)
		}
	}
	w.eva.does("quit")
	w.empty()
}

// Where a phone may not pass its talk on to, or nobody is, it is told so, and
// the talk goes on. It is linphone that does so: baresip 1.0 hangs up when its
// REFER comes to nothing.
//
// Proves: S-XFER-1
func TestWire58PeersLinphoneMayNot(t *testing.T) {
	w := newPassing(t, 7, func(o *telephony.Office) {
		i := slices.IndexFunc(o.Queues, func(q telephony.Queue) bool { return q.ID == "uctarna" })
		o.Queues[i].Disabled = true
	})
	jana := w.linphone("203", 880)
	w.onAir("jana", "203")
	c, id := w.talks()
	for _, refusal := range []struct{ to, told string }{
		{"00421905123456", "SIP/2.0 403"}, {"205", "SIP/2.0 403"}, {"800100300", "SIP/2.0 480"}, {"0", "SIP/2.0 404"},
	} {
		told := func() int { return w.told(id, "\r\n\r\n"+refusal.told) }
		before := told()
		jana.does("transfer 1 sip:" + refusal.to + "@" + w.ip.String())
		w.until("a refusal of "+refusal.to, func() bool { return told() > before })
		c.Forget()
		w.until("a talk that goes on", func() bool { return hears(c, 880) })
	}
	if got := w.works("jana", telephony.Talking); got != id {
		t.Error("it is another call")
	}
	if strings.Contains(w.out.String(), "panic") {
		t.Error("something panicked")
	}
	w.ends(c, "jana")
	jana.does("quit")
	w.eva.does("quit")
	w.empty()
}
