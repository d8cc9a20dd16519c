package buses

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"periph.io/x/conn/v3/i2c"
	"periph.io/x/conn/v3/i2c/i2ctest"
	"periph.io/x/conn/v3/spi"
	"periph.io/x/conn/v3/spi/spitest"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/boardtest"
	"github.com/spojka/spojka/board/profile"
)

// front has keys and lamps on two expanders and a chain.
const front = `
chip soc
expander x1 i2c 1 0x20 int !soc/GPIO25
expander x2 i2c 1 0x27
chain strip spi 0.0 apa102 3
lamp led-power power one x1/B6
lamp led-net network one !x2/B7
lamp led-trunk trunk pixel strip/2
key key-1 seat:#1 press !x1/A0 pull-up debounce 10ms red x1/B0 green x1/B1
key key-2 seat:#2 press x1/A1 red !x2/B0 green !x2/A6
key key-3 on-air press !x2/A2 pull-up pixel strip/0
`

func TestContract(t *testing.T) {
	p, err := profile.Parse("test", front)
	if err != nil {
		t.Fatal(err)
	}
	w := newWires(p)
	d := New(p, w.openers())
	w.chips.pulled = func(addr uint16) {
		if addr == 0x20 {
			d.Interrupt("x1")
		}
	}
	boardtest.Contract(t, p, d, w)
	for _, l := range p.Lamps {
		if l.One.Wired() && w.Get(l.One) != l.One.Low {
			t.Errorf("%s stays lit when the box stops", l.Name)
		}
	}
}

// The same in a bubble of time, where a missed look can't hide: without INT
// every key is heard by the second look.
func TestKeysWithoutInterrupt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := start(t, strings.ReplaceAll(front, " int !soc/GPIO25", ""))
		for range 20 {
			h.w.Set(board.Line{Where: "x1", Name: "A0"}, false)
			h.want(board.Edge{Key: "key-1", Down: true})
			h.w.Set(board.Line{Where: "x1", Name: "A0"}, true)
			h.want(board.Edge{Key: "key-1"})
		}
	})
}

// A press that is over before anybody looks is in INTCAP.
func TestShortPressIsHeard(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := start(t, front)
		h.w.Set(board.Line{Where: "x1", Name: "A0"}, false)
		h.w.Set(board.Line{Where: "x1", Name: "A0"}, true)
		h.want(board.Edge{Key: "key-1", Down: true}, board.Edge{Key: "key-1"})
	})
}

// One failed transfer is a spark, three are a fault.
func TestSparks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := start(t, front)
		h.w.chips.spark(2)
		time.Sleep(1500 * time.Millisecond)
		if got := h.trouble(); got != "" {
			t.Errorf("two sparks are %q", got)
		}
		opened := h.w.chips.opens()
		h.w.chips.spark(6)
		time.Sleep(2 * pollEach)
		if got := h.trouble(); !strings.Contains(got, "doesn't answer at 0x2") || !strings.Contains(got, "check its cable") {
			t.Errorf("trouble: %q", got)
		}
		time.Sleep(3 * time.Second)
		if got := h.trouble(); got != "" || h.w.chips.opens() == opened {
			t.Errorf("it isn't opened again: %q", got)
		}
	})
}

// An expander that lost its power between two looks is set up again, though
// it never failed to answer.
func TestForgottenSettings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := start(t, front)
		h.b.Shine([]board.Shine{{Lamp: "led-power", Colour: board.Green}})
		synctest.Wait()
		h.w.chips.plug()
		time.Sleep(1500 * time.Millisecond)
		if got := h.trouble(); !strings.Contains(got, "x1 forgot its settings") {
			t.Errorf("trouble: %q", got)
		}
		time.Sleep(2 * time.Second)
		if !h.w.Get(board.Line{Where: "x1", Name: "B6"}) || h.trouble() != "" {
			t.Errorf("the lamp isn't lit again; trouble: %q", h.trouble())
		}
	})
}

