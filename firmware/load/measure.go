package load

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spojka/spojka/telephony"
)

// begin opens an office and times what follows.
func begin(j Job) (*office, func() Outcome, error) {
	o, err := newOffice(j)
	if err != nil {
		return nil, nil, err
	}
	start, cpu, own := time.Now(), CPU(j.Pids), ownCPU()
	return o, func() Outcome {
		o.mu.Lock()
		defer o.mu.Unlock()
		return Outcome{Failed: o.failures, Trouble: o.trouble, Elapsed: time.Since(start), CPU: CPU(j.Pids) - cpu, OwnCPU: ownCPU() - own}
	}, nil
}

// offer measures, one call after another, the time from a caller's INVITE to
// the operator's, through the queue.
func offer(j Job) (Outcome, error) {
	o, figures, err := begin(j)
	if err != nil {
		return Outcome{}, err
	}
	defer o.close()
	if err := o.onAir(j.Seats); err != nil {
		return Outcome{}, err
	}
	var took []time.Duration
	for range j.Calls {
		l := o.ring()
		at, ok := l.await(l.offered)
		if !ok {
			return Outcome{}, fmt.Errorf("a call was not offered: %s", o.trouble)
		}
		took = append(took, at.Sub(l.invited))
		_, answered := l.await(l.answered)
		o.hangUp(l)
		if _, over := l.await(l.over); !answered || !over {
			o.fail("a call was offered, but not answered and ended")
		}
		if err := o.settle(); err != nil {
			return Outcome{}, err
		}
		time.Sleep(2 * time.Millisecond) // the box comes to rest between calls
	}
	out := figures()
	out.Took, out.Calls = spread(took), len(took)
	return out, nil
}

// freed measures the time from the only operator's Save to his next call,
// while j.Calls callers wait.
func freed(j Job) (Outcome, error) {
	o, figures, err := begin(j)
	if err != nil {
		return Outcome{}, err
	}
	defer o.close()
	if err := o.onAir(j.Seats[:1]); err != nil {
		return Outcome{}, err
	}
	type ringing struct {
		line *line
		at   time.Time
	}
	offers := make(chan ringing, j.Calls+2)
	call := func() {
		l := o.ring()
		go func() {
			select {
			case at := <-l.offered:
				offers <- ringing{l, at}
			case <-o.gone:
			}
		}()
	}
	for range j.Calls + 1 { // the first is his already
		call()
		time.Sleep(spacing)
	}
	var took []time.Duration
	var asked time.Time
	for end := time.Now().Add(j.For); ; call() {
		var r ringing
		select {
		case r = <-offers:
		case <-time.After(patience):
			return Outcome{}, errors.New("a freed operator got no call")
		}
		if !asked.IsZero() {
			took = append(took, r.at.Sub(asked))
		}
		if time.Now().After(end) {
			break
		}
		if asked, err = o.free(r.line, telephony.AgentID(j.Seats[0].Agent)); err != nil {
			return Outcome{}, err
		}
	}
	out := figures()
	out.Took, out.Calls = spread(took), len(took)
	return out, nil
}

// free lets the caller hang up once he talks, and the operator save; it
// returns when Save was asked.
func (o *office) free(l *line, agent telephony.AgentID) (time.Time, error) {
	if _, err := o.until(agent, telephony.Talking); err != nil {
		return time.Time{}, err
	}
	o.hangUp(l)
	call, err := o.until(agent, telephony.Wrapping)
	if err != nil {
		return time.Time{}, err
	}
	time.Sleep(5 * time.Millisecond)
	asked := time.Now()
	return asked, o.control.Ask("save", telephony.SaveCall{Agent: agent, Call: call, Form: telephony.SaveForm{Unknown: true}})
}

// until waits until an operator does something.
func (o *office) until(agent telephony.AgentID, work telephony.Work) (telephony.CallID, error) {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(time.Millisecond) {
		shot, err := o.control.Snapshot()
		if err != nil {
			return 0, err
		}
		for _, a := range shot.Agents {
			if a.ID == agent && a.Work == work {
				return a.Call, nil
			}
		}
	}
	return 0, errors.New("the operator is not " + string(work))
}

// transit counts calls that are set up into the queue and down again, with
// j.Calls at a time and no operator.
func transit(j Job) (Outcome, error) {
	o, figures, err := begin(j)
	if err != nil {
		return Outcome{}, err
	}
	defer o.close()
	return o.inParallel(figures, o.whole), nil
}

// handled counts calls that are offered, answered, hung up and saved, with an
// operator at every seat.
func handled(j Job) (Outcome, error) {
	o, figures, err := begin(j)
	if err != nil {
		return Outcome{}, err
	}
	defer o.close()
	if err := o.onAir(j.Seats); err != nil {
		return Outcome{}, err
	}
	stop := make(chan struct{})
	var clerk sync.WaitGroup
	clerk.Go(func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
			}
			if _, err := o.save(); err != nil {
				o.fail("saving: %v", err)
			}
		}
	})
	out := o.inParallel(figures, func(l *line) bool {
		_, offered := l.await(l.offered)
		return o.whole(l) && offered
	})
	close(stop)
	clerk.Wait()
	return out, nil
}

// whole waits for the answer of a call, hangs up and waits for its end.
func (o *office) whole(l *line) bool {
	if _, answered := l.await(l.answered); !answered {
		return false
	}
	o.hangUp(l)
	_, over := l.await(l.over)
	return over
}

// spacing is between the first calls of many: a crowd, not a flood.
const spacing = 2 * time.Millisecond

// inParallel makes calls, j.Calls at a time, for as long as the job says.
func (o *office) inParallel(figures func() Outcome, one func(*line) bool) Outcome {
	var done atomic.Int64
	var all sync.WaitGroup
	end := time.Now().Add(o.j.For)
	for range o.j.Calls {
		time.Sleep(spacing)
		all.Go(func() {
			for time.Now().Before(end) {
				if l := o.ring(); one(l) {
					done.Add(1)
				} else {
					o.fail("a call did not go through")
					time.Sleep(20 * time.Millisecond)
				}
			}
		})
	}
	all.Wait()
	out := figures()
	out.Calls = int(done.Load())
	return out
}
