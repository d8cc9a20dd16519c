package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"

	"github.com/spojka/spojka/firmware/disk"
	"github.com/spojka/spojka/firmware/supervise"
)

// run starts the box: the processes, each watched, in the order sound,
// brain, worker, simulated phones.
func run(ctx context.Context, args []string) error {
	s, err := parse("run", args)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(s.path("run"), 0o700); err != nil {
		return fmt.Errorf("making the data folder: %w; choose another with --data", err)
	}
	out := output(s)
	if s.grow {
		growData(s, out)
	}
	unlock, err := lockData(s)
	if err != nil {
		return err
	}
	defer unlock()
	awaitNetwork(ctx, s)
	if err := portsFree(s); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	v := &supervise.Supervisor{
		Program: self, Output: supervise.Lines{W: out},
		Report: func(name string, err error) {
			fmt.Fprintf(os.Stderr, "spojka: %s ended (%v), starting it again\n", name, err)
		},
	}
	return v.Run(ctx, children(s))
}

func children(s settings) []supervise.Child {
	names := []string{"media", "brain", "worker"}
	if s.sim {
		names = append(names, "sim")
	}
	var all []supervise.Child
	for _, name := range names {
		all = append(all, supervise.Child{Name: name, Args: s.args(name), PidFile: s.pidFile(name)})
	}
	return all
}

// output is where the box prints to: standard output, and on a board its
// console, where a person who sets the box up can read it.
func output(s settings) io.Writer {
	if s.console == "" {
		return os.Stdout
	}
	console, err := os.OpenFile(s.console, os.O_WRONLY|syscall.O_NOCTTY, 0)
	if err != nil {
		fmt.Fprintf(os.Stderr, "spojka: the console: %v\n", err)
		return os.Stdout
	}
	return io.MultiWriter(os.Stdout, console)
}

// growData makes the data partition fill its card. The box starts without
// it, too.
func growData(s settings, out io.Writer) {
	switch gained, err := disk.Grow(s.data); {
	case err != nil:
		fmt.Fprintf(out, "spojka: the data partition stays as it is: %v\n", err)
	case gained > 0:
		fmt.Fprintf(out, "spojka: the data partition grew by %d MB\n", gained/1e6)
	}
}

// lockData keeps a second box off the same data.
func lockData(s settings) (func(), error) {
	f, err := os.OpenFile(s.path("run", "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		return nil, fmt.Errorf("a box already runs with the data in %s: stop it first, or choose another folder with --data", s.data)
	}
	return func() { f.Close() }, nil
}

// portsFree says which port is taken and what to do about it, before any
// process starts.
func portsFree(s settings) error {
	web, sip := fmt.Sprintf("%s:%d", s.listen, s.webPort), fmt.Sprintf("%s:%d", s.listen, s.sipPort)
	return errors.Join(
		tryListen("tcp", web, "the page", "--web-port"),
		tryListen("tcp", sip, "SIP", "--sip-port"),
		tryPacket(sip, "SIP", "--sip-port"),
	)
}

func tryListen(network, addr, what, option string) error {
	l, err := net.Listen(network, addr)
	if err != nil {
		return portTaken(err, addr, what, option)
	}
	return l.Close()
}

func tryPacket(addr, what, option string) error {
	c, err := net.ListenPacket("udp", addr)
	if err != nil {
		return portTaken(err, addr, what, option)
	}
	return c.Close()
}

func portTaken(err error, addr, what, option string) error {
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("%s needs %s, which another program uses: stop that program, or choose another port with %s", what, addr, option)
	}
	return fmt.Errorf("%s can't listen at %s: %w", what, addr, err)
}
