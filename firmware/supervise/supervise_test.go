package supervise

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// The test binary is its own child.
func TestMain(m *testing.M) {
	switch os.Getenv("SUPERVISED") {
	case "die":
		os.Stdout.WriteString("born\n")
		os.Exit(3)
	case "stay":
		os.Stdout.WriteString("born\n")
		time.Sleep(time.Hour) // select {} alone would be found out as a deadlock
	case "hang":
		Beat()
		os.Stdout.WriteString("born\n")
		time.Sleep(time.Hour)
	case "beat":
		Beat()
		os.Stdout.WriteString("born\n")
		for range time.Tick(10 * time.Millisecond) {
			Beat()
		}
	case "exec":
		AsIdle()
		os.Stdout.WriteString("born\n")
		time.Sleep(time.Hour)
	case "turns":
		takeTurns()
		os.Stdout.WriteString("born\n")
		time.Sleep(time.Hour)
	case "glutton":
		LimitMemory(256 << 20)
		os.Stdout.WriteString("born\n")
		var kept [][]byte
		for range 1024 {
			b := make([]byte, 1<<20)
			for i := 0; i < len(b); i += 4096 {
				b[i] = 1
			}
			kept = append(kept, b)
		}
		os.Stdout.WriteString("grown " + strconv.Itoa(int(kept[7][0])) + "\n")
		time.Sleep(time.Hour)
	case "parent":
		orphanMaker()
	}
	os.Exit(m.Run())
}

// takeTurns has two threads of a process with real-time priority on one core,
// of which one turns round until the other has run.
func takeTurns() {
	runtime.LockOSThread()
	var first unix.CPUSet
	first.Set(0)
	_ = unix.SchedSetaffinity(0, &first) // not there: any core, and nothing is proven
	AsRealTime()
	runtime.GOMAXPROCS(3) // as the sound process: one core isn't one thread
	var ran atomic.Bool
	begin := make(chan struct{})
	go func() {
		runtime.LockOSThread()
		<-begin
		ran.Store(true)
	}()
	for range 100 { // it waits by now
		runtime.Gosched()
	}
	close(begin)
	for !ran.Load() {
	}
}

type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) count(s string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return strings.Count(b.b.String(), s)
}

func supervised(t *testing.T, mode string, until func(out *buffer, pid func() int) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	out, pidFile := new(buffer), filepath.Join(t.TempDir(), "run", "child.pid")
	pid := func() int {
		b, _ := os.ReadFile(pidFile)
		n, _ := strconv.Atoi(string(b))
		return n
	}
	v := &Supervisor{Program: os.Args[0], Output: Lines{W: out}, Report: func(string, error) {}}
	go func() {
		defer cancel()
		for ctx.Err() == nil && !until(out, pid) {
			time.Sleep(5 * time.Millisecond)
		}
	}()
	child := Child{Name: "child", Env: []string{"SUPERVISED=" + mode}, PidFile: pidFile}
	if mode == "hang" || mode == "beat" {
		child.Beats = 200 * time.Millisecond
	}
	if err := v.Run(ctx, []Child{child}); err != nil {
		t.Fatal(err)
	}
	if !until(out, pid) {
		t.Fatal("it never came to that")
	}
	if p := pid(); p != 0 && syscall.Kill(p, 0) == nil {
		t.Errorf("child %d outlived its supervisor", p)
	}
}

func TestAChildThatDiesIsStartedAgain(t *testing.T) {
	supervised(t, "die", func(out *buffer, _ func() int) bool { return out.count("born") >= 3 })
}

func TestAKilledChildIsStartedAgain(t *testing.T) {
	killed := 0
	supervised(t, "stay", func(out *buffer, pid func() int) bool {
		if p := pid(); killed == 0 && out.count("born") == 1 && p != 0 {
			killed = p
			_ = syscall.Kill(p, syscall.SIGKILL)
		}
		return killed != 0 && out.count("born") == 2 && pid() != killed
	})
}

// A thread with real-time priority that waits for another without a pause
// doesn't keep it from the processor.
func TestRealTimeThreadsTakeTurns(t *testing.T) {
	supervised(t, "turns", func(out *buffer, _ func() int) bool { return out.count("born") >= 1 })
}

// FAULTS 29.
func TestAChildThatHangsIsStartedAgain(t *testing.T) {
	supervised(t, "hang", func(out *buffer, _ func() int) bool { return out.count("born") >= 2 })
}

// A child that wants more memory than it may have dies, and is started again.
func TestAGluttonDies(t *testing.T) {
	supervised(t, "glutton", func(out *buffer, _ func() int) bool {
		if out.count("grown") > 0 {
			t.Error("it got more than its limit")
		}
		return out.count("born") >= 2
	})
}

func TestAStoppedChildIsStartedAgain(t *testing.T) {
	stopped := 0
	supervised(t, "beat", func(out *buffer, pid func() int) bool {
		if p := pid(); stopped == 0 && out.count("born") == 1 && p != 0 {
			stopped = p
			_ = syscall.Kill(p, syscall.SIGSTOP)
		}
		return stopped != 0 && out.count("born") == 2 && pid() != stopped
	})
}

// orphanMaker supervises a child that executes itself anew.
func orphanMaker() {
	v := &Supervisor{Program: os.Args[0], Output: os.Stdout, Report: func(string, error) {}}
	_ = v.Run(context.Background(), []Child{{Name: "child", Env: []string{"SUPERVISED=exec"}, PidFile: os.Getenv("PID_FILE")}})
}

// A child that took a priority, for which it executes itself anew, dies with
// its supervisor, too.
func TestKilledSupervisorLeavesNoChild(t *testing.T) {
	out, pidFile := new(buffer), filepath.Join(t.TempDir(), "child.pid")
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "SUPERVISED=parent", "PID_FILE="+pidFile)
	cmd.Stdout, cmd.WaitDelay = out, time.Second
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	wait(t, "a child", func() bool { return out.count("born") == 1 })
	b, err := os.ReadFile(pidFile)
	if err != nil {
		t.Fatal(err)
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	wait(t, "the child's end", func() bool {
		stat, err := os.ReadFile("/proc/" + string(b) + "/stat")
		return err != nil || strings.Contains(string(stat), ") Z ") // dead, if not buried
	})
}

func wait(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: it never came", what)
		}
	}
}
