package panel

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/boardtest"
	"github.com/spojka/spojka/board/key"
	"github.com/spojka/spojka/board/profile"
	"github.com/spojka/spojka/telephony"
)

const ms = time.Millisecond

func TestLampFollowsTheDesk(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		for _, c := range []struct {
			presence telephony.Presence
			work     telephony.Work
			want     string // lamp of the seat over two seconds, a sign each 250 ms
		}{
			{telephony.OnAir, telephony.Idle, "GGGGGGGG"},
			{telephony.OnAir, telephony.Ringing, "A.A.A.A."},
			{telephony.OffAir, telephony.Talking, "BBBBBBBB"},
			{telephony.OffAir, telephony.Wrapping, "PPPPPPP."},
			{telephony.OffAir, telephony.Idle, "W......."},
		} {
			r.desk.set(func(s *telephony.Snapshot) { s.Agents[0].Presence, s.Agents[0].Work = c.presence, c.work })
			r.align()
			if got := r.watch("key-1", 8); got != c.want {
				t.Errorf("%s, %q: %s, not %s", c.presence, c.work, got, c.want)
			}
		}
		r.desk.set(func(s *telephony.Snapshot) { s.Agents[0].Seat = "" })
		time.Sleep(50 * ms)
		if r.fake.Lit("key-1") != "" {
			t.Error("a seat where nobody sits is lit")
		}
	})
}

// A lamp changes within 50 ms of the desk, also while others flash.
func TestLampIsQuick(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.desk.set(func(s *telephony.Snapshot) { s.Queues[0].Waiting, s.Queues[0].Oldest = 1, r.now() })
		for range 100 {
			for _, work := range []telephony.Work{telephony.Talking, telephony.Idle} {
				r.desk.set(func(s *telephony.Snapshot) { s.Agents[0].Work = work; s.Agents[0].Presence = telephony.OnAir })
				began := time.Now()
				want := map[telephony.Work]board.Colour{telephony.Talking: board.Blue, telephony.Idle: board.Green}[work]
				for r.fake.Lit("key-1") != want {
					if time.Since(began) > 50*ms {
						t.Fatalf("%q isn't shown after %s", work, time.Since(began))
					}
					time.Sleep(ms)
				}
				time.Sleep(13 * ms)
			}
		}
	})
}

// A storm of snapshots costs at most 200 looks a second, and the last one is
// shown.
func TestStormOfSnapshots(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		before := r.fake.Shown()
		for n := range 10000 {
			r.desk.set(func(s *telephony.Snapshot) {
				s.Agents[0].Presence, s.Agents[0].Work = telephony.OnAir, []telephony.Work{telephony.Talking, telephony.Idle}[n%2]
			})
			time.Sleep(100 * time.Microsecond)
		}
		time.Sleep(10 * ms)
		if shown := r.fake.Shown() - before; shown > 205 {
			t.Errorf("%d pictures in a second", shown)
		}
		if r.fake.Lit("key-1") != board.Green {
			t.Error("the last snapshot isn't shown")
		}
	})
}

// Somebody who waits over 20 s is shown without any event.
func TestLongWait(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.desk.set(func(s *telephony.Snapshot) { s.Queues[0].Waiting, s.Queues[0].Oldest = 1, r.now() })
		time.Sleep(19 * time.Second)
		if l := r.light("led-waiting"); l.Colour != board.Amber {
			t.Errorf("at 19 s: %v", l)
		}
		time.Sleep(2100 * ms)
		if l := r.light("led-waiting"); l.Colour != board.Red || l.Rhythm != board.Flash {
			t.Errorf("at 21 s: %v", l)
		}
	})
}

// Proves: S-STATE-4
func TestKeyGoesOnAirAndOff(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.fake.Push("key-7", true)
		synctest.Wait()
		r.want(telephony.GoOnAir{Agent: "jana"})
		r.fake.Push("key-7", false)
		time.Sleep(20 * ms)
		if r.fake.Lit("key-7") != board.Green {
			t.Error("on air isn't shown")
		}
		r.tap("key-7")
		r.want(telephony.GoOffAir{Agent: "jana"})
		r.p.Press(board.Press{Key: "key-7"})
		synctest.Wait()
		r.want(telephony.GoOnAir{Agent: "jana"})
	})
}

