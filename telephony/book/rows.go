package book

import (
	"bytes"
	"encoding/binary"
)

const (
	// lookKeys bounds one look into a file, so that it stays far below 100 ms
	// and the file's old pages can be used again.
	lookKeys = 4000
	keepRows = 128
)

// row is a key with its value, the reader's own.
type row struct {
	key   uint64
	value []byte
}

// verdict is what a reader thinks of a row.
type verdict int

const (
	skip verdict = iota
	keep
	stop // and nothing behind it either
)

// rows walks a bucket of several months in the order of the keys, whichever
// month they stand in: after a jump of the clock numbers of two months may
// interleave. Months are looked into only when their turn may have come.
type rows struct {
	cursors []*cursor
	newest  bool // newest first
}

// cursor is where the walk stands in one month.
type cursor struct {
	v      *volume
	bucket string
	// [low, high) is what hasn't been looked at.
	low, high uint64
	ready     []row
	end       bool
	judge     func(value []byte) verdict
}

// next gives the next row that was kept; false: there are no more.
func (w *rows) next() (row, bool, error) {
	for {
		c := w.first()
		if c == nil {
			return row{}, false, nil
		}
		if len(c.ready) > 0 {
			r := c.ready[0]
			c.ready = c.ready[1:]
			return r, true, nil
		}
		if err := c.look(w.newest); err != nil {
			return row{}, false, err
		}
	}
}

// first is the cursor whose next row may come before all others.
func (w *rows) first() (best *cursor) {
	for _, c := range w.cursors {
		if c.end && len(c.ready) == 0 {
			continue
		}
		if best == nil || w.before(c.top(w.newest), best.top(w.newest)) {
			best = c
		}
	}
	return best
}

func (w *rows) before(a, b uint64) bool {
	if w.newest {
		return a > b
	}
	return a < b
}

// top is the next row's key, or the best that it can be.
func (c *cursor) top(newest bool) uint64 {
	switch {
	case len(c.ready) > 0:
		return c.ready[0].key
	case newest:
		return c.high - 1
	}
	return c.low
}

func (c *cursor) look(newest bool) error {
	seen := 0
	c.end = true
	err := c.v.use(false, func(s Store) error {
		return s.Scan(c.bucket, key64(c.low), key64(c.high), newest, func(k, v []byte) bool {
			key := binary.BigEndian.Uint64(k)
			if newest {
				c.high = key
			} else {
				c.low = key + 1
			}
			switch c.judge(v) {
			case keep:
				c.ready = append(c.ready, row{key, bytes.Clone(v)})
			case stop:
				return false
			case skip:
			}
			seen++
			if seen == lookKeys || len(c.ready) == keepRows {
				c.end = false
				return false
			}
			return true
		})
	})
	return err
}

func key64(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }
