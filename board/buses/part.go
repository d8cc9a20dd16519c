package buses

import (
	"context"
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
		d, err := p.open()
		tell(err)
		if err == nil {
			err = p.session(ctx, d, edge)
			d.close(edge)
			if err != nil {
				tell(err)
			}
		}
		if err != nil {
			p.rest(ctx)
		}
	}
}

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
func (p *part) session(ctx context.Context, d device, edge func(board.Edge)) error {
	if err := d.show(p.last); err != nil {
		return err
	}
	whole, keys := time.NewTicker(lookEach), time.NewTicker(d.every())
	defer whole.Stop()
	defer keys.Stop()
	for {
		var err error
		select {
		case <-ctx.Done():
			return d.show(nil)
		case p.last = <-p.pictures:
			p.heard = time.Now()
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
