package webadmin

import (
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// frame is what every template knows: who asks, in which language, and what
// the desk looks like now. Data of a page embed it.
type frame struct {
	p      *Pages
	Lang   lang.Lang
	Theme  string // "light", "dark" or empty: the system's
	Path   string // of this page, to come back to
	User   telephony.Agent
	Known  bool // somebody is signed in
	Office telephony.Office
	Shot   *telephony.Snapshot
	At     telephony.Moment
	zone   *time.Location

	Nav     string // which entry of the menu this page is
	Screen  string // which live parts it has, see screens
	Trouble string // a refusal or failure to show above
	Done    string // what has just been done
}

// newFrame looks at the request and the box.
func (p *Pages) newFrame(r *http.Request) *frame {
	f := &frame{
		p: p, Office: p.Settings.Office(), Shot: p.Desk.Snapshot(), At: p.Now(), Path: r.URL.RequestURI(), Screen: "any",
	}
	if f.Shot == nil { // before the desk's first step
		f.Shot = &telephony.Snapshot{}
	}
	f.zone = zoneOf(f.Office.Zone)
	if one, ok := p.sessions.read(r, time.Now()); ok && one.Stamp == p.SignInSince(one.Agent) {
		f.User, f.Known = agentOf(f.Office, one.Agent)
	}
	f.Lang = lang.Parse(f.User.Lang)
	if c, err := r.Cookie("language"); err == nil && (!f.Known || f.User.Lang == "") {
		f.Lang = lang.Parse(c.Value)
	}
	if c, err := r.Cookie("theme"); err == nil && (c.Value == "light" || c.Value == "dark") {
		f.Theme = c.Value
	}
	return f
}

func agentOf(o telephony.Office, id telephony.AgentID) (telephony.Agent, bool) {
	i := slices.IndexFunc(o.Agents, func(a telephony.Agent) bool { return a.ID == id && !a.Disabled })
	if i < 0 {
		return telephony.Agent{}, false
	}
	return o.Agents[i], true
}

func zoneOf(name string) *time.Location {
	if z, err := time.LoadLocation(name); err == nil {
		return z
	}
	return time.UTC
}

// T is the text of a key, with fixed spaces where its language wants them.
func (f *frame) T(k lang.Key, args ...any) string {
	return lang.Tie(f.Lang, lang.T(f.Lang, k, args...))
}

// N is the plural text of a key.
func (f *frame) N(k lang.Key, n int, args ...any) string {
	return lang.Tie(f.Lang, lang.N(f.Lang, k, n, args...))
}

// W is the word of a code: its key is the kind, a dot and the code.
func (f *frame) W(kind string, code any) string {
	return f.T(lang.Key(kind + "." + strings.TrimSpace(asText(code))))
}

// Tie puts fixed spaces into a name.
func (f *frame) Tie(s string) string { return lang.Tie(f.Lang, s) }

// Number writes a number for people; a withheld one in words.
func (f *frame) Number(n telephony.Number) string {
	if n.Withheld() {
		return f.T("number.withheld")
	}
	return f.p.ShowNumber(n)
}

func (f *frame) Date(t time.Time) string  { return lang.Date(f.Lang, t.In(f.zone)) }
func (f *frame) Stamp(t time.Time) string { return lang.Stamp(f.Lang, t.In(f.zone)) }
func (f *frame) Hour(t time.Time) string  { return lang.Hour(t.In(f.zone)) }

// Second writes the hour of today to the second, else date and time.
func (f *frame) Second(t time.Time) string {
	if f.Today(t) {
		return lang.Second(t.In(f.zone))
	}
	return f.Stamp(t)
}

func (f *frame) Money(amount int64) string { return lang.Money(f.Lang, amount) }

// Today says that a time lies in this day of the office.
func (f *frame) Today(t time.Time) bool {
	y, m, d := f.At.Wall.In(f.zone).Date()
	y2, m2, d2 := t.In(f.zone).Date()
	return y == y2 && m == m2 && d == d2
}

// When writes the hour of today, else date and time.
func (f *frame) When(t time.Time) string {
	if f.Today(t) {
		return f.Hour(t)
	}
	return f.Stamp(t)
}

func (f *frame) Clock(d time.Duration) string { return lang.Clock(d) }

// Ticking is a clock that the browser keeps going from this moment on.
func (f *frame) Ticking(since telephony.Moment) template.HTML {
	if since.IsZero() {
		return template.HTML(lang.None)
	}
	age := f.At.Since(since)
	return template.HTML(`<time role="timer" data-up="` + millis(f.At.Up-age) + `">` + lang.Clock(age) + `</time>`)
}

// Left is the whole seconds until a moment of this boot, counted down.
func (f *frame) Left(until telephony.Moment) template.HTML {
	left := max(until.Up-f.At.Up, 0)
	return template.HTML(`<time role="timer" data-down="` + millis(until.Up) + `">` + asText(int((left+time.Second-1)/time.Second)) + `</time>`)
}

// Sentence is a text with one ticking clock in it, behind other values.
func (f *frame) Sentence(k lang.Key, since telephony.Moment, before ...any) template.HTML {
	const here = "\x00"
	text := template.HTMLEscapeString(f.T(k, append(before, here)...))
	return template.HTML(strings.Replace(text, template.HTMLEscapeString(here), string(f.Ticking(since)), 1))
}

// Look is the address of an embedded file.
func (f *frame) Look(file string) string { return "/look/" + f.p.look.stamp + "/" + file }

// Up is the box's clock in milliseconds, for the browser's offset.
func (f *frame) Up() string { return millis(f.At.Up) }

// Me is the signed-in user as the desk sees him.
func (f *frame) Me() telephony.AgentView {
	for _, a := range f.Shot.Agents {
		if a.ID == f.User.ID {
			return a
		}
	}
	return telephony.AgentView{ID: f.User.ID, Name: f.User.Name}
}

// Serves says that the user has the right to serve queues (S-HEAD-4).
func (f *frame) Serves() bool { return len(f.User.Queues) > 0 }

// Exact writes a time of day to the millisecond.
func (f *frame) Exact(t time.Time) string { return t.In(f.zone).Format("15:04:05.000") }

// SeesSignals says that the user may see the messages of calls.
func (f *frame) SeesSignals() bool {
	return f.p.Flight != nil && (f.User.Supervisor || f.User.Installer)
}

// HasPhones and HasFront say whether those pages exist.
func (f *frame) HasPhones() bool { return f.p.Options.Phones != nil }
func (f *frame) HasFront() bool  { return f.p.Front != nil }

// Slow says that the book is slow to write (over 2 s).
func (f *frame) Slow() bool { return f.Shot.SlowCommit > 2*time.Second }

// Key joins the parts of a key, for templates.
func (f *frame) Key(parts ...string) lang.Key { return lang.Key(strings.Join(parts, "")) }

// Day is today in words.
func (f *frame) Day() string { return lang.Day(f.Lang, f.At.Wall.In(f.zone)) }
