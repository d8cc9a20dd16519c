package main

import (
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/buses"
	"github.com/spojka/spojka/board/chardev"
	"github.com/spojka/spojka/board/lamp"
	"github.com/spojka/spojka/board/panel"
	"github.com/spojka/spojka/board/profile"
	"github.com/spojka/spojka/board/sysled"
	"github.com/spojka/spojka/firmware/health"
	"github.com/spojka/spojka/telephony"
)

// openPanel opens the front that the profile describes, and the health that
// its fault lamp follows.
func (b *box) openPanel() error {
	p, err := b.s.front()
	if err != nil {
		return err
	}
	hardware := drivers(p)
	if b.s.profile == autoFront {
		hardware = b.gated(hardware)
	}
	b.panel = panel.New(panel.Options{
		Profile: p, Drivers: hardware, Now: b.clock.Now, Watch: b.x.Watch, Ask: b.x.Ask, Conditions: b.conditions, Night: b.night,
	})
	b.assignKeys(b.cfg.Office())
	b.cfg.OnChange(b.assignKeys)
	b.health = health.New(time.Second, b.probes()...)
	return nil
}

// night says whether lamps are dimmed, by the office's clock, while that is
// trusted.
func (b *box) night(now telephony.Moment) bool {
	o := b.cfg.Office()
	zone, err := time.LoadLocation(o.Zone)
	return err == nil && now.Trusted && lamp.Night(o.Front, now.Wall.In(zone).Hour(), b.x.Snapshot().Queues)
}

// assignKeys puts on keys what the installer chose. What can't be read is as
// the profile says.
func (b *box) assignKeys(o telephony.Office) {
	functions := make(map[string]board.Function)
	for _, k := range o.Keys {
		if fn, err := profile.Function(k.Does); err == nil {
			functions[k.Key] = fn
		}
	}
	b.panel.Assign(functions)
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
	if lights := sysled.New(p, sysled.Kernel); lights.Wired() {
		all = append(all, lights)
	}
	return all
}
