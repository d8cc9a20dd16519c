package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// kinds of calls that a trunk makes, by what is odd about them.
var oddCalls = []struct {
	name string
	make func(c *rawCall)
}{
	{"answered, hung up by the caller", func(c *rawCall) { c.upTo(200); c.ack(); c.pause(300); c.bye() }},
	{"refused: nobody's number", func(c *rawCall) { c.to = "999"; c.upTo(400); c.ack() }},
	{"cancelled at some moment", func(c *rawCall) { c.invite(); c.pause(40); c.cancel(1) }},
	{"cancelled two hundred times", func(c *rawCall) { c.invite(); c.cancel(200) }},
	{"cancelled before it rang", func(c *rawCall) { c.cancel(1); c.invite(); c.cancel(1) }},
	{"by two ways at once", func(c *rawCall) {
		c.invite()
		c.branch += "x"
		c.invite()
		c.upTo(200)
		c.ack()
		c.bye()
	}},
	{"the ACK is late", func(c *rawCall) { c.upTo(200); time.Sleep(1200 * time.Millisecond); c.ack(); c.bye() }},
	{"BYE before the ACK", func(c *rawCall) { c.upTo(200); c.bye(); c.ack() }},
	{"BYE five times", func(c *rawCall) {
		c.upTo(200)
		c.ack()
		c.bye()
		c.bye()
		c.bye()
		c.bye()
		c.bye()
	}},
	{"BYE from both sides", func(c *rawCall) { c.upTo(200); c.ack(); c.pause(500); c.r.b.hangUpTalks(); c.bye() }},
	{"re-INVITEs on top of each other", func(c *rawCall) {
		c.upTo(200)
		c.ack()
		c.again()
		c.again()
		c.pause(200)
		c.bye()
	}},
	{"an INVITE with nonsense for sound", func(c *rawCall) { c.body = "v=0\r\nm=image 0 x y\r\n"; c.upTo(400); c.ack() }},
	{"REFER after the end", func(c *rawCall) { c.upTo(200); c.ack(); c.bye(); c.refer(); c.pause(100) }},
	{"late offer, no answer in the ACK", func(c *rawCall) { c.body = ""; c.upTo(200); c.ack(); c.pause(200) }},
}

// slowCalls end by the box alone, a minute after their peer was heard of last:
// they are for the soak, and told in milliseconds where time is made
// (TestWire51AckNeverComes, TestFault08Confirm).
var slowCalls = []func(c *rawCall){
	func(c *rawCall) { c.upTo(200); c.vanish() },          // no ACK, nothing more
	func(c *rawCall) { c.upTo(200); c.ack(); c.vanish() }, // no sound, no BYE, no answer to a probe
	func(c *rawCall) { c.invite(); c.vanish() },
}

// However calls go, nothing of them is left in the box: no leg, port,
// goroutine, transaction or file (FAULTS 9, 25).
func TestPeersLeaveNothing(t *testing.T) {
	n, late := 150, slowCalls
	if os.Getenv("SPOJKA_SOAK") != "" {
		n = max(1000, rounds(n)*len(oddCalls))
	} else {
		late = nil
	}
	b := newBench(t)
	b.start("--sim=false")
	b.staff("1000", "1001", "1002")
	r := newRawTrunk(t, b)
	r.whole(20, 10) // pools of ports and of everything else have their size
	b.atRest(t)
	before := b.leftovers(t)
	var slow sync.WaitGroup
	for _, do := range late {
		slow.Go(func() { do(r.call(0)) })
	}
	r.whole(n, 10)
	slow.Wait()
	b.atRest(t)
	after := b.leftovers(t)
	for end := time.Now().Add(45 * time.Second); (after.Goroutines > before.Goroutines || after.Files > before.Files) && time.Now().Before(end); {
		time.Sleep(time.Second) // connections to its control socket, ours, are idle for half a minute
		after = b.leftovers(t)
	}
	t.Logf("%d calls: %+v before, %+v after", n, before, after)
	what := fmt.Sprintf("%d calls of %d kinds: ", n, len(oddCalls))
	printed(t, figure{what: what + "goroutines left", value: float64(after.Goroutines - before.Goroutines), limit: 0.5})
	printed(t, figure{what: what + "files left", value: float64(after.Files - before.Files), limit: 0.5})
	printed(t, figure{what: what + "panics", value: float64(after.Panics), limit: 0.5})
	printed(t, figure{what: what + "the desk and the wire disagreed", value: float64(after.WireFixed), limit: 0.5})
}

// whole makes n calls of mixed kinds, some at a time.
func (r *rawTrunk) whole(n, atOnce int) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range atOnce {
		all.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				oddCalls[i%len(oddCalls)].make(r.call(i))
			}
		})
	}
	all.Wait()
}

// staff puts operators on air whose phones answer, refuse or ring at random,
// and lets them save.
func (b *bench) staff(seats ...telephony.SeatID) {
	at := b.ip.Next().Next() // the phones' address in the bench
	for i, seat := range seats {
		p := b.phone(sim.Options{Local: at, User: string(seat), Password: b.passwords[seat], OnRing: func(c *sim.Call) {
			switch rand.IntN(6) {
			case 0:
				c.Refuse(486)
			case 1: // rings until somebody gives up
			default:
				c.Answer()
			}
		}})
		if err := p.Register(soon(b.t)); err != nil {
			b.t.Fatal(err)
		}
		b.onAir(telephony.AgentID(fmt.Sprintf("agent%d", i)), seat)
	}
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				b.clerk()
			}
		}
	}()
	b.t.Cleanup(func() { close(stop); <-done })
}

// clerk saves what is to be saved and brings everybody back on air.
func (b *bench) clerk() {
	s, err := b.control.Snapshot()
	if err != nil {
		return
	}
	for _, a := range s.Agents {
		switch {
		case a.Work == telephony.Wrapping:
			_ = b.control.Ask("save", telephony.SaveCall{Agent: a.ID, Call: a.Call, Form: telephony.SaveForm{Unknown: true}})
		case a.Seat != "" && a.Presence != telephony.OnAir:
			_ = b.control.Ask("on-air", telephony.GoOnAir{Agent: a.ID})
		}
	}
}

// hangUpTalks lets every operator who talks hang up.
func (b *bench) hangUpTalks() {
	if s, err := b.control.Snapshot(); err == nil {
		for _, a := range s.Agents {
			if a.Work == telephony.Talking {
				_ = b.control.Ask("hang-up", telephony.HangUp{Agent: a.ID})
			}
		}
	}
}

// atRest waits until no call is left anywhere.
func (b *bench) atRest(t testing.TB) {
	t.Helper()
	for end := time.Now().Add(90 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		f := b.leftovers(t)
		if f.Legs+f.SoundLegs+f.Wire.Dialogs+f.Wire.Open+f.Wire.Streams == 0 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("the box never came to rest: %+v", f)
		}
	}
}

// leftovers are the figures of the box.
func (b *bench) leftovers(t testing.TB) (f boxFigures) {
	t.Helper()
	if err := b.control.Figures(&f); err != nil {
		t.Fatal(err)
	}
	return f
}
