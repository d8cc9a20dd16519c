package supervise

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
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
	}
	os.Exit(m.Run())
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
	if err := v.Run(ctx, []Child{{Name: "child", Env: []string{"SUPERVISED=" + mode}, PidFile: pidFile}}); err != nil {
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
