package lamp

import (
	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
)

// Held is what the lamp of the night switch tells (D-41).
type Held string

const (
	HeldNot    Held = "not"
	HeldClosed Held = "closed" // one of its queues at least
	HeldOpen   Held = "open"   // none closed
)

// OfNight is the table of night switches:
//
//	state    panel           red/green lamp   BLF of a phone
//	not      dark            dark             terminated: dark
//	closed   red, steady     red, steady      confirmed: steady
//	open     green, steady   green, steady    confirmed: steady
//
// Pages have words: "zavřeno do 8:00". A lamp of one colour tells that the
// office is not as its hours say.
var OfNight = map[Held]board.Light{
	HeldNot:    {Rhythm: board.Off},
	HeldClosed: {Rhythm: board.Steady, Colour: board.Red},
	HeldOpen:   {Rhythm: board.Steady, Colour: board.Green},
}

// PhoneOfNight is the same, as phones show it.
var PhoneOfNight = map[Held]telephony.DialogState{
	HeldNot:    telephony.DialogNone,
	HeldClosed: telephony.DialogConfirmed,
	HeldOpen:   telephony.DialogConfirmed,
}

// NightSwitch is the state of a night switch: of a queue, or of all where none is
// named.
func NightSwitch(s *telephony.Snapshot, name string) Held {
	is := HeldNot
	board.Switched(s, name, func(q *telephony.QueueView) {
		switch {
		case q.Night.Hold == telephony.HoldClosed:
			is = HeldClosed
		case q.Night.Hold == telephony.HoldOpen && is == HeldNot:
			is = HeldOpen
		}
	})
	return is
}
