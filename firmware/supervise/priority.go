package supervise

import (
	"fmt"
	"os"
	"runtime"
	"syscall"

	"golang.org/x/sys/unix"
)

func lockThread() { runtime.LockOSThread() }

// again marks a process that has already asked for its priority.
const again = "SPOJKA_PRIORITY_ASKED"

// AsRealTime makes this process run at SCHED_FIFO with all its threads: one
// thread with priority is not enough, since Go moves its work. The priority
// is set on the calling thread and the program is executed anew, so that
// every thread inherits it. Where it isn't permitted, the process goes on
// without; [RealTime] says so.
func AsRealTime() {
	restartWith(&unix.SchedAttr{Size: unix.SizeofSchedAttr, Policy: unix.SCHED_FIFO, Priority: 20})
}

// AsIdle makes this process run only when nothing else wants to.
func AsIdle() {
	restartWith(&unix.SchedAttr{Size: unix.SizeofSchedAttr, Policy: unix.SCHED_IDLE})
}

func restartWith(attr *unix.SchedAttr) {
	if os.Getenv(again) != "" {
		return
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if unix.SchedSetAttr(0, attr, 0) != nil {
		return
	}
	self, err := os.Executable()
	if err != nil {
		return
	}
	_ = syscall.Exec(self, os.Args, append(os.Environ(), again+"=1"))
}

// RealTime says whether a process runs with real-time priority, and if not,
// what to do about it.
func RealTime(pid int) (bool, error) {
	attr, err := unix.SchedGetAttr(pid, 0)
	if err != nil {
		return false, fmt.Errorf("asking for the priority of process %d: %w", pid, err)
	}
	return attr.Policy == unix.SCHED_FIFO || attr.Policy == unix.SCHED_RR, nil
}
