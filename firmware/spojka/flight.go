package main

import (
	"context"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/flight"
)

// openFlight starts the flight recorder.
func (b *box) openFlight(ctx context.Context) (err error) {
	b.flight, err = flight.Open(flight.Options{Dir: b.s.path("flight"), Now: b.clock.Now, Trouble: trouble, Keep: b.cfg.Office().Signals})
	if err != nil {
		return err
	}
	b.cfg.OnChange(func(o telephony.Office) { b.flight.Keep(o.Signals) })
	b.goes(func() { b.flight.Run(ctx) })
	return nil
}

// handedOut has it in the audit book who was given the messages of a call.
func (b *box) handedOut(by telephony.AgentID, call telephony.CallID, h telephony.Handout) {
	what := string(h.As)
	if h.WholeNumbers {
		what += telephony.NotedWholeNumbers
	}
	if err := b.cfg.Note(telephony.Deed{By: by, Kind: telephony.DeedHandedOut, Call: call, Note: what}); err != nil {
		trouble("the audit book could not be written", err)
	}
}
