package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/load"
	"github.com/spojka/spojka/telephony"
)

// Addresses of the bench: the box, the trunk, the phones, the bare relay.
const (
	benchBox    = "127.44.2.1"
	benchTrunk  = "127.44.2.2"
	benchPhones = "127.44.2.3"
	benchRelay  = "127.44.2.4"
	benchSeats  = 100
)

// relayMain is the bare relay's process; its calls are in the environment.
func relayMain() error {
	calls, err := strconv.Atoi(os.Getenv("SPOJKA_CALLS"))
	if err != nil {
		return err
	}
	return load.Relay(calls, netip.MustParseAddr(benchRelay), os.Stdin, os.Stdout)
}

// figure is a line of the table: what was measured, beside the limit that
// the box sets itself and what Asterisk 22 took for the same.
type figure struct {
	what     string
	value    float64
	limit    float64 // 0: for information
	asterisk float64 // 0: not measured
	unit     string
	atLeast  bool // the limit is one from below
}

func (f figure) ok() bool {
	return f.limit == 0 || f.atLeast && f.value >= f.limit || !f.atLeast && f.value <= f.limit
}

func (f figure) String() string {
	limit, ratio, verdict, asterisk := "", "", "", ""
	if f.limit != 0 {
		sign := "<"
		if f.atLeast {
			sign = ">"
		}
		limit, ratio, verdict = sign+" "+short(f.limit), fmt.Sprintf("%.2f", f.value/f.limit), "ok"
		if !f.ok() {
			verdict = "MISSED"
		}
	}
	if f.asterisk != 0 {
		asterisk = short(f.asterisk)
	}
	return fmt.Sprintf("%-62s %10s %-6s %10s %6s %-7s %9s", f.what, short(f.value), f.unit, limit, ratio, verdict, asterisk)
}

func short(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }

// bench is one run.
type bench struct {
	*running
	seats   []load.Seat
	figures []figure
}

func (b *bench) add(f figure) {
	b.figures = append(b.figures, f)
	fmt.Println(f)
}

// benchOffice has a seat and an operator for each of many calls, and one
// queue without reasons, so that saving needs no choice.
func benchOffice(o *telephony.Office) {
	o.Queues[0].TreeIn, o.Queues[0].AnyAfter = "", 0
	o.Numbers = []telephony.Inbound{{Number: "+420800100200", Queue: "podpora"}}
	o.Seats, o.Agents = nil, nil
	for i := range benchSeats {
		o.Seats = append(o.Seats, telephony.Seat{ID: telephony.SeatID(fmt.Sprint(1000 + i)), Name: fmt.Sprint("Seat ", i)})
		o.Agents = append(o.Agents, telephony.Agent{
			ID: telephony.AgentID(fmt.Sprintf("agent%d", i)), Name: fmt.Sprint("Agent ", i), Queues: []telephony.QueueID{"podpora"},
		})
	}
}

func newBench(t *testing.T) *bench {
	b := &bench{running: newBox(t, benchBox, benchTrunk, benchOffice)}
	for i := range benchSeats {
		id := telephony.SeatID(fmt.Sprint(1000 + i))
		b.seats = append(b.seats, load.Seat{Seat: string(id), Password: b.passwords[id], Agent: fmt.Sprintf("agent%d", i)})
	}
	return b
}

// pidList are the box's processes, as in processes.
func (b *bench) pidList() (all []int) {
	pids := b.pids()
	for _, name := range processes {
		all = append(all, pids[name])
	}
	return all
}

// do gives the generator a job that must succeed.
func (b *bench) do(j load.Job) load.Outcome {
	b.t.Helper()
	before := b.leftovers(b.t)
	o, err := b.try(j)
	if err != nil {
		b.t.Fatalf("%s: %v", j.What, err)
	}
	if o.Failed > 0 || o.Trouble != "" {
		f := b.leftovers(b.t)
		b.t.Errorf("%s: %d failed: %s; the box refused %d calls, %d of them because no port was free (%+v)", j.What, o.Failed, o.Trouble,
			f.Refused-before.Refused, f.Portless-before.Portless, f)
	}
	return o
}

