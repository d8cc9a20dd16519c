// Command testrun is `make test`: it installs what the tests need, runs them
// in parts, each with its budget of minutes, and ends with a table and a
// line that counts.
//
//	go run ./firmware/testrun                    everything
//	go run ./firmware/testrun -parts unit,fuzz   only these
//
// A test belongs to a part by the beginning of its name: TestPeers… and
// TestWireNNPeers… talk with real SIP programs, TestBrowser… clicks in
// Chromium, TestKill… kills processes, TestGuest… needs a kernel of its own,
// TestImage… boots the image. Every other test is a unit test. What is for make
// soak, bench or slow alone, or for a guest, leaves itself out and says so; in CI
// (CI=true) any other test that does is a failure.
//
// A part that takes longer than its budget is marked in the table, no more: a
// slow computer is no fault. Only CI stops when all together took too long.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"
)

// wholeBudget is what all parts may take together in CI.
const wholeBudget = 45 * time.Minute

// part is one row of the table.
type part struct {
	name   string
	budget time.Duration
	run    func(context.Context, *tally)
}

func parts() []part {
	return []part{
		{"setup", 5 * time.Minute, setUp},
		{"checks", 6 * time.Minute, checks},
		{"unit", 5 * time.Minute, unit},
		{"fuzz", 4 * time.Minute, fuzz},
		{"peers", 6 * time.Minute, tests(withPeers)},
		{"browser", 6 * time.Minute, tests("TestBrowser")},
		{"kills", 3 * time.Minute, tests("TestKill")},
		{"guest", 3 * time.Minute, tests("TestGuest")},
		{"image", 5 * time.Minute, tests("TestImage")},
	}
}

func main() {
	only := flag.String("parts", "", "`names` of parts to run, separated by commas; empty: all")
	flag.Parse()
	chosen, err := choose(*only)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if inCI() {
		var late context.CancelFunc
		ctx, late = context.WithTimeoutCause(ctx, wholeBudget, fmt.Errorf("all parts together took more than %s: see the table for the slow ones", round(wholeBudget)))
		defer late()
	}
	var all tally
	var rows []row
	began := time.Now()
	for _, p := range chosen {
		if ctx.Err() != nil {
			break
		}
		fmt.Printf("\n== %s\n", p.name)
		rows = append(rows, runPart(ctx, p, &all))
	}
	printTable(rows, time.Since(began))
	if ctx.Err() != nil {
		all.fail("stopped", fmt.Sprintln(context.Cause(ctx)))
	}
	fmt.Printf("\n%d passed, %d failed\n", all.passed, all.failed)
	if all.failed > 0 || all.passed == 0 {
		os.Exit(1)
	}
}

// choose gives the parts that are named; empty: all.
func choose(names string) (chosen []part, err error) {
	if names == "" {
		return parts(), nil
	}
	for name := range strings.SplitSeq(names, ",") {
		i := slices.IndexFunc(parts(), func(p part) bool { return p.name == name })
		if i < 0 {
			return nil, fmt.Errorf("there is no part %q: choose of setup, checks, unit, fuzz, peers, browser, kills, guest, image", name)
		}
		chosen = append(chosen, parts()[i])
	}
	return chosen, nil
}

// inCI says that nobody looks on, and that everything must be there.
func inCI() bool { return os.Getenv("CI") == "true" }

// row is what a part came to.
type row struct {
	part
	tally tally
	took  time.Duration
}

func runPart(ctx context.Context, p part, all *tally) row {
	began := time.Now()
	var t tally
	p.run(ctx, &t)
	all.add(t)
	return row{p, t, time.Since(began)}
}

func printTable(rows []row, whole time.Duration) {
	fmt.Printf("\n%-10s %8s %8s %7s %7s %7s\n", "part", "took", "budget", "passed", "failed", "skipped")
	var budget time.Duration
	for _, r := range rows {
		note := ""
		if r.took > r.budget {
			note = "  over its budget"
		}
		budget += r.budget
		fmt.Printf("%-10s %8s %8s %7d %7d %7d%s\n", r.name, round(r.took), round(r.budget), r.tally.passed, r.tally.failed, r.tally.skipped, note)
	}
	fmt.Printf("%-10s %8s %8s\n", "together", round(whole), round(budget))
}

// round makes a duration readable as minutes and seconds.
func round(d time.Duration) string {
	d = d.Round(time.Second)
	return fmt.Sprintf("%d:%02d", int(d.Minutes()), int(d.Seconds())%60)
}
