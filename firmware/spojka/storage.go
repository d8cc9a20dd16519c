package main

import (
	"io/fs"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/firmware/disk"
	"github.com/spojka/spojka/telephony/record"
	"github.com/spojka/spojka/webadmin"
)

const (
	plotDays   = 30 // the days behind us that the page draws
	plotAhead  = 90 // the days before us
	aheadMost  = 3650
	storedEach = time.Minute // folders are measured at most so often
)

// ahead says how much of a disk will be used on each of the next days, where
// so much is written a day and recordings go after a time; and for how many
// days it lasts, -1: for as long as things are kept. ByDay is what there is of
// each day, the newest first.
func ahead(size, free, daily int64, byDay []int64, keep int) (used []int64, days int) {
	now, days := size-free, -1
	for d := 1; d <= aheadMost; d++ {
		now += daily
		switch age := keep - d; {
		case keep > 0 && age < 0:
			now -= daily
		case keep > 0 && age < len(byDay):
			now -= byDay[age]
		}
		if now >= size && days < 0 {
			days = d - 1
		}
		if d <= plotAhead {
			used = append(used, min(now, size))
		}
		if days >= 0 && d >= plotAhead || keep > 0 && d > keep+plotAhead {
			break
		}
	}
	return used, days
}

// behind is how much was used on each of the last days, today last, as far as
// what is still there tells.
func behind(used int64, byDay []int64) (all []int64) {
	all = []int64{used}
	for _, n := range byDay[:min(plotDays, len(byDay))] {
		used = max(used-n, 0)
		all = append(all, used)
	}
	slices.Reverse(all)
	return all
}

// daily is what a day brings: what was recorded lately, or what a busy small
// office records, as long as the box doesn't know its own.
func daily(r record.Report) int64 {
	if r.Daily > 0 {
		return max(r.Daily, quietDay)
	}
	return busyDay
}

// stored measures the box's folders, not too often.
type stored struct {
	mu    sync.Mutex
	at    time.Time
	parts []webadmin.StoredPart
}

func (s *stored) measure(b *box) []webadmin.StoredPart {
	s.mu.Lock()
	defer s.mu.Unlock()
	if time.Since(s.at) < storedEach && s.parts != nil {
		return slices.Clone(s.parts)
	}
	s.parts, s.at = nil, time.Now()
	for _, part := range [][2]string{{"recordings", "audio"}, {"tape", "tape"}, {"book", "book"}, {"flight", "flight"}} {
		s.parts = append(s.parts, webadmin.StoredPart{Name: part[0], Bytes: sizeOf(b.s.path(part[1]))})
	}
	return slices.Clone(s.parts)
}

func sizeOf(dir string) (size int64) {
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil // gone meanwhile
		}
		if info, err := d.Info(); err == nil {
			size += info.Size()
		}
		return nil
	})
	return size
}

// storage is what the page about what is kept shows.
func (b *box) storage() webadmin.Stored {
	report, _ := b.s.shelf().Latest() // one that can't be read is none
	now := b.clock.Now()
	s := webadmin.Stored{Parts: b.stored.measure(b), Backup: b.s.backedUp(), Copied: b.copied(), Unsure: !now.Trusted, Held: b.keeping().held(now)}
	s.Free, s.Size, _ = disk.Space(b.s.data)
	other := s.Size - s.Free
	for _, p := range s.Parts {
		other -= p.Bytes
	}
	s.Parts = append(s.Parts, webadmin.StoredPart{Name: "other", Bytes: max(other, 0)})
	s.Daily = report.Daily
	s.Used = behind(s.Size-s.Free, report.ByDay)
	s.Ahead, s.Days = ahead(s.Size, s.Free, daily(report), report.ByDay, b.kept().Recordings)
	if months := b.book.Months(); len(months) > 0 {
		s.Since, _ = time.Parse("2006-01", months[0].Name)
	}
	s.Kept, _ = b.book.Kept()
	s.Audit = webadmin.StoredAudit{At: report.At, Calls: report.Calls, Files: report.Files, Deleted: report.Deleted, Faults: report.Faults(), Lost: report.Lost}
	for _, f := range report.Findings {
		s.Audit.Findings = append(s.Audit.Findings, webadmin.StoredFault{Code: string(f.Fault), Recording: f.ID, Call: f.Call})
	}
	for _, l := range report.Losses {
		s.Audit.Losses = append(s.Audit.Losses, webadmin.StoredLoss{Recording: l.ID, Call: l.Call, At: l.At})
	}
	return s
}

const backupOld = 31 * 24 * time.Hour

// backupCondition warns of what keeps the nightly copy from being made, and of
// a box that nobody has copied for a month: of a new one when its first month
// is over as long.
func (b *box) backupCondition() board.Condition {
	c := board.Condition{ID: board.CondBackup}
	if why := b.copied().Why; why != "" {
		c.Level, c.Value = board.Warn, string(why)
		return c
	}
	now, at := b.clock.Now(), b.s.backedUp()
	if months := b.book.Months(); at.IsZero() && len(months) > 0 {
		at = months[0].End
	}
	if now.Trusted && !at.IsZero() && now.Wall.Sub(at) > backupOld {
		c.Level = board.Warn
	}
	return c
}
