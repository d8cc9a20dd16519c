package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"time"
)

// event is one line of go test -json (go doc test2json).
type event struct {
	Action, Package, ImportPath, Test, Output string
	Elapsed                                   float64
}

// goTest runs go test with args and counts its top-level tests.
func goTest(ctx context.Context, t *tally, args ...string) {
	cmd := command(ctx, "go", append([]string{"test", "-json"}, args...)...)
	cmd.Stderr = os.Stdout
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.fail("go test", err.Error()+"\n")
		return
	}
	before := t.failed
	follow(out, t)
	if err := cmd.Wait(); err != nil && t.failed == before {
		t.fail("go test "+strings.Join(args, " "), err.Error()+"\n")
	}
}

// command is a program in a process group of its own, which is ended as a
// whole when ctx ends.
func command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = 5 * time.Second
	return cmd
}

// follow reads the events of one go test. What a test printed is kept until
// its fate is known.
func follow(r io.Reader, t *tally) {
	said := map[string]*strings.Builder{}
	lines := bufio.NewReader(r)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var e event
		if json.Unmarshal(line, &e) != nil {
			fmt.Printf("%s", line)
			continue
		}
		settle(e, said, t)
	}
}

// settle does with one event what it asks for.
func settle(e event, said map[string]*strings.Builder, t *tally) {
	top, _, isSub := strings.Cut(e.Test, "/")
	key := e.Package + " " + top
	switch e.Action {
	case "output":
		remember(said, key, e.Output)
	case "build-output":
		remember(said, e.ImportPath, e.Output)
	case "build-fail":
		t.fail("build of "+e.ImportPath, take(said, e.ImportPath))
	case "pass", "fail", "skip":
		switch {
		case isSub:
		case e.Test == "":
			settlePackage(e, take(said, key), t)
		case e.Action == "pass":
			t.pass()
			take(said, key)
		case e.Action == "skip":
			leavesItselfOut(key, take(said, key), t)
		default:
			t.fail(key, take(said, key))
		}
	}
}

// elsewhere is what a test says that leaves itself out because it is for
// another time or place.
var elsewhere = regexp.MustCompile(`make (soak|bench)|in (a|the) guest|is a part of`)

// leavesItselfOut counts a test that was skipped: in CI it proves nothing unless
// it is for elsewhere.
func leavesItselfOut(name, why string, t *tally) {
	if inCI() && !elsewhere.MatchString(why) {
		t.fail(name, why+"It left itself out, and in CI nothing may.\n")
		return
	}
	t.skip(name, why)
}

// settlePackage reports a package: one that passed with a word of progress,
// one that failed with what none of its tests said, such as a panic.
func settlePackage(e event, output string, t *tally) {
	if e.Action == "pass" && e.Elapsed > 0 {
		fmt.Printf("ok  %6.1f s  %s\n", e.Elapsed, e.Package)
	}
	if e.Action != "fail" {
		return
	}
	quiet := func(line string) bool {
		return line == "" || line == "FAIL" || strings.HasPrefix(line, "FAIL\t") || strings.HasPrefix(line, "exit status")
	}
	if !slices.ContainsFunc(strings.Split(output, "\n"), func(l string) bool { return !quiet(l) }) {
		return // its tests have told it already
	}
	t.fail(e.Package, output)
}

func remember(said map[string]*strings.Builder, key, text string) {
	b, ok := said[key]
	if !ok {
		b = &strings.Builder{}
		said[key] = b
	}
	b.WriteString(text)
}

func take(said map[string]*strings.Builder, key string) string {
	b, ok := said[key]
	if !ok {
		return ""
	}
	delete(said, key)
	return b.String()
}
