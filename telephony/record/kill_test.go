package record

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
)

// The test program is also a worker, for the test that kills it.
func TestMain(m *testing.M) {
	if tape := os.Getenv("SPOJKA_TEST_TAPE"); tape != "" {
		_ = Run(context.Background(), Options{Tape: tape, Out: os.Getenv("SPOJKA_TEST_OUT"), Every: time.Millisecond})
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// A worker that is killed again and again at any instant makes every file in
// the end, each whole, and leaves nothing behind.
func TestKilledWorkerLosesNothing(t *testing.T) {
	o := box(t)
	s := newStudio(t, o.Tape)
	s.limit = 300_000
	var ids []string
	for i := range 12 {
		id := string(telephony.CallID(telephony.Compose(1, uint32(i+1))).Recording(1))
		ids = append(ids, id)
		from := int64(i) * 10e9
		s.start(uint16(i), id, from)
		s.talk(uint16(i), from, 10)
		s.end(uint16(i), from+10e9)
	}
	s.turn()
	kills := 0
	for range 15 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "SPOJKA_TEST_TAPE="+o.Tape, "SPOJKA_TEST_OUT="+o.Out)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(5+rand.IntN(60)) * time.Millisecond)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		kills++
		if ready(o, ids[len(ids)-1])() {
			break
		}
	}
	t.Logf("killed %d times", kills)
	until(t, o, func() bool {
		all, _ := segments(o.Tape)
		return len(all) == 1
	})
	r := audited(t, o, called(ids...), nil)
	if r.Faults() != 0 || r.Files != len(ids) || r.Read != len(ids) {
		t.Errorf("the audit says %+v", r)
	}
	for _, id := range ids {
		path, state := Shelf{o.Tape, o.Out}.Find(telephony.RecordingID(id))
		info, err := os.Stat(path)
		if state != telephony.RecordingReady || err != nil || info.Size() < 40000 || info.Size() > 42000 {
			t.Errorf("%s is %s, %v", id, state, err)
		}
	}
	path, _ := Shelf{o.Tape, o.Out}.Find(telephony.RecordingID(ids[7]))
	if _, right := peers.Decode(t, path, "--no-gapless"); level(right[70000:78000], 440) < 6000 {
		t.Error("a file isn't whole")
	}
	if left, _ := filepath.Glob(filepath.Join(o.Out, "*", "*.part")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// When files can't be written the worker waits and tries again; the tape stays.
func TestFullDiskIsTriedAgain(t *testing.T) {
	o := box(t)
	s := newStudio(t, o.Tape)
	s.start(1, "0000001-00000001-1", 0)
	s.talk(1, 0, 2)
	s.end(1, 2e9)
	s.turn()
	if err := os.MkdirAll(o.Out, 0o700); err != nil {
		t.Fatal(err)
	}
	block := filepath.Join(o.Out, "2027-01") // a file where the folder should be
	if err := os.WriteFile(block, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	told := make(chan string, 100)
	o.Trouble = func(what string, err error) { told <- fmt.Sprint(what, err) }
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	o.Every = 5 * time.Millisecond
	go func() { _ = Run(ctx, o) }()
	if what := <-told; !strings.Contains(what, "can't be made") {
		t.Errorf("told %q", what)
	}
	if all, _ := segments(o.Tape); len(all) != 2 {
		t.Errorf("of the tape are left %v", all)
	}
	cancel()
	if err := os.Remove(block); err != nil {
		t.Fatal(err)
	}
	o.Trouble = nil
	until(t, o, ready(o, "0000001-00000001-1"))
}
