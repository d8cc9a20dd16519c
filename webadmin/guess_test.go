package webadmin

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// guessed is a box at whose passwords is guessed; its clock is the test's.
type guessed struct {
	t     *testing.T
	box   *box
	kept  *memoryLocks
	pages *Pages
	now   time.Time
}

func newGuessed(t *testing.T) *guessed {
	g := &guessed{t: t, box: newBox(t), kept: &memoryLocks{}, now: time.Now()}
	g.restart()
	return g
}

// restart is a new process that finds what the one before kept.
func (g *guessed) restart() {
	g.t.Helper()
	if g.pages != nil {
		g.pages.locks.write()
	}
	o := g.box.options()
	o.Locks = g.kept
	var err error
	if g.pages, err = New(o); err != nil {
		g.t.Fatal(err)
	}
	g.pages.throttle = newThrottle(func() time.Time { return g.now })
	g.pages.locks.load()
}

// browser is one at an address, with the cookies that it was given.
type browser struct {
	g       *guessed
	at      string
	cookies map[string]*http.Cookie
}

func (g *guessed) browser(at string) *browser {
	return &browser{g, at, make(map[string]*http.Cookie)}
}

func (b *browser) post(path, form string) int {
	r := httptest.NewRequest("POST", path, strings.NewReader(form))
	r.Header.Set("Content-Type", formType)
	r.Host, r.RemoteAddr = "localhost", b.at+":4711"
	for _, c := range b.cookies {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	b.g.pages.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		b.cookies[c.Name] = c
	}
	return w.Code
}

func (b *browser) try(login, password string) int {
	return b.post("/signin", "login="+login+"&password="+password)
}

// wants tries and says what should have come of it.
func (b *browser) wants(want int, login, password, when string) {
	b.g.t.Helper()
	if code := b.try(login, password); code != want {
		b.g.t.Errorf("%s, %s from %s: %d, want %d", when, login, b.at, code, want)
	}
}

const (
	letIn  = http.StatusSeeOther
	wrong  = http.StatusUnauthorized
	waits  = http.StatusTooManyRequests
	inside = "192.168.1.7"
)

// Wrong passwords wait longer and longer and are locked out after five, by
// source; even the right one is then not looked at.
func TestWrongPasswordsAreLockedOut(t *testing.T) {
	g := newGuessed(t)
	for i := range freeTries {
		g.browser(inside).wants(wrong, "jana", "spatne", fmt.Sprint("try ", i+1))
		g.browser(inside).wants(waits, "jana", goodPassword, fmt.Sprint("right after try ", i+1))
		if i < freeTries-1 {
			g.now = g.now.Add(penalty(bySource, i+1))
		}
	}
	g.now = g.now.Add(30 * time.Second)
	g.browser(inside).wants(waits, "jana", goodPassword, "locked out")
	g.browser(inside).wants(waits, "vedouci", goodPassword, "locked out")
	g.browser("192.168.1.8").wants(letIn, "jana", goodPassword, "from elsewhere meanwhile")
	g.now = g.now.Add(31 * time.Second)
	g.browser(inside).wants(letIn, "jana", goodPassword, "after the lock-out")
}

// Guessing from ever new addresses slows down for one account, and for no
// longer than a minute; who has signed in with the browser before gets in all
// the while, over a restart too, and the others' accounts notice nothing.
func TestNobodyShutsAnAdministratorOut(t *testing.T) {
	g := newGuessed(t)
	own := g.browser("192.168.1.5")
	own.wants(letIn, "vedouci", goodPassword, "at first")
	own.post("/signout", "")
	tried := 0
	for i := range 500 {
		if g.browser(fmt.Sprintf("10.0.%d.%d", i/250, i%250)).try("vedouci", "spatne") == wrong {
			tried++
		}
		g.now = g.now.Add(time.Second)
	}
	if least, most := brakeAfter, brakeAfter+15; tried < least || tried > most {
		t.Errorf("%d passwords of 500 were looked at, want %d to %d", tried, least, most)
	}
	g.restart()
	g.browser("192.168.1.6").wants(waits, "vedouci", goodPassword, "a new browser after a restart")
	g.browser("192.168.1.6").wants(letIn, "jana", goodPassword, "another account")
	own.wants(letIn, "vedouci", goodPassword, "a known browser")
	g.now = g.now.Add(longestBrake)
	g.browser("192.168.1.6").wants(letIn, "vedouci", goodPassword, "a new browser a minute later")
}

