package main

import (
	"net/netip"
	"sync"
	"testing"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// An operator works by his phone alone: he goes on a break and back by its
// keys, picks up a colleague's call by star code, holds it by a key of the
// panel, and saves it by the number of its reason.
//
// Proves: D-45, S-BREAK-5
func TestBoxIsWorkedByPhone(t *testing.T) {
	b := newBox(t, "127.58.3.1", "127.58.3.2", nil).start("--sim=false")
	o := b.open("203")
	petr := b.phone(sim.Options{
		Local: netip.MustParseAddr("127.58.3.9"), User: "204", Password: b.passwords["204"],
		Play: func() sim.Source { return sim.Tone(660, -20) },
	})
	if err := petr.Register(soon(t)); err != nil {
		t.Fatal(err)
	}
	b.onAir("petr", "204")
	dial := func(name string) *sim.Call {
		t.Helper()
		c, err := petr.Call(soon(t), name, sim.CallOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	press := func(name string, code int) {
		t.Helper()
		c := dial(name)
		b.until(name, func() bool { return c.State() == sim.Ended })
		if got, why := c.End(); got != code {
			t.Errorf("%s ended with %d, %s", name, got, why)
		}
	}
	press("*8", 403)
	press("break-1", 0)
	if a := b.agent("petr"); a.Presence != telephony.OffAir || a.Break == "" {
		t.Errorf("after the key of a break: %+v", a)
	}
	customer := o.call("800100200")
	rung := o.ring("203")
	mine := dial("*8203")
	if err := mine.Await(soon(t), sim.Talking); err != nil {
		t.Fatal(err)
	}
	b.until("the colleague's phone is silent", func() bool { return rung.State() == sim.Ended })
	b.until("both hear", func() bool { return hears(customer, 660) && hears(mine, 440) })
	if _, why := rung.End(); why != "answered elsewhere" {
		t.Errorf("the colleague's phone shows a missed call: %s", why)
	}
	b.ask("hold", telephony.HoldCall{Agent: "petr"})
	b.until("hold", func() bool { return mine.Held() && b.snapshot().Calls[0].Held })
	b.ask("hold", telephony.HoldCall{Agent: "petr"})
	b.until("no hold", func() bool { return !mine.Held() && !b.snapshot().Calls[0].Held })
	call := b.works("petr", telephony.Talking)
	customer.HangUp()
	b.works("petr", telephony.Wrapping)
	press("*7111", 0)
	if r := b.record(call); r.State != telephony.ProcessSaved || r.AgentName == "" || len(r.Reasons) != 3 || r.Agent != "petr" {
		t.Errorf("the call stands in the list as %+v", r)
	}
	press("on-air", 0) // Save has put him on air again
	if a := b.agent("petr"); a.Presence != telephony.OffAir {
		t.Errorf("after its key: %+v", a)
	}
}

// Two phones pick up the same ringing call at once: exactly one has it, the
// other is told so, and the one who has it keeps it.
func TestBoxPickUpRace(t *testing.T) {
	b := newBox(t, "127.66.2.1", "127.66.2.2", nil).start("--sim=false")
	o := b.open("203")
	var racers [2]*sim.Phone
	for i, who := range []struct {
		agent telephony.AgentID
		seat  telephony.SeatID
	}{{"petr", "204"}, {"eva", "201"}} {
		racers[i] = b.phone(sim.Options{
			Local: netip.AddrFrom4([4]byte{127, 66, 2, byte(10 + i)}), User: string(who.seat), Password: b.passwords[who.seat],
			Play: func() sim.Source { return sim.Tone(660, -20) },
		})
		if err := racers[i].Register(soon(t)); err != nil {
			t.Fatal(err)
		}
		b.onAir(who.agent, who.seat)
		b.ask("off-air", telephony.GoOffAir{Agent: who.agent})
	}
	for range 8 {
		customer := o.call("800100200")
		o.ring("203")
		var calls [2]*sim.Call
		var dialling sync.WaitGroup
		for i, p := range racers {
			dialling.Go(func() { calls[i], _ = p.Call(soon(t), "*8", sim.CallOptions{}) })
		}
		dialling.Wait()
		b.until("a winner", func() bool { return calls[0].State() == sim.Talking || calls[1].State() == sim.Talking })
		won, lost, who := calls[0], calls[1], telephony.AgentID("petr")
		if calls[1].State() == sim.Talking {
			won, lost, who = calls[1], calls[0], "eva"
		}
		b.until("a loser", func() bool { return lost.State() == sim.Ended })
		if code, _ := lost.End(); code != 403 {
			t.Errorf("the other was told %d", code)
		}
		b.until("both hear", func() bool { return hears(customer, 660) && hears(won, 440) })
		id := b.works(who, telephony.Talking)
		customer.HangUp()
		b.works(who, telephony.Wrapping)
		if got := b.save(who, "první"); got != id {
			t.Errorf("saved %v, picked up %v", got, id)
		}
		b.ask("off-air", telephony.GoOffAir{Agent: who})
	}
	b.empty()
}
