package number

import (
	"strings"

	"github.com/spojka/spojka/telephony"
)

// gap is the non-breaking space that keeps a number on one line.
const gap = "\u00a0"

// twoDigit are the country calling codes of two digits (ITU E.164 list of
// 2016); 1 and 7 have one, the others three.
const twoDigit = " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 "

// Show writes a number for people: "+420 777 123 456", the spaces
// non-breaking. Short numbers stay together; a withheld one is empty.
func Show(n telephony.Number) string {
	s := string(n)
	plus := strings.HasPrefix(s, "+")
	if plus {
		s = s[1:]
	}
	if !onlyDigits(s) {
		return string(n)
	}
	if !plus {
		if len(s) < 7 {
			return s
		}
		return groups(s)
	}
	code := codeLength(s)
	if code >= len(s) {
		return "+" + s
	}
	return "+" + s[:code] + gap + groups(s[code:])
}

// groups cuts digits into threes from the left; one left over joins the last.
func groups(s string) string {
	var parts []string
	for len(s) > 4 {
		parts = append(parts, s[:3])
		s = s[3:]
	}
	return strings.Join(append(parts, s), gap)
}

// codeLength is how many digits of an international number are its country's.
func codeLength(s string) int {
	if s[0] == '1' || s[0] == '7' {
		return 1
	}
	if len(s) >= 2 && strings.Contains(twoDigit, " "+s[:2]+" ") {
		return 2
	}
	return 3
}
