package main

import (
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/buses"
	"github.com/spojka/spojka/board/chardev"
	"github.com/spojka/spojka/board/panel"
	"github.com/spojka/spojka/board/profile"
	"github.com/spojka/spojka/firmware/health"
)

// openPanel opens the front that the profile describes, and the health that
// its fault lamp follows.
func (b *box) openPanel() error {
	p, err := profile.Named(b.s.profile)
	if err != nil {
		return err
	}
	b.panel = panel.New(panel.Options{
		Profile: p, Drivers: drivers(p), Now: b.clock.Now, Watch: b.x.Watch, Ask: b.x.Ask, Conditions: b.conditions,
	})
	b.health = health.New(time.Second, b.probes()...)
	return nil
}

// drivers are those that the profile has hardware for. Expanders' interrupts
// come in by a line.
func drivers(p board.Profile) []panel.Driver {
	var all []panel.Driver
	onBuses := buses.New(p, buses.Kernel())
	lines := chardev.New(p, onBuses.Interrupt)
	if lines.Wired() {
		all = append(all, lines)
	}
	if onBuses.Wired() {
		all = append(all, onBuses)
	}
	return all
}
