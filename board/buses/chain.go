package buses

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/lamp"
	"periph.io/x/conn/v3/physic"
	"periph.io/x/conn/v3/spi"
	"periph.io/x/devices/v3/apa102"
)

// chainSpeed suits a ribbon cable of half a metre: 100 LEDs take 3 ms.
const chainSpeed = physic.MegaHertz

// chainIntensity lets a lamp be looked at from near; 255 dazzles.
const chainIntensity = 64

// nightly is that at night; then each LED is dimmed by its brightness field,
// too, which leaves the colours their steps.
const nightly = 8

// pixelsOf maps the names of lamps to their place in the chain.
func pixelsOf(p board.Profile, chain string) map[string]int {
	pixels := map[string]int{}
	add := func(l board.Lamp) {
		if l.Pixel.Where == chain {
			if n, err := strconv.Atoi(l.Pixel.Name); err == nil {
				pixels[l.Name] = n
			}
		}
	}
	for _, l := range p.Lamps {
		add(l)
	}
	for _, k := range p.Keys {
		add(k.Lamp)
	}
	return pixels
}

// chain is a chain of APA102 LEDs.
type chain struct {
	spec   board.Chain
	pixels map[string]int
	port   spi.PortCloser
	strip  *apa102.Dev
	rgb    []byte
}

func openChain(spec board.Chain, pixels map[string]int, open func(bus, sel int) (spi.PortCloser, error)) (device, error) {
	port, err := open(spec.Bus, spec.Select)
	switch {
	case errors.Is(err, fs.ErrPermission):
		return nil, fmt.Errorf("%s: %w", spec.Name, err)
	case err != nil:
		return nil, fmt.Errorf("%s: SPI bus %d.%d can't be opened (%w): switch it on in the board's settings", spec.Name, spec.Bus, spec.Select, err)
	}
	c := &chain{spec: spec, pixels: pixels, port: port, rgb: make([]byte, 3*spec.Pixels)}
	if err = port.LimitSpeed(chainSpeed); err == nil {
		c.strip, err = apa102.New(port, &apa102.Opts{
			NumPixels: spec.Pixels, Intensity: chainIntensity, Temperature: apa102.NeutralTemp, DisableGlobalPWM: true,
		})
	}
	if err != nil {
		port.Close()
		return nil, fmt.Errorf("%s: SPI bus %d.%d: %w", spec.Name, spec.Bus, spec.Select, err)
	}
	return c, nil
}

// show sends the whole chain: each LED takes its own and passes on the rest.
func (c *chain) show(picture []board.Shine) error {
	clear(c.rgb)
	c.strip.Intensity, c.strip.DisableGlobalPWM = chainIntensity, true
	for _, s := range picture {
		if n, ok := c.pixels[s.Lamp]; ok && n < c.spec.Pixels {
			r, g, b := lamp.RGB(s.Colour)
			if s.Dim {
				c.strip.Intensity, c.strip.DisableGlobalPWM = nightly, false
			}
			c.rgb[3*n], c.rgb[3*n+1], c.rgb[3*n+2] = r, g, b
		}
	}
	return c.send()
}

func (c *chain) send() error {
	if _, err := c.strip.Write(c.rgb); err != nil {
		return fmt.Errorf("%s: SPI bus %d.%d: %w: check its cable", c.spec.Name, c.spec.Bus, c.spec.Select, err)
	}
	return nil
}

// check sends the picture again: LEDs that were unplugged have forgotten it.
func (c *chain) check() error { return c.send() }

func (c *chain) quick(func(board.Edge)) (bool, error) { return false, nil }
func (c *chain) every() time.Duration                 { return time.Hour }
func (c *chain) close(func(board.Edge))               { c.port.Close() }
