// Package search finds what people type: words in any order, without regard
// to case and accents, and numbers in whatever form they are written.
package search

import (
	"unicode"
	"unicode/utf8"
)

// plain has the letters of the Latin-1 Supplement and Latin Extended-A blocks
// (U+00C0 to U+017F) without their marks, a space where more than a mark would
// have to go. It covers every language that uses these blocks with letters.
const plain = "aaaaaa ceeeeiiiidnooooo ouuuuy  " +
	"aaaaaa ceeeeiiiidnooooo ouuuuy y" +
	"aaaaaaccccccccddddeeeeeeeeeegggg" +
	"gggghhhhiiiiiiiiii  jjkk lllllll" +
	"lllnnnnnn   oooooo  rrrrrrssssss" +
	"ssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

// doubles are letters that are written with two.
var doubles = map[rune]string{'Æ': "ae", 'æ': "ae", 'ß': "ss", 'Þ': "th", 'þ': "th", 'Œ': "oe", 'œ': "oe", 'Ĳ': "ij", 'ĳ': "ij", 'ŉ': "n", 'Ŋ': "n", 'ŋ': "n", 'ĸ': "k"}

// Fold makes text comparable: small letters without accents, every kind of
// blank a space, control characters dropped.
func Fold(s string) string { return string(AppendFold(nil, s)) }

// AppendFold appends what [Fold] makes of s.
func AppendFold(b []byte, s string) []byte {
	for _, r := range s {
		switch {
		case r < 0x20 || r == 0x7f:
			if r == '\n' || r == '\t' {
				b = append(b, ' ')
			}
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			b = append(b, byte(r))
		default:
			b = appendLetter(b, r)
		}
	}
	return b
}

func appendLetter(b []byte, r rune) []byte {
	if two, ok := doubles[r]; ok {
		return append(b, two...)
	}
	if i := int(r) - 0xC0; i >= 0 && i < len(plain) && plain[i] != ' ' {
		return append(b, plain[i])
	}
	switch {
	case unicode.Is(unicode.Mn, r): // a mark that stands by itself (NFD)
		return b
	case unicode.IsSpace(r):
		return append(b, ' ')
	}
	return utf8.AppendRune(b, unicode.ToLower(r))
}
