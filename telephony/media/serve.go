package media

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Options are what the sound process needs to know.
type Options struct {
	Socket  string     // unix socket for the brain, made with mode 0600
	TapeDir string     // where recordings go until their file is made; empty: nothing is taped
	Bind    netip.Addr // where RTP is received; the zero Addr: every IPv4 address
	Ports   [2]uint16  // first and last port, RTP on the even ones; zero: 20000-29999
	// Orphaned is how long calls go on without a brain. 0: 120 s.
	Orphaned time.Duration
	// Beat is called about each second by the sound thread; it must not block.
	Beat func()
	// SegmentSize is where the tape goes on in another file, in bytes. 0: 64 MB.
	SegmentSize int64
}

func (o *Options) complete() error {
	if !o.Bind.IsValid() {
		o.Bind = netip.IPv4Unspecified()
	}
	if o.Ports == [2]uint16{} {
		o.Ports = [2]uint16{20000, 29999}
	}
	o.Ports[0] += o.Ports[0] & 1
	if o.Ports[1] <= o.Ports[0] {
		return fmt.Errorf("ports %d-%d hold no pair for sound: widen the range", o.Ports[0], o.Ports[1])
	}
	if o.Beat == nil {
		o.Beat = func() {}
	}
	if o.Orphaned == 0 {
		o.Orphaned = 120 * time.Second
	}
	if o.SegmentSize == 0 {
		o.SegmentSize = 64 << 20
	}
	return nil
}

// Modest keeps the runtime small: call it first thing in the sound process.
// The heap stays far below 16 MB, and there is always a processor for the
// sound thread to come back to.
func Modest() {
	runtime.GOMAXPROCS(3)
	debug.SetMemoryLimit(16 << 20)
}

// RealTime says whether every thread of this process has real-time priority
// (SCHED_FIFO or SCHED_RR), and why not. One thread is not enough: it would
// wait for the others whenever the runtime stops the world.
func RealTime() (ok bool, why string) {
	tasks, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return false, "the threads can't be looked at: " + err.Error()
	}
	for _, t := range tasks {
		tid, err := strconv.Atoi(t.Name())
		if err != nil {
			continue
		}
		policy, _, no := unix.RawSyscall(unix.SYS_SCHED_GETSCHEDULER, uintptr(tid), 0, 0)
		if no == unix.ESRCH {
			continue // it just ended
		}
		if policy &^= schedResetOnFork; no != 0 || policy != schedFIFO && policy != schedRR {
			return false, "started without real-time priority, which needs root, CAP_SYS_NICE or an rtprio limit"
		}
	}
	return true, ""
}

const (
	schedFIFO        = 1
	schedRR          = 2
	schedResetOnFork = 0x40000000
)

// Serve is the body of the sound process. It returns when ctx ends, or with
// an error when it can't begin. Calls end with it.
func Serve(ctx context.Context, o Options) error {
	if err := o.complete(); err != nil {
		return err
	}
	s, err := newSound(o)
	if err != nil {
		return err
	}
	stop, err := unix.Eventfd(0, unix.EFD_NONBLOCK|unix.EFD_CLOEXEC)
	if err != nil {
		s.close()
		return fmt.Errorf("start the sound: %w", err)
	}
	defer unix.Close(stop)
	if err := s.watch.add(stop, tagStop); err != nil {
		s.close()
		return fmt.Errorf("start the sound: %w", err)
	}
	release := context.AfterFunc(ctx, func() { _, _ = unix.Write(stop, []byte{1, 0, 0, 0, 0, 0, 0, 0}) })
	defer release()
	s.far = make(chan *clip, mostAhead)
	go bringAll(s.far)
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer close(s.far)
		runtime.LockOSThread() // and never unlocked: the thread dies with the loop
		undisturbed()
		s.loop()
	}()
	<-done
	return s.close()
}

// undisturbed keeps the runtime's signals for preemption from the sound thread,
// a hundred a second; its loop can be preempted at any call anyway.
func undisturbed() {
	var set unix.Sigset_t
	bit := uint(unix.SIGURG - 1)
	word := 8 * uint(unsafe.Sizeof(set.Val[0]))
	set.Val[bit/word] |= 1 << (bit % word)
	_ = unix.PthreadSigmask(unix.SIG_BLOCK, &set, nil)
}

// listen opens the brain's socket. A socket left behind by a process that is
// dead is taken away; one that answers is somebody else's.
func listen(path string) (int, error) {
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return -1, fmt.Errorf("open the brain's socket: %w", err)
	}
	at := &unix.SockaddrUnix{Name: path}
	err = unix.Connect(fd, at)
	if err == nil || errors.Is(err, unix.EAGAIN) {
		unix.Close(fd)
		return -1, fmt.Errorf("another sound process answers at %s: stop it first", path)
	}
	_ = os.Remove(path)
	old := unix.Umask(0o177)
	err = unix.Bind(fd, at)
	unix.Umask(old)
	if err == nil {
		err = unix.Listen(fd, 4)
	}
	if err != nil {
		unix.Close(fd)
		return -1, fmt.Errorf("listen for the brain at %s: is the folder there and writable? %w", path, err)
	}
	return fd, nil
}
