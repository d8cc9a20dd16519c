package webadmin

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// field is one field of a settings' form. Kind is "text", "number", "area",
// "code", "check", "select", "ticks", "password", "date", "week", or "group":
// what follows belongs together.
type field struct {
	Kind, Name  string
	Label, Hint string
	Value       string
	On          bool
	Options     []option
	Unit        string
	Fixed       bool // it can't be changed any more
	Week        []weekDay
	Words       []string // of a week's buttons
	Err         string
}

type option struct {
	Value, Text string
	On          bool
}

// choose marks the options with these values.
func (one *field) choose(values []string) {
	one.Options = slices.Clone(one.Options)
	for i := range one.Options {
		one.Options[i].On = slices.Contains(values, one.Options[i].Value)
	}
}

// field makes a field; its texts are those of field.NAME.
func (f *frame) field(kind, name, value string) field {
	one := field{Kind: kind, Name: name, Value: value, Label: f.T(lang.Key("field." + name))}
	if hint := lang.Key("field." + name + ".hint"); lang.Has(hint) {
		one.Hint = f.T(hint)
	}
	return one
}

// group begins a group of fields; its texts are those of the key.
func (f *frame) group(k lang.Key) field {
	return field{Kind: "group", Name: string(k), Label: f.T(k), Hint: f.T(k + ".text")}
}

func (f *frame) check(name string, on bool) field {
	one := f.field("check", name, "")
	one.On = on
	return one
}

// number is a field of whole numbers; 0 shows as empty.
func (f *frame) number(name string, n int, unit lang.Key) field {
	one := f.field("number", name, "")
	if n != 0 {
		one.Value = strconv.Itoa(n)
	}
	if unit != "" {
		one.Unit = f.T(unit)
	}
	return one
}

// pick is a list of choices of which one is taken; none says what an empty
// one means.
func (f *frame) pick(name, value string, none lang.Key, all []option) field {
	one := f.field("select", name, value)
	if none != "" {
		one.Options = append(one.Options, option{Value: "", Text: f.T(none), On: value == ""})
	}
	for _, o := range all {
		o.On = o.Value == value
		one.Options = append(one.Options, o)
	}
	return one
}

func (f *frame) ticks(name string, on []string, all []option) field {
	one := f.field("ticks", name, "")
	one.Options = all
	one.choose(on)
	return one
}

func queueOptions(o telephony.Office) []option {
	var all []option
	for _, q := range o.Queues {
		all = append(all, option{Value: string(q.ID), Text: q.Name})
	}
	return all
}

func siteOptions(o telephony.Office) []option {
	var all []option
	for _, s := range o.Sites {
		all = append(all, option{Value: string(s.ID), Text: s.Name})
	}
	return all
}

func texts[T ~string](of []T) []string {
	all := make([]string, len(of))
	for i, x := range of {
		all[i] = string(x)
	}
	return all
}

func ids[T ~string](of []string) []T {
	var all []T
	for _, x := range of {
		if x != "" {
			all = append(all, T(x))
		}
	}
	return all
}

// problems are what is wrong, by field.
type problems map[string]string

// form reads what was sent, collecting what is wrong.
type form struct {
	f     *frame
	sent  url.Values
	wrong problems
}

func (v form) say(name string, k lang.Key, args ...any) { v.wrong[name] = v.f.T(k, args...) }

// name is a needed name of at most 60 characters.
func (v form) name(name string) string {
	s := strings.TrimSpace(v.sent.Get(name))
	if n := utf8.RuneCountInString(s); n == 0 || n > 60 {
		v.say(name, "error.name")
	}
	return s
}

func (v form) text(name string, most int) string {
	s := strings.TrimSpace(v.sent.Get(name))
	if utf8.RuneCountInString(s) > most {
		v.say(name, "error.too-long", most)
	}
	return s
}

func (v form) on(name string) bool { return v.sent.Get(name) != "" }

// whole reads a whole number between 0 and most; empty is 0.
func (v form) whole(name string, most int) int {
	s := strings.TrimSpace(v.sent.Get(name))
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > most {
		v.say(name, "error.whole", most)
	}
	return n
}

func (v form) seconds(name string) telephony.Seconds {
	return telephony.Seconds(v.whole(name, 24*3600))
}

// slug makes an id out of a name, one that is not taken.
func slug(name string, taken func(string) bool) string {
	var b strings.Builder
	for _, r := range lang.Fold(name) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= 24 {
			break
		}
	}
	base := strings.Trim(b.String(), "-")
	if base == "" {
		base = "x"
	}
	id := base
	for n := 2; taken(id) || id == fresh; n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	return id
}
