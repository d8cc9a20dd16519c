package webadmin

import "strings"

// longestTrail bounds how many newer pages a link remembers.
const longestTrail = 60

// leaf is one page of a long list, newest first: it begins before an entry,
// and links remember where the newer ones began.
type leaf struct {
	Before string // empty: the newest page
	Trail  string // where the newer pages began, with commas; "0" is the newest
}

func (l leaf) trail() []string {
	return strings.FieldsFunc(l.Trail, func(r rune) bool { return r == ',' })
}

// older is the page that follows and begins before an entry.
func (l leaf) older(before string) leaf {
	here := l.Before
	if here == "" {
		here = "0"
	}
	trail := l.trail()
	return leaf{before, strings.Join(append(trail[max(0, len(trail)-longestTrail):], here), ",")}
}

// newer is the page from which one came here, or the newest.
func (l leaf) newer() leaf {
	trail := l.trail()
	n := len(trail) - 1
	if n < 0 || trail[n] == "0" {
		return leaf{}
	}
	return leaf{trail[n], strings.Join(trail[:n], ",")}
}
