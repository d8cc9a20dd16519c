package sipline

import (
	"slices"
	"strings"

	"github.com/emiago/sipgo/sip"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/number"
)

// usualCaller is where a caller's number is looked for: a trunk is trusted, so
// what it asserts counts before From (RFC 3325 §9.1).
var usualCaller = []telephony.NumberIn{telephony.InAsserted, telephony.InFrom}

// arrival says who calls whom, before sound is looked at.
func (of *office) arrival(m *message, t telephony.Trunk) telephony.Arrival {
	a := telephony.Arrival{Trunk: t.ID}
	a.To, a.ToSent = of.calledBy(m, t)
	a.Diverted = of.diverted(m, a.To)
	if private(m) {
		return a
	}
	name, uri := of.callerBy(m, t)
	if uri != nil {
		a.From, a.FromSent = of.numberOf(uri), sent(uri)
	}
	a.Name = clean(unescape(name))
	if a.From == "" && strings.EqualFold(a.Name, "anonymous") {
		a.Name = ""
	}
	if a.Name == string(a.From) || a.From != "" && number.Parse(of.country, a.Name) == a.From {
		a.Name = "" // some trunks repeat the number as the name
	}
	return a
}

// diverted is the number called first where the call was forwarded to us: the
// last of Diversion, which has the newest first (RFC 5806 §5), else the first
// of History-Info (RFC 7044 §5), unless that is the number called now.
func (of *office) diverted(m *message, to telephony.Number) telephony.Number {
	list := m.list("diversion")
	slices.Reverse(list)
	for _, v := range append(list, m.list("history-info")...) {
		if _, u, _, err := address(v); err == nil {
			if n := of.numberOf(u); n != "" && n != to {
				return n
			}
		}
	}
	return ""
}

// callerBy looks through the places where the trunk says who calls; the first
// that holds a number counts, the From has at least a name.
func (of *office) callerBy(m *message, t telephony.Trunk) (name string, uri *sip.Uri) {
	places := t.Habits.Caller
	if len(places) == 0 {
		places = usualCaller
	}
	name = m.from.DisplayName
	for _, place := range places {
		for _, v := range m.standsIn(place) {
			said, u, _, err := address(v)
			if err != nil || of.numberOf(u) == "" {
				continue
			}
			if said != "" {
				name = said
			}
			return name, u
		}
	}
	return name, nil
}

// calledBy is the number called and how it was written. A trunk with one
// registration for many numbers writes its own name into the request and the
// number elsewhere (RFC 7315 §4.2).
func (of *office) calledBy(m *message, t telephony.Trunk) (telephony.Number, string) {
	for _, v := range m.standsIn(t.Habits.Called) {
		if _, u, _, err := address(v); err == nil && of.numberOf(u) != "" {
			return of.numberOf(u), sent(u)
		}
	}
	return of.called(m.uri), sent(m.uri)
}

// standsIn lists what stands at a place of a request. The Request-URI is
// nobody's value.
func (m *message) standsIn(place telephony.NumberIn) []string {
	switch place {
	case telephony.InFrom:
		return []string{m.from.Value()}
	case telephony.InTo:
		return []string{m.to.Value()}
	case telephony.InCalled, telephony.InAsserted, telephony.InPreferred, telephony.InRemote:
		return m.list(string(place))
	}
	return nil
}

// sent is a number as the wire wrote it.
func sent(u *sip.Uri) string {
	if u.Scheme == "tel" || u.Scheme == "urn" {
		return clean(u.Raw())
	}
	return clean(u.User)
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

// numberOf is the number in a sip: or tel: URI, or of the emergency service that
// a urn: names (RFC 5031); empty when there is none.
func (of *office) numberOf(u *sip.Uri) telephony.Number {
	switch u.Scheme {
	case "tel":
		return number.Parse(of.country, "tel:"+u.Raw())
	case "urn":
		return number.Sos(of.country, u.Raw())
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
