package profile

import (
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/board"
)

// Every profile that the box brings along can be read.
func TestNamed(t *testing.T) {
	names := Names()
	for _, want := range []string{"sim", "virt", "generic", "raspberrypi-3", "raspberrypi-4", "raspberrypi-5", "raspberrypi-zero2w"} {
		if !contains(names, want) {
			t.Errorf("there is no %s", want)
		}
	}
	for _, name := range names {
		p, err := Named(name)
		if err != nil {
			t.Error(err)
		}
		if len(p.Lamps) != 7 || p.Title == "" || p.Name != name {
			t.Errorf("%s has %d lamps, title %q, name %q", name, len(p.Lamps), p.Title, p.Name)
		}
	}
	if p, _ := Named("sim"); len(p.Keys) != 9 {
		t.Errorf("the simulated front has %d keys, not 9", len(p.Keys))
	}
	if _, err := Named("raspberrypi-2"); err == nil || !strings.Contains(err.Error(), "raspberrypi-zero2w") {
		t.Errorf("an unknown front doesn't say which there are: %v", err)
	}
}

func TestParse(t *testing.T) {
	p, err := Parse("test", `
title A front   # with a comment
seat 203
chip soc pinctrl-bcm2711 pinctrl-bcm2835
expander x1 i2c 1 0x20 int !soc/#25
chain strip spi 0.1 apa102 16
lamp led-fault fault one !soc/GPIO16
lamp led-trunk trunk:o2 pixel strip/15
key key-1 seat:#2 press !x1/A0 pull-up debounce 10ms red x1/B0 green x1/B1
key key-2 free press soc/#4
`)
	if err != nil {
		t.Fatal(err)
	}
	k := p.Keys[0]
	switch {
	case p.Title != "A front", p.Seat != "203", len(p.Chips[0].Labels) != 2:
		t.Errorf("head: %+v", p)
	case p.Expanders[0] != (board.Expander{Name: "x1", Bus: 1, Address: 0x20, Interrupt: board.Line{Where: "soc", Name: "#25", Low: true}}):
		t.Errorf("expander: %+v", p.Expanders)
	case p.Chains[0] != (board.Chain{Name: "strip", Select: 1, Pixels: 16}):
		t.Errorf("chain: %+v", p.Chains)
	case p.Lamps[0].One.String() != "!soc/GPIO16", p.Lamps[1].Function != board.Function{Kind: board.FnTrunk, Name: "o2"}:
		t.Errorf("lamps: %+v", p.Lamps)
	case k.Press.String() != "!x1/A0", k.Pull != board.PullUp, k.Debounce != 10*time.Millisecond, k.Red.Name != "B0", k.Green.Name != "B1":
		t.Errorf("key: %+v", k)
	case p.Keys[1].Function != board.Function{}:
		t.Errorf("a free key has the function %v", p.Keys[1].Function)
	}
}

