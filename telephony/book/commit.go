package book

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
)

const (
	commitEach = time.Second
	mostInOne  = 5000 // facts in one step of the disk
	retryFirst = 250 * time.Millisecond
	retryLast  = 5 * time.Second
	remindEach = 30 * time.Second
)

// errClosed breaks promises that come after the end.
var errClosed = errors.New("the book is closed")

// commitAll is the committer.
func (b *Book) commitAll() {
	defer close(b.ended)
	tick := time.NewTicker(commitEach)
	defer tick.Stop()
	for !b.isClosed() {
		select {
		case <-b.wake:
		case <-tick.C:
		}
		b.insist()
	}
	err := errClosed
	if failed := b.commit(); failed != nil {
		err = failed
		b.o.Trouble("the book could not be written before it was closed", failed)
	}
	b.breakPromises(err)
}

// insist commits until it works or the book is closed.
func (b *Book) insist() {
	wait, told := retryFirst, time.Time{}
	for {
		err := b.commit()
		if err == nil {
			return
		}
		if time.Since(told) > remindEach {
			b.o.Trouble("the book can't be written; it is tried again", err)
			told = time.Now()
		}
		if !b.pause(wait) {
			return
		}
		wait = min(2*wait, retryLast)
	}
}

// pause waits; false: the book was closed.
func (b *Book) pause(d time.Duration) bool {
	for end := time.Now().Add(d); ; {
		select {
		case <-b.wake: // a promise can't hurry a broken disk
		case <-time.After(time.Until(end)):
			return true
		}
		if b.isClosed() {
			return false
		}
	}
}

func (b *Book) isClosed() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.closed
}

// batch is what one commit writes. Steps that are done are taken off it, so
// that a second try repeats only what failed.
type batch struct {
	facts  []queued // of one month
	calls  []telephony.CallID
	writes []*monthWrite // in this order
	mark   *mark
	done   []todoItem
	cut    bool // there was more to take
}

// monthWrite is one step in one month's file.
type monthWrite struct {
	month string
	facts []queued                     // to be put there
	folds map[telephony.CallID][]Entry // facts of calls whose line is there
	done  []todoKey
}

// commit writes what is new, month by month, and keeps promises.
func (b *Book) commit() error {
	for {
		if b.batch == nil {
			t, err := b.gather()
			if err != nil {
				return err
			}
			b.batch = t
		}
		if err := b.write(b.batch); err != nil {
			return err
		}
		t := b.batch
		b.batch = nil
		kept, more := b.settle(t)
		for _, p := range kept {
			p.done(p.err)
		}
		if !more {
			return nil
		}
	}
}

func (b *Book) write(t *batch) error {
	for len(t.writes) > 0 {
		if err := b.writeMonth(t.writes[0]); err != nil {
			// Opened again the next time, and mended if it is damaged.
			return errors.Join(err, b.shelf.volume(t.writes[0].month).close())
		}
		t.writes = t.writes[1:]
	}
	if t.mark == nil {
		return nil
	}
	return b.writeMark(t.mark)
}

// gather takes the oldest facts that belong in one month's file: facts are on
// disk in the order of their numbers, without a gap, whenever the power goes.
func (b *Book) gather() (*batch, error) {
	b.mu.Lock()
	t := &batch{}
	if len(b.queue) > 0 {
		month := b.queue[0].month
		n := slices.IndexFunc(b.queue, func(q queued) bool { return q.month != month })
		if n < 0 {
			n = len(b.queue)
		}
		n = min(n, mostInOne)
		t.facts = b.queue[:n:n]
	}
	last := b.next - 1
	if t.cut = len(t.facts) < len(b.queue); t.cut {
		last = t.facts[len(t.facts)-1].N
	}
	if b.mark != nil && b.mark.n <= last {
		t.mark = b.mark
	}
	t.done = b.takeDone(last)
	homes := make(map[telephony.CallID]string)
	for id, k := range b.callsOf(t.facts) {
		homes[id] = k.home
	}
	b.mu.Unlock()
	err := b.plan(t, homes)
	if err != nil {
		b.giveBack(t.done)
	}
	return t, err
}

// callsOf has the calls in memory that facts belong to. The caller holds the
// lock.
func (b *Book) callsOf(facts []queued) map[telephony.CallID]*kept {
	found := make(map[telephony.CallID]*kept)
	for _, q := range facts {
		ids := q.dates
		if id, ok := b.o.CallOf(q.Fact); ok {
			ids = append(slices.Clip(ids), id)
		}
		for _, id := range ids {
			if k := b.calls[id]; k != nil {
				found[id] = k
			}
		}
	}
	return found
}

// plan spreads a batch over the files: the facts with the lines of their own
// month first, lines of other months after them.
func (b *Book) plan(t *batch, homes map[telephony.CallID]string) error {
	by := make(map[string]*monthWrite)
	of := func(month string) *monthWrite {
		if by[month] == nil {
			by[month] = &monthWrite{month: month, folds: make(map[telephony.CallID][]Entry)}
			t.writes = append(t.writes, by[month])
		}
		return by[month]
	}
	if len(t.facts) > 0 {
		of(t.facts[0].month).facts = t.facts
	}
	for _, q := range t.facts {
		ids, err := b.dated(q, homes)
		if err != nil {
			return err
		}
		if id, ok := b.o.CallOf(q.Fact); ok {
			ids = append(ids, id)
		}
		for _, id := range ids {
			home, err := b.home(id, q.month, homes)
			if err != nil {
				return err
			}
			w := of(home)
			if w.folds[id] == nil {
				t.calls = append(t.calls, id)
			}
			w.folds[id] = append(w.folds[id], q.Entry)
		}
	}
	for _, d := range t.done {
		w := of(d.month)
		w.done = append(w.done, d.todoKey)
	}
	if len(t.writes) > 1 {
		slices.SortFunc(t.writes[1:], func(x, y *monthWrite) int { return strings.Compare(x.month, y.month) })
	}
	return nil
}

// home is the month in which a call's line stands, or begins to.
func (b *Book) home(id telephony.CallID, month string, homes map[telephony.CallID]string) (string, error) {
	if home, known := homes[id]; known {
		return home, nil
	}
	_, stored, found, err := b.stored(id)
	if err != nil {
		return "", err
	}
	if found {
		month = stored
	}
	homes[id] = month
	return month, nil
}

// keptPromise is a promise with its end.
type keptPromise struct {
	promise
	err error
}

// settle forgets what is on disk now and returns the promises that are kept.
// More: there is more to write, and not only what came meanwhile and may wait
// for its second.
func (b *Book) settle(t *batch) (done []keptPromise, more bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.queue = slices.Clone(b.queue[len(t.facts):])
	last := b.next - 1
	if len(b.queue) > 0 {
		last = b.queue[0].N - 1
	}
	if b.mark == t.mark {
		b.mark = nil
	}
	for _, id := range t.calls {
		if k := b.calls[id]; k != nil && k.dirty <= last {
			k.dirty = 0
		}
		b.forget(id)
	}
	var later []promise
	for _, p := range b.promises {
		switch {
		case b.lost.has(p.n):
			done = append(done, keptPromise{p, ErrLost})
		case p.n <= last:
			done = append(done, keptPromise{p, nil})
		default:
			later = append(later, p)
		}
	}
	b.promises = later
	return done, t.cut || len(later) > 0 && len(b.queue) > 0
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
