package key

import (
	"strings"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
)

// Star codes, which any phone can dial:
//
//	*8         pick up the call that waits longest of those that ring
//	*8SEAT     pick up what rings at a seat
//	*7REASON   save the call in hand under the reason of this number (D-45)
//	*5         turn the night switch of all queues (D-41): *51 closes them, *52
//	           opens them, *50 lets them follow their hours
const (
	StarPickUp = "*8"
	StarSave   = "*7"
	StarNight  = "*5"
)

// IsPhoneKey says that a phone that calls this name presses a key: a star
// code, a ring, on-air, a break, a queue, the night switch. A seat's number is
// a call.
func IsPhoneKey(s *telephony.Snapshot, name string) bool {
	if _, ring := telephony.RingOf(name); ring {
		return true
	}
	if seat, star := strings.CutPrefix(name, StarPickUp); star {
		return seat == "" || board.ByPhone(s, seat).Kind == board.FnSeat
	}
	if strings.HasPrefix(name, StarSave) || isNightStar(name) {
		return true
	}
	fn := board.ByPhone(s, name)
	return fn.Kind != "" && fn.Kind != board.FnSeat
}

// ByPhone is the wish of who sits at a phone that called a key's name.
func ByPhone(s *telephony.Snapshot, own telephony.AgentID, name string) (telephony.Wish, *telephony.Refusal) {
	me := agent(s, own)
	if me == nil {
		return nil, &telephony.Refusal{Code: telephony.RefusedNotSignedOn}
	}
	if ring, ok := telephony.RingOf(name); ok {
		return telephony.PickUp{Agent: own, Offer: ring}, nil
	}
	if seat, star := strings.CutPrefix(name, StarPickUp); star {
		return telephony.PickUp{Agent: own, Seat: telephony.SeatID(seat)}, nil
	}
	if reason, star := strings.CutPrefix(name, StarSave); star {
		return save(s, me, telephony.ReasonID(reason))
	}
	if w, r, star := nightByStar(s, me, name); star {
		return w, r
	}
	return Wish(s, own, board.ByPhone(s, name), board.Once)
}

// save finishes the call in hand. Who called is as the box knows; nobody found
// is an unknown customer (S-UNK-4).
func save(s *telephony.Snapshot, me *telephony.AgentView, reason telephony.ReasonID) (telephony.Wish, *telephony.Refusal) {
	for _, c := range s.Calls {
		if c.ID != me.Call || me.Call == 0 {
			continue
		}
		form := telephony.SaveForm{Unknown: c.Customer == nil, Reasons: path(s, c.Tree, reason)}
		if reason != "" && form.Reasons == nil {
			return nil, &telephony.Refusal{Code: telephony.RefusedReasonUnknown}
		}
		return telephony.SaveCall{Agent: me.ID, Call: c.ID, Form: form}, nil
	}
	return nil, &telephony.Refusal{Code: telephony.RefusedNoCall}
}

// path leads from the root of a tree to a reason; nil: it isn't there.
func path(s *telephony.Snapshot, tree telephony.TreeID, reason telephony.ReasonID) []telephony.ReasonID {
	for _, t := range s.Trees {
		if t.ID == tree {
			return below(t.Roots, reason)
		}
	}
	return nil
}

func below(nodes []telephony.ReasonNode, reason telephony.ReasonID) []telephony.ReasonID {
	for _, n := range nodes {
		if n.ID == reason {
			return []telephony.ReasonID{n.ID}
		}
		if rest := below(n.Children, reason); rest != nil {
			return append([]telephony.ReasonID{n.ID}, rest...)
		}
	}
	return nil
}
