package main

import (
	"os"
	"strings"
	"time"
	_ "time/tzdata" // an image has no time zones of its own

	"github.com/spojka/spojka/telephony"
)

// clock tells moments of one boot of the brain. The wall clock is trusted
// when it is later than the last thing the book knows and than the day this
// program was written: a board without a battery starts in 1970.
type clock struct {
	boot  uint32
	began time.Time
	after time.Time
	off   string // file with how wrong it is to be; empty: not at all
}

// written is before any release of the program.
var written = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

func newClock(boot uint32, lastFact time.Time) clock {
	c := clock{boot: boot, began: time.Now(), after: written}
	if lastFact.After(c.after) {
		c.after = lastFact
	}
	return c
}

// wrong is by how much the wall clock is wrong, for tests.
func (c clock) wrong() time.Duration {
	if c.off == "" {
		return 0
	}
	b, _ := os.ReadFile(c.off)
	d, _ := time.ParseDuration(strings.TrimSpace(string(b)))
	return d
}

// Now is the moment, the wall clock to the millisecond.
func (c clock) Now() telephony.Moment {
	now := time.Now()
	wall := now.Add(c.wrong()).UTC().Truncate(time.Millisecond)
	return telephony.Moment{Boot: c.boot, Up: now.Sub(c.began), Wall: wall, Trusted: !wall.Before(c.after)}
}
