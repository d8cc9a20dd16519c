package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/panel"
	"github.com/spojka/spojka/board/profile"
	"github.com/spojka/spojka/telephony"
)

// autoFront is the front of whatever board the box runs on. Such a board may
// have no panel at all: its lines are left alone, and nothing is missed, until
// an installer says on the page that one is there.
const autoFront = "auto"

// model is what a board calls itself.
const model = "/proc/device-tree/model"

// front reads the profile of the front: one that the box brings along, by its
// name, or a file's, by its path.
func (s settings) front() (board.Profile, error) {
	switch {
	case s.profile == autoFront:
		text, _ := os.ReadFile(model) // one that has none is any board
		return profile.Named(profile.ForModel(string(text)))
	case strings.ContainsRune(s.profile, '/'):
		text, err := os.ReadFile(s.profile)
		if err != nil {
			return board.Profile{}, fmt.Errorf("reading the front: %w", err)
		}
		return profile.Parse(strings.TrimSuffix(filepath.Base(s.profile), ".front"), string(text))
	}
	return profile.Named(s.profile)
}

// gate is a driver that runs only while the panel is there.
type gate struct {
	panel.Driver

	mu      sync.Mutex
	wired   bool
	changed chan struct{} // closed when wired changes
}

// gated lets drivers run while the office has a panel.
func (b *box) gated(drivers []panel.Driver) []panel.Driver {
	var gates []panel.Driver
	for _, d := range drivers {
		g := &gate{Driver: d, changed: make(chan struct{})}
		g.turn(b.cfg.Office())
		b.cfg.OnChange(g.turn)
		gates = append(gates, g)
	}
	return gates
}

func (g *gate) turn(o telephony.Office) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.wired != o.Front.Wired {
		g.wired = o.Front.Wired
		close(g.changed)
		g.changed = make(chan struct{})
	}
}

func (g *gate) state() (wired bool, changed <-chan struct{}) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.wired, g.changed
}

// Run waits for the panel and runs the driver until it is gone; the front
// then asks again.
func (g *gate) Run(ctx context.Context, edge func(board.Edge), trouble func(string)) {
	wired, changed := g.state()
	for !wired {
		select {
		case <-ctx.Done():
			return
		case <-changed:
		}
		wired, changed = g.state()
	}
	running, stop := context.WithCancel(ctx)
	defer stop()
	go func() {
		select {
		case <-changed:
			stop()
		case <-running.Done():
		}
	}()
	g.Driver.Run(running, edge, trouble)
	if running.Err() != nil {
		trouble("")
	}
}
