package record

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Audit compares the recordings under out with the calls that have one. Every
// connected call has exactly one whole file, every file a call, and no file
// is another than was made. Files for which read says so are read to their
// end; the others only have to be there in their length.
type Audit struct {
	Shelf
	// Calls hands over the recordings that there must be of calls that came
	// in [from, until), in pages.
	Calls func(ctx context.Context, from, until time.Time, page func([]Expected)) error
	// Of gives the calls of some recordings, however long ago they came; nil:
	// nobody knows more than Calls.
	Of func(ctx context.Context, ids []telephony.RecordingID) ([]Expected, error)
	// Read chooses the files that are read to their end; nil: all.
	Read func(made time.Time) bool

	now func() time.Time // nil: time.Now
}

// audit is one run. It goes month by month, so that it needs no more memory
// than a month does.
type audit struct {
	Audit
	report Report
	calls  map[telephony.RecordingID]Expected
	seen   map[telephony.RecordingID]bool
	made   map[telephony.RecordingID]link
	strays []telephony.RecordingID // files that no call of these days has
	lost   []Expected              // calls that no file has

	week  int64         // bytes of its files
	reach time.Duration // age of the oldest of them
}

const week = 7 * 24 * time.Hour

const monthName = "2006-01"

// longestCall is how long before its recording a call may have come.
const longestCall = 24 * time.Hour

// Run audits all months since the first that has recordings, or had some when
// they were audited last.
func (a Audit) Run(ctx context.Context) (Report, error) {
	if a.now == nil {
		a.now = time.Now
	}
	began := time.Now()
	r := audit{Audit: a, report: Report{At: a.now().UTC()}}
	first, err := a.since(r.report.At)
	if err != nil {
		return r.report, err
	}
	r.report.Since = first.Format(monthName)
	for month := first; !month.After(r.report.At); month = month.AddDate(0, 1, 0) {
		if !r.empty(month) {
			if err := r.month(ctx, month); err != nil {
				return r.report, err
			}
		}
	}
	days := int64(r.reach/(24*time.Hour)) + 1
	r.report.Daily = r.week / days
	r.report.Took = time.Since(began).Round(time.Millisecond)
	return r.report, nil
}

// since is the first month to look at.
func (a Audit) since(now time.Time) (time.Time, error) {
	first := now.Format(monthName)
	months, err := monthsOf(a.Out)
	if err != nil {
		return time.Time{}, err
	}
	if len(months) > 0 {
		first = min(first, filepath.Base(months[0]))
	}
	// Without a report, or with one that can't be read, the folders decide.
	if last, err := a.Latest(); err == nil && last.Since != "" {
		first = min(first, last.Since)
	}
	return time.Parse(monthName, first)
}

// empty says that nothing is of a month: its folder is not there, and it is
// from before there were such boxes. A clock that began in 1970 leaves a folder
// of then, and long years without any.
func (r *audit) empty(month time.Time) bool {
	_, err := os.Stat(filepath.Join(r.Out, month.Format(monthName)))
	return month.Year() < firstYear && errors.Is(err, os.ErrNotExist)
}

const firstYear = 2026

// month looks at a month's files, chain and calls. The files are listed
// before the calls: what begins or ends meanwhile is no fault.
func (r *audit) month(ctx context.Context, month time.Time) error {
	dir := filepath.Join(r.Out, month.Format(monthName))
	files := filesOf(dir)
	if err := r.readMade(dir); err != nil {
		return err
	}
	r.calls, r.seen = make(map[telephony.RecordingID]Expected), make(map[telephony.RecordingID]bool)
	r.strays, r.lost = nil, nil
	if err := r.Calls(ctx, month.Add(-longestCall), month.AddDate(0, 1, 0), r.expect); err != nil {
		return fmt.Errorf("list the calls: %w", err)
	}
	for _, path := range files {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := r.file(path, r.made[idOf(path)]); err != nil {
			return err
		}
	}
	r.unfound(month)
	return errors.Join(r.judgeStrays(ctx), r.judgeLost())
}

