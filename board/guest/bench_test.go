package guest

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// figure is what a test in the guest measured: TestLongBenchGuest looks for
// such lines. A limit of 0 is none.
func figure(what string, value, limit float64, unit string) {
	fmt.Printf("FIGURE %s|%.4g|%g|%s\n", what, value, limit, unit)
}

var figures = regexp.MustCompile(`(?m)^\s*FIGURE (.*)\|(.*)\|(.*)\|(.*)$`)

// TestLongBenchGuest measures the front on the kernel's real interfaces, twice:
// by the clock of an emulated computer that counts its own instructions (2 ns
// each, about a slow ARM core), which is the same on every host, and by the
// host's clock, which shows how much of the host the emulator got.
func TestLongBenchGuest(t *testing.T) {
	wanted := os.Getenv("SPOJKA_BENCH")
	if wanted != "1" && !slices.Contains(strings.Split(wanted, ","), "board") {
		t.Skip("make bench runs it")
	}
	for _, c := range []struct {
		name, clock string
		judged      bool
	}{
		{"guest, own clock: ", "-accel tcg,thread=single -icount shift=1,sleep=off", true},
		{"guest, host's clock: ", "-accel tcg", false},
	} {
		t.Setenv("GUEST_CLOCK", c.clock)
		t.Setenv("GPIO_WAIT", "900")
		out, err := boot(t, "-test.v", "-test.run=^TestInGuest(Panel|RandomEdges)$", "-test.timeout=800s")
		if err != nil {
			t.Fatalf("%s%v", out, err)
		}
		for _, f := range figures.FindAllSubmatch(out, -1) {
			value, _ := strconv.ParseFloat(string(f[2]), 64)
			limit, _ := strconv.ParseFloat(string(f[3]), 64)
			judgement := ""
			if c.judged && limit > 0 {
				judgement = fmt.Sprintf("< %g", limit)
				if value > limit {
					t.Errorf("missed: %s%s", c.name, f[1])
				}
			}
			fmt.Printf("%-62s %10s %-6s %10s\n", c.name+string(f[1]), f[2], f[4], judgement)
		}
	}
}
