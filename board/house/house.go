// Package house is for tests: an office in one process. Desk, loop, wire,
// front and desk phones are the box's own; only the book keeps nothing, and
// sound has ports but no sound.
package house

import (
	"context"
	"fmt"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/deskphone"
	"github.com/spojka/spojka/board/panel"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/acd"
	"github.com/spojka/spojka/telephony/exchange"
	"github.com/spojka/spojka/telephony/sim"
	"github.com/spojka/spojka/telephony/sipline"
)

const (
	realm    = "spojka"
	password = "secret" // of every seat
	// Number is what customers call, Queue where they wait.
	Number = "800100200"
	Queue  = telephony.QueueID("podpora")
	// FirstSeat is the first of the seats, and agents are "a" and their seat.
	FirstSeat = 201
)

// Options of a house. Profile and Addr must be given.
type Options struct {
	Profile board.Profile
	Drivers []panel.Driver
	Seats   int
	// Addr is where the box is, Trunk where customers call from.
	Addr, Trunk netip.Addr
	// Packets are the wire's sockets in memory, instead of those at Addr.
	Packets []sipline.PacketConn
	// Lines stand in for the wire's calls; nil: the wire's own.
	Lines exchange.Lines
}

// House is the office. It ends with the test.
type House struct {
	*exchange.Exchange
	T     testing.TB
	Line  *sipline.Line
	Panel *panel.Panel
	o     Options
	born  time.Time
	once  sync.Once
	trunk *sim.Phone
}

// Office is the configuration: one queue, a short reason tree, two breaks.
func Office(seats int, trunk netip.Addr) telephony.Office {
	o := telephony.Office{
		Country: "CZ", Zone: "UTC", Breaks: []telephony.Break{{ID: "personal", Name: "Osobní"}, {ID: "task", Name: "Úkol"}},
		Queues:  []telephony.Queue{{ID: Queue, Name: "Podpora", TreeIn: "duvody"}},
		Trees:   []telephony.ReasonTree{{ID: "duvody", Name: "Důvody", Version: 1, Roots: []telephony.ReasonNode{{ID: "1", Name: "Porucha"}}}},
		Trunks:  []telephony.Trunk{{ID: "t", Name: "Svod", Peers: []string{trunk.String()}}},
		Numbers: []telephony.Inbound{{Number: "*", Queue: Queue}},
	}
	for i := range seats {
		o.Seats = append(o.Seats, telephony.Seat{ID: Seat(i), Name: fmt.Sprint("Stůl ", i+1)})
		o.Agents = append(o.Agents, telephony.Agent{ID: Agent(i), Name: fmt.Sprint("Operátor ", i+1), Queues: []telephony.QueueID{Queue}, Supervisor: i == 0})
	}
	return o
}

// Seat and Agent name the nth, from 0.
func Seat(n int) telephony.SeatID   { return telephony.SeatID(fmt.Sprint(FirstSeat + n)) }
func Agent(n int) telephony.AgentID { return telephony.AgentID("a" + string(Seat(n))) }

// Open builds the house and lets it run until the test ends.
func Open(t testing.TB, o Options) *House {
	t.Helper()
	h := &House{T: t, o: o, born: time.Now()}
	office := Office(o.Seats, o.Trunk)
	h.Exchange = exchange.New(exchange.Options{
		Desk: acd.New(), Book: &noBook{}, Clock: h, Dice: func() uint64 { return 7 }, Office: office,
		Trouble: func(what string, err error) { t.Logf("%s: %v", what, err) },
	})
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { _ = h.Run(ctx) })
	phones := deskphone.New(deskphone.Options{
		Snapshot: h.Snapshot, Ask: h.AskByPhone,
		Done:    func(call telephony.LegID) { h.Line.Done(call) },
		Decline: func(call telephony.LegID, status int, why string) { h.Line.Decline(call, status, why) },
		Say:     func(_ telephony.AgentID, r telephony.Refusal) string { return string(r.Code) },
	})
	listen := []netip.AddrPort{netip.AddrPortFrom(o.Addr, 5060)}
	if o.Packets != nil {
		listen = nil
	}
	var err error
	h.Line, err = sipline.New(sipline.Options{
		Listen: listen, Packets: o.Packets, Realm: realm, Boot: 1, Account: account, Office: office, Lamps: phones, Keys: phones,
	}, h.Exchange)
	if err != nil {
		t.Fatal(err)
	}
	h.Panel = panel.New(panel.Options{
		Profile: o.Profile, Drivers: o.Drivers, Now: h.Now, Watch: h.Watch, Ask: h.Ask,
		Conditions: func() []board.Condition { return nil },
	})
	t.Cleanup(func() {
		h.Line.Close()
		phones.Close()
		stop()
		running.Wait()
	})
	if o.Lines == nil {
		o.Lines = h.Line
	}
	h.SetLines(o.Lines)
	h.SetMedia(noSound{o.Addr})
	resumed := make(chan struct{})
	h.Resume(func() { close(resumed) })
	<-resumed
	h.Line.SetReady(true)
	running.Go(func() { h.Panel.Run(ctx) })
	running.Go(func() { h.Line.Follow(ctx, h.Watch) })
	return h
}

// Now is the house's clock.
func (h *House) Now() telephony.Moment {
	up := time.Since(h.born)
	return telephony.Moment{Boot: 1, Up: up, Wall: h.born.Add(up).UTC(), Trusted: true}
}

func account(seat telephony.SeatID) (ha1, sha string, ok bool) {
	return hash(string(seat) + ":" + realm + ":" + password), "", true
}

// Wish puts a wish that must be granted.
func (h *House) Wish(w telephony.Wish) {
	h.T.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if r, err := h.Ask(ctx, w); r != nil || err != nil {
		h.T.Fatalf("%T: %v, %v", w, r, err)
	}
}

// Sit signs the nth agent on at his seat.
func (h *House) Sit(n int) { h.T.Helper(); h.Wish(telephony.SignOn{Agent: Agent(n), Seat: Seat(n)}) }

// Agent is the nth agent as the page shows him.
func (h *House) Agent(n int) telephony.AgentView {
	for _, a := range h.Snapshot().Agents {
		if a.ID == Agent(n) {
			return a
		}
	}
	return telephony.AgentView{}
}

// Phone is a registered telephone at the nth seat.
func (h *House) Phone(n int, at netip.Addr, onRing func(*sim.Call)) *sim.Phone {
	h.T.Helper()
	p := h.phone(sim.Options{Local: at, User: string(Seat(n)), Password: password, OnRing: onRing})
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := p.Register(ctx); err != nil {
		h.T.Fatal(err)
	}
	h.Until("the phone can be rung", func() bool { return h.Snapshot().Seats[n].Reach == telephony.Reachable })
	return p
}

// Customer rings in.
func (h *House) Customer() *sim.Call {
	h.T.Helper()
	return h.CustomerFrom("777123456")
}

// CustomerFrom is one with this number.
func (h *House) CustomerFrom(number string) *sim.Call {
	h.T.Helper()
	h.once.Do(func() { h.trunk = h.phone(sim.Options{Local: h.o.Trunk, User: "777123456"}) })
	c, err := h.trunk.Call(context.Background(), Number, sim.CallOptions{From: number})
	if err != nil {
		h.T.Fatal(err)
	}
	return c
}

func (h *House) phone(o sim.Options) *sim.Phone {
	h.T.Helper()
	o.Server = netip.AddrPortFrom(h.o.Addr, 5060)
	p, err := sim.NewPhone(o)
	if err != nil {
		h.T.Fatal(err)
	}
	h.T.Cleanup(p.Close)
	return p
}

// Until waits for what only a fault keeps from happening.
func (h *House) Until(what string, ok func() bool) {
	h.T.Helper()
	for end := time.Now().Add(20 * time.Second); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			h.T.Fatalf("%s: it never came; the front: %+v; agents: %+v", what, h.Panel.Face(), h.Snapshot().Agents)
		}
	}
}

// noBook promises everything at once.
type noBook struct{ n uint64 }

func (b *noBook) Append(_ telephony.Moment, facts []telephony.Fact) uint64 {
	first := b.n + 1
	b.n += uint64(len(facts))
	return first
}
func (*noBook) Promise(_ uint64, done func(error)) { go done(nil) }
func (*noBook) Checkpoint(uint64, []byte)          {}
func (*noBook) Oldest() time.Duration              { return 0 }

// noSound has a port for everybody, where nobody listens.
type noSound struct{ at netip.Addr }

func (s noSound) Take(telephony.LegID) (telephony.MediaPort, bool) {
	return netip.AddrPortFrom(s.at, 9), true
}
func (noSound) Press(telephony.LegID, byte)                                     {}
func (noSound) Aim(telephony.LegID, telephony.Sound)                            {}
func (noSound) Play(telephony.LegID, string, string)                            {}
func (noSound) Say(telephony.LegID, string)                                     {}
func (noSound) Record(telephony.LegID, telephony.CallID, telephony.RecordingID) {}
func (noSound) Connect(_, _ telephony.LegID, _ telephony.CallID, _ telephony.RecordingID) {
}
func (noSound) Drop(telephony.LegID)                              {}
func (noSound) Figures(telephony.LegID) (telephony.Quality, bool) { return telephony.Quality{}, false }
func (noSound) Live() []telephony.LegState                        { return nil }
