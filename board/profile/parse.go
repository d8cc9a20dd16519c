package profile

import (
	"embed"
	"errors"
	"fmt"
	"strings"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
)

//go:embed fronts/*.front
var fronts embed.FS

// Names lists the profiles that the box brings along, sorted.
func Names() []string {
	files, _ := fronts.ReadDir("fronts") // an embedded folder can be read
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".front"))
	}
	return names
}

// Named reads a profile that the box brings along.
func Named(name string) (board.Profile, error) {
	text, err := fronts.ReadFile("fronts/" + name + ".front")
	if err != nil {
		return board.Profile{}, fmt.Errorf("there is no front %q: use one of %s, or the path of a file", name, strings.Join(Names(), ", "))
	}
	return Parse(name, string(text))
}

// Parse reads a profile and checks it. Its errors name every line that is
// wrong and what to do about it.
func Parse(name, text string) (board.Profile, error) {
	r := reader{p: board.Profile{Name: name}, names: map[string]string{}, used: map[string]string{}}
	var wrong []error
	for line := range strings.Lines(text) {
		r.line++
		words := strings.Fields(uncomment(line))
		if len(words) == 0 {
			continue
		}
		if err := r.statement(words); err != nil {
			wrong = append(wrong, fmt.Errorf("%s line %d: %w", name, r.line, err))
		}
	}
	if err := r.whole(); err != nil && wrong == nil {
		wrong = append(wrong, fmt.Errorf("%s: %w", name, err))
	}
	return r.p, errors.Join(wrong...)
}

// uncomment cuts a comment: a # at the start or after a blank. Others are
// part of a name.
func uncomment(line string) string {
	for i := range line {
		if line[i] == '#' && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t') {
			return line[:i]
		}
	}
	return line
}

// reader collects the profile.
type reader struct {
	p     board.Profile
	line  int
	names map[string]string // chip, expander, chain, lamp or key by name
	used  map[string]string // who uses a line
}

func (r *reader) statement(words []string) error {
	verb, rest := words[0], words[1:]
	switch verb {
	case "title":
		r.p.Title = strings.Join(rest, " ")
		return nil
	case "simulated":
		r.p.Simulated = true
		return nil
	}
	if len(rest) == 0 {
		return fmt.Errorf("%s says nothing more: give it a name", verb)
	}
	switch verb {
	case "seat":
		r.p.Seat = telephony.SeatID(rest[0])
		return nil
	case "chip":
		r.p.Chips = append(r.p.Chips, board.Chip{Name: rest[0], Labels: rest[1:]})
		return r.take(rest[0], "chip")
	case "expander":
		return r.expander(rest)
	case "chain":
		return r.chain(rest)
	case "lamp", "key":
		return r.front(verb, rest)
	}
	return fmt.Errorf("%q is not a statement: use title, simulated, seat, chip, expander, chain, lamp or key", verb)
}

// take gives a name away, once.
func (r *reader) take(name, kind string) error {
	if other := r.names[name]; other != "" {
		return fmt.Errorf("%s %s: this name is already that of a %s: choose another", kind, name, other)
	}
	r.names[name] = kind
	return nil
}

// whole checks what only the whole profile can show.
func (r *reader) whole() error {
	if len(r.p.Lamps) == 0 && len(r.p.Keys) == 0 {
		return errors.New("no lamp and no key: add at least one line that begins with lamp or key")
	}
	if r.p.Title == "" {
		r.p.Title = r.p.Name
	}
	return nil
}
