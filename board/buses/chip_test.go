package buses

import (
	"errors"
	"sync"

	"periph.io/x/conn/v3/i2c"
	"periph.io/x/conn/v3/physic"

	"github.com/spojka/spojka/board"
)

var errAbsent = errors.New("no such device or address")

// chips is an I²C bus with MCP23017s as the data sheet has them: pull-ups,
// interrupt on change, INTCAP that holds until it is read.
type chips struct {
	mu      sync.Mutex
	at      map[uint16]*mcp23017
	gone    bool
	cut     bool // the wire of INT
	sparks  int  // so many transfers fail
	opened  int
	pulled  func(addr uint16) // INT went low
	history [][]byte          // what was written
}

type mcp23017 struct {
	reg    [0x16]byte
	level  uint16 // as driven from outside
	driven uint16 // which lines are
	seen   uint16 // GPIO at the last read
	low    bool   // INT
}

func newChips(addrs ...uint16) *chips {
	c := &chips{at: map[uint16]*mcp23017{}}
	for _, a := range addrs {
		c.at[a] = powerOn()
	}
	return c
}

func powerOn() *mcp23017 {
	m := &mcp23017{}
	m.reg[regIODIR], m.reg[regIODIR+1] = 0xFF, 0xFF
	return m
}

func (m *mcp23017) get(reg byte) uint16    { return pair(m.reg[reg : reg+2]) }
func (m *mcp23017) put(reg byte, v uint16) { m.reg[reg], m.reg[reg+1] = byte(v), byte(v>>8) }

// pins are the levels at the chip's legs.
func (m *mcp23017) pins() uint16 {
	in := m.get(regIODIR)
	outside := m.level&m.driven | m.get(regGPPU)&^m.driven
	return m.get(regOLAT)&^in | outside&in
}

// settle raises the interrupt that a change asks for.
func (m *mcp23017) settle() (pulls bool) {
	now := m.pins()
	m.put(regGPIO, now)
	flagged := (now ^ m.seen) & m.get(regGPINTEN) & m.get(regIODIR)
	if flagged != 0 && !m.low {
		m.low = true
		m.put(regINTF, flagged)
		m.put(regINTCAP, now)
		return true
	}
	return false
}

func (c *chips) Tx(addr uint16, w, r []byte) error {
	c.mu.Lock()
	m := c.at[addr]
	if m == nil || c.gone || c.sparks > 0 {
		c.sparks = max(c.sparks-1, 0)
		c.mu.Unlock()
		return errAbsent
	}
	reg := w[0]
	c.history = append(c.history, append([]byte(nil), w...))
	for i, b := range w[1:] {
		m.reg[int(reg)+i] = b
	}
	m.put(regGPIO, m.pins())
	for i := range r {
		r[i] = m.reg[int(reg)+i]
	}
	if n := int(reg) + len(r); len(r) > 0 && n > regINTCAP && reg < regOLAT { // INTCAP or GPIO was read
		m.seen, m.low = m.pins(), false
		m.put(regINTF, 0)
	}
	pulls := m.settle() && !c.cut
	c.mu.Unlock()
	if pulls && c.pulled != nil {
		c.pulled(addr)
	}
	return nil
}

func (c *chips) SetSpeed(physic.Frequency) error { return nil }
func (c *chips) String() string                  { return "chips" }
func (c *chips) Close() error                    { return nil }

func (c *chips) open(int) (i2c.BusCloser, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.opened++
	return c, nil
}

// drive pulls a line of a chip from outside.
func (c *chips) drive(addr uint16, l board.Line, high bool) {
	c.mu.Lock()
	m := c.at[addr]
	m.driven |= bit(l.Name)
	m.level &^= bit(l.Name)
	if high {
		m.level |= bit(l.Name)
	}
	pulls := !c.gone && m.settle() && !c.cut
	c.mu.Unlock()
	if pulls && c.pulled != nil {
		c.pulled(addr)
	}
}

func (c *chips) pin(addr uint16, l board.Line) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.gone && c.at[addr].pins()&bit(l.Name) != 0
}

func (c *chips) wire(whole bool) { c.mu.Lock(); defer c.mu.Unlock(); c.cut = !whole }

func (c *chips) unplug() { c.mu.Lock(); defer c.mu.Unlock(); c.gone = true }

// plug puts all chips back as they are after power came.
func (c *chips) plug() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for a := range c.at {
		c.at[a] = powerOn()
	}
	c.gone = false
}
