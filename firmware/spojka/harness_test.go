package main

import (
	"context"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/config"
	"github.com/spojka/spojka/firmware/load"
	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// The tests run the real program: it is built once, as it is shipped.
var build = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "spojka-program")
	if err != nil {
		return "", err
	}
	program := filepath.Join(dir, "spojka")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return program, nil
})

// built says that the program was needed.
var built atomic.Bool

// The test program is the load generator and the bare relay, too.
func TestMain(m *testing.M) {
	ownNetwork()
	var err error
	switch os.Getenv("SPOJKA_LOAD") {
	case "":
		code := m.Run()
		if built.Load() {
			program, _ := build()
			os.RemoveAll(filepath.Dir(program))
		}
		os.Exit(code)
	case "job":
		err = load.Main(os.Stdin, os.Stdout)
	case "relay":
		err = relayMain()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// running is a box that runs.
type running struct {
	t         testing.TB
	program   string
	ip        netip.Addr
	dir       string
	trunk     string // the address that the simulated trunk calls from
	passwords map[telephony.SeatID]string
	args      []string
	under     []string // what it is started by: ip netns exec NAME
	cmd       *exec.Cmd
	out       *peers.Said
	control   *load.Control
}

// newBox prepares a box at ip that begins with the example office, changed by
// change. Its trunk calls from trunk. Every seat gets a password.
func newBox(t testing.TB, ip, trunk string, change func(*telephony.Office)) *running {
	t.Helper()
	program, err := build()
	if err != nil {
		t.Fatal(err)
	}
	built.Store(true)
	dir, err := os.MkdirTemp("", "box") // short: names of sockets have a limit
	if err != nil {
		t.Fatal(err)
	}
	b := &running{t: t, program: program, ip: netip.MustParseAddr(ip), dir: dir, trunk: trunk, passwords: map[telephony.SeatID]string{}}
	t.Cleanup(func() {
		b.stop()
		if t.Failed() {
			t.Logf("the box said:\n%s", b.out)
		}
		os.RemoveAll(dir)
	})
	cfg, err := config.Open(filepath.Join(dir, "config"), true)
	if err != nil {
		t.Fatal(err)
	}
	err = cfg.Change("", func(o *telephony.Office) error {
		o.Trunks[0].Peers = []string{trunk}
		if change != nil {
			change(o)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range cfg.Office().Seats {
		if b.passwords[s.ID], err = cfg.SeatPassword("", s.ID); err != nil {
			t.Fatal(err)
		}
	}
	b.out = &peers.Said{}
	b.control = load.NewControl(filepath.Join(dir, "run", "control.sock"))
	return b
}

// start starts the box and waits until it takes calls.
func (b *running) start(args ...string) *running {
	b.t.Helper()
	if args != nil {
		b.args = args
	}
	all := append([]string{"run", "--data=" + b.dir, "--listen=" + b.ip.String()}, b.args...)
	b.cmd = b.command(all)
	b.cmd.Stdout, b.cmd.Stderr = b.out, b.out
	b.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if err := b.cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	b.ready()
	return b
}

// ready waits until the brain answers and the line is open.
func (b *running) ready() {
	b.t.Helper()
	b.until("a box that takes calls", func() bool {
		s, err := b.control.Snapshot()
		return err == nil && len(s.Queues) > 0
	})
}

// stop ends the box as Ctrl-C does, and sees that nothing of it is left.
func (b *running) stop() {
	if b.cmd == nil {
		return
	}
	pids := b.pids()
	_ = b.cmd.Process.Signal(os.Interrupt)
	kill := time.AfterFunc(10*time.Second, func() { _ = b.cmd.Process.Kill() })
	_ = b.cmd.Wait()
	if !kill.Stop() {
		b.t.Error("the box did not stop within 10 s")
	}
	b.cmd = nil
	for name, pid := range pids {
		if syscall.Kill(pid, 0) == nil {
			b.t.Errorf("%s (process %d) is left", name, pid)
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	}
}

// pids are the processes of the box by name.
func (b *running) pids() map[string]int {
	all := map[string]int{"run": b.cmd.Process.Pid}
	for _, name := range []string{"media", "brain", "worker", "sim"} {
		if pid, ok := readPid(filepath.Join(b.dir, "run", name+".pid")); ok {
			all[name] = pid
		}
	}
	return all
}

// kill kills a process of the box as a crash does.
func (b *running) kill(name string) {
	b.t.Helper()
	pid, ok := b.pids()[name]
	if !ok {
		b.t.Fatalf("there is no process %s", name)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		b.t.Fatal(err)
	}
}

// patience is for what must only come some time: on a busy computer a box may
// need long to start.
const patience = time.Minute

// until waits for something that only a fault keeps from happening.
func (b *running) until(what string, ok func() bool) {
	b.t.Helper()
	b.untilFor(patience, what, ok)
}

// untilFor waits for longer, or not so long.
func (b *running) untilFor(long time.Duration, what string, ok func() bool) {
	b.t.Helper()
	for end := time.Now().Add(long); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			b.t.Fatalf("%s: it never came", what)
		}
	}
}

func (b *running) sip() netip.AddrPort { return netip.AddrPortFrom(b.ip, 5060) }

func (b *running) snapshot() *telephony.Snapshot {
	b.t.Helper()
	s, err := b.control.Snapshot()
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

func (b *running) ask(name string, w telephony.Wish) {
	b.t.Helper()
	if err := b.control.Ask(name, w); err != nil {
		b.t.Fatal(err)
	}
}

// onAir signs an operator on at a seat, once its phone can be reached, and
// lets him take calls.
func (b *running) onAir(agent telephony.AgentID, seat telephony.SeatID) {
	b.t.Helper()
	b.until("a phone at seat "+string(seat), func() bool {
		for _, s := range b.snapshot().Seats {
			if s.ID == seat {
				return s.Reach == telephony.Reachable
			}
		}
		return false
	})
	b.ask("sign-on", telephony.SignOn{Agent: agent, Seat: seat, Move: true})
	b.ask("on-air", telephony.GoOnAir{Agent: agent})
}

// agent is an operator as the page shows him.
func (b *running) agent(id telephony.AgentID) (v telephony.AgentView) {
	b.t.Helper()
	for _, a := range b.snapshot().Agents {
		if a.ID == id {
			return a
		}
	}
	b.t.Fatalf("there is no operator %s", id)
	return v
}

// works waits until an operator does something, and tells with which call.
func (b *running) works(id telephony.AgentID, w telephony.Work) telephony.CallID {
	b.t.Helper()
	var call telephony.CallID
	b.until(string(id)+" "+string(w), func() bool {
		s, err := b.control.Snapshot()
		if err != nil {
			return false // the brain is between two lives
		}
		for _, a := range s.Agents {
			if a.ID == id && a.Work == w {
				call = a.Call
				return true
			}
		}
		return false
	})
	return call
}

// save finishes the call that the operator has in hand.
func (b *running) save(id telephony.AgentID, note string) telephony.CallID {
	b.t.Helper()
	call := b.works(id, telephony.Wrapping)
	b.ask("save", telephony.SaveCall{Agent: id, Call: call, Form: telephony.SaveForm{
		Reasons: []telephony.ReasonID{"1", "11", "111"}, Note: note, Unknown: true,
	}})
	return call
}

// record is a call's line in the list.
func (b *running) record(id telephony.CallID) (r telephony.CallRecord) {
	b.t.Helper()
	records, err := b.control.Calls(telephony.CallFilter{})
	if err != nil {
		b.t.Fatal(err)
	}
	for _, r := range records {
		if r.ID == id {
			return r
		}
	}
	b.t.Fatalf("call %s is not in the list", id)
	return r
}

// recording waits for a recording's file and decodes its channels: the
// caller's and the operator's.
func (b *running) recording(id telephony.RecordingID) (caller, called []int16) {
	b.t.Helper()
	shelf := settings{data: b.dir}.shelf()
	path, state := "", telephony.RecordingMaking
	b.until("the recording "+string(id), func() bool {
		path, state = shelf.Find(id)
		return state == telephony.RecordingReady
	})
	called, caller = peers.Decode(b.t, path)
	return caller, called
}

// phone is a softphone of ours at an address.
func (b *running) phone(o sim.Options) *sim.Phone {
	b.t.Helper()
	o.Server = b.sip()
	p, err := sim.NewPhone(o)
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(p.Close)
	return p
}

// soon is a limit for waiting that only a fault reaches.
func soon(t testing.TB) context.Context {
	ctx, stop := context.WithTimeout(context.Background(), patience)
	t.Cleanup(stop)
	return ctx
}

// standsOut fails the test unless one frequency makes up what sounds in a
// channel. A phone of another maker skips on a busy computer: that is silence
// and a jump of the phase, which is why the windows are a packet long, and why
// a few of them may sound of anything.
func standsOut(t testing.TB, what string, samples []int16, hz float64) {
	t.Helper()
	const packet = 160
	with, sounds, all := 0, 0, len(samples)/packet
	for i := range all {
		w := samples[i*packet : (i+1)*packet]
		if sim.Level(w) < -45 {
			continue
		}
		if sounds++; sim.Has(w, hz) {
			with++
		}
	}
	if sounds == 0 || sounds < all/2 || with < sounds*3/4 {
		t.Errorf("%s: %.0f Hz in %d of %d packets that sound, %d in all; it sounds %v", what, hz, with, sounds, all, sim.Loudest(samples, 3))
	}
}

// middle cuts the first and the last second off.
func middle(s []int16) []int16 {
	const second = 8000
	if len(s) < 3*second {
		return s
	}
	return s[second : len(s)-second]
}

func lines(s ...string) string { return strings.Join(s, "\n") + "\n" }
