package main

import (
	"fmt"
	"os"
)

// tally counts and shows: a failure with everything it printed, a pass not
// at all.
type tally struct{ passed, failed, skipped int }

func (t *tally) add(o tally) {
	t.passed += o.passed
	t.failed += o.failed
	t.skipped += o.skipped
}

func (t *tally) pass() { t.passed++ }

func (t *tally) skip(name, output string) {
	t.skipped++
	fmt.Printf("-- skipped: %s\n%s", name, output)
}

func (t *tally) fail(name, output string) {
	t.failed++
	fmt.Fprintf(os.Stdout, "-- FAILED: %s\n%s", name, output)
}
