// Package key decides what a key of the front wishes. The desk decides
// whether the wish is granted.
//
//	key        press                                hold (1 s)              double press
//	on-air     on air, or off air when on air       -                       -
//	break n    on this break, or on air when on it  -                       -
//	seat, own  rings: answer · talks: hold, resume  hang up                 load the last
//	           · else as on-air                                             unprocessed call
//	seat, of   pick up what rings there             transfer the caller     -
//	another                                         to who sits there
//	queue      take the caller who waits longest    transfer the caller     -
//	                                                there
//	message    load the last unprocessed call       -                       -
//	night      held: let the queue follow its       -                       -
//	           hours again · open: hold it closed
//	           · closed: hold it open
//	answer, hold, hang-up: as they say; hold again takes the caller back
//	others     refused: nothing of the kind can be done
package key

import (
	"cmp"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
)

const (
	// HoldTime is how long a key is kept down to mean its other deed.
	HoldTime = time.Second
	// TwiceTime is how soon a second press makes it a double one.
	TwiceTime = 350 * time.Millisecond
)

// Holds says that the key means something else when held: then a press is
// known only when the key is let go.
func Holds(fn board.Function) bool {
	return fn.Kind == board.FnSeat || fn.Kind == board.FnQueue
}

// Doubles says that the key means something else when pressed twice now: then
// a press is known only when no second one has come.
func Doubles(s *telephony.Snapshot, own telephony.AgentID, fn board.Function) bool {
	me := agent(s, own)
	return fn.Kind == board.FnSeat && me != nil && me.Seat == telephony.SeatID(fn.Name) &&
		me.Work == telephony.Idle && me.Presence != telephony.OnAir
}

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
func Wish(s *telephony.Snapshot, own telephony.AgentID, fn board.Function, how board.Deed) (telephony.Wish, *telephony.Refusal) {
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
	case board.FnNight:
		return night(s, me, fn.Name)
	case board.FnMessage:
		return telephony.LoadUnprocessed{Agent: own}, nil
	case board.FnAnswer:
		return telephony.LiftPhone{Agent: own}, nil
	case board.FnHold:
		return telephony.HoldCall{Agent: own}, nil
	case board.FnHangUp:
		return telephony.HangUp{Agent: own}, nil
	case board.FnQueue:
		return queue(s, me, telephony.QueueID(fn.Name), how)
	case board.FnSeat:
		if me.Seat == telephony.SeatID(fn.Name) {
			return ownSeat(me, how), nil
		}
		return seat(s, me, telephony.SeatID(fn.Name), how)
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

// ownSeat: the one key that does for a small panel.
func ownSeat(me *telephony.AgentView, how board.Deed) telephony.Wish {
	switch {
	case how == board.Held:
		return telephony.HangUp{Agent: me.ID}
	case how == board.Twice:
		return telephony.LoadUnprocessed{Agent: me.ID}
	case me.Work == telephony.Ringing:
		return telephony.LiftPhone{Agent: me.ID}
	case me.Work == telephony.Talking:
		return telephony.HoldCall{Agent: me.ID}
	}
	return toggle(me)
}

// seat: the call of another seat, or who sits there.
func seat(s *telephony.Snapshot, me *telephony.AgentView, id telephony.SeatID, how board.Deed) (telephony.Wish, *telephony.Refusal) {
	if how != board.Held {
		return telephony.PickUp{Agent: me.ID, Seat: id}, nil
	}
	for i := range s.Agents {
		if there := &s.Agents[i]; there.Seat == id && id != "" {
			return transfer(s, me, "", there)
		}
	}
	return nil, &telephony.Refusal{Code: telephony.RefusedNobodyThere}
}

func queue(s *telephony.Snapshot, me *telephony.AgentView, id telephony.QueueID, how board.Deed) (telephony.Wish, *telephony.Refusal) {
	if how == board.Held {
		return transfer(s, me, id, nil)
	}
	return telephony.TakeOldest{Agent: me.ID, Queue: id}, nil
}

// transfer passes the caller in hand on: to a queue, or to a person in the
// caller's own queue (S-XFER-3). Who came by none waits in the first that the
// person serves.
func transfer(s *telephony.Snapshot, me *telephony.AgentView, to telephony.QueueID, person *telephony.AgentView) (telephony.Wish, *telephony.Refusal) {
	for _, c := range s.Calls {
		if c.ID != me.Call || me.Work != telephony.Talking {
			continue
		}
		w := telephony.Transfer{Agent: me.ID, Call: c.ID, Queue: cmp.Or(to, c.Queue)}
		if person != nil {
			w.Prefer = person.ID
			if w.Queue == "" && len(person.Queues) > 0 {
				w.Queue = person.Queues[0]
			}
		}
		return w, nil
	}
	return nil, &telephony.Refusal{Code: telephony.RefusedNoCall}
}
