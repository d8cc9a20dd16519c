package record

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"github.com/spojka/spojka/telephony"
)

// A month's chain lists its recordings in the order in which they were made.
// Each line holds a hash over the line before it, so that none can be taken
// out, put in or changed without all that follow.
const chainName = "chain"

// link is one line of a chain: four words with blanks between.
//
//	SEAL SUM BYTES ID
//
// SUM is the SHA-256 of the file, SEAL that of the seal before and of this
// line's other words, both in hexadecimal.
type link struct {
	seal  string
	sum   string
	bytes int64
	id    telephony.RecordingID
}

// after seals a link behind another.
func (l link) after(before string) link {
	h := sha256.Sum256(fmt.Appendf(nil, "%s %s %d %s", before, l.sum, l.bytes, l.id))
	l.seal = hex.EncodeToString(h[:])
	return l
}

func (l link) String() string { return fmt.Sprintf("%s %s %d %s\n", l.seal, l.sum, l.bytes, l.id) }

func readLink(line string) (l link, err error) {
	f := strings.Fields(line)
	if len(f) != 4 {
		return l, fmt.Errorf("a line of %d words", len(f))
	}
	l = link{seal: f[0], sum: f[1], id: telephony.RecordingID(f[3])}
	if l.bytes, err = strconv.ParseInt(f[2], 10, 64); err != nil || l.bytes < 0 || !valid(l.id) {
		return l, errors.New("a line that makes no sense")
	}
	return l, nil
}

// chain is a month's, as it was read.
type chain struct {
	links  []link
	broken int   // lines that make no sense or don't follow
	whole  int64 // bytes up to the end of the last whole line
}

// readChain reads a month's chain; none is an empty one. A last line without
// an end was being written and doesn't count.
func readChain(month string) (c chain, err error) {
	data, err := os.ReadFile(filepath.Join(month, chainName))
	if errors.Is(err, os.ErrNotExist) {
		return c, nil
	}
	if err != nil {
		return c, fmt.Errorf("read the chain of recordings: %w", err)
	}
	before := ""
	for {
		line, rest, found := bytes.Cut(data, []byte{'\n'})
		if !found {
			return c, nil
		}
		l, err := readLink(string(line))
		if err != nil || l.after(before).seal != l.seal {
			c.broken++
		}
		if err == nil {
			c.links = append(c.links, l)
			before = l.seal
		}
		c.whole += int64(len(line)) + 1
		data = rest
	}
}

// seal is that of the last link.
func (c chain) seal() string {
	if len(c.links) == 0 {
		return ""
	}
	return c.links[len(c.links)-1].seal
}

// chains are those of the months that the worker writes into: the last seals.
type chains map[string]string

// add makes a finished file the last link of its month. The file stands
// already: a crash in between is mended by [chains.mend].
func (c chains) add(path, sum string, size int64) error {
	month := filepath.Dir(path)
	before, known := c[month]
	if !known {
		read, err := readChain(month)
		if err != nil {
			return err
		}
		if err := cutOff(month, read.whole); err != nil {
			return err
		}
		before = read.seal()
	}
	l := link{sum: sum, bytes: size, id: idOf(path)}.after(before)
	if err := appendTo(filepath.Join(month, chainName), l.String()); err != nil {
		delete(c, month) // it may have been written in part
		return fmt.Errorf("lengthen the chain of recordings: %w", err)
	}
	c[month] = l.seal
	return nil
}

// mend adds the files that stand without a link, because the worker died
// between the two.
func (c chains) mend(out string) error {
	months, err := monthsOf(out)
	if err != nil {
		return err
	}
	for _, month := range months {
		read, err := readChain(month)
		if err != nil {
			return err
		}
		linked := make(map[telephony.RecordingID]bool, len(read.links))
		for _, l := range read.links {
			linked[l.id] = true
		}
		for _, path := range filesOf(month) {
			if linked[idOf(path)] {
				continue
			}
			sum, size, err := sumOf(path)
			if err := errors.Join(err, c.add(path, sum, size)); err != nil {
				return err
			}
		}
	}
	return nil
}

// monthsOf lists the folders of recordings, oldest first.
func monthsOf(out string) ([]string, error) {
	months, err := filepath.Glob(filepath.Join(out, "[0-9][0-9][0-9][0-9]-[0-9][0-9]"))
	sort.Strings(months)
	return months, err
}

// filesOf lists a month's recordings by their names.
func filesOf(month string) []string {
	files, _ := filepath.Glob(filepath.Join(month, "*.mp3"))
	sort.Strings(files)
	return files
}

func idOf(path string) telephony.RecordingID {
	return telephony.RecordingID(strings.TrimSuffix(filepath.Base(path), ".mp3"))
}

// sumOf reads a file to its end.
func sumOf(path string) (sum string, size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	h := sha256.New()
	size, err = io.Copy(h, bufio.NewReaderSize(f, 64<<10))
	return hex.EncodeToString(h.Sum(nil)), size, err
}

// cutOff takes a half line away that a crash left.
func cutOff(month string, whole int64) error {
	err := os.Truncate(filepath.Join(month, chainName), whole)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

func appendTo(path, text string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Sync(), f.Close())
}
