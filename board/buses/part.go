package buses

import (
	"context"
	"fmt"
	"time"

	"github.com/spojka/spojka/board"
)

const (
	againAfter = time.Second
	checkEach  = time.Second // how soon a part that was reset or unplugged is noticed
)

// run opens the part again and again until ctx ends. One that hung in an earlier
// run comes to its end first.
func (p *part) run(ctx context.Context, edge func(board.Edge), tell func(error)) {
	select {
	case p.one <- struct{}{}:
		defer func() { <-p.one }()
	case <-ctx.Done():
		return
	}
	for ctx.Err() == nil {
		if err := p.once(ctx, edge, tell); err != nil {
			tell(err)
			p.rest(ctx)
		}
	}
}

// once opens the part and works with it. A driver that panics is a fault of
// this part: the others and the calls go on.
func (p *part) once(ctx context.Context, edge func(board.Edge), tell func(error)) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: driver stopped: %v", p.name, r)
		}
	}()
	p.lives()
	d, err := p.open()
	if err != nil {
		return err
	}
	defer d.close(edge)
	tell(nil)
	return p.session(ctx, d, edge, tell)
}

// hangsAfter is how long a bus may take: a transfer that fails has its time-out
// in the kernel, a second or less.
const hangsAfter = 6 * time.Second

func (p *part) lives() { p.alive.Store(time.Now().UnixNano()) }

// hangs says that the part has been at one transfer for too long.
func (p *part) hangs() bool { return time.Now().UnixNano()-p.alive.Load() > int64(hangsAfter) }

// rest waits to try again, and keeps the newest picture meanwhile.
func (p *part) rest(ctx context.Context) {
	again := time.After(againAfter)
	for {
		select {
		case <-ctx.Done():
			return
		case <-again:
			return
		case p.last = <-p.pictures:
		}
	}
}

// session works with an opened device until it fails or ctx ends; then lamps
// go dark.
func (p *part) session(ctx context.Context, d device, edge func(board.Edge), tell func(error)) error {
	if err := d.show(p.last); err != nil {
		return err
	}
	whole := time.NewTicker(checkEach)
	defer whole.Stop()
	e := ear{device: d, name: p.name, edge: edge, tell: tell, ticks: time.NewTicker(d.every())}
	defer e.ticks.Stop()
	for {
		p.lives()
		var err error
		select {
		case <-ctx.Done():
			return d.show(nil)
		case p.last = <-p.pictures:
			err = d.show(p.last)
		case <-p.poke:
			err = e.poked()
		case <-e.ticks.C:
			err = e.ticked()
		case <-whole.C:
			err = d.check()
		}
		if err != nil {
			return err
		}
	}
}

// unheardMost is how many changes of keys may be found by looking before their
// interrupt: more, and its wire leads nowhere.
const unheardMost = 3

// ear hears a device's keys, by its interrupt and by looking.
type ear struct {
	device
	name    string
	edge    func(board.Edge)
	tell    func(error)
	ticks   *time.Ticker
	unheard int
}

func (e *ear) poked() error {
	if e.unheard >= unheardMost {
		e.ticks.Reset(e.every())
		e.tell(nil)
	}
	e.unheard = 0
	_, err := e.quick(e.edge)
	return err
}

func (e *ear) ticked() error {
	moved, err := e.quick(e.edge)
	if !moved || err != nil || e.every() == pollEach {
		return err
	}
	if e.unheard++; e.unheard == unheardMost {
		e.ticks.Reset(pollEach)
		e.tell(fmt.Errorf("%s: nobody hears its INT output: check the wire to the line that the profile names; until then its keys are looked at %d times a second", e.name, time.Second/pollEach))
	}
	return nil
}
