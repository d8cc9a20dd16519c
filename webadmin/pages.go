package webadmin

import (
	"errors"
	"net/http"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Pages answers for the whole site. Its zero value is of no use; see [New].
type Pages struct {
	Options
	look     *look
	sessions *sessions
	throttle *throttle
	locks    *locksKeeper
	streams  *streams
	recent   recent
	handler  http.Handler
}

// New makes the pages. It fails when something needed is missing.
func New(o Options) (*Pages, error) {
	if o.Desk == nil || o.Calls == nil || o.Customers == nil || o.Recordings == nil || o.Settings == nil || o.Health == nil || o.Now == nil {
		return nil, errors.New("the pages need a desk, calls, customers, recordings, settings, health and a clock")
	}
	if len(o.SessionKey) < 32 {
		return nil, errors.New("the key of sessions is too short: make one of 32 random bytes")
	}
	if o.ShowNumber == nil {
		o.ShowNumber = func(n telephony.Number) string { return string(n) }
	}
	if o.ReadNumber == nil {
		o.ReadNumber = func(s string) telephony.Number { return telephony.Number(s) }
	}
	if o.AllowHost == nil {
		o.AllowHost = localHost
	}
	if o.SignInSince == nil {
		o.SignInSince = func(telephony.AgentID) string { return "" }
	}
	l, err := newLook()
	if err != nil {
		return nil, err
	}
	p := &Pages{
		Options: o, look: l, sessions: newSessions(o.SessionKey, o.TLS),
		throttle: newThrottle(time.Now), streams: newStreams(),
	}
	p.locks = &locksKeeper{p: p}
	p.locks.load()
	p.handler = p.door(p.routes())
	return p, nil
}

func (p *Pages) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.handler.ServeHTTP(w, r) }

// routes leads to the pages. Those through open need nobody signed in.
func (p *Pages) routes() http.Handler {
	m := http.NewServeMux()
	m.Handle("GET /look/{stamp}/{file...}", p.look)
	m.HandleFunc("GET /favicon.ico", p.look.icon)
	m.HandleFunc("GET /start", p.open(p.startPage))
	m.HandleFunc("POST /start", p.open(p.start))
	m.HandleFunc("GET /signin", p.open(p.signInPage))
	m.HandleFunc("POST /signin", p.open(p.signIn))
	m.HandleFunc("POST /signout", p.open(p.signOut))
	m.HandleFunc("POST /language", p.open(p.setLanguage))
	m.HandleFunc("POST /theme", p.open(p.setTheme))
	p.centreRoutes(m)
	p.callRoutes(m)
	p.ladderRoutes(m)
	p.viewRoutes(m)
	p.settingRoutes(m)
	p.auditRoutes(m)
	m.HandleFunc("GET /live", p.known(p.live))
	m.HandleFunc("/", p.open(p.notFound))
	return m
}
