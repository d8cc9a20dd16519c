package board

import (
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Profile says how a front is wired. Its text is read by board/profile.
type Profile struct {
	Name  string
	Title string
	// Simulated: the front exists only as a picture on the page.
	Simulated bool
	// Seat is where the person who presses the keys sits; empty: whoever is
	// the only one signed on.
	Seat      telephony.SeatID
	Chips     []Chip
	Expanders []Expander
	Chains    []Chain
	PWMs      []PWM
	LEDs      []string // names under which the kernel's LEDs are lines
	Lamps     []Lamp
	Keys      []Key
}

// Chip is a chip of lines, found by the label that the kernel gives it: its
// number changes from board to board and from boot to boot.
type Chip struct {
	Name   string
	Labels []string // any of these; none: whichever has the lines
}

// Expander is an MCP23017 on an I²C bus: lines A0-A7 and B0-B7.
type Expander struct {
	Name    string
	Bus     int
	Address uint16
	// Interrupt is the chip's line that its INT output pulls low; without
	// one the keys are asked for 50 times a second.
	Interrupt Line
}

// Chain is a chain of APA102 LEDs on an SPI bus.
type Chain struct {
	Name        string
	Bus, Select int
	Pixels      int
}

// PWM is a chip whose channels are lit for a part of each period, so that they
// can be dimmed; found by the device that it belongs to, for it has no label,
// and its number changes from boot to boot.
type PWM struct {
	Name    string
	Devices []string // any of these
	Period  time.Duration
}

// Line is one wire: a line of a chip by its name or "#" and its number, one
// of an expander ("A0"), a pixel of a chain ("0"), a channel of a PWM ("0"),
// or a LED of the kernel by its name.
type Line struct {
	Where string // name of the chip, expander, chain, PWM or group of LEDs
	Name  string
	Low   bool // means yes when low
}

// Wired says that there is a line.
func (l Line) Wired() bool { return l.Where != "" }

// String writes the line as profiles do: "!soc/GPIO17".
func (l Line) String() string {
	if !l.Wired() {
		return "none"
	}
	s := l.Where + "/" + l.Name
	if l.Low {
		s = "!" + s
	}
	return s
}

// Lamp is a lamp of one colour (One), of red and green, or a pixel.
type Lamp struct {
	Name     string
	Function Function
	One      Line
	Red      Line
	Green    Line
	Pixel    Line
}

// Lines lists the lines that the lamp has.
func (l Lamp) Lines() []Line {
	var all []Line
	for _, line := range []Line{l.One, l.Red, l.Green, l.Pixel} {
		if line.Wired() {
			all = append(all, line)
		}
	}
	return all
}

// Key is a key with a lamp of the same name.
type Key struct {
	Lamp
	Press    Line
	Pull     Pull
	Debounce time.Duration
}

// Pull is the bias of a key's line.
type Pull string

const (
	PullNone Pull = ""
	PullUp   Pull = "pull-up"
	PullDown Pull = "pull-down"
)

// Edge is a key going down or up.
type Edge struct {
	Key  string
	Down bool
	// Old says that the key was down when the hardware was opened: nobody
	// pressed it now.
	Old bool
	// At is when, by the clock of the hardware that saw it; it compares only
	// with other edges of the same key.
	At time.Duration
}

// Shine is what a lamp gives off at an instant.
type Shine struct {
	Lamp   string
	Colour Colour // empty: dark
	Dim    bool   // it is night: less, where the lamp can
	// Rest says that a lamp that can't be dimmed stays dark: it is night, and
	// the lamp says nothing but that all is well.
	Rest bool
}

// Plain is the colour of a lamp that is on or off and nothing between.
func (s Shine) Plain() Colour {
	if s.Rest {
		return ""
	}
	return s.Colour
}

// Resolve turns a function by place into one by name: the seat "#1" is the
// first in the snapshot, whatever the office calls it. What isn't there
// becomes no function at all.
func Resolve(s *telephony.Snapshot, fn Function) Function {
	place, ok := strings.CutPrefix(fn.Name, "#")
	if !ok {
		return fn
	}
	n := 0
	for _, digit := range place {
		n = n*10 + int(digit-'0')
	}
	switch {
	case n < 1:
	case fn.Kind == FnSeat && n <= len(s.Seats):
		return Function{fn.Kind, string(s.Seats[n-1].ID)}
	case (fn.Kind == FnQueue || fn.Kind == FnNight) && n <= len(s.Queues):
		return Function{fn.Kind, string(s.Queues[n-1].ID)}
	case fn.Kind == FnTrunk && n <= len(s.Trunks):
		return Function{fn.Kind, string(s.Trunks[n-1].ID)}
	}
	return Function{}
}

// Switched looks at the queues that a night switch turns, and counts them: the
// one that is named, or all that aren't disabled.
func Switched(s *telephony.Snapshot, name string, look func(*telephony.QueueView)) (n int) {
	for i := range s.Queues {
		if q := &s.Queues[i]; string(q.ID) == name || name == "" && !q.Disabled {
			look(q)
			n++
		}
	}
	return n
}

// BreakAt is the break with this number, "1" to "9" (S-BREAK-2).
func BreakAt(s *telephony.Snapshot, number string) (telephony.Break, bool) {
	if len(number) != 1 || number[0] < '1' || int(number[0]-'0') > len(s.Breaks) {
		return telephony.Break{}, false
	}
	return s.Breaks[number[0]-'1'], true
}
