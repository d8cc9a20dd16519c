package board

import (
	"testing"

	"github.com/spojka/spojka/telephony"
)

func TestResolve(t *testing.T) {
	s := &telephony.Snapshot{
		Seats:  []telephony.SeatView{{ID: "201"}, {ID: "202"}},
		Queues: []telephony.QueueView{{ID: "podpora"}},
		Trunks: []telephony.TrunkView{{ID: "o2"}},
	}
	for fn, want := range map[Function]Function{
		{FnSeat, "#2"}:   {FnSeat, "202"},
		{FnSeat, "#3"}:   {},
		{FnSeat, "#0"}:   {},
		{FnSeat, "#"}:    {},
		{FnSeat, "#x"}:   {},
		{FnSeat, "207"}:  {FnSeat, "207"},
		{FnQueue, "#1"}:  {FnQueue, "podpora"},
		{FnTrunk, "#1"}:  {FnTrunk, "o2"},
		{FnTrunk, ""}:    {FnTrunk, ""},
		{FnPower, ""}:    {FnPower, ""},
		{FnBreak, "#1"}:  {},
		{FnSeat, "#-1"}:  {},
		{FnSeat, "#999"}: {},
	} {
		if got := Resolve(s, fn); got != want {
			t.Errorf("%v is %v, not %v", fn, got, want)
		}
	}
}
