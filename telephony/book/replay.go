package book

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/spojka/spojka/telephony"
)

// Replay gives the last checkpoint and every fact after it, in order, and
// returns the number of the last fact. A checkpoint that can't be loaded is
// passed over: then all facts are given. It also completes lines of the list
// of calls that a power cut left behind their facts.
func (b *Book) Replay(load func(state []byte) error, apply func(Entry)) (uint64, error) {
	after, state, err := b.checkpoint()
	if err != nil {
		return 0, err
	}
	if state != nil {
		if err := load(state); err != nil {
			b.o.Trouble("the state kept can't be used; the whole book is read instead", err)
			after = 0
		}
	}
	behind := make(map[string]*monthWrite)
	err = b.tail(after, func(e Entry, month string) error {
		apply(e)
		return b.compare(e, month, behind)
	})
	if err != nil {
		return 0, fmt.Errorf("reading the book: %w", err)
	}
	for _, w := range behind {
		if err := b.catchUp(w); err != nil {
			return 0, err
		}
	}
	return b.next - 1, nil
}

func (b *Book) checkpoint() (n uint64, state []byte, err error) {
	v, err := b.now.Read(bucketMeta, []byte("checkpoint"))
	if err != nil || len(v) < 8 {
		return 0, nil, err
	}
	return binary.BigEndian.Uint64(v), v[8:], nil
}

func (b *Book) writeMark(m *mark) error {
	return b.now.Write(func(put func(string, []byte, []byte) error) error {
		return put(bucketMeta, []byte("checkpoint"), append(key64(m.n), m.state...))
	})
}

// tail walks the facts after a number, in order, over all months.
func (b *Book) tail(after uint64, f func(Entry, string) error) error {
	all := func([]byte) verdict { return keep }
	w := &rows{}
	for _, v := range b.shelf.all() {
		w.cursors = append(w.cursors, &cursor{v: v, bucket: bucketFacts, low: after + 1, high: b.next, judge: all})
	}
	for {
		month := ""
		if c := w.first(); c != nil {
			month = c.v.month
		}
		r, more, err := w.next()
		if err != nil || !more {
			return err
		}
		e, err := Decode(r.key, r.value)
		if err != nil {
			return err
		}
		if err := f(e, month); err != nil {
			return err
		}
	}
}

// compare notes a fact that the line of its call doesn't know yet, or those of
// the calls whose time it makes sure.
func (b *Book) compare(e Entry, month string, behind map[string]*monthWrite) error {
	ids, err := b.datedTail(e)
	if err != nil {
		return err
	}
	if id, ok := b.o.CallOf(e.Fact); ok {
		ids = append(ids, id)
	}
	for _, id := range ids {
		if err := b.compareCall(id, e, month, behind); err != nil {
			return err
		}
	}
	return nil
}

func (b *Book) compareCall(id telephony.CallID, e Entry, month string, behind map[string]*monthWrite) error {
	l, home, found, err := b.stored(id)
	if err != nil {
		return err
	}
	if !found {
		home = month
		if k := b.calls[id]; k != nil {
			home = k.home
		}
	}
	if found && l.n >= e.N {
		return nil
	}
	b.seeCall(id, e, home, false)
	if behind[home] == nil {
		behind[home] = &monthWrite{month: home, folds: make(map[telephony.CallID][]Entry)}
	}
	behind[home].folds[id] = append(behind[home].folds[id], e)
	return nil
}

// catchUp writes lines that were behind.
func (b *Book) catchUp(w *monthWrite) error {
	if err := b.writeMonth(w); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for id := range w.folds {
		b.forget(id)
	}
	return nil
}

// loadOpen takes the unfinished calls of a month's file into memory.
func (b *Book) loadOpen(v *volume, s Store) error {
	var ids [][]byte
	err := s.Scan(bucketOpen, nil, nil, false, func(k, _ []byte) bool {
		ids = append(ids, bytes.Clone(k))
		return true
	})
	for _, id := range ids {
		value, err2 := s.Read(bucketCalls, id)
		if err = errors.Join(err, err2); err != nil || value == nil {
			continue
		}
		l, err2 := readLine(value)
		if err2 == nil {
			var r telephony.CallRecord
			if r, err2 = l.record(); err2 == nil {
				b.calls[r.ID] = &kept{rec: r, home: v.month}
			}
		}
		if err2 != nil {
			b.o.Trouble("an unfinished call can't be read", err2)
		}
	}
	return err
}
