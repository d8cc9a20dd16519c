package main

import (
	"context"

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
