package panel

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/boardtest"
	"github.com/spojka/spojka/board/profile"
	"github.com/spojka/spojka/telephony"
)

const ms = time.Millisecond

// rig is a panel with a fake desk and fake hardware, in a bubble of time.
type rig struct {
	t    *testing.T
	p    *Panel
	fake *boardtest.Fake
	desk *desk
	born time.Time

	night atomic.Bool
}

func run(t *testing.T, seat telephony.SeatID, test func(*testing.T, *rig), more ...Driver) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		prof, err := profile.Named("sim")
		if err != nil {
			t.Fatal(err)
		}
		prof.Seat = seat
		for i := range prof.Keys {
			prof.Keys[i].Debounce = 10 * ms
		}
		r := &rig{t: t, fake: boardtest.NewFake(prof), desk: newDesk(), born: time.Now().Add(-time.Minute)}
		r.p = New(Options{
			Profile: prof, Drivers: append(more, r.fake), Now: r.now,
			Watch: r.desk.watch, Ask: r.desk.ask, Conditions: func() []board.Condition { return nil },
			Night: func(telephony.Moment) bool { return r.night.Load() },
		})
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); r.p.Run(ctx) }()
		time.Sleep(10 * ms)
		test(t, r)
		stop()
		<-done
	})
}

func (r *rig) now() telephony.Moment {
	return telephony.Moment{Boot: 1, Up: time.Since(r.born), Wall: time.Now()}
}

// align waits for the start of a rhythm's two seconds, and a little more.
func (r *rig) align() {
	time.Sleep(2*time.Second - time.Since(r.born)%(2*time.Second) + 20*ms)
}

func (r *rig) watch(lamp string, n int) string { return r.sample(lamp, n, 250*ms) }

// sample looks at a lamp n times: the colour's capital, or a dot.
func (r *rig) sample(lamp string, n int, each time.Duration) string {
	signs := map[board.Colour]string{"": ".", board.Green: "G", board.Amber: "A", board.Blue: "B", board.Plum: "P", board.White: "W", board.Red: "R"}
	got := ""
	for range n {
		got += signs[r.fake.Lit(lamp)]
		time.Sleep(each)
	}
	return got
}

func (r *rig) tap(key string) {
	r.fake.Push(key, true)
	time.Sleep(50 * ms)
	r.fake.Push(key, false)
	time.Sleep(50 * ms)
}

// want says which wishes came since the last look.
func (r *rig) want(wishes ...telephony.Wish) {
	r.t.Helper()
	got := r.desk.take()
	if len(got) != len(wishes) {
		r.t.Errorf("wishes %#v, not %#v", got, wishes)
		return
	}
	for i := range got {
		if got[i] != wishes[i] {
			r.t.Errorf("wish %#v, not %#v", got[i], wishes[i])
		}
	}
}

func (r *rig) key(name string) board.KeyView {
	for _, k := range r.p.Face().Keys {
		if k.Name == name {
			return k
		}
	}
	return board.KeyView{}
}

func (r *rig) light(name string) board.Light {
	for _, l := range r.p.Face().Lamps {
		if l.Name == name {
			return l.Light
		}
	}
	return board.Light{}
}

// desk is as much of a desk as a front needs.
type desk struct {
	mu      sync.Mutex
	shot    telephony.Snapshot
	slot    chan *telephony.Snapshot
	asked   []telephony.Wish
	refusal *telephony.Refusal
	err     error
	wait    time.Duration
}

func newDesk() *desk {
	return &desk{slot: make(chan *telephony.Snapshot, 1), shot: telephony.Snapshot{
		Agents: []telephony.AgentView{{ID: "jana", Seat: "201", Presence: telephony.OffAir}, {ID: "petr"}},
		Seats:  []telephony.SeatView{{ID: "201", Agent: "jana", Reach: telephony.Reachable}, {ID: "202", Reach: telephony.Reachable}},
		Queues: []telephony.QueueView{{ID: "podpora"}},
	}}
}

func (d *desk) watch() (<-chan *telephony.Snapshot, func()) {
	d.set(func(*telephony.Snapshot) {})
	return d.slot, func() {}
}

func (d *desk) set(change func(*telephony.Snapshot)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	change(&d.shot)
	s := d.shot
	s.Agents = append([]telephony.AgentView(nil), s.Agents...)
	s.Queues = append([]telephony.QueueView(nil), s.Queues...)
	select {
	case <-d.slot:
	default:
	}
	d.slot <- &s
}

func (d *desk) ask(ctx context.Context, w telephony.Wish) (*telephony.Refusal, error) {
	d.mu.Lock()
	d.asked = append(d.asked, w)
	refusal, err, wait := d.refusal, d.err, d.wait
	d.mu.Unlock()
	select {
	case <-time.After(wait):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if refusal != nil || err != nil {
		return refusal, err
	}
	d.set(func(s *telephony.Snapshot) {
		for i := range s.Agents {
			switch w := w.(type) {
			case telephony.GoOnAir:
				if s.Agents[i].ID == w.Agent {
					s.Agents[i].Presence = telephony.OnAir
				}
			case telephony.GoOffAir:
				if s.Agents[i].ID == w.Agent {
					s.Agents[i].Presence = telephony.OffAir
				}
			}
		}
	})
	return nil, nil
}

func (d *desk) take() []telephony.Wish {
	d.mu.Lock()
	defer d.mu.Unlock()
	asked := d.asked
	d.asked = nil
	return asked
}

func (d *desk) refuse(r *telephony.Refusal) { d.mu.Lock(); defer d.mu.Unlock(); d.refusal = r }
func (d *desk) fail(err error)              { d.mu.Lock(); defer d.mu.Unlock(); d.err = err }
func (d *desk) delay(wait time.Duration)    { d.mu.Lock(); defer d.mu.Unlock(); d.wait = wait }