// What is wrong is said with the line's number and a remedy, all at once.
func TestParseSaysWhatIsWrong(t *testing.T) {
	const head = "chip soc x\nexpander x1 i2c 1 0x20\nchain c spi 0.0 apa102 2\n"
	for _, c := range []struct{ text, want string }{
		{"lampe a power", `line 4: "lampe" is not a statement`},
		{"lamp", "line 4: lamp says nothing more"},
		{"lamp a", "say what it is for"},
		{"lamp a power", "it has no line: add one LINE"},
		{"lamp a pover one soc/1", `"pover" is not a function: use one of answer, break, fault,`},
		{"lamp a power one soc", `"soc" is no line: write CHIP/NAME`},
		{"lamp a power one", "one needs a word after it"},
		{"lamp a power two soc/1", `"two" isn't understood`},
		{"lamp a power one sock/1", "sock is none: declare it above"},
		{"lamp a power one x1/C0", "A0 to A7 and B0 to B7, not C0"},
		{"lamp a power one soc/#x", `"x" is no number`},
		{"lamp a power pixel c/2", "c has pixels 0 to 1"},
		{"lamp a power pixel !c/1", "leave out the ! before it"},
		{"lamp a power one soc/1 red soc/2", "too many lights"},
		{"lamp a power one soc/1 pull-up", "make it a key"},
		{"lamp a power one soc/1\nlamp b fault one !soc/1", "line 5: lamp b: soc/1 is already used by lamp a"},
		{"lamp a power one soc/1\nlamp a fault one soc/2", "already that of a lamp"},
		{"lamp a seat one soc/1", "seat needs a name: write seat:NAME"},
		{"lamp a power:x one soc/1", `power has no name: leave out ":x"`},
		{"lamp a break:12 one soc/1", "breaks are numbered 1 to 9"},
		{"lamp a seat:#0 one soc/1", "a place from 1"},
		{"key a on-air one soc/1", "add press LINE"},
		{"key a on-air press soc/1 debounce 2s", "give it as 5ms to 100ms"},
		{"key a on-air press x1/A1 pull-down", "no pull-down"},
		{"key a on-air press x1/A7", "can only light a lamp"},
		{"key a on-air press c/1", "must be a line of a chip or expander"},
		{"expander x2 i2c 1 0x50", "from 0x20 to 0x27, not 0x50"},
		{"expander x2 i2c 1 0x20", "x1 is at the same address"},
		{"expander x2 i2c 1", "write it as: expander"},
		{"expander x2 i2c 1 0x21 irq soc/1", `"irq" isn't understood`},
		{"chain d spi 0 apa102 5", "written as 0.0"},
		{"chain d spi 0.0 ws2812 5", "write it as: chain"},
		{"chain d spi 0.0 apa102 0", "give 1 to 1000"},
		{"pwm", "line 4: pwm says nothing more"},
		{"pwm p", "say which device it is"},
		{"pwm p period 1ms", "say which device it is"},
		{"pwm p a.pwm period 1s", "a longer one would be seen to flicker"},
		{"pwm p a.pwm period soon", "give it as 10us to 10ms"},
		{"pwm p a.pwm\nlamp a power one p/x", `"x" is no number from 0 to 63`},
		{"pwm p a.pwm\nkey a on-air press p/0", "must be a line of a chip or expander"},
		{"leds", "line 4: leds says nothing more"},
		{"leds k\nlamp a power one !k/ACT", "the kernel knows what lights its LEDs"},
		{"leds k\nleds k", "already that of a group of leds"},
		{"chip soc y", "already that of a chip"},
		{"chain d spi 0.0 apa102 many", "give 1 to 1000"},
		{"expander x2 i2c one 0x21", `bus "one" is no number`},
		{"lamp a fault pixel c/0", "it would go on showing that all is well when the box is dead"},
		{"simulated\nlamp a power one soc/1", "a simulated front has no lines"},
		{"", "test: no lamp and no key"},
	} {
		_, err := Parse("test", head+c.text)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.text, err, c.want)
		}
	}
	_, err := Parse("test", "lamp a\nlamp b\n")
	if err == nil || strings.Count(err.Error(), "line ") != 2 {
		t.Errorf("not every wrong line is told: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range Names() {
		text, err := fronts.ReadFile("fronts/" + name + ".front")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := Parse("fuzz", text)
		if err == nil && len(p.Lamps)+len(p.Keys) == 0 {
			t.Error("a front of nothing was taken")
		}
	})
}

// The fault lamp must tell of a dead box; where it can't, the profile is
// wrong. A second one on a good line is enough.
func TestFaultLampTellsOfADeadBox(t *testing.T) {
	const head = "chip soc x\nleds k\npwm p fe20c000.pwm 3f20c000.pwm period 2ms\nexpander x1 i2c 1 0x20\nchain c spi 0.0 apa102 2\n"
	for line, good := range map[string]bool{
		"one soc/1": true, "one !soc/1": true, "one k/ACT": true, "one p/0": false, "one x1/A0": false, "pixel c/0": false,
		"one p/0\nlamp b fault one soc/1": true, "red x1/A0\nlamp b fault one k/ACT": true,
	} {
		p, err := Parse("test", head+"lamp a fault "+line)
		if (err == nil) != good || err != nil && !strings.Contains(err.Error(), "give the fault lamp a line of a chip") {
			t.Errorf("%q: %v", line, err)
		}
		if q := p.PWMs[0]; len(q.Devices) != 2 || q.Period != 2*time.Millisecond || len(p.LEDs) != 1 {
			t.Errorf("%+v", p)
		}
	}
}

