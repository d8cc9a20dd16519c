package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/netip"
	"os"
	"os/exec"
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

// pidList are the box's processes; the supervisor is one of them.
func (b *bench) pidList() (all []int) {
	for _, pid := range b.pids() {
		all = append(all, pid)
	}
	return all
}

// do gives the generator a job.
func (b *bench) do(j load.Job) load.Outcome {
	b.t.Helper()
	j.Box, j.Number, j.Control = b.sip(), "800100200", b.dir+"/run/control.sock"
	j.Trunk, j.Phones = netip.MustParseAddr(benchTrunk), netip.MustParseAddr(benchPhones)
	if j.What != "sound" {
		j.Pids = b.pidList()
	}
	if j.Seats == nil {
		j.Seats = b.seats
	}
	o, err := generate(j)
	if err != nil {
		b.t.Fatalf("%s: %v", j.What, err)
	}
	if o.Failed > 0 || o.Trouble != "" {
		b.t.Errorf("%s: %d failed: %s", j.What, o.Failed, o.Trouble)
	}
	return o
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

var _ = io.Discard
var _ = strings.Join
