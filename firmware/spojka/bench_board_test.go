package main

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/boardtest"
	"github.com/spojka/spojka/board/house"
	"github.com/spojka/spojka/board/panel"
	"github.com/spojka/spojka/board/profile"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

const (
	lampSeats = 20 // busy ones, each with a phone that watches all
	lampCalls = 25 // of each
	freeKeys  = 48 // that flutter
	flutter   = 10_000
)

// TestLongBenchBoard measures lamps and keys, in one process: twenty busy
// seats, a front with a lamp for each, and at each seat a phone that has
// subscribed to all. An event is a phone that is lifted, or a customer who
// hangs up, at the far end of the wire.
func TestLongBenchBoard(t *testing.T) {
	if !benched("board") {
		t.Skip("make bench runs it")
	}
	b := &bench{running: &running{t: t}}
	b.add(figure{what: "load average before: what else wants this computer", value: loadAverage(t)})
	f := newLampFloor(t)
	rest := f.fingers()
	f.rounds(lampCalls)
	rest()
	b.add(figure{what: fmt.Sprintf("press to its acknowledgement, p99 of %d", len(f.felt)), value: p99(f.felt), limit: 50, unit: "ms"})
	b.add(figure{what: fmt.Sprintf("refused press to its flashes, p99 of %d", len(f.refused)), value: p99(f.refused), unit: "ms"})
	b.add(figure{what: fmt.Sprintf("event to line, p99 of %d, %d seats busy", len(f.line), lampSeats), value: p99(f.line), limit: 50, unit: "ms"})
	b.add(figure{what: fmt.Sprintf("event to NOTIFY, p99 of %d, %d subscriptions", len(f.notify), lampSeats*lampSeats), value: p99(f.notify), limit: 150, unit: "ms"})
	b.add(figure{what: "  half of them within", value: percentile(f.line, 50), unit: "ms"})
	b.add(figure{what: "  half of those within", value: percentile(f.notify, 50), unit: "ms"})
	b.add(figure{what: "  messages turned away at the door", value: float64(f.Line.Figures().Dropped), limit: 1, unit: ""})
	quiet := p99(f.rung)
	f.rung, f.felt = nil, nil
	stop := f.flutter()
	rest = f.fingers()
	f.rounds(lampCalls)
	rest()
	rate, lost := stop()
	b.add(figure{what: "edges a second on all lines of the front", value: rate, limit: flutter * 0.95, unit: "1/s", atLeast: true})
	b.add(figure{what: "  edges that never reached the front, uncounted", value: float64(lost), unit: ""})
	b.add(figure{what: fmt.Sprintf("  press to its acknowledgement meanwhile, p99 of %d", len(f.felt)), value: p99(f.felt), limit: 50, unit: "ms"})
	b.add(figure{what: "  INVITE to ring, p99, the lines at rest", value: quiet, unit: "ms"})
	b.add(figure{what: "  how much later meanwhile", value: max(0, p99(f.rung)-quiet), limit: 10, unit: "ms"})
	if lost != 0 {
		t.Errorf("%d edges are missing", lost)
	}
	b.judge()
}

// loadAverage is how many processes wanted a processor in the last minute:
// delays of one that is wanted by more than it can serve say little of the box.
func loadAverage(t *testing.T) float64 {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(text), " ")
	load, _ := strconv.ParseFloat(first, 64)
	return load
}

// lampFloor is a house with all its seats taken.
type lampFloor struct {
	*house.House
	fake     *boardtest.Fake
	watchers []*house.Watcher
	rings    []chan rung // by the customer's number

	made atomic.Int64 // edges

	mu                                sync.Mutex
	line, notify, rung, felt, refused []time.Duration
}

// rung is a phone that rings for a customer.
type rung struct {
	seat int
	call *sim.Call
	at   time.Time
}

func newLampFloor(t *testing.T) *lampFloor {
	text := "chip a\nlamp led-fault fault one a/F\nkey finger queue:none press a/P red a/R green a/G\n"
	var resources []string
	for i := range lampSeats {
		text += fmt.Sprintf("key seat-%d seat:%s press a/P%d red a/R%d green a/G%d\n", i, house.Seat(i), i, i, i)
		resources = append(resources, string(house.Seat(i)))
	}
	for i := range freeKeys {
		text += fmt.Sprintf("key free-%d free press a/X%d\n", i, i)
	}
	p, err := profile.Parse("bench", text)
	if err != nil {
		t.Fatal(err)
	}
	at := func(n int) netip.Addr { return netip.AddrFrom4([4]byte{127, 58, 6, byte(n)}) }
	f := &lampFloor{fake: boardtest.NewFake(p)}
	f.House = house.Open(t, house.Options{Profile: p, Drivers: []panel.Driver{f.fake}, Seats: lampSeats, Addr: at(1), Trunk: at(2)})
	for i := range lampSeats {
		f.rings = append(f.rings, make(chan rung, 8))
		f.Phone(i, at(10+i), func(c *sim.Call) {
			now := time.Now()
			n, _ := strconv.Atoi(c.From[max(0, len(c.From)-2):])
			f.rings[n%lampSeats] <- rung{i, c, now}
		})
		f.Sit(i)
		f.Wish(telephony.GoOnAir{Agent: house.Agent(i)})
		f.watchers = append(f.watchers, f.Watcher(i, at(10+i), resources...))
	}
	return f
}

