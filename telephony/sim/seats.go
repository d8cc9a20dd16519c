package sim

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net/netip"
	"slices"
	"sync"
	"time"

	"github.com/spojka/spojka/telephony"
)

// SeatAccount is a simulated seat as the office has it.
type SeatAccount struct {
	Seat       telephony.SeatID
	Name       string
	Password   string
	AutoAnswer bool // answers by itself a second after it begins to ring
}

// SeatsOptions are what [Seats] needs.
type SeatsOptions struct {
	Server netip.AddrPort // the box
	Local  netip.Addr     // where the phones are, loopback
	Socket string         // of the control, made with mode 0600
	// List tells which seats are simulated now; it is asked again and again,
	// so that a seat marked in the office gets its phone within seconds.
	List func() ([]SeatAccount, error)
	Log  io.Writer
}

const (
	// look is how often the list of seats is asked for.
	look = 2 * time.Second
	// autoAnswerAfter is how long such a seat rings: long enough to be seen.
	autoAnswerAfter = time.Second
)

// seats is the running process.
type seats struct {
	o SeatsOptions

	mu  sync.Mutex
	all map[telephony.SeatID]*seat
}

// seat is a simulated phone on a desk: one call a time.
type seat struct {
	account SeatAccount
	phone   *Phone
	says    []float64

	mu    sync.Mutex
	call  *Call // the newest
	since time.Time
}

// Seats is the body of `spojka sim`: it keeps a phone registered for every
// simulated seat until ctx ends.
func Seats(ctx context.Context, o SeatsOptions) error {
	if !o.Local.IsLoopback() {
		return fmt.Errorf("simulated phones bind loopback only, %s is not: use 127.0.0.1", o.Local)
	}
	s := &seats{o: o, all: map[telephony.SeatID]*seat{}}
	defer s.close()
	failed := make(chan error, 1)
	go func() { failed <- s.serve(ctx, o.Socket) }()
	for {
		if accounts, err := o.List(); err != nil {
			fmt.Fprintf(o.Log, "sim: asking for the simulated seats: %v\n", err)
		} else {
			s.update(ctx, accounts)
		}
		select {
		case <-ctx.Done():
			return nil
		case err := <-failed:
			return err
		case <-time.After(look):
		}
	}
}

// update opens phones for new seats and closes those of seats that are gone
// or changed.
func (s *seats) update(ctx context.Context, accounts []SeatAccount) {
	s.mu.Lock()
	defer s.mu.Unlock()
	wanted := map[telephony.SeatID]SeatAccount{}
	for _, a := range accounts {
		wanted[a.Seat] = a
	}
	for id, have := range s.all {
		if wanted[id] != have.account {
			delete(s.all, id)
			go have.phone.Close()
		}
	}
	for _, a := range accounts {
		if s.all[a.Seat] != nil {
			continue
		}
		fresh, err := s.open(ctx, a)
		if err != nil {
			fmt.Fprintf(s.o.Log, "sim: seat %s: %v\n", a.Seat, err)
			continue
		}
		s.all[a.Seat] = fresh
	}
}

func (s *seats) open(ctx context.Context, a SeatAccount) (*seat, error) {
	d := &seat{account: a, says: notes(a.Seat), since: time.Now()}
	phone, err := NewPhone(Options{
		Local: s.o.Local, Server: s.o.Server, User: string(a.Seat), Password: a.Password, Name: a.Name,
		Play: func() Source { return Gentle(d.says[0], d.says[1]) }, OnRing: d.rings,
	})
	if err != nil {
		return nil, err
	}
	d.phone = phone
	go func() { _ = phone.Register(ctx) }() // it goes on trying by itself
	return d, nil
}

// notes are two soft notes by which a seat is known by ear: a fifth apart,
// beginning near 880 Hz.
func notes(id telephony.SeatID) []float64 {
	sum := 0
	for _, c := range []byte(id) {
		sum = sum*10 + int(c-'0')
	}
	first := 820 + 20*float64((sum%8+8)%8)
	return []float64{first, first * 3 / 2}
}

// rings: a call came to the seat. A second one is told that it is busy.
func (d *seat) rings(c *Call) {
	d.mu.Lock()
	if d.call != nil && d.call.State() != Ended {
		d.mu.Unlock()
		_ = c.Refuse(486)
		return
	}
	d.call, d.since = c, time.Now()
	d.mu.Unlock()
	go d.watch(c)
	if !d.account.AutoAnswer {
		return
	}
	select {
	case <-c.done():
	case <-time.After(autoAnswerAfter):
		_ = c.Answer()
	}
}

// watch keeps the time of the last change.
func (d *seat) watch(c *Call) {
	for range c.Events() {
		d.mu.Lock()
		if d.call == c {
			d.since = time.Now()
		}
		d.mu.Unlock()
	}
}

func (s *seats) seat(id telephony.SeatID) *seat {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all[id]
}

func (s *seats) sorted() []*seat {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []*seat
	for _, id := range slices.Sorted(maps.Keys(s.all)) {
		list = append(list, s.all[id])
	}
	return list
}

func (s *seats) close() {
	var all sync.WaitGroup
	for _, d := range s.sorted() {
		all.Go(d.phone.Close)
	}
	all.Wait()
}