// doIfAble gives it one that may be too much for a slow computer: then it says
// so, and false.
func (b *bench) doIfAble(j load.Job) (load.Outcome, bool) {
	b.t.Helper()
	if slowly() == "" {
		return b.do(j), true
	}
	o, err := b.try(j)
	if err != nil || o.Failed > 0 || o.Trouble != "" {
		fmt.Printf("%-62s too much for this computer: %d failed, %s %v\n", fmt.Sprintf("%s, %d calls", j.What, j.Calls), o.Failed, o.Trouble, err)
		return o, false
	}
	return o, true
}

func (b *bench) try(j load.Job) (load.Outcome, error) {
	j.Box, j.Number, j.Control = b.sip(), "800100200", b.dir+"/run/control.sock"
	j.Trunk, j.Phones = netip.MustParseAddr(benchTrunk), netip.MustParseAddr(benchPhones)
	if j.What != "sound" {
		j.Pids = b.pidList()
	}
	if j.Seats == nil {
		j.Seats = b.seats
	}
	return generate(j)
}

func generate(j load.Job) (o load.Outcome, err error) {
	in, err := json.Marshal(j)
	if err != nil {
		return o, err
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "SPOJKA_LOAD=job")
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return o, err
	}
	return o, json.Unmarshal(out, &o)
}

// relay measures the bare relay.
func (b *bench) relay(calls int, d time.Duration) load.Outcome {
	b.t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "SPOJKA_LOAD=relay", "SPOJKA_CALLS="+strconv.Itoa(calls))
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		b.t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	defer cmd.Wait()
	defer in.Close()
	j := load.Job{What: "sound", Calls: calls, For: d, Pids: []int{cmd.Process.Pid}}
	if err := json.NewDecoder(out).Decode(&j.Relay); err != nil {
		b.t.Fatal(err)
	}
	return b.do(j)
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// share is processor time as per cent of one core.
func share(cpu, elapsed time.Duration) float64 { return 100 * cpu.Seconds() / elapsed.Seconds() }

// TestLongBench is make bench: every figure beside its limit, or only those of
// some parts. Of a slow computer the limits are shown, but not demanded.
func TestLongBench(t *testing.T) {
	if !benched("memory", "sound", "signalling") {
		t.Skip("make bench runs it")
	}
	b := newBench(t)
	// Ports rest after use, so that a late packet meets nobody: many calls a
	// second take many.
	b.start("--sim=false", "--rtp=20000-59999")
	fmt.Printf("%-62s %10s %-6s %10s %6s %-7s %9s\n", "", "measured", "", "limit", "ratio", "", "Asterisk")
	for _, part := range []struct {
		name string
		do   func()
	}{{"memory", b.memory}, {"sound", b.sound}, {"signalling", b.signalling}} {
		if benched(part.name) {
			part.do()
		}
	}
	b.note()
	b.judge()
}

// benched says that make bench asks for one of these parts.
func benched(names ...string) bool {
	parts := strings.Split(os.Getenv("SPOJKA_BENCH"), ",")
	return parts[0] == "1" || slices.ContainsFunc(names, func(n string) bool { return slices.Contains(parts, n) })
}

// judge fails where a limit was missed, but not on a slow computer.
func (b *bench) judge() {
	for _, f := range b.figures {
		if !f.ok() && slowly() == "" {
			b.t.Errorf("missed: %s", f.what)
		}
	}
}

// processes of a box without simulated phones.
var processes = []string{"brain", "media", "worker", "run"}

// memory shows what the box takes with nobody in it, and what each call adds.
func (b *bench) memory() {
	time.Sleep(3 * time.Second)
	rss, pss := load.Memory(b.pidList())
	b.add(figure{what: "memory, all processes idle (shared pages divided)", value: megabytes(pss), limit: 40, asterisk: 58.7, unit: "MB"})
	b.add(figure{what: "  shared pages counted in each", value: megabytes(rss), unit: "MB"})
	for i, pid := range b.pidList() {
		_, pss := load.Memory([]int{pid})
		b.add(figure{what: "    " + processes[i], value: megabytes(pss), unit: "MB"})
	}
	b.perCall(b.do(load.Job{What: "talk", Calls: 100, For: talkFor}))
}

