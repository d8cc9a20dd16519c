package webadmin

import (
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// shortestPassword is what a password must have at least.
const shortestPassword = 10

type doorPage struct {
	*frame
	To, Code, Login, Name string
	Errors                map[string]string // by field
}

func (p *Pages) signInPage(w http.ResponseWriter, r *http.Request, f *frame) {
	switch {
	case f.Known:
		http.Redirect(w, r, localPath(r.FormValue("to"), "/"), http.StatusSeeOther)
	case p.Settings.NeedsAdmin():
		p.show(w, r, http.StatusOK, "needs-admin", doorPage{frame: f})
	default:
		p.show(w, r, http.StatusOK, "signin", doorPage{frame: f, To: r.FormValue("to")})
	}
}

// signIn checks login and password. Each try counts before its password is
// looked at, so that many at once gain nothing.
func (p *Pages) signIn(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	d := doorPage{frame: f, To: r.PostFormValue("to"), Login: strings.TrimSpace(r.PostFormValue("login"))}
	names := p.counted(r, d.Login)
	if wait := p.throttle.wait(names...); wait > 0 {
		d.Errors = map[string]string{"password": f.T("signin.wait", lang.Clock(wait+time.Second))}
		p.show(w, r, http.StatusTooManyRequests, "signin", d)
		return
	}
	out := p.wrong(names...)
	var agent telephony.AgentID
	var ok bool
	p.throttle.hashing(func() { agent, ok = p.Settings.SignIn(d.Login, r.PostFormValue("password")) })
	if !ok {
		if out && p.throttle.mayTell() {
			p.noteDeed(telephony.Deed{Kind: telephony.DeedLockedOut, Agent: f.somebody(agent), Note: sourceOf(r)})
		}
		d.Errors = map[string]string{"password": f.T("signin.wrong")}
		p.show(w, r, http.StatusUnauthorized, "signin", d)
		return
	}
	p.throttle.right(names...)
	p.noteDeed(telephony.Deed{By: agent, Kind: telephony.DeedSignedIn, Note: sourceOf(r)})
	p.enter(w, r, agent, localPath(d.To, "/"))
}

// somebody is a user of the office, or nobody: what a stranger typed as a
// login may be long, and it may be a password in the wrong field.
func (f *frame) somebody(login telephony.AgentID) telephony.AgentID {
	if slices.ContainsFunc(f.Office.Agents, func(a telephony.Agent) bool { return a.ID == login }) {
		return login
	}
	return ""
}

// wrong counts a failed try; lock-outs are kept over a restart. True: it locks
// one of the names out.
func (p *Pages) wrong(names ...string) (out bool) {
	if out = p.throttle.wrong(names...); out {
		p.locks.changed()
	}
	return out
}

func (p *Pages) enter(w http.ResponseWriter, r *http.Request, agent telephony.AgentID, to string) {
	p.sessions.begin(w, session{Agent: agent, Stamp: p.SignInSince(agent)}, time.Now())
	p.sessions.know(w, r, lang.Fold(string(agent)))
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func (p *Pages) signOut(w http.ResponseWriter, r *http.Request, _ *frame) {
	now := time.Now()
	if one, ok := p.sessions.read(r, now); ok {
		p.sessions.end(w, one, now)
		p.locks.changed()
	}
	http.Redirect(w, r, "/signin", http.StatusSeeOther)
}

// startPage is where the one-time link of the first administrator leads.
func (p *Pages) startPage(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.Settings.NeedsAdmin() {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	p.show(w, r, http.StatusOK, "start", doorPage{frame: f, Code: r.FormValue("code")})
}

func (p *Pages) start(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	if !p.Settings.NeedsAdmin() {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	d := doorPage{
		frame: f, Code: strings.TrimSpace(r.PostFormValue("code")), Login: strings.TrimSpace(r.PostFormValue("login")),
		Name: strings.TrimSpace(r.PostFormValue("name")),
	}
	password := r.PostFormValue("password")
	d.Errors = checkPerson(f, d.Login, d.Name, password)
	names := sourcesOf(r)
	if wait := p.throttle.wait(names...); wait > 0 {
		d.Errors["code"] = f.T("signin.wait", lang.Clock(wait+time.Second))
	}
	if len(d.Errors) > 0 {
		p.show(w, r, http.StatusUnprocessableEntity, "start", d)
		return
	}
	p.wrong(names...)
	var err error
	p.throttle.hashing(func() { err = p.Settings.FirstAdmin(d.Code, d.Login, d.Name, password) })
	if err != nil {
		d.Errors["code"] = f.T("start.refused", err)
		p.show(w, r, http.StatusUnprocessableEntity, "start", d)
		return
	}
	p.throttle.right(names...)
	p.enter(w, r, telephony.AgentID(d.Login), "/")
}

// checkPerson looks at what somebody typed for a new user, by field.
func checkPerson(f *frame, login, name, password string) map[string]string {
	wrong := make(map[string]string)
	if !goodID(login) {
		wrong["login"] = f.T("error.login")
	}
	if n := utf8.RuneCountInString(name); n == 0 || n > 60 {
		wrong["name"] = f.T("error.name")
	}
	if utf8.RuneCountInString(password) < shortestPassword || len(password) > 1000 {
		wrong["password"] = f.T("error.password", shortestPassword)
	}
	return wrong
}

// goodID takes 1 to 32 of a-z, 0-9, dot, dash and underscore.
func goodID(s string) bool {
	return s != "" && len(s) <= 32 && !strings.ContainsAny(s[:1], "._-") && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789._-") == ""
}

// setLanguage switches the language: in the settings of who is signed in, in
// a cookie for everybody else.
func (p *Pages) setLanguage(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	l := string(lang.Parse(r.PostFormValue("language")))
	p.keep(w, "language", l)
	if f.Known && f.User.Lang != l {
		err := p.Settings.Change(f.User.ID, func(o *telephony.Office) error {
			for i := range o.Agents {
				if o.Agents[i].ID == f.User.ID {
					o.Agents[i].Lang = l
				}
			}
			return nil
		})
		if err != nil {
			p.fail(w, r, http.StatusInternalServerError, "error.not-kept")
			return
		}
	}
	back(w, r, "/")
}

func (p *Pages) setTheme(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	theme := map[string]string{"light": "dark", "dark": "light"}[f.Theme]
	if asked := r.PostFormValue("theme"); asked == "light" || asked == "dark" {
		theme = asked
	}
	if theme == "" {
		theme = "dark"
	}
	p.keep(w, "theme", theme)
	back(w, r, "/")
}

// keep writes a cookie of taste, not of rights.
func (p *Pages) keep(w http.ResponseWriter, name, value string) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: 365 * 24 * 3600, Secure: p.TLS, SameSite: http.SameSiteLaxMode,
	})
}
