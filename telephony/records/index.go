package records

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"github.com/spojka/spojka/telephony"
)

// index is one block of text: a line a card, "id\twords\n". Looking through a
// block is quick and costs the garbage collector nothing; structs and maps of
// 100,000 cards would not be so.
type index struct {
	text []byte
	dead int // bytes of lines that were replaced
}

// fold makes text comparable: lower case, without diacritics.
func fold(s string) string {
	t := transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
	out, _, err := transform.String(t, s)
	if err != nil {
		out = s
	}
	return strings.ToLower(strings.Map(visible, out))
}

func visible(r rune) rune {
	if unicode.IsControl(r) {
		return ' '
	}
	return r
}

func line(c telephony.Customer) string {
	words := []string{string(c.ID), c.Name, c.Contract, c.Address, c.Email}
	for _, p := range c.Phones {
		words = append(words, string(p))
	}
	for _, p := range c.Contacts {
		words = append(words, p.Name, p.Email)
		for _, n := range p.Phones {
			words = append(words, string(n))
		}
	}
	return "\n" + fold(string(c.ID)) + "\t" + fold(strings.Join(words, " ")) + " \n"
}

// add puts a card's line in, in place of an older one.
func (x *index) add(c telephony.Customer) {
	x.remove(c.ID)
	x.text = append(x.text, line(c)...)
}

// remove blanks a card's line; the block is packed when half of it is blank.
func (x *index) remove(id telephony.CustomerID) {
	at := bytes.Index(x.text, []byte("\n"+fold(string(id))+"\t"))
	if at < 0 {
		return
	}
	end := at + 1 + bytes.IndexByte(x.text[at+1:], '\n') + 1
	for i := at; i < end; i++ {
		x.text[i] = 0
	}
	if x.dead += end - at; x.dead*2 > len(x.text) {
		x.text = bytes.ReplaceAll(x.text, []byte{0}, nil)
		x.dead = 0
	}
}

func (x *index) count() int { return bytes.Count(x.text, []byte{'\t'}) }

// lines walks the cards until f says false.
func (x *index) lines(f func(id, words []byte) bool) {
	rest := x.text
	for {
		tab := bytes.IndexByte(rest, '\t')
		if tab < 0 {
			return
		}
		id := rest[bytes.LastIndexByte(rest[:tab], '\n')+1 : tab]
		end := tab + bytes.IndexByte(rest[tab:], '\n')
		if !f(id, rest[tab+1:end]) {
			return
		}
		rest = rest[end+1:]
	}
}

// search finds cards that have every word. A number typed with spaces is one
// word.
func (x *index) search(text string, limit int) (ids []telephony.CustomerID) {
	words := queryWords(text)
	if len(words) == 0 {
		return nil
	}
	x.lines(func(id, line []byte) bool {
		for _, w := range words {
			if !bytes.Contains(line, w) {
				return true
			}
		}
		ids = append(ids, telephony.CustomerID(id))
		return len(ids) < limit
	})
	return ids
}

func queryWords(text string) (words [][]byte) {
	text = fold(text)
	if digits := strings.Map(digit, text); len(digits) >= 3 && strings.Trim(text, "+0123456789 /-()\u00a0") == "" {
		return [][]byte{[]byte(strings.TrimPrefix(digits, "00"))}
	}
	for _, w := range strings.Fields(text) {
		words = append(words, []byte(w))
	}
	return words
}

func digit(r rune) rune {
	if r >= '0' && r <= '9' {
		return r
	}
	return -1
}

// number finds cards that have exactly this number.
func (x *index) number(n telephony.Number, limit int) (ids []telephony.CustomerID) {
	want := []byte(" " + fold(string(n)) + " ")
	x.lines(func(id, line []byte) bool {
		if bytes.Contains(line, want) {
			ids = append(ids, telephony.CustomerID(id))
		}
		return len(ids) < limit
	})
	return ids
}
