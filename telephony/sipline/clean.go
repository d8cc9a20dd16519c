package sipline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestName is how much of a name from outside is kept.
const longestName = 60

// clean is the one place where names from outside lose what could harm a
// page, a log, a CSV or a SIP message: control characters, marks that turn
// the direction of writing, invisible ones, and what is too long.
func clean(s string) string {
	var b strings.Builder
	n, space := 0, false
	for _, r := range s {
		switch {
		case r == utf8.RuneError:
			r = '?'
		case unicode.IsSpace(r):
			space = n > 0
			continue
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r):
			continue
		}
		if space {
			b.WriteByte(' ')
			n, space = n+1, false
		}
		if n >= longestName {
			break
		}
		b.WriteRune(r)
		n++
	}
	return strings.TrimSpace(b.String())
}
