package acd

import (
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
)

// dial is a call that a phone at a seat began, to another seat or outside.
type dial struct {
	ID        telephony.CallID    `json:"id"`
	Leg       telephony.LegID     `json:"leg"` // of who calls
	Identity  string              `json:"identity,omitempty"`
	Seat      telephony.SeatID    `json:"seat"`
	Agent     telephony.AgentID   `json:"agent,omitempty"` // who calls, where he sits at a phone of ours
	AgentName string              `json:"agentName,omitempty"`
	To        telephony.Number    `json:"to"`
	Other     telephony.SeatID    `json:"other,omitempty"`  // the seat called; empty: outside
	Trunks    []telephony.TrunkID `json:"trunks,omitempty"` // still to be tried
	Trunk     telephony.TrunkID   `json:"trunk,omitempty"`  // tried now
	Shown     telephony.Number    `json:"shown,omitempty"`
	Private   bool                `json:"private,omitempty"`
	Abroad    bool                `json:"abroad,omitempty"`
	Emergency bool                `json:"emergency,omitempty"`

	After    telephony.CallID `json:"after,omitempty"` // passed on by Seat; who calls is
	From     telephony.Number `json:"from,omitempty"`
	FromName string           `json:"fromName,omitempty"`

	Began     telephony.Moment      `json:"began"`
	Until     telephony.Moment      `json:"until"` // rings at most so long
	Answered  telephony.Moment      `json:"answered,omitzero"`
	Waited    time.Duration         `json:"waited,omitempty"`
	Offer     telephony.OfferID     `json:"offer,omitempty"` // the called leg's
	Ident     string                `json:"ident,omitempty"` // of its dialog
	Recording telephony.RecordingID `json:"recording,omitempty"`
	Code      int                   `json:"code,omitempty"` // how the last try ended
	Cause     int                   `json:"cause,omitempty"`
	Held      bool                  `json:"held,omitempty"`
	OtherHeld bool                  `json:"otherHeld,omitempty"`

	Via     telephony.TrunkID `json:"via,omitempty"`     // by which who calls is connected, where a phone passed him on
	Need    *need             `json:"need,omitempty"`    // an emergency call has no line
	Refused []refusal         `json:"refused,omitempty"` // of an emergency call, the last one last
	Freed   telephony.TrunkID `json:"freed,omitempty"`   // a call on it was ended for this one
	Again   int               `json:"again,omitempty"`   // since then it was asked once more so often
}

// dialRing is how long a seat rings for another, dialRingOut how long somebody
// outside.
const (
	dialRing    = time.Minute
	dialRingOut = 2 * time.Minute
)

func (d *dial) talks() bool             { return !d.Answered.IsZero() }
func (d *dial) called() telephony.LegID { return d.Offer.Leg() }
func (d *dial) outside() bool           { return d.Other == "" }

// charged says that the call counts towards the limits of calls outside.
func (d *dial) charged() bool { return d.outside() && !d.Emergency }

// dial finds a dialled call that isn't over, or nil.
func (s *state) dial(id telephony.CallID) *dial {
	return s.findDial(func(d *dial) bool { return d.ID == id })
}

// dialOf finds the one whose called leg this offer is.
func (s *state) dialOf(o telephony.OfferID) *dial {
	return s.findDial(func(d *dial) bool { return d.Offer == o && o != 0 })
}

// dialWith finds the one that this leg is a part of.
func (s *state) dialWith(l telephony.LegID) *dial {
	return s.findDial(func(d *dial) bool { return d.Leg == l || d.Offer != 0 && d.called() == l })
}

func (s *state) findDial(is func(*dial) bool) *dial {
	if i := slices.IndexFunc(s.Dials, is); i >= 0 {
		return s.Dials[i]
	}
	return nil
}

func (s *state) dropDial(id telephony.CallID) {
	s.Dials, s.own.dials = slices.DeleteFunc(slices.Clone(s.Dials), func(d *dial) bool { return d.ID == id }), true
}

