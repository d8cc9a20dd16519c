package book

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/stats"
)

type putter = func(bucket string, key, value []byte) error

// writeMonth does one step in one month's file. It may be repeated: what a
// line has folded in already is not folded again.
func (b *Book) writeMonth(w *monthWrite) error {
	v := b.shelf.volume(w.month)
	until := int64(0)
	err := v.use(true, func(s Store) error {
		changes, err := b.changes(s, w.folds)
		if err != nil {
			return err
		}
		sums, err := sumRows(s, changes)
		if err != nil {
			return err
		}
		if len(w.facts)+len(w.done)+len(changes) == 0 {
			return nil
		}
		until = v.beyond(changes)
		return s.Write(func(put func(string, []byte, []byte) error) error {
			return errors.Join(b.putFacts(put, w.facts), putLines(put, changes), putSums(put, sums), putDone(put, w.done), putUntil(put, until))
		})
	})
	if err == nil {
		if until != 0 {
			v.until.Store(until)
		}
		for id := range w.folds {
			v.has(uint64(id))
		}
	}
	return err
}

func (b *Book) putFacts(put putter, facts []queued) error {
	for _, q := range facts {
		value, err := Encode(q.At, q.Fact)
		if err != nil {
			return err
		}
		if err := put(bucketFacts, key64(q.N), value); err != nil {
			return err
		}
		for i := range b.o.Owes(q.Fact) {
			if err := put(bucketTodo, todoKey{q.N, i}.bytes(), []byte{1}); err != nil {
				return err
			}
		}
	}
	return nil
}

// change is a line before and after a step. Before is nil for a new call.
type change struct {
	before *telephony.CallRecord
	after  telephony.CallRecord
	n      uint64
}

// changes folds facts into the lines that a file has.
func (b *Book) changes(s Store, folds map[telephony.CallID][]Entry) ([]change, error) {
	var all []change
	for id, facts := range folds {
		c, changed, err := b.changeOf(s, id, facts)
		if err != nil {
			return nil, err
		}
		if changed {
			all = append(all, c)
		}
	}
	return all, nil
}

func (b *Book) changeOf(s Store, id telephony.CallID, facts []Entry) (c change, changed bool, err error) {
	value, err := s.Read(bucketCalls, key64(uint64(id)))
	if err != nil {
		return c, false, err
	}
	if value != nil {
		l, err := readLine(value)
		if err != nil {
			return c, false, err
		}
		r, err := l.record()
		if err != nil {
			return c, false, err
		}
		c.before, c.n = &r, l.n
	}
	now := c.before
	for _, e := range facts {
		if e.N <= c.n {
			continue
		}
		if r, ok := b.o.Fold(now, e.N, e.At, e.Fact); ok {
			c.after, c.n, changed = r, e.N, true
			now = &c.after
		}
	}
	return c, changed, nil
}

func putLines(put putter, changes []change) error {
	for _, c := range changes {
		value, err := writeLine(c.n, c.after)
		if err != nil {
			return err
		}
		var open []byte
		if !stats.Finished(&c.after) {
			open = []byte{1}
		}
		key := key64(uint64(c.after.ID))
		if err := errors.Join(put(bucketCalls, key, value), put(bucketOpen, key, open), putUnsure(put, key, c), putKept(put, key, c)); err != nil {
			return err
		}
	}
	return nil
}

// putKept keeps the list of calls that are to be kept.
func putKept(put putter, key []byte, c change) error {
	was, is := c.before != nil && c.before.KeptBy != "", c.after.KeptBy != ""
	switch {
	case is && !was:
		return put(bucketKept, key, []byte{1})
	case was && !is:
		return put(bucketKept, key, nil)
	}
	return nil
}

func putUntil(put putter, until int64) error {
	if until == 0 {
		return nil
	}
	return put(bucketMeta, keyUntil, key64(uint64(until)))
}

// putUnsure keeps the list of calls whose time isn't sure.
func putUnsure(put putter, key []byte, c change) error {
	mark := unsureMark(&c.after)
	if mark == nil && (c.before == nil || c.before.Unsure.IsZero()) {
		return nil
	}
	return put(bucketUnsure, key, mark)
}

// sumKey is the place of a row of sums: quarter hour (Unix seconds, 8 bytes),
// queue, agent and reason, each ended by a zero.
func sumKey(k stats.Key) []byte {
	b := key64(uint64(max(k.Quarter.Unix(), 0)))
	for _, s := range []string{string(k.Queue), string(k.Agent), string(k.Reason)} {
		b = append(append(b, s...), 0)
	}
	return b
}

// sumRows reads the rows that the changes touch and adds them in.
func sumRows(s Store, changes []change) (map[stats.Key]stats.Sum, error) {
	rows := make(map[stats.Key]stats.Sum)
	for _, c := range changes {
		for _, d := range stats.Sums(c.before, c.after) {
			row, have := rows[d.Key]
			if !have {
				value, err := s.Read(bucketSums, sumKey(d.Key))
				if err != nil {
					return nil, err
				}
				if value != nil {
					if err := json.Unmarshal(value, &row); err != nil {
						return nil, err
					}
				}
			}
			row.Add(d.Sum)
			rows[d.Key] = row
		}
	}
	return rows, nil
}

// sumRow is a row in the file; its key stands in it, too.
type sumRow struct {
	stats.Key
	stats.Sum
}

func putSums(put putter, rows map[stats.Key]stats.Sum) error {
	for k, sum := range rows {
		var value []byte
		if sum != (stats.Sum{}) {
			var err error
			if value, err = json.Marshal(sumRow{k, sum}); err != nil {
				return err
			}
		}
		if err := put(bucketSums, sumKey(k), value); err != nil {
			return err
		}
	}
	return nil
}

// Sums are the rows of the quarter hours in [from, until), in their order, as
// they are on disk. A zero bound is open.
func (b *Book) Sums(from, until time.Time) (rows []stats.Delta, err error) {
	low, high := key64(0), []byte(nil)
	if !from.IsZero() {
		low = key64(uint64(max(from.Unix(), 0)))
	}
	if !until.IsZero() {
		high = key64(uint64(max(until.Unix(), 0)))
	}
	w := newFilter(b.o.Country, telephony.CallFilter{From: from})
	for _, v := range b.shelf.all() {
		if v.last.Load() == 0 || w.skips(v) {
			continue
		}
		if rows, err = sumsOf(v, low, high, rows); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(rows, func(x, y stats.Delta) int { return x.Key.Quarter.Compare(y.Key.Quarter) })
	return rows, nil
}

// sumsOf reads a month's rows, a few at a time: an open look keeps old pages
// from being used again.
func sumsOf(v *volume, low, high []byte, rows []stats.Delta) ([]stats.Delta, error) {
	for {
		looked, end := 0, true
		var bad error
		err := v.use(false, func(s Store) error {
			return s.Scan(bucketSums, low, high, false, func(k, value []byte) bool {
				if looked++; looked > sumsAtOnce {
					low, end = bytes.Clone(k), false
					return false
				}
				var r sumRow
				if bad = json.Unmarshal(value, &r); bad != nil {
					return false
				}
				rows = append(rows, stats.Delta{Key: r.Key, Sum: r.Sum})
				return true
			})
		})
		if err := errors.Join(err, bad); err != nil || end {
			return rows, err
		}
	}
}

// sumsAtOnce rows are read in one look.
const sumsAtOnce = 2000
