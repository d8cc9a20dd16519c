package panel

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/lamp"
	"github.com/spojka/spojka/telephony"
)

// againAfter is how long a driver that gave up rests.
const againAfter = time.Second

// drive runs one driver, again and again when it gives up or panics: broken
// hardware must not stop the others or the calls.
func (p *Panel) drive(ctx context.Context, n int, d Driver) {
	edge := func(e board.Edge) {
		select {
		case p.edges <- e:
		case <-ctx.Done():
		}
	}
	for {
		p.driveOnce(ctx, n, d, edge)
		select {
		case <-ctx.Done():
			return
		case <-time.After(againAfter):
		}
	}
}

func (p *Panel) driveOnce(ctx context.Context, n int, d Driver, edge func(board.Edge)) {
	defer func() {
		if r := recover(); r != nil {
			p.setTrouble(n, fmt.Sprintf("driver stopped: %v", r))
		}
	}()
	d.Run(ctx, edge, func(what string) { p.setTrouble(n, what) })
}

// shine shows every driver a picture.
func (p *Panel) shine(picture []board.Shine) {
	p.shining.Lock()
	defer p.shining.Unlock()
	p.lit = time.Now()
	for _, d := range p.o.Drivers {
		d.Shine(picture)
	}
}

// watchOver shows a fault, and nothing that says all is well, while the loop
// hangs and brings no picture.
func (p *Panel) watchOver(ctx context.Context) {
	hung := lamp.Hung(p.o.Profile)
	each := time.NewTicker(eachSecond)
	defer each.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-each.C:
			p.shining.Lock()
			silent := time.Since(p.lit) > lamp.Silence
			p.shining.Unlock()
			if silent {
				p.shine(hung)
			}
		}
	}
}

func (p *Panel) setTrouble(n int, what string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.troubles[n] = what
}

// Trouble is what is wrong with lines and buses, and how to put it right;
// empty when nothing is. The condition [board.CondBoard] follows it.
func (p *Panel) Trouble() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.trouble()
}

// trouble joins what the drivers tell. p.mu is held.
func (p *Panel) trouble() string {
	var all []string
	for _, t := range p.troubles {
		if t != "" {
			all = append(all, t)
		}
	}
	return strings.Join(all, "; ")
}

// patience is how long a wish may wait for its answer.
const patience = 10 * time.Second

// answer is what came of a key's wish.
type answer struct {
	key  int
	code telephony.RefusalCode // empty: granted
}

// ask brings a wish to the desk, beside the loop: the answer waits for the
// disk, lamps don't.
func (p *Panel) ask(ctx context.Context, key int, w telephony.Wish) {
	patient, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	a := answer{key: key}
	refusal, err := p.o.Ask(patient, w)
	switch {
	case err != nil:
		a.code = telephony.RefusedStarting
	case refusal != nil:
		a.code = refusal.Code
	}
	select {
	case p.answers <- a:
	case <-ctx.Done():
	}
}
