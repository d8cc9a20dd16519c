package webadmin

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

func asJSON(t *testing.T, v any) json.RawMessage {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// someDeeds fills the audit book with one line of each kind.
func (b *box) someDeeds(t *testing.T) {
	t.Helper()
	before := b.office.Queues[0]
	after := before
	after.RingTime, after.Sites, after.ShowOverflow = 25, []telephony.SiteID{"praha"}, false
	tree := sampleTree()
	tree.Roots = append(tree.Roots[:2:2], telephony.ReasonNode{ID: "5", Name: "Reklamace"})
	call := telephony.CallID(telephony.Compose(2, 1))
	for _, d := range []telephony.Deed{
		{By: "spravce", Version: 3, Changes: []telephony.Difference{{What: "queue podpora", Before: asJSON(t, before), After: asJSON(t, after)}}, CanUndo: true},
		{By: "spravce", Version: 4, Changes: []telephony.Difference{{What: "agent eva", Before: asJSON(t, telephony.Agent{ID: "eva", Name: "Eva Malá", Lang: "cs"})}}},
		{By: "spravce", Version: 5, Changes: []telephony.Difference{{What: "tree p", Before: asJSON(t, sampleTree()), After: asJSON(t, tree)}, {What: "zone", Before: asJSON(t, "Europe/Prague"), After: asJSON(t, "Europe/Bratislava")}}},
		{By: "spravce", Changes: []telephony.Difference{{What: "password of seat 203"}}},
		{By: "spravce", Changes: []telephony.Difference{{What: "password of jana"}}},
		{By: "spravce", Undoes: 1, Version: 6, Changes: []telephony.Difference{{What: "outward", Before: asJSON(t, telephony.Outward{Countries: []string{"421"}}), After: asJSON(t, telephony.Outward{Premium: true})}}},
		{By: "vedouci", Kind: telephony.DeedSignedOff, Agent: "jana"},
		{By: "vedouci", Kind: telephony.DeedTakenOff, Agent: "jana", Note: "Porada"},
		{By: "vedouci", Kind: telephony.DeedTakenOff, Agent: "petr"},
		{By: "vedouci", Kind: telephony.DeedReleased, Agent: "jana", Call: call},
		{By: "vedouci", Kind: telephony.DeedGiven, Agent: "petr", Call: call},
		{By: "spravce", Kind: telephony.DeedHandedOut, Call: call, Note: "zip" + telephony.NotedWholeNumbers},
		{By: "gone", Kind: telephony.DeedSignedIn, Note: "192.0.2.7"},
		{Kind: telephony.DeedLockedOut, Agent: "=petr", Note: "192.0.2.66"},
		{Kind: telephony.DeedShortened, Note: "1234 2023-11-01"},
	} {
		_ = b.Note(d)
	}
}

// The audit book says in both languages who did what, what it was before and
// is now, to whom, and leads there.
//
// Proves: P-SET-5
func TestAuditBook(t *testing.T) {
	v := newVisit(t)
	v.box.someDeeds(t)
	_ = v.box.Note(telephony.Deed{By: "spravce", Version: 7, Changes: []telephony.Difference{{What: "front", Before: asJSON(t, telephony.Front{}), After: asJSON(t, telephony.Front{DimFrom: 20, DimTill: 7})}}})
	v.signIn("spravce")
	v.see("/audit", "Kniha změn a zásahů",
		"Fronta", `href="/settings/queues/podpora"`, "<dt>Doba vyzvánění</dt>", "25 sekund", "<dt>Pro lokace</dt>", "Brno – Křenová</del>", "Praha – Karlín</ins>", "<dt>Ukázat operátorovi „přepadlý hovor“</dt>",
		"Uživatel <b>Eva Malá</b> – smazáno", "Obecný dotaz</del>", "Reklamace</ins>", "Europe/Bratislava</ins>", "Telefon 203", "Jana Nováková</b> – změněno",
		"Lampy a panel", "<dt>Ztlumit od</dt>", "22:00</del>", "20:00</ins>", "Vrácení změny zpět", "421</del>", "Odhlášení operátora vedoucím", "Přestávka zadaná vedoucím: Porada", "Přepnutí na Neaktivní", "Uvolnění zpracování", "Čekající hovor předaný",
		`href="/calls/2-000001?period=all"`, `href="/audit?who=petr"`, "(zip) i s celými telefonními čísly", "gone", "z adresy 192.0.2.66", "odešlo záznamů 1234, zůstávají od 1. 11. 2023", "Vrátit zpět")
	v.post("/language", "language", "en")
	v.see("/audit", "Ringing time", "Praha – Karlín", "Break set by a supervisor: Porada", "Sign-in locked for a while", "Undo")
	_, body := v.get("/audit?kind=supervisors&who=petr")
	if n := strings.Count(body, "<tr id="); n != 2 || strings.Contains(body, "Porada") {
		t.Errorf("%d lines about Petr", n)
	}
	v.post("/audit/undo", "place", "1")
	if len(v.box.undone) != 1 || v.box.undone[0] != 1 {
		t.Errorf("undone %v", v.box.undone)
	}
	if code, body := v.post("/audit/undo", "place", "99"); code != http.StatusConflict || !strings.Contains(body, "can no longer be undone") {
		t.Errorf("%d", code)
	}
}

// Pages of it go there and back; operators don't see it, supervisors can't
// undo.
func TestAuditBookPages(t *testing.T) {
	v := newVisit(t)
	for i := range 120 {
		_ = v.box.Note(telephony.Deed{By: "spravce", Kind: telephony.DeedSignedIn, Note: fmt.Sprint("n", i, "n"), CanUndo: true})
	}
	v.signIn("jana")
	if code, _ := v.get("/audit"); code != http.StatusForbidden {
		t.Errorf("an operator: %d", code)
	}
	v = visitBox(t, v.box).signIn("vedouci")
	_, body := v.get("/audit?kind=signins&who=spravce")
	for page, first := range []int{119, 69, 19} {
		if strings.Count(body, "<tr id=") != min(50, first+1) || !strings.Contains(body, fmt.Sprint("n", first, "n")) || strings.Contains(body, "/audit/undo") {
			t.Fatalf("page %d does not begin with %d", page, first)
		}
		if page < 2 {
			_, body = v.get(addressOf(t, body, "next"))
		}
	}
	_, body = v.get(addressOf(t, body, "prev"))
	if !strings.Contains(body, "n69n") {
		t.Error("back again is another page")
	}
	if code, _ := v.post("/audit/undo", "place", "1"); code != http.StatusForbidden {
		t.Errorf("a supervisor undoes: %d", code)
	}
}

// The file has every line of the filter, one a row; no cell is a formula.
func TestAuditFile(t *testing.T) {
	v := newVisit(t)
	v.box.someDeeds(t)
	for range 1200 {
		_ = v.box.Note(telephony.Deed{By: "vedouci", Kind: telephony.DeedSignedIn, Note: "x"})
	}
	v.signIn("vedouci")
	_, body := v.get("/audit.csv")
	if n := strings.Count(body, "\r\n"); n != 1+1200+15+1 { // head, lines, this sign-in
		t.Errorf("%d rows", n)
	}
	v.holds(body, "\ufeffKdy;Kdo;", "Fronta Technická podpora – internet a televize: Pro lokace", ";'=petr;", "2-000001")
	for cell, want := range map[string]string{
		"=1": "'=1", "-1": "'-1", "@a": "'@a", "\tx": "'\tx", "\rx": "'\rx", "+420 777": "+420 777", "+a": "'+a", "+": "'+", "a=": "a=", "": "", "+1-2": "'+1-2",
	} {
		if got := guarded(cell); got != want {
			t.Errorf("%q became %q", cell, got)
		}
	}
}

// Sign-ins and lock-outs are in the book; a guesser can't fill it.
func TestSignInsAreInTheAuditBook(t *testing.T) {
	b := newBox(t)
	p, err := New(b.options())
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	p.throttle.now = func() time.Time { return now }
	try := func(login, password string) {
		now = now.Add(time.Minute)
		r := httptest.NewRequest(http.MethodPost, "http://localhost/signin", strings.NewReader(url.Values{"login": {login}, "password": {password}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.RemoteAddr = "192.0.2.9:999"
		p.ServeHTTP(httptest.NewRecorder(), r)
	}
	for range freeTries {
		try("jana", "wrong wrong")
	}
	now = now.Add(time.Hour)
	try("spravce", goodPassword)
	if len(b.deeds) != 2 || b.deeds[1].Kind != telephony.DeedLockedOut || b.deeds[1].Agent != "jana" || b.deeds[1].Note != "192.0.2.9" || b.deeds[0].By != "spravce" {
		t.Errorf("%+v", b.deeds)
	}
	if p.throttle.mayTell(); p.throttle.mayTell() {
		t.Error("two lines at once")
	}
}

// What a stranger types as a login stays out of the book: it may be as long as
// a form, or a password in the wrong field. Guesses that go on for a day make
// few lines.
func TestAStrangersWordsStayOutOfTheAuditBook(t *testing.T) {
	g := newGuessed(t)
	for range freeTries {
		g.browser("192.168.1.66").try(strings.Repeat("moje-heslo", 10_000), "x")
		g.now = g.now.Add(time.Hour)
	}
	if len(g.box.deeds) != 1 || g.box.deeds[0].Agent != "" {
		t.Fatalf("%d lines, about %.40q", len(g.box.deeds), g.box.deeds[0].Agent)
	}
	lines := 0
	for range 24 * 360 {
		if g.now = g.now.Add(10 * time.Second); g.pages.throttle.mayTell() {
			lines++
		}
	}
	if g.now = g.now.Add(3 * slowestTell); lines > 40 || !g.pages.throttle.mayTell() {
		t.Errorf("%d lines in a day of guesses", lines)
	}
	if g.now = g.now.Add(tellPace); !g.pages.throttle.mayTell() {
		t.Error("after a quiet time the pace is the slow one still")
	}
}

// The first choice of how long things are kept stands against what held
// before, not against zeros; the password of the mail server has a name in the
// reader's language.
//
// Proves: P-SET-5
func TestAuditBookOfKeepingAndMail(t *testing.T) {
	v := newVisit(t)
	_ = v.box.Note(telephony.Deed{By: "spravce", Version: 3, Changes: []telephony.Difference{{What: "keeping", After: asJSON(t, telephony.Keeping{Recordings: 30, Book: 36})}}})
	_ = v.box.Note(telephony.Deed{By: "spravce", Changes: []telephony.Difference{{What: "password of the mail server"}}})
	v.signIn("spravce")
	body := v.see("/audit", "90 dní</del>", "30 dní</ins>", "k poštovnímu serveru")
	if strings.Contains(body, "the mail server") || strings.Contains(body, "Hovory v knize") || strings.Contains(body, "přidáno") {
		t.Error("the book says what isn't so")
	}
}

// cutAudit can be read no further than its first look.
type cutAudit struct {
	*box
	looks int
}

func (c *cutAudit) Deeds(f telephony.DeedFilter) ([]telephony.Deed, int64, error) {
	if c.looks++; c.looks > 1 {
		return nil, 0, errors.New("input/output error")
	}
	return c.box.Deeds(f)
}

// A file that lacks lines says so at its end.
func TestCutAuditFile(t *testing.T) {
	b := newBox(t)
	for range 2 * deedsALook {
		_ = b.Note(telephony.Deed{By: "vedouci", Kind: telephony.DeedSignedIn, Note: "x"})
	}
	o := b.options()
	o.Audit = &cutAudit{box: b}
	p, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	p.auditFile(w, httptest.NewRequest(http.MethodGet, "http://localhost/audit.csv", nil), p.newFrame(httptest.NewRequest(http.MethodGet, "/", nil)))
	if body := strings.ReplaceAll(w.Body.String(), "\u00a0", " "); !strings.Contains(body, "Soubor tu končí, kniha pokračuje.") {
		t.Errorf("%d bytes, at the end %q", len(body), body[len(body)-80:])
	}
}

// addressOf is where the link to the next or previous page leads.
func addressOf(t *testing.T, body, rel string) string {
	t.Helper()
	m := regexp.MustCompile(`href="([^"]+)" rel="` + rel + `"`).FindStringSubmatch(body)
	if m == nil {
		t.Fatalf("no link %s", rel)
	}
	return html.UnescapeString(m[1])
}
