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
		return board.Profile{}, fmt.Errorf("there is no front %q: use one of %s, or a file by a path with a / in it", name, strings.Join(Names(), ", "))
	}
	return Parse(name, string(text))
}

// ForModel is the name of the front for a computer that calls itself so in its
// device tree: its pins, and what the box brings along to hang on them.
func ForModel(model string) string {
	for _, known := range []struct{ words, front string }{
		{"Raspberry Pi Zero 2", "raspberrypi-zero2w"}, {"Raspberry Pi 3", "raspberrypi-3"},
		{"Raspberry Pi 4", "raspberrypi-4"}, {"Raspberry Pi Compute Module 4", "raspberrypi-4"},
		{"Raspberry Pi 5", "raspberrypi-5"}, {"Raspberry Pi Compute Module 5", "raspberrypi-5"},
		{"linux,dummy-virt", "virt"},
	} {
		// "400" and "500" are a 4 and a 5 in a keyboard
		if strings.Contains(model, known.words) {
			return known.front
		}
	}
	return "generic"
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
	case "pwm":
		return r.pwm(rest)
	case "leds":
		r.p.LEDs = append(r.p.LEDs, rest[0])
		return r.take(rest[0], "group of leds")
	case "lamp", "key":
		return r.front(verb, rest)
	}
	return fmt.Errorf("%q is not a statement: use title, simulated, seat, chip, expander, chain, pwm, leds, lamp or key", verb)
}

// take gives a name away, once.
func (r *reader) take(name, kind string) error {
	if other := r.names[name]; other != "" {
		return fmt.Errorf("%s %s: this name is already that of a %s: choose another", kind, name, other)
	}
	r.names[name] = kind
	return nil
}

// alarm checks that a dead box is seen: a fault lamp must have a line that
// falls back when the program dies, or a LED that the kernel lights then.
func (r *reader) alarm() error {
	stale := ""
	for _, l := range r.p.Lamps {
		if l.Function.Kind != board.FnFault || len(l.Lines()) == 0 {
			continue
		}
		kind := r.names[l.Lines()[0].Where]
		if kind == "chip" || kind == "group of leds" {
			return nil
		}
		stale = l.Name
	}
	if stale != "" {
		return fmt.Errorf("lamp %s: it would go on showing that all is well when the box is dead: give the fault lamp a line of a chip, or a LED of the kernel", stale)
	}
	return nil
}

// whole checks what only the whole profile can show.
func (r *reader) whole() error {
	if len(r.p.Lamps) == 0 && len(r.p.Keys) == 0 {
		return errors.New("no lamp and no key: add at least one line that begins with lamp or key")
	}
	if err := r.alarm(); err != nil {
		return err
	}
	if r.p.Title == "" {
		r.p.Title = r.p.Name
	}
	return nil
}
