package webadmin

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// send makes a request with headers, without following redirects.
func (v *visit) send(method, path, body string, headers ...string) *http.Response {
	v.t.Helper()
	r, err := http.NewRequest(method, v.url+path, strings.NewReader(body))
	if err != nil {
		v.t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	c := *v.web
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	answer, err := c.Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	answer.Body.Close()
	return answer
}

const formType = "application/x-www-form-urlencoded"

func TestFormsFromElsewhereDoNothing(t *testing.T) {
	v := newVisit(t).signIn("jana")
	for _, headers := range [][]string{
		{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}, {"Origin", "null"},
	} {
		headers = append(headers, "Content-Type", formType)
		if r := v.send("POST", "/centre/sign-on", "seat=203", headers...); r.StatusCode != http.StatusForbidden {
			t.Errorf("%v: %d", headers, r.StatusCode)
		}
	}
	if len(v.box.asked) > 0 {
		t.Errorf("the desk was asked %v", v.box.asked)
	}
}

func TestOnlyOurHostNames(t *testing.T) {
	v := newVisit(t)
	for host, want := range map[string]int{
		"evil.example": http.StatusMisdirectedRequest, "8.8.8.8": http.StatusMisdirectedRequest, "spojka.evil.example:8080": http.StatusMisdirectedRequest,
		"192.168.1.20:8080": http.StatusOK, "[fd00::1]:8080": http.StatusOK, "localhost": http.StatusOK, "spojka.local": http.StatusOK, "spojka": http.StatusOK,
	} {
		if r := v.send("GET", "/signin", "", "Host", host); r.StatusCode != want {
			t.Errorf("%s: %d, want %d", host, r.StatusCode, want)
		}
	}
}

func TestTenThousandWrongLoginsStayBounded(t *testing.T) {
	now := time.Now()
	h := newThrottle(func() time.Time { return now })
	for i := range maxCounted + 10000 {
		h.wrong(fmt.Sprint("source ", i))
	}
	if len(h.failed) > maxCounted {
		t.Errorf("%d are kept, want at most %d", len(h.failed), maxCounted)
	}
}

func TestHeadersOfEveryAnswer(t *testing.T) {
	v := newVisit(t)
	for _, path := range []string{"/signin", "/nothing", "/look/x/spojka.js"} {
		h := v.send("GET", path, "").Header
		csp := h.Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") || !strings.Contains(csp, "frame-ancestors 'none'") {
			t.Errorf("%s: policy %q", path, csp)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "same-origin" {
			t.Errorf("%s: headers %v", path, h)
		}
	}
	answer := v.send("POST", "/signin", "login=jana&password="+goodPassword, "Content-Type", formType)
	cookie := answer.Header.Get("Set-Cookie")
	if !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Lax") {
		t.Errorf("cookie %q", cookie)
	}
}

// No page holds a script or style of its own, or an address of elsewhere.
func TestNoInlineScriptNoForeignHost(t *testing.T) {
	v := newVisit(t)
	v.box.someCalls(5)
	v.signIn("spravce")
	for _, path := range allPages {
		_, body := v.get(path)
		for _, bad := range []string{"<script>", "style=", "onclick=", "javascript:", "http://", "https://", "//cdn"} {
			if strings.Contains(strings.ReplaceAll(body, "http://www.w3.org", ""), bad) {
				t.Errorf("%s holds %q", path, bad)
			}
		}
	}
}

func TestLargeFormIsRefused(t *testing.T) {
	v := newVisit(t).signIn("jana")
	big := "note=" + strings.Repeat("x", maxBody+1)
	if r := v.send("POST", "/centre/save", big, "Content-Type", formType); r.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("a large form: %d", r.StatusCode)
	}
}

// A body without a length is counted, too.
func TestLargeChunkedFormIsRefused(t *testing.T) {
	v := newVisit(t).signIn("jana")
	u, _ := url.Parse(v.url)
	conn, err := net.Dial("tcp", u.Host)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "POST /signin HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n", formType)
	go func() {
		for range maxBody/1000 + 2 {
			if _, err := fmt.Fprintf(conn, "3e8\r\n%s\r\n", strings.Repeat("a", 1000)); err != nil {
				return
			}
		}
	}()
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("a large form: %d", answer.StatusCode)
	}
}

func TestNothingOutsideTheRecordings(t *testing.T) {
	v := newVisit(t)
	v.box.someCalls(8)
	if err := os.WriteFile(filepath.Join(v.box.dir, "secret.mp3"), []byte("tajne"), 0o600); err != nil {
		t.Fatal(err)
	}
	v.signIn("spravce")
	for _, path := range []string{
		"/recordings/secret.mp3", "/recordings/..%2Fsecret.mp3", "/recordings/..%2f..%2fetc%2fpasswd", "/recordings/0000002-00000001-1.mp3%00",
		"/look/x/..%2fpages.go", "/look/x/../../pages.go", "/recordings/0000002-00000001-2.mp3",
	} {
		if r := v.send("GET", path, ""); r.StatusCode == http.StatusOK {
			t.Errorf("%s: %d", path, r.StatusCode)
		}
	}
}

