// Package buses drives lamps and keys that hang on four wires: MCP23017
// expanders on I²C buses and chains of APA102 LEDs on SPI buses, by periph.
//
// Every part has a goroutine of its own, so that a slow or dead bus holds up
// no other. A part that fails is opened again each second; what is unplugged
// and plugged in again is set up anew and shows the newest picture. A chain
// only listens: that one is missing can't be noticed.
// A bus that hangs, and an INT output that nobody hears, are told.
//
// periph's own driver of the MCP23017 isn't used: it knows no interrupts,
// turns lines to outputs before their level is set (lamps would blink at the
// start), and remembers registers that the chip forgot when it was unplugged.
package buses

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spojka/spojka/board"
	"periph.io/x/conn/v3/i2c"
	"periph.io/x/conn/v3/spi"
	"periph.io/x/host/v3/sysfs"
)

// Buses are the lamps and keys of a profile at buses.
type Buses struct {
	parts []*part
}

// device is an opened expander or chain.
type device interface {
	// show lights lamps.
	show(picture []board.Shine) error
	// check says whether the device is still set up.
	check() error
	// quick reads the keys, and says whether there was anything new.
	quick(edge func(board.Edge)) (moved bool, err error)
	// every is how often quick wants to be called without an interrupt.
	every() time.Duration
	// close lets go of the bus, and of keys that are down.
	close(edge func(board.Edge))
}

// part is an expander or a chain and its goroutine's mail.
type part struct {
	name     string
	open     func() (device, error)
	pictures chan []board.Shine // newest, one slot
	poke     chan struct{}
	last     []board.Shine
	alive    atomic.Int64
	one      chan struct{} // holds who runs it
}

// Openers open buses by number. New uses the kernel's.
type Openers struct {
	I2C func(bus int) (i2c.BusCloser, error)
	SPI func(bus, sel int) (spi.PortCloser, error)
}

// Kernel opens /dev/i2c-N and /dev/spidevN.S.
func Kernel() Openers {
	return Openers{
		I2C: func(bus int) (i2c.BusCloser, error) {
			if err := barred(fmt.Sprintf("/dev/i2c-%d", bus)); err != nil {
				return nil, err
			}
			return sysfs.NewI2C(bus)
		},
		SPI: func(bus, sel int) (spi.PortCloser, error) {
			if err := barred(fmt.Sprintf("/dev/spidev%d.%d", bus, sel)); err != nil {
				return nil, err
			}
			return sysfs.NewSPI(bus, sel)
		},
	}
}

// barred says that a device may not be opened by us, which periph tells like any
// other fault.
func barred(device string) error {
	f, err := os.OpenFile(device, os.O_RDWR, 0)
	if err == nil {
		return f.Close()
	}
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("there is no leave to open %s: start the box as root, or in the group that owns it (%w)", device, fs.ErrPermission)
	}
	return nil
}

// New makes the driver of all expanders and chains of p.
func New(p board.Profile, open Openers) *Buses {
	b := &Buses{}
	for _, x := range p.Expanders {
		pins := pinsOf(p, x.Name)
		b.add(x.Name, func() (device, error) { return openExpander(x, pins, open.I2C) })
	}
	for _, c := range p.Chains {
		b.add(c.Name, func() (device, error) { return openChain(c, pixelsOf(p, c.Name), open.SPI) })
	}
	return b
}

func (b *Buses) add(name string, open func() (device, error)) {
	b.parts = append(b.parts, &part{name: name, open: open, pictures: make(chan []board.Shine, 1), poke: make(chan struct{}, 1), one: make(chan struct{}, 1)})
}

// Wired says whether the profile has anything on a bus.
func (b *Buses) Wired() bool { return len(b.parts) > 0 }

// Interrupt says that the expander of this name pulled its INT line.
func (b *Buses) Interrupt(name string) {
	for _, p := range b.parts {
		if p.name == name {
			select {
			case p.poke <- struct{}{}:
			default:
			}
		}
	}
}

// Shine brings the newest picture.
func (b *Buses) Shine(picture []board.Shine) {
	for _, p := range b.parts {
		select {
		case <-p.pictures:
		default:
		}
		p.pictures <- picture
	}
}

// Run has the buses until ctx ends; see [github.com/spojka/spojka/board/panel.Driver].
func (b *Buses) Run(ctx context.Context, edge func(board.Edge), trouble func(string)) {
	said := &troubles{of: make([]partTrouble, len(b.parts)), tell: trouble}
	var running sync.WaitGroup
	for i, p := range b.parts {
		p.lives()
		running.Go(func() { p.run(ctx, edge, func(err error) { said.say(i, err) }) })
	}
	watch := time.NewTicker(time.Second)
	defer watch.Stop()
	for {
		select {
		case <-ctx.Done():
			done := make(chan struct{})
			go func() { running.Wait(); close(done) }()
			select {
			case <-done:
			case <-time.After(hangsAfter): // one that hangs holds up nobody
			}
			return
		case <-watch.C:
			for i, p := range b.parts {
				said.hangs(i, p)
			}
		}
	}
}

// troubles collects what is wrong with each part. Nothing is told before
// every part was tried once, or hangs.
type troubles struct {
	mu   sync.Mutex
	of   []partTrouble
	tell func(string)
}

type partTrouble struct {
	tried bool
	said  string
	hangs string // empty: it doesn't
}

func (s *troubles) say(part int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.of[part].tried, s.of[part].said = true, ""
	if err != nil {
		s.of[part].said = err.Error()
	}
	s.sum()
}

func (s *troubles) hangs(n int, p *part) {
	text := ""
	if p.hangs() {
		text = fmt.Sprintf("%s: its bus hangs: unplug what hangs on it and plug it in again, or start the box anew", p.name)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.of[n].hangs != text {
		s.of[n].hangs = text
		s.sum()
	}
}

// sum tells all of it. s.mu is held.
func (s *troubles) sum() {
	var all []string
	for _, t := range s.of {
		switch {
		case t.hangs != "":
			all = append(all, t.hangs)
		case !t.tried:
			return
		case t.said != "":
			all = append(all, t.said)
		}
	}
	s.tell(strings.Join(all, "; "))
}
