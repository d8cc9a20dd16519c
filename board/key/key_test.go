package key

import (
	"testing"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
)

func TestWish(t *testing.T) {
	on := telephony.AgentView{ID: "jana", Seat: "201", Presence: telephony.OnAir}
	off := telephony.AgentView{ID: "jana", Seat: "201", Presence: telephony.OffAir}
	task := telephony.AgentView{ID: "jana", Seat: "201", Presence: telephony.OffAir, Break: "task"}
	ringing := telephony.AgentView{ID: "jana", Seat: "201", Presence: telephony.OnAir, Work: telephony.Ringing, Call: 7}
	talking := telephony.AgentView{ID: "jana", Seat: "201", Presence: telephony.OnAir, Work: telephony.Talking, Call: 7}
	calling := talking
	calling.Call = 8
	for _, c := range []struct {
		what    string
		me      telephony.AgentView
		kind    board.FunctionKind
		name    string
		how     board.Deed
		want    telephony.Wish
		refusal telephony.RefusalCode
	}{
		{"free key", on, "", "", board.Once, nil, ""},
		{"off air", on, board.FnOnAir, "", board.Once, telephony.GoOffAir{Agent: "jana"}, ""},
		{"on air", off, board.FnOnAir, "", board.Once, telephony.GoOnAir{Agent: "jana"}, ""},
		{"break", on, board.FnBreak, "2", board.Once, telephony.GoOffAir{Agent: "jana", Break: "task"}, ""},
		{"back from break", task, board.FnBreak, "2", board.Once, telephony.GoOnAir{Agent: "jana"}, ""},
		{"another break", task, board.FnBreak, "1", board.Once, telephony.GoOffAir{Agent: "jana", Break: "personal"}, ""},
		{"no such break", on, board.FnBreak, "3", board.Once, nil, telephony.RefusedUnknownBreak},
		{"no number", on, board.FnBreak, "x", board.Once, nil, telephony.RefusedUnknownBreak},
		{"own seat", off, board.FnSeat, "201", board.Once, telephony.GoOnAir{Agent: "jana"}, ""},
		{"own seat held", off, board.FnSeat, "201", board.Held, telephony.HangUp{Agent: "jana"}, ""},
		{"own seat twice", off, board.FnSeat, "201", board.Twice, telephony.LoadUnprocessed{Agent: "jana"}, ""},
		{"own seat rings", ringing, board.FnSeat, "201", board.Once, telephony.LiftPhone{Agent: "jana"}, ""},
		{"own seat talks", talking, board.FnSeat, "201", board.Once, telephony.HoldCall{Agent: "jana"}, ""},
		{"another's seat", off, board.FnSeat, "202", board.Once, telephony.PickUp{Agent: "jana", Seat: "202"}, ""},
		{"to another's seat", talking, board.FnSeat, "202", board.Held, telephony.Transfer{Agent: "jana", Call: 7, Queue: "podpora", Prefer: "petr"}, ""},
		{"to another's seat, no call", off, board.FnSeat, "202", board.Held, nil, telephony.RefusedNoCall},
		{"to a seat where nobody sits", talking, board.FnSeat, "203", board.Held, nil, telephony.RefusedNobodyThere},
		{"whom the phone called, to another's seat", calling, board.FnSeat, "202", board.Held, telephony.Transfer{Agent: "jana", Call: 8, Queue: "uctarna", Prefer: "petr"}, ""},
		{"to a queue", talking, board.FnQueue, "uctarna", board.Held, telephony.Transfer{Agent: "jana", Call: 7, Queue: "uctarna"}, ""},
		{"answer", ringing, board.FnAnswer, "", board.Once, telephony.LiftPhone{Agent: "jana"}, ""},
		{"hold", talking, board.FnHold, "", board.Once, telephony.HoldCall{Agent: "jana"}, ""},
		{"hang up", talking, board.FnHangUp, "", board.Once, telephony.HangUp{Agent: "jana"}, ""},
		{"unprocessed", off, board.FnMessage, "", board.Once, telephony.LoadUnprocessed{Agent: "jana"}, ""},
		{"queue", off, board.FnQueue, "podpora", board.Once, telephony.TakeOldest{Agent: "jana", Queue: "podpora"}, ""},
		{"night", off, board.FnNight, "", board.Once, telephony.SetNight{Agent: "jana", Hold: telephony.HoldClosed}, ""},
		{"night of an open queue", off, board.FnNight, "podpora", board.Once, telephony.SetNight{Agent: "jana", Queue: "podpora", Hold: telephony.HoldClosed}, ""},
		{"night of one closed by its hours", off, board.FnNight, "nocni", board.Once, telephony.SetNight{Agent: "jana", Queue: "nocni", Hold: telephony.HoldOpen}, ""},
		{"night of one held", off, board.FnNight, "drzena", board.Once, telephony.SetNight{Agent: "jana", Queue: "drzena"}, ""},
		{"night of no queue", off, board.FnNight, "x", board.Once, nil, telephony.RefusedUnknownQueue},
		{"a lamp", off, board.FnFault, "", board.Once, nil, telephony.RefusedNotAllowed},
	} {
		s := &telephony.Snapshot{Agents: []telephony.AgentView{c.me, {ID: "petr", Seat: "202", Queues: []telephony.QueueID{"uctarna"}}}, Calls: []telephony.CallView{{ID: 7, Queue: "podpora"}, {ID: 8}}, Breaks: []telephony.Break{{ID: "personal"}, {ID: "task"}},
			Queues: []telephony.QueueView{{ID: "podpora"}, {ID: "nocni", Closed: true}, {ID: "drzena", Disabled: true, Closed: true, Night: telephony.NightView{Hold: telephony.HoldClosed}}}}
		wish, refusal := Wish(s, "jana", board.Function{Kind: c.kind, Name: c.name}, c.how)
		code := telephony.RefusalCode("")
		if refusal != nil {
			code = refusal.Code
		}
		if wish != c.want || code != c.refusal {
			t.Errorf("%s: %#v, %q; want %#v, %q", c.what, wish, code, c.want, c.refusal)
		}
	}
	_, refusal := Wish(&telephony.Snapshot{}, "", board.Function{Kind: board.FnOnAir}, board.Once)
	if refusal == nil || refusal.Code != telephony.RefusedNotSignedOn {
		t.Errorf("nobody at the panel: %v", refusal)
	}
}

func TestOwn(t *testing.T) {
	none := telephony.AgentView{ID: "none"}
	jana := telephony.AgentView{ID: "jana", Seat: "201"}
	petr := telephony.AgentView{ID: "petr", Seat: "202"}
	for _, c := range []struct {
		seat   telephony.SeatID
		agents []telephony.AgentView
		want   telephony.AgentID
	}{
		{"", nil, ""},
		{"", []telephony.AgentView{none, jana}, "jana"},
		{"", []telephony.AgentView{jana, petr}, ""},
		{"202", []telephony.AgentView{jana, petr}, "petr"},
		{"203", []telephony.AgentView{jana, petr}, ""},
	} {
		if got := Own(&telephony.Snapshot{Agents: c.agents}, c.seat); got != c.want {
			t.Errorf("seat %q of %d: %q, not %q", c.seat, len(c.agents), got, c.want)
		}
	}
}
