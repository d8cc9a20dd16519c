package main

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// noticed is how soon a process that hangs works again (FAULTS 29), with some
// time for a computer that is busy with other tests.
const noticed = 5*time.Second + 2*time.Second

// freeze stops a process as a fault that hangs does, not as one that kills.
func (b *running) freeze(name string) (pid int) {
	b.t.Helper()
	pid = b.pids()[name]
	if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
		b.t.Fatal(err)
	}
	return pid
}

// FAULTS 29: hung, not dead.
func TestBoxNoticesAHungBrain(t *testing.T) {
	b := newBox(t, "127.45.11.1", "127.45.11.2", nil).start("--sim=false")
	o := b.open("203")
	c := o.talking("203")
	id := b.works("jana", telephony.Talking)
	began, pid := time.Now(), b.freeze("brain")
	b.until("another brain", func() bool { return b.pids()["brain"] != pid })
	if got := b.works("jana", telephony.Talking); got != id {
		t.Errorf("jana talks in %s, it was %s", got, id)
	}
	if took := time.Since(began); took > noticed {
		t.Errorf("it went on after %s", took)
	} else {
		t.Logf("it went on after %s", took)
	}
	c.goesOn()
	c.unbroken()
	c.caller.HangUp()
	talked := time.Since(c.began)
	r := b.record(b.save("jana", ""))
	if caller, _ := b.recording(r.Recording); len(caller) < int((talked-time.Second).Seconds()*8000) {
		t.Errorf("%d samples are recorded of %s", len(caller), talked)
	}
	if !strings.Contains(b.out.String(), "brain ended (it hung)") {
		t.Error("nobody was told")
	}
}

func TestBoxNoticesHungSound(t *testing.T) {
	b := newBox(t, "127.45.12.1", "127.45.12.2", nil).start("--sim=false")
	o := b.open("203")
	c := o.talking("203")
	began := time.Now()
	b.freeze("media")
	over(t, "the caller", c.caller)
	over(t, "the operator", c.called)
	if took := time.Since(began); took > noticed {
		t.Errorf("released after %s", took)
	} else {
		t.Logf("released after %s", took)
	}
	b.save("jana", "zvuk stál")
	b.until("another sound process", func() bool { return b.figures().Sound })
	c = o.talking("203")
	c.caller.HangUp()
	b.save("jana", "")
}

// The brain is killed while a caller waits, while a phone rings, while a party
// holds and while the operator writes; each time the box is right again.
func TestBoxKillBrainInEachState(t *testing.T) {
	b := newBox(t, "127.45.13.1", "127.45.13.2", nil).start("--sim=false")
	o := b.open()
	waits := o.call("800100200")
	b.stage(telephony.StageWaiting, 1)
	b.onDisk()
	b.again("brain")
	b.stage(telephony.StageWaiting, 1)
	sounds(t, "the caller who waits", waits)

	o.sit("203", netipNext(b.trunk, 1))
	first := o.ring("203")
	b.until("facts", func() bool { return b.figures().Unwritten > 0 })
	b.onDisk()
	b.again("brain")
	over(t, "the phone that rang", first)
	phone := o.ring("203") // offered anew
	if err := phone.Answer(); err != nil {
		t.Fatal(err)
	}
	id := b.works("jana", telephony.Talking)

	b.until("a talk that both hear", func() bool { return hears(waits, 880) && hears(phone, 440) })
	if err := phone.Hold(true); err != nil {
		t.Fatal(err)
	}
	b.until("a held call", func() bool { s := b.snapshot(); return len(s.Calls) == 1 && s.Calls[0].Held })
	b.onDisk()
	b.again("brain")
	if err := phone.Hold(false); err != nil {
		t.Errorf("given back: %v", err)
	}
	b.until("a talk given back", func() bool { return hears(waits, 880) && hears(phone, 440) })

	waits.HangUp()
	b.works("jana", telephony.Wrapping)
	b.onDisk()
	b.again("brain")
	if got := b.save("jana", "čtyřikrát"); got != id {
		t.Errorf("saved %s, talked in %s", got, id)
	}
	b.again("brain")
	if r := b.record(id); r.Note != "čtyřikrát" || r.State != telephony.ProcessSaved {
		t.Errorf("it stands in the list as %+v", r)
	}
	b.empty()
}

// onDisk waits until nothing waits for the disk: what is younger than that may
// be lost with the brain.
func (b *running) onDisk() {
	b.t.Helper()
	b.until("facts on disk", func() bool { return b.figures().Unwritten == 0 })
}

