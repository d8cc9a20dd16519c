package acd

import "github.com/spojka/spojka/telephony"

// keepCall has a call kept whatever its age, or not any more. The desk knows
// only calls that aren't finished: that there is such a call is for who asks.
func (s *step) keepCall(w telephony.KeepCall) *telephony.Refusal {
	if !s.supervises(w.By) {
		return refuse(telephony.RefusedNotAllowed)
	}
	s.note(telephony.CallKept{Call: w.Call, By: w.By, ByName: s.agent(w.By).Name, Keep: w.Keep})
	return nil
}
