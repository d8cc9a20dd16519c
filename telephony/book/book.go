package book

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Store is a file of keys and values; see firmware/store.
type Store interface {
	Write(f func(put func(bucket string, key, value []byte) error) error) error
	Read(bucket string, key []byte) ([]byte, error)
	Scan(bucket string, from, to []byte, newestFirst bool, fn func(k, v []byte) bool) error
	Close() error
}

// Options say where the book is and how its parts are made.
type Options struct {
	Dir  string
	Open func(path string) (Store, error)
	// Fold is the rule by which facts become lines of the list of calls; see
	// telephony/stats. Old is nil for a call not seen before; false: the fact
	// changes nothing.
	Fold func(old *telephony.CallRecord, n uint64, at telephony.Moment, f telephony.Fact) (telephony.CallRecord, bool)
	// CallOf is the call that a fact belongs to, if any.
	CallOf func(telephony.Fact) (telephony.CallID, bool)
	// Trouble hears that a commit failed; it is tried again.
	Trouble func(what string, err error)
}

const (
	bucketFacts = "facts" // n -> envelope
	bucketCalls = "calls" // call id -> telephony.CallRecord
	bucketMeta  = "meta"
	commitEach  = time.Second
	retryAfter  = time.Second
)

// Book is the open book.
type Book struct {
	o      Options
	boot   uint32
	now    Store            // boot number and checkpoint
	months map[string]Store // "2026-11", opened when needed
	names  []string         // months that have a file, oldest first

	mu       sync.Mutex
	next     uint64 // number of the next fact
	lastAt   time.Time
	queue    []Entry
	since    time.Time // when the oldest queued fact came
	promises []promise
	calls    map[telephony.CallID]*kept
	mark     *mark // checkpoint to be written
	closed   bool

	monthsMu sync.RWMutex
	wake     chan struct{}
	done     chan struct{}
}

// kept is a line of the list of calls that is open or not yet on disk.
type kept struct {
	line
	dirty bool
}

type promise struct {
	n    uint64
	done func(error)
}

type mark struct {
	n     uint64
	state []byte
}

// Open opens the book and raises the boot number.
func Open(o Options) (*Book, error) {
	if o.Trouble == nil {
		o.Trouble = func(string, error) {}
	}
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the book's folder: %w", err)
	}
	b := &Book{
		o: o, months: make(map[string]Store), calls: make(map[telephony.CallID]*kept),
		wake: make(chan struct{}, 1), done: make(chan struct{}),
	}
	if err := b.begin(); err != nil {
		b.closeStores()
		return nil, err
	}
	go b.commitAll()
	return b, nil
}

func (b *Book) begin() (err error) {
	if b.now, err = b.o.Open(filepath.Join(b.o.Dir, "now.db")); err != nil {
		return err
	}
	if err := b.raiseBoot(); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(b.o.Dir, "book-*.db"))
	if err != nil {
		return err
	}
	for _, f := range files {
		b.names = append(b.names, strings.TrimSuffix(strings.TrimPrefix(filepath.Base(f), "book-"), ".db"))
	}
	sort.Strings(b.names)
	return b.findNext()
}

func (b *Book) raiseBoot() error {
	v, err := b.now.Read(bucketMeta, []byte("boot"))
	if err != nil {
		return err
	}
	if len(v) == 4 {
		b.boot = binary.BigEndian.Uint32(v)
	}
	b.boot++
	return b.now.Write(func(put func(string, []byte, []byte) error) error {
		return put(bucketMeta, []byte("boot"), binary.BigEndian.AppendUint32(nil, b.boot))
	})
}

// findNext looks for the last fact. The clock may have jumped, so that it
// needn't be in the newest month.
func (b *Book) findNext() error {
	b.next = 1
	for _, name := range b.names {
		s, err := b.month(name, true)
		if err != nil {
			return err
		}
		err = s.Scan(bucketFacts, nil, nil, true, func(k, v []byte) bool {
			if n := binary.BigEndian.Uint64(k); n >= b.next {
				b.next = n + 1
				if e, err := Decode(n, v); err == nil {
					b.lastAt = e.At.Wall
				}
			}
			return false
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// month is the store of a month; nil if it has none and make is false.
func (b *Book) month(name string, make bool) (Store, error) {
	b.monthsMu.Lock()
	defer b.monthsMu.Unlock()
	if s, ok := b.months[name]; ok || !make {
		return s, nil
	}
	s, err := b.o.Open(filepath.Join(b.o.Dir, "book-"+name+".db"))
	if err != nil {
		return nil, err
	}
	b.months[name] = s
	if i := sort.SearchStrings(b.names, name); i == len(b.names) || b.names[i] != name {
		b.names = append(b.names, name)
		sort.Strings(b.names)
	}
	return s, nil
}

// newestFirst lists the months that have a store.
func (b *Book) newestFirst() []Store {
	b.monthsMu.RLock()
	defer b.monthsMu.RUnlock()
	var all []Store
	for i := len(b.names) - 1; i >= 0; i-- {
		if s := b.months[b.names[i]]; s != nil {
			all = append(all, s)
		}
	}
	return all
}

// Boot is the number of this start; it rises for ever.
func (b *Book) Boot() uint32 { return b.boot }

// LastTime is the wall time of the last fact, zero for an empty book.
func (b *Book) LastTime() time.Time { return b.lastAt }

// Replay gives the last checkpoint (nil: none) and every fact after it, in
// order, and returns the number of the last fact.
func (b *Book) Replay(load func(state []byte) error, apply func(Entry)) (uint64, error) {
	after, state, err := b.checkpoint()
	if err != nil {
		return 0, err
	}
	if state != nil {
		if err := load(state); err != nil {
			return 0, err
		}
	}
	tail, err := b.tail(after)
	if err != nil {
		return 0, err
	}
	for _, e := range tail {
		b.fold(e)
		apply(e)
	}
	return b.next - 1, nil
}

func (b *Book) checkpoint() (n uint64, state []byte, err error) {
	v, err := b.now.Read(bucketMeta, []byte("checkpoint"))
	if err != nil || len(v) < 8 {
		return 0, nil, err
	}
	n = binary.BigEndian.Uint64(v)
	if n >= b.next { // of a book that was put aside: its facts are gone
		return 0, nil, nil
	}
	return n, v[8:], nil
}

func (b *Book) tail(after uint64) (tail []Entry, err error) {
	from := binary.BigEndian.AppendUint64(nil, after+1)
	for _, s := range b.newestFirst() {
		var bad error
		err := s.Scan(bucketFacts, from, nil, false, func(k, v []byte) bool {
			e, err := Decode(binary.BigEndian.Uint64(k), v)
			if err != nil {
				bad = err
				return false
			}
			tail = append(tail, e)
			return true
		})
		if err != nil || bad != nil {
			return nil, fmt.Errorf("reading the book: %w", firstError(err, bad))
		}
	}
	sort.Slice(tail, func(i, j int) bool { return tail[i].N < tail[j].N })
	return tail, nil
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Close commits what is queued and closes the files.
func (b *Book) Close() error {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	b.ring()
	<-b.done
	return b.closeStores()
}

func (b *Book) closeStores() (err error) {
	for _, s := range b.months {
		err = firstError(err, s.Close())
	}
	if b.now != nil {
		err = firstError(err, b.now.Close())
	}
	return err
}
