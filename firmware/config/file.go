package config

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// kept is a file of text with its last versions beside it, "office-000007.json"
// for "office.json". Each ends with a line that holds the sum of what stands
// before it, so that a flipped bit or a torn end is seen (FAULTS 27).
type kept struct {
	dir, name string
	versions  int // how many are kept
}

// fileMode: nobody but the box reads them.
const fileMode = 0o600

const sumLine = "// sha256 "

func (k kept) path() string { return filepath.Join(k.dir, k.name+".json") }

func (k kept) numbered(n uint64) string {
	return filepath.Join(k.dir, fmt.Sprintf("%s-%06d.json", k.name, n))
}

// all lists what is kept, newest first.
func (k kept) all() []string {
	names, _ := filepath.Glob(filepath.Join(k.dir, k.name+"-*.json"))
	slices.Sort(names)
	slices.Reverse(names)
	return names
}

// write puts a version in force: kept first, so that there is one to fall
// back to at every instant.
func (k kept) write(n uint64, text []byte) error {
	b := seal(text)
	if err := replaceFile(k.numbered(n), b); err != nil {
		return err
	}
	if err := replaceFile(k.path(), b); err != nil {
		return err
	}
	for i, old := range k.all() {
		if i >= k.versions {
			_ = os.Remove(old)
		}
	}
	return nil
}

func seal(text []byte) []byte {
	text = append(text, '\n')
	sum := sha256.Sum256(text)
	return append(text, sumLine+hex.EncodeToString(sum[:])+"\n"...)
}

// read gives the file to use, or the newest version that use takes. Why says
// why it is not the file itself; found is false where there never was one.
// Nothing that can be used is an error: never defaults that open doors.
func (k kept) read(use func(text []byte) error) (found bool, why string, err error) {
	var first error
	note := func(err error) {
		if first == nil {
			first = err
		}
	}
	files := append([]string{k.path()}, k.all()...)
	for i, f := range files {
		b, err := os.ReadFile(f)
		if i == 0 && errors.Is(err, os.ErrNotExist) && len(files) > 1 {
			note(fmt.Errorf("%s is missing", f))
		}
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err == nil {
			b, err = unseal(b)
		}
		if err == nil {
			err = use(b)
		}
		if err == nil {
			if first != nil {
				why = first.Error() + "; " + filepath.Base(f) + " is in use"
			}
			return true, why, nil
		}
		note(fmt.Errorf("%s: %w", f, err))
	}
	if first != nil {
		return false, "", fmt.Errorf("no version of %s can be read: %w; put a backup of it there", k.path(), first)
	}
	return false, "", nil
}

// unseal checks the sum. A file without one was written by hand and is
// believed.
func unseal(b []byte) ([]byte, error) {
	text := string(b)
	i := strings.LastIndex(text, sumLine)
	if i < 0 {
		return b, nil
	}
	sum := sha256.Sum256(b[:i])
	if strings.TrimSpace(text[i+len(sumLine):]) != hex.EncodeToString(sum[:]) {
		return nil, errors.New("it was changed or damaged: delete its last line if you changed it by hand")
	}
	return b[:i], nil
}

// replaceFile writes a file that is either the old or the new one at every
// instant. On a full disk it gives the reserve up, once.
func replaceFile(path string, b []byte) error {
	err := putFile(path, b)
	if errors.Is(err, syscall.ENOSPC) && dropReserve(filepath.Dir(path)) {
		err = putFile(path, b)
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}

func putFile(path string, b []byte) error { return putStream(path, bytes.NewReader(b)) }

func putStream(path string, r io.Reader) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = io.Copy(f, r)
	if err := errors.Join(err, f.Chmod(fileMode), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

// reserve is room for changes on a disk that is full of recordings (FAULTS 4).
const reserve = 512 << 10

func reserveFile(dir string) string { return filepath.Join(dir, ".reserve") }

// keepReserve makes the reserve where it is missing. Random, so that no disk
// stores it as nothing.
func keepReserve(dir string) {
	if st, err := os.Stat(reserveFile(dir)); err == nil && st.Size() == reserve {
		return
	}
	b := make([]byte, reserve)
	_, _ = rand.Read(b) // never fails (crypto/rand)
	_ = putFile(reserveFile(dir), b)
}

func dropReserve(dir string) bool { return os.Remove(reserveFile(dir)) == nil }
