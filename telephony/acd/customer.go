package acd

import (
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/callers"
)

// callerKnown notes who may be calling. A customer whom a person assigned
// meanwhile stays.
func (s *step) callerKnown(e telephony.CallerKnown) {
	c := s.call(e.Call)
	if c == nil {
		return
	}
	f := telephony.CallNamed{Call: c.ID, Candidates: e.Candidates}
	if !c.Assigned {
		f.Customer = oneOf(e.Candidates, e.Chosen)
	}
	s.note(f)
	s.chooseBySite(c.ID)
}

// chooseBySite takes the customer of the site that the operator who answered
// has selected, where several may be calling (S-MATCH-3).
func (s *step) chooseBySite(id telephony.CallID) {
	c := s.call(id)
	if c == nil || c.Customer != nil || c.Assigned {
		return
	}
	a := s.agent(c.Agent)
	if a == nil || a.rules == nil {
		return
	}
	if ref, ok := callers.Prefer(c.Candidates, a.rules.Site); ok {
		s.note(telephony.CallNamed{Call: id, Customer: &ref, Candidates: c.Candidates})
	}
}

func oneOf(all []telephony.CustomerRef, id telephony.CustomerID) *telephony.CustomerRef {
	for i := range all {
		if id != "" && all[i].ID == id {
			return &all[i]
		}
	}
	return nil
}

func (s *state) applyNamed(f telephony.CallNamed) {
	c := s.changeCall(f.Call)
	if c == nil {
		return
	}
	c.Candidates = f.Candidates
	if !c.Assigned {
		c.Customer = f.Customer
	}
}

// assignCustomer sets whose call it is, or takes it back (S-UNK-3).
func (s *step) assignCustomer(w telephony.AssignCustomer) *telephony.Refusal {
	a, c, r := s.inHand(w.Agent, w.Call)
	if r != nil {
		return r
	}
	f := telephony.CustomerSet{Call: c.ID, Agent: a.ID}
	if w.Customer.ID != "" {
		if !w.Customer.Active {
			return &telephony.Refusal{Code: telephony.RefusedInactive, Name: w.Customer.Name}
		}
		f.Customer = &w.Customer
	}
	s.note(f)
	return nil
}

func (s *state) applyCustomer(f telephony.CustomerSet) {
	if c := s.changeCall(f.Call); c != nil {
		c.Customer, c.Assigned = f.Customer, true
	}
}
