package records

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Put keeps a card. An empty ID makes a new one; otherwise Revision must be
// that of the card on disk.
func (r *Records) Put(c telephony.Customer, by telephony.AgentID) (telephony.Customer, error) {
	if err := check(c); err != nil {
		return c, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	var before *telephony.Customer
	if c.ID == "" {
		c.ID = telephony.CustomerID(strconv.Itoa(r.nextID))
	} else if old, ok, err := r.Customer(c.ID); err != nil {
		return c, err
	} else if ok {
		if old.Revision != c.Revision {
			return c, ErrStale
		}
		before = &old
	}
	c.Revision++
	return c, r.write([]edit{{before, c, by}}, nil)
}

// edit is a card before and after a change. Before is nil for a new one.
type edit struct {
	before *telephony.Customer
	after  telephony.Customer
	by     telephony.AgentID
}

// Change is a line of a card's history: who put what stands in After in the
// place of Before (nil: there was no card).
type Change struct {
	At     time.Time           `json:"at"`
	By     telephony.AgentID   `json:"by,omitempty"`
	Before *telephony.Customer `json:"before,omitempty"`
	After  telephony.Customer  `json:"-"`
}

// write puts cards on disk, and then into the index. The caller holds the
// lock. Done is the number of a fact that wished it, or nil.
func (r *Records) write(edits []edit, done []byte) error {
	lines := make([][]byte, len(edits))
	err := r.store.Write(func(put func(string, []byte, []byte) error) error {
		for i, e := range edits {
			lines[i] = lineOf(e.after)
			if err := putCard(put, e, lines[i]); err != nil {
				return err
			}
		}
		if done != nil {
			return put(bucketDone, done, []byte{1})
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i, e := range edits {
		if e.before == nil {
			r.index.add([]byte(e.after.ID), lines[i])
		} else {
			r.index.replace(e.after.ID, lines[i])
		}
		r.seen(e.after.ID)
	}
	return nil
}

func putCard(put func(string, []byte, []byte) error, e edit, line []byte) error {
	card, err := json.Marshal(e.after)
	if err != nil {
		return err
	}
	if err := put(bucketCards, []byte(e.after.ID), card); err != nil {
		return err
	}
	if err := put(bucketLines, []byte(e.after.ID), line); err != nil {
		return err
	}
	audit, err := json.Marshal(Change{At: time.Now().UTC().Truncate(time.Second), By: e.by, Before: e.before})
	if err != nil {
		return err
	}
	return put(bucketAudit, auditKey(e.after.ID, e.after.Revision), audit)
}

func auditKey(id telephony.CustomerID, revision int) []byte {
	return binary.BigEndian.AppendUint32(append([]byte(id), 0), uint32(revision))
}

// History lists what happened to a card, the newest first.
func (r *Records) History(id telephony.CustomerID) ([]Change, error) {
	after, ok, err := r.Customer(id)
	if err != nil || !ok {
		return nil, err
	}
	var all []Change
	var bad error
	err = r.store.Scan(bucketAudit, auditKey(id, 0), append([]byte(id), 1), true, func(_, v []byte) bool {
		c := Change{After: after}
		if bad = json.Unmarshal(v, &c); bad != nil {
			return false
		}
		all = append(all, c)
		if c.Before != nil {
			after = *c.Before
		}
		return c.Before != nil
	})
	if err == nil {
		err = bad
	}
	return all, err
}

// importStep is how many cards are written at once.
const importStep = 2000

// Import puts many cards; a card with a known number is replaced whatever its
// revision. It is repeatable: what was written stays when a later step fails.
func (r *Records) Import(cards []telephony.Customer) error {
	for i, c := range cards {
		if err := check(c); err != nil || c.ID == "" {
			return fmt.Errorf("card %d (%q): %w", i+1, c.ID, cmpErr(err))
		}
	}
	for part := range slices.Chunk(cards, importStep) {
		if err := r.importPart(part); err != nil {
			return err
		}
	}
	return nil
}

func cmpErr(err error) error {
	if err == nil {
		return errID
	}
	return err
}

func (r *Records) importPart(cards []telephony.Customer) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	edits := make([]edit, 0, len(cards))
	at := make(map[telephony.CustomerID]int)
	for _, c := range cards {
		if i, twice := at[c.ID]; twice {
			c.Revision = edits[i].after.Revision
			edits[i].after = c
			continue
		}
		e := edit{after: c}
		if old, ok, err := r.Customer(c.ID); err != nil {
			return err
		} else if ok {
			e.before = &old
			e.after.Revision = old.Revision
		}
		e.after.Revision++
		at[c.ID] = len(edits)
		edits = append(edits, e)
	}
	return r.write(edits, nil)
}

// RemoveExample takes the made-up customers away.
func (r *Records) RemoveExample() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var gone [][]byte
	err := r.store.Scan(bucketCards, nil, nil, false, func(k, v []byte) bool {
		var c telephony.Customer
		if bytes.Contains(v, []byte(`"example":true`)) && json.Unmarshal(v, &c) == nil && c.Example {
			gone = append(gone, bytes.Clone(k))
		}
		return true
	})
	if err != nil {
		return err
	}
	err = r.store.Write(func(put func(string, []byte, []byte) error) error {
		for _, k := range gone {
			for _, bucket := range []string{bucketCards, bucketLines} {
				if err := put(bucket, k, nil); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, k := range gone {
		r.index.remove(telephony.CustomerID(k))
	}
	return nil
}

// linesVersion changes with the way lines are written.
const linesVersion = 1

// refreshLines writes all lines anew if they were written in another way.
func (r *Records) refreshLines() error {
	key, want := []byte("lines"), []byte{linesVersion}
	have, err := r.store.Read(bucketMeta, key)
	if err != nil || bytes.Equal(have, want) {
		return err
	}
	for from := []byte(nil); ; {
		lines := make(map[string][]byte)
		err := r.store.Scan(bucketCards, from, nil, false, func(k, v []byte) bool {
			from = append(bytes.Clone(k), 0)
			var c telephony.Customer
			if json.Unmarshal(v, &c) == nil {
				lines[string(k)] = lineOf(c)
			}
			return len(lines) < importStep
		})
		if err != nil {
			return err
		}
		if len(lines) == 0 {
			break
		}
		if err := r.putLines(lines); err != nil {
			return err
		}
	}
	return r.store.Write(func(put func(string, []byte, []byte) error) error { return put(bucketMeta, key, want) })
}

func (r *Records) putLines(lines map[string][]byte) error {
	return r.store.Write(func(put func(string, []byte, []byte) error) error {
		for id, line := range lines {
			if err := put(bucketLines, []byte(id), line); err != nil {
				return err
			}
		}
		return nil
	})
}
