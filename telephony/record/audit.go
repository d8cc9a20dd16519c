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

// Expected is a recording that the list of calls says there is.
type Expected struct {
	ID     telephony.RecordingID
	Call   telephony.CallID
	At     time.Time     // when the call came
	Ended  time.Time     // when its talk did; zero: it goes on
	Talked time.Duration // at least so much must be heard
	Kept   bool          // not to be deleted, whatever its age
	Unsure bool          // nobody knew what time it was: At and Ended may be far off
	// WithTheBox: the box went down, at Ended, before anything of it had to be
	// on the disk.
	WithTheBox bool
}

// Fault is what is wrong with a recording.
type Fault string

const (
	Missing Fault = "missing" // a call was connected, no file and no tape has it
	Orphan  Fault = "orphan"  // a file that no call has
	Twice   Fault = "twice"   // two calls have the same
	Changed Fault = "changed" // the file isn't the one that was made
	Short   Fault = "short"   // it ends before the talk did
	Broken  Fault = "broken"  // a month's chain doesn't hold; ID is the month
)

// Finding is one fault.
type Finding struct {
	ID    telephony.RecordingID `json:"id"`
	Call  telephony.CallID      `json:"call,omitempty"`
	Fault Fault                 `json:"fault"`
}

// Loss is a recording that there can't be: the box went down when the call had
// hardly begun. That is no fault, and it is said for as long as the call is
// known.
type Loss struct {
	ID   telephony.RecordingID `json:"id"`
	Call telephony.CallID      `json:"call"`
	At   time.Time             `json:"at"` // when it went down, UTC
}

// Report is what an audit found (I-10).
type Report struct {
	At     time.Time     `json:"at"`
	Since  string        `json:"since"` // the first month looked at
	Calls  int           `json:"calls"` // connected ones
	Files  int           `json:"files"`
	Read   int           `json:"read"`   // files read to their end
	Making int           `json:"making"` // still on the tape
	Took   time.Duration `json:"took"`
	// Daily is how many bytes of recordings a day brought lately, on average
	// over a week or as much of it as there are recordings of.
	Daily int64 `json:"daily"`
	// ByDay is how many bytes there are of each day back from the audit, the
	// newest first; of [daysMost] days at most, the last of them with all
	// that is older.
	ByDay    []int64   `json:"byDay,omitempty"`
	Bytes    int64     `json:"bytes"`              // of all files
	Deleted  int       `json:"deleted,omitempty"`  // recordings of the calls listed that were deleted as the rules say
	Findings []Finding `json:"findings,omitempty"` // the first of them
	More     int       `json:"more,omitempty"`     // those that found no room
	Lost     int       `json:"lost,omitempty"`     // went with the box
	Losses   []Loss    `json:"losses,omitempty"`   // the first of them
}

// Faults is how many were found.
func (r *Report) Faults() int { return len(r.Findings) + r.More }

const (
	findingsMost = 1000
	daysMost     = 400
	// shortBy is how much of a talk may be missing: what a crash may cost.
	shortBy   = time.Second
	bytesASec = kilobits * 1000 / 8
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
			r.found(id, 0, Orphan)
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
		for _, l := range c.links {
			if l.gone() {
				gone[l.id] = true
			}
		}
	}
	for _, e := range r.lost {
		switch {
		case gone[e.ID]:
			r.report.Deleted++
		case e.WithTheBox:
			r.lose(e)
		default:
			r.found(e.ID, e.Call, Missing)
		}
	}
	return nil
}

func (r *audit) lose(e Expected) {
	if r.report.Lost++; len(r.report.Losses) < findingsMost {
		r.report.Losses = append(r.report.Losses, Loss{e.ID, e.Call, e.Ended.UTC()})
	}
}

// readMade reads what a month's chain says was made.
func (r *audit) readMade(dir string) error {
	c, err := readChain(dir)
	if err != nil {
		return err
	}
	if c.broken > 0 {
		r.found(telephony.RecordingID(filepath.Base(dir)), 0, Broken)
	}
	r.made = c.byID()
	return nil
}

func (r *audit) expect(page []Expected) {
	for _, e := range page {
		if other, twice := r.calls[e.ID]; twice && other.Call != e.Call {
			r.found(e.ID, e.Call, Twice)
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
	r.weigh(info)
	if age := r.report.At.Sub(info.ModTime()); age >= 0 && age < week {
		r.week += info.Size()
		r.reach = max(r.reach, age)
	}
	e, wanted := r.calls[id]
	switch {
	case !wanted && r.report.At.Sub(info.ModTime()) > justMade:
		r.strays = append(r.strays, id)
	case wanted && !e.Ended.IsZero() && time.Duration(info.Size())*time.Second/bytesASec < e.Talked-shortBy:
		r.found(id, e.Call, Short)
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
			r.found(made.id, e.Call, Changed)
		}
		return nil
	}
	sum, size, err := sumOf(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	r.report.Read++
	if err != nil || size != made.bytes || sum != made.sum {
		r.found(made.id, e.Call, Changed) // also what can't be read any more
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

// weigh counts a file's bytes among those of its day.
func (r *audit) weigh(info os.FileInfo) {
	r.report.Bytes += info.Size()
	day := min(int(max(r.report.At.Sub(info.ModTime()), 0)/(24*time.Hour)), daysMost-1)
	for len(r.report.ByDay) <= day {
		r.report.ByDay = append(r.report.ByDay, 0)
	}
	r.report.ByDay[day] += info.Size()
}

// mayCome says that a recording may be on the tape without the worker having
// read so far: it reads when nobody else wants the processor.
func (r *audit) mayCome(e Expected) bool {
	_, made := r.made[e.ID]
	return !made && (e.Ended.IsZero() || r.report.At.Sub(e.Ended) < justMade)
}

func (r *audit) found(id telephony.RecordingID, call telephony.CallID, f Fault) {
	if len(r.report.Findings) == findingsMost {
		r.report.More++
		return
	}
	r.report.Findings = append(r.report.Findings, Finding{id, call, f})
}
