package webadmin

import (
	"testing"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/lamp"
	"github.com/spojka/spojka/telephony"
)

// Pages draw a seat's state as its lamp shows it: the same colour, grey for
// white and dark, and a sign that no other state has. Help called from a seat
// is no state of who sits there: it stands above every page.
//
// Proves: D-43
func TestPageAgreesWithTheLampTable(t *testing.T) {
	signs := map[string]lamp.State{}
	f := &frame{}
	for _, seat := range []telephony.SeatID{"", "201"} {
		for _, presence := range []telephony.Presence{telephony.OffAir, telephony.OnAir} {
			for _, work := range []telephony.Work{telephony.Idle, telephony.Ringing, telephony.Talking, telephony.Wrapping} {
				for _, reach := range []telephony.Reach{telephony.Reachable, telephony.Unregistered, telephony.Unanswering, telephony.OffHook} {
					a := telephony.AgentView{ID: "jana", Seat: seat, Presence: presence, Work: work}
					s := &telephony.Snapshot{Agents: []telephony.AgentView{a}, Seats: []telephony.SeatView{{ID: "201", Reach: reach}}}
					is, page := lamp.Person(s, seat), f.stateOf(a, reach)
					light := lamp.OfSeat[is]
					want := colours[light.Colour]
					if light.Rhythm == board.Off {
						want = "rest"
					}
					if page.S != want {
						t.Errorf("%s: the page is %s, the lamp %v", is, page.S, light)
					}
					if other, taken := signs[page.Sign]; taken && other != is {
						t.Errorf("%s and %s have the sign %s", is, other, page.Sign)
					}
					signs[page.Sign] = is
				}
			}
		}
	}
	if states := len(lamp.OfSeat) - 1; len(signs) != states {
		t.Errorf("signs for %d of %d states: %v", len(signs), states, signs)
	}
}
