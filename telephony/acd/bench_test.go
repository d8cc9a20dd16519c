package acd

import (
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// crowd makes a desk with agents of whom one wraps up and the others talk,
// and callers who wait.
func crowd(b testing.TB, agents, waiting int) (*Desk, telephony.Moment, telephony.AgentID, telephony.CallID) {
	d, now, n := New(), atClock(b, "09:00:00"), uint32(0)
	step := func(e telephony.Event) {
		if _, _, r := d.Step(1, now, 1, e); r != nil {
			b.Fatal(r)
		}
		now = now.Add(time.Millisecond)
	}
	o := dayOffice(agents)
	step(telephony.OfficeChanged{Office: o})
	arrive := func() {
		n++
		id := telephony.Compose(1, n)
		step(telephony.CallArrived{Call: telephony.CallID(id), Leg: telephony.LegID(id), From: "+420777123456", To: []telephony.Number{"800100200", "800100300", "1"}[n%3]})
	}
	for i, a := range o.Agents {
		step(telephony.SeatReached{Seat: o.Seats[i].ID, Reach: telephony.Reachable})
		step(telephony.SignOn{Agent: a.ID, Seat: o.Seats[i].ID})
		step(telephony.GoOnAir{Agent: a.ID})
		for d.state.agent(a.ID).Work == telephony.Idle {
			arrive()
		}
	}
	for range waiting {
		arrive()
	}
	for _, a := range o.Agents {
		if offer := d.state.agent(a.ID).Offer; offer != 0 && d.state.agent(a.ID).Work == telephony.Ringing {
			step(telephony.OfferAnswered{Offer: offer})
		}
	}
	a := d.state.agent("a03")
	call := a.Call
	step(telephony.HangUp{Agent: a.ID})
	return d, now, a.ID, call
}

func save(a telephony.AgentID, c telephony.CallID) telephony.SaveCall {
	return telephony.SaveCall{Agent: a, Call: c, Form: telephony.SaveForm{Unknown: true, Reasons: []telephony.ReasonID{"2"}}}
}

// BenchmarkFreed: an operator saves while callers wait; the decision rings
// his phone for the next.
func BenchmarkFreed(b *testing.B) {
	for _, size := range []struct {
		name            string
		agents, waiting int
	}{{"20agents50waiting", 20, 50}, {"100agents200waiting", 100, 200}} {
		b.Run(size.name, func(b *testing.B) {
			d, now, a, c := crowd(b, size.agents, size.waiting)
			b.ReportAllocs()
			for b.Loop() {
				if f, _, r := d.Decide(now, 1, save(a, c)); r != nil || len(f) != 2 {
					b.Fatal(r, f)
				}
			}
		})
	}
}

// BenchmarkArrived: one more caller joins those who wait.
func BenchmarkArrived(b *testing.B) {
	d, now, _, _ := crowd(b, 100, 200)
	b.ReportAllocs()
	for b.Loop() {
		d.Decide(now, 1, telephony.CallArrived{Call: 1 << 40, Leg: 1 << 40, To: "1"})
	}
}

// BenchmarkAllAtOnce: 100 operators are ready and 200 callers wait, as after
// a phone net came back.
func BenchmarkAllAtOnce(b *testing.B) {
	d, now := flood(b)
	b.ReportAllocs()
	for b.Loop() {
		if f, _, _ := d.Decide(now, 1, telephony.Woke{}); len(f) < 100 {
			b.Fatal(len(f))
		}
	}
}

// flood makes a desk on which nothing was served yet.
func flood(b testing.TB) (*Desk, telephony.Moment) {
	d, now := New(), atClock(b, "09:00:00")
	n := uint64(1)
	apply := func(f telephony.Fact) { d.Apply(n, now, f); n++; now = now.Add(time.Millisecond) }
	o := dayOffice(100)
	apply(telephony.Began{})
	apply(telephony.OfficeSet{Office: o})
	for i, a := range o.Agents {
		apply(telephony.SeatReach{Seat: o.Seats[i].ID, Reach: telephony.Reachable})
		apply(telephony.SignedOn{Agent: a.ID, Seat: o.Seats[i].ID})
		apply(telephony.PresenceSet{Agent: a.ID, Presence: telephony.OnAir})
	}
	for i := range 200 {
		apply(telephony.CallQueued{Call: telephony.CallID(i + 1), Leg: telephony.LegID(i + 1), Queue: o.Queues[i%3].ID})
	}
	return d, now
}

func BenchmarkWake(b *testing.B) {
	d, _, _, _ := crowd(b, 100, 200)
	b.ReportAllocs()
	for b.Loop() {
		d.Wake()
	}
}

func BenchmarkFill(b *testing.B) {
	d, now, _, _ := crowd(b, 100, 200)
	b.ReportAllocs()
	for b.Loop() {
		var s telephony.Snapshot
		d.Fill(&s, now)
	}
}

func BenchmarkSave(b *testing.B) {
	d, _, _, _ := crowd(b, 100, 200)
	b.ReportAllocs()
	for b.Loop() {
		d.Save()
	}
}

// BenchmarkCycle: arrive, ring, answer, end, save, with 20 operators.
func BenchmarkCycle(b *testing.B) {
	d, now, a, c := crowd(b, 20, 0)
	d.Step(1, now, 1, save(a, c))
	n := uint64(1 << 33)
	b.ReportAllocs()
	for b.Loop() {
		n++
		now = now.Add(time.Millisecond)
		id := telephony.CallID(n)
		d.Step(1, now, 1, telephony.CallArrived{Call: id, Leg: telephony.LegID(n), To: "800100200"})
		who := d.state.call(id).Offers[0]
		d.Step(1, now, 1, telephony.OfferAnswered{Offer: who.ID})
		d.Step(1, now, 1, telephony.LegEnded{Leg: telephony.LegID(n), Why: telephony.ByCaller})
		d.Step(1, now, 1, save(who.Agent, id))
	}
}
