package main

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
)

// sick is a driver that has trouble while it runs.
type sick struct{ running bool }

func (s *sick) Run(ctx context.Context, _ func(board.Edge), trouble func(string)) {
	s.running = true
	trouble("unplugged: plug it in")
	<-ctx.Done()
	s.running = false
}

func (*sick) Shine([]board.Shine) {}

// A board that may come without a panel leaves its lines alone, and misses
// nothing, until somebody says that one is there.
func TestGateWaitsForThePanel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &sick{}
		g := &gate{Driver: d, changed: make(chan struct{})}
		ctx, stop := context.WithCancel(t.Context())
		trouble, ended := "", false
		go func() {
			for ctx.Err() == nil {
				g.Run(ctx, nil, func(s string) { trouble = s })
			}
			ended = true
		}()
		for _, wired := range []bool{false, true, true, false, true} {
			g.turn(telephony.Office{Front: telephony.Front{Wired: wired}})
			time.Sleep(time.Second)
			if d.running != wired || (trouble != "") != wired {
				t.Errorf("wired: %v, runs: %v, trouble: %q", wired, d.running, trouble)
			}
		}
		stop()
		synctest.Wait()
		if !ended || d.running {
			t.Error("it doesn't end")
		}
	})
}

func TestFrontOfTheBoard(t *testing.T) {
	s := settings{profile: "raspberrypi-4"}
	if s.front() != "raspberrypi-4" {
		t.Error(s.front())
	}
	if s.profile = autoFront; s.front() != "generic" { // this computer has no device tree
		t.Error(s.front())
	}
}
