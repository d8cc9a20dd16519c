package callers

import (
	"testing"

	"github.com/spojka/spojka/telephony"
)

func card(id telephony.CustomerID, active bool, site telephony.SiteID) Match {
	return Match{Customer: telephony.Customer{ID: id, Name: string(id), Active: active, Site: site}}
}

// Rules S-MATCH-2, S-MATCH-3, S-MATCH-6 and D-7, one row each.
func TestRank(t *testing.T) {
	for name, c := range map[string]struct {
		found []Match
		want  telephony.CustomerID
		first telephony.CustomerID
	}{
		"nobody":                          {},
		"one":                             {[]Match{card("a", true, "brno")}, "a", "a"},
		"active beats inactive":           {[]Match{card("a", false, "brno"), card("b", true, "praha")}, "b", "b"},
		"the selected site decides":       {[]Match{card("a", true, "praha"), card("b", true, "brno")}, "b", "b"},
		"two at the site: not guessed":    {[]Match{card("a", true, "brno"), card("b", true, "brno")}, "", "a"},
		"two elsewhere: not guessed":      {[]Match{card("b", true, "praha"), card("a", true, "praha")}, "", "a"},
		"only inactive: offered, not set": {[]Match{card("a", false, "brno")}, "", "a"},
	} {
		got, refs := Rank(c.found, "brno")
		if got != c.want || len(refs) != len(c.found) || len(refs) > 0 && refs[0].ID != c.first {
			t.Errorf("%s: chose %q of %v", name, got, refs)
		}
	}
}

func TestContactStandsBehindTheCompany(t *testing.T) {
	m := card("Firma s.r.o.", true, "")
	m.Contact = "Jan Malý"
	if got := Ref(m).Name; got != "Firma s.r.o. (Jan Malý)" {
		t.Error(got)
	}
}
