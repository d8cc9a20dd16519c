package main

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/load"
	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
)

// back is how soon a box must take calls again after it died.
const back = 5 * time.Second

// FAULTS 1: every process of the box is killed at any moment while fifty
// recorded calls talk. Each call stands in the list, each has a recording that
// another program opens and that is at most a second short; one that had hardly
// begun may have none, and then its loss is told.
func TestKillEverythingUnderFiftyCalls(t *testing.T) {
	peers.Need(t, "sox")
	k := killsAll{bench: newBench(t), calls: 50}
	k.start("--sim=false")
	for range min(rounds(2), 20) {
		k.round()
		if t.Failed() {
			break
		}
	}
	k.audited()
	t.Logf("%d kills, %d calls, %d of them with a recording and %d that had hardly begun, at most %s short; back after %s at most",
		k.kills, k.kills*k.calls, k.files, k.lost, k.short, k.back)
	if k.back > back && os.Getenv("SPOJKA_SOAK") != "" {
		t.Errorf("it took calls again after %s", k.back)
	}
}

// killsAll kills a box again and again and adds up what that cost.
type killsAll struct {
	*bench
	calls, kills, files, lost int
	short, back               time.Duration // the worst
	last                      telephony.CallID
}

// round has all calls talk, kills the box in the middle and looks at what is
// left when it is back.
func (k *killsAll) round() {
	k.t.Helper()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, _ = k.try(load.Job{What: "talk", Calls: k.calls, For: 6 * time.Second}) // cut off
	}()
	k.stage(telephony.StageTalking, k.calls)
	k.onDisk()
	time.Sleep(time.Duration(rand.IntN(3000)) * time.Millisecond)
	killed := k.killAll()
	k.kills++
	again := time.Now()
	k.start()
	k.back = max(k.back, time.Since(again))
	k.stage(telephony.StageTalking, 0)
	<-ended // the phones' own goodbyes have been answered
	list, err := k.control.Calls(telephony.CallFilter{Limit: k.calls})
	if err != nil || len(list) != k.calls || list[len(list)-1].ID <= k.last {
		k.t.Fatalf("%d calls are in the list: %v", len(list), err)
	}
	k.last = list[0].ID
	k.made(list)
	for _, c := range list {
		k.cutOff(c, killed)
	}
}

// killAll kills all processes of the box at once, and says when.
func (b *running) killAll() (at time.Time) {
	b.t.Helper()
	pids := b.pids()
	for _, pid := range pids {
		_ = syscall.Kill(pid, syscall.SIGKILL)
	}
	at = time.Now()
	_ = b.cmd.Wait()
	b.cmd = nil
	b.gone(pids)
	return at
}

// made waits until all calls have their recordings, for as long as there are
// more and more: who makes them has only the time that nobody else wants. Those
// that went with the box never come.
func (k *killsAll) made(list []telephony.CallRecord) {
	k.t.Helper()
	most, end := -1, time.Now()
	for {
		wanting, owed := k.wanting(list)
		ready := len(list) - len(wanting)
		switch {
		case len(wanting) == 0:
			return
		case ready > most:
			most, end = ready, time.Now().Add(30*time.Second)
		case time.Now().After(end) && owed == 0:
			return
		case time.Now().After(end):
			k.t.Fatalf("recordings that never came: %v", wanting)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// wanting are the recordings that aren't there, owed is how many of them there
// must be.
func (k *killsAll) wanting(list []telephony.CallRecord) (all map[telephony.RecordingID]telephony.RecordingState, owed int) {
	shelf := settings{data: k.dir}.shelf()
	all = map[telephony.RecordingID]telephony.RecordingState{}
	for _, c := range list {
		_, state := shelf.Find(c.Recording)
		if state == telephony.RecordingReady {
			continue
		}
		all[c.Recording] = state
		if state == telephony.RecordingMaking || !c.WentWithTheBox() {
			owed++
		}
	}
	return all, owed
}

// cutOff looks at a call that ended with the box: what is recorded of it ends at
// most a second before.
func (k *killsAll) cutOff(c telephony.CallRecord, killed time.Time) {
	k.t.Helper()
	if c.Outcome != telephony.OutcomeAnswered || c.Why != telephony.ByRestart || c.Recording == "" {
		k.t.Errorf("the call stands in the list as %+v", c)
		return
	}
	talked := killed.Sub(c.At.Add(c.Waited))
	path, state := settings{data: k.dir}.shelf().Find(c.Recording)
	if state != telephony.RecordingReady {
		k.t.Logf("%s: nothing is kept of %s", c.Recording, talked)
		if k.lost++; talked > telephony.MostLost {
			k.t.Errorf("it had begun long before")
		}
		return
	}
	k.files++
	short := talked - soxLength(k.t, path)
	k.short = max(k.short, short)
	if short > time.Second {
		k.t.Errorf("%s: of %s the last %s are missing", c.Recording, talked, short)
	}
}

var soxSays = regexp.MustCompile(`Length \(seconds\): *([0-9.]+)`)

// soxLength has another program read a recording to its end.
func soxLength(t testing.TB, path string) time.Duration {
	t.Helper()
	out, err := exec.Command("sox", "-V1", path, "-n", "stat").CombinedOutput()
	found := soxSays.FindSubmatch(out)
	if err != nil || found == nil {
		t.Fatalf("sox %s: %v\n%s", path, err, out)
	}
	s, _ := strconv.ParseFloat(string(found[1]), 64)
	return time.Duration(s * float64(time.Second))
}
