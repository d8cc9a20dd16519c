package number

import (
	"slices"
	"strings"

	"github.com/spojka/spojka/telephony"
)

// emergency numbers by country (P-EMERG-1). 112 is one everywhere in Europe
// (directive 2018/1972, article 109).
var emergency = map[string][]string{
	"CZ": {"112", "150", "155", "156", "158"},
	"SK": {"112", "150", "155", "158", "159"},
	"PL": {"112", "986", "997", "998", "999"},
	"DE": {"112", "110"},
	"AT": {"112", "122", "133", "144", "140", "141"},
}

// services are the numbers of the services that a phone may ask for by name
// (RFC 5031 §4.2), where they have one of their own.
var services = map[string]map[string]telephony.Number{
	"CZ": {"ambulance": "155", "fire": "150", "police": "158"},
	"SK": {"ambulance": "155", "fire": "150", "police": "158"},
	"PL": {"ambulance": "999", "fire": "998", "police": "997"},
	"DE": {"police": "110"},
	"AT": {"ambulance": "144", "fire": "122", "police": "133"},
}

// Sos is the emergency number for what stands behind "urn:", "service:sos" or
// "service:sos.fire"; empty: it is none. A service that isn't known is help of
// any kind.
func Sos(country, urn string) telephony.Number {
	name, which, _ := strings.Cut(strings.ToLower(strings.TrimSpace(urn)), ".")
	if name != "service:sos" {
		return ""
	}
	which, _, _ = strings.Cut(which, ".")
	if n := services[country][which]; n != "" {
		return n
	}
	return telephony.Number(emergencies(country)[0])
}

// premium are the beginnings of national numbers at a higher price.
var premium = map[string][]string{
	"CZ": {"90", "976"},
	"SK": {"900", "98"},
	"PL": {"70", "300", "400"},
	"DE": {"900", "137", "118"},
	"AT": {"900", "901", "930", "931", "939"},
}

// free are short numbers that cost nothing by law (decision 2007/116/EC).
const free = "116"

// Emergency gives the emergency number that was dialled, bare of whatever
// prefix a phone put before it; empty: it is none.
func Emergency(country string, n telephony.Number) telephony.Number {
	d := strings.TrimPrefix(string(n), "+")
	for _, prefix := range []string{"", plans[country].code, plans[country].exit + plans[country].code, "0"} {
		bare, ok := strings.CutPrefix(d, prefix)
		if ok && slices.Contains(emergencies(country), bare) {
			return telephony.Number(bare)
		}
	}
	return ""
}

func emergencies(country string) []string {
	if list := emergency[country]; list != nil {
		return list
	}
	return []string{"112"}
}

// Class is what kind of number one is, for whoever decides what it may cost.
type Class int

const (
	Strange  Class = iota // no number that can be called
	National              // of our own country, at the usual price
	Abroad
	Premium // of our own country, at a higher price
	Service // short, or a code of the provider
)

// Classify says of what class a normalised number is.
func Classify(country string, n telephony.Number) Class {
	d, whole := strings.CutPrefix(string(n), "+")
	p := plans[country]
	switch {
	case d == "" || strings.Trim(d, "0123456789*#") != "":
		return Strange
	case strings.HasPrefix(d, free) && len(d) == 6 && !whole:
		return National
	case whole && onlyDigits(d) && p.code != "" && strings.HasPrefix(d, p.code):
		national := d[len(p.code):]
		if beginsWith(national, premium[country]) {
			return Premium
		}
		if p.national > 0 && !p.full(national) {
			return Strange
		}
		return National
	case whole && onlyDigits(d) && len(d) >= 8 && len(d) <= 15 && d[0] != '0':
		return Abroad
	case whole:
		return Strange
	case len(d) >= 2 && len(d) <= 6 || strings.ContainsAny(d, "*#"):
		return Service
	}
	return Strange
}

func beginsWith(d string, list []string) bool {
	return slices.ContainsFunc(list, func(p string) bool { return strings.HasPrefix(d, p) })
}

// InCountry says that a number abroad begins with one of these calling codes.
func InCountry(n telephony.Number, codes []string) bool {
	d := strings.TrimPrefix(string(n), "+")
	return slices.ContainsFunc(codes, func(c string) bool { return c == "*" || c != "" && strings.HasPrefix(d, c) })
}

// Grows says that what was dialled so far is no whole number, but may become
// one (RFC 3578): the first digits of an emergency number, of a national or of
// an international one.
func Grows(country, dialled string) bool {
	d, whole := strings.CutPrefix(dialled, "+")
	p := plans[country]
	if d == "" || !onlyDigits(d) {
		return whole && d == ""
	}
	for _, e := range emergencies(country) {
		if !whole && len(d) < len(e) && strings.HasPrefix(e, d) {
			return true
		}
	}
	switch {
	case whole && strings.HasPrefix(d, p.code):
		return len(d) < len(p.code)+p.national
	case whole:
		return len(d) < 8
	case len(d) < len(p.exit) && strings.HasPrefix(p.exit, d):
		return true
	case p.exit != "" && strings.HasPrefix(d, p.exit):
		return len(d) < len(p.exit)+8
	}
	return p.national > 0 && len(d) < p.national && strings.IndexByte(p.first, d[0]) >= 0
}

// Form writes a number for a trunk. Short numbers and codes stay.
func Form(country string, n telephony.Number, form telephony.NumberForm) string {
	d, whole := strings.CutPrefix(string(n), "+")
	p := plans[country]
	exit := p.exit
	if exit == "" {
		exit = "00"
	}
	if !whole {
		return string(n)
	}
	switch form {
	case telephony.FormDigits:
		return d
	case telephony.FormExit:
		return exit + d
	case telephony.FormNational:
		if national, own := strings.CutPrefix(d, p.code); own && p.code != "" {
			return p.trunk + national
		}
		return exit + d
	case telephony.FormPlus:
	}
	return "+" + d
}
