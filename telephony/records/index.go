package records

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/search"
)

// index is one block of text to search in: a line a card,
//
//	\n ID \t site \t A (active) or I \t words \x01 number \x01 number \x01
//
// with the words folded, the name first. Looking through a block is quick and
// costs the garbage collector nothing; structs and maps of 100,000 cards would
// not be so.
type index struct {
	text  []byte
	cards int
	dead  int // bytes of lines that were replaced; they are blanked with zeros
}

// mostRanked bounds the matches that are put in order; a search for less than
// a word finds too many anyway.
const mostRanked = 2000

// numberMark stands before and behind each number.
const numberMark = 1

// lineOf writes a card's line without its ID.
func lineOf(c telephony.Customer) []byte {
	b := make([]byte, 0, 160)
	b = append(append(b, c.Site...), '\t', 'I', '\t')
	if c.Active {
		b[len(b)-2] = 'A'
	}
	word := func(s string) {
		if s != "" {
			b = append(search.AppendFold(b, s), ' ')
		}
	}
	word(c.Name)
	for _, p := range c.Contacts {
		word(p.Name)
	}
	word(c.Address)
	word(c.Contract)
	word(c.Email)
	word(string(c.ID))
	for _, p := range c.Contacts {
		word(p.Email)
	}
	b = append(b, numberMark)
	for _, n := range numbersOf(c) {
		b = append(append(b, search.Digits(n)...), numberMark)
	}
	return b
}

// numbersOf are all numbers of a card.
func numbersOf(c telephony.Customer) []telephony.Number {
	all := slices.Clone(c.Phones)
	for _, p := range c.Contacts {
		all = append(all, p.Phones...)
	}
	return all
}

// add puts a card's line in.
func (x *index) add(id, line []byte) {
	x.text = append(append(append(x.text, '\n'), id...), '\t')
	x.text = append(x.text, line...)
	x.cards++
}

// replace puts a line in, in place of the card's older one.
func (x *index) replace(id telephony.CustomerID, line []byte) {
	x.remove(id)
	x.add([]byte(id), line)
}

// remove blanks a card's line; the block is packed when a quarter is blank.
func (x *index) remove(id telephony.CustomerID) {
	key := append(append([]byte{'\n'}, id...), '\t')
	at := bytes.Index(x.text, key)
	if at < 0 {
		return
	}
	end := len(x.text)
	if n := bytes.IndexByte(x.text[at+1:], '\n'); n >= 0 {
		end = at + 1 + n
	}
	clear(x.text[at:end])
	x.cards--
	if x.dead += end - at; x.dead*4 > len(x.text) {
		x.text = bytes.ReplaceAll(x.text, []byte{0}, nil)
		x.dead = 0
	}
}

// entry is a line taken apart.
type entry struct {
	id, site, words []byte
	active          bool
}

// take takes a line apart; false: it is none.
func take(line []byte) (e entry, ok bool) {
	id, rest, ok1 := bytes.Cut(bytes.TrimLeft(line, "\x00"), []byte{'\t'})
	site, rest, ok2 := bytes.Cut(rest, []byte{'\t'})
	active, words, ok3 := bytes.Cut(rest, []byte{'\t'})
	return entry{id: id, site: site, words: words, active: string(active) == "A"}, ok1 && ok2 && ok3
}

// each calls f for the lines that have a piece of text, which must be part of
// their words, until f says false.
func (x *index) each(piece []byte, f func(entry) bool) {
	for at := 0; at < len(x.text); {
		n := bytes.Index(x.text[at:], piece)
		if n < 0 {
			return
		}
		hit := at + n
		begin, end := bytes.LastIndexByte(x.text[:hit], '\n')+1, len(x.text)
		if n := bytes.IndexByte(x.text[hit:], '\n'); n >= 0 {
			end = hit + n
		}
		if e, ok := take(x.text[begin:end]); ok && bytes.Contains(e.words, piece) && !f(e) {
			return
		}
		at = end
	}
}

// match is a card that was found.
type match struct {
	id   telephony.CustomerID
	rank int
	name string // for the order among equals
}

// search finds cards that have every word, the likeliest first.
func (x *index) search(q search.Query, site telephony.SiteID, limit int) []telephony.CustomerID {
	if q.Empty() {
		return nil
	}
	var found []match
	x.each(q.Words[0], func(e entry) bool {
		if (site == "" || string(e.site) == string(site)) && q.Match(e.words) {
			found = append(found, match{telephony.CustomerID(e.id), e.rank(q), string(e.words[:min(len(e.words), 40)])})
		}
		return len(found) < mostRanked
	})
	if wide, ok := q.Widen(); ok && len(found) == 0 {
		return x.search(wide, site, limit)
	}
	slices.SortFunc(found, func(a, b match) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.name, b.name), cmp.Compare(a.id, b.id))
	})
	var ids []telephony.CustomerID
	for _, m := range found[:min(len(found), limit)] {
		ids = append(ids, m.id)
	}
	return ids
}

// rank is smaller the likelier a match is meant: the name or the number of
// the card itself, the beginning of words, active cards.
func (e entry) rank(q search.Query) int {
	rank := 0
	if !e.active {
		rank = 4
	}
	for _, w := range q.Words {
		switch i := bytes.Index(e.words, w); {
		case string(e.id) == string(w), i == 0:
		case i > 0 && (e.words[i-1] == ' ' || e.words[i-1] == numberMark):
			rank++
		default:
			rank += 2
		}
	}
	return rank
}

// number finds cards that have exactly this number, at the sites (nil: all).
func (x *index) number(n telephony.Number, sites []telephony.SiteID, limit int) (ids []telephony.CustomerID) {
	digits := search.Digits(n)
	if len(digits) == 0 {
		return nil
	}
	piece := append(append([]byte{numberMark}, digits...), numberMark)
	x.each(piece, func(e entry) bool {
		if sites == nil || slices.Contains(sites, telephony.SiteID(e.site)) {
			ids = append(ids, telephony.CustomerID(e.id))
		}
		return len(ids) < limit
	})
	return ids
}