// again kills a process and waits until the box works with another.
func (b *running) again(name string) {
	b.t.Helper()
	old := b.pids()[name]
	b.kill(name)
	b.until("another "+name, func() bool { return b.pids()[name] != old })
	b.until("a box that takes calls", func() bool {
		s, err := b.control.Snapshot()
		return err == nil && len(s.Queues) > 0 && b.figures().Sound
	})
}

// sounds waits until a party hears something.
func sounds(t testing.TB, who string, c *sim.Call) {
	t.Helper()
	from := c.Figures().Received
	for end := time.Now().Add(20 * time.Second); c.Figures().Received < from+50; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s hears nothing: %s", who, c.State())
		}
	}
}

// The sound is killed in each state: nobody is left behind, the next caller is
// served.
func TestBoxKillSoundInEachState(t *testing.T) {
	b := newBox(t, "127.45.14.1", "127.45.14.2", nil).start("--sim=false")
	o := b.open()
	waits := o.call("800100200")
	b.stage(telephony.StageWaiting, 1)
	b.again("media")
	over(t, "the caller who waits", waits)

	o.sit("203", netipNext(b.trunk, 1))
	ringing := o.call("800100200")
	phone := o.ring("203")
	b.again("media")
	over(t, "the caller who hears ringing", ringing)
	over(t, "the phone that rings", phone)

	c := o.talking("203")
	if err := c.called.Hold(true); err != nil {
		t.Fatal(err)
	}
	b.again("media")
	over(t, "the held caller", c.caller)
	over(t, "the operator", c.called)

	b.works("jana", telephony.Wrapping)
	b.again("media")
	b.save("jana", "")
	c = o.talking("203")
	c.caller.HangUp()
	b.save("jana", "")
	b.empty()
}

// Worker and simulated phones may die at any time; recordings are made later,
// phones come back.
func TestBoxKillHelpersInACall(t *testing.T) {
	t.Parallel()
	b := newBox(t, "127.45.15.1", "127.45.15.2", nil).start()
	b.onAir("petr", "201")
	for range 3 {
		b.again("worker")
	}
	out, err := b.spojka("call", "--hold=1s")
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	b.again("worker")
	b.again("sim")
	r := b.record(b.save("petr", ""))
	b.recording(r.Recording)
	if out, err := b.spojka("call", "--hold=1s"); err != nil {
		t.Errorf("after the phones came back: %v\n%s", err, out)
	}
	b.again("sim")
	b.save("petr", "")
	b.empty()
}

// Everything dies again and again; then the box serves at once.
func TestBoxRestartStorm(t *testing.T) {
	b := newBox(t, "127.45.16.1", "127.45.16.2", nil).start("--sim=false")
	o := b.open("203")
	for range 8 {
		for _, name := range []string{"brain", "media", "worker"} {
			if pid, ok := b.pids()[name]; ok {
				_ = syscall.Kill(pid, syscall.SIGKILL)
			}
		}
		time.Sleep(70 * time.Millisecond) // in all states of starting
	}
	b.until("a box that takes calls", func() bool { return b.figures().Sound })
	b.until("an operator", func() bool { s, err := b.control.Snapshot(); return err == nil && reachable(s, "203") })
	c := o.talking("203")
	c.caller.HangUp()
	b.save("jana", "")
	if n := strings.Count(b.out.String(), "Spojka is running"); n != 1 {
		t.Errorf("%d greetings", n)
	}
	b.empty()
}

func reachable(s *telephony.Snapshot, seat telephony.SeatID) bool {
	for _, v := range s.Seats {
		if v.ID == seat {
			return v.Reach == telephony.Reachable
		}
	}
	return false
}

// empty fails the test unless no call, leg or port is left, and no step
// panicked.
func (b *running) empty() {
	b.t.Helper()
	b.until("no call", func() bool { return len(b.stages()) == 0 })
	var f boxFigures
	defer func() {
		if b.t.Failed() {
			b.t.Logf("figures %+v", f)
		}
	}()
	b.until("no leg", func() bool {
		f = b.figures()
		return f.Legs == 0 && f.SoundLegs == 0
	})
	if f.Panics > 0 || strings.Contains(b.out.String(), "panic") {
		b.t.Errorf("figures %+v", f)
	}
}

// figures are the running box's own.
func (b *running) figures() (f boxFigures) {
	b.t.Helper()
	box := dialControl(settings{data: b.dir})
	defer box.CloseIdleConnections()
	_ = fetch(soon(b.t), box, "/figures", &f) // none while the brain starts
	return f
}
