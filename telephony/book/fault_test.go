package book_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/book"
)

// TestPromisesComeInOrder and only for what is on disk.
func TestPromisesComeInOrder(t *testing.T) {
	b := openWith(t, options(t, t.TempDir()))
	o := newOffice(b, november)
	var mu sync.Mutex
	var kept []uint64
	var wait sync.WaitGroup
	for i := range 200 {
		o.arrive(telephony.Number(fmt.Sprint(i)), "podpora")
		n := o.last
		wait.Add(1)
		b.Promise(n, func(err error) {
			mu.Lock()
			defer mu.Unlock()
			if kept = append(kept, n); err != nil {
				t.Error(err)
			}
			wait.Done()
		})
	}
	wait.Wait()
	if !slices.IsSorted(kept) || b.Oldest() != 0 {
		t.Errorf("promises came as %v, the oldest fact waits %v", kept, b.Oldest())
	}
	if err := o.promise(1); err != nil {
		t.Errorf("a promise for what is long on disk: %v", err)
	}
}

func TestPromisesAfterTheEndAreBroken(t *testing.T) {
	b := openWith(t, options(t, t.TempDir()))
	o := newOffice(b, november)
	o.arrive("1", "podpora")
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Errorf("closed twice: %v", err)
	}
}

// TestDiskThatFails lets writes fail before or after they took effect, at
// random, over the turn of a month: nothing is lost or counted twice, on this
// run or after a restart.
//
// FAULTS 5
func TestDiskThatFails(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel() // it only waits
			dir := t.TempDir()
			dice := rand.New(rand.NewPCG(seed, 7))
			f := &faults{}
			plain := options(t, dir)
			plain.Trouble = func(string, error) {}
			o := newOffice(openWith(t, faulty(plain, f)), november)
			f.mu.Lock()
			f.before = func() bool { return dice.IntN(5) == 0 }
			f.after = func() bool { return dice.IntN(5) == 0 }
			f.mu.Unlock()
			for i := range 12 {
				id := o.arrive(telephony.Number(fmt.Sprintf("+42060100%04d", i)), "podpora")
				o.answer(id, "jana")
				o.pass(20 * time.Second)
				if i%2 == 0 {
					o.hangUp(id)
					o.save(id, "replace")
				}
				if i%3 == 0 {
					o.settle(t)
				}
			}
			o.settle(t)
			o.check(t, o.b)
			f.mu.Lock()
			f.before, f.after = nil, nil
			f.mu.Unlock()
			if err := o.b.Close(); err != nil {
				t.Error(err)
			}
			again := openWith(t, options(t, dir))
			if n, err := again.Replay(func([]byte) error { return nil }, func(book.Entry) {}); err != nil || n != o.last {
				t.Errorf("the last fact is %d, not %d: %v", n, o.last, err)
			}
			o.check(t, again)
			if todo, err := again.Pending(); err != nil || len(todo) != 6 {
				t.Errorf("%d deeds are to be done, not 6: %v", len(todo), err)
			}
		})
	}
}

// TestDiskGone: calls go on in memory, nobody is told that something was
// kept, and all of it is once the disk is back.
//
// FAULTS 4, 5
func TestDiskGone(t *testing.T) {
	var mu sync.Mutex
	var troubles []error
	gone := true
	f := &faults{before: func() bool { return gone }}
	plain := options(t, t.TempDir())
	plain.Trouble = func(_ string, err error) {
		mu.Lock()
		defer mu.Unlock()
		troubles = append(troubles, err)
	}
	f.before = nil
	b := openWith(t, faulty(plain, f))
	o := newOffice(b, november)
	o.whole("+420601000001", "")
	o.settle(t)
	f.mu.Lock()
	f.before = func() bool { return gone }
	f.mu.Unlock()

	o.whole("+420601000002", "")
	early := make(chan error, 1)
	b.Promise(o.last, func(err error) { early <- err })
	waitFor(t, "trouble", func() bool { mu.Lock(); defer mu.Unlock(); return len(troubles) > 0 })
	select {
	case err := <-early:
		t.Errorf("a promise was kept without a disk: %v", err)
	default:
	}
	if b.Oldest() == 0 {
		t.Error("nothing seems to wait")
	}
	if found, err := b.Calls(telephony.CallFilter{}); err != nil || len(found) != 2 {
		t.Errorf("the list has %d calls, %v", len(found), err)
	}
	f.mu.Lock()
	gone = false
	f.mu.Unlock()
	if err := <-early; err != nil {
		t.Error(err)
	}
	o.check(t, b)
	if !errors.Is(troubles[0], errDisk) {
		t.Error(troubles[0])
	}
}

