// Command slowly runs a program, with all its children, as on a slow small
// computer: a quarter of one core and 512 MB. It needs root, to make a
// control group.
//
//	slowly [-cpu 25] [-memory 512] PROGRAM [ARGUMENTS]
//	slowly -beside PID PROGRAM [ARGUMENTS]
//
// The second form shares the limits of a program started by the first.
//
// The kernel's limit does not hold real-time processes, so the program is
// told not to ask for that priority: what is measured is the worst case.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

const (
	groups = "/sys/fs/cgroup"
	prefix = "spojka-slowly-"
)

// period is how often the share of a core is counted anew, in µs: the
// kernel's default.
const period = 100_000

func main() {
	cpu := flag.Int("cpu", 25, "`percent` of one core")
	memory := flag.Int64("memory", 512, "`MiB` of memory")
	beside := flag.Int("beside", 0, "share the limits of this `process`, started so")
	flag.Parse()
	group := *beside
	if group == 0 {
		sweep()
		group = os.Getpid()
	}
	if err := slowly(prefix+strconv.Itoa(group), *cpu, *memory<<20, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "slowly:", err)
		os.Exit(1)
	}
}

// slowly makes this process as slow as its group and becomes the program.
func slowly(group string, cpu int, memory int64, program []string) error {
	if len(program) == 0 {
		return fmt.Errorf("name the program to run after the options")
	}
	path, err := exec.LookPath(program[0])
	if err != nil {
		return err
	}
	if err := join(group, cpu, memory); err != nil {
		return fmt.Errorf("limiting this process: %w; it takes root and a writable %s", err, groups)
	}
	var one unix.CPUSet
	one.Set(0)
	if err := unix.SchedSetaffinity(0, &one); err != nil {
		return err
	}
	return syscall.Exec(path, program, append(os.Environ(), "SPOJKA_PRIORITY_ASKED=1"))
}

// setting is a file of a control group and what to write into it.
type setting struct{ file, value string }

// join puts this process into a group with limits: one group where the
// kernel has a single tree of groups (version 2), one a resource where it
// has several (version 1).
func join(name string, cpu int, memory int64) error {
	quota := strconv.Itoa(period * cpu / 100)
	bytes := strconv.FormatInt(memory, 10)
	if _, err := os.Stat(filepath.Join(groups, "cgroup.controllers")); err == nil {
		// Switched on already is no error worth stopping at: the writes below tell.
		_ = write(setting{filepath.Join(groups, "cgroup.subtree_control"), "+cpu +memory"})
		return enter(filepath.Join(groups, name), setting{"cpu.max", fmt.Sprintf("%s %d", quota, period)}, setting{"memory.max", bytes})
	}
	err := enter(filepath.Join(groups, "cpu", name), setting{"cpu.cfs_period_us", strconv.Itoa(period)}, setting{"cpu.cfs_quota_us", quota})
	if err != nil {
		return err
	}
	return enter(filepath.Join(groups, "memory", name), setting{"memory.limit_in_bytes", bytes})
}

// sweep removes the groups of earlier runs: the kernel refuses while
// anything runs in one.
func sweep() {
	for _, pattern := range []string{"*", "*/*"} {
		old, _ := filepath.Glob(filepath.Join(groups, pattern))
		for _, group := range old {
			if strings.HasPrefix(filepath.Base(group), prefix) {
				_ = unix.Rmdir(group)
			}
		}
	}
}

// enter moves this process into the group. A new one is made and gets the
// limits, one that is there keeps those it has.
func enter(group string, limits ...setting) error {
	if err := os.Mkdir(group, 0o755); errors.Is(err, fs.ErrExist) {
		limits = nil
	} else if err != nil {
		return err
	}
	for _, s := range append(limits, setting{"cgroup.procs", strconv.Itoa(os.Getpid())}) {
		if err := write(setting{filepath.Join(group, s.file), s.value}); err != nil {
			return err
		}
	}
	return nil
}

func write(s setting) error { return os.WriteFile(s.file, []byte(s.value), 0o644) }
