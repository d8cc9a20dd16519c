package book_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/store"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/book"
	"github.com/spojka/spojka/telephony/stats"
)

// options are those of a real book in a folder; its troubles are test errors.
func options(t testing.TB, dir string) book.Options {
	return book.Options{
		Dir:        dir,
		Open:       func(path string) (book.Store, error) { return store.Open(path) },
		OpenClosed: func(path string) (book.Store, error) { return store.OpenReadOnly(path) },
		Owes: func(f telephony.Fact) int {
			if s, ok := f.(telephony.Saved); ok && s.Form.ReplaceNumber {
				return 1
			}
			return 0
		},
		Trouble: func(what string, err error) { t.Errorf("%s: %v", what, err) },
	}
}

func openWith(t testing.TB, o book.Options) *book.Book {
	t.Helper()
	b, err := book.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

// office plays a day: it makes the facts of calls and remembers what their
// lines must be.
type office struct {
	b     *book.Book
	wall  time.Time
	trust bool
	up    time.Duration
	count uint32
	last  uint64
	want  map[telephony.CallID]telephony.CallRecord
}

func newOffice(b *book.Book, wall time.Time) *office {
	return &office{b: b, wall: wall, trust: true, want: make(map[telephony.CallID]telephony.CallRecord)}
}

func (o *office) pass(d time.Duration) { o.wall, o.up = o.wall.Add(d), o.up+d }

func (o *office) now() telephony.Moment {
	return telephony.Moment{Boot: o.b.Boot(), Up: o.up, Wall: o.wall, Trusted: o.trust}
}

// tell appends facts and folds them as the book must.
func (o *office) tell(facts ...telephony.Fact) {
	at := o.now()
	n := o.b.Append(at, facts)
	for i, f := range facts {
		o.last = n + uint64(i)
		if stats.Dates(at, f) {
			for id, r := range o.want {
				if r, ok := stats.Record(&r, o.last, at, f); ok {
					o.want[id] = r
				}
			}
		}
		if id, ok := stats.CallOf(f); ok {
			var old *telephony.CallRecord
			if r, ok := o.want[id]; ok {
				old = &r
			}
			if r, ok := stats.Record(old, o.last, at, f); ok {
				o.want[id] = r
			}
		}
	}
}

// arrive is a call that waits.
func (o *office) arrive(from telephony.Number, queue telephony.QueueID) telephony.CallID {
	o.count++
	id := telephony.CallID(telephony.Compose(o.b.Boot(), o.count))
	o.tell(telephony.CallQueued{
		Call: id, Leg: telephony.LegID(o.count), Trunk: "sim", From: from, To: "+420800100200", Line: "Zelená linka",
		Queue: queue, QueueName: "Fronta " + string(queue),
	})
	return id
}

func (o *office) answer(id telephony.CallID, agent telephony.AgentID) {
	offer := telephony.OfferID(id)
	o.tell(telephony.Offered{Call: id, Offer: offer, Agent: agent, AgentName: "Paní " + string(agent), Seat: "201", Why: telephony.LongestIdle})
	o.tell(telephony.Rang{Call: id, Offer: offer})
	o.pass(5 * time.Second)
	o.tell(telephony.Answered{Call: id, Offer: offer, Agent: agent, AgentName: "Paní " + string(agent), Seat: "201", Waited: 5 * time.Second, Recording: id.Recording(1)})
}

func (o *office) hangUp(id telephony.CallID) {
	o.tell(telephony.CallOver{Call: id, Why: telephony.ByCaller, Outcome: telephony.OutcomeAnswered, Waited: 5 * time.Second, Talked: time.Minute})
}

func (o *office) save(id telephony.CallID, note string) {
	r := o.want[id]
	o.tell(telephony.Saved{
		Call: id, Agent: r.Agent, AgentName: r.AgentName, From: r.From,
		Customer:    &telephony.CustomerRef{ID: "10005", Name: "Pekárna Na Růžku, s.r.o.", Active: true},
		Form:        telephony.SaveForm{Reasons: []telephony.ReasonID{"1", "11", "111"}, Note: note, ReplaceNumber: note == "replace"},
		ReasonNames: []string{"Porucha", "Internet", "Nejde vůbec"},
	})
}

// whole is a call from arrival to Save.
func (o *office) whole(from telephony.Number, note string) telephony.CallID {
	id := o.arrive(from, "podpora")
	o.answer(id, "jana")
	o.pass(time.Minute)
	o.hangUp(id)
	o.save(id, note)
	return id
}

// settle waits until everything is on disk.
func (o *office) settle(t testing.TB) {
	t.Helper()
	if err := o.promise(o.last); err != nil {
		t.Fatal(err)
	}
}

func (o *office) promise(n uint64) error {
	done := make(chan error, 1)
	o.b.Promise(n, func(err error) { done <- err })
	return <-done
}

// check holds the list of calls and the sums against what was told.
func (o *office) check(t testing.TB, b *book.Book) {
	t.Helper()
	found, err := b.Calls(telephony.CallFilter{Limit: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	var sum stats.Sum
	for i, r := range found {
		if i > 0 && found[i-1].ID <= r.ID {
			t.Errorf("%s stands behind %s", r.ID, found[i-1].ID)
		}
		if got, want := fmt.Sprintf("%+v", readable(r)), fmt.Sprintf("%+v", readable(o.want[r.ID])); got != want {
			t.Errorf("call %s is\n%s, not\n%s", r.ID, got, want)
		}
		sum.Add(stats.SumOf(&r))
	}
	if len(found) != len(o.want) {
		t.Errorf("%d calls are listed, not %d", len(found), len(o.want))
	}
	rows, err := b.Sums(time.Time{}, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	var rowed stats.Sum
	for _, r := range rows {
		rowed.Add(r.Sum)
	}
	if rowed != sum {
		t.Errorf("the sums say\n%+v, the calls\n%+v", rowed, sum)
	}
}

// readable takes the pointer out.
func readable(r telephony.CallRecord) any {
	c := r.Customer
	r.Customer = nil
	if c == nil {
		c = new(telephony.CustomerRef)
	}
	return []any{r, *c}
}

// flaky is a store whose writes fail as told: before anything happened, or
// after all of it did.
type flaky struct {
	book.Store
	f *faults
}

type faults struct {
	mu     sync.Mutex
	before func() bool
	after  func() bool
	read   func() bool
}

var errDisk = errors.New("input/output error")

func (s flaky) Read(bucket string, key []byte) ([]byte, error) {
	s.f.mu.Lock()
	fails := s.f.read != nil && s.f.read()
	s.f.mu.Unlock()
	if fails {
		return nil, errDisk
	}
	return s.Store.Read(bucket, key)
}

func (s flaky) Write(f func(put func(string, []byte, []byte) error) error) error {
	s.f.mu.Lock()
	before, after := s.f.before != nil && s.f.before(), s.f.after != nil && s.f.after()
	s.f.mu.Unlock()
	if before {
		return errDisk
	}
	if err := s.Store.Write(f); err != nil || !after {
		return err
	}
	return errDisk
}

// faulty gives options a disk that fails as told.
func faulty(o book.Options, f *faults) book.Options {
	open := o.Open
	o.Open = func(path string) (book.Store, error) {
		s, err := open(path)
		return flaky{s, f}, err
	}
	return o
}
