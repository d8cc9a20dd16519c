package acd

import (
	"time"

	"github.com/spojka/spojka/telephony"
)

// keepCall has a call kept whatever its age, or not any more. The desk knows
// only calls that aren't finished: that there is such a call is for who asks.
func (s *step) keepCall(w telephony.KeepCall) *telephony.Refusal {
	if !s.supervises(w.By) {
		return refuse(telephony.RefusedNotAllowed)
	}
	s.note(telephony.CallKept{Call: w.Call, By: w.By, ByName: s.agent(w.By).Name, Keep: w.Keep})
	return nil
}

// clockStep is by how much the wall clock must have been set for it to be
// worth a line in the book; it runs with the monotonic one otherwise.
const clockStep = 2 * time.Second

// setClock notes that the wall clock was set, or is trusted from now on
// (DESIGN §3.3): what happened before in this boot then gets its time.
func (s *step) setClock() {
	last := s.Last
	if last.Boot != s.now.Boot {
		return
	}
	by := s.now.Wall.Sub(last.Wall) - (s.now.Up - last.Up)
	if by <= -clockStep || by >= clockStep || s.now.Trusted && !last.Trusted {
		s.note(telephony.ClockSet{By: by, Sure: s.now.Trusted})
	}
}
