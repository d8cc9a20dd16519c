package acd

import "github.com/spojka/spojka/telephony"

// giveCall takes a waiting call out of its queue and rings it at a person. A
// ring that goes on elsewhere is withdrawn; if the person doesn't answer the
// queue goes on.
func (s *step) giveCall(w telephony.GiveCall) *telephony.Refusal {
	if !s.supervises(w.By) {
		return refuse(telephony.RefusedNotAllowed)
	}
	c := s.call(w.Call)
	if c == nil || !c.waiting() {
		return refuse(telephony.RefusedNoCall)
	}
	a, r := s.signedOn(w.To)
	if r != nil {
		return r
	}
	if a.Call == c.ID {
		return nil
	}
	if !s.free(a) || before(a.Rest, s.now) > 0 {
		return &telephony.Refusal{Code: telephony.RefusedCannotRing, Name: a.Name}
	}
	s.withdrawAll(c, telephony.OfferWithdrawn)
	s.ringBy(s.call(c.ID), s.agent(w.To), telephony.Given, w.By)
	return nil
}