// One dead bus holds up no other.
func TestDeadBusAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, err := profile.Parse("test", strings.ReplaceAll(front, "x2 i2c 1", "x2 i2c 7"))
		if err != nil {
			t.Fatal(err)
		}
		w := newWires(p)
		open := w.openers()
		open.I2C = func(bus int) (i2c.BusCloser, error) {
			if bus == 7 {
				return nil, fmt.Errorf("no such file")
			}
			return w.chips.open(bus)
		}
		h := run(t, New(p, open), w)
		h.b.Shine([]board.Shine{{Lamp: "led-power", Colour: board.Green}, {Lamp: "led-trunk", Colour: board.Red}})
		time.Sleep(10 * time.Millisecond)
		if !w.Get(board.Line{Where: "x1", Name: "B6"}) {
			t.Error("the lamp of the living bus is dark")
		}
		if r, _, _ := w.Pixel(board.Line{Where: "strip", Name: "2"}); r == 0 {
			t.Error("the chain is dark")
		}
		if got := h.trouble(); got != "x2: I²C bus 7 can't be opened (no such file): switch it on in the board's settings" {
			t.Errorf("trouble: %q", got)
		}
	})
}

// The very bytes, as the data sheet wants them: outputs get their level
// before they are outputs.
func TestSetUpBytes(t *testing.T) {
	bus := i2ctest.Playback{Ops: []i2ctest.IO{
		{Addr: 0x21, W: []byte{0x0A, 0x44, 0x44}},
		{Addr: 0x21, W: []byte{0x14, 0x80, 0x00}},
		{Addr: 0x21, W: []byte{0x00, 0x7F, 0xFE}},
		{Addr: 0x21, W: []byte{0x0C, 0x01, 0x00}},
		{Addr: 0x21, W: []byte{0x08, 0x00, 0x00}},
		{Addr: 0x21, W: []byte{0x04, 0x01, 0x00}},
		{Addr: 0x21, W: []byte{0x12}, R: []byte{0x01, 0x00}},
		{Addr: 0x21, W: []byte{0x14, 0x00, 0x01}},
		{Addr: 0x21, W: []byte{0x0E}, R: []byte{0x01, 0x00, 0x00, 0x00, 0x01, 0x00}},
		{Addr: 0x21, W: []byte{0x00}, R: []byte{0x7F, 0xFE}}, // is it still as it was set up?
		{Addr: 0x21, W: []byte{0x04}, R: []byte{0x01, 0x00}},
		{Addr: 0x21, W: []byte{0x0C}, R: []byte{0x01, 0x00}},
		{Addr: 0x21, W: []byte{0x14}, R: []byte{0x00, 0x01}},
	}}
	p, err := profile.Parse("test", "expander x1 i2c 1 0x21\nkey k on-air press !x1/A0 pull-up red !x1/A7 green x1/B0")
	if err != nil {
		t.Fatal(err)
	}
	x, err := openExpander(p.Expanders[0], pinsOf(p, "x1"), func(int) (i2c.BusCloser, error) { return &bus, nil })
	if err != nil {
		t.Fatal(err)
	}
	if err := x.show([]board.Shine{{Lamp: "k", Colour: board.Amber}}); err != nil {
		t.Error(err)
	}
	var edges []board.Edge
	if moved, err := x.quick(func(e board.Edge) { edges = append(edges, e) }); err != nil || !moved {
		t.Error(err)
	}
	if len(edges) != 2 || !edges[0].Down || edges[1].Down {
		t.Errorf("a press that INTCAP kept: %+v", edges)
	}
	x.close(func(board.Edge) { t.Error("a key was down") })
	if bus.Count != len(bus.Ops) {
		t.Errorf("%d of %d transfers were made", bus.Count, len(bus.Ops))
	}
}

// hand runs buses and keeps what they tell.
type hand struct {
	t     *testing.T
	b     *Buses
	w     *wires
	mu    sync.Mutex
	edges []board.Edge
	bad   string
}

func start(t *testing.T, text string) *hand {
	p, err := profile.Parse("test", text)
	if err != nil {
		t.Fatal(err)
	}
	w := newWires(p)
	for _, k := range p.Keys {
		w.Set(k.Press, k.Press.Low)
	}
	return run(t, New(p, w.openers()), w)
}