// The first edge counts; what bounces after it doesn't press again.
func TestBouncingKeyPressesOnce(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		for n := range 9 {
			r.fake.Push("key-7", n%2 == 0)
			time.Sleep(ms)
		}
		synctest.Wait()
		r.want(telephony.GoOnAir{Agent: "jana"})
		time.Sleep(300 * ms)
		for n := range 9 {
			r.fake.Push("key-7", n%2 == 1)
			time.Sleep(ms)
		}
		time.Sleep(300 * ms)
		r.want()
		// A release that came while it bounced is believed afterwards.
		r.tap("key-7")
		r.want(telephony.GoOffAir{Agent: "jana"})
		r.fake.Push("key-7", true)
		r.fake.Push("key-7", false)
		time.Sleep(100 * ms)
		r.want(telephony.GoOnAir{Agent: "jana"})
		r.tap("key-7")
		r.want(telephony.GoOffAir{Agent: "jana"})
	})
}

func TestHoldIsAnotherDeed(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.fake.Push("key-1", true)
		time.Sleep(50 * ms)
		if r.fake.Lit("key-1") != board.White {
			t.Error("the press isn't acknowledged within 50 ms")
		}
		time.Sleep(key.HoldTime - 60*ms)
		r.want()
		time.Sleep(20 * ms)
		r.want(telephony.HangUp{Agent: "jana"})
		r.fake.Push("key-1", false)
		time.Sleep(key.TwiceTime + 50*ms)
		r.want()
		r.tap("key-1")
		r.want() // there may come a second press
		time.Sleep(key.TwiceTime)
		r.want(telephony.GoOnAir{Agent: "jana"})
		r.desk.set(func(s *telephony.Snapshot) { s.Agents[0].Presence = telephony.OnAir })
		r.tap("key-1") // on air a second one would mean nothing
		r.want(telephony.GoOffAir{Agent: "jana"})
	})
}

// Twice in a short time is a deed of its own, and only that.
func TestTwiceIsAnotherDeed(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		for range 2 {
			r.fake.Push("key-1", true)
			time.Sleep(60 * ms)
			if r.fake.Lit("key-1") != board.White {
				t.Error("the press isn't acknowledged")
			}
			r.fake.Push("key-1", false)
			time.Sleep(60 * ms)
		}
		r.want(telephony.LoadUnprocessed{Agent: "jana"})
		time.Sleep(2 * time.Second)
		r.want()
		r.tap("key-1")
		r.fake.Push("key-1", true) // and the second one is a hold
		time.Sleep(key.HoldTime + 50*ms)
		r.fake.Push("key-1", false)
		time.Sleep(time.Second)
		r.want(telephony.HangUp{Agent: "jana"})
	})
}

// A refusal flashes three times and stays to be read until the next press.
func TestRefusalFlashesThreeTimes(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.desk.refuse(&telephony.Refusal{Code: telephony.RefusedSaveFirst})
		r.p.Press(board.Press{Key: "key-7"})
		time.Sleep(10 * ms)
		if got := r.sample("key-7", 8, 125*ms); got != "R.R.R..." {
			t.Errorf("the lamp showed %s", got)
		}
		time.Sleep(5 * time.Second)
		if k := r.key("key-7"); k.Refused != string(telephony.RefusedSaveFirst) || k.Light.Rhythm == board.Triple {
			t.Errorf("later: %+v", k)
		}
		r.desk.refuse(nil)
		r.p.Press(board.Press{Key: "key-7"})
		time.Sleep(10 * ms)
		if k := r.key("key-7"); k.Refused != "" {
			t.Errorf("the next press leaves %q", k.Refused)
		}
		r.p.Press(board.Press{Key: "key-2", Deed: board.Held}) // no call to be transferred
		time.Sleep(10 * ms)
		if k := r.key("key-2"); k.Refused != string(telephony.RefusedNobodyThere) || k.Light.Rhythm != board.Triple {
			t.Errorf("another's seat: %+v", k)
		}
		r.desk.fail(errors.New("not yet"))
		r.p.Press(board.Press{Key: "key-7"})
		time.Sleep(10 * ms)
		if k := r.key("key-7"); k.Refused != string(telephony.RefusedStarting) {
			t.Errorf("a desk that doesn't answer: %+v", k)
		}
	})
}

