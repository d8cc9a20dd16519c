package main

import (
	"context"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// says runs the program to its end and gives what it said. It is not to take
// longer than a person would wait.
func says(t testing.TB, args ...string) (string, error) {
	t.Helper()
	program, err := build()
	if err != nil {
		t.Fatal(err)
	}
	built.Store(true)
	ctx, stop := context.WithTimeout(context.Background(), 20*time.Second)
	defer stop()
	out, err := exec.CommandContext(ctx, program, args...).CombinedOutput()
	if ctx.Err() != nil {
		t.Errorf("spojka %s: it did not end", strings.Join(args, " "))
	}
	return string(out), err
}

// gone waits until processes are gone.
func (b *running) gone(pids map[string]int) {
	b.t.Helper()
	for name, pid := range pids {
		b.until("the end of "+name, func() bool { return !lives(pid) })
	}
}

// lives says that a thread of a process runs; one that only waits to be buried
// doesn't. The first may have ended while others still hold its ports.
func lives(pid int) bool {
	threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", pid))
	return slices.ContainsFunc(threads, func(path string) bool {
		stat, err := os.ReadFile(path)
		return err == nil && !strings.Contains(string(stat), ") Z ")
	})
}

// interrupt stops the box as Ctrl-C does and tells how long it took.
func (b *running) interrupt() time.Duration {
	b.t.Helper()
	took, err := b.interrupted()
	if err != nil {
		b.t.Errorf("an interrupted box ends with %v", err)
	}
	return took
}

// interrupted tells how the box ended, too.
func (b *running) interrupted() (time.Duration, error) {
	b.t.Helper()
	pids, began := b.pids(), time.Now()
	if err := b.cmd.Process.Signal(os.Interrupt); err != nil {
		b.t.Fatal(err)
	}
	how := b.cmd.Wait()
	took := time.Since(began)
	b.cmd = nil
	b.gone(pids)
	return took, how
}

// office is seats with people on air, on phones that ring until the test says
// otherwise.
type floor struct {
	*running
	trunk *sim.Phone
	rings map[telephony.SeatID]chan *sim.Call
}

// people of the example office and where they sit in these tests.
var people = map[telephony.SeatID]telephony.AgentID{"201": "petr", "203": "jana", "204": "eva"}

// open registers phones at seats and signs their people on. Phones are at the
// trunk's address with the last number counted on.
func (b *running) open(seats ...telephony.SeatID) *floor {
	b.t.Helper()
	o := &floor{running: b, rings: map[telephony.SeatID]chan *sim.Call{}}
	at := netip.MustParseAddr(b.trunk)
	o.trunk = b.phone(sim.Options{Local: at, Stamp: true, Play: func() sim.Source { return sim.Tone(440, -20) }})
	for _, seat := range seats {
		at = at.Next()
		o.sit(seat, at)
	}
	return o
}

// sit puts a phone at a seat and its operator on air.
func (o *floor) sit(seat telephony.SeatID, at netip.Addr) {
	o.t.Helper()
	rings := make(chan *sim.Call, 1000)
	o.rings[seat] = rings
	p := o.phone(sim.Options{
		Local: at, User: string(seat), Password: o.passwords[seat], Stamp: true,
		Play:   func() sim.Source { return sim.Tone(880, -20) },
		OnRing: func(c *sim.Call) { rings <- c },
	})
	if err := p.Register(soon(o.t)); err != nil {
		o.t.Fatal(err)
	}
	o.onAir(people[seat], seat)
}

// call rings in and waits until the box has answered.
func (o *floor) call(to string) *sim.Call {
	o.t.Helper()
	c, err := o.trunk.Call(soon(o.t), to, sim.CallOptions{From: "777123456"})
	if err != nil {
		o.t.Fatal(err)
	}
	if err := c.Await(soon(o.t), sim.Talking); err != nil {
		o.t.Fatal(err)
	}
	return c
}

// ring waits until the phone at a seat rings.
func (o *floor) ring(seat telephony.SeatID) *sim.Call {
	o.t.Helper()
	select {
	case c := <-o.rings[seat]:
		return c
	case <-soon(o.t).Done():
		o.t.Fatalf("the phone at %s never rang", seat)
		return nil
	}
}

// talking brings a customer and the operator at a seat together.
func (o *floor) talking(seat telephony.SeatID) conversation {
	o.t.Helper()
	c := conversation{b: o.running, caller: o.call("800100200")}
	c.called = o.ring(seat)
	if err := c.called.Answer(); err != nil {
		o.t.Fatal(err)
	}
	c.began = time.Now()
	o.works(people[seat], telephony.Talking)
	o.until("a talk that both hear", func() bool { return hears(c.caller, 880) && hears(c.called, 440) })
	return c
}

// over waits until a party knows that its call is over.
func over(t testing.TB, who string, c *sim.Call) {
	t.Helper()
	if err := c.Await(soon(t), sim.Ended); err != nil {
		t.Errorf("%s was told of no end: %v", who, err)
	}
}

// stages counts the unfinished calls.
func (b *running) stages() map[telephony.Stage]int {
	n := map[telephony.Stage]int{}
	if s, err := b.control.Snapshot(); err == nil {
		for _, c := range s.Calls {
			n[c.Stage]++
		}
	}
	return n
}

// stage waits until so many calls are at a stage.
func (b *running) stage(s telephony.Stage, n int) {
	b.t.Helper()
	b.until("calls that are "+string(s), func() bool { return b.stages()[s] == n })
}

// netipNext is the address n after another.
func netipNext(ip string, n int) netip.Addr {
	a := netip.MustParseAddr(ip)
	for range n {
		a = a.Next()
	}
	return a
}
