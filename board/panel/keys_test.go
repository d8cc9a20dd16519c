package panel

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/key"
	"github.com/spojka/spojka/board/profile"
	"github.com/spojka/spojka/telephony"
)

// Proves: S-STATE-4
func TestKeyGoesOnAirAndOff(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.fake.Push("key-7", true)
		synctest.Wait()
		r.want(telephony.GoOnAir{Agent: "jana"})
		r.fake.Push("key-7", false)
		time.Sleep(20 * ms)
		if r.fake.Lit("key-7") != board.Green {
			t.Error("on air isn't shown")
		}
		r.tap("key-7")
		r.want(telephony.GoOffAir{Agent: "jana"})
		r.p.Press(board.Press{Key: "key-7"})
		synctest.Wait()
		r.want(telephony.GoOnAir{Agent: "jana"})
	})
}

// The first edge counts; what bounces after it doesn't press again.
func TestBouncingKeyPressesOnce(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		for n := range 9 {
			r.fake.Push("key-7", n%2 == 0)
			time.Sleep(ms)
		}
		synctest.Wait()
		r.want(telephony.GoOnAir{Agent: "jana"})
		time.Sleep(300 * ms)
		for n := range 9 {
			r.fake.Push("key-7", n%2 == 1)
			time.Sleep(ms)
		}
		time.Sleep(300 * ms)
		r.want()
		// A release that came while it bounced is believed afterwards.
		r.tap("key-7")
		r.want(telephony.GoOffAir{Agent: "jana"})
		r.fake.Push("key-7", true)
		r.fake.Push("key-7", false)
		time.Sleep(100 * ms)
		r.want(telephony.GoOnAir{Agent: "jana"})
		r.tap("key-7")
		r.want(telephony.GoOffAir{Agent: "jana"})
	})
}

func TestHoldIsAnotherDeed(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.fake.Push("key-1", true)
		time.Sleep(50 * ms)
		if r.fake.Lit("key-1") != board.White {
			t.Error("the press isn't acknowledged within 50 ms")
		}
		time.Sleep(key.HoldTime - 60*ms)
		r.want()
		time.Sleep(20 * ms)
		r.want(telephony.HangUp{Agent: "jana"})
		r.fake.Push("key-1", false)
		time.Sleep(key.TwiceTime + 50*ms)
		r.want()
		r.tap("key-1")
		r.want() // there may come a second press
		time.Sleep(key.TwiceTime)
		r.want(telephony.GoOnAir{Agent: "jana"})
		r.desk.set(func(s *telephony.Snapshot) { s.Agents[0].Presence = telephony.OnAir })
		r.tap("key-1") // on air a second one would mean nothing
		r.want(telephony.GoOffAir{Agent: "jana"})
	})
}

// Twice in a short time is a deed of its own, and only that.
func TestTwiceIsAnotherDeed(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		for range 2 {
			r.fake.Push("key-1", true)
			time.Sleep(60 * ms)
			if r.fake.Lit("key-1") != board.White {
				t.Error("the press isn't acknowledged")
			}
			r.fake.Push("key-1", false)
			time.Sleep(60 * ms)
		}
		r.want(telephony.LoadUnprocessed{Agent: "jana"})
		time.Sleep(2 * time.Second)
		r.want()
		r.tap("key-1")
		r.fake.Push("key-1", true) // and the second one is a hold
		time.Sleep(key.HoldTime + 50*ms)
		r.fake.Push("key-1", false)
		time.Sleep(time.Second)
		r.want(telephony.HangUp{Agent: "jana"})
	})
}

// A refusal flashes three times and stays to be read until the next press.
func TestRefusalFlashesThreeTimes(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.desk.refuse(&telephony.Refusal{Code: telephony.RefusedSaveFirst})
		r.p.Press(board.Press{Key: "key-7"})
		time.Sleep(10 * ms)
		if got := r.sample("key-7", 8, 125*ms); got != "R.R.R..." {
			t.Errorf("the lamp showed %s", got)
		}
		time.Sleep(5 * time.Second)
		if k := r.key("key-7"); k.Refused != string(telephony.RefusedSaveFirst) || k.Light.Rhythm == board.Triple {
			t.Errorf("later: %+v", k)
		}
		r.desk.refuse(nil)
		r.p.Press(board.Press{Key: "key-7"})
		time.Sleep(10 * ms)
		if k := r.key("key-7"); k.Refused != "" {
			t.Errorf("the next press leaves %q", k.Refused)
		}
		r.p.Press(board.Press{Key: "key-2", Deed: board.Held}) // no call to be transferred
		time.Sleep(10 * ms)
		if k := r.key("key-2"); k.Refused != string(telephony.RefusedNobodyThere) || k.Light.Rhythm != board.Triple {
			t.Errorf("another's seat: %+v", k)
		}
		r.desk.fail(errors.New("not yet"))
		r.p.Press(board.Press{Key: "key-7"})
		time.Sleep(10 * ms)
		if k := r.key("key-7"); k.Refused != string(telephony.RefusedStarting) {
			t.Errorf("a desk that doesn't answer: %+v", k)
		}
	})
}

