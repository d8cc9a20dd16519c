package book_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/store"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/book"
	"github.com/spojka/spojka/telephony/stats"
)

// TestMain is also the victim of the tests below.
func TestMain(m *testing.M) {
	switch os.Getenv("BOOK_VICTIM") {
	case "writer":
		victimWrites(os.Getenv("BOOK_DIR"))
	case "compacter":
		victimCompacts(os.Getenv("BOOK_DIR"))
	case "full":
		victimFills(os.Getenv("BOOK_DIR"))
	default:
		os.Exit(m.Run())
	}
}

// victimWrites makes calls for ever and prints the number of each fact that
// was promised.
func victimWrites(dir string) {
	b, err := book.Open(book.Options{Dir: dir, Open: func(path string) (book.Store, error) { return store.Open(path) }})
	if err == nil {
		_, err = b.Replay(func([]byte) error { return nil }, func(book.Entry) {})
	}
	if err != nil {
		fmt.Println("failed", err)
		os.Exit(1)
	}
	o := newOffice(b, time.Date(2026, 11, 30, 23, 59, 57, 0, time.UTC).Add(time.Duration(b.Boot())*time.Hour))
	for i := 0; ; i++ {
		o.whole("+420601000001", "")
		n := o.last
		b.Promise(n, func(err error) {
			if err == nil {
				fmt.Println("kept", n)
			}
		})
		if i%7 == 0 {
			b.Checkpoint(n, []byte(fmt.Sprint(n)))
		}
	}
}

func rounds(n int) int {
	if soak, err := strconv.Atoi(os.Getenv("SPOJKA_SOAK")); err == nil {
		return max(n, soak)
	}
	return n
}

// TestKill kills the writer at a random moment, again and again: the book
// opens, every fact that was promised is in it, no number is missing or used
// twice, each call's line and the sums are what the facts make of them.
//
// FAULTS 1-3
func TestKill(t *testing.T) {
	dir := t.TempDir()
	var promised, before uint64
	for round := range rounds(20) {
		kept := killed(t, dir, time.Duration(20+rand.IntN(200))*time.Millisecond)
		promised = max(promised, kept)
		b := openWith(t, options(t, dir))
		want := make(map[telephony.CallID]telephony.CallRecord)
		next := uint64(1)
		after := uint64(0)
		last, err := b.Replay(
			func(state []byte) error { after, _ = strconv.ParseUint(string(state), 10, 64); return nil },
			func(e book.Entry) {
				if e.N <= after {
					t.Errorf("fact %d was given behind the checkpoint of %d", e.N, after)
				}
			})
		if err != nil || last < promised || last < before || after > last {
			t.Fatalf("round %d: the book ends at %d, promised were %d, the checkpoint is %d, the last round had %d: %v", round, last, promised, after, before, err)
		}
		before = last
		_ = b.Close()
		everyFact(t, dir, func(e book.Entry) {
			if e.N != next {
				t.Fatalf("round %d: fact %d follows %d", round, e.N, next-1)
			}
			next++
			if id, ok := stats.CallOf(e.Fact); ok {
				var old *telephony.CallRecord
				if r, ok := want[id]; ok {
					old = &r
				}
				if r, ok := stats.Record(old, e.N, e.At, e.Fact); ok {
					want[id] = r
				}
			}
		})
		if next-1 != last {
			t.Fatalf("round %d: %d facts, the last is %d", round, next-1, last)
		}
		again := openWith(t, options(t, dir))
		if len(want) < 9000 { // what fits a page
			(&office{want: want}).check(t, again)
		}
		_ = again.Close()
	}
	t.Logf("%d facts", before)
}

// everyFact reads the files as they are.
func everyFact(t *testing.T, dir string, f func(book.Entry)) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "book-*.db"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files { // by month, and so by number
		s, err := store.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		err = s.Scan("facts", nil, nil, false, func(k, v []byte) bool {
			n := uint64(0)
			for _, c := range k {
				n = n<<8 | uint64(c)
			}
			e, err := book.Decode(n, v)
			if err != nil {
				t.Error(err)
			}
			f(e)
			return true
		})
		if err != nil || s.Healed() != "" {
			t.Error(err, s.Healed())
		}
		_ = s.Close()
	}
}

// killed starts a writer, kills it after a while and returns the number of
// the last fact that it was promised.
func killed(t *testing.T, dir string, after time.Duration) (kept uint64) {
	t.Helper()
	cmd, out := victim(t, "writer", dir)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		n, ok := strings.CutPrefix(lines.Text(), "kept ")
		if !ok {
			t.Fatal(lines.Text())
		}
		if kept == 0 {
			time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		}
		kept, _ = strconv.ParseUint(n, 10, 64)
	}
	_ = cmd.Wait()
	return kept
}

func victim(t *testing.T, kind, dir string) (*exec.Cmd, *os.File) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), "BOOK_VICTIM="+kind, "BOOK_DIR="+dir)
	cmd.Stdout, cmd.Stderr = w, os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = w.Close()
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = r.Close() })
	return cmd, r
}

// victimFills works under a limit of the size of files, which is a full disk
// to the program; the limit is lifted when it has been felt.
func victimFills(dir string) {
	signal.Ignore(syscall.SIGXFSZ)
	var limit syscall.Rlimit
	_ = syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit)
	all := limit.Cur
	felt := make(chan struct{}, 1)
	b, err := book.Open(book.Options{
		Dir: dir, Open: func(path string) (book.Store, error) { return store.Open(path) },
		Trouble: func(_ string, err error) {
			fmt.Println("trouble", err)
			select {
			case felt <- struct{}{}:
			default:
			}
		},
	})
	if err != nil {
		fmt.Println("failed", err)
		os.Exit(1)
	}
	o := newOffice(b, november)
	o.whole("+420601000001", "")
	if err := o.promise(o.last); err != nil {
		fmt.Println("failed", err)
		os.Exit(1)
	}
	limit.Cur = 400 << 10
	_ = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit)
	for full := false; !full; {
		o.whole("+420601000001", strings.Repeat("x", 2000))
		select {
		case <-felt:
			full = true
		case <-time.After(time.Millisecond):
		}
	}
	fmt.Println("oldest", b.Oldest() > 0)
	limit.Cur = all
	_ = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit)
	fmt.Println("promise", o.promise(o.last), o.last)
	fmt.Println("closed", b.Close())
	os.Exit(0)
}

// TestDiskFull: a full disk is told, nothing is promised, and everything is
// kept when there is room again, without a restart.
//
// FAULTS 4
func TestDiskFull(t *testing.T) {
	dir := t.TempDir()
	cmd, out := victim(t, "full", dir)
	var said []string
	for lines := bufio.NewScanner(out); lines.Scan(); {
		said = append(said, lines.Text())
	}
	_ = cmd.Wait()
	all := strings.Join(said, "\n")
	var last uint64
	if n := len(said); n >= 2 {
		_, _ = fmt.Sscanf(said[n-2], "promise <nil> %d", &last)
	}
	if last == 0 || !strings.Contains(all, "file too large") || !strings.Contains(all, "oldest true") || !strings.Contains(all, "closed <nil>") {
		t.Fatalf("it said:\n%s", all)
	}
	n := uint64(0)
	everyFact(t, dir, func(e book.Entry) { n++ })
	if n != last {
		t.Errorf("%d facts are kept, not %d", n, last)
	}
}
