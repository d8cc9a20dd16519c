package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"time"
)

// loops are the packages with goroutines of their own: they run once more
// under the race detector.
var loops = []string{
	"./telephony/exchange", "./telephony/book", "./telephony/sipline", "./telephony/media",
	"./board/panel", "./board/sysled", "./webadmin/...", "./firmware/store", "./firmware/supervise",
}

// withPeers names the tests that talk with real SIP programs; those of rows
// of the list of wire habits say so behind the row's number.
const withPeers = `Test(Wire\d\d)?Peers`

// apart are the beginnings of names of tests that have a part of their own.
var apart = []string{withPeers, "TestBrowser", "TestKill", "TestGuest", "TestImage"}

// checks are what needs no test to run: form, vet, staticcheck, and that the
// whole house builds for the boards, without cgo.
func checks(ctx context.Context, t *tally) {
	gofmt(ctx, t)
	check(ctx, t, "go vet", nil, "go", "vet", "./...")
	check(ctx, t, "staticcheck", nil, "go", "tool", "staticcheck", "./...")
	for _, target := range []string{"GOARCH=arm64", "GOARCH=arm GOARM=7"} {
		env := append(strings.Fields(target), "GOOS=linux", "CGO_ENABLED=0")
		check(ctx, t, "build "+target, env, "go", "build", "./...")
	}
}

// check runs one command whose failure counts as one.
func check(ctx context.Context, t *tally, name string, env []string, program string, args ...string) {
	cmd := command(ctx, program, args...)
	cmd.Env = append(os.Environ(), env...)
	began := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil && !onlyTimeUp(out) {
		t.fail(name, fmt.Sprintf("%s%v\n", out, err))
		return
	}
	t.pass()
	fmt.Printf("ok  %6.1f s  %s\n", time.Since(began).Seconds(), name)
}

// onlyTimeUp says that all a fuzz target has to complain of is the end of its
// time: go test now and then takes that for a failure when an input is under
// way. A real find names the file with its input.
func onlyTimeUp(out []byte) bool {
	return bytes.Contains(out, []byte("    context deadline exceeded\n")) && bytes.Contains(out, []byte("now fuzzing with")) &&
		!bytes.Contains(out, []byte("Failing input"))
}

// gofmt fails when a file isn't as gofmt would write it.
func gofmt(ctx context.Context, t *tally) {
	sources := existing("board", "firmware", "images", "telephony", "webadmin")
	out, err := command(ctx, "gofmt", append([]string{"-l"}, sources...)...).CombinedOutput()
	if err != nil || len(out) > 0 {
		t.fail("gofmt", fmt.Sprintf("%sthese files differ from what gofmt -w makes of them (%v)\n", out, err))
		return
	}
	t.pass()
}

// unit runs every unit test, then those of the loops under the race detector.
func unit(ctx context.Context, t *tally) {
	skip := "^(" + strings.Join(apart, "|") + ")"
	goTest(ctx, t, "-parallel=4", "-timeout=15m", "-skip="+skip, "./...")
	if dirs := existing(loops...); len(dirs) > 0 {
		goTest(ctx, t, append([]string{"-parallel=4", "-timeout=15m", "-race", "-skip=" + skip}, dirs...)...)
	}
}

// tests gives a part whose tests' names begin with prefix, a regular
// expression, wherever they are.
// Packages run one after the other: such tests own the machine. Those that
// measure nothing and mostly wait say so with t.Parallel.
func tests(prefix string) func(context.Context, *tally) {
	return func(ctx context.Context, t *tally) {
		all, err := findTests(prefix)
		if err != nil {
			t.fail(prefix, err.Error()+"\n")
			return
		}
		if len(all) == 0 {
			fmt.Println("no test of this kind")
			return
		}
		args := []string{"-p=1", "-parallel=4", "-count=1", "-timeout=15m", "-run=^" + prefix}
		goTest(ctx, t, append(args, packagesOf(all)...)...)
	}
}

// fuzzTime is what all fuzz targets may fuzz together; building the
// instrumented tests comes on top.
const fuzzTime = 2 * time.Minute

// fuzz runs each target for its share of the time.
func fuzz(ctx context.Context, t *tally) {
	all, err := findTests("Fuzz")
	if err != nil || len(all) == 0 {
		fmt.Println("no fuzz target", err)
		return
	}
	each := min(10*time.Second, max(2*time.Second, fuzzTime/time.Duration(len(all))))
	fmt.Printf("%s, %s each\n", plural(len(all), "target"), each)
	for _, f := range all {
		check(ctx, t, f.dir+" "+f.name, nil, "go", "test", "-run=^$", "-fuzz=^"+f.name+"$",
			"-fuzztime="+each.String(), "-fuzzminimizetime=2s", f.dir)
	}
}
