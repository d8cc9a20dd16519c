package main

import (
	"os"
	"os/exec"
	"slices"
	"strconv"
)

// slowly is the program under which make slow runs the box; empty: none.
func slowly() string { return os.Getenv("SPOJKA_UNDER") }

// command is the box's program with its arguments. Under make slow each write
// to the disk is delayed too.
func (b *running) command(args []string) *exec.Cmd {
	if slowly() == "" {
		line := slices.Concat(b.under, []string{b.program}, args)
		return exec.Command(line[0], line[1:]...)
	}
	return exec.Command(slowly(), append(append([]string{b.program}, args...), "--sync-delay=200ms")...)
}

// beside is one more process of the running box, under the same limits.
func (b *running) beside(args ...string) *exec.Cmd {
	if slowly() == "" {
		return exec.Command(b.program, args...)
	}
	run := strconv.Itoa(b.pids()["run"])
	return exec.Command(slowly(), append([]string{"-beside", run, b.program}, args...)...)
}
