package lamp

import (
	"testing"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
)

// The written table, panel beside phone, row by row.
//
// Proves: D-43
func TestPhoneTable(t *testing.T) {
	const none, early, confirmed = telephony.DialogNone, telephony.DialogEarly, telephony.DialogConfirmed
	rows := []struct {
		state State
		panel board.Rhythm
		blf   telephony.DialogState
		onAir telephony.DialogState
	}{
		{SignedOff, board.Off, none, none},
		{Free, board.Steady, none, confirmed},
		{Away, board.Blip, none, none},
		{Ringing, board.Flash, early, confirmed},
		{Talking, board.Steady, confirmed, confirmed},
		{Wrapping, board.Wink, none, early},
		{Unreachable, board.SlowFlash, none, none},
		{Emergency, board.Alarm, early, none},
	}
	if len(rows) != len(OfSeat) || len(PhoneOfSeat) != len(OfSeat) || len(PhoneOfOnAir) != len(OfSeat) {
		t.Error("a state stands in one table and not in the other")
	}
	for _, r := range rows {
		if OfSeat[r.state].Rhythm != r.panel || PhoneOfSeat[r.state] != r.blf || PhoneOfOnAir[r.state] != r.onAir {
			t.Errorf("%s: panel %s, phone %s and %s", r.state, OfSeat[r.state].Rhythm, PhoneOfSeat[r.state], PhoneOfOnAir[r.state])
		}
	}
}

func TestPhoneResources(t *testing.T) {
	s := office()
	s.Agents[0].Queues = []telephony.QueueID{"podpora"}
	show := func(resource string) string {
		l, ok := Phone(s, "201", resource)
		if !ok {
			return "nothing"
		}
		if (l.Dialog == "") != (l.State == telephony.DialogNone) {
			t.Errorf("%s: dialog %q while %s", resource, l.Dialog, l.State)
		}
		return string(l.State)
	}
	for _, step := range []struct {
		do                           func()
		seat, onAir, rest, wait, who string
	}{
		{func() {}, "terminated", "terminated", "terminated", "terminated", "nothing"},
		{func() { s.Agents[0].Break = "task" }, "terminated", "terminated", "confirmed", "terminated", "nothing"},
		{func() { s.Agents[0].Break, s.Agents[0].Presence = "", telephony.OnAir }, "terminated", "confirmed", "terminated", "terminated", "nothing"},
		{func() { s.Queues[0].Waiting = 1 }, "terminated", "confirmed", "terminated", "early", "nothing"},
		{func() { s.Agents[0].Work, s.Agents[0].Call, s.Agents[0].Offer = telephony.Ringing, 7, 9 }, "early", "confirmed", "terminated", "early", "nothing"},
	} {
		step.do()
		got := [...]string{show("201"), show("on-air"), show("break-2"), show("queue-podpora"), show("queue-x")}
		if got != [...]string{step.seat, step.onAir, step.rest, step.wait, step.who} {
			t.Errorf("%v", got)
		}
	}
	s.Calls = []telephony.CallView{{ID: 7, From: "+420777123456", FromName: "Jan"}, {ID: 8, Stage: telephony.StageUnprocessed, Queue: "podpora"}, {ID: 9, Stage: telephony.StageUnprocessed, Queue: "x"}}
	if l, _ := Phone(s, "202", "201"); l != (telephony.PhoneLamp{State: telephony.DialogEarly, Dialog: "7", Offer: 9, From: "+420777123456", Name: "Jan"}) {
		t.Errorf("what rings is %+v", l)
	}
	for _, name := range []string{"", "break-3", "break-", "999", "on-air "} {
		if show(name) != "nothing" {
			t.Errorf("there is a resource %q", name)
		}
	}
	if show("night") != "terminated" || show("night-podpora") != "terminated" || show("night-x") != "nothing" || show("night-") != "nothing" {
		t.Error("the night switch, not turned")
	}
	s.Queues[0].Night.Hold = telephony.HoldClosed
	if show("night") != "confirmed" || show("night-podpora") != "confirmed" {
		t.Error("the night switch, turned")
	}
	s.Items = []telephony.Item{{Queue: "podpora"}, {Queue: "x"}}
	if Mail(s, "201").New != 2 || Mail(s, "202").New != 4 {
		t.Errorf("with what was left: %v at 201, %v where nobody sits", Mail(s, "201"), Mail(s, "202"))
	}
	s.Items = nil
	if Mail(s, "201").New != 1 || Mail(s, "202").New != 2 {
		t.Errorf("messages: %v at 201, %v where nobody sits", Mail(s, "201"), Mail(s, "202"))
	}
}
