package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// keepBackups is how many backups of a file are kept, ".1" the newest.
const keepBackups = 3

func backupName(path string, n int) string { return fmt.Sprintf("%s.%d", path, n) }

// backups lists the backups that there are, newest first.
func backups(path string) (found []string) {
	for n := 1; n <= keepBackups; n++ {
		if _, err := os.Stat(backupName(path, n)); err == nil {
			found = append(found, backupName(path, n))
		}
	}
	return found
}

// Backup copies the file as it is now beside itself and drops the oldest copy,
// unless the newest is younger than every. Writes go on meanwhile.
func (db *DB) Backup(every time.Duration) (err error) {
	defer db.guard(&err)
	if st, err := os.Stat(backupName(db.path, 1)); err == nil && young(st.ModTime(), time.Now(), every) {
		return nil
	}
	fresh := db.path + ".new"
	defer os.Remove(fresh)
	if err := db.CopyTo(fresh); err != nil {
		return err
	}
	for n := keepBackups; n > 1; n-- {
		err := os.Rename(backupName(db.path, n-1), backupName(db.path, n))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	if err := os.Rename(fresh, backupName(db.path, 1)); err != nil {
		return err
	}
	return syncDir(filepath.Dir(db.path))
}

// firstYear is before any of these programs: an earlier one is a clock's that
// nobody had set.
const firstYear = 2020

// young says that a backup is younger than every: nobody knows of one that was
// made later than now; where now isn't known each is.
func young(made, now time.Time, every time.Duration) bool {
	age := now.Sub(made)
	return now.Year() < firstYear || age >= 0 && age < every
}

// replace writes a whole file and syncs it.
func replace(path string, write func(*os.File) error) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Sync(), f.Close())
}

// copyFile copies a file; what stood at to is gone only when the copy is whole.
func copyFile(from, to string) error {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	fresh := to + ".copy"
	defer os.Remove(fresh)
	err = replace(fresh, func(f *os.File) error {
		_, err := io.Copy(f, src)
		return err
	})
	if err != nil {
		return err
	}
	if err := os.Rename(fresh, to); err != nil {
		return err
	}
	return syncDir(filepath.Dir(to))
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