// Operators hear calls of their own queues; supervisors all.
func TestRecordingsBelongToQueues(t *testing.T) {
	b := newBox(t)
	b.someCalls(8)
	b.office.Agents[1].Queues = []telephony.QueueID{"ucetni"}
	b.passwd["petr"] = goodPassword
	b.refresh()
	for _, r := range b.records {
		if r.Recording != "" {
			if err := os.WriteFile(filepath.Join(b.dir, string(r.Recording)+".mp3"), []byte(strings.Repeat("zvuk", 100)), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	v := visitBox(t, b).signIn("petr")
	of := func(queue telephony.QueueID) string {
		for _, r := range b.records {
			if r.Queue == queue && r.Recording != "" {
				return "/recordings/" + string(r.Recording) + ".mp3"
			}
		}
		return ""
	}
	if r := v.send("GET", of("ucetni"), "", "Range", "bytes=4-7"); r.StatusCode != http.StatusPartialContent || r.Header.Get("Content-Range") != "bytes 4-7/400" {
		t.Errorf("own queue, a range: %d %s", r.StatusCode, r.Header.Get("Content-Range"))
	}
	if r := v.send("GET", of("podpora"), ""); r.StatusCode != http.StatusNotFound {
		t.Errorf("a queue that he doesn't serve: %d", r.StatusCode)
	}
	if code, body := v.get("/calls?period=all"); code != 200 || strings.Contains(mainOf(body), "Technická podpora") {
		t.Errorf("the list shows a queue that he doesn't serve (%d)", code)
	}
	if code, _ := v.get("/settings/people"); code != http.StatusForbidden {
		t.Errorf("settings for an operator: %d", code)
	}
	if code, _ := v.post("/overview/sign-off", "agent", "jana"); code != http.StatusForbidden {
		t.Errorf("signing somebody off: %d", code)
	}
}

// A sign-in outlives a restart, ends with sign-out, with a new password, with
// a broken signature.
func TestSignInsEndAndOutliveRestarts(t *testing.T) {
	b := newBox(t)
	stamp := "1"
	o := b.options()
	o.SignInSince = func(telephony.AgentID) string { return stamp }
	first, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	second, _ := New(o)
	ask := func(p *Pages, cookie string) int {
		r := httptest.NewRequest("GET", "/overview", nil)
		r.Host = "localhost"
		r.Header.Set("Cookie", cookie)
		w := httptest.NewRecorder()
		p.ServeHTTP(w, r)
		return w.Code
	}
	w := httptest.NewRecorder()
	first.sessions.begin(w, session{Agent: "jana", Stamp: stamp}, time.Now())
	cookie, _, _ := strings.Cut(w.Header().Get("Set-Cookie"), ";")
	if ask(first, cookie) != 200 || ask(second, cookie) != 200 {
		t.Error("the sign-in is lost at a restart")
	}
	if broken := strings.Replace(cookie, "=", "=A", 1); ask(first, broken) == 200 || ask(first, cookie[:len(cookie)-2]) == 200 {
		t.Error("a changed cookie is taken")
	}
	stamp = "2"
	if ask(second, cookie) == 200 {
		t.Error("the sign-in outlives a new password")
	}
	stamp = "1"
	one, _ := first.sessions.read(&http.Request{Header: http.Header{"Cookie": {cookie}}}, time.Now())
	first.sessions.end(httptest.NewRecorder(), one, time.Now())
	if ask(first, cookie) == 200 {
		t.Error("the sign-in outlives the sign-out")
	}
	if _, ok := second.sessions.read(&http.Request{Header: http.Header{"Cookie": {cookie}}}, time.Now().Add(signedInFor)); ok {
		t.Error("the sign-in never ends")
	}
}

func TestBackStaysHere(t *testing.T) {
	for to, want := range map[string]string{
		"/calls?x=1": "/calls?x=1", "//evil.example": "/", "https://evil.example": "/", `/\evil.example`: "/", "javascript:alert(1)": "/", "": "/", "calls": "/",
	} {
		if got := localPath(to, "/"); got != want {
			t.Errorf("%q leads to %q, want %q", to, got, want)
		}
	}
}

func TestAPageThatFailsIsSaidInWords(t *testing.T) {
	b := newBox(t)
	o := b.options()
	o.Health = nil
	if _, err := New(o); err == nil {
		t.Error("pages without health are made")
	}
	o = b.options()
	o.Phones = func() []Phone { panic("kaput") }
	p, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(p)
	defer s.Close()
	v := visitBox(t, b)
	v.url = s.URL
	v.signIn("jana")
	code, body := v.get("/phones")
	if code != http.StatusInternalServerError {
		t.Errorf("status %d", code)
	}
	v.holds(body, "Stránka se nepovedla", "Zpět na začátek")
	code, body = v.get("/nikam")
	if code != http.StatusNotFound {
		t.Errorf("status %d", code)
	}
	v.holds(body, "Tato stránka není")
}

// A gigabyte is refused before it is read, whatever the method (FAULTS 20).
func TestGigabyteIsRefused(t *testing.T) {
	v := newVisit(t).signIn("jana")
	u, _ := url.Parse(v.url)
	for _, method := range []string{"POST", "PUT", "GET"} {
		conn, err := net.Dial("tcp", u.Host)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(conn, "%s /signin HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\nlogin=", method, formType, 1<<30)
		answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		conn.Close()
		if answer.StatusCode != http.StatusRequestEntityTooLarge {
			t.Errorf("%s of a gigabyte: %d", method, answer.StatusCode)
		}
	}
}
