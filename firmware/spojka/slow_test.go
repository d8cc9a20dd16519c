package main

import (
	"os"
	"os/exec"
)

// command is the box's program with its arguments. Under make slow, SPOJKA_UNDER
// names the program that makes it slow, and each write to the disk is delayed.
func (b *running) command(args []string) *exec.Cmd {
	under := os.Getenv("SPOJKA_UNDER")
	if under == "" {
		return exec.Command(b.program, args...)
	}
	return exec.Command(under, append(append([]string{b.program}, args...), "--sync-delay=200ms")...)
}
