package key

import (
	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
)

// night turns the night switch of a queue, of all where none is named: what is
// held is let go; what is open is held closed; what is closed by its hours is
// held open (D-41).
func night(s *telephony.Snapshot, me *telephony.AgentView, name string) (telephony.Wish, *telephony.Refusal) {
	held, open := false, false
	n := board.Switched(s, name, func(q *telephony.QueueView) {
		held = held || q.Night.Hold != telephony.HoldNot
		open = open || !q.Closed
	})
	if n == 0 {
		return nil, &telephony.Refusal{Code: telephony.RefusedUnknownQueue}
	}
	w := telephony.SetNight{Agent: me.ID, Queue: telephony.QueueID(name), Hold: telephony.HoldOpen}
	switch {
	case held:
		w.Hold = telephony.HoldNot
	case open:
		w.Hold = telephony.HoldClosed
	}
	return w, nil
}
