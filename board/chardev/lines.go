package chardev

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/lamp"
)

const (
	checkEach = time.Second     // how soon a line that is gone is noticed
	openEach  = 2 * time.Second // how soon one that came back is
)

// Lines are the lamps and keys of a profile at chips' lines.
type Lines struct {
	chips   []board.Chip
	outputs []*output
	inputs  []*input

	pictures chan []board.Shine // newest, one slot
	look     chan struct{}      // a gap was seen: read the levels now
	lost     atomic.Uint64
}

// New makes the driver of all lines of p that are on chips. interrupt is told
// when an expander pulls its INT line; it must not block and may be nil.
func New(p board.Profile, interrupt func(expander string)) *Lines {
	l := &Lines{chips: p.Chips, pictures: make(chan []board.Shine, 1), look: make(chan struct{}, 1)}
	for _, one := range p.Lamps {
		l.addLamp(one)
	}
	for _, k := range p.Keys {
		l.addLamp(k.Lamp)
		if l.has(k.Press) {
			l.inputs = append(l.inputs, &input{wire: wire{line: k.Press, owner: k.Name}, pull: k.Pull, debounce: k.Debounce})
		}
	}
	for _, x := range p.Expanders {
		if l.has(x.Interrupt) && interrupt != nil {
			// INT of an MCP23017 is set to open drain: it needs a pull.
			in := &input{wire: wire{line: x.Interrupt, owner: x.Name + " int"}, pull: board.PullUp}
			in.interrupt = func() { interrupt(x.Name) }
			l.inputs = append(l.inputs, in)
		}
	}
	return l
}

func (l *Lines) has(line board.Line) bool {
	for _, c := range l.chips {
		if c.Name == line.Where {
			return true
		}
	}
	return false
}

func (l *Lines) addLamp(one board.Lamp) {
	for _, light := range lamp.Lights(one) {
		if l.has(light.Line) {
			l.outputs = append(l.outputs, &output{wire: wire{line: light.Line, owner: one.Name}, lit: light.Lit})
		}
	}
}

// Wired says whether the profile has any line on a chip.
func (l *Lines) Wired() bool { return len(l.outputs)+len(l.inputs) > 0 }

// Lost counts the edges that the kernel had to drop.
func (l *Lines) Lost() uint64 { return l.lost.Load() }

// Shine brings the newest picture.
func (l *Lines) Shine(picture []board.Shine) {
	select {
	case <-l.pictures:
	default:
	}
	l.pictures <- picture
}

// Run has the lines until ctx ends; see [github.com/spojka/spojka/board/panel.Driver].
func (l *Lines) Run(ctx context.Context, edge func(board.Edge), trouble func(string)) {
	defer l.close(edge)
	check := time.NewTicker(checkEach)
	defer check.Stop()
	opened := time.Now()
	trouble(l.open(edge))
	for {
		select {
		case <-ctx.Done():
			return
		case picture := <-l.pictures:
			l.show(picture)
		case <-l.look:
			l.check(edge)
		case now := <-check.C:
			gone := l.check(edge)
			if gone || l.missing() && now.Sub(opened) >= openEach {
				opened = now
				trouble(l.open(edge))
			}
		}
	}
}

func (l *Lines) show(picture []board.Shine) {
	for _, o := range l.outputs {
		o.show(picture)
	}
}

// open opens what isn't open and tells what couldn't be.
func (l *Lines) open(edge func(board.Edge)) string {
	var failed []error
	if len(l.outputs) > 0 {
		failed = append(failed, keeping(modules))
	}
	if !l.missing() {
		return sum(failed)
	}
	chips := findChips(l.chips)
	for _, o := range l.outputs {
		failed = append(failed, o.open(chips))
	}
	for _, in := range l.inputs {
		failed = append(failed, in.open(chips, edge, l.gap))
	}
	return sum(failed)
}

// sum names the first fault and counts the others.
func sum(failed []error) string {
	text, n := "", 0
	for _, err := range failed {
		if err == nil {
			continue
		}
		if n++; n == 1 {
			text = err.Error()
		}
	}
	if n > 1 {
		text += fmt.Sprintf(" (and %d more)", n-1)
	}
	return text
}

// gap takes note of edges that the kernel dropped.
func (l *Lines) gap(edges uint32) {
	l.lost.Add(uint64(edges))
	select {
	case l.look <- struct{}{}:
	default:
	}
}

// check reads every line and lets go of those that are gone.
func (l *Lines) check(edge func(board.Edge)) (gone bool) {
	for _, o := range l.outputs {
		gone = o.check() || gone
	}
	for _, in := range l.inputs {
		gone = in.check(edge) || gone
	}
	return gone
}

func (l *Lines) missing() bool {
	for _, o := range l.outputs {
		if o.l == nil {
			return true
		}
	}
	for _, in := range l.inputs {
		if in.l == nil {
			return true
		}
	}
	return false
}

// close darkens the lamps and gives all lines back.
func (l *Lines) close(edge func(board.Edge)) {
	for _, o := range l.outputs {
		o.show(nil)
		o.close()
	}
	for _, in := range l.inputs {
		in.close(edge)
	}
}