// While a desk is slow to answer, lamps go on and a key asks once.
func TestSlowDeskHoldsNothingUp(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.desk.delay(3 * time.Second)
		r.tap("key-7")
		r.tap("key-7")
		r.desk.set(func(s *telephony.Snapshot) { s.Agents[0].Work = telephony.Talking })
		time.Sleep(30 * ms)
		if r.fake.Lit("key-1") != board.Blue {
			t.Error("lamps wait for the desk's answer")
		}
		time.Sleep(4 * time.Second)
		r.want(telephony.GoOnAir{Agent: "jana"})
	})
}

// Every press is acknowledged by the key's lamp at once, also of a key that is
// free: who wires it sees that it works.
func TestPressIsAcknowledged(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.p.Assign(map[string]board.Function{"key-8": {}})
		time.Sleep(20 * ms)
		for _, key := range []string{"key-1", "key-5", "key-7", "key-8"} {
			r.fake.Push(key, true)
			time.Sleep(10 * ms)
			if got := r.fake.Lit(key); got != board.White {
				t.Errorf("%s is pressed and shows %q", key, got)
			}
			r.fake.Push(key, false)
			time.Sleep(2 * time.Second)
			if got := r.fake.Lit(key); key == "key-8" && got != "" {
				t.Errorf("%s is free and shows %q", key, got)
			}
		}
	})
}

// A key that sticks is an alarm within ten seconds, also one that stuck when
// the box started; the others go on, and it ends when the key is let go.
//
// FAULTS 33.
func TestStuckKey(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.fake.Push("key-1", true)
		time.Sleep(5 * time.Second)
		if s := r.p.Trouble(); s != "" {
			t.Errorf("after five seconds: %q", s)
		}
		time.Sleep(5 * time.Second)
		if s := r.p.Trouble(); !strings.Contains(s, "key-1: held down") || r.p.Face().Trouble != s {
			t.Errorf("after ten seconds: %q, on the page %q", s, r.p.Face().Trouble)
		}
		r.tap("key-7")
		r.want(telephony.HangUp{Agent: "jana"}, telephony.GoOnAir{Agent: "jana"})
		r.fake.Push("key-1", false)
		time.Sleep(2 * time.Second)
		if s := r.p.Trouble(); s != "" {
			t.Errorf("let go: %q", s)
		}
	})
}

// One that stuck when the box started is no press, however long it sticks.
//
// FAULTS 33.
func TestKeyThatStuckAtTheStart(t *testing.T) {
	p, err := profile.Named("sim")
	if err != nil {
		t.Fatal(err)
	}
	f := newFront(Options{Profile: p})
	f.ask = func(key int, w telephony.Wish) { t.Errorf("%s wishes %#v", p.Keys[key].Name, w) }
	f.see(&telephony.Snapshot{Agents: []telephony.AgentView{{ID: "jana", Seat: "201"}}, Seats: []telephony.SeatView{{ID: "201"}}})
	for _, key := range []string{"key-1", "key-7"} {
		f.edge(board.Edge{Key: key, Down: true, Old: true}, time.Second)
		f.pass(20 * time.Second)
		if s := f.stuck(20 * time.Second); !strings.Contains(s, key) || !strings.Contains(s, "polarity") {
			t.Errorf("%s: %q", key, s)
		}
		f.edge(board.Edge{Key: key}, 21*time.Second)
		f.pass(30 * time.Second)
		if s := f.stuck(30 * time.Second); s != "" {
			t.Errorf("%s let go: %q", key, s)
		}
	}
}

// A press that is only to be found does nothing else; what is put on a key
// counts from then on.
func TestKeysAreFoundAndAssigned(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.p.Find(true)
		time.Sleep(10 * ms)
		if !r.p.Face().Asking {
			t.Error("the front doesn't ask for a key")
		}
		r.tap("key-7")
		r.want()
		if f := r.p.Face(); f.Asking || f.Found != "key-7" {
			t.Errorf("found is %q, asking %v", f.Found, f.Asking)
		}
		r.p.Assign(map[string]board.Function{"key-7": {Kind: board.FnMessage}, "key-1": {}})
		time.Sleep(10 * ms)
		r.tap("key-7")
		r.want(telephony.LoadUnprocessed{Agent: "jana"})
		r.tap("key-1")
		r.want()
		r.p.Assign(nil)
		time.Sleep(10 * ms)
		r.tap("key-7")
		r.want(telephony.GoOnAir{Agent: "jana"})
	})
}

// The panel's own seat decides whose keys they are.
func TestOwnSeat(t *testing.T) {
	run(t, "202", func(t *testing.T, r *rig) {
		r.tap("key-7")
		r.want()
		if k := r.key("key-7"); k.Refused != string(telephony.RefusedNotSignedOn) {
			t.Errorf("nobody sits at 202, but: %+v", k)
		}
		r.desk.set(func(s *telephony.Snapshot) { s.Agents[1].Seat = "202" })
		r.tap("key-7")
		r.want(telephony.GoOnAir{Agent: "petr"})
	})
}
