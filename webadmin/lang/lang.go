// Package lang holds every sentence that the pages say, in Czech and English,
// and writes figures, times and amounts the way people read them. Texts of the
// requirements' catalogue (REQUIREMENTS 1.21) stand word for word; those that
// the source lacks are ours (D-37).
//
// A text is asked for by its key. Arguments are put in by fmt's verbs, with
// explicit indexes where the languages want another order. Plural texts hold
// their forms apart by a bar: Czech "1 hovor|2 hovory|5 hovorů", English
// "1 call|2 calls".
package lang

import (
	"fmt"
	"strings"
)

// Lang is a language of the pages.
type Lang string

const (
	CS Lang = "cs"
	EN Lang = "en"
)

// Langs lists every language, the default first.
var Langs = []Lang{CS, EN}

// Parse reads a language; anything unknown is Czech.
func Parse(s string) Lang {
	if Lang(s) == EN {
		return EN
	}
	return CS
}

// Key names a text, "area.thing".
type Key string

type text struct {
	key    Key
	cs, en string
}

var tables = [][]text{
	catalogue, refusals, faults, refusedTexts, conditions, words, frameTexts, doorTexts, centreTexts, transferTexts, itemTexts, formTexts, customerTexts,
	callTexts, ladderTexts, overviewTexts, auditTexts, panelTexts, mailTexts, settingTexts, fieldTexts, hoursTexts, lineTexts, storageTexts,
}

var index = makeIndex()

func makeIndex() map[Key]text {
	n := 0
	for _, t := range tables {
		n += len(t)
	}
	all := make(map[Key]text, n)
	for _, t := range tables {
		for _, one := range t {
			all[one.key] = one
		}
	}
	return all
}

// Has says whether the key has a text.
func Has(k Key) bool {
	_, ok := index[k]
	return ok
}

func raw(l Lang, k Key) string {
	t, ok := index[k]
	switch {
	case !ok:
		return "‹" + string(k) + "›"
	case l == EN:
		return t.en
	}
	return t.cs
}

// T is the text of a key. An unknown key shows itself in ‹ ›, so that it is
// found and never hides the page.
func T(l Lang, k Key, args ...any) string {
	s := raw(l, k)
	if len(args) == 0 {
		return s
	}
	return fmt.Sprintf(s, args...)
}

// N is the plural text of a key for n things; n is the first argument.
func N(l Lang, k Key, n int, args ...any) string {
	forms := strings.Split(raw(l, k), "|")
	form := forms[min(pluralForm(l, n), len(forms)-1)]
	return fmt.Sprintf(form, append([]any{n}, args...)...)
}

// pluralForm is which form n takes: Czech 1, 2-4, others; English 1, others.
func pluralForm(l Lang, n int) int {
	switch {
	case n == 1:
		return 0
	case l == EN:
		return 1
	case n >= 2 && n <= 4:
		return 1
	}
	return 2
}

const fixed = "\u00a0"

// units stand by their number.
const units = " s ms min h kB MB GB % Kč CZK Hz "

// Tie puts fixed spaces between a number and its unit, and after the
// one-letter words of Czech, so that none ends a line alone.
func Tie(l Lang, s string) string {
	words := strings.Split(s, " ")
	var b strings.Builder
	for i, w := range words {
		b.WriteString(w)
		switch {
		case i == len(words)-1:
		case l == CS && len(w) == 1 && strings.Contains("ksvzouaiKSVZOUAI", w), endsInDigit(w) && isUnit(words[i+1]):
			b.WriteString(fixed)
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func endsInDigit(w string) bool { return w != "" && '0' <= w[len(w)-1] && w[len(w)-1] <= '9' }

func isUnit(w string) bool {
	w = strings.TrimRight(w, ".,;:)")
	return w != "" && strings.Contains(units, " "+w+" ")
}
