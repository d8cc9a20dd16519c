package record

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Rules say what may be deleted now.
type Rules struct {
	Now     time.Time
	Trusted bool // the clock is; else nothing is deleted
	Days    int  // recordings of calls that ended so long ago are; 0: kept for ever
	Rotate  bool // the oldest go before their time when the disk is full
	// Since is the first month of which the book has calls, "2026-11". A
	// folder of an earlier month goes when nothing is left in it.
	Since string
}

// Keeper knows what is to be kept and hears of what was not.
type Keeper interface {
	Rules(context.Context) (Rules, error)
	// Of gives the calls that the book has of some recordings.
	Of(context.Context, []telephony.RecordingID) ([]Expected, error)
	// Deleted is told behind the deed; the chain has each file.
	Deleted(context.Context, telephony.Purge) error
}

const (
	retainEach = 10 * time.Minute // a look for what is too old
	fullEach   = 2 * time.Second  // a look at the disk
	// deleteMost is how many go in one step, so that making files goes on.
	deleteMost = 200
)

// A disk is full below 1/fullPart of it; then files go until 1/roomPart is
// free. The tape and the books need room for what comes meanwhile.
const (
	fullPart = 20
	roomPart = 15
)

// retention deletes recordings when their time is over. It belongs to the
// worker, which alone writes chains.
type retention struct {
	Keeper
	out    string
	chains chains
	free   func(dir string) (free, size int64, err error)

	looked  time.Time                       // by age
	weighed time.Time                       // the disk
	failing time.Time                       // since when it can't be done; zero: it can
	filling bool                            // the disk was full and hasn't enough room yet
	passed  map[telephony.PurgeCause]string // the last file looked at in this round
}

func newRetention(o Options, c chains) *retention {
	if o.Keeper == nil {
		return nil
	}
	return &retention{Keeper: o.Keeper, out: o.Out, chains: c, free: o.Disk, passed: make(map[telephony.PurgeCause]string)}
}

// turn deletes a little of what is due.
func (r *retention) turn(ctx context.Context, now time.Time) error {
	if r == nil {
		return nil
	}
	if now.Sub(r.weighed) >= fullEach {
		r.weighed = now
		if err := r.makeRoom(ctx); err != nil {
			return r.bear(err, now)
		}
	}
	if now.Sub(r.looked) < retainEach {
		return nil
	}
	more, err := r.byAge(ctx)
	if err != nil || !more {
		r.looked = now
		delete(r.passed, telephony.PurgedAge)
	}
	if err != nil {
		r.looked = now.Add(againAfter - retainEach)
	}
	return r.bear(err, now)
}

// patience is how long nobody may answer without a word about it: the brain
// may be starting.
const patience = time.Minute

// bear passes on what goes wrong for long.
func (r *retention) bear(err error, now time.Time) error {
	if err == nil {
		r.failing = time.Time{}
		return nil
	}
	if r.failing.IsZero() {
		r.failing = now
	}
	if now.Sub(r.failing) < patience {
		return nil
	}
	return err
}

// makeRoom deletes the oldest recordings of a full disk, if it may.
func (r *retention) makeRoom(ctx context.Context) error {
	free, size, err := r.free(r.out)
	if err != nil {
		return fmt.Errorf("look at the disk: %w", err)
	}
	r.filling = free < size/fullPart || r.filling && free < size/roomPart
	if !r.filling {
		return nil
	}
	rules, err := r.Rules(ctx)
	if err != nil || !rules.Rotate || !rules.Trusted {
		return err
	}
	wanted, sure := size/roomPart-free, sync.OnceValue(r.dated)
	more, err := r.delete(ctx, rules, telephony.PurgedFull, func(e Expected, info os.FileInfo) bool {
		if wanted <= 0 || timeless(e, info) && sure().before(bootOf(info.Name())) {
			return false
		}
		wanted -= info.Size()
		return true
	})
	if more && err == nil {
		r.weighed = time.Time{} // at once again
	} else {
		delete(r.passed, telephony.PurgedFull)
	}
	return err
}

// byAge deletes what is too old; more: there may be more of it.
func (r *retention) byAge(ctx context.Context) (more bool, err error) {
	rules, err := r.Rules(ctx)
	if err != nil || !rules.Trusted {
		return false, err
	}
	if rules.Days > 0 {
		limit := rules.Now.AddDate(0, 0, -rules.Days)
		sure := sync.OnceValue(r.dated)
		more, err = r.delete(ctx, rules, telephony.PurgedAge, func(e Expected, info os.FileInfo) bool { return ended(e, info, sure).Before(limit) })
	}
	if err == nil && !more {
		err = r.clear(rules)
	}
	return more, err
}

// ended is when a recording's call was over; of a file that no call has, or one
// of which nobody knows when it came, when it was made. Where that isn't known
// either it was over when a later start of the box made its first recording, if
// there was one.
func ended(e Expected, info os.FileInfo, sure func() dated) time.Time {
	if e.ID != "" && !e.Unsure {
		return e.Ended
	}
	if made := info.ModTime(); made.Year() >= firstYear {
		return made
	}
	return sure().began(bootOf(info.Name()))
}

