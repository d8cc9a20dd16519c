package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"syscall"
	"time"

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
	unlock, err := lockData(s)
	if err != nil {
		return err
	}
	defer unlock()
	if s.grow {
		growData(s, out)
	}
	s.noteSeen()
	awaitNetwork(ctx, s)
	if err := portsFree(s); err != nil {
		return err
	}
	_ = os.Remove(s.path("run", "greeted"))
	v := &supervise.Supervisor{
		Program: supervise.Self, Output: supervise.Lines{W: out},
		Report: func(name string, err error) {
			fmt.Fprintf(os.Stderr, "spojka: %s ended (%v), starting it again\n", name, err)
		},
	}
	if s.watchdog != "" {
		if v.Watchdog, err = supervise.OpenWatchdog(s.watchdog); err != nil {
			fmt.Fprintln(out, "spojka:", err)
		} else {
			fmt.Fprintf(out, "spojka: the watchdog %s is fed\n", s.watchdog)
		}
	}
	return v.Run(ctx, children(s))
}

// hangs is how long a process that beats each second may be silent.
const hangs = 3 * time.Second

// children are the processes, the brain last: when the box stops it says
// goodbye first, while the others still serve.
func children(s settings) []supervise.Child {
	names := []string{"media", "worker", "brain"}
	if s.sim {
		names = []string{"media", "worker", "sim", "brain"}
	}
	var all []supervise.Child
	for _, name := range names {
		c := supervise.Child{Name: name, Args: s.args(name), PidFile: s.pidFile(name)}
		if name == "media" || name == "brain" {
			c.Beats = hangs
		}
		all = append(all, c)
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

// portsFree says which address or port can't be had and what to do about it,
// before any process starts.
func portsFree(s settings) error {
	l, err := net.Listen("tcp", netip.AddrPortFrom(s.addr(), 0).String())
	if err != nil {
		return fmt.Errorf("this computer can't listen at %s (%w): choose one of its own addresses with --listen, or 0.0.0.0 for all", s.listen, err)
	}
	l.Close()
	return errors.Join(
		portFree(netip.AddrPortFrom(s.addr(), uint16(s.webPort)), "the page", "--web-port", "tcp"),
		portFree(netip.AddrPortFrom(s.addr(), uint16(s.sipPort)), "SIP", "--sip-port", "tcp", "udp"),
	)
}

func portFree(at netip.AddrPort, what, option string, networks ...string) error {
	for _, network := range networks {
		err := tryPort(network, at.String())
		switch {
		case err == nil:
		case errors.Is(err, syscall.EADDRINUSE):
			return fmt.Errorf("%s needs port %s (%s), which another program uses: stop that program, or choose another port with %s", what, at, network, option)
		case errors.Is(err, syscall.EACCES):
			return fmt.Errorf("%s may not use port %d without rights: choose one above 1023 with %s", what, at.Port(), option)
		default:
			return fmt.Errorf("%s can't listen at %s: %w", what, at, err)
		}
	}
	return nil
}

func tryPort(network, at string) error {
	if network == "udp" {
		c, err := net.ListenPacket(network, at)
		if err != nil {
			return err
		}
		return c.Close()
	}
	l, err := net.Listen(network, at)
	if err != nil {
		return err
	}
	return l.Close()
}