// While a desk is slow to answer, lamps go on and a key asks once.
func TestSlowDeskHoldsNothingUp(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.desk.delay(3 * time.Second)
		r.tap("key-7")
		r.tap("key-7")
		r.desk.set(func(s *telephony.Snapshot) { s.Agents[0].Work = telephony.Talking })
		time.Sleep(30 * ms)
		if r.fake.Lit("key-1") != board.Blue {
			t.Error("lamps wait for the desk's answer")
		}
		time.Sleep(4 * time.Second)
		r.want(telephony.GoOnAir{Agent: "jana"})
	})
}

func TestTroubleIsToldAndDriversComeBack(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		time.Sleep(5 * time.Second)
		if r.p.Face().Trouble != "" {
			t.Errorf("a driver that came back is still in trouble: %s", r.p.Face().Trouble)
		}
		changed, stop := r.p.Watch()
		defer stop()
		r.fake.Break("x1 doesn't answer: check its cable")
		time.Sleep(eachSecond + 10*ms)
		if len(changed) != 1 || r.p.Face().Trouble == "" || r.p.Trouble() != "x1 doesn't answer: check its cable" {
			t.Errorf("trouble: %q", r.p.Face().Trouble)
		}
		r.fake.Break("")
		time.Sleep(eachSecond + 10*ms)
		if r.p.Face().Trouble != "" {
			t.Error("the trouble stays")
		}
		r.tap("key-7")
		r.want(telephony.GoOnAir{Agent: "jana"})
	}, &panicking{})
}

// panicking is a driver that stops in every wrong way.
type panicking struct{ runs int }

func (d *panicking) Run(ctx context.Context, edge func(board.Edge), trouble func(string)) {
	d.runs++
	switch {
	case d.runs == 1:
		panic("nil map")
	case d.runs < 5:
		return
	}
	trouble("")
	<-ctx.Done()
}

func (d *panicking) Shine([]board.Shine) {}

func TestLampTest(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.p.Test("")
		time.Sleep(10 * ms)
		if got := r.sample("led-message", 4, time.Second); got != "RGB." {
			t.Errorf("lamp test showed %s", got)
		}
		before := r.fake.Lit("key-1")
		r.p.Test("led-message")
		time.Sleep(10 * ms)
		if got := r.sample("led-message", 4, time.Second); got != "RGB." || r.fake.Lit("key-1") != before {
			t.Errorf("the test of one lamp showed %s, and at another %q", got, r.fake.Lit("key-1"))
		}
	})
}

// Every press is acknowledged by the key's lamp at once, also of a key that is
// free: who wires it sees that it works.
func TestPressIsAcknowledged(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.p.Assign(map[string]board.Function{"key-8": {}})
		time.Sleep(20 * ms)
		for _, key := range []string{"key-1", "key-5", "key-7", "key-8"} {
			r.fake.Push(key, true)
			time.Sleep(10 * ms)
			if got := r.fake.Lit(key); got != board.White {
				t.Errorf("%s is pressed and shows %q", key, got)
			}
			r.fake.Push(key, false)
			time.Sleep(2 * time.Second)
			if got := r.fake.Lit(key); key == "key-8" && got != "" {
				t.Errorf("%s is free and shows %q", key, got)
			}
		}
	})
}

// A key that sticks is an alarm within ten seconds, also one that stuck when
// the box started; the others go on, and it ends when the key is let go.
//
// FAULTS 33.
func TestStuckKey(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.fake.Push("key-1", true)
		time.Sleep(5 * time.Second)
		if s := r.p.Trouble(); s != "" {
			t.Errorf("after five seconds: %q", s)
		}
		time.Sleep(5 * time.Second)
		if s := r.p.Trouble(); !strings.Contains(s, "key-1: held down") || r.p.Face().Trouble != s {
			t.Errorf("after ten seconds: %q, on the page %q", s, r.p.Face().Trouble)
		}
		r.tap("key-7")
		r.want(telephony.HangUp{Agent: "jana"}, telephony.GoOnAir{Agent: "jana"})
		r.fake.Push("key-1", false)
		time.Sleep(2 * time.Second)
		if s := r.p.Trouble(); s != "" {
			t.Errorf("let go: %q", s)
		}
	})
}

