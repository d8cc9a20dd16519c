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
// out, put in or changed without all that follow. That a recording was deleted
// is a line, too.
const chainName = "chain"

// link is one line of a chain, words with blanks between.
//
//	SEAL SUM BYTES ID                  a recording was made
//	SEAL deleted BYTES ID WHEN WHY     it was deleted
//
// SUM is the SHA-256 of the file, SEAL that of the seal before and of this
// line's other words, both in hexadecimal; WHEN as in RFC 3339, WHY a
// [telephony.PurgeCause].
type link struct {
	seal  string
	sum   string
	bytes int64
	id    telephony.RecordingID
	when  string               // it was deleted
	why   telephony.PurgeCause // empty: it was made
}

// deleted stands in a link where else is the sum of the file.
const deleted = "deleted"

func (l link) gone() bool { return l.why != "" }

// after seals a link behind another.
func (l link) after(before string) link {
	h := sha256.Sum256([]byte(before + " " + l.words()))
	l.seal = hex.EncodeToString(h[:])
	return l
}

func (l link) words() string {
	text := fmt.Sprintf("%s %d %s", l.sum, l.bytes, l.id)
	if l.gone() {
		text += fmt.Sprintf(" %s %s", l.when, l.why)
	}
	return text
}

func (l link) String() string { return l.seal + " " + l.words() + "\n" }

func readLink(line string) (l link, err error) {
	f := strings.Fields(line)
	switch {
	case len(f) == 4 && f[1] != deleted:
		l = link{seal: f[0], sum: f[1], id: telephony.RecordingID(f[3])}
	case len(f) == 6 && f[1] == deleted:
		l = link{seal: f[0], sum: f[1], id: telephony.RecordingID(f[3]), when: f[4], why: telephony.PurgeCause(f[5])}
	default:
		return l, fmt.Errorf("a line of %d words", len(f))
	}
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
	return c.lengthen(filepath.Dir(path), link{sum: sum, bytes: size, id: idOf(path)})
}

// lengthen adds links to a month's chain, in one write.
func (c chains) lengthen(month string, links ...link) error {
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
	var text strings.Builder
	for _, l := range links {
		l = l.after(before)
		before = l.seal
		text.WriteString(l.String())
	}
	if err := appendTo(filepath.Join(month, chainName), text.String()); err != nil {
		delete(c, month) // it may have been written in part
		return fmt.Errorf("lengthen the chain of recordings: %w", err)
	}
	c[month] = before
	return nil
}

// mend sets right what a worker left that died between a file and its link:
// files without a link get one, those whose link says that they are deleted go.
func (c chains) mend(out string) error {
	months, err := monthsOf(out)
	if err != nil {
		return err
	}
	for _, month := range months {
		if err := c.mendMonth(month); err != nil {
			return err
		}
	}
	return nil
}

func (c chains) mendMonth(month string) error {
	read, err := readChain(month)
	if err != nil {
		return err
	}
	links := read.byID()
	for _, path := range filesOf(month) {
		switch l, linked := links[idOf(path)]; {
		case l.gone():
			err = os.Remove(path)
		case !linked:
			sum, size, failed := sumOf(path)
			err = errors.Join(failed, c.add(path, sum, size))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// byID has the last link of each recording.
func (c chain) byID() map[telephony.RecordingID]link {
	links := make(map[telephony.RecordingID]link, len(c.links))
	for _, l := range c.links {
		links[l.id] = l
	}
	return links
}

// gone has the recordings that were deleted.
func (c chain) gone() map[telephony.RecordingID]bool {
	gone := make(map[telephony.RecordingID]bool)
	for _, l := range c.links {
		if l.gone() {
			gone[l.id] = true
		}
	}
	return gone
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
