package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/firmware/config"
	"github.com/spojka/spojka/telephony"
)

// A copy is due at once in a new folder, then each night at three by the
// office's clock; what failed or died is tried again each hour; nothing is
// while the time isn't sure.
func TestWhenCopiesAreDue(t *testing.T) {
	prague, err := time.LoadLocation("Europe/Prague")
	if err != nil {
		t.Fatal(err)
	}
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 0, 0, prague) }
	stick := telephony.Copies{Folder: "/media/stick", Most: 3}
	made := copyNote{Folder: stick.Folder, Tried: at(27, 3, 1), At: at(27, 3, 1), File: "x"}
	failed := copyNote{Folder: stick.Folder, Tried: at(27, 3, 1), Why: telephony.CopyFull, At: at(26, 3, 1)}
	going := copyNote{Folder: stick.Folder, Tried: at(27, 3, 0), At: at(26, 3, 1)}
	for what, c := range map[string]struct {
		n       copyNote
		to      telephony.Copies
		now     time.Time
		due     bool
		trouble telephony.CopyTrouble
	}{
		"none wanted":        {copyNote{}, telephony.Copies{}, at(27, 12, 0), false, ""},
		"a new folder":       {copyNote{}, stick, at(27, 12, 0), true, ""},
		"another folder":     {failed, telephony.Copies{Folder: "/mnt/nas", Most: 3}, at(27, 3, 10), true, ""},
		"made this night":    {made, stick, at(27, 23, 59), false, ""},
		"before three":       {made, stick, at(28, 2, 59), false, ""},
		"the next night":     {made, stick, at(28, 3, 0), true, ""},
		"failed just now":    {failed, stick, at(27, 3, 59), false, telephony.CopyFull},
		"failed an hour ago": {failed, stick, at(27, 4, 1), true, telephony.CopyFull},
		"going on":           {going, stick, at(27, 3, 30), false, ""},
		"died":               {going, stick, at(27, 4, 0), true, ""},
		"hangs":              {going, stick, at(27, 9, 1), true, telephony.CopyHangs},
		"the clock was wrong": {
			copyNote{Folder: stick.Folder, Tried: at(27, 3, 1).AddDate(5, 0, 0), At: at(27, 3, 1).AddDate(5, 0, 0)}, stick, at(27, 4, 0), true, "",
		},
	} {
		now := telephony.Moment{Boot: 1, Wall: c.now.UTC(), Trusted: true}
		if due, trouble := c.n.due(c.to, now, prague), c.n.trouble(c.to, now); due != c.due || trouble != c.trouble {
			t.Errorf("%s: due %t, trouble %q", what, due, trouble)
		}
		if now.Trusted = false; c.n.due(c.to, now, prague) {
			t.Errorf("%s: due without the time", what)
		}
	}
}

