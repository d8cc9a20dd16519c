// Package number brings telephone numbers to one form, so that a caller is
// found whatever way his operator writes him, and writes them for people.
//
// A number comes as nine national digits, with +420, 00420 or 420, with
// separators, as the user part of a sip: URI or as a tel: URI with parameters
// (RFC 3966, RFC 4694). Short, internal and emergency numbers stay as dialled.
package number

import (
	"strings"

	"github.com/spojka/spojka/telephony"
)

// longest is the most digits kept: E.164 allows 15, a prefix may come before.
const longest = 24

// plan is how a country writes its numbers.
type plan struct {
	code     string // country calling code
	exit     string // international prefix
	national int    // digits of a full national number; 0: they differ
	first    string // digits a full national number may begin with
	trunk    string // national prefix that falls away behind the code
}

// plans are the countries whose national numbers are understood. Others keep
// what was dialled unless it is international.
var plans = map[string]plan{
	"CZ": {code: "420", exit: "00", national: 9, first: "23456789"},
	"SK": {code: "421", exit: "00", national: 9, first: "2345679", trunk: "0"},
	"PL": {code: "48", exit: "00", national: 9, first: "123456789"},
	"DE": {code: "49", exit: "00", trunk: "0"},
	"AT": {code: "43", exit: "00", trunk: "0"},
}

// nameless are user parts that mean a withheld number (RFC 3323 §4.1.1.3 and
// what gateways send).
var nameless = []string{"anonymous", "unavailable", "unknown", "restricted", "private", "withheld", "invalid"}

// Parse reads a number as a line, a phone or a person writes it. The result
// is empty for a withheld number and for what is no number at all.
func Parse(country, text string) telephony.Number {
	user, context := split(text)
	digits, plus := digitsOf(user)
	if digits == "" {
		return ""
	}
	p := plans[country]
	if plus {
		return international(digits)
	}
	if n := withContext(p, digits, context); n != "" {
		return n
	}
	return p.complete(digits)
}

// complete makes a dialled number international where the plan says so.
func (p plan) complete(d string) telephony.Number {
	switch {
	case !onlyDigits(d):
		return telephony.Number(d)
	case p.exit != "" && strings.HasPrefix(d, p.exit) && len(d) >= len(p.exit)+7:
		return international(d[len(p.exit):])
	case p.national == 0 && p.trunk != "" && strings.HasPrefix(d, p.trunk) && len(d) >= 6:
		return international(p.code + d[len(p.trunk):])
	case p.national == 0:
		return telephony.Number(d)
	case p.full(d):
		return international(p.code + d)
	case p.trunk != "" && strings.HasPrefix(d, p.trunk) && p.full(d[len(p.trunk):]):
		return international(p.code + d[len(p.trunk):])
	case strings.HasPrefix(d, p.code) && p.full(d[len(p.code):]):
		return international(d)
	}
	return telephony.Number(d)
}

// full says that these are all the digits of a national number.
func (p plan) full(d string) bool {
	return p.national > 0 && len(d) == p.national && strings.IndexByte(p.first, d[0]) >= 0
}

// withContext completes a local number by ;phone-context=+420 (RFC 3966 §5.1.5)
// where that makes a whole number; a domain as context says nothing.
func withContext(p plan, local, context string) telephony.Number {
	if !strings.HasPrefix(context, "+") || !onlyDigits(local) || len(local) < 7 {
		return ""
	}
	prefix, _ := digitsOf(context)
	if prefix == p.code && p.national > 0 && !p.full(local) {
		return "" // an internal number of the trunk, not a national one
	}
	return international(prefix + local)
}

// international is the kept form; the country's own short numbers that came
// with a plus and nothing else ("+112") lose it.
func international(d string) telephony.Number {
	if len(d) <= 4 {
		return telephony.Number(d)
	}
	return telephony.Number("+" + d)
}

// split takes scheme, host, password and parameters away and returns the
// user part and its phone-context.
func split(text string) (user, context string) {
	s := strings.TrimSpace(text)
	if open := strings.IndexByte(s, '<'); open >= 0 {
		s = s[open+1:]
		if end := strings.IndexByte(s, '>'); end >= 0 {
			s = s[:end]
		}
	}
	scheme, rest, ok := strings.Cut(s, ":")
	isSIP := strings.EqualFold(scheme, "sip") || strings.EqualFold(scheme, "sips")
	if ok && (isSIP || strings.EqualFold(scheme, "tel")) {
		s = rest
	}
	if at := strings.LastIndexByte(s, '@'); at >= 0 {
		s, _, _ = strings.Cut(s[:at], ":") // a password is no part of the number
	} else if isSIP && ok {
		return "", "" // only a host
	}
	user, params, _ := strings.Cut(s, ";")
	for param := range strings.SplitSeq(params, ";") {
		name, value, _ := strings.Cut(param, "=")
		if strings.EqualFold(name, "phone-context") {
			context = value
		}
	}
	return unescape(user), context
}

// digitsOf drops visual separators. Letters mean that it is no number.
func digitsOf(s string) (digits string, plus bool) {
	s = strings.Replace(strings.TrimSpace(s), "(0)", "", 1) // "+44 (0)20 …"
	for _, n := range nameless {
		if strings.EqualFold(s, n) {
			return "", false
		}
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9', r == '*', r == '#':
			b.WriteByte(byte(r))
		case r == '+' && b.Len() == 0 && !plus:
			plus = true
		case strings.ContainsRune(" \u00a0\u202f-.()/\t", r):
		default:
			return "", false
		}
		if b.Len() > longest {
			return "", false
		}
	}
	return b.String(), plus
}

func onlyDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// unescape decodes %23 and its kind (RFC 3261 §25.1); a bad escape stays.
func unescape(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if hi, lo := hex(s[i+1]), hex(s[i+2]); hi >= 0 && lo >= 0 {
				b.WriteByte(byte(hi<<4 | lo))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func hex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
