package book

import (
	"encoding/binary"
	"encoding/json"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Append queues facts and returns the number of the first. It never blocks.
func (b *Book) Append(at telephony.Moment, facts []telephony.Fact) uint64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := b.next
	if len(b.queue) == 0 {
		b.since = time.Now()
	}
	for _, f := range facts {
		e := Entry{N: b.next, At: at, Fact: f}
		b.queue = append(b.queue, e)
		b.foldLocked(e)
		b.next++
	}
	return n
}

// Promise calls done when everything up to fact n is on disk, or can't be
// because the book was closed. Promises are kept in order, from the
// committer's goroutine.
func (b *Book) Promise(n uint64, done func(error)) {
	b.mu.Lock()
	b.promises = append(b.promises, promise{n, done})
	b.mu.Unlock()
	b.ring()
}

// Checkpoint keeps the desk's state as it is after fact n.
func (b *Book) Checkpoint(n uint64, state []byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.mark = &mark{n, state}
}

// Oldest is how long the oldest fact has waited for the disk.
func (b *Book) Oldest() time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.queue) == 0 {
		return 0
	}
	return time.Since(b.since)
}

func (b *Book) ring() {
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

// commitAll is the committer.
func (b *Book) commitAll() {
	defer close(b.done)
	tick := time.NewTicker(commitEach)
	defer tick.Stop()
	for {
		select {
		case <-b.wake:
		case <-tick.C:
		}
		for {
			err := b.commit()
			if err == nil {
				break
			}
			b.o.Trouble("the book can't be written; it is tried again", err)
			if b.isClosed() {
				b.breakPromises(err)
				return
			}
			time.Sleep(retryAfter)
		}
		if b.isClosed() {
			return
		}
	}
}

func (b *Book) isClosed() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.closed
}

// batch is what one commit writes.
type batch struct {
	facts []Entry
	calls []line
	last  uint64
	mark  *mark
}

func (b *Book) gather() batch {
	b.mu.Lock()
	defer b.mu.Unlock()
	t := batch{facts: b.queue[:len(b.queue):len(b.queue)], last: b.next - 1, mark: b.mark}
	for _, k := range b.calls {
		if k.dirty {
			t.calls = append(t.calls, k.line)
		}
	}
	return t
}

func (b *Book) commit() error {
	t := b.gather()
	if len(t.facts) > 0 {
		if err := b.write(t); err != nil {
			return err
		}
	}
	if t.mark != nil {
		if err := b.writeMark(t.mark); err != nil {
			return err
		}
	}
	for _, done := range b.settle(t) {
		done(nil)
	}
	return nil
}

// write puts facts and changed calls into the files of their months, facts of
// a month and its calls in one step.
func (b *Book) write(t batch) error {
	type part struct {
		facts []Entry
		calls []line
	}
	parts := make(map[string]*part)
	of := func(at time.Time) *part {
		name := at.UTC().Format("2006-01")
		if parts[name] == nil {
			parts[name] = new(part)
		}
		return parts[name]
	}
	for _, e := range t.facts {
		p := of(e.At.Wall)
		p.facts = append(p.facts, e)
	}
	for _, c := range t.calls {
		p := of(c.At)
		p.calls = append(p.calls, c)
	}
	for name, p := range parts {
		s, err := b.month(name, true)
		if err != nil {
			return err
		}
		if err := writePart(s, p.facts, p.calls); err != nil {
			return err
		}
	}
	return nil
}

func writePart(s Store, facts []Entry, calls []line) error {
	return s.Write(func(put func(string, []byte, []byte) error) error {
		for _, e := range facts {
			v, err := Encode(e.At, e.Fact)
			if err != nil {
				return err
			}
			if err := put(bucketFacts, binary.BigEndian.AppendUint64(nil, e.N), v); err != nil {
				return err
			}
		}
		for _, c := range calls {
			v, err := json.Marshal(c)
			if err != nil {
				return err
			}
			if err := put(bucketCalls, callKey(c.ID), v); err != nil {
				return err
			}
		}
		return nil
	})
}

func callKey(id telephony.CallID) []byte { return binary.BigEndian.AppendUint64(nil, uint64(id)) }

func (b *Book) writeMark(m *mark) error {
	return b.now.Write(func(put func(string, []byte, []byte) error) error {
		return put(bucketMeta, []byte("checkpoint"), append(binary.BigEndian.AppendUint64(nil, m.n), m.state...))
	})
}

// settle forgets what is on disk now and returns the promises that are kept.
func (b *Book) settle(t batch) (kept []func(error)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.queue = append([]Entry(nil), b.queue[len(t.facts):]...)
	b.since = time.Now()
	if b.mark == t.mark {
		b.mark = nil
	}
	for id, k := range b.calls {
		if k.N <= t.last {
			k.dirty = false
		}
		if !k.dirty && !open(k.CallRecord) {
			delete(b.calls, id)
		}
	}
	var later []promise
	for _, p := range b.promises {
		if p.n <= t.last {
			kept = append(kept, p.done)
		} else {
			later = append(later, p)
		}
	}
	b.promises = later
	return kept
}

func (b *Book) breakPromises(err error) {
	b.mu.Lock()
	broken := b.promises
	b.promises = nil
	b.mu.Unlock()
	for _, p := range broken {
		p.done(err)
	}
}

// open says that a call is not finished: it stays in memory.
func open(r telephony.CallRecord) bool {
	return r.Outcome == "" || r.State == telephony.ProcessOpen || r.State == telephony.ProcessUnprocessed
}
