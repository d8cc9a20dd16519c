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
// site decides among them (S-MATCH-3) once the operator is known.
func Rank(found []Match, selected telephony.SiteID) (telephony.CustomerID, []telephony.CustomerRef) {
	slices.SortStableFunc(found, func(a, b Match) int {
		return cmp.Or(
			first(a.Customer.Active, b.Customer.Active),
			first(a.Customer.Site == selected, b.Customer.Site == selected),
			cmp.Compare(a.Customer.Name, b.Customer.Name),
			cmp.Compare(a.Customer.ID, b.Customer.ID),
		)
	})
	refs := make([]telephony.CustomerRef, len(found))
	for i, m := range found {
		refs[i] = Ref(m)
	}
	return chosen(found, selected), refs
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

func chosen(sorted []Match, selected telephony.SiteID) telephony.CustomerID {
	if len(sorted) == 0 || !sorted[0].Customer.Active {
		return "" // inactive: offered, not taken (S-MATCH-6)
	}
	rival := len(sorted) > 1 && sorted[1].Customer.Active &&
		(sorted[0].Customer.Site == selected) == (sorted[1].Customer.Site == selected)
	if rival {
		return ""
	}
	return sorted[0].Customer.ID
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
