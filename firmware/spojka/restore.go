package main

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spojka/spojka/firmware/disk"
)

// restore is the body of `spojka restore`: it fills an empty folder from a
// backup. The folder is there only when all of it is.
func restore(ctx context.Context, args []string) error {
	s, err := parse("restore", args)
	if err != nil {
		return err
	}
	if s.file == "" {
		return errors.New("name the backup with --file")
	}
	if used(s.data) {
		return fmt.Errorf("%s is in use: name an empty folder with --data, or move that one away", s.data)
	}
	f, err := os.Open(s.file)
	if err != nil {
		return err
	}
	defer f.Close()
	fresh := strings.TrimRight(s.data, "/") + ".part"
	if err := os.RemoveAll(fresh); err != nil {
		return err
	}
	defer os.RemoveAll(fresh)
	n, err := unpack(ctx, f, fresh)
	if err != nil {
		return fmt.Errorf("%s: %w", s.file, err)
	}
	_ = os.Remove(s.data) // empty, or not there
	if err := errors.Join(syncTree(fresh), os.Rename(fresh, s.data), disk.SyncFolder(filepath.Dir(filepath.Clean(s.data)))); err != nil {
		return err
	}
	fmt.Printf("%d files are back in %s: start the box with spojka run --data %s\n", n, s.data, s.data)
	return nil
}

// used says that a folder holds something.
func used(dir string) bool {
	all, err := os.ReadDir(dir)
	return !errors.Is(err, os.ErrNotExist) && (err != nil || len(all) > 0)
}

// errNoBackup is said of a file that holds what a backup doesn't.
var errNoBackup = errors.New("it is not a backup of this program, or damaged")

// unpack takes nothing but what a backup has.
func unpack(ctx context.Context, r io.Reader, dir string) (files int, err error) {
	return eachOf(ctx, r, func(name string, r io.Reader) error {
		return unpackFile(r, filepath.Join(dir, filepath.FromSlash(name)))
	})
}

// eachOf goes through the files of a backup, to its end.
func eachOf(ctx context.Context, r io.Reader, see func(name string, r io.Reader) error) (files int, err error) {
	packed, err := gzip.NewReader(r)
	if err != nil {
		return 0, errNoBackup
	}
	t := tar.NewReader(packed)
	office := false
	for ctx.Err() == nil {
		h, err := t.Next()
		switch {
		case err == io.EOF && office:
			_, err = io.Copy(io.Discard, packed) // up to its sum
			return files, err
		case err != nil || h.Typeflag != tar.TypeReg || !ours(h.Name):
			return files, errors.Join(errNoBackup, err)
		}
		if err := see(h.Name, t); err != nil {
			return files, err
		}
		office = office || h.Name == "config/office.json"
		files++
	}
	return files, ctx.Err()
}

// ours says that a name is one that a backup has.
func ours(name string) bool {
	dir, file, _ := strings.Cut(name, "/")
	switch {
	case !filepath.IsLocal(name) || filepath.ToSlash(filepath.Clean(name)) != name:
		return false
	case dir == "config":
		return inConfig(file)
	case dir == "book":
		return inBook(file) && !strings.Contains(file, "/")
	case dir == "audio":
		return inAudio(file) && strings.Count(file, "/") == 1
	}
	return false
}

// syncTree brings the names in all folders to the disk.
func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return disk.SyncFolder(path)
	})
}

func unpackFile(r io.Reader, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	return errors.Join(err, f.Sync(), f.Close())
}
