package panel

import (
	"context"
	"testing"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/lamp"
	"github.com/spojka/spojka/board/profile"
	"github.com/spojka/spojka/telephony"
)

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

// A front that hangs while the rest lives shows a fault, and nothing that says
// all is well, until it goes on.
//
// FAULTS 29.
func TestHungFrontShowsAFault(t *testing.T) {
	run(t, "", func(t *testing.T, r *rig) {
		r.desk.set(func(s *telephony.Snapshot) { s.Agents[0].Presence = telephony.OnAir })
		time.Sleep(20 * time.Second)
		if power, fault, key := r.fake.Lit("led-power"), r.fake.Lit("led-fault"), r.fake.Lit("key-1"); power != board.Green || fault != "" || key != board.Green {
			t.Errorf("all is well, and the lamps show %q, %q, %q", power, fault, key)
		}
		release := make(chan struct{})
		r.p.order(func(*front, time.Duration) { <-release })
		time.Sleep(lamp.Silence + 2*time.Second)
		if power, fault, key := r.fake.Lit("led-power"), r.fake.Lit("led-fault"), r.fake.Lit("key-1"); power != "" || fault != board.Red || key != "" {
			t.Errorf("the front hangs, and the lamps show %q, %q, %q", power, fault, key)
		}
		close(release)
		time.Sleep(10 * ms)
		if power, fault := r.fake.Lit("led-power"), r.fake.Lit("led-fault"); power != board.Green || fault != "" {
			t.Errorf("it goes on, and the lamps show %q, %q", power, fault)
		}
	})
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
