package main

import (
	"os"
	"path/filepath"
	"time"
)

// leastWritten is what a segment of the tape has that nothing was recorded on.
const leastWritten = 256

// lastWritten is when the book or the tape was written last; zero: never.
func (s settings) lastWritten() (last time.Time) {
	for _, pattern := range []string{s.path("book", "*.db"), s.path("tape", "*.tape")} {
		names, _ := filepath.Glob(pattern) // only a bad pattern is an error
		for _, name := range names {
			if info, err := os.Stat(name); err == nil && info.Size() > leastWritten && info.ModTime().After(last) {
				last = info.ModTime()
			}
		}
	}
	return last.UTC()
}

// noteSeen keeps when the box was last at work, before its processes begin
// anew and write to the same files. What can't be kept isn't known later.
func (s settings) noteSeen() {
	_ = os.WriteFile(s.path("run", "seen"), []byte(s.lastWritten().Format(time.RFC3339Nano)), 0o600)
}

// lastSeen is when the box was at work before this brain: before the whole box
// began, or until just now, if only the brain did. Zero: not known.
func (s settings) lastSeen() time.Time {
	seen, last := time.Time{}, s.lastWritten()
	if b, err := os.ReadFile(s.path("run", "seen")); err == nil {
		seen, _ = time.Parse(time.RFC3339Nano, string(b))
	}
	if last.After(seen) {
		return last
	}
	return seen
}