// rounds lets as many customers as there are seats call again and again.
func (f *lampFloor) rounds(n int) {
	var customers sync.WaitGroup
	for k := range lampSeats {
		customers.Go(func() {
			for range n {
				f.round(k)
			}
		})
	}
	customers.Wait()
}

// round is one call from ring to Save, with its times.
func (f *lampFloor) round(k int) {
	began := time.Now()
	customer := f.CustomerFrom(fmt.Sprintf("7771234%02d", k))
	r := <-f.rings[k]
	f.add(&f.rung, r.at.Sub(began))
	time.Sleep(time.Duration(50+7*k) * time.Millisecond)
	lifted := time.Now()
	if err := r.call.Answer(); err != nil {
		f.T.Error(err)
		return
	}
	f.shown(r.seat, lifted, true, telephony.DialogConfirmed)
	time.Sleep(time.Duration(150+11*k) * time.Millisecond)
	gone := time.Now()
	customer.HangUp()
	f.shown(r.seat, gone, false, telephony.DialogNone)
	time.Sleep(100 * time.Millisecond)
	a := f.Agent(r.seat)
	f.Wish(telephony.SaveCall{Agent: a.ID, Call: a.Call, Form: telephony.SaveForm{Unknown: true, Reasons: []telephony.ReasonID{"1"}}})
}

// shown waits until the lamp of a seat and all watchers show what happened.
func (f *lampFloor) shown(seat int, began time.Time, talks bool, state telephony.DialogState) {
	lamp, id := fmt.Sprintf("seat-%d", seat), string(house.Seat(seat))
	f.Until("the lamp", func() bool { return (f.fake.Lit(lamp) == board.Blue) == talks })
	f.add(&f.line, time.Since(began))
	for _, w := range f.watchers {
		f.Until("the NOTIFY", func() bool { return w.Shows(id).State == state })
		f.add(&f.notify, w.Shows(id).At.Sub(began))
	}
}

func (f *lampFloor) add(to *[]time.Duration, d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	*to = append(*to, d)
}

// fingers press a key ten times a second, each time so long that its lamp
// acknowledges it; as the key can do nothing, then the flashes of a refusal
// follow. The function ends it.
func (f *lampFloor) fingers() (rest func()) {
	end := make(chan struct{})
	var pressing sync.WaitGroup
	press := func(down bool, colour board.Colour, took *[]time.Duration) {
		began := time.Now()
		f.made.Add(1)
		f.fake.Push("finger", down)
		f.Until("the key's lamp", func() bool { return f.fake.Lit("finger") == colour })
		f.add(took, time.Since(began))
	}
	pressing.Go(func() {
		for each := time.Tick(100 * time.Millisecond); ; {
			select {
			case <-end:
				return
			case <-each:
			}
			press(true, board.White, &f.felt)
			press(false, board.Red, &f.refused)
		}
	})
	return func() { close(end); pressing.Wait() }
}

// flutter moves free keys at random, all together ten thousand times a second.
// The function ends it and tells how often they moved and how many of the
// moves never came to the front.
func (f *lampFloor) flutter() (stop func() (rate float64, lost int64)) {
	end := make(chan struct{})
	var taken atomic.Int64
	f.made.Store(0)
	f.fake.Taken = func() { taken.Add(1) }
	var all sync.WaitGroup
	began := time.Now()
	all.Go(func() {
		down := [freeKeys]bool{}
		each := time.NewTicker(time.Millisecond)
		defer each.Stop()
		for {
			select {
			case <-end:
				return
			case <-each.C:
			}
			for due := int64(time.Since(began).Seconds() * flutter); f.made.Load() < due; f.made.Add(1) {
				n := rand.IntN(freeKeys)
				down[n] = !down[n]
				f.fake.Push(fmt.Sprintf("free-%d", n), down[n])
			}
		}
	})
	return func() (float64, int64) {
		took := time.Since(began)
		close(end)
		all.Wait()
		return float64(f.made.Load()) / took.Seconds(), f.made.Load() - taken.Load()
	}
}

func p99(all []time.Duration) float64 { return percentile(all, 99) }

// percentile is in milliseconds.
func percentile(all []time.Duration, n int) float64 {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return float64(all[len(all)*n/100].Microseconds()) / 1000
}