// One that stuck when the box started is no press, however long it sticks.
//
// FAULTS 33.
func TestKeyThatStuckAtTheStart(t *testing.T) {
	p, err := profile.Named("sim")
	if err != nil {
		t.Fatal(err)
	}
	f := newFront(Options{Profile: p})
	f.ask = func(key int, w telephony.Wish) { t.Errorf("%s wishes %#v", p.Keys[key].Name, w) }
	f.see(&telephony.Snapshot{Agents: []telephony.AgentView{{ID: "jana", Seat: "201"}}, Seats: []telephony.SeatView{{ID: "201"}}})
	for _, key := range []string{"key-1", "key-7"} {
		f.edge(board.Edge{Key: key, Down: true, Old: true}, time.Second)
		f.pass(20 * time.Second)
		if s := f.stuck(20 * time.Second); !strings.Contains(s, key) {
			t.Errorf("%s: %q", key, s)
		}
		f.edge(board.Edge{Key: key}, 21*time.Second)
		f.pass(30 * time.Second)
		if s := f.stuck(30 * time.Second); s != "" {
			t.Errorf("%s let go: %q", key, s)
		}
	}
}

// At night the same lamps shine, and say that they are to be dimmed.
func TestLampsAreDimmedAtNight(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.night.Store(true)
		time.Sleep(1100 * ms)
		if !r.fake.Dim("led-power") || r.fake.Lit("led-power") != board.Green {
			t.Errorf("the power lamp is %q, dim: %v", r.fake.Lit("led-power"), r.fake.Dim("led-power"))
		}
		for lamp, rests := range map[string]bool{"led-power": true, "led-fault": false, "key-7": false} {
			if r.fake.Rests(lamp) != rests {
				t.Errorf("%s, if it can't be dimmed, is dark: %v", lamp, !rests)
			}
		}
		r.p.Test("")
		time.Sleep(1100 * ms)
		if r.fake.Rests("led-power") {
			t.Error("a lamp that can't be dimmed is dark in the lamp test at night")
		}
		r.night.Store(false)
		time.Sleep(3100 * ms)
		if r.fake.Dim("led-power") || r.fake.Rests("led-power") {
			t.Error("it stays dim by day")
		}
	})
}

// A press that is only to be found does nothing else; what is put on a key
// counts from then on.
func TestKeysAreFoundAndAssigned(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.p.Find(true)
		time.Sleep(10 * ms)
		if !r.p.Face().Asking {
			t.Error("the front doesn't ask for a key")
		}
		r.tap("key-7")
		r.want()
		if f := r.p.Face(); f.Asking || f.Found != "key-7" {
			t.Errorf("found is %q, asking %v", f.Found, f.Asking)
		}
		r.p.Assign(map[string]board.Function{"key-7": {Kind: board.FnMessage}, "key-1": {}})
		time.Sleep(10 * ms)
		r.tap("key-7")
		r.want(telephony.LoadUnprocessed{Agent: "jana"})
		r.tap("key-1")
		r.want()
		r.p.Assign(nil)
		time.Sleep(10 * ms)
		r.tap("key-7")
		r.want(telephony.GoOnAir{Agent: "jana"})
	})
}

// The panel's own seat decides whose keys they are.
func TestOwnSeat(t *testing.T) {
	run(t, "202", func(t *testing.T, r *rig) {
		r.tap("key-7")
		r.want()
		if k := r.key("key-7"); k.Refused != string(telephony.RefusedNotSignedOn) {
			t.Errorf("nobody sits at 202, but: %+v", k)
		}
		r.desk.set(func(s *telephony.Snapshot) { s.Agents[1].Seat = "202" })
		r.tap("key-7")
		r.want(telephony.GoOnAir{Agent: "petr"})
	})
}

// The panel of a real profile starts and says what it has no lamp for.
func TestFaceBeforeTheDesk(t *testing.T) {
	prof, err := profile.Named("raspberrypi-4")
	if err != nil {
		t.Fatal(err)
	}
	p := New(Options{Profile: prof, Now: func() telephony.Moment { return telephony.Moment{} }})
	face := p.Face()
	if len(face.Lamps) != 7 || len(face.Keys) != 8 || face.Title != "Raspberry Pi 4" || face.Profile != "raspberrypi-4" {
		t.Errorf("%+v", face)
	}
}

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
