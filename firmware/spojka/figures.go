package main

import (
	"os"
	"runtime"
	"runtime/metrics"
	"time"

	"github.com/spojka/spojka/telephony/exchange"
	"github.com/spojka/spojka/telephony/flight"
	"github.com/spojka/spojka/telephony/sipline"
)

// boxFigures are the brain's own, for who looks after the box: what grows
// without end is a leak.
type boxFigures struct {
	exchange.Figures
	Sound      bool // the sound process answers
	SoundLegs  int  // in use, as it said last
	SoundOpen  int  // pairs of ports that it has
	SoundRest  int  // of them resting after a call
	Wire       sipline.Figures
	Flight     flight.Figures
	Unwritten  time.Duration // how long the oldest fact waits for the disk
	Goroutines int
	Files      int    // open file descriptors
	Heap       uint64 // bytes of objects, dead ones not yet collected among them
	Allocated  uint64 // bytes since the start
}

func (b *box) figures() any {
	f := boxFigures{Figures: b.x.Figures(), Wire: b.line.Figures(), Flight: b.flight.Figures(), Unwritten: b.book.Oldest(), Goroutines: runtime.NumGoroutine()}
	if c := b.sound.client.Load(); c != nil {
		h := c.Health()
		f.Sound, f.SoundLegs, f.SoundOpen, f.SoundRest = true, h.Legs, h.Open, h.Resting
	}
	if open, err := os.ReadDir("/proc/self/fd"); err == nil {
		f.Files = len(open) - 1 // without the one that looks
	}
	heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(heap)
	f.Heap, f.Allocated = heap[0].Value.Uint64(), heap[1].Value.Uint64()
	return f
}
