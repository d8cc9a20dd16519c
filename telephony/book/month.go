package book

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Month is a month of the book, for who decides what becomes of it.
type Month struct {
	Name  string    // "2026-11"
	End   time.Time // nothing in it came later
	Bytes int64     // with its backups
}

// Months lists what there is, the oldest first.
func (b *Book) Months() (all []Month) {
	months := b.shelf.all()
	for i, v := range months {
		m := Month{Name: v.month, End: v.end()}
		if v.begin().Year() < firstYear && i+1 < len(months) {
			m.End = months[i+1].end()
		}
		for _, path := range b.filesOf(v) {
			if info, err := os.Stat(path); err == nil {
				m.Bytes += info.Size()
			}
		}
		all = append(all, m)
	}
	return all
}

// firstYear is that of this program. What a start wrote that had no book before
// it and never learnt the time stands in a month of long before; nothing but
// that it came before the next month's end is known of it.
const firstYear = 2026

// filesOf lists a month's file with all that stands beside it, itself last:
// a backup would come back as the file.
func (b *Book) filesOf(v *volume) []string {
	path := b.pathOf(v)
	beside, _ := filepath.Glob(path + ".*") // only a bad pattern is an error
	return append(beside, path)
}

func (b *Book) pathOf(v *volume) string {
	return filepath.Join(b.o.Dir, "book-"+v.month+".db")
}

// ErrNeeded says that a month can't be deleted yet.
var ErrNeeded = errors.New("the month is still needed")

// Deletable counts the calls of a month, or says why it must stay: it is one
// of the two newest, it has calls that aren't finished or that are to be kept,
// deeds to be done, or facts behind the state kept.
func (b *Book) Deletable(month string) (calls int, err error) {
	all := b.shelf.all()
	i := slices.IndexFunc(all, func(v *volume) bool { return v.month == month })
	if i < 0 || i >= len(all)-2 {
		return 0, fmt.Errorf("%w: it is one of the newest", ErrNeeded)
	}
	v := all[i]
	if b.owes(month) {
		return 0, fmt.Errorf("%w: something in it is still to be done", ErrNeeded)
	}
	mark, _, err := b.checkpoint()
	if err != nil {
		return 0, err
	}
	needed := ""
	err = v.use(false, func(s Store) error {
		return errors.Join(
			s.Scan(bucketOpen, nil, nil, false, func(_, _ []byte) bool { needed = "a call in it isn't finished"; return false }),
			s.Scan(bucketKept, nil, nil, false, func(_, _ []byte) bool { needed = "a call in it is to be kept"; return false }),
			s.Scan(bucketFacts, nil, nil, true, func(k, _ []byte) bool {
				if binary.BigEndian.Uint64(k) > mark {
					needed = "the state of then isn't kept elsewhere"
				}
				return false
			}),
		)
	})
	err = errors.Join(err, everyLine(v, func([]byte) { calls++ }))
	if needed != "" && err == nil {
		err = fmt.Errorf("%w: %s", ErrNeeded, needed)
	}
	return calls, err
}

// owes says that something is to be done by facts of a month.
func (b *Book) owes(month string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, m := range b.owed {
		if m == month {
			return true
		}
	}
	for _, k := range b.calls {
		if k.home == month {
			return true
		}
	}
	return false
}

// Kept counts the calls that a supervisor wants kept, as far as they are on
// disk.
func (b *Book) Kept() (n int, err error) {
	for _, v := range b.shelf.all() {
		err = errors.Join(err, v.use(false, func(s Store) error {
			return s.Scan(bucketKept, nil, nil, false, func(_, _ []byte) bool { n++; return true })
		}))
	}
	return n, err
}

// everyLine walks the lines of a month, in short looks.
func everyLine(v *volume, f func(value []byte)) error {
	w := &rows{cursors: []*cursor{{v: v, bucket: bucketCalls, high: 1<<64 - 1, judge: func([]byte) verdict { return keep }}}}
	for {
		r, more, err := w.next()
		if err != nil || !more {
			return err
		}
		f(r.value)
	}
}

// Delete deletes a month that is [Book.Deletable]: its facts, its calls, its
// sums, its backups.
func (b *Book) Delete(month string) error {
	if _, err := b.Deletable(month); err != nil {
		return err
	}
	v := b.shelf.take(month)
	v.mu.Lock()
	defer v.mu.Unlock()
	v.gone = true
	err := v.closeLocked()
	for _, path := range b.filesOf(v) {
		err = errors.Join(err, os.Remove(path))
	}
	return errors.Join(err, syncDir(b.o.Dir))
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

// stepper is a [Store] that knows how often it was written to.
type stepper interface {
	copier
	Step() (uint64, error)
}

// compacting ends the name of a month's compact file until it is whole.
const compacting = ".compact"

var keyCompact = []byte("compact")

// Compact makes the files of closed months compact that aren't, each once: of
// those before the newest that ended before a time. A call that is finished
// late in one of them is no harm. Whenever the power goes there is one good
// file.
func (b *Book) Compact(before time.Time) error {
	all := b.shelf.all()
	for i, v := range all {
		if i == len(all)-1 || !v.end().Before(before) {
			continue
		}
		if err := b.compact(v); err != nil {
			return fmt.Errorf("making the book of %s compact: %w", v.month, err)
		}
	}
	return nil
}

func (b *Book) compact(v *volume) error {
	var done []byte
	var step uint64
	fresh := b.pathOf(v) + compacting
	defer os.Remove(fresh)
	err := v.use(false, func(s Store) (err error) {
		c, can := s.(stepper)
		if done, err = s.Read(bucketMeta, keyCompact); err != nil || done != nil {
			return err
		}
		if !can {
			return errors.New("this store can't be copied")
		}
		if step, err = c.Step(); err != nil {
			return err
		}
		return c.CopyTo(fresh)
	})
	if err != nil || done != nil {
		return err
	}
	if err := b.markCompact(fresh); err != nil {
		return err
	}
	return b.swap(v, fresh, step)
}

func (b *Book) markCompact(path string) error {
	s, err := b.o.Open(path)
	if err != nil {
		return err
	}
	err = s.Write(func(put func(string, []byte, []byte) error) error { return put(bucketMeta, keyCompact, []byte{1}) })
	return errors.Join(err, s.Close())
}

// swap puts a compact file in the place of the one that it was made of, unless
// that was written to since.
func (b *Book) swap(v *volume, fresh string, step uint64) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.gone {
		return nil
	}
	if v.store == nil {
		s, err := b.o.OpenClosed(b.pathOf(v))
		if err != nil {
			return err
		}
		v.store, v.writable = s, false
	}
	c, can := v.store.(stepper)
	if !can {
		return errors.New("this store can't be copied")
	}
	now, err := c.Step()
	err = errors.Join(err, v.closeLocked())
	if err != nil || now != step {
		return err // the next time
	}
	return errors.Join(os.Rename(fresh, b.pathOf(v)), syncDir(b.o.Dir))
}

// sweep removes what a start before left half made.
func sweep(dir string) {
	left, _ := filepath.Glob(filepath.Join(dir, "*"+compacting))
	for _, path := range left {
		_ = os.Remove(path)
	}
}
