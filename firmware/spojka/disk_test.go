package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/record"
)

// smallDisk mounts a disk of 64 MB and has the test's boxes keep everything on
// it. It needs root.
func smallDisk(t testing.TB) (dir string) {
	t.Helper()
	peers.Need(t, "mkfs.ext4")
	peers.Root(t, "a disk of its own")
	dir, err := os.MkdirTemp("", "disk")
	if err != nil {
		t.Fatal(err)
	}
	image := dir + ".img"
	command(t, "truncate", "-s", "64M", image)
	command(t, "mkfs.ext4", "-q", "-b", "4096", "-m", "0", image)
	command(t, "mount", "-o", "loop", image, dir)
	t.Cleanup(func() {
		_ = hold(dir, thaw)
		_ = exec.Command("umount", "--lazy", dir).Run()
		_ = os.Remove(image)
		_ = os.Remove(dir)
	})
	if _, err := build(); err != nil { // not on that disk
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", dir)
	return dir
}

func command(t testing.TB, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

// Orders to a file system (linux/fs.h).
const (
	stall = 0xC0045877 // FIFREEZE
	thaw  = 0xC0045878 // FITHAW
)

// hold stops all writing to a file system, or lets it go on.
func hold(dir string, how uint) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return unix.IoctlSetInt(int(f.Fd()), how, 0)
}

// fill writes until nothing more has room.
func fill(t testing.TB, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, size := range []int{1 << 20, 4096} {
		for err = nil; err == nil; {
			_, err = f.Write(make([]byte, size))
		}
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
}

// level is how bad a condition of the box is.
func (b *running) level(id board.ConditionID) board.Level {
	b.t.Helper()
	var all []board.Condition
	box := dialControl(settings{data: b.dir})
	if err := fetch(context.Background(), box, "/conditions", &all); err != nil {
		b.t.Fatal(err)
	}
	for _, c := range all {
		if c.ID == id {
			return c.Level
		}
	}
	b.t.Fatalf("there is no condition %s", id)
	return 0
}

// saving tries to save and gives what came of it in the end.
func (b *running) saving(agent telephony.AgentID, call telephony.CallID) chan error {
	done := make(chan error, 1)
	go func() {
		done <- b.control.Ask("save", telephony.SaveCall{Agent: agent, Call: call, Form: telephony.SaveForm{Note: "počkalo", Unknown: true}})
	}()
	return done
}

// FAULTS 4: the disk is full in mid-call. The talk goes on, the box says what
// is wrong, nobody is told that a call is saved before it is; with room again
// it goes on without a restart.
func TestBoxOnAFullDisk(t *testing.T) {
	dir := smallDisk(t)
	b := newBox(t, "127.43.12.1", "127.43.12.2", func(o *telephony.Office) { o.Queues[0].TreeIn = "" })
	b.quietOffice()
	b.start("--sim=false")
	if l := b.level(board.CondDisk); l == board.Fault {
		t.Fatal("the disk is full from the beginning")
	}
	trunk, answered := b.pair("127.43.12.3")
	c := b.talk(trunk, answered)
	id := b.works("jana", telephony.Talking)
	filler := filepath.Join(dir, "filler")
	fill(t, filler)
	c.goesOn()
	b.until("a fault of the disk", func() bool { return b.level(board.CondDisk) == board.Fault })
	c.goesOn()
	c.unbroken()
	c.caller.HangUp()
	b.works("jana", telephony.Wrapping)
	fill(t, filepath.Join(dir, "rest"))
	saved := b.saving("jana", id) // answered when it is on disk, which is now or with room again
	b.roomAgain(filler)
	if err := <-saved; err != nil {
		t.Errorf("with room again: %v", err)
	}
	b.until("a call that is saved", func() bool { return b.record(id).State == telephony.ProcessSaved })
	c = b.talk(trunk, answered)
	c.goesOn()
	c.caller.HangUp()
	b.recording(b.record(b.save("jana", "")).Recording)
}

// quietOffice leaves an audit that says that hardly anything is recorded, so
// that a small disk lasts.
func (b *running) quietOffice() {
	b.t.Helper()
	dir := filepath.Join(b.dir, "audio")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		b.t.Fatal(err)
	}
	report, _ := json.Marshal(record.Report{At: time.Now().UTC(), Daily: 1, Since: time.Now().UTC().Format("2006-01")})
	if err := os.WriteFile(filepath.Join(dir, "audit.json"), report, 0o600); err != nil {
		b.t.Fatal(err)
	}
}

// FAULTS 4: the disk fills up in mid-call and the office wants the oldest
// recordings to go: they do, the talk goes on and is recorded, the call is
// saved at once, and the audit knows what went.
func TestBoxOnAFullDiskDeletesTheOldest(t *testing.T) {
	dir := smallDisk(t)
	b := newBox(t, "127.68.4.1", "127.68.4.2", func(o *telephony.Office) {
		o.Queues[0].TreeIn = ""
		o.Keeping = &telephony.Keeping{Recordings: 90, Book: 36, Rotate: true}
	})
	b.quietOffice()
	old := shelved(t, b.dir, time.Now().UTC().AddDate(0, 0, -20), 30)
	shelf := settings{data: b.dir}.shelf()
	for _, id := range old {
		path, _ := shelf.Find(id.Recording(1))
		if err := os.WriteFile(path, make([]byte, 300_000), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Join(b.dir, "run"), 0o700); err != nil {
		t.Fatal(err)
	}
	keptFile(filepath.Join(b.dir, "run", "keeping.json")).Store(note(t, keptNote{Looked: time.Now()}))
	b.start("--sim=false")
	trunk, answered := b.pair("127.68.4.3")
	c := b.talk(trunk, answered)
	fill(t, filepath.Join(dir, "filler"))
	there := func(id telephony.CallID) bool {
		_, state := shelf.Find(id.Recording(1))
		return state == telephony.RecordingReady
	}
	b.until("the oldest to go", func() bool { return !there(old[0]) && !there(old[9]) })
	c.goesOn()
	c.unbroken()
	c.caller.HangUp()
	r := b.record(b.save("jana", "na plném disku"))
	b.recording(r.Recording)
	if !there(old[29]) {
		t.Error("all of the old are gone")
	}
	if out, err := says(t, "audit", "--data="+b.dir); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func (b *running) roomAgain(filler string) {
	b.t.Helper()
	for _, f := range []string{filler, filepath.Join(filepath.Dir(filler), "rest")} {
		if err := os.Remove(f); err != nil {
			b.t.Fatal(err)
		}
	}
}

// A card that stalls: nothing can be written for some seconds. The talk goes
// on, and its recording has no hole.
func TestBoxOnAStalledDisk(t *testing.T) {
	dir := smallDisk(t)
	b := newBox(t, "127.43.13.1", "127.43.13.2", func(o *telephony.Office) { o.Queues[0].TreeIn = "" }).start("--sim=false")
	c := b.talk(b.pair("127.43.13.3"))
	id := b.talkOnADiskThatTakesNothing(c, func(takes bool) {
		how := map[bool]uint{false: stall, true: thaw}[takes]
		if err := hold(dir, how); err != nil {
			t.Fatal(err)
		}
	})
	r := b.record(id)
	c.recorded(r.Recording, r.Talked)
	b.audited()
}

// talkOnADiskThatTakesNothing tells what a disk that takes no write in mid-call
// must not change: the talk goes on, the box says what is wrong, nobody is told
// that the call is saved until the disk takes writes again.
func (b *running) talkOnADiskThatTakesNothing(c conversation, disk func(takes bool)) telephony.CallID {
	b.t.Helper()
	id := b.works("jana", telephony.Talking)
	disk(false)
	for range 4 {
		c.goesOn() // a second each
	}
	c.unbroken()
	c.caller.HangUp()
	b.works("jana", telephony.Wrapping)
	saved := b.saving("jana", id)
	b.until("a warning of the commit", func() bool { return b.level(board.CondCommit) != board.Good })
	select {
	case err := <-saved:
		b.t.Errorf("saved on a disk that takes nothing: %v", err)
	default:
	}
	disk(true)
	if err := <-saved; err != nil {
		b.t.Errorf("when the disk takes writes again: %v", err)
	}
	b.until("a call that is saved", func() bool { return b.record(id).State == telephony.ProcessSaved })
	return id
}

// FAULTS 5: the card takes no write any more, as one that has turned itself
// read-only. When it takes writes again the box goes on without a restart and
// the next call is recorded.
func TestBoxOnAReadOnlyDisk(t *testing.T) {
	smallDisk(t)
	peers.Need(t, "chattr")
	b := newBox(t, "127.68.5.1", "127.68.5.2", func(o *telephony.Office) { o.Queues[0].TreeIn = "" }).start("--sim=false")
	trunk, answered := b.pair("127.68.5.3")
	t.Cleanup(func() { b.writable(true) })
	b.talkOnADiskThatTakesNothing(b.talk(trunk, answered), b.writable)
	c := b.talk(trunk, answered)
	c.goesOn()
	c.caller.HangUp()
	b.recording(b.record(b.save("jana", "")).Recording)
}

// writable lets the box's files be written to, or not: ext4 refuses each write
// to a file that may not change, also by who has it open.
func (b *running) writable(yes bool) {
	how := "+i"
	if yes {
		how = "-i"
	}
	for _, dir := range []string{"book", "tape", "audio", "config", "flight"} {
		_ = exec.Command("chattr", "-f", "-R", how, filepath.Join(b.dir, dir)).Run() // one that isn't there is no matter
	}
}
