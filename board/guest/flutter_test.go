package guest

import (
	"context"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/chardev"
)

// running runs something until the test ends.
func running(t *testing.T, run func(context.Context)) {
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); run(ctx) }()
	t.Cleanup(func() { stop(); <-done })
}

// flutter lets lines move as fast as asked for, all together 10,000 times a
// second, until stop, which tells for how many seconds it went on.
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

// child is a process of its own that has the two lamps and shows that all is
// well; the function kills it as a crash does.
func child(t *testing.T) (kill func()) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, "-test.run=^TestInGuestChild$")
	cmd.Env = append(os.Environ(), "SPOJKA_CHILD=1")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
}

// TestInGuestChild is that process.
func TestInGuestChild(t *testing.T) {
	if os.Getenv("SPOJKA_CHILD") == "" {
		t.Skip("is a part of TestInGuestDeadProgramShowsAFault")
	}
	p := parse(t, "chip a sim0\nlamp led-power power one a/LED_POWER\nlamp led-fault fault one !a/LED_FAULT")
	d := chardev.New(p, nil)
	running(t, func(ctx context.Context) { d.Run(ctx, func(board.Edge) {}, func(string) {}) })
	for {
		d.Shine([]board.Shine{{Lamp: "led-power", Colour: board.Green}, {Lamp: "led-fault"}})
		time.Sleep(100 * time.Millisecond)
	}
}
