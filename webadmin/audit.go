package webadmin

import (
	"cmp"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// Audit is the audit book.
type Audit interface {
	// Deeds lists lines, newest first. More than 0: older lines stand before
	// that place, whether the filter chooses some isn't known.
	Deeds(telephony.DeedFilter) (found []telephony.Deed, more int64, err error)
	Note(telephony.Deed) error
	// Undo takes back the change of settings that stands at a place;
	// [telephony.ErrBuiltOn]: that can't be.
	Undo(by telephony.AgentID, place int64) error
}

const deedsAPage = 50

func (p *Pages) auditRoutes(m *http.ServeMux) {
	if p.Audit == nil {
		return
	}
	m.HandleFunc("GET /audit", p.supervisors(p.audit))
	m.HandleFunc("GET /audit.csv", p.supervisors(p.auditFile))
	m.HandleFunc("POST /audit/undo", p.installers(p.undo))
}

// SeesAudit says that the user may read the audit book.
func (f *frame) SeesAudit() bool {
	return f.p.Audit != nil && (f.User.Supervisor || f.User.Installer)
}

// noteDeed writes a deed of the pages into the audit book.
func (p *Pages) noteDeed(d telephony.Deed) {
	if p.Audit == nil {
		return
	}
	if err := p.Audit.Note(d); err != nil {
		slog.Error("the audit book could not be written", "why", err)
	}
}

type auditPage struct {
	*frame
	Filter auditFilter
	Lines  []deedLine
	Older  string // address of the next page, or empty
	Newer  string
	Broken bool
	People []telephony.Agent
}

// auditFilter is the filter as the page's address has it.
type auditFilter struct {
	Who, Kind, Period string
	From, Until       string // dates of Period "range"
	leaf
}

// deedGroups are the choices of the filter by kind.
var deedGroups = map[string][]telephony.DeedKind{
	"settings":    {telephony.DeedSettings},
	"supervisors": {telephony.DeedSignedOff, telephony.DeedTakenOff, telephony.DeedReleased, telephony.DeedGiven, telephony.DeedNight, telephony.DeedKept, telephony.DeedAlarm},
	"signins":     {telephony.DeedSignedIn, telephony.DeedLockedOut},
	"handouts":    {telephony.DeedHandedOut},
}

func readAuditFilter(q url.Values) auditFilter {
	a := auditFilter{
		Who: q.Get("who"), Kind: q.Get("kind"), Period: q.Get("period"), From: q.Get("from"), Until: q.Get("until"),
		leaf: leaf{q.Get("before"), q.Get("trail")},
	}
	if a.Period == "" {
		a.Period = "all"
	}
	return a
}

func (a auditFilter) query() string {
	v := url.Values{}
	for _, one := range [][2]string{
		{"who", a.Who}, {"kind", a.Kind}, {"period", a.Period}, {"from", a.From}, {"until", a.Until}, {"before", a.Before}, {"trail", a.Trail},
	} {
		if one[1] != "" && one != [2]string{"period", "all"} {
			v.Set(one[0], one[1])
		}
	}
	if len(v) == 0 {
		return ""
	}
	return "?" + v.Encode()
}

// Address is where the book with this filter is, CSV where the same is as a
// file.
func (a auditFilter) Address() string { return "/audit" + a.query() }

func (a auditFilter) CSV() string {
	a.leaf = leaf{}
	return "/audit.csv" + a.query()
}

// words turns the page's filter into the book's.
func (a auditFilter) words(f *frame) telephony.DeedFilter {
	w := telephony.DeedFilter{Who: telephony.AgentID(a.Who), Kinds: deedGroups[a.Kind], Limit: deedsAPage}
	w.From, w.Until = f.span(a.Period, a.From, a.Until)
	w.Before, _ = strconv.ParseInt(a.Before, 10, 64)
	return w
}

func (p *Pages) audit(w http.ResponseWriter, r *http.Request, f *frame) {
	a := p.newAudit(f, r)
	if r.FormValue("undone") != "" {
		f.Done = f.T("audit.undone-now")
	}
	p.show(w, r, http.StatusOK, "audit", a)
}

func (p *Pages) newAudit(f *frame, r *http.Request) *auditPage {
	f.Nav = "audit"
	a := &auditPage{frame: f, Filter: readAuditFilter(r.URL.Query()), People: f.Office.Agents}
	found, more, err := p.Audit.Deeds(a.Filter.words(f))
	a.Broken = err != nil
	for _, d := range found {
		a.Lines = append(a.Lines, f.deedLine(d))
	}
	a.turn(more)
	return a
}

// turn makes the addresses of the older and the newer page.
func (a *auditPage) turn(more int64) {
	if more > 0 {
		next := a.Filter
		next.leaf = next.older(strconv.FormatInt(more, 10))
		a.Older = next.Address()
	}
	if a.Filter.Before != "" {
		last := a.Filter
		last.leaf = last.newer()
		a.Newer = last.Address()
	}
}

// Groups are the kinds to choose from, in the order of the list.
func (a *auditPage) Groups() []string {
	return []string{"settings", "supervisors", "signins", "handouts"}
}

// undo takes a change of settings back (P-SET-6).
func (p *Pages) undo(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	place, _ := strconv.ParseInt(r.PostFormValue("place"), 10, 64)
	err := p.Audit.Undo(f.User.ID, place)
	if err == nil {
		http.Redirect(w, r, "/audit?undone=1", http.StatusSeeOther)
		return
	}
	f = p.newFrame(r)
	f.Path = "/audit"
	if f.Trouble = f.T("audit.built-on"); !errors.Is(err, telephony.ErrBuiltOn) {
		f.Trouble = f.refused(err)
	}
	p.show(w, r, http.StatusConflict, "audit", p.newAudit(f, r))
}

// deedLine is a line of the book in words.
type deedLine struct {
	telephony.Deed
	Who      string // did it
	Title    string
	Person   string // whom it concerns, with a link to him
	PersonAt string
	CallAt   string // address of the call, or empty
	Things   []thingLine
	S, Sign  string
}

// deedLine writes a line for people.
func (f *frame) deedLine(d telephony.Deed) deedLine {
	l := deedLine{Deed: d, Who: f.personName(d.By), S: "rest", Sign: "dot"}
	l.Title = f.deedTitle(d)
	if d.Agent != "" {
		l.Person, l.PersonAt = f.personName(d.Agent), "/audit?who="+url.QueryEscape(string(d.Agent))
	}
	if d.Call != 0 {
		l.CallAt = "/calls/" + d.Call.String() + "?period=all"
	}
	switch d.Kind {
	case telephony.DeedSettings:
		for _, one := range d.Changes {
			l.Things = append(l.Things, f.thingLine(one))
		}
	case telephony.DeedLockedOut:
		l.S, l.Sign = "lost", "warn"
	case telephony.DeedHandedOut:
		l.S, l.Sign = "ring", "dot"
	}
	return l
}

func (f *frame) deedTitle(d telephony.Deed) string {
	switch {
	case d.Undoes > 0:
		return f.T("deed.undone")
	case d.Kind == telephony.DeedSettings:
		return ""
	case d.Kind == telephony.DeedTakenOff && d.Note != "":
		return f.T("deed.break", d.Note)
	case d.Kind == telephony.DeedHandedOut:
		as, whole := strings.CutSuffix(d.Note, telephony.NotedWholeNumbers)
		if whole {
			return f.T("deed.handed-out.whole", as)
		}
		return f.T("deed.handed-out", as)
	case d.Kind == telephony.DeedNight:
		hold, queue, _ := strings.Cut(d.Note, " ")
		return f.T("deed.night."+lang.Key(cmp.Or(hold, "not")), queue)
	case d.Kind == telephony.DeedShortened:
		lines, since, _ := strings.Cut(d.Note, " ")
		day, _ := time.Parse(time.DateOnly, since)
		return f.T("deed.shortened", lines, lang.Date(f.Lang, day))
	case d.Kind == telephony.DeedKept && d.Note != "":
		return f.T("deed.not-kept")
	case d.Kind == telephony.DeedSignedIn, d.Kind == telephony.DeedLockedOut:
		return f.T("deed."+lang.Key(d.Kind), d.Note)
	}
	return f.W("deed", d.Kind)
}

// personName is a user's name, or the login of one who is gone.
func (f *frame) personName(id telephony.AgentID) string {
	i := slices.IndexFunc(f.Office.Agents, func(a telephony.Agent) bool { return a.ID == id })
	switch {
	case i >= 0:
		return f.Office.Agents[i].Name
	case id == "":
		return f.T("audit.nobody")
	}
	return string(id)
}

// span is the time that a period covers, half-open; zero times: no bound.
func (f *frame) span(period, first, last string) (from, until time.Time) {
	today := f.midnight()
	switch period {
	case "yesterday":
		return today.AddDate(0, 0, -1), today
	case "week":
		return today.AddDate(0, 0, -(int(today.Weekday())+6)%7), time.Time{}
	case "all":
		return time.Time{}, time.Time{}
	case "range":
		from, _ = time.ParseInLocation(time.DateOnly, first, f.zone)
		if until, err := time.ParseInLocation(time.DateOnly, last, f.zone); err == nil {
			return from, until.AddDate(0, 0, 1)
		}
		return from, time.Time{}
	}
	return today, time.Time{}
}
