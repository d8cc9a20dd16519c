// Package boardtest is for tests: hardware that can be poked, and the
// contract that every driver of the front keeps, whatever its hardware.
package boardtest

import (
	"context"
	"testing"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/lamp"
)

// Driver is what the panel has of hardware; see board/panel.
type Driver interface {
	Run(ctx context.Context, edge func(board.Edge), trouble func(string))
	Shine(picture []board.Shine)
}

// Wires are the other end of the hardware: a finger and an eye.
type Wires interface {
	// Set pulls a key's line to a level; Get reads a lamp's.
	Set(l board.Line, high bool)
	Get(l board.Line) bool
	// Pixel is the colour of an LED in a chain; dark is 0, 0, 0.
	Pixel(l board.Line) (r, g, b byte)
	// Unplug takes the hardware away, Plug puts it back without its memory.
	Unplug()
	Plug()
}

// patience bounds every wait; FAULTS 33 wants an alarm within 10 s.
const patience = 10 * time.Second

// Contract checks a driver of every lamp and key of p.
func Contract(t *testing.T, p board.Profile, d Driver, w Wires) {
	c := &contract{T: t, p: p, d: d, w: w, edges: make(chan board.Edge, 64), troubles: make(chan string, 64)}
	ctx, stop := context.WithCancel(t.Context())
	c.rest()
	c.hold(true)
	done := make(chan struct{})
	go func() {
		defer close(done)
		d.Run(ctx, func(e board.Edge) { c.edges <- e }, func(s string) { c.troubles <- s })
	}()
	c.awaitTrouble(false)
	c.heldKey()
	c.eachLamp()
	c.eachKey()
	c.unplugged()
	if len(c.edges) > 0 {
		t.Errorf("an edge that nobody made: %+v", <-c.edges)
	}
	c.heldAtTheEnd(stop)
	select {
	case <-done:
	case <-time.After(patience):
		t.Fatal("the driver doesn't stop")
	}
}

type contract struct {
	*testing.T
	p        board.Profile
	d        Driver
	w        Wires
	edges    chan board.Edge
	troubles chan string
}

// rest lets go of every key.
func (c *contract) rest() {
	for _, k := range c.p.Keys {
		c.press(k, false)
	}
}

func (c *contract) press(k board.Key, down bool) { c.w.Set(k.Press, down != k.Press.Low) }

func (c *contract) hold(down bool) {
	if len(c.p.Keys) > 0 {
		c.press(c.p.Keys[0], down)
	}
}

// heldKey: one that is down at the start is told to be, and that nobody
// pressed it now; it works later.
func (c *contract) heldKey() {
	if len(c.p.Keys) == 0 {
		return
	}
	if e := c.edge(); !e.Down || !e.Old || e.Key != c.p.Keys[0].Name {
		c.Errorf("a key that was stuck at the start gave %+v", e)
	}
	c.hold(false)
	if e := c.edge(); e.Down || e.Old || e.Key != c.p.Keys[0].Name {
		c.Errorf("a key that was stuck at the start and is let go gave %+v", e)
	}
}

// heldAtTheEnd: a key that nobody hears any more is let go, for the driver may
// be stopped while the panel goes on.
func (c *contract) heldAtTheEnd(stop func()) {
	c.hold(true)
	if len(c.p.Keys) > 0 {
		c.edge()
	}
	stop()
	if len(c.p.Keys) == 0 {
		return
	}
	if e := c.edge(); e.Down || e.Key != c.p.Keys[0].Name {
		c.Errorf("a key that is held when the driver stops gave %+v", e)
	}
}

func (c *contract) eachLamp() {
	lamps := append([]board.Lamp(nil), c.p.Lamps...)
	for _, k := range c.p.Keys {
		lamps = append(lamps, k.Lamp)
	}
	for _, l := range lamps {
		for _, colour := range []board.Colour{board.Green, board.Red, board.Amber, board.Blue, board.White, ""} {
			c.d.Shine([]board.Shine{{Lamp: "of another driver", Colour: board.Red}, {Lamp: l.Name, Colour: colour}})
			c.awaitLamp(l, colour)
		}
	}
	var all []board.Shine
	for _, l := range lamps {
		all = append(all, board.Shine{Lamp: l.Name, Colour: board.Amber})
	}
	c.d.Shine(all)
	for _, l := range lamps {
		c.awaitLamp(l, board.Amber)
	}
}

func (c *contract) awaitLamp(l board.Lamp, colour board.Colour) {
	c.Helper()
	await(c.T, func() bool { return c.shows(l, colour) }, "%s doesn't show %q", l.Name, colour)
}

func (c *contract) shows(l board.Lamp, colour board.Colour) bool {
	red, green := lamp.RedGreen(colour)
	is := func(line board.Line, lit bool) bool { return !line.Wired() || c.w.Get(line) == (lit != line.Low) }
	ok := is(l.One, colour != "") && is(l.Red, red) && is(l.Green, green)
	if l.Pixel.Wired() {
		r, g, b := c.w.Pixel(l.Pixel)
		wr, wg, wb := lamp.RGB(colour)
		ok = ok && (r > 0) == (wr > 0) && (g > 0) == (wg > 0) && (b > 0) == (wb > 0)
	}
	return ok
}

func (c *contract) eachKey() {
	for _, k := range c.p.Keys {
		var before time.Duration
		for n := range 4 {
			down := n%2 == 0
			c.press(k, down)
			e := c.edge()
			if e.Key != k.Name || e.Down != down || e.At <= before {
				c.Errorf("%s moved (down: %v), told was %+v after %s", k.Name, down, e, before)
			}
			before = e.At
		}
	}
}

// unplugged: told, and survived. Plugged in again, everything is as before.
func (c *contract) unplugged() {
	c.w.Unplug()
	c.awaitTrouble(true)
	picture := []board.Shine{}
	for _, l := range c.p.Lamps {
		picture = append(picture, board.Shine{Lamp: l.Name, Colour: board.Green})
	}
	c.d.Shine(picture) // nobody sees it yet
	c.w.Plug()
	c.rest()
	c.awaitTrouble(false)
	for _, l := range c.p.Lamps {
		c.awaitLamp(l, board.Green)
	}
	c.eachKey()
}

func (c *contract) edge() board.Edge {
	c.Helper()
	select {
	case e := <-c.edges:
		return e
	case <-time.After(patience):
		c.Fatal("no edge was told")
	}
	return board.Edge{}
}

// awaitTrouble waits until the driver tells trouble, or none.
func (c *contract) awaitTrouble(want bool) {
	c.Helper()
	deadline := time.After(patience)
	last := "nothing"
	for {
		select {
		case last = <-c.troubles:
			if (last != "") == want {
				return
			}
		case <-deadline:
			c.Fatalf("the driver told %q, wanted trouble: %v", last, want)
		}
	}
}

// await waits until ok, looking each millisecond.
func await(t *testing.T, ok func() bool, format string, args ...any) {
	t.Helper()
	for began := time.Now(); !ok(); time.Sleep(time.Millisecond) {
		if time.Since(began) > patience {
			t.Fatalf(format, args...)
		}
	}
}
