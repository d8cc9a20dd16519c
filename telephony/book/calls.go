package book

import (
	"slices"

	"github.com/spojka/spojka/telephony"
)

const (
	linesAsked = 100    // where a filter sets no limit
	linesMost  = 10_000 // whatever it sets
	// olderInARow calls before a filter's time end the walk through a month:
	// arrivals follow the numbers, but for jumps of the clock.
	olderInARow = 500
)

// Call is a line of the list of calls.
func (b *Book) Call(id telephony.CallID) (telephony.CallRecord, bool, error) {
	if r, ok := b.remembered(id); ok {
		return r, true, nil
	}
	l, _, ok, err := b.stored(id)
	if err != nil || !ok {
		return telephony.CallRecord{}, false, err
	}
	r, err := l.record()
	return r, err == nil, err
}

func (b *Book) remembered(id telephony.CallID) (r telephony.CallRecord, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if k := b.calls[id]; k != nil {
		return k.rec, true
	}
	return r, false
}

// stored is a call as it is on disk, and its month.
func (b *Book) stored(id telephony.CallID) (l line, month string, ok bool, err error) {
	for _, v := range slices.Backward(b.shelf.all()) {
		if !v.mayHave(id) {
			continue
		}
		var value []byte
		err := v.use(false, func(s Store) (err error) {
			value, err = s.Read(bucketCalls, key64(uint64(id)))
			return err
		})
		if err != nil {
			return line{}, "", false, err
		}
		if value != nil {
			l, err := readLine(value)
			return l, v.month, err == nil, err
		}
	}
	return line{}, "", false, nil
}

// Calls lists the calls that the filter chooses, newest first; those that
// aren't on disk yet, too.
func (b *Book) Calls(f telephony.CallFilter) (found []telephony.CallRecord, err error) {
	limit := min(f.Limit, linesMost)
	if limit <= 0 {
		limit = linesAsked
	}
	err = b.walk(f, func(r telephony.CallRecord) bool {
		found = append(found, r)
		return len(found) < limit
	})
	return found, err
}

// Count is how many calls the filter chooses, whatever its limit.
func (b *Book) Count(f telephony.CallFilter) (n int, err error) {
	err = b.walk(f, func(telephony.CallRecord) bool { n++; return true })
	return n, err
}

// walk merges the calls in memory with those on disk, newest first, until
// take says false.
func (b *Book) walk(f telephony.CallFilter, take func(telephony.CallRecord) bool) error {
	w := newFilter(b.o.Country, f)
	fresh := b.inMemory(f.Before) // before the disk: what is settled meanwhile is in both
	disk := b.onDisk(w, f.Before)
	for {
		row, more, err := disk.next()
		if err != nil {
			return err
		}
		for len(fresh) > 0 && (!more || uint64(fresh[0].ID) >= row.key) {
			r := fresh[0]
			fresh = fresh[1:]
			if more && uint64(r.ID) == row.key {
				row.value = nil
			}
			if w.chooses(r.At.UnixMilli(), headOf(r)) && !take(r) {
				return nil
			}
		}
		if !more {
			return nil
		}
		if row.value == nil {
			continue
		}
		l, err := readLine(row.value)
		if err != nil {
			return err
		}
		r, err := l.record()
		if err != nil {
			return err
		}
		if !take(r) {
			return nil
		}
	}
}

// inMemory lists the calls in memory, newest first.
func (b *Book) inMemory(before telephony.CallID) (fresh []telephony.CallRecord) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for id, k := range b.calls {
		if before == 0 || id < before {
			fresh = append(fresh, k.rec)
		}
	}
	slices.SortFunc(fresh, func(x, y telephony.CallRecord) int {
		if x.ID > y.ID {
			return -1
		}
		return 1
	})
	return fresh
}

// onDisk walks the lines that the filter chooses. A call that is also in
// memory may be chosen here by what it was: walk takes it from memory.
func (b *Book) onDisk(w *filter, before telephony.CallID) *rows {
	all := &rows{newest: true}
	for _, v := range b.shelf.all() {
		first, last := v.first.Load(), v.last.Load()
		if last == 0 || w.skips(v) {
			continue
		}
		high := last + 1
		if before != 0 {
			high = min(high, uint64(before))
		}
		if high > first {
			all.cursors = append(all.cursors, &cursor{v: v, bucket: bucketCalls, low: first, high: high, judge: w.judge()})
		}
	}
	return all
}

// judge looks at the lines of one month.
func (w *filter) judge() func([]byte) verdict {
	older := 0
	return func(value []byte) verdict {
		l, err := readLine(value)
		switch {
		case err != nil:
			return keep // the reader says so
		case w.chooses(l.at, l.head):
			older = 0
			return keep
		case w.from != 0 && l.at < w.from:
			if older++; older == olderInARow {
				return stop
			}
		default:
			older = 0
		}
		return skip
	}
}

// skips says that no call of a month's file can be in the filter's time. It
// may also have calls from before the month, and from after it those up to its
// end.
func (w *filter) skips(v *volume) bool {
	return w.from != 0 && v.end().UnixMilli() <= w.from
}
