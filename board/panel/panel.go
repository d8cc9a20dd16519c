// Package panel runs the box's front: it takes the desk's snapshots and the
// box's conditions, lights the lamps by the table of board/lamp, and asks the
// wishes of keys by board/key. Lamps and keys are moved by drivers; without
// any the front exists only as a picture on the page.
//
// From an event to the lamp: the desk publishes its snapshot, the loop here
// looks at the table within 5 ms, the driver has one write to make. Nothing
// on the way waits for a disk or for another driver.
package panel

import (
	"context"
	"sync"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
)

// Driver moves the lamps and hears the keys of one kind of hardware.
type Driver interface {
	// Run has the hardware until ctx ends. It opens what it can and tries
	// again what it can't, so that what was unplugged comes back. It tells
	// edges of keys, which waits for the panel to take them, and trouble:
	// what is wrong with the hardware and how to put it right, empty when
	// nothing is. Both may be called from any goroutine.
	Run(ctx context.Context, edge func(board.Edge), trouble func(string))
	// Shine brings the newest picture of all lamps, once a second at least. It
	// passes over lamps that aren't its own. It must not block; the picture is
	// read-only.
	Shine(picture []board.Shine)
}

// Options plug a panel together. Profile, Now, Watch, Conditions and Ask must
// be given.
type Options struct {
	Profile board.Profile
	Drivers []Driver
	Now     func() telephony.Moment
	// Watch subscribes to snapshots: the newest wins.
	Watch      func() (<-chan *telephony.Snapshot, func())
	Conditions func() []board.Condition
	// Night says that lamps are to be dimmed; nil: never.
	Night func(telephony.Moment) bool
	// Ask brings a wish to the desk and waits for its answer.
	Ask func(context.Context, telephony.Wish) (*telephony.Refusal, error)
}

// Panel is the front. Its methods may be called from anywhere.
type Panel struct {
	o       Options
	edges   chan board.Edge
	presses chan board.Press
	answers chan answer
	orders  chan func(f *front, up time.Duration)

	mu       sync.Mutex
	face     board.Face
	troubles []string // by driver, then of the keys
	watchers map[chan struct{}]struct{}

	shining sync.Mutex
	lit     time.Time // when the last picture was shown
}

// New makes a panel; Run starts it.
func New(o Options) *Panel {
	p := &Panel{
		o:     o,
		edges: make(chan board.Edge, 64), presses: make(chan board.Press, 16),
		answers: make(chan answer), orders: make(chan func(*front, time.Duration), 16),
		troubles: make([]string, len(o.Drivers)+1), watchers: make(map[chan struct{}]struct{}),
	}
	p.face = newFront(o).face()
	return p
}

// Run runs the front until ctx ends.
func (p *Panel) Run(ctx context.Context) {
	var running sync.WaitGroup
	defer running.Wait()
	for i, d := range p.o.Drivers {
		running.Go(func() { p.drive(ctx, i, d) })
	}
	running.Go(func() { p.watchOver(ctx) })
	shots, stop := p.o.Watch()
	defer stop()
	f := newFront(p.o)
	f.ask = func(key int, w telephony.Wish) { running.Go(func() { p.ask(ctx, key, w) }) }
	p.loop(ctx, f, shots)
}

// spacing is the least time between two looks at the table: a storm of calls
// or of bouncing keys costs no more than 200 looks a second.
const spacing = 5 * time.Millisecond

// loop is the one place where the front changes. Whatever comes in marks the
// front for a look; the timer makes it, at once after a quiet time.
func (p *Panel) loop(ctx context.Context, f *front, shots <-chan *telephony.Snapshot) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	var looked, due time.Duration // last look, and when the timer fires
	for {
		wanted := due
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
			now := p.o.Now()
			f.pass(now.Up)
			p.show(f, now)
			looked = now.Up
			due = now.Up + f.next(now.Up)
			timer.Reset(due - p.o.Now().Up)
			continue
		case shot := <-shots:
			f.see(shot)
			wanted = looked + spacing
		case e := <-p.edges:
			if at := f.edge(e, p.o.Now().Up); at > 0 {
				wanted = max(at, looked+spacing)
			}
		case press := <-p.presses:
			f.pressed(press, p.o.Now().Up)
			wanted = looked + spacing
		case a := <-p.answers:
			f.answered(a, p.o.Now().Up)
			wanted = looked + spacing
		case order := <-p.orders:
			order(f, p.o.Now().Up)
			wanted = looked + spacing
		}
		if now := p.o.Now().Up; wanted < due {
			due = max(wanted, now)
			timer.Reset(due - now)
		}
	}
}

// show lights what changed.
func (p *Panel) show(f *front, now telephony.Moment) {
	f.light(now, p.o.Conditions())
	f.dim = p.o.Night != nil && p.o.Night(now)
	if picture, changed := f.picture(now.Up); changed || now.Up-f.shone >= eachSecond {
		f.shone = now.Up
		p.shine(picture)
	}
	face := f.face()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.troubles[len(p.o.Drivers)] = f.stuck(now.Up)
	face.Trouble = p.trouble()
	if same(face, p.face) {
		return
	}
	p.face = face
	for c := range p.watchers {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

// Face is the front as everybody may see it. Read-only.
func (p *Panel) Face() board.Face {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.face
}

// Watch tells that the face changed. The function ends the subscription.
func (p *Panel) Watch() (<-chan struct{}, func()) {
	c := make(chan struct{}, 1)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.watchers[c] = struct{}{}
	return c, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.watchers, c)
	}
}

// Press presses a key of the picture. A flood of presses is cut off.
func (p *Panel) Press(press board.Press) {
	select {
	case p.presses <- press:
	default:
	}
}

// Test lights a lamp, or every lamp where none is named, for three seconds:
// red, green, blue.
func (p *Panel) Test(lamp string) {
	p.order(func(f *front, up time.Duration) { f.testUntil, f.testOne = up+testTime, lamp })
}

// Find has the next press tell which key it was and do nothing else, if it
// comes within a minute; off ends that.
func (p *Panel) Find(on bool) {
	p.order(func(f *front, up time.Duration) {
		if f.asking, f.askUntil = on, up+findTime; on {
			f.found = ""
		}
	})
}

// Assign puts functions on keys, by the keys' names. The others are as the
// profile says.
func (p *Panel) Assign(functions map[string]board.Function) {
	p.order(func(f *front, _ time.Duration) {
		f.assigned = functions
		f.see(f.shot)
	})
}

// Profile says how the front is wired.
func (p *Panel) Profile() board.Profile { return p.o.Profile }

// order gives the loop something to do. A flood of orders is cut off.
func (p *Panel) order(do func(f *front, up time.Duration)) {
	select {
	case p.orders <- do:
	default:
	}
}
