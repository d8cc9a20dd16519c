package reasons

import (
	"strings"
	"unicode"

	"github.com/spojka/spojka/telephony"
)

// Hit is a code found by [Search].
type Hit struct {
	Path  []telephony.ReasonID
	Names []string
}

// Search finds leaves by the beginning of their number or by words of the
// names along their path, in the order of the tree; case and Czech and Slovak
// accents don't matter. At most limit hits; 0: all.
func Search(t *telephony.ReasonTree, text string, limit int) []Hit {
	words := strings.Fields(fold(text))
	if len(words) == 0 {
		return nil
	}
	s := search{words: words, number: strings.TrimSpace(text), limit: limit}
	s.level(t.Roots, nil, nil)
	return s.hits
}

type search struct {
	words  []string
	number string
	limit  int
	hits   []Hit
}

func (s *search) level(nodes []telephony.ReasonNode, path []telephony.ReasonID, names []string) {
	for i := range nodes {
		if s.limit > 0 && len(s.hits) >= s.limit {
			return
		}
		n := &nodes[i]
		p := append(path[:len(path):len(path)], n.ID)
		w := append(names[:len(names):len(names)], n.Name)
		if len(n.Children) > 0 {
			s.level(n.Children, p, w)
		} else if strings.HasPrefix(string(n.ID), s.number) || s.match(w) {
			s.hits = append(s.hits, Hit{p, w})
		}
	}
}

// match says whether every word looked for begins a word of the names.
func (s *search) match(names []string) bool {
	have := strings.FieldsFunc(fold(strings.Join(names, " ")), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	for _, w := range s.words {
		if !begins(have, w) {
			return false
		}
	}
	return true
}

func begins(have []string, word string) bool {
	for _, h := range have {
		if strings.HasPrefix(h, word) {
			return true
		}
	}
	return false
}

// plain takes the accents of Czech, Slovak and German off small letters.
var plain = strings.NewReplacer(
	"á", "a", "ä", "a", "č", "c", "ď", "d", "é", "e", "ě", "e", "í", "i", "ĺ", "l", "ľ", "l", "ň", "n",
	"ó", "o", "ô", "o", "ö", "o", "ŕ", "r", "ř", "r", "š", "s", "ť", "t", "ú", "u", "ů", "u", "ü", "u", "ý", "y", "ž", "z", "ß", "ss",
)

func fold(s string) string { return plain.Replace(strings.ToLower(s)) }
