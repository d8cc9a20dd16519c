package main

import (
	"net/netip"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

const (
	// audible is a pause in the talk that people hear.
	audible = 40 * time.Millisecond
	// adopted is how soon the operator's page must be right again.
	adopted = 3 * time.Second
	// released is how soon callers are let go when the sound is lost.
	released = 5 * time.Second
)

// rounds is how often to kill: few in every test, many in make soak.
func rounds(few int) int {
	if n, err := strconv.Atoi(os.Getenv("SPOJKA_SOAK")); err == nil {
		return n
	}
	return few
}

// conversation is a caller and an operator, on phones of ours that stamp what
// they send.
type conversation struct {
	b              *running
	caller, called *sim.Call
	began          time.Time
}

// pair opens the phones: the trunk, and one at seat 203 that answers at once.
// Calls that the seat answered come in the channel.
func (b *running) pair(seatIP string) (trunk *sim.Phone, answered chan *sim.Call) {
	b.t.Helper()
	answered = make(chan *sim.Call, 10)
	seat := b.phone(sim.Options{
		Local: netip.MustParseAddr(seatIP), User: "203", Password: b.passwords["203"], Stamp: true,
		Play: func() sim.Source { return sim.Tone(880, -20) },
		OnRing: func(c *sim.Call) {
			if err := c.Answer(); err == nil {
				answered <- c
			}
		},
	})
	if err := seat.Register(soon(b.t)); err != nil {
		b.t.Fatal(err)
	}
	trunk = b.trunkPhone()
	b.onAir("jana", "203")
	return trunk, answered
}

// talk brings a call to where both hear each other.
func (b *running) talk(trunk *sim.Phone, answered chan *sim.Call) conversation {
	b.t.Helper()
	call := ringsIn(b.t, trunk, "800100200")
	c := conversation{b: b, caller: call}
	select {
	case c.called = <-answered:
	case <-soon(b.t).Done():
		b.t.Fatal("the operator's phone never rang")
	}
	c.began = time.Now()
	if err := call.Await(soon(b.t), sim.Talking); err != nil {
		b.t.Fatal(err)
	}
	b.until("a talk that both hear", func() bool {
		return hears(c.caller, 880) && hears(c.called, 440)
	})
	c.caller.Forget()
	c.called.Forget()
	return c
}

// hears says that a phone heard a tone in the newest half second.
func hears(c *sim.Call, hz float64) bool {
	heard := c.Heard()
	return len(heard) >= 4000 && sim.Has(heard[len(heard)-4000:], hz)
}

// unbroken fails the test when one of the two missed something.
func (c conversation) unbroken() {
	c.b.t.Helper()
	for name, call := range map[string]*sim.Call{"caller": c.caller, "operator": c.called} {
		f := call.Figures()
		c.b.t.Logf("%s: %d packets, %d lost, longest pause %s, added by the box %s", name, f.Received, f.Lost, f.Longest, f.Worst)
		if f.Worst > audible || f.Lost > 0 || f.Received == 0 {
			c.b.t.Errorf("the %s heard a gap: %+v", name, f)
		}
	}
}

// recorded fails the test unless the recording holds the whole talk, but for
// what the phones themselves left out.
func (c conversation) recorded(id telephony.RecordingID, talked time.Duration) {
	t := c.b.t
	t.Helper()
	caller, called := c.b.recording(id)
	for name, ch := range map[string]struct {
		samples []int16
		hz      float64
		heardBy *sim.Call
	}{"caller": {caller, 440, c.called}, "operator": {called, 880, c.caller}} {
		length := time.Duration(len(ch.samples)) * time.Second / 8000
		if length < talked-time.Second || length > talked+2*time.Second {
			t.Errorf("%s: %s are recorded of %s", name, length, talked)
		}
		const edge, window = 4000, 40 * time.Millisecond // edge: half a second
		if len(ch.samples) < 2*edge {
			continue
		}
		f := ch.heardBy.Figures()
		may := 2 + int(f.Rested/window) + 2*f.Rests
		with, all := sim.Windows(ch.samples[edge:len(ch.samples)-edge], int(window.Milliseconds()), ch.hz)
		if with < all-may {
			t.Errorf("%s: the tone is missing in %d of %d windows of 40 ms; the phone left out %s", name, all-with, all, f.Rested)
		}
	}
}

// Proves: W-CC-12
func TestKillBrainInMidCall(t *testing.T) {
	b := newBox(t, "127.43.1.1", "127.43.1.2", nil).start("--sim=false")
	trunk, answered := b.pair("127.43.1.3")
	for round := range rounds(10) {
		c := b.talk(trunk, answered)
		id := b.works("jana", telephony.Talking)
		b.onDisk()
		killed := time.Now()
		b.kill("brain")
		if call := b.works("jana", telephony.Talking); call != id {
			t.Errorf("the next brain has her in call %s, it was %s", call, id)
		}
		if took := time.Since(killed); took > adopted {
			t.Errorf("the page was right again after %s", took)
		} else {
			t.Logf("round %d: adopted after %s", round+1, took)
		}
		c.goesOn()
		c.unbroken()
		talked := time.Since(c.began)
		if round%2 == 0 {
			c.caller.HangUp()
			_ = c.called.Await(soon(t), sim.Ended)
		} else {
			c.called.HangUp()
			_ = c.caller.Await(soon(t), sim.Ended)
		}
		b.save("jana", "přežil")
		r := b.record(id)
		if r.State != telephony.ProcessSaved || r.Outcome != telephony.OutcomeAnswered {
			t.Errorf("the call stands in the list as %+v", r)
		}
		c.recorded(r.Recording, talked)
		b.works("jana", telephony.Idle)
		if t.Failed() {
			return
		}
	}
	b.audited()
}

// The brain is killed before the answer of a call is on the disk: the next one
// knows of no answer and offers the call anew. What is said then is recorded
// under an id of its own, though the tape holds what was said before.
//
// Proves: W-CC-13
func TestKillBrainBeforeTheAnswerIsOnDisk(t *testing.T) {
	b := newBox(t, "127.43.4.1", "127.43.4.2", nil).start("--sim=false", "--sync-delay=700ms")
	o := b.open("203")
	c := conversation{b: b, caller: o.call("800100200")}
	first := o.ring("203")
	b.onDisk()
	if err := first.Answer(); err != nil {
		t.Fatal(err)
	}
	b.until("sound for the operator", func() bool { return first.Figures().Received > 0 })
	b.kill("brain")
	over(t, "the phone of the lost answer", first)
	c.called = o.ring("203")
	if err := c.called.Answer(); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	id := b.works("jana", telephony.Talking)
	b.until("a talk that both hear again", func() bool { return hears(c.caller, 880) && hears(c.called, 440) })
	c.caller.Forget()
	c.called.Forget()
	c.goesOn()
	talked := time.Since(began)
	c.caller.HangUp()
	b.save("jana", "podruhé")
	rec := b.record(id).Recording
	if rec == id.Recording(1) {
		t.Errorf("%s is given again", rec)
	}
	c.recorded(rec, talked)
}

// goesOn waits until a second's worth of packets more was heard on both sides.
func (c conversation) goesOn() {
	c.b.t.Helper()
	from := [2]uint64{c.caller.Figures().Received, c.called.Figures().Received}
	defer func() {
		if c.b.t.Failed() {
			c.b.t.Logf("the caller is %s, the operator %s, the box has %v; from %v: %+v, %+v",
				c.caller.State(), c.called.State(), c.b.stages(), from, c.caller.Figures(), c.called.Figures())
		}
	}()
	c.b.until("the talk going on", func() bool {
		return c.caller.Figures().Received > from[0]+50 && c.called.Figures().Received > from[1]+50
	})
}

func TestKillMediaReleasesCallers(t *testing.T) {
	b := newBox(t, "127.43.2.1", "127.43.2.2", nil).start("--sim=false")
	trunk, answered := b.pair("127.43.2.3")
	c := b.talk(trunk, answered)
	id := b.works("jana", telephony.Talking)
	waiting, err := trunk.Call(soon(t), "800100200", sim.CallOptions{From: "777123457"})
	if err != nil {
		t.Fatal(err)
	}
	if err := waiting.Await(soon(t), sim.Talking); err != nil {
		t.Fatal(err)
	}
	c.goesOn()
	c.goesOn()
	talked := time.Since(c.began)
	killed := time.Now()
	b.kill("media")
	c.letGo("caller", c.caller, killed)
	c.letGo("operator", c.called, killed)
	c.letGo("waiting caller", waiting, killed)
	b.until("an operator without a call", func() bool { return b.agent("jana").Work != telephony.Talking })
	r := b.record(id)
	if r.Outcome != telephony.OutcomeAnswered || r.State == telephony.ProcessSaved || r.State == telephony.ProcessNone {
		t.Errorf("the call stands in the list as %+v", r)
	}
	c.recorded(r.Recording, talked)
	b.save("jana", "zvuk se ztratil")
	b.works("jana", telephony.Idle)
	c = b.talk(trunk, answered) // the next sound process serves
	c.goesOn()
	c.unbroken()
	c.caller.HangUp()
	b.save("jana", "")
}

// letGo waits until the box has ended a call by itself.
func (c conversation) letGo(who string, call *sim.Call, since time.Time) {
	c.b.t.Helper()
	if err := call.Await(soon(c.b.t), sim.Ended); err != nil {
		c.b.t.Fatalf("the %s was never released: %v", who, err)
	}
	if took := time.Since(since); took > released {
		c.b.t.Errorf("the %s was released after %s", who, took)
	}
}

// Killed all at once, as by a power cut: what was saved is there afterwards.
func TestKillEverything(t *testing.T) {
	b := newBox(t, "127.43.3.1", "127.43.3.2", nil).start("--sim=false")
	trunk, answered := b.pair("127.43.3.3")
	for range rounds(3) {
		c := b.talk(trunk, answered)
		c.goesOn()
		c.caller.HangUp()
		saved := b.save("jana", "uloženo")
		c = b.talk(trunk, answered)
		c.goesOn()
		b.onDisk()
		b.killAll()
		b.start()
		c.letGo("caller", c.caller, time.Now())
		c.letGo("operator", c.called, time.Now())
		if r := b.record(saved); r.State != telephony.ProcessSaved || r.Note != "uloženo" {
			t.Errorf("what was saved stands in the list as %+v", r)
		}
		b.until("no call", func() bool { return b.agent("jana").Work != telephony.Talking })
		if b.agent("jana").Work == telephony.Wrapping {
			b.save("jana", "přerušeno")
		}
		b.onAir("jana", "203")
	}
}
