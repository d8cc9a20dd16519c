package profile

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spojka/spojka/board"
)

// front reads a lamp or a key: NAME FUNCTION and then its lines.
func (r *reader) front(kind string, words []string) error {
	owner := kind + " " + words[0]
	if len(words) < 2 {
		return fmt.Errorf("%s: say what it is for, for example: %s power", owner, owner)
	}
	k := board.Key{Lamp: board.Lamp{Name: words[0]}}
	var err error
	if k.Function, err = Function(words[1]); err != nil {
		return fmt.Errorf("%s: %w", owner, err)
	}
	for rest := words[2:]; len(rest) > 0; {
		if rest, err = r.option(&k, owner, rest); err != nil {
			return err
		}
	}
	if err := r.take(words[0], kind); err != nil {
		return err
	}
	if err := r.wired(kind, k); err != nil {
		return fmt.Errorf("%s: %w", owner, err)
	}
	if kind == "lamp" {
		r.p.Lamps = append(r.p.Lamps, k.Lamp)
	} else {
		r.p.Keys = append(r.p.Keys, k)
	}
	return nil
}

// option reads one word, or two, and returns what is left.
func (r *reader) option(k *board.Key, owner string, words []string) ([]string, error) {
	switch word := words[0]; word {
	case "pull-up", "pull-down":
		k.Pull = board.Pull(word)
		return words[1:], nil
	case "press", "one", "red", "green", "pixel", "debounce":
		if len(words) < 2 {
			return nil, fmt.Errorf("%s: %s needs a word after it", owner, word)
		}
		return words[2:], r.pair(k, owner, word, words[1])
	default:
		return nil, fmt.Errorf("%s: %q isn't understood: use press, one, red, green, pixel, pull-up, pull-down or debounce", owner, word)
	}
}

// lit are the kinds of lines that light a lamp of one colour.
var lit = []string{"chip", "expander", "pwm", "group of leds"}

func (r *reader) pair(k *board.Key, owner, word, value string) (err error) {
	switch word {
	case "press":
		k.Press, err = r.wire(value, owner, "chip", "expander")
	case "one":
		k.One, err = r.wire(value, owner, lit...)
	case "red":
		k.Red, err = r.wire(value, owner, lit...)
	case "green":
		k.Green, err = r.wire(value, owner, lit...)
	case "pixel":
		k.Pixel, err = r.wire(value, owner, "chain")
	case "debounce":
		k.Debounce, err = debounce(owner, value)
	}
	return err
}

func debounce(owner, word string) (time.Duration, error) {
	d, err := time.ParseDuration(word)
	if err != nil || d < 0 || d > 100*time.Millisecond {
		return 0, fmt.Errorf("%s: debounce %q: give it as 5ms to 100ms", owner, word)
	}
	return d, nil
}

// wired checks that a front of lines has them and a picture doesn't.
func (r *reader) wired(kind string, k board.Key) error {
	lamps := len(k.Lines())
	switch {
	case r.p.Simulated && (lamps > 0 || k.Press.Wired()):
		return fmt.Errorf("a simulated front has no lines: leave them out, or leave out simulated")
	case r.p.Simulated:
		return nil
	case kind == "lamp" && (k.Press.Wired() || k.Debounce > 0 || k.Pull != ""):
		return fmt.Errorf("a lamp can't be pressed: make it a key")
	case kind == "lamp" && lamps == 0:
		return fmt.Errorf("it has no line: add one LINE, red LINE green LINE, or pixel LINE")
	case kind == "key" && !k.Press.Wired():
		return fmt.Errorf("it has no line to be pressed: add press LINE")
	case lamps > 1 && (k.One.Wired() || k.Pixel.Wired()):
		return fmt.Errorf("it has too many lights: one, a pixel, or red and green")
	}
	return onExpander(r.names[k.Press.Where] == "expander", k)
}

// onExpander checks what an MCP23017 can't do: it has no pull-downs, and its
// lines A7 and B7 are outputs only (data sheet DS20001952D).
func onExpander(is bool, k board.Key) error {
	switch {
	case !is:
		return nil
	case k.Pull == board.PullDown:
		return fmt.Errorf("an expander has no pull-down: use pull-up and a key that pulls to ground")
	case k.Press.Name[1] == '7':
		return fmt.Errorf("line %s of an MCP23017 can only light a lamp: press another line", k.Press.Name)
	}
	return nil
}

var kinds = map[board.FunctionKind]bool{ // whether it needs a name
	board.FnPower: false, board.FnNetwork: false, board.FnTrunk: false, board.FnWaiting: false, board.FnMessage: false,
	board.FnRecording: false, board.FnFault: false, board.FnOnAir: false, board.FnAnswer: false, board.FnHold: false, board.FnHangUp: false,
	board.FnNight: false, board.FnSeat: true, board.FnQueue: true, board.FnBreak: true,
}

// functions lists them for people.
func functions() string {
	var all []string
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		all = append(all, string(kind))
	}
	return strings.Join(all, ", ")
}

// Function reads what a lamp or key is for: "seat:203", "on-air", "free".
func Function(word string) (board.Function, error) {
	if word == "free" {
		return board.Function{}, nil
	}
	kind, name, named := strings.Cut(word, ":")
	needsName, ok := kinds[board.FunctionKind(kind)]
	switch {
	case !ok:
		return board.Function{}, fmt.Errorf("%q is not a function: use one of %s, or free", word, functions())
	case needsName && name == "":
		return board.Function{}, fmt.Errorf("%s needs a name: write %s:NAME", kind, kind)
	case named && !needsName && kind != string(board.FnTrunk) && kind != string(board.FnNight):
		return board.Function{}, fmt.Errorf("%s has no name: leave out %q", kind, ":"+name)
	}
	if kind == string(board.FnBreak) && (len(name) != 1 || name[0] < '1' || name[0] > '9') {
		return board.Function{}, fmt.Errorf("breaks are numbered 1 to 9, not %s", name)
	}
	if place, ok := strings.CutPrefix(name, "#"); ok {
		if n, err := number(place, 999); err != nil || n == 0 {
			return board.Function{}, fmt.Errorf("%s:%s: after # comes a place from 1", kind, name)
		}
	}
	return board.Function{Kind: board.FunctionKind(kind), Name: name}, nil
}
