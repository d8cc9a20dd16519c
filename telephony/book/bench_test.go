package book_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/book"
)

// manyCalls fills a book with calls from arrival to Save, a quarter of an
// hour's worth each few minutes, all in one month.
func manyCalls(tb testing.TB, dir string, calls int) *office {
	tb.Helper()
	o := newOffice(openWith(tb, options(tb, dir)), time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC))
	gap := 29 * 24 * time.Hour / time.Duration(calls)
	for i := range calls {
		start := o.wall
		o.whole(telephony.Number(fmt.Sprintf("+4206%08d", i)), "Poznámka k hovoru číslo "+strconv.Itoa(i))
		o.wall = start.Add(gap)
		clear(o.want)
		if i%400 == 399 {
			o.settle(tb)
		}
	}
	o.b.Checkpoint(o.last-500, []byte("state"))
	o.settle(tb)
	if err := o.b.Close(); err != nil {
		tb.Fatal(err)
	}
	return o
}

// TestStartWithManyCalls opens a book of 400,000 calls (soak; 10,000 else)
// within 2 s, in memory that doesn't grow with them.
func TestStartWithManyCalls(t *testing.T) {
	calls := 10_000
	if os.Getenv("SPOJKA_SOAK") != "" || os.Getenv("SPOJKA_BENCH") != "" {
		calls = 400_000
	}
	dir := t.TempDir()
	o := manyCalls(t, dir, calls)
	var size int64
	files, _ := filepath.Glob(filepath.Join(dir, "*.db"))
	for _, f := range files {
		st, _ := os.Stat(f)
		size += st.Size()
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	began := time.Now()
	b := openWith(t, options(t, dir))
	tail := 0
	if _, err := b.Replay(func([]byte) error { return nil }, func(book.Entry) { tail++ }); err != nil || tail != 500 {
		t.Errorf("%d facts behind the checkpoint, not 500: %v", tail, err)
	}
	took := time.Since(began)
	again := newOffice(b, o.wall)
	began = time.Now()
	again.tell(telephony.Began{})
	again.settle(t)
	first := time.Since(began)
	runtime.GC()
	runtime.ReadMemStats(&after)
	grown := int64(after.HeapAlloc) - int64(before.HeapAlloc)
	t.Logf("%d calls, %d MB on disk: open and replay %v, first fact on disk %v, heap +%d kB", calls, size>>20, took, first, grown>>10)
	if grown > 4<<20 {
		t.Errorf("memory grew by %d kB: it must not grow with the calls", grown>>10)
	}
	day := time.Date(2026, 11, 15, 0, 0, 0, 0, time.UTC)
	for name, f := range map[string]telephony.CallFilter{
		"newest":               {},
		"one day":              {From: day, Until: day.Add(24 * time.Hour)},
		"nothing has the word": {Text: "nikdonikde"},
		"an old number":        {Text: "600 000 017", Limit: 20},
		"another agent":        {Agent: "eva"},
		"an agent since noon":  {Agent: "jana", From: o.wall.Add(-12 * time.Hour), Limit: 8},
	} {
		began := time.Now()
		found, err := b.Calls(f)
		t.Logf("%-22s %3d found in %v", name, len(found), time.Since(began))
		if err != nil || name == "an old number" && len(found) == 0 {
			t.Error(name, len(found), err)
		}
	}
	if size := int64(calls) * 2800; soFar(dir) > size+20<<20 {
		t.Errorf("%d bytes a call", soFar(dir)/int64(calls))
	}
}

func soFar(dir string) (size int64) {
	files, _ := filepath.Glob(filepath.Join(dir, "book-*.db"))
	for _, f := range files {
		if st, err := os.Stat(f); err == nil {
			size += st.Size()
		}
	}
	return size
}

func BenchmarkAppendAndPromise(b *testing.B) {
	o := newOffice(openWith(b, options(b, b.TempDir())), november)
	for i := 0; b.Loop(); i++ {
		o.whole("+420601000001", "")
		clear(o.want)
		o.settle(b)
	}
}

func BenchmarkAppend(b *testing.B) {
	o := newOffice(openWith(b, options(b, b.TempDir())), november)
	for i := 0; b.Loop(); i++ {
		o.whole("+420601000001", "")
		clear(o.want)
		if i%1000 == 0 {
			o.settle(b)
		}
	}
}
