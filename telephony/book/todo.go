package book

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// todoKey names a deed that a fact asks for.
type todoKey struct {
	n uint64
	i int
}

func (k todoKey) bytes() []byte { return append(key64(k.n), byte(k.i)) }

// todoItem is a deed that was done, with the month where it stands.
type todoItem struct {
	todoKey
	month string
}

// Todo is a deed outside the book that a fact asks for and that nobody said
// was done.
type Todo struct {
	Entry
	Index int // which of the fact's deeds, from 0
}

// Pending lists the deeds to be done, in the order of their facts. After a
// start it has those that the last one left; who does them must bear being
// told twice.
func (b *Book) Pending() (all []Todo, err error) {
	b.mu.Lock()
	items := make([]todoItem, 0, len(b.owed))
	for k, month := range b.owed {
		items = append(items, todoItem{k, month})
	}
	waiting := slices.Clone(b.queue)
	b.mu.Unlock()
	slices.SortFunc(items, func(x, y todoItem) int { return cmp.Or(cmp.Compare(x.n, y.n), cmp.Compare(x.i, y.i)) })
	for _, t := range items {
		e, ok, err := b.factOf(t, waiting)
		if err != nil {
			return nil, err
		}
		if ok {
			all = append(all, Todo{e, t.i})
		}
	}
	return all, nil
}

func (b *Book) factOf(t todoItem, waiting []queued) (e Entry, ok bool, err error) {
	for _, q := range waiting {
		if q.N == t.n {
			return q.Entry, true, nil
		}
	}
	var value []byte
	err = b.shelf.volume(t.month).use(false, func(s Store) (err error) {
		value, err = s.Read(bucketFacts, key64(t.n))
		return err
	})
	if err != nil || value == nil {
		return e, false, err
	}
	e, err = Decode(t.n, value)
	return e, err == nil, err
}

// Done says that a deed was done. It is on disk with the next commit.
func (b *Book) Done(n uint64, index int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	k := todoKey{n, index}
	if _, ok := b.owed[k]; ok {
		b.done = append(b.done, k)
	}
}

// takeDone gives the done deeds whose facts are on disk, or will be with this
// step. The caller holds the lock.
func (b *Book) takeDone(last uint64) (now []todoItem) {
	var later []todoKey
	for _, k := range b.done {
		if k.n > last {
			later = append(later, k)
			continue
		}
		if month, ok := b.owed[k]; ok {
			now = append(now, todoItem{k, month})
			delete(b.owed, k)
		}
	}
	b.done = later
	return now
}

// giveBack is for what was taken and can't be written now.
func (b *Book) giveBack(done []todoItem) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, t := range done {
		b.owed[t.todoKey] = t.month
		b.done = append(b.done, t.todoKey)
	}
}

func putDone(put putter, done []todoKey) error {
	for _, k := range done {
		if err := put(bucketTodo, k.bytes(), nil); err != nil {
			return err
		}
	}
	return nil
}

// loadOwed reads the deeds that a month's file still lists.
func (b *Book) loadOwed(v *volume, s Store) error {
	return s.Scan(bucketTodo, nil, nil, false, func(k, _ []byte) bool {
		if len(k) == 9 {
			b.owed[todoKey{binary.BigEndian.Uint64(k), int(k[8])}] = v.month
		}
		return true
	})
}
