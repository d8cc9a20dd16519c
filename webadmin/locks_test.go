package webadmin

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// memoryLocks are kept by the test.
type memoryLocks struct{ b []byte }

func (m *memoryLocks) Load() []byte   { return m.b }
func (m *memoryLocks) Store(b []byte) { m.b = b }

// Who is locked out stays so over a restart, and who signed out stays out
// (FAULTS 10, 20).
func TestLockOutsOutliveARestart(t *testing.T) {
	b, kept := newBox(t), &memoryLocks{}
	start := func() *Pages {
		o := b.options()
		o.Locks = kept
		p, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	ask := func(p *Pages, method, path, body, source string, cookie *http.Cookie) *http.Response {
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Header.Set("Content-Type", formType)
		r.Host, r.RemoteAddr = "localhost", source+":4711"
		if cookie != nil {
			r.AddCookie(cookie)
		}
		w := httptest.NewRecorder()
		p.ServeHTTP(w, r)
		return w.Result()
	}
	first := start()
	in := ask(first, "POST", "/signin", "login=jana&password="+goodPassword, "192.168.1.5", nil).Cookies()[0]
	if code := ask(first, "GET", "/centre", "", "192.168.1.5", in).StatusCode; code != http.StatusOK {
		t.Fatalf("signed in: %d", code)
	}
	ask(first, "POST", "/signout", "", "192.168.1.5", in)
	now := time.Now()
	first.throttle.now = func() time.Time { return now }
	for i := range freeTries {
		ask(first, "POST", "/signin", "login=vedouci&password=spatne", "192.168.1.7", nil)
		if i < freeTries-1 {
			now = now.Add(penalty(bySource, i+1)) // the wait for the next try
		}
	}
	first.locks.write()

	next := start()
	for source, want := range map[string]int{"192.168.1.7": http.StatusTooManyRequests, "192.168.1.8": http.StatusSeeOther} {
		if code := ask(next, "POST", "/signin", "login=vedouci&password="+goodPassword, source, nil).StatusCode; code != want {
			t.Errorf("after a restart, from %s: %d", source, code)
		}
	}
	if code := ask(next, "GET", "/centre", "", "192.168.1.5", in).StatusCode; code == http.StatusOK {
		t.Error("who signed out is in again")
	}
	kept.b = []byte("{broken")
	if code := ask(start(), "POST", "/signin", "login=vedouci&password="+goodPassword, "192.168.1.8", nil).StatusCode; code != http.StatusSeeOther {
		t.Errorf("with a broken file: %d", code)
	}
}

// However fast the guessing, the card is written at most once a second.
func TestGuessingDoesNotWearTheCard(t *testing.T) {
	b := newBox(t)
	o := b.options()
	count := &countedLocks{}
	o.Locks = count
	p, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	for range 500 {
		p.wrong("source 192.168.1.9")
	}
	if n := len(count.stored); n > 1 {
		t.Errorf("written %d times at once", n)
	}
	if len(count.stored) == 0 || !strings.Contains(<-count.stored, "192.168.1.9") {
		t.Error("not written")
	}
}

type countedLocks struct{ stored chan string }

func (c *countedLocks) Load() []byte {
	c.stored = make(chan string, 1000)
	return nil
}
func (c *countedLocks) Store(b []byte) { c.stored <- string(b) }
