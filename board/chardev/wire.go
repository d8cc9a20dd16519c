package chardev

import (
	"fmt"
	"sync"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/warthog618/go-gpiocdev"
)

// wire is one line of a chip.
type wire struct {
	line  board.Line
	owner string // lamp or key, for people
	l     *gpiocdev.Line
}

func (w *wire) request(chips []chip, options ...gpiocdev.LineReqOption) (*gpiocdev.Line, error) {
	c, offset, err := find(chips, w.line)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", w.owner, err)
	}
	options = append(options, gpiocdev.WithConsumer("spojka "+w.owner))
	if w.line.Low {
		options = append(options, gpiocdev.AsActiveLow)
	}
	l, err := gpiocdev.RequestLine(c.device, offset, options...)
	if err != nil {
		return nil, fmt.Errorf("%s: line %s can't be had (%w)%s", w.owner, w.line, err, inUse(c.device, offset))
	}
	return l, nil
}

func (w *wire) close() {
	if w.l != nil {
		w.l.Close()
		w.l = nil
	}
}

// output lights a lamp, or one of its colours.
type output struct {
	wire
	lit func(board.Colour) bool
	now int // 1: lit
}

func (o *output) open(chips []chip) (err error) {
	if o.l == nil {
		o.l, err = o.request(chips, gpiocdev.AsOutput(o.now))
	}
	return err
}

// show takes what the picture says of this lamp; no picture: dark. A line
// that fails is let go by the next check.
func (o *output) show(picture []board.Shine) {
	next := 0
	for _, s := range picture {
		if s.Lamp == o.owner && o.lit(s.Plain()) {
			next = 1
		}
	}
	if next != o.now && o.l != nil {
		_ = o.l.SetValue(next)
	}
	o.now = next
}

// check puts right what should be lit, and says whether the line is gone.
func (o *output) check() (gone bool) {
	if o.l == nil {
		return false
	}
	if v, err := o.l.Value(); err == nil && (v == o.now || o.l.SetValue(o.now) == nil) {
		return false
	}
	o.close()
	return true
}

// input hears a key, or an expander's interrupt.
type input struct {
	wire
	pull      board.Pull
	debounce  time.Duration
	interrupt func()

	mu   sync.Mutex
	down bool
	seq  uint32
}

func (in *input) open(chips []chip, edge func(board.Edge), gap func(uint32)) (err error) {
	if in.l != nil {
		return nil
	}
	in.seq, in.down = 0, false
	heard := func(e gpiocdev.LineEvent) { in.heard(e, edge, gap) }
	options := []gpiocdev.LineReqOption{
		gpiocdev.AsInput, gpiocdev.WithEventHandler(heard), gpiocdev.WithBothEdges, gpiocdev.WithEventBufferSize(64),
	}
	switch in.pull {
	case board.PullUp:
		options = append(options, gpiocdev.WithPullUp)
	case board.PullDown:
		options = append(options, gpiocdev.WithPullDown)
	}
	if in.debounce > 0 {
		options = append(options, gpiocdev.WithDebounce(in.debounce))
	}
	if in.l, err = in.request(chips, options...); err != nil {
		return err
	}
	return in.first(edge)
}

// first reads the level at opening: a key that is already down counts only
// once it was let go.
func (in *input) first(edge func(board.Edge)) error {
	in.mu.Lock()
	v, err := in.l.Value()
	switch {
	case err != nil || v == 0:
	case in.interrupt != nil:
		in.interrupt()
	case !in.down:
		edge(board.Edge{Key: in.owner, Down: true, Old: true, At: now()})
	}
	in.down = in.down || v == 1
	in.mu.Unlock()
	if err != nil {
		in.close(edge)
		return fmt.Errorf("%s: line %s can't be read: %w", in.owner, in.line, err)
	}
	return nil
}

// heard takes an event; it runs on the line's own goroutine.
func (in *input) heard(e gpiocdev.LineEvent, edge func(board.Edge), gap func(uint32)) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.seq != 0 && e.LineSeqno != in.seq+1 {
		gap(e.LineSeqno - in.seq - 1)
	}
	in.seq = e.LineSeqno
	in.tell(e.Type == gpiocdev.LineEventRisingEdge, e.Timestamp, edge)
}

// tell passes on what is new. in.mu is held.
func (in *input) tell(down bool, at time.Duration, edge func(board.Edge)) {
	if down == in.down {
		return
	}
	in.down = down
	switch {
	case in.interrupt == nil:
		edge(board.Edge{Key: in.owner, Down: down, At: at})
	case down:
		in.interrupt()
	}
}

// check reads the level, in case an edge was lost, and says whether the line
// is gone. No event is heard between the reading and the telling: a level from
// before it would undo it.
func (in *input) check(edge func(board.Edge)) (gone bool) {
	if in.l == nil {
		return false
	}
	in.mu.Lock()
	v, err := in.l.Value()
	if err == nil && v == 1 && in.interrupt != nil {
		in.interrupt() // still pulled: nobody heard it
	}
	in.tell(err == nil && v == 1, now(), edge)
	in.mu.Unlock()
	if err != nil {
		in.close(edge)
	}
	return err != nil
}

// close gives the line back. A key that nobody hears any more is let go.
func (in *input) close(edge func(board.Edge)) {
	in.wire.close()
	in.mu.Lock()
	defer in.mu.Unlock()
	in.tell(false, now(), edge)
}