// waitFor looks until something is so; the test's own limit ends it.
func waitFor(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 3000 {
		if ok() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("no %s in 30 s", what)
}

// TestMemoryIsBounded while the disk takes nothing: what finds no room is
// lost, said so, and never promised.
func TestMemoryIsBounded(t *testing.T) {
	dir := t.TempDir()
	f := &faults{}
	told := make(chan error, 100)
	plain := options(t, dir)
	plain.MostQueued = 50
	plain.Trouble = func(_ string, err error) { told <- err }
	b := openWith(t, faulty(plain, f))
	o := newOffice(b, november)
	f.mu.Lock()
	f.before = func() bool { return true }
	f.mu.Unlock()
	for i := range 100 {
		o.arrive(telephony.Number(fmt.Sprint(i)), "podpora")
	}
	lost := make(chan error, 1)
	b.Promise(o.last, func(err error) { lost <- err })
	for err := range told {
		if errors.Is(err, book.ErrLost) {
			break
		}
	}
	f.mu.Lock()
	f.before = nil
	f.mu.Unlock()
	if err := <-lost; !errors.Is(err, book.ErrLost) {
		t.Errorf("the promise of a lost fact: %v", err)
	}
	next := o.last + 1
	if n := b.Append(o.now(), []telephony.Fact{telephony.Began{}}); n != next {
		t.Errorf("the next fact is %d, not %d", n, next)
	}
	if err := o.promise(next); err != nil {
		t.Error(err)
	}
	if n, err := b.Count(telephony.CallFilter{}); err != nil || n != 100 {
		t.Errorf("%d open calls are listed, not 100: %v", n, err)
	}
	_ = b.Close()
	again := openWith(t, options(t, dir))
	if n, err := again.Count(telephony.CallFilter{}); err != nil || n != 50 {
		t.Errorf("%d calls are kept, not 50: %v", n, err)
	}
}

// TestDeedsToBeDone outlive a restart until somebody says that they are done.
func TestDeedsToBeDone(t *testing.T) {
	dir := t.TempDir()
	b := openWith(t, options(t, dir))
	o := newOffice(b, november)
	first := o.whole("+420601000001", "replace")
	n := o.last
	o.whole("+420601000002", "nothing to do")
	o.pass(time.Hour) // the next month
	o.whole("+420601000003", "replace")
	if todo, err := b.Pending(); err != nil || len(todo) != 2 || todo[0].N != n {
		t.Errorf("before the commit: %+v %v", todo, err)
	}
	o.settle(t)
	_ = b.Close()
	b = openWith(t, options(t, dir))
	todo, err := b.Pending()
	if err != nil || len(todo) != 2 || todo[0].N != n || todo[0].Index != 0 {
		t.Fatalf("after a restart: %+v %v", todo, err)
	}
	if s, ok := todo[0].Fact.(telephony.Saved); !ok || s.Call != first {
		t.Errorf("%+v", todo[0])
	}
	b.Done(n, 0)
	b.Done(n, 0)
	b.Done(99, 3)
	_ = b.Close()
	b = openWith(t, options(t, dir))
	if todo, err := b.Pending(); err != nil || len(todo) != 1 || todo[0].N == n {
		t.Errorf("after the first was done: %+v %v", todo, err)
	}
}

// TestDeedsDoneWhileTheDiskCannotBeRead are done once it can, not forgotten: a
// restart would do them again.
func TestDeedsDoneWhileTheDiskCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	f := &faults{}
	o := options(t, dir)
	o.Trouble = func(string, error) {}
	b := openWith(t, faulty(o, f))
	day := newOffice(b, november)
	id := day.whole("+420601000001", "replace")
	n := day.last
	day.settle(t)
	f.mu.Lock()
	failed := 0
	f.read = func() bool { failed++; return failed == 1 }
	f.mu.Unlock()
	b.Done(n, 0)
	day.tell(telephony.CallKept{Call: id, By: "vedouci", Keep: true}) // its line must be looked for
	day.settle(t)
	if failed < 2 {
		t.Fatalf("read %d times", failed)
	}
	_ = b.Close()
	if todo, err := openWith(t, options(t, dir)).Pending(); err != nil || len(todo) != 0 {
		t.Errorf("to be done again: %+v %v", todo, err)
	}
}

