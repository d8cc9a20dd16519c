package panel

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
)

// A front that stood still while a key was pressed and let go takes the press
// for what it was by the clock of the hardware.
func TestStandstillChangesNoDeed(t *testing.T) {
	for down, want := range map[time.Duration]telephony.Wish{
		200 * ms:  telephony.PickUp{Agent: "jana", Seat: "202"},
		1200 * ms: telephony.Transfer{Agent: "jana", Call: 9, Prefer: "petr"},
	} {
		run(t, "201", func(t *testing.T, r *rig) {
			r.desk.set(func(s *telephony.Snapshot) {
				s.Agents[0].Work, s.Agents[0].Call, s.Agents[1].Seat = telephony.Talking, 9, "202"
				s.Calls = []telephony.CallView{{ID: 9}}
			})
			for range 20 { // the timer and the edge race for the first word
				r.p.order(func(*front, time.Duration) { time.Sleep(3 * time.Second) })
				r.fake.Push("key-2", true)
				time.Sleep(down)
				r.fake.Push("key-2", false)
				time.Sleep(5 * time.Second)
				r.want(want)
			}
		})
	}
}

// The program stood still between a press and its end.
func TestStandstillIsNoHold(t *testing.T) {
	run(t, "201", func(t *testing.T, r *rig) {
		r.desk.set(func(s *telephony.Snapshot) { s.Agents[0].Work, s.Agents[1].Seat = telephony.Talking, "202" })
		for range 20 {
			r.fake.Push("key-2", true)
			time.Sleep(20 * ms)
			r.p.order(func(*front, time.Duration) { time.Sleep(3 * time.Second) })
			synctest.Wait()
			r.fake.Push("key-2", false)
			time.Sleep(5 * time.Second)
			r.want(telephony.PickUp{Agent: "jana", Seat: "202"})
		}
	})
}

// Who looked for a key and went away costs nobody a press later.
func TestLookingForAKeyEnds(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.p.Find(true)
		time.Sleep(59 * time.Second)
		if !r.p.Face().Asking {
			t.Error("it ends too soon")
		}
		time.Sleep(2100 * ms)
		if r.p.Face().Asking {
			t.Error("the front asks for ever")
		}
		r.tap("key-7")
		r.want(telephony.GoOnAir{Agent: "jana"})
	})
}

// What a key means may change while it is down: a press does one deed.
func TestPressWhileItsKeyIsAssigned(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.fake.Push("key-7", true)
		time.Sleep(20 * ms)
		r.want(telephony.GoOnAir{Agent: "jana"})
		r.p.Assign(map[string]board.Function{"key-7": {Kind: board.FnQueue, Name: "podpora"}})
		time.Sleep(20 * ms)
		r.fake.Push("key-7", false)
		time.Sleep(2 * time.Second)
		r.want()
	})
}
