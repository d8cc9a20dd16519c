package acd

import (
	"testing"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/stats"
)

// counts recounts by itself what facts and commands say.
type counts struct {
	t       testing.TB
	open    map[telephony.CallID]telephony.CallRecord
	ended   map[telephony.CallID]telephony.Outcome
	offered map[telephony.CallID]int
	over    map[telephony.OfferID]bool
	ringing map[telephony.SeatID]telephony.OfferID
	seatOf  map[telephony.OfferID]telephony.SeatID
	rows    map[stats.Key]stats.Sum
	total   stats.Sum
	dials   map[telephony.CallID]bool              // ended
	dialled map[telephony.OfferID]telephony.CallID // called legs of such calls
	keep    bool
	kept    []telephony.Fact
	closed  map[telephony.CallID]bool // came out of hours
}

func newCounts(t testing.TB) *counts {
	return &counts{
		t: t, open: make(map[telephony.CallID]telephony.CallRecord), ended: make(map[telephony.CallID]telephony.Outcome), offered: make(map[telephony.CallID]int),
		over: make(map[telephony.OfferID]bool), ringing: make(map[telephony.SeatID]telephony.OfferID),
		seatOf: make(map[telephony.OfferID]telephony.SeatID), rows: make(map[stats.Key]stats.Sum),
		closed: make(map[telephony.CallID]bool), dials: make(map[telephony.CallID]bool), dialled: make(map[telephony.OfferID]telephony.CallID),
	}
}

// fold makes records and sums of a fact, as the book does.
func (c *counts) fold(n uint64, at telephony.Moment, f telephony.Fact) {
	id, ok := stats.CallOf(f)
	if !ok {
		return
	}
	var before *telephony.CallRecord
	if r, open := c.open[id]; open {
		before = &r
	}
	after, changed := stats.Record(before, n, at, f)
	if !changed {
		return
	}
	if c.open[id] = after; stats.Finished(&after) {
		delete(c.open, id)
	}
	for _, d := range stats.Sums(before, after) {
		row := c.rows[d.Key]
		row.Add(d.Sum)
		c.rows[d.Key] = row
		c.total.Add(d.Sum)
	}
}

func (c *counts) fact(n uint64, at telephony.Moment, f telephony.Fact) {
	c.t.Helper()
	if c.keep {
		c.kept = append(c.kept, f)
	}
	c.fold(n, at, f)
	switch f := f.(type) {
	case telephony.CallOutOfHours:
		c.closed[f.Call] = true
	case telephony.Offered:
		c.offered[f.Call]++
	case telephony.OfferOver:
		c.endOffer(f.Offer)
	case telephony.Answered:
		c.endOffer(f.Offer)
	case telephony.CallTurnedAway:
		c.end(f.Call, telephony.OutcomeTurnedAway)
	case telephony.CallOver:
		c.end(f.Call, f.Outcome)
	case telephony.DialOver:
		c.endDial(f.Call)
	case telephony.DialRefused:
		c.endDial(f.Call)
	case telephony.DialTried:
		if had := c.dialled[f.Offer]; had != 0 && !c.dials[had] {
			c.t.Fatalf("offer %d was tried twice", f.Offer)
		}
		c.dialled[f.Offer] = f.Call
	}
}

// end: every call comes to exactly one end.
func (c *counts) end(id telephony.CallID, o telephony.Outcome) {
	c.t.Helper()
	if had, twice := c.ended[id]; twice {
		c.t.Fatalf("call %s ended twice: %s and %s", id, had, o)
	}
	c.ended[id] = o
}

// endDial: so does every call that a phone began, and it stands in no sum of
// the queues.
func (c *counts) endDial(id telephony.CallID) {
	c.t.Helper()
	if _, twice := c.ended[id]; twice || c.dials[id] {
		c.t.Fatalf("call %s ended twice", id)
	}
	c.dials[id] = true
}

// endOffer: every offer ends once.
func (c *counts) endOffer(id telephony.OfferID) {
	c.t.Helper()
	if c.over[id] {
		c.t.Fatalf("offer %d ended twice", id)
	}
	c.over[id] = true
	if seat := c.seatOf[id]; c.ringing[seat] == id {
		delete(c.ringing, seat)
	}
}

// commands: no seat is rung while it rings.
func (c *counts) commands(commands []telephony.Command) {
	c.t.Helper()
	for _, cmd := range commands {
		switch cmd := cmd.(type) {
		case telephony.RingSeat:
			if c.dialled[cmd.Offer] != 0 {
				continue // a colleague may call while a queue rings the phone
			}
			if had := c.ringing[cmd.Seat]; had != 0 && !c.over[had] {
				c.t.Fatalf("seat %s is rung by offer %d while %d rings", cmd.Seat, cmd.Offer, had)
			}
			c.ringing[cmd.Seat], c.seatOf[cmd.Offer] = cmd.Offer, cmd.Seat
		case telephony.EndLeg, telephony.AnswerCaller, telephony.RefuseCaller, telephony.PlayQueue, telephony.StopRinging, telephony.Connect,
			telephony.Say, telephony.Record,

			telephony.CallOut, telephony.RingCaller, telephony.LetHear, telephony.ReferDone, telephony.ShowParty:
		}
	}
}

// sum checks the book's sum (D-20), against an own count of the ends.
func (c *counts) sum() {
	c.t.Helper()
	var ends stats.Sum
	for id, o := range c.ended {
		if c.closed[id] {
			ends.OutOfHours++
			if o == telephony.OutcomeMessage || o == telephony.OutcomeCallBack {
				ends.OutOfHoursLeft++
			}
			continue
		}
		switch o {
		case telephony.OutcomeAnswered:
			ends.Answered++
		case telephony.OutcomeAbandoned:
			ends.Abandoned++
		case telephony.OutcomeClosedOut:
			ends.ClosedOut++
		case telephony.OutcomeTurnedAway:
			ends.TurnedAway++
		case telephony.OutcomePassedOn:
			ends.PassedOn++
		case telephony.OutcomeMessage:
			ends.Messages++
		case telephony.OutcomeCallBack:
			ends.CallBacks++
		}
	}
	var rows stats.Sum
	for _, r := range c.rows {
		rows.Add(r)
	}
	if rows != c.total {
		c.t.Fatalf("the rows add up to %+v, the calls to %+v", rows, c.total)
	}
	if rows.Abandoned != ends.Abandoned || rows.ClosedOut != ends.ClosedOut || rows.TurnedAway != ends.TurnedAway || rows.PassedOn != ends.PassedOn ||
		rows.OutOfHours != ends.OutOfHours || rows.OutOfHoursLeft != ends.OutOfHoursLeft || rows.Messages != ends.Messages || rows.CallBacks != ends.CallBacks {
		c.t.Fatalf("rows %+v, ends %+v", rows, ends)
	}
	if rows.Open() < 0 || rows.Answered < ends.Answered {
		c.t.Fatalf("the sum of D-20 is wrong: %+v", rows)
	}
}
