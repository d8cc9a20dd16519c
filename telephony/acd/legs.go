package acd

import (
	"cmp"
	"slices"

	"github.com/spojka/spojka/telephony"
)

// Legs lists the connections of live calls by id, phones that only ring left
// out.
func (d *Desk) Legs() []telephony.DeskLeg {
	var legs []telephony.DeskLeg
	for _, c := range d.state.Calls {
		if !c.live() {
			continue
		}
		legs = append(legs, telephony.DeskLeg{ID: c.Leg, Call: c.ID, Identity: c.Identity})
		if c.Stage == telephony.StageTalking {
			legs = append(legs, telephony.DeskLeg{ID: c.AgentLeg, Call: c.ID, Identity: c.AgentIdent, Seat: d.state.seatOf(c.Agent)})
		}
		for _, o := range c.Offers {
			if o.Identity != "" {
				legs = append(legs, telephony.DeskLeg{ID: o.ID.Leg(), Call: c.ID, Identity: o.Identity, Seat: o.Seat})
			}
		}
	}
	legs = append(legs, d.state.dialLegs()...)
	slices.SortFunc(legs, func(a, b telephony.DeskLeg) int { return cmp.Compare(a.ID, b.ID) })
	return legs
}

// Starting says that calls of an earlier boot wait for [telephony.Restarted]:
// until then no call is let in.
func (d *Desk) Starting(now telephony.Moment) bool { return d.state.startsWith(now) }

// Carried counts the calls that a trunk carries.
func (d *Desk) Carried(t telephony.TrunkID) int { return d.state.used(t, 0) }

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

// keepLeg carries a leg's identity on into the call that it is a part of now.
func (s *step) keepLeg(l telephony.LegID, identity string) {
	if identity != "" {
		s.note(telephony.LegKept{Leg: l, Identity: identity})
	}
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
