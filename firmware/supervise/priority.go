package supervise

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// again marks a process that has already asked for its priority.
const again = "SPOJKA_PRIORITY_ASKED"

// Self is the running program, also when its file was replaced meanwhile: the
// processes of a box come from one build.
const Self = "/proc/self/exe"

// AsRealTime makes this process run at SCHED_RR with all its threads: one
// thread with priority is not enough, since Go moves its work. The priority
// is set on the calling thread and the program is executed anew, so that
// every thread inherits it. Where it isn't permitted, the process goes on
// without; [RealTime] says so.
//
// Not SCHED_FIFO: the collector's sweeper turns round and round until another
// thread has done its part. Where that one waits for the same core, and no other
// core has room for it, the core would never be given up again.
func AsRealTime() {
	restartWith(&unix.SchedAttr{Size: unix.SizeofSchedAttr, Policy: unix.SCHED_RR, Priority: 20})
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
	// The order to die with the supervisor belongs to a thread: that of the
	// first one doesn't hold for this, which becomes the first.
	_ = unix.Prctl(unix.PR_SET_PDEATHSIG, uintptr(syscall.SIGKILL), 0, 0, 0)
	_ = syscall.Exec(Self, os.Args, append(os.Environ(), again+"=1"))
}

// RealTime says whether all threads of a process run with real-time priority.
func RealTime(pid int) (bool, error) {
	threads, err := os.ReadDir(fmt.Sprintf("/proc/%d/task", pid))
	if err != nil {
		return false, fmt.Errorf("asking for the priority of process %d: %w", pid, err)
	}
	for _, t := range threads {
		tid, err := strconv.Atoi(t.Name())
		if err != nil {
			continue
		}
		attr, err := unix.SchedGetAttr(tid, 0)
		if err == nil && attr.Policy != unix.SCHED_FIFO && attr.Policy != unix.SCHED_RR {
			return false, nil
		}
	}
	return len(threads) > 0, nil
}

// LimitMemory bounds this process's memory: it dies when it wants more, and
// first when the whole computer has none left. From half of it on the
// collector works harder. Limits that can't be set leave things as they are.
func LimitMemory(bytes int64) {
	debug.SetMemoryLimit(bytes / 2)
	limit := unix.Rlimit{Cur: uint64(bytes), Max: uint64(bytes)}
	_ = unix.Setrlimit(unix.RLIMIT_DATA, &limit)
	_ = os.WriteFile("/proc/self/oom_score_adj", []byte("500"), 0)
}
