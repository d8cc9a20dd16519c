// Package callers says who is meant when several customers have the caller's
// number (S-MATCH).
package callers

import (
	"cmp"
	"slices"

	"github.com/spojka/spojka/telephony"
)

// Match is a customer found by a number.
type Match struct {
	Customer telephony.Customer
	// Contact is the person whose number it is; empty: the customer's own.
	Contact string
}

// Rank orders the matches, the likeliest first, and chooses one if the rules
// decide: an active customer beats inactive ones (S-MATCH-2). Several active
// ones are never guessed between (D-7): the operator chooses. The selected
// site (empty: none) decides among them if it is known already (S-MATCH-3);
// else [Prefer] does when an operator has answered.
func Rank(found []Match, selected telephony.SiteID) (telephony.CustomerID, []telephony.CustomerRef) {
	here := func(m Match) bool { return selected != "" && m.Customer.Site == selected }
	slices.SortStableFunc(found, func(a, b Match) int {
		return cmp.Or(
			first(a.Customer.Active, b.Customer.Active),
			first(here(a), here(b)),
			cmp.Compare(a.Customer.Name, b.Customer.Name),
			cmp.Compare(a.Customer.ID, b.Customer.ID),
		)
	})
	refs := make([]telephony.CustomerRef, len(found))
	for i, m := range found {
		refs[i] = Ref(m)
	}
	if only, ok := onlyActive(refs); ok {
		return only.ID, refs
	}
	preferred, _ := Prefer(refs, selected)
	return preferred.ID, refs
}

// Prefer chooses among candidates by the site that the operator has selected,
// if just one active customer is of it (S-MATCH-3). Inactive ones are offered,
// never taken (S-MATCH-6).
func Prefer(candidates []telephony.CustomerRef, selected telephony.SiteID) (telephony.CustomerRef, bool) {
	if selected == "" {
		return telephony.CustomerRef{}, false
	}
	var here []telephony.CustomerRef
	for _, c := range candidates {
		if c.Site == selected {
			here = append(here, c)
		}
	}
	return onlyActive(here)
}

// onlyActive is the one active customer of a list; false: none or several.
func onlyActive(all []telephony.CustomerRef) (only telephony.CustomerRef, ok bool) {
	for _, c := range all {
		if !c.Active {
			continue
		}
		if ok {
			return telephony.CustomerRef{}, false
		}
		only, ok = c, true
	}
	return only, ok
}

func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// Ref is the line that a call carries of a match (S-MATCH-10).
func Ref(m Match) telephony.CustomerRef {
	name := m.Customer.Name
	if m.Contact != "" {
		name += " (" + m.Contact + ")"
	}
	c := m.Customer
	return telephony.CustomerRef{ID: c.ID, Name: name, Active: c.Active, Site: c.Site, Address: c.Address}
}