// timeless says that nobody will ever know when a recording was made.
func timeless(e Expected, info os.FileInfo) bool {
	return (e.ID == "" || e.Unsure) && info.ModTime().Year() < firstYear
}

var never = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// dated are the recordings of the months in which the time was known, by month.
type dated [][]string

func (r *retention) dated() (all dated) {
	months, _ := monthsOf(r.out) // only a bad pattern is an error
	for _, dir := range months {
		begin, err := time.Parse(monthName, filepath.Base(dir))
		if files := filesOf(dir); err == nil && begin.Year() >= firstYear && len(files) > 0 {
			all = append(all, files)
		}
	}
	return all
}

// began is by when a start after this one had been made: the time of the first
// recording there is of one that knew it.
func (d dated) began(boot int) time.Time {
	for _, files := range d {
		i, _ := slices.BinarySearchFunc(files, boot+1, func(path string, boot int) int { return bootOf(filepath.Base(path)) - boot })
		if i == len(files) {
			continue
		}
		if info, err := os.Stat(files[i]); err == nil && info.ModTime().Year() >= firstYear {
			return info.ModTime()
		}
	}
	return never
}

// before says that there is a recording of an earlier start.
func (d dated) before(boot int) bool {
	return slices.ContainsFunc(d, func(files []string) bool { return bootOf(filepath.Base(files[0])) < boot })
}

// bootOf is the start of the box that a recording's name begins with.
func bootOf(name string) int {
	boot, _, _ := strings.Cut(name, "-")
	n, _ := strconv.Atoi(boot)
	return n
}

// delete looks at the next oldest recordings and deletes those chosen, of
// calls that are over and not to be kept.
func (r *retention) delete(ctx context.Context, rules Rules, why telephony.PurgeCause, chosen func(Expected, os.FileInfo) bool) (more bool, err error) {
	dir, files, err := r.next(rules, why)
	if err != nil || len(files) == 0 {
		return false, err
	}
	ids := make([]telephony.RecordingID, 0, len(files))
	for _, path := range files {
		ids = append(ids, idOf(path))
	}
	found, err := r.Of(ctx, ids)
	if err != nil {
		return false, err
	}
	calls := make(map[telephony.RecordingID]Expected, len(found))
	for _, e := range found {
		calls[e.ID] = e
	}
	p := telephony.Purge{What: telephony.PurgeRecordings, Month: filepath.Base(dir), Why: why}
	var links []link
	for _, path := range files {
		e, known := calls[idOf(path)]
		info, err := os.Stat(path)
		if err != nil || known && (e.Kept || e.Ended.IsZero()) || !chosen(e, info) {
			continue
		}
		links = append(links, link{sum: deleted, bytes: info.Size(), id: idOf(path), when: rules.Now.UTC().Format(time.RFC3339), why: why})
		p.Count++
		p.Bytes += info.Size()
	}
	r.passed[why] = files[len(files)-1]
	if len(links) == 0 {
		return true, nil
	}
	if err := r.carryOut(dir, links); err != nil {
		return false, err
	}
	return true, r.Deleted(ctx, p)
}

// next are the oldest files behind those that were passed, of one month.
func (r *retention) next(rules Rules, why telephony.PurgeCause) (dir string, files []string, err error) {
	months, err := monthsOf(r.out)
	if err != nil {
		return "", nil, err
	}
	for _, dir := range months {
		if begin, err := time.Parse(monthName, filepath.Base(dir)); why == telephony.PurgedAge && err == nil &&
			begin.AddDate(0, 0, rules.Days).After(rules.Now) {
			break // nothing in it can be old enough
		}
		for _, path := range filesOf(dir) {
			if path <= r.passed[why] {
				continue
			}
			if files = append(files, path); len(files) == deleteMost {
				break
			}
		}
		if len(files) > 0 {
			return dir, files, nil
		}
	}
	return "", nil, nil
}

// carryOut writes deletions into the chain, then deletes. On a disk without
// any room for a line the first file makes it.
func (r *retention) carryOut(dir string, links []link) error {
	err := r.chains.lengthen(dir, links...)
	if errors.Is(err, syscall.ENOSPC) {
		if err = os.Remove(r.fileOf(dir, links[0])); err == nil {
			err = r.chains.lengthen(dir, links...)
		}
	}
	if err != nil {
		return err
	}
	for _, l := range links {
		if err := os.Remove(r.fileOf(dir, l)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("delete a recording: %w", err)
		}
	}
	return nil
}

func (r *retention) fileOf(dir string, l link) string {
	return filepath.Join(dir, string(l.id)+".mp3")
}

// clear takes the folders away of months that the book doesn't have any more
// and that have no recording left; their chains go with them.
func (r *retention) clear(rules Rules) error {
	months, err := monthsOf(r.out)
	if err != nil {
		return err
	}
	for _, dir := range months {
		if rules.Since == "" || filepath.Base(dir) >= rules.Since {
			break
		}
		if begin, err := time.Parse(monthName, filepath.Base(dir)); err != nil || begin.Year() < firstYear || len(filesOf(dir)) > 0 {
			continue
		}
		delete(r.chains, dir)
		if err := os.RemoveAll(dir); err != nil {
			return fmt.Errorf("take an empty month of recordings away: %w", err)
		}
	}
	return nil
}