func megabytes(n int64) float64 { return float64(n) / 1e6 }

// talkFor is how long each number of calls talks.
const talkFor = 10 * time.Second

// sound measures what the box adds to the sound, beside a bare relay, and
// what recorded calls cost.
func (b *bench) sound() {
	for _, calls := range []int{100, 50, 10} {
		floor := b.relay(calls, talkFor/2)
		b.added(fmt.Sprintf("bare relay, %d calls", calls), floor, 0)
		b.add(figure{what: "  processor a call", value: share(floor.CPU, floor.Elapsed) / float64(calls), unit: "% core"})
		written, made := b.written(), b.recordings()
		o, able := b.doIfAble(load.Job{What: "talk", Calls: calls, For: talkFor})
		if !able {
			continue
		}
		b.added(fmt.Sprintf("box, %d recorded calls", calls), o, limitAt(calls, 0.2))
		b.add(figure{what: "  processor a recorded call, all processes", value: share(o.CPU, o.Elapsed) / float64(calls), limit: limitAt(calls, 0.15), asterisk: 0.42, unit: "% core"})
		if calls == 100 {
			for i, name := range processes {
				b.add(figure{what: "    " + name, value: share(o.CPUs[i], o.Elapsed) / float64(calls), unit: "% core"})
			}
			b.wear(written, made, calls)
		}
	}
	stop := b.busyWorker()
	o, able := b.doIfAble(load.Job{What: "talk", Calls: 100, For: talkFor})
	worked, audits := stop()
	if !able {
		return
	}
	b.added("box, 100 recorded calls, MP3s of 2 h and audits being made", o, 0.2)
	b.add(figure{what: "  processor that the worker had meanwhile", value: worked, unit: "% core"})
	b.add(figure{what: "  audits of the recordings meanwhile", value: float64(audits), limit: 1, unit: "", atLeast: true})
}

// soundAMade is how many bytes of sound stand behind a byte of an MP3: two
// sides of 8000 bytes a second, 4000 in the file.
const soundAMade = 4

// written is what the processes gave to the disk so far, as in processes.
func (b *bench) written() (all []int64) {
	for _, pid := range b.pidList() {
		all = append(all, load.Written([]int{pid}))
	}
	return all
}

// wear shows how much was written to the disk since then: tape and MP3 for
// the sound, the book for each call (FAULTS 6).
func (b *bench) wear(before []int64, made int64, calls int) {
	b.until("all MP3s", func() bool {
		list, err := os.ReadFile(filepath.Join(b.dir, "tape", "making"))
		return err == nil && len(list) == 0
	})
	sound := float64(soundAMade * (b.recordings() - made))
	wrote := map[string]float64{}
	for i, n := range b.written() {
		wrote[processes[i]] = float64(n - before[i])
	}
	b.add(figure{what: "  written to the disk for a byte of sound, tape and MP3", value: (wrote["media"] + wrote["worker"]) / sound, limit: 1.3, unit: ""})
	b.add(figure{what: "  written to the disk for a call, book", value: wrote["brain"] / float64(calls) / 1000, unit: "kB"})
}

// recordings is the size of all MP3s in bytes.
func (b *bench) recordings() (sum int64) {
	files, _ := filepath.Glob(filepath.Join(b.dir, "audio", "*", "*.mp3"))
	for _, f := range files {
		if info, err := os.Stat(f); err == nil {
			sum += info.Size()
		}
	}
	return sum
}

// limitAt is a limit that is set for 100 calls.
func limitAt(calls int, limit float64) float64 {
	if calls == 100 {
		return limit
	}
	return 0
}

