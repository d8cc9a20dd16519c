package lamp

import (
	"testing"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
)

func TestNight(t *testing.T) {
	for _, c := range []struct {
		front telephony.Front
		dark  string // a sign for each hour
	}{
		{telephony.Front{}, "######................##"},
		{telephony.Front{DimFrom: 20, DimTill: 7}, "#######.............####"},
		{telephony.Front{DimFrom: 0, DimTill: 5}, "#####..................."},
		{telephony.Front{DimFrom: 12, DimTill: 13}, "............#..........."},
		{telephony.Front{DimFrom: 8, DimTill: 8}, "######................##"},
		{telephony.Front{Bright: true, DimFrom: 20, DimTill: 7}, "........................"},
	} {
		for hour := range 24 {
			if got := Night(c.front, hour, nil); got != (c.dark[hour] == '#') {
				t.Errorf("%+v at %d: %v", c.front, hour, got)
			}
		}
	}
}

// Where the office wants it, it is night for lamps as long as no queue is open.
func TestNightWhileClosed(t *testing.T) {
	open, closed, off := telephony.QueueView{}, telephony.QueueView{Closed: true}, telephony.QueueView{Disabled: true}
	for _, c := range []struct {
		front  telephony.Front
		queues []telephony.QueueView
		want   bool
	}{
		{telephony.Front{DimClosed: true}, []telephony.QueueView{closed, off}, true},
		{telephony.Front{DimClosed: true}, []telephony.QueueView{closed, open}, false},
		{telephony.Front{DimClosed: true}, nil, false},
		{telephony.Front{}, []telephony.QueueView{closed}, false},
		{telephony.Front{DimClosed: true, Bright: true}, []telephony.QueueView{closed}, false},
	} {
		if got := Night(c.front, 12, c.queues); got != c.want {
			t.Errorf("%+v %+v at noon: %v", c.front, c.queues, got)
		}
	}
}

// The table of what lamps do at night that can't be dimmed: those that only
// say that all is well are dark, whatever calls for somebody is lit.
func TestRests(t *testing.T) {
	steady := func(c board.Colour) board.Light { return board.Light{Rhythm: board.Steady, Colour: c} }
	for _, c := range []struct {
		kind board.FunctionKind
		l    board.Light
		want bool
	}{
		{board.FnPower, steady(board.Green), true}, {board.FnNetwork, steady(board.Green), true}, {board.FnTrunk, steady(board.Green), true},
		{board.FnNetwork, help, false}, {board.FnTrunk, attention, false}, {board.FnRecording, steady(board.Green), false},
		{board.FnFault, steady(board.Red), false}, {board.FnSeat, steady(board.Green), false}, {board.FnOnAir, steady(board.Green), false},
		{board.FnQueue, steady(board.Green), false}, {board.FnMessage, OfSeat[Wrapping], false},
	} {
		if got := Rests(board.Function{Kind: c.kind}, c.l); got != c.want {
			t.Errorf("%s %v: %v", c.kind, c.l, got)
		}
	}
}
