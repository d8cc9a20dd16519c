package main

import (
	"context"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/flight"
)

// openFlight starts the flight recorder.
func (b *box) openFlight(ctx context.Context) (err error) {
	b.flight, err = flight.Open(flight.Options{Dir: b.s.path("flight"), Now: b.clock.Now, Trouble: trouble})
	if err != nil {
		return err
	}
	b.goes(func() { b.flight.Run(ctx) })
	return nil
}

// handedOut has it in the audit book who was given the messages of a call.
func (b *box) handedOut(by telephony.AgentID, call telephony.CallID, h telephony.Handout) {
	what := "messages of call " + call.String() + " handed out as " + string(h.As)
	if h.WholeNumbers {
		what += ", with whole numbers"
	}
	b.cfg.Note(by, what)
}
