package boardtest

import (
	"context"
	"sync"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/lamp"
)

// Fake is hardware that only keeps state: a driver for tests of the panel,
// under the same contract as the real ones. It is its own far end of the
// wires.
type Fake struct {
	p     board.Profile
	born  time.Time
	ready chan struct{}

	mu      sync.Mutex
	level   map[string]bool // of keys' lines
	down    map[string]bool // of keys, as told
	picture map[string]board.Colour
	dim     map[string]bool
	rest    map[string]bool
	shown   int
	gone    bool
	edge    func(board.Edge)
	trouble func(string)

	Taken func() // called when the panel has taken an edge; nil: not
}

// NewFake makes hardware that nobody runs yet.
func NewFake(p board.Profile) *Fake {
	return &Fake{
		p: p, born: time.Now(), ready: make(chan struct{}),
		level: map[string]bool{}, down: map[string]bool{}, picture: map[string]board.Colour{}, dim: map[string]bool{}, rest: map[string]bool{},
	}
}

// Run takes the hands of the panel.
func (f *Fake) Run(ctx context.Context, edge func(board.Edge), trouble func(string)) {
	f.mu.Lock()
	f.edge, f.trouble = edge, trouble
	for _, k := range f.p.Keys {
		f.down[k.Name] = k.Press.Wired() && f.level[where(k.Press)] != k.Press.Low
	}
	f.mu.Unlock()
	for _, k := range f.p.Keys {
		if f.down[k.Name] {
			edge(board.Edge{Key: k.Name, Down: true, Old: true, At: time.Since(f.born)})
		}
	}
	trouble("")
	close(f.ready)
	<-ctx.Done()
	for _, k := range f.p.Keys {
		f.push(k.Name, false)
	}
}

// Shine keeps the picture.
func (f *Fake) Shine(picture []board.Shine) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.shown++
	for _, s := range picture {
		f.picture[s.Lamp], f.dim[s.Lamp], f.rest[s.Lamp] = s.Colour, s.Dim, s.Rest
	}
}

// Push moves a key, once Run runs.
func (f *Fake) Push(key string, down bool) {
	<-f.ready
	f.push(key, down)
}

// push tells what is new, without the lock: the panel may be showing something
// just now.
func (f *Fake) push(key string, down bool) {
	f.mu.Lock()
	tell := f.edge != nil && !f.gone && f.down[key] != down
	if tell {
		f.down[key] = down
	}
	f.mu.Unlock()
	if !tell {
		return
	}
	f.edge(board.Edge{Key: key, Down: down, At: time.Since(f.born)})
	if f.Taken != nil {
		f.Taken()
	}
}

// Break tells trouble, or its end.
func (f *Fake) Break(what string) {
	<-f.ready
	f.trouble(what)
}

// Lit is what a lamp gives off.
func (f *Fake) Lit(lamp string) board.Colour {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.picture[lamp]
}

// Dim says that a lamp is to be dimmed.
func (f *Fake) Dim(lamp string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.dim[lamp]
}

// Rests says that a lamp that can't be dimmed is to be dark.
func (f *Fake) Rests(lamp string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.rest[lamp]
}

// Shown counts the pictures so far.
func (f *Fake) Shown() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.shown
}

func where(l board.Line) string { return l.Where + "/" + l.Name }

// Set pulls a key's line.
func (f *Fake) Set(l board.Line, high bool) {
	f.mu.Lock()
	f.level[where(l)] = high
	f.mu.Unlock()
	for _, k := range f.p.Keys {
		if where(k.Press) == where(l) {
			f.push(k.Name, high != k.Press.Low)
		}
	}
}

// Get reads a lamp's line.
func (f *Fake) Get(l board.Line) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	lit := false
	for _, one := range f.lamps() {
		red, green := lamp.RedGreen(f.picture[one.Name])
		switch where(l) {
		case where(one.One):
			lit = f.picture[one.Name] != ""
		case where(one.Red):
			lit = red
		case where(one.Green):
			lit = green
		}
	}
	return lit != l.Low
}

// Pixel is an LED's colour.
func (f *Fake) Pixel(l board.Line) (r, g, b byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, one := range f.lamps() {
		if where(one.Pixel) == where(l) {
			return lamp.RGB(f.picture[one.Name])
		}
	}
	return 0, 0, 0
}

func (f *Fake) lamps() []board.Lamp {
	all := append([]board.Lamp(nil), f.p.Lamps...)
	for _, k := range f.p.Keys {
		all = append(all, k.Lamp)
	}
	return all
}

// Unplug and Plug take the hardware away and bring it back.
func (f *Fake) Unplug() { f.unplug(true, "unplugged: plug it in") }
func (f *Fake) Plug()   { f.unplug(false, "") }

func (f *Fake) unplug(gone bool, trouble string) {
	f.mu.Lock()
	f.gone = gone
	f.mu.Unlock()
	f.Break(trouble)
}