// A known browser is shut out by its own wrong tries only, not by those of
// others behind the same address; for another login it is like any other.
func TestKnownBrowserCountsForItself(t *testing.T) {
	g := newGuessed(t)
	own, other := g.browser(inside), g.browser(inside)
	own.wants(letIn, "jana", goodPassword, "at first")
	other.try("jana", "spatne")
	other.wants(waits, "jana", goodPassword, "a stranger behind the same address")
	own.wants(waits, "vedouci", goodPassword, "with a login that it isn't known for")
	own.wants(letIn, "jana", goodPassword, "a known browser")
	for i := range freeTries {
		own.wants(wrong, "jana", "spatne", "a known browser")
		g.now = g.now.Add(penalty(byBrowser, i+1))
	}
	own.wants(wrong, "jana", "spatne", "a known browser, after a minute")
	g.restart()
	own.wants(waits, "jana", goodPassword, "a known browser that guesses, after a restart")
	g.browser("192.168.1.9").wants(letIn, "jana", goodPassword, "from elsewhere")

	forged := g.browser("192.168.1.6")
	forged.cookies[knownCookie] = &http.Cookie{Name: knownCookie, Value: strings.Replace(own.cookies[knownCookie].Value, ".", ".x", 1)}
	forged.try("jana", "spatne")
	forged.wants(waits, "jana", goodPassword, "with a forged proof")
	if n := len(g.pages.throttle.failed); n == 0 {
		t.Error("a forged proof counts nowhere")
	}
}

// Operators share a desk: a browser knows the last eight of them.
func TestKnownForManyLogins(t *testing.T) {
	s := newSessions([]byte("key"), false)
	r := httptest.NewRequest("POST", "/signin", nil)
	for i := range maxKnown + 2 {
		w := httptest.NewRecorder()
		s.know(w, r, fmt.Sprint("agent", i))
		r = httptest.NewRequest("POST", "/signin", nil)
		r.AddCookie(w.Result().Cookies()[0])
	}
	for i := range maxKnown + 2 {
		if known := s.knownAs(r, fmt.Sprint("agent", i)) != ""; known != (i >= 2) {
			t.Errorf("agent%d: known %t", i, known)
		}
	}
}

// Of IPv6 each address counts like one of IPv4; who changes it within his /64
// is braked, for no longer than a minute, as there may be a whole office in it.
func TestGuessingWithinASlash64(t *testing.T) {
	g := newGuessed(t)
	own := g.browser("[fd00:1::5]")
	own.wants(letIn, "jana", goodPassword, "at first")
	for range freeTries {
		g.browser("[fd00:1::7]").try("vedouci", "spatne")
		g.now = g.now.Add(10 * time.Second)
	}
	g.browser("[fd00:1::7]").wants(waits, "vedouci", goodPassword, "one address locked out")
	g.browser("[fd00:1::8]").wants(letIn, "vedouci", goodPassword, "the one beside it")
	tried := 0
	for i := range 500 {
		if g.browser(fmt.Sprintf("[fd00:1::%x]", 0x1000+i)).try(fmt.Sprint("agent", i), "spatne") == wrong {
			tried++
		}
		g.now = g.now.Add(time.Second)
	}
	if most := brakeAfter + 15; tried > most {
		t.Errorf("%d passwords of 500 were looked at, want at most %d", tried, most)
	}
	g.browser("[fd00:1::9]").wants(waits, "jana", goodPassword, "a new browser within")
	own.wants(letIn, "jana", goodPassword, "a known browser within")
	g.browser("[fd00:2::9]").wants(letIn, "jana", goodPassword, "a new browser without")
}

// A login as long as a form takes no more memory than a short one, and no more
// of the card.
func TestLongLoginsStayBounded(t *testing.T) {
	g := newGuessed(t)
	for i := range 30 {
		g.browser(fmt.Sprintf("10.0.0.%d", i)).try(strings.Repeat("a", 200_000)+fmt.Sprint(i), "spatne")
	}
	g.pages.locks.write()
	for name := range g.pages.throttle.failed {
		if len(name) > longestCounted {
			t.Fatalf("a name of %d bytes is kept", len(name))
		}
	}
	if len(g.kept.b) > 10_000 {
		t.Errorf("%d bytes are written", len(g.kept.b))
	}
}

// Who guesses at a login doesn't keep its owner from changing the password;
// who sits at his open page may guess five times.
func TestChangingThePasswordUnderGuesses(t *testing.T) {
	g := newGuessed(t)
	own := g.browser("192.168.1.5")
	own.wants(letIn, "jana", goodPassword, "at first")
	for i := range 100 {
		g.browser(fmt.Sprintf("10.0.0.%d", i)).try("jana", "spatne")
	}
	for i := range freeTries {
		if code := own.post("/account", "old=spatne&password=uplne+jine+heslo"); code != http.StatusUnprocessableEntity {
			t.Errorf("wrong old password %d: %d", i+1, code)
		}
		if i < freeTries-1 {
			g.now = g.now.Add(penalty(byOwner, i+1))
		}
	}
	if code := own.post("/account", "old="+goodPassword+"&password=uplne+jine+heslo"); code != waits {
		t.Errorf("after five wrong ones: %d", code)
	}
	g.now = g.now.Add(time.Hour)
	if code := own.post("/account", "old="+goodPassword+"&password=uplne+jine+heslo"); code != letIn {
		t.Errorf("the right old password: %d", code)
	}
}
