package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/book"
	"github.com/spojka/spojka/telephony/record"
)

const (
	// deletesLook is how often the brain looks for months whose time is over.
	deletesLook = time.Hour
	// deletesFirst is when it looks after a start.
	deletesFirst = 10 * time.Second
	// A box that was off for so long, was restored elsewhere or whose clock
	// leapt ahead deletes nothing for a while, so that somebody can object.
	longOff = 40 * 24 * time.Hour
	objects = 7 * 24 * time.Hour
	// closedSince is how long a month is over before its file is made compact:
	// most of what is finished late in it has come.
	closedSince = 48 * time.Hour
)

// keeping says what may be deleted when. What it remembers over restarts is a
// small file.
type keeping struct {
	file   string
	office func() telephony.Office
	now    func() telephony.Moment
	book   *book.Book
}

// keptNote is the file: when the rules were looked at last, and until when
// nothing is deleted.
type keptNote struct {
	Looked time.Time `json:"looked"`
	Until  time.Time `json:"until,omitzero"`
}

func (b *box) keeping() keeping {
	return keeping{file: b.s.path("run", "keeping.json"), office: b.cfg.Office, now: b.clock.Now, book: b.book}
}

// rules are those of now.
func (k keeping) rules() record.Rules {
	o, now := k.office(), k.now()
	kept := o.Kept()
	r := record.Rules{Now: now.Wall, Trusted: now.Trusted && k.held(now).IsZero(), Days: kept.Recordings, Rotate: kept.Rotate}
	if months := k.book.Months(); len(months) > 0 {
		r.Since = months[0].Name
	}
	return r
}

// held is until when nothing is deleted, zero: no longer. It notes that it was
// asked.
func (k keeping) held(now telephony.Moment) time.Time {
	if !now.Trusted {
		return time.Time{}
	}
	n, known := k.note()
	if gap := now.Wall.Sub(n.Looked); !known || gap > longOff {
		n.Until = now.Wall.Add(objects)
	}
	if latest := now.Wall.Add(objects); n.Until.After(latest) { // the clock went back
		n.Until = latest
	}
	if !now.Wall.Before(n.Until) {
		n.Until = time.Time{}
	}
	if now.Wall.Sub(n.Looked).Abs() > deletesLook || !known {
		n.Looked = now.Wall
		if b, err := json.Marshal(n); err == nil {
			keptFile(k.file).Store(b)
		}
	}
	return n.Until
}

func (k keeping) note() (n keptNote, known bool) {
	err := json.Unmarshal(keptFile(k.file).Load(), &n)
	return n, err == nil
}

// kept is how long the office keeps things.
func (b *box) kept() telephony.Keeping {
	o := b.cfg.Office()
	return o.Kept()
}

// keepBooks deletes months of the book, and lines of the audit book, when their
// time is over and makes closed months compact, until ctx ends.
func (b *box) keepBooks(ctx context.Context) {
	k := b.keeping()
	soon := time.NewTimer(deletesFirst)
	defer soon.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-soon.C:
		}
		rules := k.rules()
		if err := b.dropMonths(ctx, rules); err != nil && ctx.Err() == nil {
			trouble("a month of the book can't be deleted", err)
		}
		if before := auditSince(rules, b.kept()); !before.IsZero() {
			if _, err := b.cfg.Shorten(before, rules.Now); err != nil {
				trouble("the audit book can't be shortened", err)
			}
		}
		if now := b.clock.Now(); now.Trusted {
			if err := b.book.Compact(now.Wall.Add(-closedSince)); err != nil {
				trouble("a closed month can't be made compact", err)
			}
		}
		soon.Reset(deletesLook)
	}
}

// auditSince is from when on the audit book is kept: as long as the calls,
// whole months, too. Zero: nothing of it goes.
func auditSince(r record.Rules, kept telephony.Keeping) time.Time {
	if !r.Trusted || kept.Book == 0 {
		return time.Time{}
	}
	now := r.Now.UTC()
	return time.Date(now.Year(), now.Month()-time.Month(kept.Book), 1, 0, 0, 0, 0, time.UTC)
}

// dropMonths writes each deletion down, then does it.
func (b *box) dropMonths(ctx context.Context, r record.Rules) error {
	months := b.kept().Book
	if !r.Trusted || months == 0 {
		return nil
	}
	for _, m := range b.book.Months() {
		if m.End.AddDate(0, months, 0).After(r.Now) {
			break
		}
		calls, err := b.book.Deletable(m.Name)
		if errors.Is(err, book.ErrNeeded) {
			continue
		}
		if err == nil {
			err = b.x.Deleted(ctx, telephony.Purge{What: telephony.PurgeMonth, Month: m.Name, Count: calls, Bytes: m.Bytes, Why: telephony.PurgedAge})
		}
		if err == nil {
			err = b.book.Delete(m.Name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// callsOf are the calls of recordings.
func (b *box) callsOf(ids []telephony.RecordingID) (calls []telephony.CallRecord, err error) {
	for _, id := range ids {
		var boot, n uint32
		if _, err := fmt.Sscanf(string(id), "%d-%d-", &boot, &n); err != nil {
			continue // no name of ours: nobody's
		}
		c, found, err := b.book.Call(telephony.CallID(telephony.Compose(boot, n)))
		if err != nil {
			return nil, err
		}
		if found && c.Recording == id {
			calls = append(calls, c)
		}
	}
	return calls, nil
}

// keeper is the worker's way to the brain's rules, through the control socket.
type keeper struct{ callLister }

func (k keeper) Rules(ctx context.Context) (r record.Rules, err error) {
	return r, fetch(ctx, k.client, "/keeping", &r)
}

func (k keeper) Of(ctx context.Context, ids []telephony.RecordingID) ([]record.Expected, error) {
	var calls []telephony.CallRecord
	err := k.post(ctx, "/calls-of", ids, &calls)
	return expected(calls), err
}

func (k keeper) Deleted(ctx context.Context, p telephony.Purge) error {
	return k.post(ctx, "/deleted", p, new(struct{}))
}

// post sends a value to the box and reads its answer.
func (l callLister) post(ctx context.Context, path string, v, answer any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://box"+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := l.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return errors.New("the box says " + resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(answer)
}

// serveKeeping answers the worker.
func (b *box) serveKeeping(mux *http.ServeMux) {
	k := b.keeping()
	mux.HandleFunc("GET /keeping", func(w http.ResponseWriter, _ *http.Request) { answer(w, k.rules(), nil) })
	mux.HandleFunc("POST /calls-of", func(w http.ResponseWriter, r *http.Request) {
		var ids []telephony.RecordingID
		err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<17)).Decode(&ids)
		var calls []telephony.CallRecord
		if err == nil {
			calls, err = b.callsOf(ids)
		}
		answer(w, calls, err)
	})
	mux.HandleFunc("POST /deleted", func(w http.ResponseWriter, r *http.Request) {
		var p telephony.Purge
		err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&p)
		if err == nil {
			err = b.x.Deleted(r.Context(), p)
		}
		answer(w, struct{}{}, err)
	})
}

// backedUp is when all was last copied to somewhere else, by `spojka backup`.
func (s settings) backedUp() (at time.Time) {
	b, err := os.ReadFile(s.path("run", "backed-up"))
	if err == nil {
		at, _ = time.Parse(time.RFC3339, string(b))
	}
	return at
}

func (s settings) noteBackup(at time.Time) {
	keptFile(s.path("run", "backed-up")).Store([]byte(at.UTC().Format(time.RFC3339)))
}
