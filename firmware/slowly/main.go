// Command slowly runs a program, with all its children, as on a slow small
// computer: a quarter of one core and 512 MB. It needs root, to make a
// control group and to take the core away.
//
//	slowly [-cpu 25] [-memory 512] PROGRAM [ARGUMENTS]
//	slowly -beside PID PROGRAM [ARGUMENTS]
//
// The second form shares the core and the memory of a program started by the
// first.
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

func main() {
	cpu := flag.Int("cpu", 25, "`percent` of one core")
	memory := flag.Int64("memory", 512, "`MiB` of memory")
	beside := flag.Int("beside", 0, "share the limits of this `process`, started so")
	takes := flag.Bool("take", false, "take the rest of the core away: slowly starts itself so")
	flag.Parse()
	if err := run(*cpu, *memory<<20, *beside, *takes); err != nil {
		fmt.Fprintln(os.Stderr, "slowly:", err)
		os.Exit(1)
	}
}

func run(cpu int, memory int64, beside int, takes bool) error {
	if takes {
		return take(100 - cpu)
	}
	if err := onOneCore(); err != nil {
		return err
	}
	if beside != 0 {
		return slowly(beside, memory, flag.Args())
	}
	sweep()
	if cpu < 100 {
		if err := startTaker(cpu); err != nil {
			return fmt.Errorf("taking the core away: %w; it takes root", err)
		}
	}
	return slowly(os.Getpid(), memory, flag.Args())
}

// slowly gives this process the memory of its group and becomes the program.
func slowly(group int, memory int64, program []string) error {
	if len(program) == 0 {
		return fmt.Errorf("name the program to run after the options")
	}
	path, err := exec.LookPath(program[0])
	if err != nil {
		return err
	}
	if err := join(prefix+strconv.Itoa(group), memory); err != nil {
		return fmt.Errorf("limiting this process: %w; it takes root and a writable %s", err, groups)
	}
	return syscall.Exec(path, program, os.Environ())
}

// join puts this process into a group with a limit of memory, in bytes:
// version 2 of control groups, or version 1 where the kernel has that one.
func join(name string, memory int64) error {
	bytes := strconv.FormatInt(memory, 10)
	if _, err := os.Stat(filepath.Join(groups, "cgroup.controllers")); err == nil {
		// Switched on already is no error worth stopping at: the writes below tell.
		_ = write(filepath.Join(groups, "cgroup.subtree_control"), "+memory")
		return enter(filepath.Join(groups, name), "memory.max", bytes)
	}
	return enter(filepath.Join(groups, "memory", name), "memory.limit_in_bytes", bytes)
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
// limit, one that is there keeps what it has.
func enter(group, limit, value string) error {
	err := os.Mkdir(group, 0o755)
	if err == nil {
		err = write(filepath.Join(group, limit), value)
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return write(filepath.Join(group, "cgroup.procs"), strconv.Itoa(os.Getpid()))
}

func write(file, value string) error { return os.WriteFile(file, []byte(value), 0o644) }
