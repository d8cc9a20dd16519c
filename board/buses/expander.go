package buses

import (
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/lamp"
	"periph.io/x/conn/v3/i2c"
)

// Registers of an MCP23017 with IOCON.BANK = 0 (DS20001952, table 3-5): each
// is a pair, port A then port B; a transfer of two bytes takes both.
const (
	regIODIR   = 0x00 // 1: input
	regGPINTEN = 0x04 // 1: a change pulls INT
	regINTCON  = 0x08 // 0: compared with the level before
	regIOCON   = 0x0A
	regGPPU    = 0x0C // 1: pull-up
	regINTF    = 0x0E // which line pulled INT
	regINTCAP  = 0x10 // the levels then
	regGPIO    = 0x12
	regOLAT    = 0x14

	ioconMirror    = 0x40 // both INT outputs are one
	ioconOpenDrain = 0x04 // several expanders may share the wire
)

const (
	tries       = 3 // of a transfer: a bus in a cable catches a spark
	pollEach    = 20 * time.Millisecond
	anyMoment   = time.Second // with an interrupt line, only in case
	allInputs   = 0xFFFF
	setUpRemedy = "check its cable and its address pins"
)

// pins are an expander's lines in use, by bit: A0 is 0, B7 is 15.
type pins struct {
	outputs []outPin
	inputs  []inPin
}

type outPin struct {
	lamp string
	bit  uint16
	low  bool
	lit  func(board.Colour) bool
}

type inPin struct {
	key    string
	bit    uint16
	low    bool
	pulled bool
}

func pinsOf(p board.Profile, expander string) pins {
	var all pins
	lamps := append([]board.Lamp(nil), p.Lamps...)
	for _, k := range p.Keys {
		lamps = append(lamps, k.Lamp)
		if k.Press.Where == expander {
			all.inputs = append(all.inputs, inPin{k.Name, bit(k.Press.Name), k.Press.Low, k.Pull == board.PullUp})
		}
	}
	for _, l := range lamps {
		for _, light := range lamp.Lights(l) {
			if light.Line.Where == expander {
				all.outputs = append(all.outputs, outPin{l.Name, bit(light.Line.Name), light.Line.Low, light.Lit})
			}
		}
	}
	return all
}

// bit is the place of a line, "A0" to "B7", in both ports' 16 bits.
func bit(name string) uint16 {
	if len(name) != 2 {
		return 0
	}
	return 1 << ((name[0]-'A')&1*8 + (name[1]-'0')&7)
}

// expander is an MCP23017 that answers.
type expander struct {
	spec    board.Expander
	pins    pins
	bus     i2c.BusCloser
	chip    i2c.Dev
	iodir   uint16
	watched uint16 // lines that pull INT
	gppu    uint16
	olat    uint16
	down    uint16 // keys, by bit
	old     uint16 // of those, which were down at the start and nobody knows yet
	born    time.Time
}

func openExpander(spec board.Expander, p pins, open func(int) (i2c.BusCloser, error)) (device, error) {
	bus, err := open(spec.Bus)
	switch {
	case errors.Is(err, fs.ErrPermission):
		return nil, fmt.Errorf("%s: %w", spec.Name, err)
	case err != nil:
		return nil, fmt.Errorf("%s: I²C bus %d can't be opened (%w): switch it on in the board's settings", spec.Name, spec.Bus, err)
	}
	x := &expander{spec: spec, pins: p, bus: bus, chip: i2c.Dev{Bus: bus, Addr: spec.Address}, born: time.Now()}
	if err := x.setUp(); err != nil {
		bus.Close()
		return nil, err
	}
	return x, nil
}

// setUp gives the outputs their dark level before it makes them outputs.
func (x *expander) setUp() error {
	x.iodir = allInputs
	for _, o := range x.pins.outputs {
		x.iodir &^= o.bit
	}
	for _, in := range x.pins.inputs {
		x.watched |= in.bit
		if in.pulled {
			x.gppu |= in.bit
		}
	}
	const iocon = ioconMirror | ioconOpenDrain
	x.olat = x.levels(nil)
	for _, w := range []struct {
		reg   byte
		value uint16
	}{
		{regIOCON, iocon | iocon<<8}, {regOLAT, x.olat}, {regIODIR, x.iodir}, {regGPPU, x.gppu},
		{regINTCON, 0}, {regGPINTEN, x.watched},
	} {
		if err := x.write(w.reg, w.value); err != nil {
			return err
		}
	}
	level, err := x.read(regGPIO)
	for _, in := range x.pins.inputs { // what is down already counts once let go
		if err == nil && in.isDown(level) {
			x.down |= in.bit
		}
	}
	x.old = x.down
	return err
}