func TestForModel(t *testing.T) {
	for model, want := range map[string]string{
		"Raspberry Pi 3 Model B Plus Rev 1.3\x00": "raspberrypi-3", "Raspberry Pi Zero 2 W Rev 1.0": "raspberrypi-zero2w",
		"Raspberry Pi 4 Model B Rev 1.4": "raspberrypi-4", "Raspberry Pi 400 Rev 1.0": "raspberrypi-4", "Raspberry Pi Compute Module 4 Rev 1.1": "raspberrypi-4",
		"Raspberry Pi 5 Model B Rev 1.0": "raspberrypi-5", "Raspberry Pi 500 Rev 1.0": "raspberrypi-5", "linux,dummy-virt": "virt", "": "generic", "Orange Pi 5": "generic",
	} {
		if got := ForModel(model); got != want {
			t.Errorf("%q: %s, not %s", model, got, want)
		}
		if _, err := Named(want); err != nil {
			t.Error(err)
		}
	}
}

// The pins of the boards' fronts are on the header, no two at one, and none of
// them belongs to the buses that the front uses, or to the serial console
// (Raspberry Pi, "GPIO and the 40-pin header").
func TestPinsOfRaspberryPis(t *testing.T) {
	buses := map[string]string{
		"GPIO0": "ID EEPROM", "GPIO1": "ID EEPROM", "GPIO2": "I²C data", "GPIO3": "I²C clock", "GPIO7": "SPI select 1", "GPIO8": "SPI select 0",
		"GPIO9": "SPI in", "GPIO10": "SPI out", "GPIO11": "SPI clock", "GPIO14": "serial console", "GPIO15": "serial console",
	}
	power := map[int]bool{1: true, 2: true, 4: true, 6: true, 9: true, 14: true, 17: true, 20: true, 25: true, 30: true, 34: true, 39: true}
	labels := map[string]string{"raspberrypi-3": "pinctrl-bcm2835", "raspberrypi-4": "pinctrl-bcm2711", "raspberrypi-5": "pinctrl-rp1", "raspberrypi-zero2w": "pinctrl-bcm2835"}
	for name, label := range labels {
		p, err := Named(name)
		if err != nil {
			t.Fatal(err)
		}
		if p.Chips[0].Labels[0] != label || p.Simulated || p.Expanders[0].Bus != 1 {
			t.Errorf("%s: chip %v, simulated %v, bus %d", name, p.Chips, p.Simulated, p.Expanders[0].Bus)
		}
		seen := map[int]string{}
		for line, owner := range linesOf(p) {
			pin := HeaderPin(p, line)
			switch {
			case p.Chips[0].Name != line.Where:
				continue
			case pin < 1 || pin > 40 || power[pin]:
				t.Errorf("%s: %s of %s is at no pin of the header: %d", name, line, owner, pin)
			case buses[line.Name] != "":
				t.Errorf("%s: %s of %s is the %s", name, line, owner, buses[line.Name])
			case seen[pin] != "":
				t.Errorf("%s: pin %d is that of %s and of %s", name, pin, seen[pin], owner)
			}
			seen[pin] = owner
		}
		if len(seen) != 9 {
			t.Errorf("%s uses %d pins, not 9", name, len(seen))
		}
	}
}

// linesOf are all lines of a front, with whose they are.
func linesOf(p board.Profile) map[board.Line]string {
	all := map[board.Line]string{}
	lamps := append([]board.Lamp(nil), p.Lamps...)
	for _, k := range p.Keys {
		lamps = append(lamps, k.Lamp)
		all[k.Press] = k.Name
	}
	for _, l := range lamps {
		for _, line := range l.Lines() {
			all[line] = l.Name
		}
	}
	for _, x := range p.Expanders {
		all[x.Interrupt] = x.Name
	}
	return all
}
