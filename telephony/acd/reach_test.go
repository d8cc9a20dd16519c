package acd

import (
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Trap: I-3, C-RING-7, C-RING-10. By every strategy a phone that says nothing,
// refuses, is busy or vanishes costs the caller no time beyond its answer: the
// next rings in the same step, and each kind is counted apart.
func TestDeadSeatCostsNothing(t *testing.T) {
	for _, rule := range telephony.Strategies {
		for _, why := range []telephony.OfferEnd{telephony.OfferUnreachable, telephony.OfferRefused, telephony.OfferBusy, telephony.OfferMisconfigured} {
			t.Run(string(rule)+" "+string(why), func(t *testing.T) { deadSeat(t, rule, why) })
		}
	}
}

func deadSeat(t *testing.T, rule telephony.Strategy, why telephony.OfferEnd) {
	s := newStory(t)
	for _, line := range []string{"queue podpora RingMost=1 Strategy=" + string(rule), "agent ida Queues=podpora", "on air jana@201 petr@202 ida@203"} {
		s.line(line)
	}
	s.line("08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200")
	tried := map[telephony.AgentID]bool{}
	for range 3 {
		c := s.p.desk.state.call(1 | 1<<32)
		if len(c.Offers) != 1 || tried[c.Offers[0].Agent] {
			t.Fatalf("after %v the call rings %+v", tried, c.Offers)
		}
		o := c.Offers[0]
		tried[o.Agent] = true
		s.now = s.now.Add(time.Second) // as long as the wire waits for a first answer
		s.p.step(s.now, telephony.OfferFailed{Offer: o.ID, Why: why})
		got := s.p.desk.state.agent(o.Agent).Today
		want := telephony.AgentToday{}
		countOver(&want, why)
		if got != want {
			t.Errorf("%s has %+v, want %+v", o.Agent, got, want)
		}
	}
	if waited := s.now.Since(s.p.desk.state.call(1 | 1<<32).Queued); waited != 3*time.Second {
		t.Errorf("three such phones cost the caller %s", waited)
	}
}