func (in inPin) isDown(level uint16) bool { return (level&in.bit != 0) != in.low }

// levels is what the outputs must be for a picture.
func (x *expander) levels(picture []board.Shine) uint16 {
	var olat uint16
	for _, o := range x.pins.outputs {
		lit := false
		for _, s := range picture {
			lit = lit || s.Lamp == o.lamp && o.lit(s.Plain())
		}
		if lit != o.low {
			olat |= o.bit
		}
	}
	return olat
}

func (x *expander) show(picture []board.Shine) error {
	next := x.levels(picture)
	if next == x.olat {
		return nil
	}
	if err := x.write(regOLAT, next); err != nil {
		return err
	}
	x.olat = next
	return nil
}

// quick reads what pulled INT, the levels then and the levels now, in one
// transfer; that also lets go of INT. A press that is over already shows in
// the levels then.
func (x *expander) quick(edge func(board.Edge)) (moved bool, err error) {
	if len(x.pins.inputs) == 0 {
		return false, nil
	}
	var r [6]byte
	if err := x.transfer([]byte{regINTF}, r[:]); err != nil {
		return false, err
	}
	flagged, then, now := pair(r[0:]), pair(r[2:]), pair(r[4:])
	if moved = x.moved(flagged, now); moved {
		if err := x.check(); err != nil {
			return true, err
		}
	}
	at := time.Since(x.born)
	for _, in := range x.pins.inputs {
		if x.old&in.bit != 0 {
			edge(board.Edge{Key: in.key, Down: true, Old: true, At: at})
			x.old &^= in.bit
		}
		if flagged&in.bit != 0 {
			x.tell(in, in.isDown(then), at, edge)
		}
		x.tell(in, in.isDown(now), at, edge)
	}
	return moved, nil
}

func (x *expander) tell(in inPin, down bool, at time.Duration, edge func(board.Edge)) {
	if down == (x.down&in.bit != 0) {
		return
	}
	x.down ^= in.bit
	edge(board.Edge{Key: in.key, Down: down, At: at})
}

// moved says that the registers tell something new of a key. It isn't believed
// before the chip was found as it was set up: without its pull-ups every key
// that pulls to ground reads as pressed.
func (x *expander) moved(flagged, now uint16) bool {
	for _, in := range x.pins.inputs {
		if flagged&in.bit != 0 || in.isDown(now) != (x.down&in.bit != 0) {
			return true
		}
	}
	return false
}

// check compares the settings: a chip that was without power for a moment has
// forgotten everything.
func (x *expander) check() error {
	for _, w := range []struct {
		reg  byte
		want uint16
	}{{regIODIR, x.iodir}, {regGPINTEN, x.watched}, {regGPPU, x.gppu}, {regOLAT, x.olat}} {
		got, err := x.read(w.reg)
		if err != nil {
			return err
		}
		if got != w.want {
			return fmt.Errorf("%s forgot its settings: it is set up again; %s if this happens often", x.spec.Name, setUpRemedy)
		}
	}
	return nil
}

func (x *expander) every() time.Duration {
	if x.spec.Interrupt.Wired() || len(x.pins.inputs) == 0 {
		return anyMoment
	}
	return pollEach
}

func (x *expander) close(edge func(board.Edge)) {
	for _, in := range x.pins.inputs {
		x.tell(in, false, time.Since(x.born), edge)
	}
	x.bus.Close()
}

func (x *expander) write(reg byte, v uint16) error {
	return x.transfer([]byte{reg, byte(v), byte(v >> 8)}, nil)
}

func (x *expander) read(reg byte) (uint16, error) {
	var r [2]byte
	err := x.transfer([]byte{reg}, r[:])
	return pair(r[:]), err
}

func (x *expander) transfer(w, r []byte) error {
	var err error
	for range tries {
		if err = x.chip.Tx(w, r); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%s doesn't answer at 0x%02x of I²C bus %d (%w): %s", x.spec.Name, x.spec.Address, x.spec.Bus, err, setUpRemedy)
}

func pair(b []byte) uint16 { return uint16(b[0]) | uint16(b[1])<<8 }
