package load

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// CPU is the processor time that processes have used, their children
// excepted.
func CPU(pids []int) (sum time.Duration) {
	for _, pid := range pids {
		b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil {
			continue
		}
		// The name in parentheses may hold anything: fields count from its end.
		_, rest, _ := strings.Cut(string(b), ") ")
		f := strings.Fields(rest)
		if len(f) < 13 {
			continue
		}
		user, _ := strconv.ParseInt(f[11], 10, 64)
		system, _ := strconv.ParseInt(f[12], 10, 64)
		sum += time.Duration(user+system) * (time.Second / 100) // USER_HZ
	}
	return sum
}

// Memory is the memory of processes in bytes: their resident pages, and their
// share of them (shared pages divided among those that share them).
func Memory(pids []int) (rss, pss int64) {
	for _, pid := range pids {
		b, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(b)) {
			f := strings.Fields(line)
			if len(f) < 2 {
				continue
			}
			kb, _ := strconv.ParseInt(f[1], 10, 64)
			switch f[0] {
			case "Rss:":
				rss += kb << 10
			case "Pss:":
				pss += kb << 10
			}
		}
	}
	return rss, pss
}

// each is the memory of each process, shared pages divided.
func each(pids []int) (all []int64) {
	for _, pid := range pids {
		_, pss := Memory([]int{pid})
		all = append(all, pss)
	}
	return all
}

// spread sorts what was measured.
func spread(d []time.Duration) Spread {
	if len(d) == 0 {
		return Spread{}
	}
	slices.Sort(d)
	at := func(percent int) time.Duration { return d[(len(d)-1)*percent/100] }
	return Spread{N: len(d), P50: at(50), P90: at(90), P99: at(99), Most: d[len(d)-1]}
}

func ownCPU() time.Duration { return CPU([]int{os.Getpid()}) }
