package record

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// reportName is where the newest report stands, among the recordings.
const reportName = "audit.json"

// nightHour is when the audit runs, UTC: at night in Europe.
const nightHour = 2

// lately is how far back files are read each night; of older ones those of
// one day of the month, so that each is read once a month.
const lately = 48 * time.Hour

// due says when the audit after one runs.
func due(last time.Time) time.Time {
	last = last.UTC()
	next := time.Date(last.Year(), last.Month(), last.Day(), nightHour, 0, 0, 0, time.UTC)
	if !next.After(last) {
		next = next.AddDate(0, 0, 1)
	}
	return next
}

// turn says whether a file is read in the night of now.
func turn(now, made time.Time) bool {
	return now.Sub(made) < lately || made.UTC().Day() == now.UTC().Day()
}

// Nightly audits once a night until ctx ends, also when the night was missed,
// and leaves the report among the recordings.
func (a Audit) Nightly(ctx context.Context, trouble func(what string, err error)) {
	for {
		last, _ := a.Latest()
		wait := max(time.Minute, time.Until(due(last.At)))
		select {
		case <-ctx.Done():
			return
		case <-time.After(min(wait, time.Hour)): // the clock may jump
		}
		if time.Now().Before(due(last.At)) {
			continue
		}
		now := time.Now()
		a.Read = func(made time.Time) bool { return turn(now, made) }
		r, err := a.Run(ctx)
		if err == nil {
			err = a.keep(r)
		}
		if err != nil && ctx.Err() == nil {
			trouble("the recordings can't be audited now", err)
		}
	}
}

// Latest is the newest report; none: a zero one.
func (s Shelf) Latest() (r Report, err error) {
	b, err := os.ReadFile(filepath.Join(s.Out, reportName))
	if errors.Is(err, os.ErrNotExist) {
		return r, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &r)
	}
	return r, err
}

// Newest is the newest report for who asks often: it is read only when there
// is another one. It is not to be used by two at a time.
type Newest struct {
	Shelf
	made   time.Time // of the file read
	report Report
}

// Report is the newest report; none, or one that can't be read: a zero one.
func (n *Newest) Report() Report {
	made := time.Time{}
	if info, err := os.Stat(filepath.Join(n.Out, reportName)); err == nil {
		made = info.ModTime()
	}
	if !made.Equal(n.made) {
		report, err := n.Latest()
		if err != nil {
			return Report{}
		}
		n.made, n.report = made, report
	}
	return n.report
}

func (s Shelf) keep(r Report) error {
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	path := filepath.Join(s.Out, reportName)
	if err := os.WriteFile(path+".part", b, 0o600); err != nil {
		return fmt.Errorf("keep the audit's report: %w", err)
	}
	return os.Rename(path+".part", path)
}
