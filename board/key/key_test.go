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
	for _, c := range []struct {
		what    string
		me      telephony.AgentView
		kind    board.FunctionKind
		name    string
		hold    bool
		want    telephony.Wish
		refusal telephony.RefusalCode
	}{
		{"free key", on, "", "", false, nil, ""},
		{"off air", on, board.FnOnAir, "", false, telephony.GoOffAir{Agent: "jana"}, ""},
		{"on air", off, board.FnOnAir, "", false, telephony.GoOnAir{Agent: "jana"}, ""},
		{"break", on, board.FnBreak, "2", false, telephony.GoOffAir{Agent: "jana", Break: "task"}, ""},
		{"back from break", task, board.FnBreak, "2", false, telephony.GoOnAir{Agent: "jana"}, ""},
		{"another break", task, board.FnBreak, "1", false, telephony.GoOffAir{Agent: "jana", Break: "personal"}, ""},
		{"no such break", on, board.FnBreak, "3", false, nil, telephony.RefusedUnknownBreak},
		{"no number", on, board.FnBreak, "x", false, nil, telephony.RefusedUnknownBreak},
		{"own seat", off, board.FnSeat, "201", false, telephony.GoOnAir{Agent: "jana"}, ""},
		{"own seat held", off, board.FnSeat, "201", true, telephony.HangUp{Agent: "jana"}, ""},
		{"another's seat", off, board.FnSeat, "202", false, nil, telephony.RefusedNotAllowed},
		{"unprocessed", off, board.FnMessage, "", false, telephony.LoadUnprocessed{Agent: "jana"}, ""},
		{"queue", off, board.FnQueue, "podpora", false, nil, telephony.RefusedNotAllowed},
	} {
		s := &telephony.Snapshot{Agents: []telephony.AgentView{c.me}, Breaks: []telephony.Break{{ID: "personal"}, {ID: "task"}}}
		wish, refusal := Wish(s, "jana", board.Function{Kind: c.kind, Name: c.name}, c.hold)
		code := telephony.RefusalCode("")
		if refusal != nil {
			code = refusal.Code
		}
		if wish != c.want || code != c.refusal {
			t.Errorf("%s: %#v, %q; want %#v, %q", c.what, wish, code, c.want, c.refusal)
		}
	}
	_, refusal := Wish(&telephony.Snapshot{}, "", board.Function{Kind: board.FnOnAir}, false)
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
