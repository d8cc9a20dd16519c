package exchange

import (
	"slices"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// fill puts named items and returns the order in which they come out.
func order(t *testing.T, fill func(b *inbox, put func(l lane, leg telephony.LegID, name string) bool)) []string {
	t.Helper()
	b := newInbox(2)
	var got []string
	fill(b, func(l lane, leg telephony.LegID, name string) bool {
		return b.put(l, item{leg: leg, do: func() { got = append(got, name) }})
	})
	for it, ok := b.take(); ok; it, ok = b.take() {
		it.do()
	}
	return got
}

func TestEndsComeFirstNewCallsLast(t *testing.T) {
	got := order(t, func(_ *inbox, put func(lane, telephony.LegID, string) bool) {
		put(laneNew, 1, "new call")
		put(lanePeople, 0, "wish")
		put(laneEnds, 2, "end")
	})
	if want := []string{"end", "wish", "new call"}; !slices.Equal(got, want) {
		t.Errorf("order %q, want %q", got, want)
	}
}

func TestNewsOfALegNeverOvertakesItsArrival(t *testing.T) {
	got := order(t, func(_ *inbox, put func(lane, telephony.LegID, string) bool) {
		put(laneNew, 1, "arrival 1")
		put(laneNew, 2, "arrival 2")
		put(laneEnds, 2, "end 2")
	})
	if want := []string{"arrival 2", "end 2", "arrival 1"}; !slices.Equal(got, want) {
		t.Errorf("order %q, want %q", got, want)
	}
}

func TestNewCallsAreBoundedEndsAreNot(t *testing.T) {
	order(t, func(b *inbox, put func(lane, telephony.LegID, string) bool) {
		put(laneNew, 1, "")
		put(laneNew, 2, "")
		if put(laneNew, 3, "") {
			t.Error("a third new call was taken into a lane of two")
		}
		for range 1000 {
			if !put(laneEnds, 0, "") || !put(lanePeople, 0, "") {
				t.Fatal("an end or a wish was refused")
			}
		}
		b.close()
		if put(laneEnds, 0, "") {
			t.Error("a closed inbox took something")
		}
	})
}
