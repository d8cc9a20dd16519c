// Package key decides what a key of the front wishes. The desk decides
// whether the wish is granted.
//
//	key        press                                        hold (1 s)
//	on-air     on air, or off air when on air               -
//	break n    on this break, or on air when on it          -
//	seat       own: as on-air                               own: hang up
//	message    load the last unprocessed call (S-LAST)      -
//	others     refused: nothing of the kind can be done yet
package key

import (
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
)

// HoldTime is how long a key is kept down to mean its other deed.
const HoldTime = time.Second

// Holds says that the key means something else when held: then a press is
// known only when the key is let go.
func Holds(fn board.Function) bool { return fn.Kind == board.FnSeat }

// Own is who works at the panel: the agent at its seat, or where the panel
// has none, the only agent signed on. Empty: nobody.
func Own(s *telephony.Snapshot, seat telephony.SeatID) telephony.AgentID {
	var own telephony.AgentID
	for _, a := range s.Agents {
		switch {
		case a.Seat == "":
		case seat != "" && a.Seat == seat:
			return a.ID
		case seat == "" && own != "":
			return ""
		case seat == "":
			own = a.ID
		}
	}
	return own
}

// Wish is what the key means now, or why it can mean nothing. Both are nil
// for a key without a function.
func Wish(s *telephony.Snapshot, own telephony.AgentID, fn board.Function, hold bool) (telephony.Wish, *telephony.Refusal) {
	if fn.Kind == "" {
		return nil, nil
	}
	me := agent(s, own)
	if me == nil {
		return nil, &telephony.Refusal{Code: telephony.RefusedNotSignedOn}
	}
	switch fn.Kind {
	case board.FnOnAir:
		return toggle(me), nil
	case board.FnBreak:
		return takeBreak(s, me, fn.Name)
	case board.FnMessage:
		return telephony.LoadUnprocessed{Agent: own}, nil
	case board.FnSeat:
		return seat(me, fn, hold)
	}
	return nil, &telephony.Refusal{Code: telephony.RefusedNotAllowed}
}

func agent(s *telephony.Snapshot, id telephony.AgentID) *telephony.AgentView {
	for i := range s.Agents {
		if id != "" && s.Agents[i].ID == id {
			return &s.Agents[i]
		}
	}
	return nil
}

func toggle(me *telephony.AgentView) telephony.Wish {
	if me.Presence == telephony.OnAir {
		return telephony.GoOffAir{Agent: me.ID}
	}
	return telephony.GoOnAir{Agent: me.ID}
}

func takeBreak(s *telephony.Snapshot, me *telephony.AgentView, number string) (telephony.Wish, *telephony.Refusal) {
	b, ok := board.BreakAt(s, number)
	switch {
	case !ok:
		return nil, &telephony.Refusal{Code: telephony.RefusedUnknownBreak, Name: number}
	case me.Presence == telephony.OffAir && me.Break == b.ID:
		return telephony.GoOnAir{Agent: me.ID}, nil // S-BREAK-5
	}
	return telephony.GoOffAir{Agent: me.ID, Break: b.ID}, nil
}

func seat(me *telephony.AgentView, fn board.Function, hold bool) (telephony.Wish, *telephony.Refusal) {
	switch {
	case me.Seat != telephony.SeatID(fn.Name):
		return nil, &telephony.Refusal{Code: telephony.RefusedNotAllowed}
	case hold:
		return telephony.HangUp{Agent: me.ID}, nil
	}
	return toggle(me), nil
}
