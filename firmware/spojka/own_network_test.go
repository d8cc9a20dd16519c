package main

import (
	"os"
	"runtime"
	"syscall"

	"golang.org/x/sys/unix"
)

// ownNetwork lets the test program begin again in a network of its own, with
// nothing but a loopback. The tests take fixed addresses, and some programs
// that they run take ports on every address: two runs on one computer, or a
// box that somebody uses there, would meet. Without the right to make a
// network the tests run in the computer's.
func ownNetwork() {
	const there = "SPOJKA_OWN_NETWORK"
	if os.Getenv(there) != "" || os.Getenv("SPOJKA_LOAD") != "" {
		return
	}
	self, err := os.Executable()
	if err != nil {
		return
	}
	runtime.LockOSThread() // only this thread moves; what it executes begins there
	defer runtime.UnlockOSThread()
	if unix.Unshare(unix.CLONE_NEWNET) != nil {
		return
	}
	if err = loopbackUp(); err == nil {
		err = syscall.Exec(self, os.Args, append(os.Environ(), there+"=1"))
	}
	panic(err) // this thread is where nothing works
}

func loopbackUp() error {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	lo, err := unix.NewIfreq("lo")
	if err != nil {
		return err
	}
	lo.SetUint16(unix.IFF_UP)
	return unix.IoctlIfreq(fd, unix.SIOCSIFFLAGS, lo)
}
