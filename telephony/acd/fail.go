package acd

import "github.com/spojka/spojka/telephony"

// offerFailed goes on to the next agent. News of an offer that is over by
// now is dropped.
func (s *step) offerFailed(e telephony.OfferFailed) {
	if c, i := s.ringing(e.Offer); c != nil {
		s.endOffer(c, c.Offers[i], e.Why, e.Code)
	}
}
