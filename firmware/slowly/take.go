package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// A slow core is a core of which most is taken away, a little in every
// millisecond, by somebody who goes before all others. A quota of the
// kernel's (cpu.max) is no slow core: whoever uses it up, and be it the
// worker that runs only when nobody else wants to, stops all others for the
// rest of 100 ms, and it doesn't hold real-time processes at all.

// slice is the time of which a share is taken.
const slice = time.Millisecond

// above is the taker's priority: sound runs at 20 of 99.
const above = 90

// onOneCore keeps this process, and those it starts, on the first core.
func onOneCore() error {
	var one unix.CPUSet
	one.Set(0)
	return unix.SchedSetaffinity(0, &one)
}

// startTaker starts the process that takes away what cpu percent of the core
// leave. It ends soon after this one.
func startTaker(cpu int) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	taker := exec.Command(self, "-take", "-cpu", strconv.Itoa(cpu))
	taker.Stderr = os.Stderr
	taker.SysProcAttr = &syscall.SysProcAttr{Setsid: true} // not of the program's process group
	ready, err := taker.StdoutPipe()
	if err != nil {
		return err
	}
	if err := taker.Start(); err != nil {
		return err
	}
	if _, err := ready.Read(make([]byte, 1)); err != nil {
		return fmt.Errorf("it didn't begin: %w", taker.Wait())
	}
	return nil
}

// take uses percent of the first core until its parent has ended.
func take(percent int) error {
	runtime.LockOSThread()
	debug.SetGCPercent(-1) // nothing is allocated below
	if err := onOneCore(); err != nil {
		return err
	}
	first := &unix.SchedAttr{Size: unix.SizeofSchedAttr, Policy: unix.SCHED_FIFO, Priority: above}
	if err := unix.SchedSetAttr(0, first, 0); err != nil {
		return err
	}
	parent := os.Getppid()
	fmt.Println()
	busy := int64(slice) * int64(percent) / 100
	for begun := monotonic(); os.Getppid() == parent; {
		for monotonic()-begun < busy {
		}
		// What couldn't be taken isn't made up for.
		begun = max(begun+int64(slice), monotonic())
		// Not time.Sleep: another thread would end it, and that one has to wait.
		until := unix.NsecToTimespec(begun)
		_ = unix.ClockNanosleep(unix.CLOCK_MONOTONIC, unix.TIMER_ABSTIME, &until, nil)
	}
	return nil
}

// monotonic is the kernel's clock in ns.
func monotonic() int64 {
	var t unix.Timespec
	_ = unix.ClockGettime(unix.CLOCK_MONOTONIC, &t) // can't fail
	return t.Nano()
}
