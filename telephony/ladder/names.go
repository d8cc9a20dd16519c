package ladder

import (
	"bytes"
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf8"
)

// names are the stand-ins of names, the same for the same one.
type names struct{ of map[string]string }

// standIn begins what stands for a name.
const standIn = "name-"

// maxNames bounds how many are told apart.
const maxNames = 2000

// hide is what stands for a name; what is none, or stands for one already,
// comes back as it is.
func (n *names) hide(name string) string {
	if isStandIn(name) || !hasLetter(name) {
		return name
	}
	s, known := n.of[name]
	if !known {
		s = standIn + strconv.Itoa(min(len(n.of)+1, maxNames))
		if len(n.of) < maxNames {
			n.of[name] = s
		}
	}
	return s
}

func isStandIn(name string) bool {
	rest, is := bytes.CutPrefix([]byte(name), []byte(standIn))
	return is && len(bytes.Trim(rest, "0123456789")) == 0
}

func hasLetter(s string) bool {
	for i := range len(s) {
		if c := s[i]; c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// The places of names in a message: headers with addresses, which may have a
// shown name before each (RFC 3261 §20); headers that are words for people; and
// lines of a description (RFC 8866 §5).
var (
	addressed = headers("from|f|to|t|contact|m|p-asserted-identity|p-preferred-identity|p-called-party-id|remote-party-id|refer-to|r|referred-by|b|diversion|history-info|reply-to")
	worded    = headers("subject|s|organization")
	described = regexp.MustCompile(`^[iepu]=(.*)$`)
	origin    = regexp.MustCompile(`^o=(\S+)`)
	session   = regexp.MustCompile(`^s=(.*)$`)
	shownName = regexp.MustCompile(`((?:"(?:[^"\\]|\\.)*"|[^"<>,;:]*?)\s*)<`)
	account   = regexp.MustCompile(`(?i)username="([^"]*)"`)
	// users are what stands before the @ of an address, with a password.
	users  = regexp.MustCompile(`(?i)(sips?:|%3Csips?%3A)([^@<>\s"]+)@`)
	mailTo = regexp.MustCompile(`[A-Za-z0-9._%+\-\x80-\xff]*[A-Za-z\x80-\xff][A-Za-z0-9._%+\-\x80-\xff]*@[A-Za-z0-9.\-]+\.[A-Za-z]{2,}`)
)

func headers(list string) *regexp.Regexp {
	return regexp.MustCompile(`^(?i)(` + list + `)\s*:(.*)$`)
}

// nobodys are users that are no names.
var nobodys = map[string]bool{"anonymous": true, "unknown": true, "restricted": true, "unavailable": true, "asterisk": true, "spojka": true}

// folds are the ends of lines that go on in the next one (RFC 3261 §7.3.1).
var folds = regexp.MustCompile(`\r?\n[ \t]+`)

// unfold writes each header in one line: what a line means its name says.
func unfold(text []byte) []byte {
	top, _ := split(text)
	if !folds.Match(top) {
		return text
	}
	return append(folds.ReplaceAll(top, []byte(" ")), text[len(top):]...)
}

// message hides the names in a message line by line.
func (n *names) message(text []byte) []byte {
	var out []byte
	for rest := unfold(text); len(rest) > 0; {
		line, more, _ := bytes.Cut(rest, []byte("\n"))
		ended := len(line) < len(rest)
		rest = more
		bare, cr := bytes.CutSuffix(line, []byte("\r"))
		out = append(out, n.line(bare)...)
		if cr {
			out = append(out, '\r')
		}
		if ended {
			out = append(out, '\n')
		}
	}
	return out
}

func (n *names) line(line []byte) []byte {
	switch {
	case keepsLine(line):
		return n.users(line)
	case worded.Match(line):
		return part(worded, 2, line, n.words)
	case described.Match(line):
		return part(described, 1, line, n.words)
	case session.Match(line):
		return part(session, 1, line, n.words)
	case origin.Match(line):
		return part(origin, 1, line, n.user)
	case addressed.Match(line):
		line = part(addressed, 2, line, n.shown)
	}
	line = part(account, 1, line, n.user)
	return n.mails(n.users(line))
}

// keepsLine says that what looks like an address in a line names no person.
func keepsLine(line []byte) bool {
	for _, name := range [...]string{"call-id:", "i:", "via:", "v:"} {
		if begins(line, name) {
			return true
		}
	}
	return false
}

// part rewrites one group of each match in a line.
func part(re *regexp.Regexp, group int, line []byte, by func(string) string) []byte {
	var out []byte
	last := 0
	for _, at := range re.FindAllSubmatchIndex(line, -1) {
		from, to := at[2*group], at[2*group+1]
		out = append(append(out, line[last:from]...), by(string(line[from:to]))...)
		last = to
	}
	return append(out, line[last:]...)
}

// shown hides the names before the addresses of a header.
func (n *names) shown(value string) string {
	return string(part(shownName, 1, []byte(value), func(name string) string {
		bare := bytes.TrimSpace([]byte(name))
		inner := bytes.TrimSuffix(bytes.TrimPrefix(bare, []byte(`"`)), []byte(`"`))
		hidden := n.hide(string(inner))
		if len(bare) == 0 || hidden == string(inner) {
			return name
		}
		return ` "` + hidden + `" `
	}))
}

// users hides the names in SIP addresses.
func (n *names) users(line []byte) []byte {
	return part(users, 2, line, func(user string) string {
		name, _, password := bytes.Cut([]byte(user), []byte(":"))
		bare, params, has := bytes.Cut(name, []byte(";"))
		hidden := n.user(string(bare))
		if has {
			hidden += ";" + string(params)
		}
		if password {
			hidden += ":x"
		}
		return hidden
	})
}

// user hides the name of an account or an address. One that begins with a
// digit is a number, or made of one.
func (n *names) user(user string) string {
	if user == "" || user[0] >= '0' && user[0] <= '9' || nobodys[string(bytes.ToLower([]byte(user)))] {
		return user
	}
	return n.hide(user)
}

// mails hides what looks like an e-mail address, whole.
func (n *names) mails(line []byte) []byte {
	var out []byte
	last := 0
	for _, at := range mailTo.FindAllIndex(line, -1) {
		from, to := at[0], at[1]
		name, _, _ := bytes.Cut(line[from:to], []byte("@"))
		if isStandIn(string(name)) || from >= 4 && begins(line[from-4:], "sip:") || from >= 5 && begins(line[from-5:], "sips:") {
			continue
		}
		out = append(append(out, line[last:from]...), n.hide(string(name))+"@example.invalid"...)
		last = to
	}
	return append(out, line[last:]...)
}

// words hides a text for people.
func (n *names) words(text string) string {
	if !hasLetter(text) {
		return text
	}
	if text[0] == ' ' {
		return " -"
	}
	return "-"
}

// prose hides the names that were learned wherever they stand as words, whole
// names before those that are part of them.
func (n *names) prose(text []byte) []byte {
	longest := func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) }
	for _, name := range slices.SortedFunc(maps.Keys(n.of), longest) {
		text = replaceWord(text, name, n.of[name])
	}
	return text
}

// replaceWord replaces a word where neither side goes on with a letter.
func replaceWord(text []byte, word, by string) []byte {
	var out []byte
	for rest := text; ; {
		i := bytes.Index(rest, []byte(word))
		if i < 0 || word == "" {
			return append(out, rest...)
		}
		end := i + len(word)
		inWord := i > 0 && wordly(rest[i-1]) || end < len(rest) && wordly(rest[end])
		out = append(out, rest[:i]...)
		if inWord {
			out = append(out, word...)
		} else {
			out = append(out, by...)
		}
		rest = rest[end:]
	}
}

func wordly(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf || c == '-' || c == '_'
}
