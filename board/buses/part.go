package buses

import (
	"context"
	"fmt"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/lamp"
)

const (
	againAfter = time.Second
	lookEach   = time.Second // how soon a part that was reset or unplugged is noticed
)

// run opens the part again and again until ctx ends.
func (p *part) run(ctx context.Context, edge func(board.Edge), tell func(error)) {
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
	return p.session(ctx, d, edge)
}

// hangsAfter is how long a bus may take: a transfer that fails has its time-out
// in the kernel, a second or less.
const hangsAfter = 6 * time.Second

func (p *part) lives() { p.alive.Store(time.Now().UnixNano()) }

// hangs says that the part has been at one transfer for too long.
func (p *part) hangs() bool { return time.Now().UnixNano()-p.alive.Load() > int64(hangsAfter) }

// take keeps the newest picture.
func (p *part) take(picture []board.Shine) { p.last, p.heard = picture, time.Now() }

// rest waits to try again, and keeps the newest picture meanwhile.
func (p *part) rest(ctx context.Context) {
	again := time.After(againAfter)
	for {
		select {
		case <-ctx.Done():
			return
		case <-again:
			return
		case picture := <-p.pictures:
			p.take(picture)
		}
	}
}

// session works with an opened device until it fails or ctx ends; then lamps
// go dark.
func (p *part) session(ctx context.Context, d device, edge func(board.Edge)) error {
	if err := d.show(p.last); err != nil {
		return err
	}
	whole, keys := time.NewTicker(lookEach), time.NewTicker(d.every())
	defer whole.Stop()
	defer keys.Stop()
	for {
		p.lives()
		var err error
		select {
		case <-ctx.Done():
			return d.show(nil)
		case picture := <-p.pictures:
			p.take(picture)
			err = d.show(p.last)
		case <-p.poke:
			err = d.quick(edge)
		case <-keys.C:
			err = d.quick(edge)
		case <-whole.C:
			if err = d.look(edge); err == nil && !p.heard.IsZero() && time.Since(p.heard) > lamp.Silence {
				err = d.show(p.hung)
			}
		}
		if err != nil {
			return err
		}
	}
}