// TestCheckpoint: replay begins behind it, also over the turn of a month, and
// numbers rise above it even when facts were lost.
func TestCheckpoint(t *testing.T) {
	dir := t.TempDir()
	b := openWith(t, options(t, dir))
	o := newOffice(b, november)
	o.whole("+420601000001", "")
	middle := o.last
	b.Checkpoint(middle, []byte("state"))
	o.pass(time.Hour)
	open := o.arrive("+420601000002", "podpora")
	o.settle(t)
	_ = b.Close()

	b = openWith(t, options(t, dir))
	var state string
	var tail []uint64
	last, err := b.Replay(func(s []byte) error { state = string(s); return nil }, func(e book.Entry) { tail = append(tail, e.N) })
	if err != nil || state != "state" || last != middle+1 || !slices.Equal(tail, []uint64{middle + 1}) {
		t.Errorf("%q and then %v up to %d, %v", state, tail, last, err)
	}
	if r, ok, _ := b.Call(open); !ok || r.Outcome != "" {
		t.Errorf("the open call: %+v %t", r, ok)
	}
	_ = b.Close()

	// A state that can't be used: everything is given.
	var troubles []string
	quiet := options(t, dir)
	quiet.Trouble = func(what string, _ error) { troubles = append(troubles, what) }
	b = openWith(t, quiet)
	tail = nil
	last, err = b.Replay(func([]byte) error { return errors.New("of another version") }, func(e book.Entry) { tail = append(tail, e.N) })
	if err != nil || last != middle+1 || len(tail) != int(last) || len(troubles) != 1 {
		t.Errorf("%d facts up to %d, %v, %q", len(tail), last, err, troubles)
	}
	// Ahead of the facts: their numbers are not used again.
	b.Checkpoint(last, []byte("later"))
	n := b.Append(o.now(), []telephony.Fact{telephony.Began{}})
	if n != last+1 {
		t.Errorf("the next fact is %d", n)
	}
}

// TestDamagedMonth: a book whose newest file was torn opens with what is
// whole and says so.
//
// FAULTS 3
func TestDamagedMonth(t *testing.T) {
	dir := t.TempDir()
	o := newOffice(openWith(t, options(t, dir)), november.AddDate(0, 0, -15))
	for range 300 {
		o.whole("+420601000001", "")
	}
	o.settle(t)
	last := o.last
	_ = o.b.Close()
	file := filepath.Join(dir, "book-2026-11.db")
	tear(t, file, 9)
	var mu sync.Mutex
	var troubles []string
	heard := options(t, dir)
	heard.Trouble = func(what string, err error) {
		mu.Lock()
		defer mu.Unlock()
		troubles = append(troubles, what+": "+err.Error())
	}
	b := openWith(t, heard)
	mu.Lock()
	if len(troubles) == 0 || !strings.Contains(troubles[0], "brought back") {
		t.Errorf("it said %q", troubles)
	}
	mu.Unlock()
	if n, err := b.Replay(func([]byte) error { return nil }, func(book.Entry) {}); err != nil || n > last {
		t.Errorf("the book ends at %d: %v", n, err)
	}
	o = newOffice(b, november.AddDate(0, 0, -14))
	o.whole("+420601000002", "")
	o.settle(t)
	if found, err := b.Calls(telephony.CallFilter{Limit: 1}); err != nil || len(found) != 1 || found[0].From != "+420601000002" {
		t.Errorf("the newest call: %+v %v", found, err)
	}
}

// tear destroys every nth page of a file behind the first eight.
func tear(t *testing.T, file string, nth int) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	page := os.Getpagesize()
	for at := 8 * page; at+page <= len(b); at += nth * page {
		clear(b[at : at+page])
	}
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
}
