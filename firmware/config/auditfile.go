package config

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/spojka/spojka/telephony"
)

func (c *Config) auditFile() string { return filepath.Join(c.dir, "audit.log") }

// append writes a line at the end. Whoever is on a full disk gives the reserve
// up for it, once.
func (c *Config) append(d telephony.Deed) error {
	if d.At.IsZero() {
		d.At = time.Now().Truncate(time.Second)
	}
	line, err := auditLine(d)
	if err != nil {
		return err
	}
	c.auditing.Lock()
	defer c.auditing.Unlock()
	err = appendLine(c.auditFile(), line)
	if errors.Is(err, syscall.ENOSPC) && dropReserve(c.dir) {
		err = appendLine(c.auditFile(), line)
	}
	return err
}

// auditLine begins with an end of line: a torn line of before must not swallow
// this one.
func auditLine(d telephony.Deed) ([]byte, error) {
	d.At = d.At.UTC()
	line, err := json.Marshal(d)
	return append(append([]byte{'\n'}, line...), '\n'), err
}

func appendLine(path string, line []byte) error {
	_, missing := os.Stat(path)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, fileMode)
	if err != nil {
		return err
	}
	_, err = f.Write(line)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil || missing == nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// A file that was shortened begins with a line of its own: by how much its
// lines stood further back before. So they keep their places.
const (
	baseForm  = `{"base":%d}`
	baseBytes = 32 // of that line, with blanks and its end
)

func baseLine(base int64) []byte {
	return fmt.Appendf(nil, "%-*s\n", baseBytes-1, fmt.Sprintf(baseForm, base))
}

// baseOf is what such a line says, and where the other lines begin.
func baseOf(f io.ReaderAt) (base, begin int64) {
	b := make([]byte, baseBytes)
	if _, err := f.ReadAt(b, 0); err != nil {
		return 0, 0
	}
	if n, err := fmt.Sscanf(string(b), baseForm, &base); n != 1 || err != nil || !bytes.Equal(b, baseLine(base)) {
		return 0, 0
	}
	return base, baseBytes
}

// backward walks the lines that stand before a place, the last one first;
// before 0: from the end.
func (c *Config) backward(before int64, see func(place int64, line []byte) bool) error {
	f, err := os.Open(c.auditFile())
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	base, begin := baseOf(f)
	end, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if before > 0 {
		end = min(end, before-base)
	}
	return linesBefore(f, begin, end, func(at int64, line []byte) bool { return see(at+base, line) })
}

// linesBefore walks the lines between two places of a file, the last one first.
func linesBefore(f io.ReaderAt, begin, end int64, see func(at int64, line []byte) bool) error {
	const block = 64 << 10
	var rest []byte // begins at end; its first line may begin earlier
	for end > begin {
		n := min(end-begin, block)
		piece := make([]byte, n, int(n)+len(rest))
		if _, err := f.ReadAt(piece, end-n); err != nil {
			return err
		}
		end -= n
		rest = append(piece, rest...)
		for {
			i := bytes.LastIndexByte(rest, '\n')
			if i < 0 && end > begin {
				break
			}
			if line := rest[i+1:]; len(line) > 0 && !see(end+int64(i)+1, line) {
				return nil
			}
			if i < 0 {
				return nil
			}
			rest = rest[:i]
		}
	}
	return nil
}

// Shorten takes the lines from before a time off the audit book and notes that
// in it; it says how many they were. The time is now's to say: a line that the
// clock stamped before any of these programs was written, or later than now,
// goes only with a sure one behind it.
func (c *Config) Shorten(before, now time.Time) (lines int, err error) {
	c.auditing.Lock()
	defer c.auditing.Unlock()
	f, err := os.Open(c.auditFile())
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	defer f.Close()
	base, begin := baseOf(f)
	lines, cut, err := outdated(io.NewSectionReader(f, begin, 1<<62), before, now)
	if err != nil || cut < baseBytes {
		return 0, err
	}
	note, err := auditLine(telephony.Deed{At: now, Kind: telephony.DeedShortened, Note: fmt.Sprint(lines, " ", before.Format(time.DateOnly))})
	if err != nil {
		return 0, err
	}
	cut += begin
	rest := io.NewSectionReader(f, cut, 1<<62)
	return lines, putStream(c.auditFile(), io.MultiReader(bytes.NewReader(baseLine(base+cut-baseBytes)), rest, bytes.NewReader(note)))
}

// firstYear is before any of these programs: an earlier one is a clock's that
// nobody had set.
const firstYear = 2020

// outdated counts the lines up to the last one from before a time that no
// newer one stands before, and their bytes.
func outdated(r io.Reader, before, now time.Time) (lines int, cut int64, err error) {
	all := bufio.NewReader(r)
	for n, at := 0, int64(0); ; {
		line, err := all.ReadBytes('\n')
		at += int64(len(line))
		switch {
		case errors.Is(err, io.EOF):
			return lines, cut, nil // what has no end is being written, or torn
		case err != nil:
			return 0, 0, err
		}
		var d telephony.Deed
		if json.Unmarshal(line, &d) != nil {
			continue
		}
		n++
		switch {
		case d.At.Year() < firstYear || d.At.After(now):
		case d.At.Before(before):
			lines, cut = n, at
		default:
			return lines, cut, nil
		}
	}
}
