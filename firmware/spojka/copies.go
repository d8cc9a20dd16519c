package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin"
)

// Each night the worker puts a backup into a folder of another disk. The brain
// says when and remembers what came of it: a share that doesn't answer holds
// nobody up but the worker's own thread.

const (
	copyLook  = time.Minute     // the worker asks so often
	copySoon  = 5 * time.Second // where the brain didn't answer
	copyHour  = 3               // at night, in the office's time
	copyAgain = time.Hour       // after one that failed
	copyHangs = 6 * time.Hour
)

// copyOrder is what the worker is told.
type copyOrder struct {
	telephony.Copies
	Due   bool
	Today string // in the name of the file
}

// copyNote is what the last one came to; the file run/copies.json.
type copyNote struct {
	Folder string                `json:"folder"`
	Tried  time.Time             `json:"tried"` // the last one began
	Why    telephony.CopyTrouble `json:"why,omitempty"`
	Said   string                `json:"said,omitempty"`
	// the last whole one
	At    time.Time `json:"at,omitzero"`
	File  string    `json:"file,omitempty"`
	Bytes int64     `json:"bytes,omitempty"`
}

// going says that the last one has neither ended nor failed.
func (n copyNote) going() bool { return n.Why == "" && n.Tried.After(n.At) }

// due says whether a copy is to be made now: the first at once, then one a
// night; what failed, or died in the middle, is tried again each hour.
func (n copyNote) due(to telephony.Copies, now telephony.Moment, zone *time.Location) bool {
	wall := now.Wall.In(zone)
	night := time.Date(wall.Year(), wall.Month(), wall.Day(), copyHour, 0, 0, 0, zone)
	if wall.Before(night) {
		night = night.AddDate(0, 0, -1)
	}
	switch {
	case to.Folder == "" || !now.Trusted:
		return false
	case n.Folder != to.Folder || n.Tried.After(wall): // the clock went back
		return true
	case n.Why != "" || n.going():
		return wall.Sub(n.Tried) >= copyAgain
	}
	return n.At.Before(night)
}

// trouble is why there is no newer copy; empty: all is well, or none is wanted.
func (n copyNote) trouble(to telephony.Copies, now telephony.Moment) telephony.CopyTrouble {
	switch {
	case to.Folder == "" || n.Folder != to.Folder:
		return ""
	case n.going() && now.Trusted && now.Wall.Sub(n.Tried) > copyHangs:
		return telephony.CopyHangs
	}
	return n.Why
}

func (s settings) copyNote() (n copyNote) {
	_ = json.Unmarshal(keptFile(s.path("run", "copies.json")).Load(), &n) // what can't be read is none
	return n
}

// copied is for the page.
func (b *box) copied() webadmin.StoredCopy {
	n, to := b.s.copyNote(), b.cfg.Office().Copies
	if n.Folder != to.Folder {
		return webadmin.StoredCopy{}
	}
	return webadmin.StoredCopy{At: n.At, File: n.File, Bytes: n.Bytes, Why: n.trouble(to, b.clock.Now()), Said: n.Said}
}

// copyOrder is what the worker is to do now.
func (b *box) copyOrder() copyOrder {
	o, now := b.cfg.Office(), b.clock.Now()
	zone := zoneOf(&o)
	return copyOrder{o.Copies, b.s.copyNote().due(o.Copies, now, zone), now.Wall.In(zone).Format(time.DateOnly)}
}

// serveCopies answers the worker.
func (b *box) serveCopies(mux *http.ServeMux) {
	mux.HandleFunc("GET /copies", func(w http.ResponseWriter, _ *http.Request) { answer(w, b.copyOrder(), nil) })
	mux.HandleFunc("POST /copies", func(w http.ResponseWriter, r *http.Request) {
		var n copyNote
		err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&n)
		if err == nil {
			b.noteCopy(n)
		}
		answer(w, struct{}{}, err)
	})
}

// noteCopy keeps what the worker says; the time is the brain's.
func (b *box) noteCopy(n copyNote) {
	now, last := b.clock.Now().Wall, b.s.copyNote()
	n.Tried = now
	switch {
	case n.File != "": // it is whole
		n.At = now
		b.s.noteBackup(now)
	case last.Folder == n.Folder:
		n.At, n.File, n.Bytes = last.At, last.File, last.Bytes
	}
	if text, err := json.Marshal(n); err == nil {
		keptFile(b.s.path("run", "copies.json")).Store(text)
	}
}

