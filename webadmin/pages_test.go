package webadmin

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// visit is a box with its pages served, and a browser without script.
type visit struct {
	t   *testing.T
	box *box
	url string
	web *http.Client
}

func newVisit(t *testing.T) *visit {
	t.Helper()
	return visitBox(t, newBox(t))
}

func visitBox(t *testing.T, b *box) *visit {
	t.Helper()
	p, err := New(b.options())
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(p)
	t.Cleanup(s.Close)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &visit{t, b, s.URL, &http.Client{Jar: jar}}
}

func (v *visit) signIn(who string) *visit {
	v.t.Helper()
	code, body := v.post("/signin", "login", who, "password", goodPassword)
	if code != http.StatusOK || !strings.Contains(body, "<main") {
		v.t.Fatalf("sign-in of %s: %d", who, code)
	}
	return v
}

func (v *visit) get(path string) (int, string) {
	v.t.Helper()
	return v.read(v.web.Get(v.url + path))
}

func (v *visit) post(path string, pairs ...string) (int, string) {
	v.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return v.read(v.web.PostForm(v.url+path, form))
}

var unfilled = regexp.MustCompile(`‹[^›]*›|%!|<no value>|ZgotmplZ`)

func (v *visit) read(r *http.Response, err error) (int, string) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	if bad := unfilled.FindString(string(b)); bad != "" {
		v.t.Errorf("%s holds an unfilled text: %s", r.Request.URL.Path, bad)
	}
	return r.StatusCode, strings.NewReplacer("\u00a0", " ", "&#43;", "+").Replace(string(b))
}

// see fails unless the page at path holds every text.
func (v *visit) see(path string, texts ...string) string {
	v.t.Helper()
	code, body := v.get(path)
	if code != http.StatusOK {
		v.t.Errorf("%s: status %d", path, code)
	}
	v.holds(body, texts...)
	return body
}

func (v *visit) holds(body string, texts ...string) {
	v.t.Helper()
	for _, text := range texts {
		if !strings.Contains(body, text) {
			v.t.Errorf("%q is not on the page:\n%s", text, mainOf(body))
		}
	}
}

func mainOf(body string) string {
	if _, after, ok := strings.Cut(body, "<main"); ok {
		return after
	}
	return body
}

var known = &telephony.CustomerRef{ID: "100482", Name: "Vlastimila Řeháčková-Hrdličková", Active: true, Site: "brno"}

func TestSeatIsChosenAndConfirmed(t *testing.T) {
	v := newVisit(t).signIn("jana")
	v.see("/centre", "U kterého telefonu sedíte?", "201", "Stůl u dveří", "neodpovídá", ">OK<")
	code, body := v.post("/centre/sign-on", "seat", "203")
	if code != http.StatusOK {
		t.Fatalf("sign-on: %d", code)
	}
	v.holds(body, "Neaktivní", "Telefon 203 je váš.", "Odhlášení operátora od helpdesku")
}

// The call goes through its moments; each shows what the strip has to say.
func TestStripFollowsTheCall(t *testing.T) {
	v := newVisit(t).signIn("jana")
	v.post("/centre/sign-on", "seat", "203")
	v.post("/centre/on-air")
	v.see("/centre", "Čekáte na hovor", "Jste 1. na řadě.", "Osobní", "Alt+5")
	id := v.box.ring("jana", "+420606000327", known)
	v.see("/centre", "Zvedněte sluchátko", "Nový příchozí hovor, doba čekání na spojení hovoru: <time", "00:34", "(přepadlý hovor)", "převezme další operátor")
	v.box.answer("jana")
	v.see("/centre", "Doba čekání na spojení hovoru byla: 00:34.", "Kód důvodu", "Vyberte kód důvodu, po hovoru uložte.", "Nahradit číslo", "Předpisy úhrad", "649,00 Kč")
	v.box.over("jana")
	v.see("/centre", "Zpracování", "a jste zase Aktivní")
	_, body := v.post("/centre/save", "call", id.String(), "reason1", "1", "reason2", "12", "reason3", "123", "note", "Poznámka", "rt", "48213")
	v.holds(body, "Čekáte na hovor")
	saved, ok := v.box.asked[len(v.box.asked)-1].(telephony.SaveCall)
	if !ok || len(saved.Form.Reasons) != 3 || saved.Form.RT != "48213" {
		t.Errorf("saved %+v", saved)
	}
}

func refusal(code telephony.RefusalCode) *telephony.Refusal { return &telephony.Refusal{Code: code} }
