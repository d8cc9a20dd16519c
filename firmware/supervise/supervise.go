// Package supervise starts the processes of the box and keeps them running:
// a child that dies is started again at once, with growing pauses only when
// it keeps dying. A child never outlives its supervisor.
package supervise

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"time"
)

const (
	// steady is how long a child must live for its next start to be at once.
	steady   = 5 * time.Second
	maxPause = 5 * time.Second
	// grace is how long a child may take to stop before it is killed.
	grace = 1500 * time.Millisecond
)

// Child is a process to keep running.
type Child struct {
	Name string
	Args []string // of our own program
	Env  []string // added to ours
	// PidFile gets the process id, for health and tests; empty: none.
	PidFile string
}

// Supervisor runs children.
type Supervisor struct {
	Program string
	Output  io.Writer
	// Report hears that a child ended unexpectedly.
	Report func(name string, err error)
}

// Run keeps the children running until ctx ends, then stops them in reverse
// order, each with an interrupt first.
func (s *Supervisor) Run(ctx context.Context, children []Child) error {
	keepers := make([]*keeper, len(children))
	for i, c := range children {
		keepers[i] = &keeper{s: s, c: c, stop: make(chan struct{}), done: make(chan struct{})}
		go keepers[i].run()
	}
	<-ctx.Done()
	for i := len(keepers) - 1; i >= 0; i-- {
		close(keepers[i].stop)
		<-keepers[i].done
	}
	return nil
}

// keeper runs one child over and over.
type keeper struct {
	s    *Supervisor
	c    Child
	stop chan struct{}
	done chan struct{}
}

func (k *keeper) run() {
	defer close(k.done)
	pause := time.Duration(0)
	for {
		began := time.Now()
		err := k.once()
		select {
		case <-k.stop:
			return
		default:
		}
		k.s.Report(k.c.Name, err)
		if time.Since(began) > steady {
			pause = 0
		}
		select {
		case <-k.stop:
			return
		case <-time.After(pause):
		}
		pause = min(maxPause, pause*2+50*time.Millisecond)
	}
}

// once runs the child until it ends or is told to.
func (k *keeper) once() error {
	cmd := exec.Command(k.s.Program, k.c.Args...)
	cmd.Env = append(os.Environ(), k.c.Env...)
	cmd.Stdout, cmd.Stderr = k.s.Output, k.s.Output
	// Its own group, so that Ctrl-C in a terminal reaches only us.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	ended := make(chan error, 1)
	started := make(chan error, 1)
	go k.hold(cmd, started, ended)
	if err := <-started; err != nil {
		return fmt.Errorf("starting %s: %w", k.c.Name, err)
	}
	k.notePid(cmd.Process.Pid)
	select {
	case err := <-ended:
		return err
	case <-k.stop:
		return k.end(cmd, ended)
	}
}

// hold starts and awaits the child from one locked thread: the kernel sends
// the death signal when the thread that started a child ends.
func (k *keeper) hold(cmd *exec.Cmd, started, ended chan<- error) {
	lockThread()
	err := cmd.Start()
	started <- err
	if err == nil {
		ended <- cmd.Wait()
	}
}

func (k *keeper) end(cmd *exec.Cmd, ended <-chan error) error {
	_ = cmd.Process.Signal(os.Interrupt)
	select {
	case err := <-ended:
		return err
	case <-time.After(grace):
		_ = cmd.Process.Kill()
		return <-ended
	}
}

func (k *keeper) notePid(pid int) {
	if k.c.PidFile == "" {
		return
	}
	_ = os.MkdirAll(filepath.Dir(k.c.PidFile), 0o700)
	_ = os.WriteFile(k.c.PidFile, []byte(strconv.Itoa(pid)), 0o600)
}

var outputs sync.Mutex

// Lines is a writer for the output of children: whole lines of several
// processes don't mix.
type Lines struct{ W io.Writer }

func (l Lines) Write(p []byte) (int, error) {
	outputs.Lock()
	defer outputs.Unlock()
	return l.W.Write(p)
}
