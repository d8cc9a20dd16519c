package media

import (
	"context"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/record"
)

// The test program is also a sound process, for tests that kill one.
func TestMain(m *testing.M) {
	if sock := os.Getenv("SPOJKA_TEST_MEDIA"); sock != "" {
		Modest()
		err := Serve(context.Background(), Options{
			Socket: sock, TapeDir: os.Getenv("SPOJKA_TEST_TAPE"), Bind: netip.MustParseAddr(os.Getenv("SPOJKA_TEST_BIND")),
		})
		os.Stderr.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// spawn starts a sound process of its own.
func spawn(t *testing.T, tape, bind string) (Options, *exec.Cmd) {
	t.Helper()
	o := Options{Socket: filepath.Join(socketDir(t), "m.sock"), TapeDir: tape}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "SPOJKA_TEST_MEDIA="+o.Socket, "SPOJKA_TEST_TAPE="+tape, "SPOJKA_TEST_BIND="+bind)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	waitFor(t, o.Socket)
	return o, cmd
}

// The sound process is killed in mid-call: the brain hears of it at once, and
// every recording can be played to the last second, under its id, right the
// caller and left the called.
//
// Proves: W-CC-12, W-CC-13
func TestKilledSoundLeavesAPlayableTape(t *testing.T) {
	const calls = 8
	tape, out := t.TempDir(), t.TempDir()
	o, cmd := spawn(t, tape, "127.32.1.1")
	e := newEars()
	c := dial(t, o, e)
	var speak []func()
	for i := range calls {
		caller, called := newPhone(t, "127.32.1.2"), newPhone(t, "127.32.1.3")
		a, b := telephony.LegID(2*i+1), telephony.LegID(2*i+2)
		seize(t, c, a, caller, caller.sound())
		seize(t, c, b, called, called.sound())
		c.Connect(a, b, telephony.CallID(i), telephony.CallID(telephony.Compose(1, uint32(i))).Recording(1))
		high, low := tone(880), tone(440)
		speak = append(speak, func() { caller.send(low()); called.send(high()) })
	}
	begun := time.Now()
	paced(150, func() {
		for _, f := range speak {
			f()
		}
	})
	length := time.Since(begun)
	if err := cmd.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	<-e.gone
	spawn(t, tape, "127.32.1.1") // the next life says that the last one ended
	for i := range calls {
		id := telephony.CallID(telephony.Compose(1, uint32(i))).Recording(1)
		checkTones(t, made(t, tape, out, string(id)), length)
	}
}

// checkTones wants the caller's 440 Hz on the right and the called's 880 Hz on
// the left, each only there, for so long.
func checkTones(t *testing.T, path string, length time.Duration) {
	t.Helper()
	left, right := peers.Decode(t, path)
	if got := time.Duration(len(left)) * time.Second / 8000; got < length-time.Second || got > length+time.Second {
		t.Errorf("of %v the file has %v", length, got)
	}
	for from := 4000; from+toneWindow < len(left)-8000; from += toneWindow {
		l, r := left[from:from+toneWindow], right[from:from+toneWindow]
		if level(r, 440) < 4000 || level(l, 880) < 4000 || level(l, 440) > 200 || level(r, 880) > 200 {
			t.Errorf("at %v: left %.0f at 440, %.0f at 880; right %.0f, %.0f", time.Duration(from)*125*time.Microsecond,
				level(l, 440), level(l, 880), level(r, 440), level(r, 880))
		}
	}
}

// made runs the worker until a recording has its file.
func made(t *testing.T, tape, out, id string) (path string) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- record.Run(ctx, record.Options{Tape: tape, Out: out, Every: 10 * time.Millisecond}) }()
	defer func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}()
	var state telephony.RecordingState
	for range 1000 {
		path, state = record.Shelf{Tape: tape, Out: out}.Find(telephony.RecordingID(id))
		if state == telephony.RecordingReady {
			return path
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("the recording is %s", state)
	return ""
}

// The brain dies in mid-call: the talk, the music and the recording go on, and
// the next brain gets the list.
func TestSoundOutlivesItsBrain(t *testing.T) {
	tape, out := t.TempDir(), t.TempDir()
	o := serve(t, Options{Bind: netip.MustParseAddr("127.32.2.1"), TapeDir: tape})
	first := dial(t, o, newEars())
	caller, called, waiting := newPhone(t, "127.32.2.2"), newPhone(t, "127.32.2.3"), newPhone(t, "127.32.2.4")
	seize(t, first, 1, caller, caller.sound())
	seize(t, first, 2, called, called.sound())
	seize(t, first, 3, waiting, waiting.sound())
	const id = "0000001-00000002-1"
	first.Play(3, "", "music")
	first.Connect(1, 2, 2, id)
	low := tone(440)
	hear := func(n int) {
		t.Helper()
		for range n {
			caller.send(low())
			called.hear()
			waiting.hear()
		}
	}
	waiting.hear()
	caller.send(low())
	hear(20)
	first.Close()
	hear(25)
	second := dial(t, o, newEars())
	hear(25)
	live := second.Live()
	if len(live) != 3 {
		t.Fatalf("the next brain is told of %+v", live)
	}
	for _, s := range live {
		want := telephony.LegState{Leg: s.Leg, Port: s.Port}
		if s.Leg < 3 {
			want.Peer, want.Recording = 3-s.Leg, id
		}
		if s != want {
			t.Errorf("leg %d is told as %+v", s.Leg, s)
		}
	}
	second.Drop(1)
	second.Drop(2)
	if _, right := peers.Decode(t, made(t, tape, out, id)); len(right) < 60*160 || packetsOf(right, 440) < 50 {
		t.Errorf("the recording has %d samples, %d packets of the caller's tone", len(right), packetsOf(right, 440))
	}
}

// Without a brain for too long, everything ends.
func TestOrphanedCallsEnd(t *testing.T) {
	o := serve(t, Options{Bind: netip.MustParseAddr("127.32.3.1"), Orphaned: 300 * time.Millisecond})
	c := dial(t, o, newEars())
	p := newPhone(t, "127.32.3.2")
	seize(t, c, 1, p, p.sound())
	c.Play(1, "", "music")
	p.hear()
	c.Close()
	for p.listen(200*time.Millisecond) != nil {
	}
	if live := dial(t, o, newEars()).Live(); len(live) != 0 {
		t.Errorf("after the time for orphans live %+v", live)
	}
}

// Started with real-time priority, all of the process has it, and says so.
func TestRealTimeIsSaid(t *testing.T) {
	if ok, why := RealTime(); ok || why == "" {
		t.Errorf("the test has real-time priority: %v, %q", ok, why)
	}
	if exec.Command("chrt", "-f", "10", "true").Run() != nil {
		peers.Missing(t, "real-time priority is not permitted here")
	}
	o := Options{Socket: filepath.Join(socketDir(t), "m.sock")}
	cmd := exec.Command("chrt", "-f", "10", os.Args[0])
	cmd.Env = append(os.Environ(), "SPOJKA_TEST_MEDIA="+o.Socket, "SPOJKA_TEST_BIND=127.32.8.1")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	waitFor(t, o.Socket)
	if h := dial(t, o, newEars()).Health(); !h.RealTime || h.Why != "" {
		t.Errorf("the health is %+v", h)
	}
}

// With few descriptors there are few legs, and the brain is still let in.
func TestFewDescriptors(t *testing.T) {
	o := Options{Socket: filepath.Join(socketDir(t), "m.sock")}
	cmd := exec.Command("sh", "-c", "ulimit -n 64; exec "+os.Args[0])
	cmd.Env = append(os.Environ(), "SPOJKA_TEST_MEDIA="+o.Socket, "SPOJKA_TEST_BIND=127.32.9.1")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	waitFor(t, o.Socket)
	c := dial(t, o, newEars())
	n := telephony.LegID(0)
	for ok := true; ok; n++ {
		_, ok = c.Take(n + 1)
	}
	if n < 10 || n > 32 {
		t.Errorf("%d legs could be taken", n-1)
	}
	for range 300 { // until the process has heard of the last
		if _, ok := c.Figures(n - 1); ok {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if live := dial(t, o, newEars()).Live(); len(live) != int(n-1) {
		t.Errorf("the next brain is told of %d legs", len(live))
	}
}

func TestSocketIsOursAlone(t *testing.T) {
	o := serve(t, Options{Bind: netip.MustParseAddr("127.32.4.1")})
	info, err := os.Stat(o.Socket)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the socket is %v, %v", info.Mode(), err)
	}
	if err := Serve(context.Background(), o); err == nil || !strings.Contains(err.Error(), "stop it first") {
		t.Errorf("a second sound process says %v", err)
	}
}

// A port rests before another party gets it.
func TestPortsDrain(t *testing.T) {
	s := newBench(t, "127.32.5.1")
	l := s.use(0, 1, netip.MustParseAddrPort("127.32.5.2:4000"))
	s.drop(l)
	s.now += drainTime - 1
	s.release()
	if l.place != placeDraining {
		t.Error("the port was free too soon")
	}
	s.now++
	s.release()
	if l.place != placeFree || s.free.line[len(s.free.line)-1] != l {
		t.Error("the port isn't last in line")
	}
}

// Take never waits, and the pool grows under load.
func TestReadyLegsUnderLoad(t *testing.T) {
	o := serve(t, Options{Bind: netip.MustParseAddr("127.32.6.1")})
	c := dial(t, o, newEars())
	taken, missed := 0, 0
	for leg := telephony.LegID(1); taken < 300 && missed < 3000; {
		if _, ok := c.Take(leg); !ok {
			missed++
			time.Sleep(time.Millisecond)
			continue
		}
		taken++
		leg++
	}
	if taken < 300 {
		t.Fatalf("only %d legs could be taken", taken)
	}
	one, _ := c.Take(1)
	if again, ok := c.Take(1); !ok || again != one {
		t.Errorf("a leg taken again is at %v instead of %v", again, one)
	}
	for leg := telephony.LegID(1); leg <= 300; leg++ {
		c.Drop(leg)
	}
	for range 300 {
		if c.Health().Legs == 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d legs are left over", c.Health().Legs)
}

// A held party is sent nothing; afterwards its stream goes on without a gap.
func TestHold(t *testing.T) {
	k := newTalk(t, "127.32.7", nil, nil)
	for k.called.listen(50*time.Millisecond) != nil {
	}
	k.caller.send(packetOf(1))
	last := k.called.hear()
	held := k.called.sound()
	held.Held = true
	k.c.Aim(2, held)
	k.c.Play(1, "", "music") // what the exchange does meanwhile
	k.caller.hear()
	for range 5 {
		k.caller.send(packetOf(2))
	}
	if p := k.called.listen(50 * time.Millisecond); p != nil {
		t.Errorf("on hold came %v", p)
	}
	k.c.Play(1, "", "")
	k.c.Aim(2, k.called.sound())
	for range 50 {
		k.caller.send(packetOf(3))
		if p := k.called.listen(20 * time.Millisecond); p != nil {
			if p.SequenceNumber != last.SequenceNumber+1 || p.SSRC != last.SSRC || !p.Marker {
				t.Errorf("after\n%v came\n%v", last, p)
			}
			return
		}
	}
	t.Error("after the hold nothing is heard")
}
