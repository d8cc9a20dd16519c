package webadmin

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// An emergency call stands above every page of each supervisor, also the one
// that is open, until one says that he knows; nobody else sees or may confirm
// it. Who did is kept.
//
// Proves: P-EMERG-3
func TestEmergencyStandsAboveEveryPage(t *testing.T) {
	v := newVisit(t).signIn("vedouci")
	call := telephony.CallID(telephony.Compose(1, 77))
	l := v.listen("any")
	l.next("alarms")
	at := v.box.Now()
	alert := telephony.Alert{At: at, What: telephony.AlertEmergency, Call: call, Seat: "203", To: "112"}
	v.box.change(func(s *telephony.Snapshot) { s.Alerts = []telephony.Alert{alert} })
	if _, html := l.next("alarms"); !strings.Contains(html, "Tísňové volání 112 z") {
		t.Errorf("the open page shows %s", html)
	}
	for _, path := range []string{"/overview", "/calls", "/wall", "/health", "/account"} {
		v.see(path, "Tísňové volání 112 z", "203 Stůl u dveří", "Vím o tom", "Hovor skončil.")
	}
	v.post("/alarm", "call", call.String(), "to", "/calls")
	if w, ok := v.box.last().(telephony.ConfirmAlert); !ok || w.Agent != "vedouci" || w.Call != call {
		t.Errorf("asked %+v", v.box.last())
	}
	seen := alert
	seen.SeenBy, seen.SeenAt = "Iva Nová", at
	v.box.change(func(s *telephony.Snapshot) { s.Alerts = []telephony.Alert{seen} })
	body := v.see("/overview", "Tísňové volání 112 z telefonu 203", "Potvrzeno: Iva Nová")
	if strings.Contains(body, "Vím o tom") {
		t.Error("it is to be confirmed twice")
	}

	v.box.change(func(s *telephony.Snapshot) { s.Alerts = []telephony.Alert{alert} })
	other := newVisit(t).signIn("jana")
	other.box.change(func(s *telephony.Snapshot) { s.Alerts = []telephony.Alert{alert} })
	if body := other.see("/calls"); strings.Contains(body, "Vím o tom") {
		t.Error("an operator is to confirm it")
	}
	if code, _ := other.post("/alarm", "call", call.String()); code != http.StatusForbidden {
		t.Errorf("an operator confirms it: %d", code)
	}
}

// fakePost says what a test wants.
type fakePost struct {
	why  telephony.MailTrouble
	said string
}

func (p *fakePost) TestMail(context.Context) (telephony.MailTrouble, string) { return p.why, p.said }

func (p *fakePost) Mails() (int, telephony.MailTrouble, string) { return 2, p.why, p.said }

// Proves: P-EMERG-3, P-SET-1
func TestMailIsSetUp(t *testing.T) {
	b, post := newBox(t), &fakePost{}
	b.post = post
	v := visitBox(t, b).signIn("spravce")
	v.see("/settings/mail", "Maily", "Server odchozí pošty", "STARTTLS (obvyklé)")
	_, body := v.post("/settings/mail", "mailHost", "smtp.cz:25", "mailTLS", "plain", "mailUser", "box", "mailFrom", "box", "mailTo", "")
	v.holds(body, "Zadejte heslo k tomuto serveru", "Port patří do vlastního pole", "heslo šlo po síti čitelně", "box není mailová adresa", "Napište 1 až 20 adres")
	_, body = v.post("/settings/mail", "mailHost", "smtp.example.cz", "mailTLS", "", "mailUser", "box", "mailPassword", "velmi tajné", "mailFrom", "box@example.cz", "mailTo", "a@example.cz\r\nb@example.cz")
	v.holds(body, "Uloženo. Platí hned", "Poslat zkušební mail", "uložené; prázdné nechá staré")
	if m := v.box.Office().Mail; m.Host != "smtp.example.cz" || len(m.To) != 2 || strings.Contains(body, "velmi") || v.box.passwd["mail"] != "velmi tajné" {
		t.Errorf("%+v, password %q", m, v.box.passwd["mail"])
	}
	_, body = v.post("/settings/mail/test")
	v.holds(body, "Server mail přijal pro všechny příjemce")
	post.why, post.said = telephony.MailPassword, "535 no <b>"
	_, body = v.post("/settings/mail/test")
	v.holds(body, "Server odmítl uživatele nebo heslo", "zvláštní heslo pro aplikace", "Server řekl: 535 no &lt;b&gt;")
	v.see("/settings/mail", "Čekají 2 maily.", "Server odmítl uživatele nebo heslo")
	for _, other := range [][2]string{{"smtp.example.com", "box"}, {"smtp.example.cz", "eva"}} {
		_, body = v.post("/settings/mail", "mailHost", other[0], "mailUser", other[1], "mailFrom", "box@example.cz", "mailTo", "a@example.cz", "mailLocal", "1")
		v.holds(body, "Zadejte heslo k tomuto serveru a uživateli", `name="mailLocal" checked`)
	}
	_, body = v.post("/settings/mail", "mailHost", "smtp.example.cz", "mailUser", "box", "mailPassword", "a\nb", "mailFrom", "box@example.cz", "mailTo", "a@example.cz")
	v.holds(body, "nejvýše 128 znaků na jednom řádku")
	v.post("/settings/mail", "mailHost", "smtp.example.cz", "mailUser", "box", "mailFrom", "box@example.cz", "mailTo", "a@example.cz", "mailLocal", "1")
	if m := v.box.Office().Mail; !m.Local {
		t.Errorf("the server is in the house: %+v", m)
	}
	v.post("/settings/mail", "mailHost", "")
	if m := v.box.Office().Mail; m.Host != "" || len(m.To) != 0 {
		t.Errorf("%+v", m)
	}
}

