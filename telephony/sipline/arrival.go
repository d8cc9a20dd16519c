package sipline

import (
	"strings"

	"github.com/emiago/sipgo/sip"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/number"
)

// arrival says who calls whom, before sound is looked at. A peer trunk is
// trusted, so its P-Asserted-Identity counts before From (RFC 3325 §9.1).
func (of *office) arrival(m *message, t telephony.Trunk) telephony.Arrival {
	a := telephony.Arrival{Trunk: t.ID, To: of.called(m.uri)}
	if private(m) {
		return a
	}
	name, uri := m.from.DisplayName, &m.from.Address
	for _, id := range m.list("p-asserted-identity") {
		asserted, u, _, err := address(id)
		if err != nil || of.numberOf(u) == "" {
			continue
		}
		if uri = u; asserted != "" {
			name = asserted
		}
		break
	}
	a.From, a.Name = of.numberOf(uri), clean(unescape(name))
	if a.From == "" && strings.EqualFold(a.Name, "anonymous") {
		a.Name = ""
	}
	if a.Name == string(a.From) || a.From != "" && number.Parse(of.country, a.Name) == a.From {
		a.Name = "" // some trunks repeat the number as the name
	}
	return a
}

// private says that the caller wishes to stay unknown (RFC 3323 §4.2).
func private(m *message) bool {
	for _, v := range m.values("privacy") {
		for p := range strings.FieldsFuncSeq(v, func(r rune) bool { return r == ';' || r == ',' || r == ' ' }) {
			if strings.EqualFold(p, "id") || strings.EqualFold(p, "user") || strings.EqualFold(p, "header") {
				return true
			}
		}
	}
	return strings.EqualFold(m.from.Address.Host, "anonymous.invalid")
}

// numberOf is the number in a sip: or tel: URI, empty when there is none.
func (of *office) numberOf(u *sip.Uri) telephony.Number {
	if u.Scheme == "tel" {
		return number.Parse(of.country, "tel:"+u.Raw())
	}
	return number.Parse(of.country, u.User)
}

// called is the number called; a name is kept as it is, so that it can be
// routed too.
func (of *office) called(u *sip.Uri) telephony.Number {
	if n := of.numberOf(u); n != "" {
		return n
	}
	user, _, _ := strings.Cut(u.User, ";")
	return telephony.Number(clean(strings.ToLower(user)))
}
