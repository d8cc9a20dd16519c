package main

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// With few descriptors, and strangers that take all they can get, calls in
// progress live, calls beyond are refused with 503, the page answers, nothing
// dies, and when the crowd is gone there is room again (FAULTS 30).
func TestPeersFewDescriptors(t *testing.T) {
	b := newBench(t)
	b.under = []string{"sh", "-c", `ulimit -n 256; exec "$@"`, "sh"}
	b.start("--sim=false")
	pids := b.pids()
	b.pageUp()
	for i := range 400 { // silent ones at every door
		from(t, fmt.Sprintf("127.55.8.%d", 1+i%100), b.sip().String())
		from(t, fmt.Sprintf("127.55.9.%d", 1+i%100), b.ip.String()+":8080")
	}
	r := newRawTrunk(t, b)
	b.crowd(r, 200)
	if resp, err := http.Get("http://" + b.ip.String() + ":8080/signin"); err != nil || resp.StatusCode != http.StatusOK {
		t.Errorf("the page: %v %v", resp, err)
	}
	if now := b.pids(); !maps.Equal(now, pids) {
		t.Errorf("processes were %v, are %v", pids, now)
	}
	b.until("a bound for the worker's memory", func() bool {
		limits, err := os.ReadFile(fmt.Sprintf("/proc/%d/limits", pids["worker"]))
		return err == nil && strings.Contains(string(limits), fmt.Sprint(workerMemory))
	})
	b.until("room for a call, once the crowd's ports have rested", func() bool {
		c := r.call(1000)
		c.upTo(200)
		c.ack()
		c.bye()
		return c.final == 200
	})
}

// crowd makes n calls at once, sees that each is taken or refused with 503 and
// that those in progress stay, and ends them.
func (b *bench) crowd(r *rawTrunk, n int) {
	b.t.Helper()
	var all []*rawCall
	var ringing sync.WaitGroup
	for i := range n {
		c := r.call(i)
		all = append(all, c)
		ringing.Go(func() { c.upTo(200); c.ack() })
		time.Sleep(5 * time.Millisecond)
	}
	ringing.Wait()
	codes := map[int]int{}
	for _, c := range all {
		codes[c.final]++
	}
	b.t.Logf("%d calls: %v", n, codes)
	if codes[200] < 50 || codes[503] < 20 || codes[200]+codes[503] != n {
		b.t.Errorf("%d calls were answered %v", n, codes)
	}
	time.Sleep(2 * time.Second) // the desk looks at the wire each second
	b.until(fmt.Sprintf("%d calls in progress", codes[200]), func() bool { return sum(b.stages()) == codes[200] })
	for _, c := range all {
		c.bye()
	}
	b.atRest(b.t)
}

func sum(stages map[telephony.Stage]int) (n int) {
	for _, one := range slices.Collect(maps.Values(stages)) {
		n += one
	}
	return n
}

// In a quarter of a gigabyte, with the processor to itself, fifty calls and
// what comes beside them live: nobody is killed for memory (FAULTS 30).
func TestLongLittleMemory(t *testing.T) {
	if os.Getenv("SPOJKA_SOAK") == "" {
		t.Skip("only in make soak, as root")
	}
	slowly := t.TempDir() + "/slowly"
	if out, err := exec.Command("go", "build", "-o", slowly, "../slowly").CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	b := newBench(t)
	b.under = []string{slowly, "-cpu", "100", "-memory", "256"}
	b.start("--sim=false")
	pids := b.pids()
	r := newRawTrunk(t, b)
	r.whole(300, 20)
	b.atRest(t)
	if now := b.pids(); !maps.Equal(now, pids) {
		t.Errorf("processes were %v, are %v", pids, now)
	}
}
