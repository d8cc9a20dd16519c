package acd

import (
	"cmp"
	"slices"

	"github.com/spojka/spojka/telephony"
)

// Leg is a connection that a call should have.
type Leg struct {
	ID       telephony.LegID
	Call     telephony.CallID
	Identity string           // as told by [telephony.LegKept]; empty: not known yet
	Seat     telephony.SeatID // at which we rang it, or empty
}

// Legs lists the connections of live calls by id, phones that only ring left
// out.
func (d *Desk) Legs() []Leg {
	var legs []Leg
	for _, c := range d.state.Calls {
		if !c.live() {
			continue
		}
		legs = append(legs, Leg{c.Leg, c.ID, c.Identity, ""})
		if c.Stage == telephony.StageTalking {
			legs = append(legs, Leg{c.AgentLeg, c.ID, c.AgentIdent, d.state.seatOf(c.Agent)})
		}
		for _, o := range c.Offers {
			if o.Identity != "" {
				legs = append(legs, Leg{o.ID.Leg(), c.ID, o.Identity, o.Seat})
			}
		}
	}
	legs = append(legs, d.state.dialLegs()...)
	slices.SortFunc(legs, func(a, b Leg) int { return cmp.Compare(a.ID, b.ID) })
	return legs
}

// Starting says that calls of an earlier boot wait for [telephony.Restarted]:
// until then no call is let in.
func (d *Desk) Starting(now telephony.Moment) bool { return d.state.startsWith(now) }

// Carried counts the calls that a trunk carries.
func (d *Desk) Carried(t telephony.TrunkID) int { return d.state.used(t, 0) }

// Wire gives the identity kept for each leg of [Desk.Legs].
func (d *Desk) Wire() map[telephony.LegID]string {
	m := make(map[telephony.LegID]string)
	for _, l := range d.Legs() {
		m[l.ID] = l.Identity
	}
	return m
}

// LegCalls says whose each of those legs is.
func (d *Desk) LegCalls() map[telephony.LegID]telephony.CallID {
	m := make(map[telephony.LegID]telephony.CallID)
	for _, l := range d.Legs() {
		m[l.ID] = l.Call
	}
	return m
}

// LegSeats says at which seat's phone each of them is that we rang at one.
func (d *Desk) LegSeats() map[telephony.LegID]telephony.SeatID {
	m := make(map[telephony.LegID]telephony.SeatID)
	for _, l := range d.Legs() {
		if l.Seat != "" {
			m[l.ID] = l.Seat
		}
	}
	return m
}

// seatOf is where an agent sits, or empty.
func (s *state) seatOf(id telephony.AgentID) telephony.SeatID {
	if a := s.agent(id); a != nil {
		return a.Seat
	}
	return ""
}

// QueueOf is the queue of an unfinished call, or empty.
func (d *Desk) QueueOf(id telephony.CallID) telephony.QueueID {
	if c := d.state.call(id); c != nil {
		return c.Queue
	}
	return ""
}

// applyLegKept keeps an identity until the call is over.
func (s *state) applyLegKept(f telephony.LegKept) {
	if s.keepDialLeg(f) {
		return
	}
	for _, c := range s.Calls {
		if !c.live() {
			continue
		}
		switch i := c.offerOf(f.Leg); {
		case c.Leg == f.Leg:
			s.changeCall(c.ID).Identity = f.Identity
		case c.Stage == telephony.StageTalking && c.AgentLeg == f.Leg:
			s.changeCall(c.ID).AgentIdent = f.Identity
		case i >= 0:
			s.changeCall(c.ID).Offers[i].Identity = f.Identity
		default:
			continue
		}
		return
	}
}

func (c *call) offerOf(l telephony.LegID) int {
	return slices.IndexFunc(c.Offers, func(o offer) bool { return o.ID.Leg() == l })
}
