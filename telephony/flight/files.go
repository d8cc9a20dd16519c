package flight

import (
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
)

// maxFile is how large a file grows; a new one is begun each day and with each
// start, too, and so many are kept.
const (
	maxFile  = 4 << 20
	maxFiles = 1000
)

// made is before any of these files: a clock that says less wasn't set.
var made = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

// files are the recorder's, the oldest first; the last one grows.
type files struct {
	dir  string
	list []file
	out  *os.File // the last one, open to grow; nil: a new one is due
	day  int64    // of the last one's first block, in days of the wall clock
}

// file is one of them.
type file struct {
	n    int
	high telephony.CallID // calls with higher numbers begin in it or later
	size int64
	at   time.Time // last written; zero: by a clock that wasn't trusted
}

func (f *files) path(n int) string { return filepath.Join(f.dir, fmt.Sprintf("%08d.trace", n)) }

// open finds the files of before.
func (f *files) open(dir string) error {
	f.dir = dir
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("the flight recorder's folder: %w", err)
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.trace"))
	if err != nil {
		return err
	}
	for _, name := range names {
		var one file
		if _, err := fmt.Sscanf(strings.TrimSuffix(filepath.Base(name), ".trace"), "%d", &one.n); err != nil || name != f.path(one.n) {
			continue
		}
		if one.look(name) {
			f.list = append(f.list, one)
		}
	}
	slices.SortFunc(f.list, func(a, b file) int { return a.n - b.n })
	return nil
}

// look reads the head of a file; false: it isn't one of ours, or never got a
// head.
func (f *file) look(path string) bool {
	in, err := os.Open(path)
	if err != nil {
		return false
	}
	defer in.Close()
	head := make([]byte, fileHead)
	info, err := in.Stat()
	if _, short := io.ReadFull(in, head); err != nil || short != nil || string(head[:len(fileMagic)]) != fileMagic {
		return false
	}
	f.high = telephony.CallID(binary.LittleEndian.Uint64(head[len(fileMagic):]))
	if f.size, f.at = info.Size(), info.ModTime(); f.at.Before(made) {
		f.at = time.Time{}
	}
	return true
}

// append writes blocks behind the last ones, or into a new file. What could
// not be written whole is taken away again.
func (f *files) append(blocks []byte, high telephony.CallID, now telephony.Moment) error {
	day := now.Wall.Unix() / (24 * 3600)
	if f.out != nil && (f.last().size+int64(len(blocks)) > maxFile || day != f.day) {
		f.close()
	}
	if f.out == nil {
		if err := f.begin(high); err != nil {
			return err
		}
		f.day = day
	}
	last := f.last()
	if _, err := f.out.WriteAt(blocks, last.size); err != nil {
		_ = f.out.Truncate(last.size) // a torn block at the end is read over, too
		return err
	}
	last.size += int64(len(blocks))
	if last.at = now.Wall; !now.Trusted {
		last.at = time.Time{}
	}
	return nil
}

func (f *files) last() *file { return &f.list[len(f.list)-1] }

// begin makes the next file. Each start of the box begins one: what the one
// before left torn stays behind it.
func (f *files) begin(high telephony.CallID) error {
	n := 1
	if len(f.list) > 0 {
		n = f.last().n + 1
	}
	out, err := os.OpenFile(f.path(n), os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	head := binary.LittleEndian.AppendUint64([]byte(fileMagic), uint64(high))
	if _, err := out.WriteAt(head, 0); err != nil {
		out.Close()
		os.Remove(f.path(n))
		return err
	}
	f.out = out
	f.list = append(f.list, file{n: n, high: high, size: int64(len(head))})
	return nil
}

func (f *files) close() {
	if f.out != nil {
		f.out.Close()
		f.out = nil
	}
}

func (f *files) size() (n int64) {
	for _, one := range f.list {
		n += one.size
	}
	return n
}

// tidy deletes the oldest files beyond the bounds, never the last.
func (f *files) tidy(most int64, days int, now telephony.Moment) {
	old := now.Wall.AddDate(0, 0, -days)
	for len(f.list) > 1 {
		first := f.list[0]
		if f.size() <= most && len(f.list) <= maxFiles && (!now.Trusted || first.at.IsZero() || !first.at.Before(old)) {
			return
		}
		if err := os.Remove(f.path(first.n)); err != nil && !os.IsNotExist(err) {
			return
		}
		f.list = slices.Delete(f.list, 0, 1)
	}
}

// of lists the files in which a call may begin and go on, in order.
func (f *files) of(call telephony.CallID) []file {
	from := 0
	for i, one := range f.list {
		if one.high < call {
			from = i
		}
	}
	return slices.Clone(f.list[from:])
}
