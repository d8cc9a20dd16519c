package webadmin

import (
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// storage is the page of settings about what is kept: where the room goes, for
// how long it lasts, what the last audit said.
const storage = "storage"

// Stored is what the box keeps and where.
type Stored struct {
	Size, Free int64 // of the disk
	Parts      []StoredPart
	// Used is how much of the disk was used on each of the last days, oldest
	// first and today last; Ahead how much will be on the next ones.
	Used, Ahead []int64
	Daily       int64     // bytes a day, on average
	Days        int       // until the disk is full; negative: it isn't
	Since       time.Time // the book goes back to here; zero: it is empty
	Kept        int       // calls that a supervisor wants kept
	Held        time.Time // nothing is deleted before; zero: now
	Unsure      bool      // nothing is, because the clock isn't trusted
	Backup      time.Time // the last of any kind; zero: never
	Copied      StoredCopy
	Audit       StoredAudit
}

// StoredPart is what a kind of things takes, in bytes.
type StoredPart struct {
	Name  string // "recordings", "tape", "book", "flight" or "other"
	Bytes int64
}

// StoredCopy is the last nightly copy.
type StoredCopy struct {
	At    time.Time // zero: there was none
	File  string
	Bytes int64
	Why   telephony.CopyTrouble // there should be a newer one; empty: all is well
	Said  string                // what the system said of it
}

// StoredAudit is the last audit; a zero At: there was none.
type StoredAudit struct {
	At                            time.Time
	Calls, Files, Deleted, Faults int
	Findings                      []StoredFault // the first of them
	// Lost is how many recordings went with the box when it went down, Losses
	// the first of them: no faults.
	Lost   int
	Losses []StoredLoss
}

// StoredFault is one thing that an audit found.
type StoredFault struct {
	Code      string // as record.Fault
	Recording telephony.RecordingID
	Call      telephony.CallID // 0: none is known
}

// StoredLoss is a recording that went with the box, at a time.
type StoredLoss struct {
	Recording telephony.RecordingID
	Call      telephony.CallID
	At        time.Time
}

const faultsShown = 8

type storagePage struct {
	*settingPage
	Stored
	Shares []storedShare
	Plot   storedPlot
}

type storedShare struct {
	Name, Text, Percent string
	X, W                string // its piece of the bar, in thousandths
}

// storedPlot has the lines of the picture, in a field of 600 by 160.
// Share is how far today is from its left, Young that this is too near for a
// label of its own there.
type storedPlot struct {
	Past, Area, Ahead, Today, Share string
	Young                           bool
}

func (f *frame) keepingForm(k telephony.Keeping) []field {
	return []field{
		f.group("storage.keep"), f.days("keepRecordings", k.Recordings, "unit.days"), f.days("keepBook", k.Book, "unit.months"), f.check("keepRotate", k.Rotate),
	}
}

// days is a number in which 0 has a meaning of its own.
func (f *frame) days(name string, n int, unit lang.Key) field {
	one := f.number(name, n, unit)
	one.Value = fmt.Sprint(n)
	return one
}

func (v form) readKeeping() telephony.Keeping {
	k := telephony.Keeping{Recordings: v.whole("keepRecordings", 36500), Book: v.whole("keepBook", 1200), Rotate: v.on("keepRotate")}
	if k.Book > 0 && !k.Fits() {
		v.say("keepBook", "error.keep-book")
	}
	return k
}

// usualCopies are kept where nobody said how many.
const usualCopies = 14

func (f *frame) copiesForm(c telephony.Copies) []field {
	if c.Folder == "" {
		c.Most = usualCopies
	}
	return []field{f.group("storage.copies"), f.field("text", "copyFolder", c.Folder), f.number("copyMost", c.Most, "")}
}

// readCopies reads the form; no folder means that nothing is copied.
func (v form) readCopies() telephony.Copies {
	c := telephony.Copies{Folder: v.text("copyFolder", 1024), Most: v.whole("copyMost", telephony.MostCopies)}
	switch {
	case c.Folder == "":
		return telephony.Copies{}
	case !strings.HasPrefix(c.Folder, "/"):
		v.say("copyFolder", "fault.copy-folder", c.Folder)
	case c.Most == 0:
		v.say("copyMost", "fault.copy-most", fmt.Sprint(c.Most), fmt.Sprint(telephony.MostCopies))
	}
	c.Folder = path.Clean(c.Folder)
	return c
}

func (p *Pages) newStorage(f *frame) *storagePage {
	s := &storagePage{settingPage: p.settingPage(f, kind{name: storage}), Stored: p.Storage()}
	s.Fields = slices.Concat(f.keepingForm(f.Office.Kept()), f.copiesForm(f.Office.Copies))
	s.share()
	s.plot()
	return s
}

func (p *Pages) storagePage(w http.ResponseWriter, r *http.Request, f *frame) {
	p.showForm(w, r, f, storage, p.newStorage(f))
}

func (p *Pages) putStorage(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	p.keepForm(w, r, f, storage, p.newStorage(f), func(v form) func() error {
		keep, copies := v.readKeeping(), v.readCopies()
		return func() error {
			return p.Settings.Change(f.User.ID, func(o *telephony.Office) error {
				o.Keeping, o.Copies = &keep, copies
				return nil
			})
		}
	})
}

// keepCall has a call kept for a dispute, or not any more.
func (p *Pages) keepCall(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	one, ok := p.visibleCall(f, r.PathValue("call"))
	if !ok {
		p.fail(w, r, http.StatusNotFound, "error.not-found")
		return
	}
	a := p.ask(r.Context(), f, "keep", telephony.KeepCall{By: f.User.ID, Call: one.ID, Keep: r.PostFormValue("keep") != ""})
	if a != nil {
		f.Trouble = a.Text
		p.showCalls(w, r, f, http.StatusConflict, r.PathValue("call"))
		return
	}
	http.Redirect(w, r, "/calls/"+pathOf(one.ID.String())+"?period=all#one", http.StatusSeeOther)
}

// share lays the parts of the disk out along a bar.
func (s *storagePage) share() {
	at := int64(0)
	for _, p := range append(s.Parts, StoredPart{"free", s.Free}) {
		if s.Size <= 0 {
			return
		}
		s.Shares = append(s.Shares, storedShare{
			Name: p.Name, Text: lang.Bytes(s.Lang, p.Bytes), Percent: lang.Percent(int(p.Bytes * 100 / s.Size)),
			X: fmt.Sprint(at * 1000 / s.Size), W: fmt.Sprint(p.Bytes * 1000 / s.Size),
		})
		at += p.Bytes
	}
}

const plotWide, plotHigh = 600, 160

// plot draws how the disk fills: what was, and what will be.
func (s *storagePage) plot() {
	all := len(s.Used) + len(s.Ahead)
	if all < 2 || s.Size <= 0 {
		return
	}
	point := func(i int, used int64) string {
		return fmt.Sprintf("%d,%d", i*plotWide/(all-1), plotHigh-int(max(0, min(used, s.Size))*plotHigh/s.Size))
	}
	var past, ahead []string
	for i, n := range s.Used {
		past = append(past, point(i, n))
	}
	last := len(s.Used) - 1
	if last >= 0 {
		ahead = append(ahead, past[last])
	}
	for i, n := range s.Ahead {
		ahead = append(ahead, point(last+1+i, n))
	}
	s.Plot.Past, s.Plot.Ahead = strings.Join(past, " "), strings.Join(ahead, " ")
	s.Plot.Today = fmt.Sprint(max(last, 0) * plotWide / (all - 1))
	share := max(last, 0) * 1000 / (all - 1)
	s.Plot.Share, s.Plot.Young = perMille(share), share < 240
	s.Plot.Area = fmt.Sprintf("0,%d %s %s,%d", plotHigh, s.Plot.Past, s.Plot.Today, plotHigh)
}

// Lasts says for how long the room lasts.
func (s *storagePage) Lasts() string {
	switch {
	case s.Days < 0:
		return s.T("storage.lasts")
	case s.Days == 0:
		return s.T("storage.full")
	}
	return s.N("storage.days", s.Days)
}

// Grows says how fast it fills.
func (s *storagePage) Grows() string {
	if s.Daily == 0 {
		return s.T("storage.still")
	}
	return s.T("storage.daily", lang.Bytes(s.Lang, s.Daily))
}

// Count writes a number for people.
func (s *storagePage) Count(n int) string { return lang.Count(n) }

// Of writes an amount for people.
func (s *storagePage) Of(n int64) string { return lang.Bytes(s.Lang, n) }

// LastBackup says when the last backup of any kind was.
func (s *storagePage) LastBackup() string {
	if s.Backup.IsZero() {
		return s.T("storage.no-backup")
	}
	return s.T("storage.backup-at", s.Stamp(s.Backup))
}

// Nightly says what the last nightly copy was; empty: none are made.
func (s *storagePage) Nightly() string {
	switch c := s.Stored.Copied; {
	case s.Office.Copies.Folder == "":
		return ""
	case c.At.IsZero():
		return s.T("storage.no-copy")
	default:
		return s.T("storage.copy-at", s.Stamp(c.At), c.File, s.Of(c.Bytes))
	}
}

// CopyTrouble is why there is no newer one, in words.
func (s *storagePage) CopyTrouble() string {
	return s.T(lang.Key("copy-trouble." + string(s.Stored.Copied.Why)))
}

// CopyRemedy is what to do about it.
func (s *storagePage) CopyRemedy() string {
	return s.T(lang.Key("copy-trouble." + string(s.Stored.Copied.Why) + ".remedy"))
}

// Shown are the findings that have room, More how many haven't.
func (s *storagePage) Shown() []StoredFault {
	return s.Audit.Findings[:min(faultsShown, len(s.Audit.Findings))]
}
func (s *storagePage) More() int { return s.Audit.Faults - len(s.Shown()) }

// ShownLosses are the losses that have room, MoreLosses how many haven't.
func (s *storagePage) ShownLosses() []StoredLoss {
	return s.Audit.Losses[:min(faultsShown, len(s.Audit.Losses))]
}
func (s *storagePage) MoreLosses() int { return s.Audit.Lost - len(s.ShownLosses()) }

// Reach are the ends of the picture's time.
func (s *storagePage) Reach() [2]string {
	return [2]string{s.N("storage.ago", max(len(s.Used)-1, 0)), s.N("storage.in", len(s.Ahead))}
}
