package main

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

const (
	tidyEach  = 5 * time.Second
	tidyCalm  = 1 << 20 // bytes allocated in that time: nothing much happens
	tidyWorth = 4 << 20 // bytes allocated since the last time: there is something to be had
)

// tidy gives the memory that a burst of calls has left back to the system as
// soon as it is calm again; by itself the collector would keep it for minutes.
type tidy struct{ last, freed uint64 }

// due says after tidyEach whether it is time, by the bytes allocated so far.
func (t *tidy) due(allocated uint64) bool {
	calm := allocated-t.last < tidyCalm
	t.last = allocated
	if !calm || allocated-t.freed < tidyWorth {
		return false
	}
	t.freed = allocated
	return true
}

// keepTidy does it until ctx ends.
func keepTidy(ctx context.Context) {
	tick := time.NewTicker(tidyEach)
	defer tick.Stop()
	var t tidy
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
		metrics.Read(sample)
		if t.due(sample[0].Value.Uint64()) {
			debug.FreeOSMemory()
		}
	}
}
