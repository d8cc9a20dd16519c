package supervise

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// The kernel's watchdog starts the computer anew when it isn't fed
// (Documentation/watchdog/watchdog-api.rst). The supervisor feeds it, and only
// while every watched child answers its beats: so a supervisor that hangs, a
// child that can't be brought back and a kernel that stands still all end in a
// computer that starts anew, within 30 s (FAULTS 29).

const (
	// hungry is what the watchdog is asked to wait; a Raspberry Pi's can wait
	// 15 s at most.
	hungry = 10 * time.Second
	// patience is how long the food comes though a child is silent: a hung one
	// is killed and started again within 5 s. With hungry it makes 28 s.
	patience = 18 * time.Second
	// beginning is the same for the first beat: a brain that opens damaged
	// files mends them first.
	beginning = 3 * time.Minute
	feedEach  = time.Second
)

// Watchdog is the kernel's, held open.
type Watchdog struct {
	f   *os.File
	end chan struct{}
	off sync.WaitGroup
}

// OpenWatchdog takes the watchdog at device, which runs from now on. Its
// errors say what to do; the box may run without.
func OpenWatchdog(device string) (*Watchdog, error) {
	f, err := os.OpenFile(device, os.O_WRONLY, 0)
	switch {
	case errors.Is(err, syscall.EBUSY):
		return nil, fmt.Errorf("the watchdog %s is held by another program: stop that, or choose another device with --watchdog", device)
	case err != nil:
		return nil, fmt.Errorf("the watchdog %s can't be had (%w): choose another device with --watchdog, or none", device, err)
	}
	// One that can't be asked keeps its own time.
	_ = unix.IoctlSetPointerInt(int(f.Fd()), unix.WDIOC_SETTIMEOUT, int(hungry/time.Second))
	return &Watchdog{f: f, end: make(chan struct{})}, nil
}

// guard feeds while well says so.
func (w *Watchdog) guard(well func() bool) {
	w.off.Go(func() {
		tick := time.NewTicker(feedEach)
		defer tick.Stop()
		for {
			if well() {
				_, _ = w.f.Write([]byte{0}) // one that can't be fed bites
			}
			select {
			case <-w.end:
				return
			case <-tick.C:
			}
		}
	})
}

// close switches the watchdog off: V says that it's meant. A supervisor that
// dies without leaves it running.
func (w *Watchdog) close() {
	close(w.end)
	w.off.Wait()
	_, _ = w.f.Write([]byte("V"))
	w.f.Close()
}

// pulse is when a child beat last.
type pulse struct {
	born time.Time
	last atomic.Int64 // nanoseconds since born; 0: never
}

func (p *pulse) beat() { p.last.Store(max(1, int64(time.Since(p.born)))) }

// alive says that the child answers, or may yet.
func (p *pulse) alive() bool {
	last, now := time.Duration(p.last.Load()), time.Since(p.born)
	if last == 0 {
		return now < beginning
	}
	return now-last < patience
}
