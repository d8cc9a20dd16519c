package search

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/spojka/spojka/telephony"
)

// TestFoldAgainstNorm holds the table against Unicode's own decomposition.
func TestFoldAgainstNorm(t *testing.T) {
	if n := len(plain); n != 0x180-0xC0 {
		t.Fatalf("the table has %d letters, not %d", n, 0x180-0xC0)
	}
	for r := rune(0xC0); r < 0x180; r++ {
		base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
		if base == r {
			continue // no mark to take off: ø, đ, ß and the like
		}
		if got, want := Fold(string(r)), string(unicode.ToLower(base)); got != want {
			t.Errorf("%c becomes %q, not %q", r, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Příliš ŽLUŤOUČKÝ kůň":    "prilis zlutoucky kun",
		norm.NFD.String("Čeněk"):  "cenek",
		"Weiß & Søn, Łódź, Đorđe": "weiss & son, lodz, dorde",
		"a\u00a0b\tc\x00d\u202fe": "a b cd e",
		"Ελλάδα":                  "ελλάδα",
		"\xff":                    "\ufffd",
	} {
		if got := Fold(in); got != want {
			t.Errorf("%q becomes %q, not %q", in, got, want)
		}
	}
}

func TestMatch(t *testing.T) {
	const text = "Nováková Jana, Dlouhá 12, 602 00 Brno, smlouva A-17/2026"
	phone := telephony.Number("+420777123456")
	for query, want := range map[string]bool{
		"novak":            true,
		"JANA nova":        true,
		"jana petr":        false,
		"777 123 456":      true,
		"777123456":        true,
		"+420 777 123 456": true,
		"00420777123456":   true,
		"420777123456":     true,
		"+42077712":        true,
		"777-123-456":      true,
		"(777) 123 456":    true,
		"456 777":          true, // taken apart
		"Dlouhá 12 602 00": true,
		"a-17/2026":        true,
		"jana 777 123":     true,
		"jana 778":         false,
		"":                 true,
		"+":                false,
	} {
		if got := Parse("CZ", query).MatchText(text, phone); got != want {
			t.Errorf("%q: %t, not %t", query, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"jana 777 123", "+420", "((", "00", "\u0301", strings.Repeat("1 ", 50)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q := Parse("CZ", s)
		for _, w := range q.Words {
			if len(w) == 0 {
				t.Errorf("%q has an empty word", s)
			}
		}
		q.MatchText(s, telephony.Number(s))
	})
}
