// Package supervise starts the processes of the box and keeps them running:
// a child that dies is started again at once, with growing pauses only when
// it keeps dying. One that hangs is killed first. A child never outlives its
// supervisor.
package supervise

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"time"
)

const (
	// steady is how long a child must live for its next start to be at once.
	steady = 5 * time.Second
	// maxPause keeps even a brain that dies again and again within what a
	// talk may be without one: calls are adopted 3 s after each death.
	maxPause = time.Second
	// grace is how long all children together may take to stop before they
	// are killed, and the one that stops first.
	grace      = 1800 * time.Millisecond
	graceFirst = 1300 * time.Millisecond
)

// Child is a process to keep running.
type Child struct {
	Name string
	Args []string // of our own program
	Env  []string // added to ours
	// PidFile gets the process id, for health and tests; empty: none.
	PidFile string
	// Beats is how long the child may be silent once it called [Beat]; then
	// it hangs, is killed and started again. 0: it isn't watched.
	Beats time.Duration
}

// Supervisor runs children.
type Supervisor struct {
	Program string
	Output  io.Writer
	// Watchdog is fed while all children that beat are well, and switched off
	// at the end of Run; nil: none.
	Watchdog *Watchdog
	// Report hears that a child ended unexpectedly.
	Report func(name string, err error)
}

// Run keeps the children running until ctx ends, then stops them with an
// interrupt: the last one first, since it says goodbye to what the others
// serve, then all the others together.
func (s *Supervisor) Run(ctx context.Context, children []Child) error {
	keepers := make([]*keeper, len(children))
	for i, c := range children {
		keepers[i] = &keeper{s: s, c: c, pulse: pulse{born: time.Now()}, stop: make(chan struct{}), kill: make(chan struct{}), done: make(chan struct{})}
		go keepers[i].run()
	}
	if s.Watchdog != nil {
		s.Watchdog.guard(func() bool { return allWell(keepers) })
		defer s.Watchdog.close()
	}
	<-ctx.Done()
	if n := len(keepers) - 1; n >= 0 {
		stop(keepers[n:], graceFirst)
		stop(keepers[:n], grace-graceFirst)
	}
	return nil
}

func allWell(keepers []*keeper) bool {
	for _, k := range keepers {
		if k.c.Beats > 0 && !k.pulse.alive() {
			return false
		}
	}
	return true
}

// stop ends some children, in time or by force.
func stop(keepers []*keeper, grace time.Duration) {
	overdue := time.AfterFunc(grace, func() {
		for _, k := range keepers {
			close(k.kill)
		}
	})
	defer overdue.Stop()
	for _, k := range keepers {
		close(k.stop)
	}
	for _, k := range keepers {
		<-k.done
	}
}

// keeper runs one child over and over.
type keeper struct {
	s *Supervisor
	c Child
	pulse
	stop chan struct{}
	kill chan struct{} // stopping took too long
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
	cmd := k.command()
	hung := make(chan struct{})
	hear, err := k.listen(cmd, hung)
	if err != nil {
		return fmt.Errorf("starting %s: %w", k.c.Name, err)
	}
	ended := make(chan error, 1)
	started := make(chan error, 1)
	go k.hold(cmd, started, ended)
	err = <-started
	hear(err == nil)
	if err != nil {
		return fmt.Errorf("starting %s: %w", k.c.Name, err)
	}
	k.notePid(cmd.Process.Pid)
	select {
	case err := <-ended:
		return err
	case <-hung:
		_ = cmd.Process.Kill()
		<-ended
		return ErrHung
	case <-k.stop:
		return k.end(cmd, ended)
	}
}

func (k *keeper) command() *exec.Cmd {
	cmd := exec.Command(k.s.Program, k.c.Args...)
	cmd.Args[0] = filepath.Base(os.Args[0])
	cmd.Env = append(os.Environ(), k.c.Env...)
	cmd.Stdout, cmd.Stderr = k.s.Output, k.s.Output
	cmd.WaitDelay = grace
	// Its own group, so that Ctrl-C in a terminal reaches only us.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	return cmd
}

// ErrHung says that a child was killed because its work stood still.
var ErrHung = errors.New("it hung")

// listen gives the child a pipe to beat into. Call hear when it has it, or
// when it could not be started; hung is closed when the child hangs.
func (k *keeper) listen(cmd *exec.Cmd, hung chan struct{}) (hear func(started bool), err error) {
	if k.c.Beats == 0 {
		return func(bool) {}, nil
	}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	cmd.ExtraFiles = []*os.File{w}
	cmd.Env = append(cmd.Env, beatFD+"=3") // the first behind standard input, output and errors
	return func(started bool) {
		w.Close()
		if !started {
			r.Close()
			return
		}
		go watchBeats(r, k.c.Beats, k.beat, func() { close(hung) })
	}, nil
}

// hold starts and awaits the child from one locked thread: the kernel sends
// the death signal when the thread that started a child ends.
func (k *keeper) hold(cmd *exec.Cmd, started, ended chan<- error) {
	runtime.LockOSThread()
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
	case <-k.kill:
		_ = cmd.Process.Kill()
		return <-ended
	}
}

// notePid writes the process id down, whole at every moment.
func (k *keeper) notePid(pid int) {
	if k.c.PidFile == "" {
		return
	}
	_ = os.MkdirAll(filepath.Dir(k.c.PidFile), 0o700)
	fresh := k.c.PidFile + ".new"
	if os.WriteFile(fresh, []byte(strconv.Itoa(pid)), 0o600) == nil {
		_ = os.Rename(fresh, k.c.PidFile)
	}
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
