package book_test

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/store"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/book"
)

// months fills a book with some calls in each of so many months, the last of
// them November's.
func months(t testing.TB, dir string, n int) *office {
	t.Helper()
	o := newOffice(openWith(t, options(t, dir)), november)
	for i := range n {
		o.wall = november.AddDate(0, i+1-n, -20)
		for range 20 {
			o.whole("+420601000001", "")
		}
		o.settle(t)
	}
	return o
}

// forget takes the calls of a month out of what must be there.
func (o *office) forgetMonth(month string) {
	for id, r := range o.want {
		if r.At.Format("2006-01") == month {
			delete(o.want, id)
		}
	}
}

// A month of the book goes as a whole, with its backups, and the list, the
// sums, replay and the next start are right without it; one that is needed
// stays: the newest, one with a call that isn't finished, that is to be kept,
// or with facts behind the state kept.
func TestMonthsAreDeleted(t *testing.T) {
	dir := t.TempDir()
	o := months(t, dir, 4)
	b := o.b
	if _, err := b.Deletable("2026-08"); !errors.Is(err, book.ErrNeeded) {
		t.Errorf("without a state kept: %v", err)
	}
	b.Checkpoint(o.last, []byte("state"))
	var oldest telephony.CallRecord
	for _, r := range o.want {
		if oldest.ID == 0 || r.ID < oldest.ID {
			oldest = r
		}
	}
	for _, keep := range []bool{true, false} {
		o.tell(telephony.CallKept{Call: oldest.ID, By: "vedouci", ByName: "Vedoucí", Keep: keep})
		o.settle(t)
		found, err := b.Calls(telephony.CallFilter{Kept: true})
		if _, needed := b.Deletable(oldest.At.Format("2006-01")); errors.Is(needed, book.ErrNeeded) != keep || len(found) == 1 != keep || err != nil || kept(t, b) != len(found) {
			t.Errorf("kept %v: %v; found %d, %v", keep, needed, len(found), err)
		}
	}
	for _, month := range []string{"2026-10", "2026-11", "2020-01", ""} {
		if err := b.Delete(month); !errors.Is(err, book.ErrNeeded) {
			t.Errorf("%s: %v", month, err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "book-2026-08.db.1"), []byte("a backup"), 0o600); err != nil {
		t.Fatal(err)
	}
	if n, err := b.Deletable("2026-08"); err != nil || n != 20 {
		t.Fatalf("%d calls: %v", n, err)
	}
	if err := b.Delete("2026-08"); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "book-2026-08*")); len(left) > 0 {
		t.Errorf("left are %q", left)
	}
	o.forgetMonth("2026-08")
	o.check(t, b)
	if all := b.Months(); len(all) != 3 || all[0].Name != "2026-09" || all[0].Bytes == 0 {
		t.Errorf("there are %+v", all)
	}
	_ = b.Close()
	b = openWith(t, options(t, dir))
	last, err := b.Replay(func([]byte) error { return nil }, func(book.Entry) {})
	if err != nil || last != o.last {
		t.Errorf("the book ends at %d, not %d: %v", last, o.last, err)
	}
	o.check(t, b)
	o.b = b
	if _, err := b.Deletable("2026-09"); err != nil {
		t.Error(err)
	}
}

// The month of a first start that never learnt the time is not as old as its
// clock said: it goes with the month in which the time was known.
func TestMonthOfAClockThatWasNeverSet(t *testing.T) {
	dir := t.TempDir()
	o := newOffice(openWith(t, options(t, dir)), time.Unix(60, 0).UTC())
	o.trust = false
	o.whole("+420601000001", "")
	o.settle(t)
	_ = o.b.Close()
	o = newOffice(openWith(t, options(t, dir)), november)
	o.whole("+420601000001", "")
	o.settle(t)
	all := o.b.Months()
	if len(all) < 2 || all[0].Name != "1970-01" || all[0].End.Before(november) || all[0].End != all[1].End {
		t.Errorf("there are %+v", all)
	}
}

func kept(t *testing.T, b *book.Book) int {
	t.Helper()
	n, err := b.Kept()
	if err != nil {
		t.Error(err)
	}
	return n
}

// A closed month is made compact once; its calls, sums and facts stay, also
// those of a call that is finished late in it. The newest stays as it is.
func TestClosedMonthsAreMadeCompact(t *testing.T) {
	dir := t.TempDir()
	o := months(t, dir, 3)
	size := func(month string) int64 {
		info, err := os.Stat(filepath.Join(dir, "book-"+month+".db"))
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	o.wall = november.AddDate(0, 0, -20)
	before := map[string]int64{"2026-10": size("2026-10"), "2026-11": size("2026-11")}
	if err := o.b.Compact(november); err != nil {
		t.Fatal(err)
	}
	if size("2026-10") >= before["2026-10"] || size("2026-11") != before["2026-11"] {
		t.Errorf("%d bytes of October were %d, %d of November %d", size("2026-10"), before["2026-10"], size("2026-11"), before["2026-11"])
	}
	o.check(t, o.b)
	info, _ := os.Stat(filepath.Join(dir, "book-2026-10.db"))
	var late telephony.CallRecord
	for _, r := range o.want {
		if r.At.Before(november.AddDate(0, -1, 0)) {
			late = r
		}
	}
	o.tell(telephony.CallKept{Call: late.ID, By: "vedouci", Keep: true})
	o.settle(t)
	if err := o.b.Compact(november); err != nil {
		t.Fatal(err)
	}
	o.check(t, o.b)
	if again, _ := os.Stat(filepath.Join(dir, "book-2026-10.db")); !os.SameFile(info, again) {
		t.Error("October was made compact again")
	}
	_ = o.b.Close()
	o.check(t, openWith(t, options(t, dir)))
}

// victimCompacts makes closed months compact until it is killed.
func victimCompacts(dir string) {
	b, err := book.Open(book.Options{
		Dir: dir, Open: func(path string) (book.Store, error) { return store.Open(path) },
		OpenClosed: func(path string) (book.Store, error) { return store.OpenReadOnly(path) },
	})
	if err == nil {
		fmt.Println("kept 1")
		err = b.Compact(november)
	}
	fmt.Println("kept 2", err)
	time.Sleep(time.Hour)
}

// Killed at any instant of making months compact, the book is whole and its
// months are made compact by the next.
func TestKilledWhileMakingCompact(t *testing.T) {
	dir := t.TempDir()
	o := months(t, dir, 6)
	_ = o.b.Close()
	fresh := t.TempDir()
	if err := os.CopyFS(filepath.Join(fresh, "book"), os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	halves := 0
	for range rounds(20) {
		cmd, out := victim(t, "compacter", dir)
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "kept 1") {
				time.AfterFunc(time.Duration(rand.IntN(40))*time.Millisecond, func() { _ = cmd.Process.Kill() })
			}
		}
		_ = cmd.Wait()
		if half, _ := filepath.Glob(filepath.Join(dir, "*.compact")); len(half) > 0 {
			halves++
		}
		b := openWith(t, options(t, dir))
		if half, _ := filepath.Glob(filepath.Join(dir, "*.compact")); len(half) > 0 {
			t.Errorf("left are %q", half)
		}
		o.check(t, b)
		_ = b.Close()
		if t.Failed() {
			return
		}
		if info, _ := os.Stat(filepath.Join(dir, "book-2026-10.db")); rand.IntN(2) == 0 && info != nil {
			_ = os.RemoveAll(dir) // from the beginning
			if err := os.CopyFS(dir, os.DirFS(filepath.Join(fresh, "book"))); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Logf("%d were killed in the middle of a file", halves)
}
