package guest

import (
	"context"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/boardtest"
	"github.com/spojka/spojka/board/chardev"
	"github.com/spojka/spojka/board/sysled"
)

// running runs something until the test ends.
func running(t *testing.T, run func(context.Context)) {
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); run(ctx) }()
	t.Cleanup(func() { stop(); <-done })
}

// flutter asks lines to move 10,000 times a second, all together, until stop,
// which tells for how many seconds it went on. How often they moved, fewer times
// on this computer, is in made.
func flutter(t *testing.T, names ...string) (stop func() float64, made []*int) {
	t.Helper()
	end := make(chan struct{})
	var all sync.WaitGroup
	began := time.Now()
	for _, name := range names {
		f, err := os.OpenFile(chip{t, "sim0"}.file(name, "pull"), os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		n := new(int)
		made = append(made, n)
		all.Go(func() {
			defer f.Close()
			each := time.NewTicker(time.Millisecond)
			defer each.Stop()
			for {
				select {
				case <-end:
					return
				case <-each.C:
				}
				for range 10_000 / 1000 / len(names) {
					*n++
					_, _ = f.WriteString([]string{"pull-up", "pull-down"}[*n%2])
				}
			}
		})
	}
	return func() float64 {
		close(end)
		all.Wait()
		return time.Since(began).Seconds()
	}, made
}

// child is a process of its own that shows that all is well by the lamps of a
// profile: what a signal does to it is what a crash or a hang does to a box.
func child(t *testing.T, profile string) (signal func(syscall.Signal)) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, "-test.run=^TestInGuestChild$")
	cmd.Env = append(os.Environ(), "SPOJKA_CHILD="+profile)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	dead := sync.OnceFunc(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	t.Cleanup(dead)
	return func(s syscall.Signal) {
		if s == syscall.SIGKILL {
			dead()
			return
		}
		if err := cmd.Process.Signal(s); err != nil {
			t.Error(err)
		}
	}
}

// TestInGuestChild is that process.
func TestInGuestChild(t *testing.T) {
	text := os.Getenv("SPOJKA_CHILD")
	if text == "" {
		t.Skip("is a part of the tests of dead programs")
	}
	p := parse(t, text)
	for _, d := range []boardtest.Driver{chardev.New(p, nil), sysled.New(p, sysled.Kernel)} {
		running(t, func(ctx context.Context) { d.Run(ctx, func(board.Edge) {}, func(string) {}) })
		go func() {
			for {
				d.Shine([]board.Shine{{Lamp: "led-power", Colour: board.Green}, {Lamp: "led-fault"}})
				time.Sleep(100 * time.Millisecond)
			}
		}()
	}
	select {}
}
