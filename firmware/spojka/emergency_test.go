package main

import (
	"fmt"
	"net/netip"
	"os"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// outsideWorld is a line to the outside that answers every call, and counts.
func (b *running) outsideWorld(at string) *atomic.Int64 {
	b.t.Helper()
	var rang atomic.Int64
	b.phone(sim.Options{Local: netip.MustParseAddr(at), Port: 5060, OnRing: func(c *sim.Call) {
		rang.Add(1)
		c.Answer()
	}})
	b.until("a line to the outside", func() bool {
		return slices.ContainsFunc(b.snapshot().Trunks, func(t telephony.TrunkView) bool { return t.ID == "ven" && t.Up })
	})
	return &rang
}

// desk203 is the phone at seat 203.
func (b *running) desk203(at string) *sim.Phone {
	b.t.Helper()
	p := b.phone(sim.Options{Local: netip.MustParseAddr(at), User: "203", Password: b.passwords["203"]})
	if err := p.Register(soon(b.t)); err != nil {
		b.t.Fatal(err)
	}
	return p
}

// emergencies calls 112 so many times while strangers flood the box, from a
// seat at which nobody sits, and says how long each took to be answered.
func emergencies(t *testing.T, ip string, n int) (took []time.Duration) {
	t.Helper()
	b := newBox(t, ip+".1", ip+".2", outsideLine(ip+".4")).start("--sim=false")
	rang := b.outsideWorld(ip + ".4")
	p := b.desk203(ip + ".3")
	stop, poured := make(chan struct{}), make(chan int, 1)
	go func() { poured <- pour(t, b.sip(), "INVITE", stop) }()
	pace := time.NewTicker(250 * time.Millisecond) // thousands of packets between two calls
	defer pace.Stop()
	for range n {
		<-pace.C
		began := time.Now()
		c, err := p.Call(soon(t), "112", sim.CallOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Await(soon(t), sim.Talking); err != nil {
			t.Errorf("112 was not answered: %v", err)
			continue
		}
		took = append(took, time.Since(began))
		c.HangUp()
	}
	close(stop)
	if sent := <-poured; sent < n*100 {
		t.Errorf("only %d packets of strangers came meanwhile", sent)
	}
	if got := rang.Load(); got != int64(n) {
		t.Errorf("%d calls reached the line, want %d", got, n)
	}
	list, err := b.control.Calls(telephony.CallFilter{})
	if err != nil || len(list) != n || !list[0].Emergency || list[0].To != "112" {
		t.Errorf("%d calls stand in the list, the newest %+v: %v", len(list), list[:min(1, len(list))], err)
	}
	b.until("supervisors are told of each", func() bool {
		a := b.snapshot().Alerts
		return len(a) == n && a[0].What == telephony.AlertEmergency && a[0].Seat == "203"
	})
	return took
}

// FAULTS 32: an emergency call gets through while the box is flooded.
//
// Proves: P-EMERG-1
func TestPeersEmergencyWhileFlooded(t *testing.T) { emergencies(t, "127.52.3", 3) }

// The same twenty times, with the figure beside its limit.
func TestLongEmergencyWhileFlooded(t *testing.T) {
	if os.Getenv("SPOJKA_SOAK") == "" {
		t.Skip("only in make soak")
	}
	took := emergencies(t, "127.52.4", 20)
	slices.Sort(took)
	f := figure{what: "112 while flooded: slowest of twenty", value: ms(took[len(took)-1]), limit: 2000, unit: "ms"}
	t.Log(f)
	if len(took) != 20 || !f.ok() {
		t.Errorf("missed: %s", f)
	}
}

// FAULTS 13: a stolen password calls abroad at night. The list of countries,
// the calls at once and the alarm hold; nothing reaches the line but what the
// office allows.
func TestPeersStolenPassword(t *testing.T) {
	allow := func(o *telephony.Office) {
		outsideLine("127.52.5.4")(o)
		o.Outward = telephony.Outward{Countries: []string{"421"}, AbroadCalls: 2, SeatCalls: 5}
	}
	b := newBox(t, "127.52.5.1", "127.52.5.2", allow).start("--sim=false")
	rang := b.outsideWorld("127.52.5.4")
	p := b.desk203("127.52.5.3")
	for i := range 20 {
		to := fmt.Sprintf("003725512%04d", i)
		if i%2 == 0 {
			to = fmt.Sprintf("00421905%06d", i)
		}
		c, err := p.Call(soon(t), to, sim.CallOptions{})
		if err != nil {
			t.Fatal(err)
		}
		state := sim.Ended
		if i == 0 || i == 2 {
			state = sim.Talking
		}
		if err := c.Await(soon(t), state); err != nil {
			t.Errorf("call %d to %s: %v", i, to, err)
		}
	}
	if got := rang.Load(); got > 2 {
		t.Errorf("%d calls reached the line, two are allowed", got)
	}
	b.until("an alarm", func() bool {
		return slices.ContainsFunc(b.snapshot().Alerts, func(a telephony.Alert) bool { return a.What == telephony.AlertFraud && a.Seat == "203" })
	})
}
