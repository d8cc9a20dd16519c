package main

import (
	"flag"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// stopsIn is how soon after Ctrl-C nothing is left of a box, with some time
// for a computer that is busy with other tests.
const stopsIn = 2*time.Second + 2*time.Second

func TestBoxHelp(t *testing.T) {
	known := map[string]bool{"help": true}
	for command := range commands {
		out, err := says(t, command, "--help")
		if err != nil || !strings.Contains(out, "spojka "+command) {
			t.Errorf("spojka %s --help: %v\n%s", command, err, out)
		}
		for _, o := range regexp.MustCompile(`(?m)^  --?([a-z-]+)`).FindAllStringSubmatch(out, -1) {
			known[o[1]] = true
		}
	}
	if out, err := says(t, "status", "--help"); err != nil || strings.Count(out, "  --") != 1 {
		t.Errorf("status uses one option, its help says %v\n%s", err, out)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range regexp.MustCompile("[ `\"]--([a-z][a-z-]+)").FindAllStringSubmatch(string(readme), -1) {
		if !known[o[1]] {
			t.Errorf("README speaks of --%s, which no command has", o[1])
		}
	}
}

// What run hands on must be understood by its children.
func TestBoxChildrenUnderstandTheirOptions(t *testing.T) {
	s, err := parse("run", []string{"--data=d", "--sim=false", "--rtp=30000-30100", "--sync-delay=3s", "--advertise=192.0.2.1"})
	if err != nil {
		t.Fatal(err)
	}
	for _, child := range []string{"media", "brain", "worker", "sim"} {
		args := s.args(child)
		got, err := parse(child, args[1:])
		if err != nil || args[0] != child {
			t.Errorf("%q: %v", args, err)
		}
		got.given.VisitAll(func(o *flag.Flag) {
			if want := s.given.Lookup(o.Name).Value.String(); o.Value.String() != want {
				t.Errorf("%s --%s is %q, run was given %q", child, o.Name, o.Value, want)
			}
		})
	}
}

func TestBoxSaysWhyItDoesNotStart(t *testing.T) {
	taken, err := net.Listen("tcp", "127.45.1.1:8080")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	sipTCP, err := net.Listen("tcp", "127.45.1.2:5060")
	if err != nil {
		t.Fatal(err)
	}
	defer sipTCP.Close()
	sipUDP, err := net.ListenPacket("udp", "127.45.1.3:5060")
	if err != nil {
		t.Fatal(err)
	}
	defer sipUDP.Close()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ args, says, remedy string }{
		{"--listen=127.45.1.1", "the page needs port 127.45.1.1:8080", "--web-port"},
		{"--listen=127.45.1.2", "SIP needs port 127.45.1.2:5060 (tcp)", "--sip-port"},
		{"--listen=127.45.1.3", "SIP needs port 127.45.1.3:5060 (udp)", "--sip-port"},
		{"--listen=192.0.2.77", "192.0.2.77", "--listen"},
		{"--listen=box", "not an IP address", "0.0.0.0"},
		{"--data=" + file + "/data", "making the data folder", "--data"},
		{"--data=" + strings.Repeat("x", 120), "its name", "characters"},
		{"--data=", "can't be used", "1 to"},
		{"--rtp=5", "not a range", "20000-21999"},
		{"--rtp=20000-20001", "not a range of 8", "20000-21999"},
		{"--web-port=99999", "not a port", "65535"},
		{"--web-port=web", `invalid value "web" for --web-port`, "--help"},
		{"--board=unknown", "there is no front", "virt"},
		{"--nonsense", "there is no option --nonsense", "spojka run --help"},
		{"nonsense", `unexpected "nonsense"`, "begin with --"},
	} {
		args := []string{"run", c.args}
		if !strings.HasPrefix(c.args, "--data") {
			args = append(args[:1], "--data="+t.TempDir(), c.args)
		}
		out, err := says(t, args...)
		if err == nil || !strings.Contains(out, c.says) || !strings.Contains(out, c.remedy) {
			t.Errorf("run %s: %v, it says %q; wanted %q and %q", c.args, err, out, c.says, c.remedy)
		}
		for line := range strings.Lines(out) {
			if !strings.HasPrefix(line, "spojka: ") || len(line) > 300 {
				t.Errorf("run %s says %q", c.args, line)
			}
		}
	}
}

// A second start keeps what was there; a second box on the same data is told
// of the first.
func TestBoxKeepsWhatWasThere(t *testing.T) {
	b := newBox(t, "127.45.2.1", "127.45.2.2", nil).start("--sim=false")
	o := b.open("203")
	c := o.talking("203")
	c.goesOn()
	c.caller.HangUp()
	id := b.save("jana", "zůstane")
	kept := b.record(id)
	b.recording(kept.Recording)

	out, err := says(t, "run", "--data="+b.dir, "--listen=127.45.2.9")
	if err == nil || !strings.Contains(out, "already runs") || !strings.Contains(out, "--data") {
		t.Errorf("a second box on the same data: %v\n%s", err, out)
	}
	if out, err := says(t, "status", "--data="+b.dir); err != nil || !strings.Contains(out, "Jana") {
		t.Errorf("status: %v\n%s", err, out)
	}
	before := b.snapshot()
	if took := b.interrupt(); took > stopsIn {
		t.Errorf("it stopped after %s", took)
	}
	b.start()
	after := b.snapshot()
	if b.agent("jana").Seat != "203" || len(after.Seats) != len(before.Seats) || len(after.Queues) != len(before.Queues) {
		t.Errorf("before: %+v, after: %+v", before, after)
	}
	again := b.record(id)
	if again.Note != "zůstane" || again.Recording != kept.Recording || again.State != telephony.ProcessSaved {
		t.Errorf("the call stands in the list as %+v", again)
	}
	b.recording(again.Recording)
	codes := regexp.MustCompile(`start\?code=\S+`).FindAllString(b.out.String(), -1)
	if len(codes) != 2 || codes[0] != codes[1] {
		t.Errorf("the first administrator's links: %q, wanted the same one twice", codes)
	}
	c = o.talking("203") // the operator is still on air
	c.caller.HangUp()
	b.save("jana", "")
	b.quiet()
}

// quiet fails the test when the box said more than its greeting.
func (b *running) quiet() {
	b.t.Helper()
	for line := range strings.Lines(b.out.String()) {
		if strings.Contains(line, "level=") || strings.HasPrefix(line, "sim:") || strings.HasPrefix(line, "spojka:") {
			b.t.Errorf("the box says %q", line)
		}
	}
}

func TestBoxStopsInMidCall(t *testing.T) {
	b := newBox(t, "127.45.3.1", "127.45.3.2", nil).start("--sim=false")
	o := b.open("203", "204")
	c := o.talking("203")
	talk := b.works("jana", telephony.Talking)
	ringing := o.call("800100300")
	phone := o.ring("204")
	b.stage(telephony.StageOffered, 1)
	waits := o.call("800100200")
	b.stage(telephony.StageWaiting, 1)
	calls := b.snapshot().Calls
	c.goesOn()
	talked := time.Since(c.began)
	if took := b.interrupt(); took > stopsIn {
		t.Errorf("it stopped after %s", took)
	} else {
		t.Logf("stopped after %s", took)
	}
	over(t, "the caller", c.caller)
	over(t, "the operator", c.called)
	over(t, "the caller who hears the ringing", ringing)
	over(t, "the phone that rings", phone)
	over(t, "the caller who waits", waits)
	select {
	case <-o.rings["204"]:
		t.Error("a phone was rung while the box stopped")
	default:
	}
	b.quiet()

	b.start()
	for _, v := range calls {
		r := b.record(v.ID)
		want := telephony.OutcomeClosedOut
		if v.ID == talk {
			want = telephony.OutcomeAnswered
			if d := r.Talked - talked; d.Abs() > time.Second {
				t.Errorf("%s are said to be talked, it was %s", r.Talked, talked)
			}
			c.recorded(r.Recording, talked)
		}
		if r.Outcome != want || r.Why != telephony.BySystem {
			t.Errorf("%s is %s by %s, wanted %s by %s", v.ID, r.Outcome, r.Why, want, telephony.BySystem)
		}
	}
	b.save("jana", "přerušeno zastavením")
	b.quiet()
}

// Ctrl-C at any moment of the start.
func TestBoxStopsWhileItStarts(t *testing.T) {
	b := newBox(t, "127.45.4.1", "127.45.4.2", nil)
	for _, after := range []time.Duration{0, 20, 60, 120, 200, 300, 450} {
		b.cmd = exec.Command(b.program, "run", "--data="+b.dir, "--listen="+b.ip.String())
		b.cmd.Stdout, b.cmd.Stderr = b.out, b.out
		b.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
		if err := b.cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(40*time.Millisecond + after*time.Millisecond) // any moment will do
		took, err := b.interrupted()
		if err != nil && err.Error() != "signal: interrupt" { // it was no program of ours yet
			t.Errorf("interrupted after %d ms it ended with %v", after, err)
		}
		if took > stopsIn {
			t.Errorf("interrupted after %d ms it stopped after %s", after, took)
		}
	}
	b.quiet()
	b.start("--sim=false")
	if strings.Count(b.out.String(), "Spojka is running") == 0 {
		t.Error("no greeting")
	}
}

func TestBoxDiesWithItsSupervisor(t *testing.T) {
	b := newBox(t, "127.45.5.1", "127.45.5.2", nil).start()
	b.until("all processes", func() bool { return len(b.pids()) == 5 }) // the last ones begin after the line is open
	pids := b.pids()
	b.kill("run")
	_ = b.cmd.Wait()
	b.cmd = nil
	b.gone(pids)
	b.start()
}

// The processes of a box come from one build, whatever becomes of its file:
// "make run" in another window builds it anew.
func TestBoxOutlivesItsFile(t *testing.T) {
	b := newBox(t, "127.45.6.1", "127.45.6.2", nil)
	copied := filepath.Join(t.TempDir(), "spojka")
	text, err := os.ReadFile(b.program)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(copied, text, 0o700); err != nil {
		t.Fatal(err)
	}
	b.program = copied
	b.start("--sim=false")
	if err := os.Remove(copied); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"media", "brain", "worker"} {
		old := b.pids()[name]
		b.kill(name)
		b.until("another "+name, func() bool { return b.pids()[name] != old })
	}
	b.ready()
	if n := strings.Count(b.out.String(), "Spojka is running"); n != 1 {
		t.Errorf("%d greetings, wanted one for a start of the box", n)
	}
}