// judgeStrays asks for the calls of files that no call of the month has: a
// recording stands under the date that the clock showed, which may have been
// wrong, its call under the right one.
func (r *audit) judgeStrays(ctx context.Context) error {
	known := make(map[telephony.RecordingID]bool)
	for some := range slices.Chunk(r.strays, callsAsked) {
		if r.Of == nil {
			break
		}
		found, err := r.Of(ctx, some)
		if err != nil {
			return fmt.Errorf("look for the calls of recordings: %w", err)
		}
		for _, e := range found {
			known[e.ID] = true
		}
	}
	for _, id := range r.strays {
		if !known[id] {
			r.report.found(id, 0, Orphan)
		}
	}
	return nil
}

// callsAsked is how many calls are asked for at once.
const callsAsked = 200

// judgeLost looks for recordings that nobody found among those that were
// deleted, in whatever month they stood.
func (r *audit) judgeLost() error {
	if len(r.lost) == 0 {
		return nil
	}
	months, err := monthsOf(r.Out)
	if err != nil {
		return err
	}
	gone := make(map[telephony.RecordingID]bool)
	for _, dir := range months {
		c, err := readChain(dir)
		if err != nil {
			return err
		}
		maps.Copy(gone, c.gone())
	}
	for _, e := range r.lost {
		switch {
		case gone[e.ID]:
			r.report.Deleted++
		case e.WithTheBox:
			r.report.lose(e)
		default:
			r.report.found(e.ID, e.Call, Missing)
		}
	}
	return nil
}

// readMade reads what a month's chain says was made.
func (r *audit) readMade(dir string) error {
	c, err := readChain(dir)
	if err != nil {
		return err
	}
	if c.broken > 0 {
		r.report.found(telephony.RecordingID(filepath.Base(dir)), 0, Broken)
	}
	r.made = c.byID()
	return nil
}

func (r *audit) expect(page []Expected) {
	for _, e := range page {
		if other, twice := r.calls[e.ID]; twice && other.Call != e.Call {
			r.report.found(e.ID, e.Call, Twice)
		}
		r.calls[e.ID] = e
	}
}

func (r *audit) file(path string, made link) error {
	id := idOf(path)
	info, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil // deleted since it was listed
	}
	if err != nil {
		return fmt.Errorf("look at a recording: %w", err)
	}
	r.report.Files++
	r.report.weigh(info)
	if age := r.report.At.Sub(info.ModTime()); age >= 0 && age < week {
		r.week += info.Size()
		r.reach = max(r.reach, age)
	}
	e, wanted := r.calls[id]
	switch {
	case !wanted && r.report.At.Sub(info.ModTime()) > justMade:
		r.strays = append(r.strays, id)
	case wanted && !e.Ended.IsZero() && time.Duration(info.Size())*time.Second/bytesASec < e.Talked-shortBy:
		r.report.found(id, e.Call, Short)
	}
	r.seen[id] = true
	return r.compare(path, e, info, made)
}

// justMade is how long a file may be there before its call is in the book:
// the book writes within the second, but the disk may be slow.
const justMade = time.Minute

// compare reads the file if it is its turn.
func (r *audit) compare(path string, e Expected, info os.FileInfo, made link) error {
	if made.id == "" || made.gone() {
		return nil // its link is being written; without one for long it was mended. Or it is being deleted
	}
	if r.Read != nil && !r.Read(info.ModTime()) {
		if info.Size() != made.bytes {
			r.report.found(made.id, e.Call, Changed)
		}
		return nil
	}
	sum, size, err := sumOf(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	r.report.Read++
	if err != nil || size != made.bytes || sum != made.sum {
		r.report.found(made.id, e.Call, Changed) // also what can't be read any more
	}
	return nil
}

// unfound counts the month's calls and looks for those that no file was seen
// of.
func (r *audit) unfound(month time.Time) {
	for _, e := range slices.SortedFunc(maps.Values(r.calls), func(a, b Expected) int { return cmp.Compare(a.ID, b.ID) }) {
		if e.At.Before(month) {
			continue // the month before's
		}
		r.report.Calls++
		if r.seen[e.ID] {
			continue
		}
		_, state := r.Find(e.ID)
		switch {
		case state == telephony.RecordingReady: // the next month's, or made since
		case state == telephony.RecordingMaking || r.mayCome(e):
			r.report.Making++
		default:
			r.lost = append(r.lost, e)
		}
	}
}

// mayCome says that a recording may be on the tape without the worker having
// read so far: it reads when nobody else wants the processor.
func (r *audit) mayCome(e Expected) bool {
	_, made := r.made[e.ID]
	return !made && (e.Ended.IsZero() || r.report.At.Sub(e.Ended) < justMade)
}