func (b *bench) added(what string, o load.Outcome, limit float64) {
	asterisk := 0.0
	if limit != 0 {
		asterisk = 0.37
	}
	b.add(figure{what: what + ": added one way, p50", value: ms(o.Took.P50), unit: "ms"})
	b.add(figure{what: "  p99", value: ms(o.Took.P99), limit: limit, asterisk: asterisk, unit: "ms"})
	b.add(figure{what: "  most", value: ms(o.Took.Most), unit: "ms"})
	b.add(figure{what: fmt.Sprintf("  lost of %d packets", o.Sent), value: float64(o.Lost), limit: 0.5, unit: ""})
}

// perCall shows the memory that a call takes, by process: all that so many calls
// add, and what one more adds to the code and prompts that the first brings in.
func (b *bench) perCall(o load.Outcome) {
	all, first := 0.0, 0.0
	grown := map[string]float64{}
	for i, name := range processes {
		grown[name] = float64(o.During[i]-o.Before[i]) / 1000 / float64(o.Calls)
		all += grown[name]
		first += float64(o.First[i]-o.Before[i]) / 1000
	}
	b.add(figure{what: "memory a recorded call, all processes", value: all, limit: 60, asterisk: 426, unit: "kB"})
	b.add(figure{what: "  of the first", value: first, unit: "kB"})
	b.add(figure{what: "  of each more", value: (all*float64(o.Calls) - first) / float64(o.Calls-1), unit: "kB"})
	for _, name := range processes {
		b.add(figure{what: "  " + name, value: grown[name], unit: "kB"})
	}
}

// signalling measures rings and rates.
func (b *bench) signalling() {
	o := b.do(load.Job{What: "offer", Calls: 500, Seats: b.seats[:20]})
	b.add(figure{what: fmt.Sprintf("caller's INVITE to operator's INVITE, %d calls: p50", o.Took.N), value: ms(o.Took.P50), asterisk: 12.6, unit: "ms"})
	b.add(figure{what: "  p90", value: ms(o.Took.P90), unit: "ms"})
	b.add(figure{what: "  p99", value: ms(o.Took.P99), limit: 2, asterisk: 22, unit: "ms"})
	for _, waiting := range []int{1, 50} {
		o = b.do(load.Job{What: "freed", Calls: waiting, For: 8 * time.Second})
		b.add(figure{what: fmt.Sprintf("operator freed, %d waiting, to his next INVITE, %d times: p50", waiting, o.Took.N), value: ms(o.Took.P50), asterisk: 463, unit: "ms"})
		b.add(figure{what: "  p99", value: ms(o.Took.P99), limit: 5, asterisk: 981, unit: "ms"})
	}
	o = b.do(load.Job{What: "transit", Calls: 50, For: 8 * time.Second})
	b.add(figure{what: "calls set up into the queue and down again", value: float64(o.Calls) / o.Elapsed.Seconds(), limit: 1000, asterisk: 369, unit: "/s", atLeast: true})
	b.add(figure{what: "  processor of the box", value: share(o.CPU, o.Elapsed), unit: "% core"})
	b.add(figure{what: "  processor of the generator", value: share(o.OwnCPU, o.Elapsed), unit: "% core"})
	time.Sleep(5 * time.Second) // until the ports of all those calls have rested
	o, able := b.doIfAble(load.Job{What: "handled", Calls: benchSeats, For: 8 * time.Second})
	if !able {
		return
	}
	b.add(figure{what: "calls offered, answered, recorded, hung up and saved", value: float64(o.Calls) / o.Elapsed.Seconds(), unit: "/s", atLeast: true})
	b.add(figure{what: "  processor of the box", value: share(o.CPU, o.Elapsed), unit: "% core"})
}

// note says under what conditions the figures hold.
func (b *bench) note() {
	realTime, _ := readPid(filepath.Join(b.dir, "run", "media.pid"))
	yes := isRealTime(realTime)
	fmt.Printf("sound with real-time priority: %t; everything on one computer, the generator beside the box\n", yes)
}
