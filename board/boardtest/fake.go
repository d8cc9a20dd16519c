package boardtest

import (
	"context"
	"sync"

	"github.com/spojka/spojka/board"
)

// Fake is hardware that only keeps state: a driver for tests, which a test
// can poke.
type Fake struct {
	mu      sync.Mutex
	picture map[string]board.Colour
	shown   int
	edge    func(board.Edge)
	trouble func(string)
	ready   chan struct{}
}

// NewFake makes hardware that nobody runs yet.
func NewFake() *Fake { return &Fake{picture: map[string]board.Colour{}, ready: make(chan struct{})} }

// Run takes the hands of the panel.
func (f *Fake) Run(ctx context.Context, edge func(board.Edge), trouble func(string)) {
	f.mu.Lock()
	f.edge, f.trouble = edge, trouble
	f.mu.Unlock()
	close(f.ready)
	<-ctx.Done()
}

// Shine keeps the picture.
func (f *Fake) Shine(picture []board.Shine) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.shown++
	for _, s := range picture {
		f.picture[s.Lamp] = s.Colour
	}
}

// Push moves a key, once Run runs.
func (f *Fake) Push(key string, down bool) {
	<-f.ready
	f.edge(board.Edge{Key: key, Down: down})
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

// Shown counts the pictures so far.
func (f *Fake) Shown() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.shown
}
