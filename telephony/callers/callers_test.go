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

// Rule S-MATCH-3: the operator's selected site, once he has answered.
func TestPrefer(t *testing.T) {
	ref := func(id telephony.CustomerID, active bool, site telephony.SiteID) telephony.CustomerRef {
		return telephony.CustomerRef{ID: id, Active: active, Site: site}
	}
	for name, c := range map[string]struct {
		all      []telephony.CustomerRef
		selected telephony.SiteID
		want     telephony.CustomerID
	}{
		"nobody":               {nil, "brno", ""},
		"the one of the site":  {[]telephony.CustomerRef{ref("a", true, "praha"), ref("b", true, "brno")}, "brno", "b"},
		"two of the site":      {[]telephony.CustomerRef{ref("a", true, "brno"), ref("b", true, "brno")}, "brno", ""},
		"one active of it":     {[]telephony.CustomerRef{ref("a", false, "brno"), ref("b", true, "brno"), ref("c", true, "praha")}, "brno", "b"},
		"only inactive of it":  {[]telephony.CustomerRef{ref("a", false, "brno"), ref("b", true, "praha"), ref("c", true, "praha")}, "brno", ""},
		"no site selected":     {[]telephony.CustomerRef{ref("a", true, ""), ref("b", true, "brno")}, "", ""},
		"another site is open": {[]telephony.CustomerRef{ref("a", true, "praha"), ref("b", true, "praha")}, "brno", ""},
	} {
		if got, ok := Prefer(c.all, c.selected); got.ID != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q", name, got.ID)
		}
	}
	two := []Match{card("a", true, ""), card("b", true, "brno")}
	if got, _ := Rank(two, ""); got != "" {
		t.Errorf("a card of no site was preferred: %q", got)
	}
}