// stick mounts a disk of so many bytes.
func stick(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("mounting takes root: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// copying is a copier into a folder, of a box whose backup is a good one of
// some size.
func copying(t *testing.T, folder, day string, size int) copier {
	t.Helper()
	noise := strings.Repeat("x", size)
	whole := archive(t, "config/office.json", noise)
	return copier{
		copyOrder: copyOrder{telephony.Copies{Folder: folder, Most: 3}, true, day}, data: t.TempDir(),
		pull: func(file string) (int64, error) { return keepAs(file, strings.NewReader(string(whole))) },
	}
}

func names(t *testing.T, folder string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// As many copies stay as are wanted, the newest of them; what a dead one left
// goes, what isn't ours stays; the one just made stays whatever the clock said
// when the others were.
func TestCopiesAreKept(t *testing.T) {
	folder := stick(t, "1m")
	for _, name := range []string{"photo.jpg", "spojka-2026-11-20.tar.gz.part", "spojka-2026-11-21.tar.gz"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, day := range []string{"2026-11-22", "2026-11-23", "2026-11-24", "2026-11-24"} {
		if n := copying(t, folder, day, 10).note(); n.Why != "" || n.File != "spojka-"+day+".tar.gz" || n.Bytes == 0 {
			t.Fatalf("%s: %+v", day, n)
		}
	}
	want := []string{"photo.jpg", "spojka-2026-11-22.tar.gz", "spojka-2026-11-23.tar.gz", "spojka-2026-11-24.tar.gz"}
	if got := names(t, folder); !slices.Equal(got, want) {
		t.Errorf("there are %q", got)
	}
	if n := copying(t, folder, "2026-11-01", 10).note(); n.Why != "" || !slices.Contains(names(t, folder), "spojka-2026-11-01.tar.gz") {
		t.Errorf("the clock was set back: %+v, %q", n, names(t, folder))
	}
}

// Whatever is wrong with the folder has a name, and what was there before
// stays.
func TestCopiesSayWhatIsWrong(t *testing.T) {
	folder := stick(t, "100k")
	if n := copying(t, filepath.Join(folder, "gone"), "2026-11-24", 10).note(); n.Why != telephony.CopyMissing || n.Said == "" {
		t.Errorf("a missing folder: %+v", n)
	}
	if n := copying(t, t.TempDir(), "2026-11-24", 10).note(); n.Why != telephony.CopyHere {
		t.Errorf("the same disk: %+v", n)
	}
	if n := copying(t, folder, "2026-11-22", 10).note(); n.Why != "" {
		t.Fatalf("%+v", n)
	}
	broken := copying(t, folder, "2026-11-23", 10)
	broken.pull = func(file string) (int64, error) { return keepAs(file, strings.NewReader("no backup")) }
	if n := broken.note(); n.Why != telephony.CopyBroken || len(names(t, folder)) != 1 {
		t.Errorf("no backup: %+v, %q", n, names(t, folder))
	}
	full := copying(t, folder, "2026-11-24", 10)
	full.pull = func(file string) (int64, error) { return keepAs(file, strings.NewReader(strings.Repeat("x", 200_000))) }
	if n := full.note(); n.Why != telephony.CopyFull || !slices.Contains(names(t, folder), "spojka-2026-11-22.tar.gz") {
		t.Errorf("a full disk: %+v, %q", n, names(t, folder))
	}
	if err := syscall.Mount("", folder, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	if n := copying(t, folder, "2026-11-25", 10).note(); n.Why != telephony.CopyReadOnly {
		t.Errorf("a disk that can only be read: %+v", n)
	}
	if why := copyTrouble(errors.New("input/output error")); why != telephony.CopyBroken {
		t.Error(why)
	}
}

// A full disk gives its oldest copy up for a new one, never its last.
func TestCopiesMakeRoom(t *testing.T) {
	folder := stick(t, "100k")
	for _, day := range []string{"22", "23"} {
		if err := os.WriteFile(filepath.Join(folder, "spojka-2026-11-"+day+".tar.gz"), make([]byte, 40_000), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c := copying(t, folder, "2026-11-24", 10)
	small, tries := c.pull, 0
	c.pull = func(file string) (int64, error) {
		if tries++; tries == 1 {
			return keepAs(file, strings.NewReader(strings.Repeat("x", 50_000)))
		}
		return small(file)
	}
	if n := c.note(); n.Why != "" {
		t.Errorf("%+v", n)
	}
	if got := names(t, folder); !slices.Equal(got, []string{"spojka-2026-11-23.tar.gz", "spojka-2026-11-24.tar.gz"}) {
		t.Errorf("there are %q", got)
	}
}

// The box copies itself to the stick, says so when it isn't there, and begins
// anew elsewhere from the file.
func TestBoxCopiesItself(t *testing.T) {
	folder := stick(t, "50m")
	b := newBox(t, "127.43.14.1", "127.43.14.2", func(o *telephony.Office) {
		o.Copies = telephony.Copies{Folder: filepath.Join(folder, "not-there"), Most: 3}
	}).start("--sim=false")
	b.until("an alarm", func() bool { return b.level(board.CondBackup) == board.Warn })
	b.stop()
	cfg, err := config.Open(filepath.Join(b.dir, "config"), false)
	if err != nil {
		t.Fatal(err)
	}
	if err := cfg.Change("", func(o *telephony.Office) error { o.Copies.Folder = folder; return nil }); err != nil {
		t.Fatal(err)
	}
	b.start("--sim=false")
	s := settings{data: b.dir}
	b.until("a copy", func() bool { return s.copyNote().At.After(time.Time{}) && !s.copyNote().going() })
	if n := s.copyNote(); n.Why != "" || b.level(board.CondBackup) != board.Good || s.backedUp().IsZero() {
		t.Errorf("%+v", n)
	}
	b.stop()
	if err := os.RemoveAll(b.dir); err != nil { // the computer is lost
		t.Fatal(err)
	}
	if out, err := says(t, "restore", "--data="+b.dir, "--file="+filepath.Join(folder, names(t, folder)[0])); err != nil {
		t.Fatalf("restore: %v\n%s", err, out)
	}
	b.start("--sim=false")
	b.until("a box with its people", func() bool { return len(b.snapshot().Agents) > 0 })
}
