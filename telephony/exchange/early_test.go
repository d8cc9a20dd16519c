package exchange_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/acd"
)

// goesOut is the office, with a trunk that calls can leave by.
func goesOut() telephony.Office {
	o := office()
	o.Country, o.Trunks[0].Host = "CZ", "trunk.example"
	return o
}

// A phone calls for help while the next brain takes the calls of before over:
// it waits for that and is not refused. Who gives up meanwhile is forgotten.
//
// Proves: P-EMERG-1
func TestACallForHelpWaitsForTheNextBrain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBook()
		first := newRig(t, acd.New(), b)
		first.SetOffice(goesOut())
		first.onAir()
		first.ring(1)
		first.Confirmed(1, "caller")
		first.Answered(offer1, telephony.Sound{}, "seat")
		synctest.Wait()
		first.close()

		second := newRig(t, b.replay(), b)
		defer second.close()
		second.SetOffice(goesOut())
		second.wire.live = []telephony.LegState{{Leg: 1, Peer: offer1}, {Leg: offer1, Peer: 1}}
		for l := telephony.LegID(8); l <= 9; l++ {
			second.wire.add(l)
			second.Arrived(l, telephony.Arrival{Seat: "202", To: "112", Emergency: true})
		}
		second.wire.remove(9)
		second.Ended(9, telephony.ByCaller)
		synctest.Wait()
		resumed := make(chan struct{})
		second.Resume(func() { close(resumed) })
		<-resumed
		second.saw(`call out offer 1 trunk t to 112 as ""`)
		time.Sleep(5 * time.Second)
		if second.heard("refuse 8 503") {
			t.Error("the call for help was refused")
		}
		if calls, f := second.Snapshot().Calls, second.Figures(); len(calls) != 2 || f.WireFixed != 0 {
			t.Errorf("calls %+v, figures %+v; want the talk and one call for help", calls, f)
		}
	})
}

// A brain without a call in hand takes a call for help before it is told that
// nothing lives: being told ends it not.
//
// Proves: P-EMERG-1
func TestACallForHelpGoesOnWhenNothingIsTakenOver(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.SetOffice(goesOut())
		r.wire.add(8)
		r.Arrived(8, telephony.Arrival{Seat: "202", To: "112", Emergency: true})
		resumed := make(chan struct{})
		r.Resume(func() { close(resumed) })
		<-resumed
		r.saw(`call out offer 1 trunk t to 112 as ""`)
		time.Sleep(time.Second)
		if calls := r.Snapshot().Calls; len(calls) != 1 || r.heard("hang 8") {
			t.Errorf("calls %+v, the wire heard %q", calls, r.wire.heard())
		}
	})
}

// However many calls wait for a port, one for help is no more than they can be,
// and gets the first.
//
// Proves: P-EMERG-1
func TestACallForHelpGetsTheFirstPort(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.SetOffice(goesOut())
		r.wire.full = true
		for l := telephony.LegID(1); l <= 260; l++ {
			r.ring(l)
		}
		r.wire.add(1000)
		r.Arrived(1000, telephony.Arrival{Seat: "202", To: "112", Emergency: true})
		if synctest.Wait(); !r.heard("refuse 257 503") || r.heard("refuse 1000 503") {
			t.Fatalf("who was refused? %q", r.wire.heard())
		}
		r.wire.full = false
		r.MorePorts()
		r.saw("answer 1")
		heard := r.wire.heard()
		if help, other := slices.Index(heard, "aim 1000"), slices.Index(heard, "aim 1"); help < 0 || help > other {
			t.Errorf("the call for help came %d., the first other %d.", help, other)
		}
	})
}

// The next brain knows whose phone each party has: of a call outside the seat
// is the one who began it, not its called party. Its trunk carries one call.
func TestTheNextBrainKnowsWhosePhoneItIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBook()
		first := newRig(t, acd.New(), b)
		first.SetOffice(goesOut())
		first.onAir()
		first.wire.add(1)
		first.Arrived(1, telephony.Arrival{Seat: "201", To: "+420777123456"})
		synctest.Wait()
		first.Answered(offer1, telephony.Sound{}, "called")
		first.Confirmed(1, "caller")
		synctest.Wait()
		first.close()

		second := newRig(t, b.replay(), b)
		defer second.close()
		second.SetOffice(goesOut())
		second.wire.live = []telephony.LegState{{Leg: 1, Peer: offer1}, {Leg: offer1, Peer: 1}}
		resumed := make(chan struct{})
		second.Resume(func() { close(resumed) })
		<-resumed
		second.wire.received.Store(9)
		time.Sleep(5 * time.Second)
		c := second.Snapshot().Calls
		if len(c) != 1 || len(c[0].Sound) != 2 || c[0].Sound[1].Leg != offer1 || c[0].Sound[1].Seat != "" {
			t.Errorf("calls %+v", c)
		}
		if n := second.Snapshot().Trunks[0].Calls; n != 1 {
			t.Errorf("the trunk carries %d calls", n)
		}
	})
}

// Who was passed on by a phone still occupies the line by which he came.
func TestWhoIsPassedOnIsCountedOnHisLine(t *testing.T) {
	inBubble(t, func(r *rig) {
		r.ring(1)
		r.Answered(offer1, telephony.Sound{}, "i")
		synctest.Wait()
		r.Referred(offer1, "202", 0)
		r.saw("dial offer 2 seat 202")
		time.Sleep(time.Second)
		if n := r.Snapshot().Trunks[0].Calls; n != 1 {
			t.Errorf("the trunk carries %d calls", n)
		}
	})
}
