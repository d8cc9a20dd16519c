package exchange

import (
	"context"
	"errors"

	"github.com/spojka/spojka/telephony"
)

// claimed is what came of a wish that a phone called for.
type claimed struct {
	bound   bool
	refusal *telephony.Refusal
}

// AskByPhone puts a wish to the desk for which a seat's phone has called us.
// Bound says that it asked for a call, which rings at that seat: then the
// phone's own call is its answer and belongs to the desk. Else the call is still the
// caller's to end. Nobody waits for the disk.
func (x *Exchange) AskByPhone(ctx context.Context, call telephony.LegID, seat telephony.SeatID, w telephony.Wish) (bound bool, r *telephony.Refusal, err error) {
	reply := make(chan claimed, 1)
	if !x.inbox.put(lanePeople, item{do: func() { reply <- x.claim(call, seat, w) }}) {
		return false, nil, errors.New("the exchange is closed")
	}
	select {
	case c := <-reply:
		return c.bound, c.refusal, nil
	case <-ctx.Done():
		return false, nil, ctx.Err()
	}
}

func (x *Exchange) claim(call telephony.LegID, seat telephony.SeatID, w telephony.Wish) claimed {
	if asksForCall(w) {
		x.claims[seat] = call
		defer delete(x.claims, seat)
	}
	r := x.step(w)
	_, left := x.claims[seat]
	if x.dirty {
		x.show()
	}
	return claimed{bound: asksForCall(w) && !left, refusal: r}
}

// asksForCall says that who wishes so wants to talk at once. A ring that follows
// from another wish, of who goes on air or saves, is one to be lifted (S-IN-2):
// nobody is heard who doesn't know that he talks.
func asksForCall(w telephony.Wish) bool {
	switch w.(type) {
	case telephony.PickUp, telephony.TakeOldest:
		return true
	default: // others: they ask for something else
		return false
	}
}
