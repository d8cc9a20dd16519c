package book

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/stats"
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
	// OpenClosed opens the file of a month that is over, for reading only;
	// nil: Open.
	OpenClosed func(path string) (Store, error)
	// Fold is the rule by which facts become lines of the list of calls; nil:
	// [stats.Record]. CallOf is the call that a fact belongs to; nil:
	// [stats.CallOf].
	Fold   func(old *telephony.CallRecord, n uint64, at telephony.Moment, f telephony.Fact) (telephony.CallRecord, bool)
	CallOf func(telephony.Fact) (telephony.CallID, bool)
	// Dates says that a fact may give calls of its boot their time whose own
	// isn't sure; nil: [stats.Dates].
	Dates func(telephony.Moment, telephony.Fact) bool
	// Owes counts the deeds outside the book that a fact asks for; see
	// [Book.Pending]. Nil: none.
	Owes func(telephony.Fact) int
	// Country is whose numbers people type when they search; empty: "CZ".
	Country string
	// MostQueued bounds the facts in memory while the disk takes none; 0:
	// 100,000, hours of a busy office.
	MostQueued int
	// Trouble hears what went wrong with the disk; the book goes on.
	Trouble func(what string, err error)
}

func (o *Options) complete() {
	if o.OpenClosed == nil {
		o.OpenClosed = o.Open
	}
	if o.Fold == nil {
		o.Fold = stats.Record
	}
	if o.CallOf == nil {
		o.CallOf = stats.CallOf
	}
	if o.Dates == nil {
		o.Dates = stats.Dates
	}
	if o.Owes == nil {
		o.Owes = func(telephony.Fact) int { return 0 }
	}
	if o.Country == "" {
		o.Country = "CZ"
	}
	if o.MostQueued == 0 {
		o.MostQueued = 100_000
	}
	if o.Trouble == nil {
		o.Trouble = func(string, error) {}
	}
}

// Buckets of a month's file, and of now.db.
const (
	bucketFacts  = "facts"  // n -> envelope
	bucketCalls  = "calls"  // call id -> line, see line.go
	bucketOpen   = "open"   // call id of the file's unfinished calls -> nothing
	bucketUnsure = "unsure" // call id of the file's calls whose time isn't sure -> boot
	bucketKept   = "kept"   // call id of the file's calls that a supervisor wants kept -> nothing
	bucketSums   = "sums"   // quarter hour, queue, agent, reason -> stats.Sum
	bucketTodo   = "todo"   // n and index of deeds to be done -> nothing
	bucketMeta   = "meta"   // now.db: boot number, checkpoint
)

// Book is the open book. Its methods may be called from any goroutine.
type Book struct {
	o      Options
	boot   uint32
	now    Store // boot number and checkpoint
	shelf  *shelf
	lastAt time.Time

	mu       sync.Mutex
	next     uint64 // number of the next fact
	queue    []queued
	lost     span // facts that found no room in the queue
	promises []promise
	calls    map[telephony.CallID]*kept
	owed     map[todoKey]string // deeds to be done and the month of each
	done     []todoKey          // done, and not yet so on disk
	mark     *mark              // checkpoint to be written
	closed   bool

	batch *batch // the committer's own: what is being written
	wake  chan struct{}
	ended chan struct{}
}

// queued is a fact that isn't on disk.
type queued struct {
	Entry
	month string
	since time.Time
	dates []telephony.CallID // calls in memory that got their time by it
}

// span is a range of numbers; empty when to is 0.
type span struct{ from, to uint64 }

func (s span) has(n uint64) bool { return s.to != 0 && s.from <= n && n <= s.to }

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
	o.complete()
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the book's folder: %w", err)
	}
	b := &Book{
		o: o, calls: make(map[telephony.CallID]*kept), owed: make(map[todoKey]string),
		wake: make(chan struct{}, 1), ended: make(chan struct{}),
	}
	if err := b.begin(); err != nil {
		return nil, errors.Join(err, b.closeFiles())
	}
	go b.commitAll()
	return b, nil
}

