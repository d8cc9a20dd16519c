package mail

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Options plugs a post together.
type Options struct {
	// Server is the mail server as it is set now; without a host letters wait
	// for nothing and are done.
	Server func() Server
	// Done hears that a letter needn't be sent any more. It may be told again
	// after a restart.
	Done func(n uint64, index int)
}

// pauses between tries; the last one again and again.
var pauses = []time.Duration{5 * time.Second, 15 * time.Second, 30 * time.Second, time.Minute, 2 * time.Minute, 5 * time.Minute}

// keepFor is how long a letter is tried: who hasn't heard of an emergency in
// three days has by other ways.
const keepFor = 3 * 24 * time.Hour

// entry is a letter that waits.
type entry struct {
	n     uint64
	index int
	Letter
	since time.Time // it was put
	taken []string  // receivers whose copy the server took
	tries int
}

// firstYear is before any of these programs: an earlier time is a clock's that
// nobody had set.
const firstYear = 2020

// age is how old a letter is, as far as anybody knows.
func (e *entry) age() time.Duration {
	if e.At.Year() < firstYear {
		return time.Since(e.since)
	}
	return time.Since(e.At)
}

// Post sends letters one after the other. Its methods may be called from any
// goroutine and never block.
type Post struct {
	o    Options
	bell chan struct{}

	mu      sync.Mutex
	waiting []*entry
	known   map[[2]uint64]bool
	state   State
}

// State is how the post is doing.
type State struct {
	Waiting int
	Code    telephony.MailTrouble // why the last try failed; empty: it didn't
	Said    string
	Since   time.Time // of the trouble
}

// New makes a post; [Post.Run] sends.
func New(o Options) *Post {
	return &Post{o: o, bell: make(chan struct{}, 1), known: make(map[[2]uint64]bool)}
}

// Put takes a letter on; one that it knows already is ignored.
func (p *Post) Put(n uint64, index int, l Letter) {
	p.mu.Lock()
	key := [2]uint64{n, uint64(index)}
	if !p.known[key] {
		p.known[key] = true
		p.waiting = append(p.waiting, &entry{n: n, index: index, Letter: l, since: time.Now()})
	}
	p.mu.Unlock()
	p.ring()
}

// Changed: the server's settings are others now, what failed is tried at once.
// Where nothing waits any more, what was wrong before says nothing of them.
func (p *Post) Changed() {
	p.mu.Lock()
	if len(p.waiting) == 0 {
		p.state = State{}
	}
	p.mu.Unlock()
	p.ring()
}

func (p *Post) ring() {
	select {
	case p.bell <- struct{}{}:
	default:
	}
}

// State is how it is doing now.
func (p *Post) State() State {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.state
	s.Waiting = len(p.waiting)
	return s
}

// Run sends until ctx ends.
func (p *Post) Run(ctx context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		wait := p.round(ctx)
		timer.Reset(wait)
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		case <-p.bell:
		}
	}
}

// round tries each letter once, up to the first that shows that the server
// can't be had; returned is how long to wait then.
func (p *Post) round(ctx context.Context) time.Duration {
	for {
		p.mu.Lock()
		if len(p.waiting) == 0 {
			p.mu.Unlock()
			return time.Hour
		}
		e := p.waiting[0]
		p.mu.Unlock()
		err := p.deliver(ctx, e)
		if ctx.Err() != nil {
			return time.Hour
		}
		p.note(err)
		if err != nil && e.age() < keepFor {
			e.tries++
			p.behind()
			return pauses[min(e.tries, len(pauses))-1]
		}
		p.drop(e)
	}
}

// deliver sends a letter to each receiver who hasn't got it.
func (p *Post) deliver(ctx context.Context, e *entry) error {
	s := p.o.Server()
	if s.Host == "" {
		return nil
	}
	var failed error
	for _, to := range s.To {
		if slices.Contains(e.taken, to) {
			continue
		}
		if err := Send(ctx, s, e.Letter, to); err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		e.taken = append(e.taken, to)
	}
	return failed
}

// behind puts the letter that failed behind the others: one that the server
// will never take doesn't hold them up.
func (p *Post) behind() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waiting = append(p.waiting[1:], p.waiting[0])
}

func (p *Post) drop(e *entry) {
	p.mu.Lock()
	p.waiting = slices.DeleteFunc(p.waiting, func(o *entry) bool { return o == e })
	p.mu.Unlock()
	p.o.Done(e.n, e.index)
}

// note keeps how the last try went.
func (p *Post) note(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var f *Failure
	if !errors.As(err, &f) {
		p.state = State{}
		return
	}
	since := p.state.Since
	if since.IsZero() {
		since = time.Now()
	}
	p.state = State{Code: f.Code, Said: f.Said, Since: since}
}
