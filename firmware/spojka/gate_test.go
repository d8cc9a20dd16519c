package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
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

// A front is one that the box brings along, a file, or that of the board.
func TestFrontOfTheBoard(t *testing.T) {
	file := filepath.Join(t.TempDir(), "raspberrypi-mine.front")
	if err := os.WriteFile(file, []byte("chip soc x\nlamp led-fault fault one !soc/GPIO16"), 0o600); err != nil {
		t.Fatal(err)
	}
	wrong := filepath.Join(t.TempDir(), "wrong.front")
	if err := os.WriteFile(wrong, []byte("lampe"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ given, name, wrong string }{
		{"raspberrypi-4", "raspberrypi-4", ""}, {file, "raspberrypi-mine", ""}, {autoFront, "generic", ""}, // this computer has no device tree
		{"raspberrypi-2", "", "there is no front"}, {wrong, "", "wrong line 1"}, {"/nowhere.front", "", "reading the front"},
	} {
		p, err := settings{profile: c.given}.front()
		if (err == nil) != (c.wrong == "") || err != nil && !strings.Contains(err.Error(), c.wrong) || err == nil && p.Name != c.name {
			t.Errorf("%s: %q, %v", c.given, p.Name, err)
		}
	}
}
