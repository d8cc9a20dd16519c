package lamp

import (
	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
)

// State is what a seat's lamp tells. Panel, page and phones show the same
// states by the table [OfSeat].
type State string

const (
	SignedOff   State = "signed-off" // nobody sits there
	Free        State = "free"       // on air, waiting for a call
	Away        State = "away"       // off air, with a break or without
	Ringing     State = "ringing"    // also: dialling out
	Talking     State = "talking"
	Wrapping    State = "wrapping"    // until Save (D-43)
	Unreachable State = "unreachable" // the phone of who sits there can't be rung
	Emergency   State = "emergency"   // help was called from there, nobody has confirmed that he knows
)

// OfSeat is the table of seats:
//
//	state        panel              red/green lamp     BLF of a phone ([PhoneOfSeat])
//	signed-off   dark               dark               terminated: dark
//	free         green, steady      green, steady      terminated: dark
//	away         white, blip        both, blip         terminated: dark
//	ringing      amber, flash       both, flash        early: blinks
//	talking      blue, steady       red, steady        confirmed: steady
//	wrapping     plum, wink         red, wink          terminated: dark (D-43)
//	unreachable  red, slow flash    red, slow flash    terminated: dark
//	emergency    red, alarm         red, alarm         early: blinks
//
// Pages show each state with the lamp's colour, grey where it is white or dark,
// and a sign of its own. One that dials out is ringing to lamps; pages, which
// have words, show it as a talk that begins.
//
// The two steady states are the two that are told apart by the place of the
// light: a red/green lamp shows "free" beside "not free". Every other state
// has a rhythm of its own, for those who see no colours.
var OfSeat = map[State]board.Light{
	SignedOff:   {Rhythm: board.Off},
	Free:        {Rhythm: board.Steady, Colour: board.Green},
	Away:        {Rhythm: board.Blip, Colour: board.White},
	Ringing:     {Rhythm: board.Flash, Colour: board.Amber},
	Talking:     {Rhythm: board.Steady, Colour: board.Blue},
	Wrapping:    {Rhythm: board.Wink, Colour: board.Plum},
	Unreachable: {Rhythm: board.SlowFlash, Colour: board.Red},
	Emergency:   alarm,
}

// Seat is the state of a seat. What happens (work) goes before what is
// wished (presence), a call in hand before a phone that went away.
func Seat(s *telephony.Snapshot, id telephony.SeatID) State {
	if _, called := openAlarm(s, id); called && id != "" {
		return Emergency // whoever sits there, if anybody does
	}
	return Person(s, id)
}

// Person is the state of who sits at a seat, as his own key shows it.
func Person(s *telephony.Snapshot, id telephony.SeatID) State {
	a := sitting(s, id)
	switch {
	case a == nil:
		return SignedOff
	case a.Work == telephony.Ringing, a.Work == telephony.Dialling:
		return Ringing
	case a.Work == telephony.Talking:
		return Talking
	case a.Work == telephony.Wrapping:
		return Wrapping
	case !reachable(s, id):
		return Unreachable
	case a.Presence == telephony.OnAir:
		return Free
	}
	return Away
}

// openAlarm finds the emergency call that was made last from a seat, or from
// any, and that nobody has confirmed.
func openAlarm(s *telephony.Snapshot, id telephony.SeatID) (telephony.CallID, bool) {
	for _, a := range s.Alerts {
		if a.Open() && (id == "" || a.Seat == id) {
			return a.Call, true
		}
	}
	return 0, false
}

func sitting(s *telephony.Snapshot, id telephony.SeatID) *telephony.AgentView {
	for i := range s.Agents {
		if id != "" && s.Agents[i].Seat == id {
			return &s.Agents[i]
		}
	}
	return nil
}

func reachable(s *telephony.Snapshot, id telephony.SeatID) bool {
	for _, seat := range s.Seats {
		if seat.ID == id {
			return seat.Reach == telephony.Reachable
		}
	}
	return false
}
