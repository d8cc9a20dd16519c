package main

import (
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
)

// silences are the ways in which a caller's sound stops, with the seconds
// after which his call is to be over; none: it stays.
var silences = []struct {
	name        string
	scene       func(w *wired) *scene
	begin       func(w *wired, p *playing)
	least, most float64
}{
	{"asked, it answers nothing", func(w *wired) *scene { return newScene(w.t).calls(w.radio.plain()).asked("BYE") },
		func(w *wired, p *playing) { _ = p.cmd.Process.Kill(); w.radio.conn.Close() }, 25, 35},
	{"it answers, but knows no call", func(w *wired) *scene { return newScene(w.t).calls(w.radio.plain()).attends(481, "") },
		func(w *wired, _ *playing) { w.radio.mute(true) }, 36, 60},
	{"it answers for its call", func(w *wired) *scene { return newScene(w.t).calls(w.radio.plain()).attends(200, w.radio.plain()) },
		func(w *wired, _ *playing) { w.radio.mute(true) }, 0, 0},
	{"it holds", func(w *wired) *scene {
		return newScene(w.t).calls(w.radio.plain()).cue().again(w.radio.plain("a=inactive"), 2).attends(481, "")
	}, func(w *wired, p *playing) { p.cue(); w.radio.mute(true) }, 0, 0},
	{"nothing stops", func(w *wired) *scene { return newScene(w.t).calls(w.radio.plain()).attends(481, "") },
		func(*wired, *playing) {}, 0, 0},
}

// A caller's sound stops, in each way, while the operator's goes on (FAULTS
// 8, 9): the figures.
func TestLongSilent(t *testing.T) {
	if os.Getenv("SPOJKA_SOAK") == "" {
		t.Skip("only in make soak")
	}
	var all sync.WaitGroup // they only wait, also on one processor
	for i, kind := range silences {
		all.Go(func() {
			t.Run(kind.name, func(t *testing.T) {
				w := newWired(t, 230+i, nil)
				p, _ := w.talks(kind.scene(w), "-timeout", "200s")
				call, began := w.works("jana", telephony.Talking), time.Now()
				kind.begin(w, p)
				over := func() bool { a := w.agent("jana"); return a.Call != call || a.Work != telephony.Talking }
				for !over() && time.Since(began) < 100*time.Second {
					time.Sleep(10 * time.Millisecond)
				}
				took := time.Since(began).Seconds()
				what := "a caller's sound stops, " + kind.name + ": "
				if kind.most == 0 {
					printed(t, figure{what: what + "its call is there after", value: took, limit: 100, atLeast: true, unit: "s"})
					return
				}
				printed(t, figure{what: what + "ended, not before", value: took, limit: kind.least, atLeast: true, unit: "s"})
				printed(t, figure{what: what + "ended, not later than", value: took, limit: kind.most, unit: "s"})
				if r := w.record(w.save("jana", "")); r.Why != telephony.ByLoss {
					t.Errorf("the call ended by %s", r.Why)
				}
			})
		})
	}
	all.Wait()
}

// A program is killed in the middle of many calls, and again, a thousand calls
// in all: all are over half a minute later, and nothing of them is left (FAULTS
// 9).
func TestLongKilledCallers(t *testing.T) {
	if os.Getenv("SPOJKA_SOAK") == "" {
		t.Skip("only in make soak")
	}
	b := newBench(t)
	b.start("--sim=false")
	b.pageUp()
	const kills = 4
	atOnce := min(250, rounds(250))
	longest := 0.0
	var before boxFigures
	for round := range kills + 1 {
		if round == 1 { // the first lets pools grow to their size
			before = b.leftovers(t)
		}
		cmd, _ := peers.Launch(t, t.TempDir(), "sipp", b.sip().String(), "-sn", "uac", "-i", benchTrunk, "-mi", benchTrunk, "-s", "800100200",
			"-r", "50", "-m", fmt.Sprint(atOnce), "-l", fmt.Sprint(atOnce), "-d", "600000", "-nostdin")
		b.untilFor(time.Minute, "callers", func() bool { return b.stages()[telephony.StageWaiting] == atOnce })
		_ = cmd.Process.Kill()
		killed := time.Now()
		_ = cmd.Wait()
		b.untilFor(90*time.Second, "the end of all calls", func() bool { return len(b.snapshot().Calls) == 0 })
		longest = max(longest, time.Since(killed).Seconds())
		t.Logf("round %d: over after %s", round, time.Since(killed).Round(time.Millisecond))
		b.atRest(t)
	}
	printed(t, figure{what: fmt.Sprintf("%d callers killed at once, %d times: all calls over after", atOnce, kills), value: longest, limit: 35, unit: "s"})
	after := b.leftovers(t)
	for end := time.Now().Add(45 * time.Second); after.Goroutines > before.Goroutines && time.Now().Before(end); after = b.leftovers(t) {
		time.Sleep(time.Second)
	}
	printed(t, figure{what: "  goroutines left", value: float64(after.Goroutines - before.Goroutines), limit: 0.5})
	printed(t, figure{what: "  files left", value: float64(after.Files - before.Files), limit: 0.5})
	printed(t, figure{what: "  ports left open, beyond those that rest", value: float64(after.SoundOpen - before.SoundOpen), limit: 0.5})
	printed(t, figure{what: "  legs left", value: float64(after.Legs + after.SoundLegs + after.Wire.Dialogs), limit: 0.5})
}
