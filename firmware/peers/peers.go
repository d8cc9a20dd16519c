// Package peers is for tests: the programs of others that they run, and what
// becomes of a test where something that it takes isn't there.
package peers

import (
	"bytes"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// Missing skips a test that can't run on this computer. With CI=true
// everything must be there, and it fails.
func Missing(t testing.TB, why string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(why)
	}
	t.Skip(why)
}

// Need finds a program of Debian's packages.
func Need(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		Missing(t, name+" is missing: make test installs it")
	}
	return path
}

// Root is for tests that only root may run.
func Root(t testing.TB, what string) {
	t.Helper()
	if os.Getuid() != 0 {
		Missing(t, what+" needs root")
	}
}

// Said collects what a program says.
type Said struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *Said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *Said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// Has says that the program has said something.
func (s *Said) Has(text string) bool { return strings.Contains(s.String(), text) }

// Launch runs a program in a folder until the test ends.
func Launch(t testing.TB, dir, name string, args ...string) (*exec.Cmd, *Said) {
	t.Helper()
	cmd, out := exec.Command(Need(t, name), args...), &Said{}
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, out, out
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if t.Failed() {
			t.Logf("%s said:\n%s", filepath.Base(name), out)
		}
	})
	return cmd, out
}

// Decode has mpg123 play a file: both channels as it says them, at 8 kHz.
// Both are asked for: asked for one, mpg123 makes noise of it where the other
// is silent.
func Decode(t testing.TB, mp3 string, more ...string) (left, right []int16) {
	t.Helper()
	args := append([]string{"-q", "-s", "-e", "s16", "--stereo"}, more...)
	out, err := exec.Command(Need(t, "mpg123"), append(args, mp3)...).Output()
	if err != nil {
		t.Fatalf("mpg123 %s: %v", mp3, err)
	}
	for i := 0; i+3 < len(out); i += 4 {
		left = append(left, int16(binary.NativeEndian.Uint16(out[i:])))
		right = append(right, int16(binary.NativeEndian.Uint16(out[i+2:])))
	}
	return left, right
}