func (b *Book) begin() (err error) {
	if b.shelf, err = openShelf(&b.o); err != nil {
		return err
	}
	if b.now, err = b.o.Open(filepath.Join(b.o.Dir, "now.db")); err != nil {
		return err
	}
	b.reportHealed(b.now)
	b.next = 1
	for _, v := range b.shelf.all() {
		if err := b.survey(v); err != nil {
			return err
		}
	}
	if err := b.heedCheckpoint(); err != nil {
		return err
	}
	return b.raiseBoot()
}

// survey finds out what a month's file has: its last fact, its unfinished
// calls and the deeds to be done.
func (b *Book) survey(v *volume) error {
	return v.use(false, func(s Store) error {
		looked := 0
		err := s.Scan(bucketFacts, nil, nil, true, func(k, value []byte) bool {
			n := binary.BigEndian.Uint64(k)
			b.next = max(b.next, n+1)
			if e, err := Decode(n, value); err == nil {
				b.boot = max(b.boot, e.At.Boot)
				if e.At.Trusted && e.At.Wall.After(b.lastAt) {
					b.lastAt = e.At.Wall
				}
				looked++
				return !e.At.Trusted && looked < unsureMost
			}
			return false
		})
		if begin := v.begin(); looked == unsureMost && begin.After(b.lastAt) {
			b.lastAt = begin
		}
		return errors.Join(err, v.measure(s), b.loadOpen(v, s), b.loadOwed(v, s))
	})
}

// unsureMost is how many facts in a row that an untrusted clock stamped are
// looked at for the last time known; behind them the month must do.
const unsureMost = 2000

// heedCheckpoint keeps numbers above the checkpoint's: facts may have been
// lost with a damaged file, their numbers are not used twice.
func (b *Book) heedCheckpoint() error {
	n, _, err := b.checkpoint()
	if err != nil {
		return err
	}
	if n >= b.next {
		b.o.Trouble("the book has lost its newest facts", fmt.Errorf("it ends at %d, the state kept is that of %d", b.next-1, n))
		b.next = n + 1
	}
	return nil
}

// raiseBoot takes the next number, also above all that the facts know.
func (b *Book) raiseBoot() error {
	v, err := b.now.Read(bucketMeta, []byte("boot"))
	if err != nil {
		return err
	}
	if len(v) == 4 {
		b.boot = max(b.boot, binary.BigEndian.Uint32(v))
	}
	b.boot++
	return b.now.Write(func(put func(string, []byte, []byte) error) error {
		return put(bucketMeta, []byte("boot"), binary.BigEndian.AppendUint32(nil, b.boot))
	})
}

// reportHealed passes on what a store says of a damaged file.
func (b *Book) reportHealed(s Store) { reportHealed(&b.o, s) }

func reportHealed(o *Options, s Store) {
	if h, ok := s.(interface{ Healed() string }); ok && h.Healed() != "" {
		o.Trouble("a damaged file of the book was brought back", errors.New(h.Healed()))
	}
}

// Boot is the number of this start; it rises for ever.
func (b *Book) Boot() uint32 { return b.boot }

// LastTime is the wall time of the last fact of a trusted clock, or about
// that; zero for an empty book.
func (b *Book) LastTime() time.Time { return b.lastAt }

// Close commits what is queued and closes the files.
func (b *Book) Close() error {
	b.mu.Lock()
	again := b.closed
	b.closed = true
	b.mu.Unlock()
	if again {
		return nil
	}
	b.ring()
	<-b.ended
	return b.closeFiles()
}

func (b *Book) closeFiles() (err error) {
	if b.shelf != nil {
		err = b.shelf.close()
	}
	if b.now != nil {
		err = errors.Join(err, b.now.Close())
	}
	return err
}
