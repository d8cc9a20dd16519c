package book

import (
	"errors"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/stats"
)

// ErrLost says that a fact found no room in memory while the disk did not
// take what came before it.
var ErrLost = errors.New("the disk took nothing for too long and memory for the book is full: see to the disk")

// kept is a call that is open or not yet on disk.
type kept struct {
	rec   telephony.CallRecord
	home  string // month of its line
	dirty uint64 // the last fact in it that isn't on disk; 0: none
}

// Append queues facts and returns the number of the first. It never blocks.
func (b *Book) Append(at telephony.Moment, facts []telephony.Fact) uint64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	n, month, now := b.next, b.shelf.month(at), time.Now()
	for _, f := range facts {
		e := Entry{N: b.next, At: at, Fact: f}
		b.next++
		stays := len(b.queue) < b.o.MostQueued
		dates := b.see(e, month, stays)
		if !stays {
			b.lose(e.N)
			continue
		}
		b.queue = append(b.queue, queued{e, month, now, dates})
		for i := range b.o.Owes(f) {
			b.owed[todoKey{e.N, i}] = month
		}
	}
	return n
}

// lose notes that a fact will never be on disk.
func (b *Book) lose(n uint64) {
	if b.lost.to == 0 {
		b.lost.from = n
		go b.o.Trouble("facts are lost", ErrLost)
	}
	b.lost.to = n
}

// see folds a fact into the calls in memory, and lists those whose time it
// made sure.
func (b *Book) see(e Entry, month string, stays bool) (dates []telephony.CallID) {
	if id, ok := b.o.CallOf(e.Fact); ok {
		b.seeCall(id, e, month, stays)
	}
	if !b.o.Dates(e.At, e.Fact) {
		return nil
	}
	for id, k := range b.calls {
		if isUnsure(&k.rec, e.At.Boot) && b.seeCall(id, e, month, stays) {
			dates = append(dates, id)
		}
	}
	return dates
}

func (b *Book) seeCall(id telephony.CallID, e Entry, month string, stays bool) bool {
	k := b.calls[id]
	var old *telephony.CallRecord
	if k != nil {
		old = &k.rec
	}
	rec, changed := b.o.Fold(old, e.N, e.At, e.Fact)
	if !changed {
		return false
	}
	if k == nil {
		k = &kept{home: month}
		b.calls[id] = k
	}
	k.rec = rec
	if stays {
		k.dirty = e.N
	}
	return true
}

// forget drops a call that is on disk and finished.
func (b *Book) forget(id telephony.CallID) {
	if k := b.calls[id]; k != nil && k.dirty == 0 && stats.Finished(&k.rec) {
		delete(b.calls, id)
	}
}

// Promise calls done when everything up to fact n is on disk, or can't be
// because the book was closed or the fact was lost. Promises are kept in
// order, from the committer's goroutine.
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
	return time.Since(b.queue[0].since)
}

func (b *Book) ring() {
	select {
	case b.wake <- struct{}{}:
	default:
	}
}
