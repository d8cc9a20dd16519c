package load

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// CPU is the processor time that processes have used, to the nanosecond and
// not by ticks: what passes packets on is awake for microseconds.
func CPU(pids []int) (sum time.Duration) {
	for _, t := range cpus(pids) {
		sum += t
	}
	return sum
}

func cpus(pids []int) (all []time.Duration) {
	for _, pid := range pids {
		threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
		var sum int64
		for _, t := range threads {
			b, err := os.ReadFile(t)
			if err != nil {
				continue
			}
			run, _, _ := strings.Cut(string(b), " ")
			n, _ := strconv.ParseInt(run, 10, 64)
			sum += n
		}
		all = append(all, time.Duration(sum))
	}
	return all
}

// Written is how many bytes processes gave to the disk (proc(5), io).
func Written(pids []int) (sum int64) {
	for _, pid := range pids {
		b, err := os.ReadFile(fmt.Sprintf("/proc/%d/io", pid))
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(b)) {
			if n, ok := strings.CutPrefix(line, "write_bytes: "); ok {
				bytes, _ := strconv.ParseInt(strings.TrimSpace(n), 10, 64)
				sum += bytes
			}
		}
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
