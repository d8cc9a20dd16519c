package main

import (
	"os"
	"path/filepath"
	"time"
)

// leastWritten is what a segment of the tape has that nothing was recorded on.
const leastWritten = 256

// lastSeen is when the box was last at work: when its book or its tape was
// written last. Call it before either is opened. Zero: it never was.
func (s settings) lastSeen() (seen time.Time) {
	for _, pattern := range []string{s.path("book", "*.db"), s.path("tape", "*.tape")} {
		names, _ := filepath.Glob(pattern) // only a bad pattern is an error
		for _, name := range names {
			if info, err := os.Stat(name); err == nil && info.Size() > leastWritten && info.ModTime().After(seen) {
				seen = info.ModTime()
			}
		}
	}
	return seen.UTC()
}
