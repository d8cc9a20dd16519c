package webadmin

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/spojka/spojka/firmware/peers/chromium"
	"github.com/spojka/spojka/telephony"
)

// What was refused before it was a call: who came, why, what to do, and the
// messages.
func TestRefusedCalls(t *testing.T) {
	v := newVisit(t)
	v.box.counts = []telephony.StatusCount{{Status: 401, N: 1234}}
	v.signIn("jana")
	if code, _ := v.get("/refused"); code != http.StatusForbidden {
		t.Errorf("an operator gets %d", code)
	}
	v.signIn("spravce")
	v.see("/calls", `href="/refused"`)
	body := v.see("/refused", "Linka Hlavní linka", "545000999", "Volané číslo nikam nevede.", "10.0.0.66", "přidejte adresu k lince", "10.0.0.23", "Špatné heslo", `href="/refused/2"`, "1234×")
	if strings.Index(body, "10.0.0.66") > strings.Index(body, "10.0.0.23") {
		t.Error("the newest doesn't stand first")
	}
	v.see("/refused/2", "Volané číslo nikam nevede.", "Nastavení – Čísla", "INVITE sip:x SIP/2.0", `href="/refused"`)
	for _, path := range []string{"/refused/99", "/refused/x"} {
		if code, _ := v.get(path); code != http.StatusNotFound {
			t.Errorf("%s: %d", path, code)
		}
	}
	v.box.flight.nobody, v.box.counts = true, nil
	v.see("/refused", "Nic nebylo odmítnuto", "zpráva k boxu vůbec nedošla")
}

// How long messages are kept is the installer's to say, within bounds.
func TestKeptSignalsAreSet(t *testing.T) {
	v := newVisit(t)
	v.signIn("spravce")
	v.see("/settings/signals", "Zprávy hovorů", "prázdné: 30")
	_, body := v.post("/settings/signals", "signalDays", "400", "signalMB", "3")
	if !strings.Contains(body, "Nejméně 20") || v.box.Office().Signals != (telephony.KeptSignals{}) {
		t.Errorf("out of bounds: %+v", v.box.Office().Signals)
	}
	v.post("/settings/signals", "signalDays", "7", "signalMB", "50")
	change := telephony.Difference{What: "signals", After: []byte(`{"days":7,"megabytes":50}`)}
	v.box.deeds = []telephony.Deed{{By: "spravce", Version: 3, Place: 1, Changes: []telephony.Difference{change}}}
	v.see("/audit", "Zprávy hovorů", "Uchovávat", "7 dní")
	if got := v.box.Office().Signals; got != (telephony.KeptSignals{Days: 7, Megabytes: 50}) {
		t.Errorf("set: %+v", got)
	}
}

// In a browser: nothing is wider than a phone's screen.
func TestBrowserRefused(t *testing.T) {
	b := newBox(t)
	b.counts = []telephony.StatusCount{{Status: 401, N: 1234}, {Status: 404, N: 1}}
	c := newChrome(t, b)
	c.enter("spravce")
	for name, path := range map[string]string{"refused": "/refused", "none": "/refused", "one": "/refused/2", "kept": "/settings/signals"} {
		b.flight.nobody = name == "none"
		for _, size := range []int64{1440, 360} {
			c.Do(chromedp.EmulateViewport(size, 900), chromedp.Navigate(c.url+path))
			c.Until("the page", `document.querySelector("h1") !== null`)
			if wide := chromium.Eval[bool](c.Page, `document.documentElement.scrollWidth > innerWidth`); wide {
				t.Errorf("the page is wider than %d", size)
			}
			for _, theme := range []string{"light", "dark"} {
				chromium.Eval[bool](c.Page, `(document.documentElement.dataset.theme = "`+theme+`", true)`)
				c.picture(fmt.Sprintf("refused-%s-%d-%s", name, size, theme))
			}
		}
	}
}