// colleagueRings says that a colleague's call rings at the seat.
func (s *state) colleagueRings(id telephony.SeatID) bool {
	return s.findDial(func(d *dial) bool { return d.Other == id }) != nil
}

// phoneCall is what an agent's phone does by itself: a call that it makes or has
// taken from a colleague; the one that he has in hand before others. 0: nothing.
func (s *state) phoneCall(a *agent) (call telephony.CallID, w telephony.Work) {
	for _, d := range s.Dials {
		calls := d.callerSeat() == a.Seat
		if call != 0 && d.ID != a.Call || !calls && !(d.Other == a.Seat && d.talks()) {
			continue
		}
		if call, w = d.ID, telephony.Dialling; d.talks() {
			w = telephony.Talking
		}
	}
	for _, c := range s.Calls {
		if c.Seat == a.Seat && c.live() && (call == 0 || c.ID == a.Call) {
			call, w = c.ID, telephony.Dialling
		}
	}
	return call, w
}

// occupy makes who sits at a phone busy with what it does by itself, unless he
// has something else in hand (S-STATE-3).
func (s *state) occupy(id telephony.SeatID, at telephony.Moment) {
	h := s.holder(id)
	if h == nil {
		return
	}
	call, w := s.phoneCall(h)
	if call == 0 || h.Work != telephony.Idle && h.Call != call || h.Work == w && h.Call == call {
		return
	}
	a := s.changeAgent(h.ID)
	a.Call = call
	a.work(w, at)
}

// release lets those go whose phones made or took a call that is over.
func (s *state) release(call telephony.CallID, at telephony.Moment) {
	for _, a := range s.Agents {
		if a.Call == call && (a.Work == telephony.Dialling || a.Work == telephony.Talking) {
			s.changeAgent(a.ID).work(telephony.Idle, at)
			s.occupy(a.Seat, at)
		}
	}
}

// legAt is the leg of a dialled call at a seat's phone.
func (d *dial) legAt(id telephony.SeatID) telephony.LegID {
	if d.callerSeat() == id {
		return d.Leg
	}
	return d.called()
}

// dialLegs lists the connections of dialled calls.
func (s *state) dialLegs() (legs []telephony.DeskLeg) {
	for _, d := range s.Dials {
		legs = append(legs, telephony.DeskLeg{ID: d.Leg, Call: d.ID, Identity: d.Identity})
		if d.Offer != 0 && (d.talks() || d.Ident != "") {
			legs = append(legs, telephony.DeskLeg{ID: d.called(), Call: d.ID, Identity: d.Ident, Seat: d.Other})
		}
	}
	return legs
}

// keepDialLeg keeps the identity of a dialled call's leg. False: it is none.
func (s *state) keepDialLeg(f telephony.LegKept) bool {
	d := s.dialWith(f.Leg)
	if d == nil {
		return false
	}
	if d = s.changeDial(d.ID); d.Leg == f.Leg {
		d.Identity = f.Identity
	} else {
		d.Ident = f.Identity
	}
	return true
}

// dialViews are the dialled calls for the snapshot.
func (s *state) dialViews() (views []telephony.CallView) {
	for _, d := range s.Dials {
		v := telephony.CallView{
			ID: d.ID, Stage: telephony.StageDialling, Direction: telephony.InternalCall, Seat: d.Seat, From: telephony.Number(d.Seat),
			FromName: d.AgentName, To: d.To, Trunk: d.Trunk, Agent: d.Agent, Queued: d.Began, Answered: d.Answered,
			Waited: d.Waited, Held: d.Held || d.OtherHeld, Recording: d.Recording, Emergency: d.Emergency,
		}
		if d.After != 0 {
			v.From, v.FromName = d.From, d.FromName
		}
		if d.outside() {
			v.Direction = telephony.OutwardCall
		}
		if d.talks() {
			v.Stage = telephony.StageTalking
		}
		views = append(views, v)
	}
	return views
}
