package supervise

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// fed counts what a watchdog, here a file, got to eat.
func fed(t *testing.T, file string) int {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return len(b)
}

// The watchdog is fed each second while the children answer, goes hungry when
// one falls silent for good, and is switched off by a V when the box stops.
// That a hungry one starts the computer anew is shown in the board's guest.
//
// FAULTS 29.
func TestWatchdogIsFedWhileChildrenAnswer(t *testing.T) {
	file := filepath.Join(t.TempDir(), "watchdog")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		w, err := OpenWatchdog(file)
		if err != nil {
			t.Fatal(err)
		}
		brain := &keeper{c: Child{Beats: time.Second}, pulse: pulse{born: time.Now()}}
		worker := &keeper{pulse: pulse{born: time.Now()}} // nobody waits for its beats
		w.guard(func() bool { return allWell([]*keeper{brain, worker}) })
		time.Sleep(feedEach / 2)    // never at the very instant in which it is fed
		time.Sleep(2 * time.Minute) // a brain that mends its files first
		if n := fed(t, file); n < 119 {
			t.Errorf("fed %d times in the first two minutes", n)
		}
		for range 600 {
			brain.beat()
			time.Sleep(time.Second)
		}
		before := fed(t, file)
		if before < 718 {
			t.Errorf("fed %d times in twelve minutes", before)
		}
		time.Sleep(patience) // killed and started again in time
		brain.beat()
		time.Sleep(time.Second)
		if n := fed(t, file) - before; n < 18 {
			t.Errorf("fed %d times while a child was brought back", n)
		}
		time.Sleep(patience)
		before = fed(t, file)
		time.Sleep(time.Hour)
		if n := fed(t, file) - before; n != 0 {
			t.Errorf("fed %d times when no child answers", n)
		}
		brain.beat()
		time.Sleep(2 * time.Second)
		w.close()
	})
	b, _ := os.ReadFile(file)
	if !bytes.HasSuffix(b, []byte("\x00V")) {
		t.Errorf("at the end it got %q", b[max(0, len(b)-3):])
	}
	if hungry+patience > 30*time.Second {
		t.Errorf("a box that hangs starts anew after %s, not 30 s", hungry+patience)
	}
}

func TestNoWatchdogIsSaid(t *testing.T) {
	_, err := OpenWatchdog(filepath.Join(t.TempDir(), "none"))
	if err == nil || !strings.Contains(err.Error(), "choose another device with --watchdog") {
		t.Errorf("got %v", err)
	}
}
