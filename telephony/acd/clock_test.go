package acd

import (
	"reflect"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// The desk writes down that the wall clock was set, forward or back, and once
// that it is trusted; it says nothing while the clocks go alike, over a new
// boot, or of a jump below two seconds.
//
// FAULTS 21
func TestClockSetIsWrittenDown(t *testing.T) {
	d := New()
	wall := time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)
	for i, c := range []struct {
		boot    uint32
		up      time.Duration
		wall    time.Time
		trusted bool
		want    []telephony.Fact
	}{
		{1, time.Second, time.Unix(10, 0).UTC(), false, nil},
		{1, time.Minute, time.Unix(69, 0).UTC(), false, nil},
		{1, 2 * time.Minute, wall, true, []telephony.Fact{telephony.ClockSet{By: wall.Sub(time.Unix(129, 0)), Sure: true}}},
		{1, 3 * time.Minute, wall.Add(time.Minute + 1900*time.Millisecond), true, nil},
		{1, 4 * time.Minute, wall.Add(2*time.Minute - time.Hour), true, []telephony.Fact{telephony.ClockSet{By: -time.Hour - 1900*time.Millisecond, Sure: true}}},
		{2, time.Second, wall, true, nil},
	} {
		now := telephony.Moment{Boot: c.boot, Up: c.up, Wall: c.wall, Trusted: c.trusted}
		facts, _, _ := d.Step(uint64(10*i+1), now, 1, telephony.SeatReached{Seat: "201", Reach: telephony.Reachable, Phone: time.Duration(i).String()})
		var got []telephony.Fact
		for _, f := range facts {
			if f.Kind() == telephony.KindClockSet {
				got = append(got, f)
			}
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("step %d: %+v, not %+v (of %+v)", i, got, c.want, facts)
		}
		d.Apply(uint64(10*i+9), now, telephony.Began{})
	}
}

// A supervisor has a call kept; an operator may not.
func TestKeepingACallIsForSupervisors(t *testing.T) {
	d := New()
	now := telephony.Moment{Boot: 1, Up: time.Second, Wall: time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC), Trusted: true}
	d.Step(1, now, 1, telephony.OfficeChanged{Office: telephony.Office{Agents: []telephony.Agent{{ID: "vedouci", Name: "Ivana", Supervisor: true}, {ID: "jana", Name: "Jana"}}}})
	facts, _, r := d.Step(10, now, 1, telephony.KeepCall{By: "vedouci", Call: 7, Keep: true})
	if want := (telephony.CallKept{Call: 7, By: "vedouci", ByName: "Ivana", Keep: true}); r != nil || len(facts) == 0 || facts[len(facts)-1] != telephony.Fact(want) {
		t.Errorf("%+v %+v", facts, r)
	}
	if facts, _, r := d.Step(20, now, 1, telephony.KeepCall{By: "jana", Call: 7}); r == nil || r.Code != telephony.RefusedNotAllowed || facts != nil {
		t.Errorf("%+v %+v", facts, r)
	}
}
