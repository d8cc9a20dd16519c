package webadmin

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/spojka/spojka/webadmin/lang"
)

// page is the handler of a page; it has its frame made.
type page func(http.ResponseWriter, *http.Request, *frame)

// open is a page for anybody.
func (p *Pages) open(h page) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { h(w, r, p.newFrame(r)) }
}

// known is a page for people signed in; others are sent to sign in and come
// back after it.
func (p *Pages) known(h page) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		f := p.newFrame(r)
		if !f.Known {
			p.toSignIn(w, r)
			return
		}
		p.renew(w, r, f)
		h(w, r, f)
	}
}

// supervisors is a page for supervisors and installers, installers for the
// latter only.
func (p *Pages) supervisors(h page) http.HandlerFunc {
	return p.allowed(func(f *frame) bool { return f.User.Supervisor || f.User.Installer }, h)
}

func (p *Pages) installers(h page) http.HandlerFunc {
	return p.allowed(func(f *frame) bool { return f.User.Installer }, h)
}

func (p *Pages) allowed(may func(*frame) bool, h page) http.HandlerFunc {
	return p.known(func(w http.ResponseWriter, r *http.Request, f *frame) {
		if !may(f) {
			p.fail(w, r, http.StatusForbidden, "error.forbidden")
			return
		}
		h(w, r, f)
	})
}

func (p *Pages) renew(w http.ResponseWriter, r *http.Request, f *frame) {
	now := time.Now()
	one, ok := p.sessions.read(r, now)
	if ok && now.Sub(one.At) > renewAfter {
		p.sessions.begin(w, one, now)
	}
}

func (p *Pages) toSignIn(w http.ResponseWriter, r *http.Request) {
	if wantsParts(r) || r.Header.Get("Accept") == "text/event-stream" {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	to := "/signin"
	if r.Method == http.MethodGet && r.URL.Path != "/" {
		to += "?to=" + url.QueryEscape(r.URL.RequestURI())
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// wantsParts says that the page's script asks, not the browser itself.
func wantsParts(r *http.Request) bool { return r.Header.Get("X-Spojka") != "" }

// show answers with a page.
func (p *Pages) show(w http.ResponseWriter, r *http.Request, code int, name string, data any) {
	body, err := p.look.fill(name, data)
	if err != nil {
		slog.Error("a page could not be filled", "page", name, "why", err)
		p.fail(w, r, http.StatusInternalServerError, "error.broken")
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(code)
	_, _ = w.Write(body)
}

type failPage struct {
	*frame
	Code  int
	Title string
	Text  string
}

// fail answers with what is wrong in words and a way on; key names the text,
// key.title its heading.
func (p *Pages) fail(w http.ResponseWriter, r *http.Request, code int, key lang.Key) {
	f := p.newFrame(r)
	body, err := p.look.fill("fail", failPage{f, code, f.T(key + ".title"), f.T(key)})
	if err != nil {
		http.Error(w, "the page is broken: go back and try again", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(code)
	_, _ = w.Write(body)
}

func (p *Pages) notFound(w http.ResponseWriter, r *http.Request, _ *frame) {
	p.fail(w, r, http.StatusNotFound, "error.not-found")
}

// readForm reads the form; false: it was answered as broken or too large.
func (p *Pages) readForm(w http.ResponseWriter, r *http.Request) bool {
	err := r.ParseForm()
	if err == nil { // it is here: what follows may take its time
		_ = http.NewResponseController(w).SetReadDeadline(time.Time{})
		return true
	}
	if _, large := err.(*http.MaxBytesError); large {
		p.fail(w, r, http.StatusRequestEntityTooLarge, "error.too-large")
		return false
	}
	p.fail(w, r, http.StatusBadRequest, "error.form")
	return false
}

// back goes to where the form says it came from, within this site.
func back(w http.ResponseWriter, r *http.Request, otherwise string) {
	http.Redirect(w, r, localPath(r.FormValue("to"), otherwise), http.StatusSeeOther)
}

// localPath takes a path of ours and nothing that leads elsewhere.
func localPath(to, otherwise string) string {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(to, "/") ||
		strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n\t") {
		return otherwise
	}
	return to
}

func asText(v any) string { return fmt.Sprint(v) }

func millis(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }
