package main

import (
	"context"

	"github.com/spojka/spojka/board/lamp"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/exchange"
)

// phoneLamps light the keys of phones by the panel's table.
type phoneLamps struct{ x *exchange.Exchange }

func (p phoneLamps) Lamp(at telephony.SeatID, resource string) (telephony.PhoneLamp, bool) {
	return lamp.Phone(p.x.Snapshot(), at, resource)
}

func (p phoneLamps) Mail(at telephony.SeatID) telephony.Mailbox {
	return lamp.Mail(p.x.Snapshot(), at)
}

// relight tells the wire of each snapshot, for the phones that subscribed.
func (b *box) relight(ctx context.Context) {
	shots, stop := b.x.Watch()
	defer stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-shots:
			b.line.Relight()
		}
	}
}