// dated is an answer's writer that remembers until when it may be written.
type dated struct {
	*httptest.ResponseRecorder
	until time.Time
}

func (d *dated) SetWriteDeadline(t time.Time) error { d.until = t; return nil }

// slowPost is one that takes as long as it may.
type slowPost struct {
	fakePost
	until time.Time
}

func (p *slowPost) TestMail(ctx context.Context) (telephony.MailTrouble, string) {
	p.until, _ = ctx.Deadline()
	return telephony.MailSilent, ""
}

// What came of a test mail can still be said when the server was silent for as
// long as it is waited for.
func TestASilentMailServerIsSaid(t *testing.T) {
	b, post := newBox(t), &slowPost{}
	b.post, b.office.Mail = post, telephony.Mail{Host: "smtp.example.cz"}
	p, err := New(b.options())
	if err != nil {
		t.Fatal(err)
	}
	signed := httptest.NewRecorder()
	p.sessions.begin(signed, session{Agent: "spravce"}, time.Now())
	r := httptest.NewRequest(http.MethodPost, "http://localhost/settings/mail/test", nil)
	r.AddCookie(signed.Result().Cookies()[0])
	w := &dated{ResponseRecorder: httptest.NewRecorder()}
	p.ServeHTTP(w, r)
	if !strings.Contains(w.Body.String(), "neodpověděl včas") || !w.until.After(post.until) {
		t.Errorf("%d: waits until %s, may answer until %s", w.Code, post.until, w.until)
	}
}

// In a browser: the call comes up above an open page, one press confirms it,
// and it goes; the page keeps the rules meanwhile, as that of the mails does.
//
// Proves: P-EMERG-3
func TestBrowserEmergency(t *testing.T) {
	b := newBox(t)
	b.post = &fakePost{why: telephony.MailPassword, said: "535 5.7.8 Username and Password not accepted"}
	c := newChrome(t, b)
	c.open("/signin")
	c.enter("spravce")
	c.open("/settings/mail")
	for field, text := range map[string]string{
		"mailHost": "smtp.example.cz", "mailUser": "box", "mailPassword": "tajne", "mailFrom": "box@example.cz", "mailTo": "vedouci@example.cz",
	} {
		c.Types(field, text)
	}
	c.Press("Uložit")
	c.Shows("Uloženo.", "Poslat zkušební mail")
	c.Press("Poslat zkušební mail")
	c.Shows("Server odmítl uživatele nebo heslo.", "535 5.7.8")
	c.keeps("mail-refused")
	c.open("/calls")
	call, at := telephony.CallID(telephony.Compose(1, 77)), b.Now()
	b.change(func(s *telephony.Snapshot) {
		s.Alerts = []telephony.Alert{
			{At: at, What: telephony.AlertEmergency, Call: call + 1, Seat: "204", To: "155"},
			{At: at, What: telephony.AlertEmergency, Call: call, Seat: "203", To: "112"},
		}
	})
	c.Shows("Tísňové volání 112 z", "203 Stůl u dveří", "155")
	c.keeps("emergency")
	c.Press("Vím o tom")
	b.change(func(s *telephony.Snapshot) { s.Alerts[1].SeenBy = "Tomáš" })
	c.Until("one is left", `document.querySelectorAll("[data-part=alarms] form").length === 1`)
	if w, ok := b.last().(telephony.ConfirmAlert); !ok || w.Agent != "spravce" || w.Call != call {
		t.Errorf("asked %+v", b.last())
	}
	c.open("/wall")
	c.Shows("155")
	c.keeps("emergency-wall")
}