func run(t *testing.T, b *Buses, w *wires) *hand {
	h := &hand{t: t, b: b, w: w}
	w.chips.pulled = func(uint16) { b.Interrupt("x1") }
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	t.Cleanup(func() { stop(); <-done })
	go func() {
		defer close(done)
		b.Run(ctx, func(e board.Edge) {
			h.mu.Lock()
			defer h.mu.Unlock()
			e.At = 0
			h.edges = append(h.edges, e)
		}, func(what string) {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.bad = what
		})
	}()
	time.Sleep(100 * time.Millisecond)
	return h
}

// want looks at the edges after two looks at the keys.
func (h *hand) want(edges ...board.Edge) {
	h.t.Helper()
	time.Sleep(2 * pollEach)
	h.mu.Lock()
	defer h.mu.Unlock()
	if fmt.Sprint(h.edges) != fmt.Sprint(edges) {
		h.t.Errorf("edges %v, not %v", h.edges, edges)
	}
	h.edges = nil
}

func (h *hand) forget() { h.mu.Lock(); defer h.mu.Unlock(); h.edges = nil }

func (h *hand) trouble() string { h.mu.Lock(); defer h.mu.Unlock(); return h.bad }

func (c *chips) spark(n int) { c.mu.Lock(); defer c.mu.Unlock(); c.sparks = n }
func (c *chips) opens() int  { c.mu.Lock(); defer c.mu.Unlock(); return c.opened }

// wires are the far ends of all lines of a profile.
type wires struct {
	chips *chips
	addr  map[string]uint16
	leds  *leds
}

func newWires(p board.Profile) *wires {
	w := &wires{addr: map[string]uint16{}, leds: &leds{}}
	var addrs []uint16
	for _, x := range p.Expanders {
		w.addr[x.Name] = x.Address
		addrs = append(addrs, x.Address)
	}
	w.chips = newChips(addrs...)
	return w
}

func (w *wires) openers() Openers {
	return Openers{I2C: w.chips.open, SPI: func(int, int) (spi.PortCloser, error) { return spitest.NewRecordRaw(w.leds), nil }}
}

func (w *wires) Set(l board.Line, high bool) { w.chips.drive(w.addr[l.Where], l, high) }
func (w *wires) Get(l board.Line) bool       { return w.chips.pin(w.addr[l.Where], l) }
func (w *wires) Unplug()                     { w.chips.unplug() }
func (w *wires) Plug()                       { w.chips.plug() }

// Pixel reads the LED as an APA102 does: 0 start, then brightness, blue,
// green, red.
func (w *wires) Pixel(l board.Line) (r, g, b byte) {
	frame := w.leds.last()
	at := 4 + 4*int(l.Name[0]-'0')
	if len(frame) < at+4 || frame[at] < 0xE1 {
		return 0, 0, 0
	}
	part := func(c byte) byte { return byte((int(c)*int(frame[at]&31) + 30) / 31) } // of 31 parts
	return part(frame[at+3]), part(frame[at+2]), part(frame[at+1])
}

// leds keep the last frame that came down the chain.
type leds struct {
	mu    sync.Mutex
	frame []byte
}

func (l *leds) Write(frame []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.frame = append([]byte(nil), frame...)
	return len(frame), nil
}

func (l *leds) last() []byte { l.mu.Lock(); defer l.mu.Unlock(); return l.frame }

// A chain shines less at night.
func TestChainAtNight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := start(t, "chain strip spi 0.0 apa102 3\nlamp led-power power pixel strip/0")
		power := board.Line{Where: "strip", Name: "0"}
		h.b.Shine([]board.Shine{{Lamp: "led-power", Colour: board.Green}})
		time.Sleep(10 * time.Millisecond)
		_, day, _ := h.w.Pixel(power)
		h.b.Shine([]board.Shine{{Lamp: "led-power", Colour: board.Green, Dim: true}})
		time.Sleep(10 * time.Millisecond)
		if _, night, _ := h.w.Pixel(power); night == 0 || night*3 > day {
			t.Errorf("green is %d by day and %d at night", day, night)
		}
	})
}