// keepCopies is the worker's part, until ctx ends.
func keepCopies(ctx context.Context, s settings) {
	box := callLister{dialControl(s)}
	for {
		wait := copyLook
		if err := copyOnce(ctx, s, box); err != nil {
			wait = copySoon
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
	}
}

// copyOnce makes a copy if one is due; the error says that the brain doesn't
// answer.
func copyOnce(ctx context.Context, s settings, box callLister) error {
	var o copyOrder
	if err := fetch(ctx, box.client, "/copies", &o); err != nil || !o.Due {
		return err
	}
	if err := box.post(ctx, "/copies", copyNote{Folder: o.Folder}, new(struct{})); err != nil {
		return err
	}
	c := copier{o, s.data, func(file string) (int64, error) { return pullBackup(ctx, s, "nightly", file) }}
	return box.post(ctx, "/copies", c.note(), new(struct{}))
}

// copier makes one copy.
type copier struct {
	copyOrder
	data string
	pull func(file string) (int64, error)
}

// note makes it and says what came of it.
func (c copier) note() copyNote {
	n := copyNote{Folder: c.Folder}
	file := "spojka-" + c.Today + ".tar.gz"
	size, err := c.make(filepath.Join(c.Folder, file))
	if err != nil {
		n.Why, n.Said = copyTrouble(err), err.Error()
		return n
	}
	n.File, n.Bytes = file, size
	return n
}

var errHere = errors.New("the folder is on the disk with the box's data")

func (c copier) make(file string) (size int64, err error) {
	if err := c.elsewhere(); err != nil {
		return 0, err
	}
	left, _ := filepath.Glob(filepath.Join(c.Folder, "spojka-*.part")) // by one that died
	for _, half := range left {
		_ = os.Remove(half)
	}
	size, err = c.pull(file)
	if old := c.made(); errors.Is(err, syscall.ENOSPC) && len(old) > 1 {
		if err = os.Remove(old[0]); err == nil {
			size, err = c.pull(file)
		}
	}
	if err != nil {
		return 0, err
	}
	if err := readBackup(file); err != nil {
		return 0, errors.Join(err, os.Remove(file)) // it would count as one that can be used
	}
	return size, c.prune(file)
}

// prune deletes the oldest, but never the one just made, whatever the clock
// said when the others were.
func (c copier) prune(made string) error {
	old := slices.DeleteFunc(c.made(), func(one string) bool { return one == made })
	for ; len(old) > c.Most-1; old = old[1:] {
		if err := os.Remove(old[0]); err != nil {
			return err
		}
	}
	return nil
}

// elsewhere says that the folder is there, on another disk.
func (c copier) elsewhere() error {
	var there, here syscall.Stat_t
	if err := errors.Join(syscall.Stat(c.Folder, &there), syscall.Stat(c.data, &here)); err != nil {
		return err
	}
	if there.Mode&syscall.S_IFMT != syscall.S_IFDIR {
		return syscall.ENOTDIR
	}
	if there.Dev == here.Dev {
		return errHere
	}
	return nil
}

// made lists the copies there are, the oldest first.
func (c copier) made() []string {
	all, _ := filepath.Glob(filepath.Join(c.Folder, "spojka-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].tar.gz"))
	slices.Sort(all)
	return all
}

// copyTrouble is what kind of trouble an error is.
func copyTrouble(err error) telephony.CopyTrouble {
	is := func(any ...error) bool {
		return slices.ContainsFunc(any, func(one error) bool { return errors.Is(err, one) })
	}
	switch {
	case errors.Is(err, errHere):
		return telephony.CopyHere
	case is(syscall.ENOENT, syscall.ENOTDIR):
		return telephony.CopyMissing
	case is(syscall.EROFS, syscall.EACCES, syscall.EPERM):
		return telephony.CopyReadOnly
	case is(syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG):
		return telephony.CopyFull
	}
	return telephony.CopyBroken
}

// readBackup reads a backup to its end, as a restore does.
func readBackup(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = eachOf(context.Background(), f, func(_ string, r io.Reader) error {
		_, err := io.Copy(io.Discard, r)
		return err
	})
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}
