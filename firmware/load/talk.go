package load

import (
	"errors"
	"fmt"
	"time"
)

// talk measures the sound of j.Calls recorded two-way calls at once: what the
// box adds from just before a packet is sent to the kernel's stamp of its
// arrival on the other side.
func talk(j Job) (Outcome, error) {
	e, err := newEngine(j.Trunk, j.Phones)
	if err != nil {
		return Outcome{}, err
	}
	defer e.close()
	o, err := newOffice(j)
	if err != nil {
		return Outcome{}, err
	}
	defer o.close()
	o.callerSound, o.phoneSound = e.sides[0].addr, e.sides[1].addr
	if err := o.onAir(j.Seats[:j.Calls]); err != nil {
		return Outcome{}, err
	}
	before, first := each(j.Pids), []int64(nil)
	for n := range j.Calls {
		if n == 1 {
			time.Sleep(500 * time.Millisecond)
			first = each(j.Pids)
		}
		l := o.ring()
		_, offered := l.await(l.offered)
		_, answered := l.await(l.answered)
		if !offered || !answered {
			return Outcome{}, fmt.Errorf("a call came to nothing: %s", o.trouble)
		}
		o.mu.Lock()
		e.add(l.boxCaller, l.boxPhone)
		o.mu.Unlock()
	}
	time.Sleep(500 * time.Millisecond) // bridges stand, the music is over
	out, err := e.measure(j)
	out.Before, out.First, out.During = before, first, each(j.Pids)
	return out, err
}

// soundOnly measures a bare relay in the same way.
func soundOnly(j Job) (Outcome, error) {
	e, err := newEngine(j.Trunk, j.Phones)
	if err != nil {
		return Outcome{}, err
	}
	defer e.close()
	if len(j.Relay) < 2*j.Calls {
		return Outcome{}, errors.New("the relay has too few ports")
	}
	for i := range j.Calls {
		e.add(j.Relay[2*i], j.Relay[2*i+1])
	}
	return e.measure(j)
}

// measure lets everybody talk: a moment that doesn't count, so that both
// sides know where the other is, then the measured time.
func (e *engine) measure(j Job) (Outcome, error) {
	e.run(300*time.Millisecond, false)
	before, own := cpus(j.Pids), ownCPU()
	start := time.Now()
	e.run(j.For, true)
	out := Outcome{Calls: len(e.streams) / 2, Elapsed: time.Since(start), CPUs: cpus(j.Pids), OwnCPU: ownCPU() - own}
	for i := range out.CPUs {
		out.CPUs[i] -= before[i]
		out.CPU += out.CPUs[i]
	}
	e.drain(200 * time.Millisecond)
	out.Sent, out.Lost = e.sent, e.sent-len(e.took)
	out.Took = spread(e.took)
	if e.astray > 0 {
		out.Trouble = fmt.Sprintf("%d packets came to the wrong party", e.astray)
	}
	return out, nil
}
