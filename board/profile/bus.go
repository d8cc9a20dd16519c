package profile

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spojka/spojka/board"
)

// expander reads: NAME i2c BUS ADDRESS [int LINE].
func (r *reader) expander(words []string) error {
	const form = "write it as: expander NAME i2c 1 0x20 int !CHIP/LINE"
	if len(words) < 4 || words[1] != "i2c" {
		return fmt.Errorf("expander %s: %s", words[0], form)
	}
	bus, err := number(words[2], 255)
	if err != nil {
		return fmt.Errorf("expander %s: bus %w", words[0], err)
	}
	address, err := strconv.ParseUint(words[3], 0, 8)
	if err != nil || address < 0x20 || address > 0x27 {
		return fmt.Errorf("expander %s: an MCP23017 has an address from 0x20 to 0x27, not %s: look at its pins A0 to A2", words[0], words[3])
	}
	x := board.Expander{Name: words[0], Bus: bus, Address: uint16(address)}
	switch {
	case len(words) == 6 && words[4] == "int":
		if x.Interrupt, err = r.wire(words[5], "expander "+words[0], "chip"); err != nil {
			return err
		}
	case len(words) != 4:
		return fmt.Errorf("expander %s: %q isn't understood: %s", words[0], words[4], form)
	}
	for _, other := range r.p.Expanders {
		if other.Bus == x.Bus && other.Address == x.Address {
			return fmt.Errorf("expander %s: %s is at the same address of the same bus: give one of them another address", x.Name, other.Name)
		}
	}
	r.p.Expanders = append(r.p.Expanders, x)
	return r.take(x.Name, "expander")
}

// chain reads: NAME spi BUS.SELECT apa102 PIXELS.
func (r *reader) chain(words []string) error {
	if len(words) != 5 || words[1] != "spi" || words[3] != "apa102" {
		return fmt.Errorf("chain %s: write it as: chain NAME spi 0.0 apa102 16", words[0])
	}
	bus, sel, _ := strings.Cut(words[2], ".")
	c := board.Chain{Name: words[0]}
	var err error
	if c.Bus, err = number(bus, 255); err == nil {
		c.Select, err = number(sel, 255)
	}
	if err != nil {
		return fmt.Errorf("chain %s: bus and chip select are written as 0.0: %w", words[0], err)
	}
	if c.Pixels, err = number(words[4], 1000); err != nil || c.Pixels == 0 {
		return fmt.Errorf("chain %s: %q is no number of LEDs: give 1 to 1000", words[0], words[4])
	}
	r.p.Chains = append(r.p.Chains, c)
	return r.take(c.Name, "chain")
}

// pwmPeriod is one that no eye sees and every chip can make.
const pwmPeriod = time.Millisecond

// pwm reads: NAME DEVICE... [period 1ms].
func (r *reader) pwm(words []string) error {
	p := board.PWM{Name: words[0], Devices: words[1:], Period: pwmPeriod}
	if n := len(words); n > 2 && words[n-2] == "period" {
		var err error
		p.Devices = words[1 : n-2]
		if p.Period, err = time.ParseDuration(words[n-1]); err != nil || p.Period < 10*time.Microsecond || p.Period > 10*time.Millisecond {
			return fmt.Errorf("pwm %s: period %q: give it as 10us to 10ms, a longer one would be seen to flicker", p.Name, words[n-1])
		}
	}
	if len(p.Devices) == 0 {
		return fmt.Errorf("pwm %s: say which device it is: see ls -l /sys/class/pwm, for example fe20c000.pwm", p.Name)
	}
	r.p.PWMs = append(r.p.PWMs, p)
	return r.take(p.Name, "pwm")
}

// wire reads a line that must be of one of these kinds, and takes it: no
// wire has two masters.
func (r *reader) wire(word, owner string, kinds ...string) (board.Line, error) {
	var l board.Line
	bare, low := strings.CutPrefix(word, "!")
	l.Low = low
	where, name, ok := strings.Cut(bare, "/")
	if !ok || where == "" || name == "" {
		return l, fmt.Errorf("%s: %q is no line: write CHIP/NAME", owner, word)
	}
	l.Where, l.Name = where, name
	kind := r.names[where]
	if !contains(kinds, kind) {
		return l, fmt.Errorf("%s: %q must be a line of a %s, and %s is none: declare it above", owner, word, strings.Join(kinds, " or "), where)
	}
	if err := r.lineOf(kind, l); err != nil {
		return l, fmt.Errorf("%s: %w", owner, err)
	}
	if other := r.used[where+"/"+name]; other != "" {
		return l, fmt.Errorf("%s: %s is already used by %s: choose another line", owner, bare, other)
	}
	r.used[where+"/"+name] = owner
	return l, nil
}

// lineOf checks the name of a line by what it is a line of.
func (r *reader) lineOf(kind string, l board.Line) error {
	switch kind {
	case "chip":
		if n, ok := strings.CutPrefix(l.Name, "#"); ok {
			if _, err := number(n, 1023); err != nil {
				return fmt.Errorf("line %s: %w", l.Name, err)
			}
		}
	case "expander":
		if len(l.Name) != 2 || l.Name[0] != 'A' && l.Name[0] != 'B' || l.Name[1] < '0' || l.Name[1] > '7' {
			return fmt.Errorf("an expander has lines A0 to A7 and B0 to B7, not %s", l.Name)
		}
	case "pwm":
		if _, err := number(l.Name, 63); err != nil {
			return fmt.Errorf("channel %s: %w", l.Name, err)
		}
	case "group of leds":
		if l.Low {
			return fmt.Errorf("the kernel knows what lights its LEDs: leave out the ! before it")
		}
	case "chain":
		if l.Low {
			return fmt.Errorf("a pixel can't be low: leave out the ! before it")
		}
		for _, c := range r.p.Chains {
			if _, err := number(l.Name, c.Pixels-1); c.Name == l.Where && err != nil {
				return fmt.Errorf("%s has pixels 0 to %d: %w", c.Name, c.Pixels-1, err)
			}
		}
	}
	return nil
}

// number reads 0 to most.
func number(word string, most int) (int, error) {
	n, err := strconv.ParseUint(word, 10, 31)
	if err != nil || int(n) > most {
		return 0, fmt.Errorf("%q is no number from 0 to %d", word, most)
	}
	return int(n), nil
}

func contains(all []string, one string) bool {
	for _, a := range all {
		if a == one {
			return true
		}
	}
	return false
}
