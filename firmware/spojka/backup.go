package main

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spojka/spojka/firmware/disk"
)

const (
	backupEach = 24 * time.Hour
	backupLook = time.Hour
	// backupSpool begins the names of folders with copies for a backup.
	backupSpool = "backup-"
)

// keepBackups has the books copied beside themselves, once a day.
func (b *box) keepBackups(ctx context.Context) {
	left, _ := filepath.Glob(b.s.path("run", backupSpool+"*")) // by a brain that died
	for _, dir := range left {
		_ = os.RemoveAll(dir)
	}
	tick := time.NewTicker(backupLook)
	defer tick.Stop()
	for {
		b.carrying.Lock()
		err := errors.Join(b.cards.Backup(backupEach), b.book.Backup(backupEach))
		b.carrying.Unlock()
		if err != nil {
			trouble("no backup could be made beside the books", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// writeBackup writes all that a box needs to begin anew elsewhere: a gzipped
// tar of config and book, and of the recordings if they are wanted.
func (b *box) writeBackup(w io.Writer, recordings bool) error {
	copies, err := b.copyBooks()
	defer os.RemoveAll(copies)
	if err != nil {
		return err
	}
	packed := gzip.NewWriter(w)
	t := tar.NewWriter(packed)
	err = errors.Join(pack(t, b.s.path("config"), "config", inConfig), pack(t, copies, "book", inBook))
	if recordings && err == nil {
		err = pack(t, b.s.path("audio"), "audio", inAudio)
	}
	return errors.Join(err, t.Close(), packed.Close())
}

// copyBooks copies the books as they are at one moment: no wish is carried out
// meanwhile, or it might be lost, or done twice.
func (b *box) copyBooks() (dir string, err error) {
	b.carrying.Lock()
	defer b.carrying.Unlock()
	if dir, err = os.MkdirTemp(b.s.path("run"), backupSpool); err != nil {
		return "", err
	}
	return dir, errors.Join(b.cards.CopyTo(filepath.Join(dir, "customers.db")), b.book.CopyTo(dir))
}

// What of a folder belongs in a backup.
func inConfig(name string) bool {
	return name == "office.json" || name == "secrets.json" || name == "audit.log"
}

func inBook(name string) bool { return strings.HasSuffix(name, ".db") }

func inAudio(name string) bool {
	month, file, _ := strings.Cut(name, "/")
	_, err := time.Parse("2006-01", month)
	return err == nil && (file == "chain" || strings.HasSuffix(file, ".mp3"))
}

// pack adds the files of a folder that are wanted, under a name.
func pack(t *tar.Writer, dir, as string, wanted func(name string) bool) error {
	return filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		name, _ := filepath.Rel(dir, path)
		switch {
		case err != nil:
			return err
		case !d.Type().IsRegular() || !wanted(filepath.ToSlash(name)):
			return nil
		}
		return packFile(t, path, as+"/"+filepath.ToSlash(name))
	})
}

// packFile adds one file as long as it is now: some grow.
func packFile(t *tar.Writer, path, as string) error {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil // deleted meanwhile
	}
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	h := &tar.Header{Name: as, Mode: 0o600, Size: info.Size(), ModTime: info.ModTime(), Format: tar.FormatPAX}
	if err := t.WriteHeader(h); err != nil {
		return err
	}
	_, err = io.CopyN(t, f, info.Size())
	return err
}

// serveBackup answers GET /backup. A backup that breaks off is a connection
// that breaks off, so that nobody takes it for whole.
func (b *box) serveBackup(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/gzip")
	out := http.NewResponseController(w) // recordings of years take longer than an answer may
	_ = errors.Join(out.SetReadDeadline(time.Time{}), out.SetWriteDeadline(time.Time{}))
	if err := b.writeBackup(w, r.URL.Query().Has("recordings")); err != nil {
		trouble("a backup broke off", err)
		panic(http.ErrAbortHandler)
	}
	if !r.URL.Query().Has("nightly") { // of those the worker says when they are whole
		b.s.noteBackup(time.Now())
	}
}

// backup is the body of `spojka backup`.
func backup(ctx context.Context, args []string) error {
	s, err := parse("backup", args)
	if err != nil {
		return err
	}
	if s.file == "" {
		s.file = "spojka-" + time.Now().Format("2006-01-02") + ".tar.gz"
	}
	if _, err := os.Stat(s.file); err == nil {
		return fmt.Errorf("%s is there already: choose another name with --file", s.file)
	}
	what := ""
	if s.recordings {
		what = "recordings"
	}
	n, err := pullBackup(ctx, s, what, s.file)
	if err != nil {
		return err
	}
	fmt.Printf("%s holds the whole box, %d kB, with its passwords: keep it where nobody else reads it\n", s.file, n/1000)
	return nil
}

// pullBackup has the running box write a backup into a file.
func pullBackup(ctx context.Context, s settings, what, file string) (n int64, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://box/backup?"+what, nil)
	if err != nil {
		return 0, err
	}
	box := dialControl(s)
	box.Timeout = 0 // it takes as long as it takes
	resp, err := box.Do(r)
	if err != nil {
		return 0, noBox(s)
	}
	defer resp.Body.Close()
	if n, err = keepAs(file, resp.Body); err != nil {
		return 0, fmt.Errorf("%s: %w", file, err)
	}
	return n, nil
}

// keepAs writes a new file, which is there only when it is whole.
func keepAs(path string, r io.Reader) (n int64, err error) {
	f, err := os.OpenFile(path+".part", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, err
	}
	defer os.Remove(path + ".part")
	n, err = io.Copy(f, r)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return n, err
	}
	if err := os.Rename(path+".part", path); err != nil {
		return n, err
	}
	return n, disk.SyncFolder(filepath.Dir(path))
}
