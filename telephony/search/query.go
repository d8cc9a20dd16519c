package search

import (
	"bytes"
	"strings"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/number"
)

// Query is what somebody looks for.
type Query struct {
	// Words must all stand in a line; folded, the longest first. Numbers are
	// as lines have them.
	Words [][]byte
	// Loose has the numbers as they were typed, for text that only looks like
	// one: a street with its post code, a date, the id of a recording. Nil:
	// the same.
	Loose [][]byte
}

// Parse reads what was typed. Neighbouring groups of digits are one number.
func Parse(country, text string) Query {
	var q Query
	var loose [][]byte
	var parts []string // of a number
	differs := false
	flush := func() {
		if len(parts) == 0 {
			return
		}
		d := digits(country, strings.Join(parts, ""))
		differs = differs || len(parts) > 1 || string(d) != parts[0]
		q.Words, parts = append(q.Words, d), nil
	}
	for _, w := range strings.Fields(Fold(text)) {
		loose = append(loose, []byte(w))
		if numeric(w) {
			parts = append(parts, w)
			continue
		}
		flush()
		q.Words = append(q.Words, []byte(w))
	}
	flush()
	if differs {
		q.Loose = longestFirst(loose)
	}
	q.Words = longestFirst(q.Words)
	return q
}

// numeric says that a word may be part of a telephone number: digits with the
// separators that people use. A date or a house number passes too, which does
// no harm alone.
func numeric(w string) bool {
	return strings.ContainsAny(w, "0123456789") && strings.Trim(w, "0123456789+()-") == ""
}

// digits is the number as lines have it, without its plus; a number that is
// typed only in part loses its prefix.
func digits(country, s string) []byte {
	if n := number.Parse(country, s); len(n) >= 9 {
		return Digits(n)
	}
	bare := strings.TrimPrefix(strings.TrimPrefix(s, "+"), "00")
	if kept := onlyDigits(bare); len(kept) > 0 {
		return kept
	}
	return []byte(s)
}

// Digits are the digits of a number as they stand in a line.
func Digits(n telephony.Number) []byte { return onlyDigits(string(n)) }

func onlyDigits(s string) []byte {
	var b []byte
	for i := range len(s) {
		if '0' <= s[i] && s[i] <= '9' {
			b = append(b, s[i])
		}
	}
	return b
}

func longestFirst(words [][]byte) [][]byte {
	for i := range words {
		if len(words[i]) > len(words[0]) {
			words[0], words[i] = words[i], words[0]
		}
	}
	return words
}

// Empty says that nothing was typed.
func (q Query) Empty() bool { return len(q.Words) == 0 }

// Widen is the query with its numbers taken apart; false: there is none.
func (q Query) Widen() (Query, bool) { return Query{Words: q.Loose}, q.Loose != nil }

// Match says whether all words stand in a folded line.
func (q Query) Match(line []byte) bool {
	for _, w := range q.Words {
		if !bytes.Contains(line, w) {
			return false
		}
	}
	return true
}

// MatchText is [Query.Match] of text that isn't folded yet, with the numbers
// given apart.
func (q Query) MatchText(text string, numbers ...telephony.Number) bool {
	line := AppendFold(nil, text)
	for _, n := range numbers {
		line = append(append(line, '\n'), Digits(n)...)
	}
	if q.Match(line) {
		return true
	}
	wide, ok := q.Widen()
	return ok && wide.Match(line)
}
