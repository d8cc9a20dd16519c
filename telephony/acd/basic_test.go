package acd

import (
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

func TestThinPath(t *testing.T) {
	d := New()
	now := telephony.Moment{Boot: 1, Up: time.Second, Wall: time.Date(2026, 11, 3, 8, 0, 0, 0, time.UTC), Trusted: true}
	n := uint64(1)
	step := func(e telephony.Event) []telephony.Command {
		t.Helper()
		facts, cmds, r := d.Step(n, now, 7, e)
		for _, f := range facts {
			t.Logf("%T %+v", f, f)
		}
		for _, c := range cmds {
			t.Logf("    %T %+v", c, c)
		}
		if r != nil {
			t.Log("   refused", r)
		}
		n += uint64(len(facts))
		now = now.Add(time.Second)
		return cmds
	}
	step(telephony.OfficeChanged{Office: telephony.Office{Zone: "Europe/Prague",
		Queues: []telephony.Queue{{ID: "q", Name: "Podpora"}}, Agents: []telephony.Agent{{ID: "a", Name: "A", Queues: []telephony.QueueID{"q"}}},
		Seats: []telephony.Seat{{ID: "201"}}, Numbers: []telephony.Inbound{{Number: "*", Queue: "q"}}}})
	step(telephony.SeatReached{Seat: "201", Reach: telephony.Reachable})
	step(telephony.SignOn{Agent: "a", Seat: "201"})
	step(telephony.GoOnAir{Agent: "a"})
	step(telephony.CallArrived{Call: 5, Leg: 6, To: "1"})
	o := d.state.agent("a").Offer
	step(telephony.OfferAnswered{Offer: o})
	step(telephony.LegEnded{Leg: 6, Why: telephony.ByCaller})
	step(telephony.SaveCall{Agent: "a", Call: 5, Form: telephony.SaveForm{Unknown: true}})
	t.Log(string(d.Save()))
	d2 := New()
	if err := d2.Load(d.Save()); err != nil || string(d2.Save()) != string(d.Save()) {
		t.Fatal(err)
	}
}
