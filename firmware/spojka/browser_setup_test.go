package main

import (
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// first makes the first administrator by the link.
func (w *browser) first(b *running) {
	w.T.Helper()
	w.Do(chromedp.Navigate(b.link()))
	w.Types("name", "Alena Správcová")
	w.Types("login", "alena")
	w.Types("password", "prvni-hovor-2026")
	w.Press("Založit účet")
	w.Until("the pages", `location.pathname !== "/start"`)
}

// sitsDown takes a seat whose phone is there, and goes on air.
func (w *browser) sitsDown(seat string) {
	w.T.Helper()
	w.Until("phone "+seat+" is ready", `document.querySelector('[data-key="seat-`+seat+`"]').innerText.includes("připravený")`)
	w.Press(seat)
	w.Press("OK")
	w.Shows("Nepřijímáte hovory")
	w.Press("Aktivní")
	w.Shows("Čekáte na hovor")
}

// adds opens a kind of settings and begins a new thing.
func (w *browser) adds(kind, what string) {
	w.T.Helper()
	w.Press(kind)
	w.Press(what)
	w.Until("the form", `location.pathname.endsWith("/new")`)
}

// saves sends the form and waits for the list.
func (w *browser) saves() {
	w.T.Helper()
	w.Press("Uložit změny")
	w.Shows("Uloženo. Platí hned")
}

// From an empty box to a queue that takes a call, with nothing but the page.
//
// Proves: P-SET-1, P-SET-2, P-SET-6, S-UNK-4
func TestBrowserFromAnEmptyBox(t *testing.T) {
	b := newBox(t, "127.44.2.1", "127.44.2.2", nil).start()
	w := newBrowser(t)
	w.first(b)
	w.Press("Odstranit vzorovou kancelář")
	w.Shows("Uloženo. Platí hned")
	if s := b.snapshot(); len(s.Queues)+len(s.Seats)+len(s.Trunks) > 0 {
		t.Errorf("the example is still there: %+v", s)
	}
	w.adds("Fronty", "Přidat frontu")
	w.Types("name", "Podpora")
	w.saves()
	w.adds("Linky", "Přidat linku")
	w.Types("name", "Hlavní linka")
	w.Press("Uložit změny")
	w.Shows("Vyplňte aspoň jednu adresu")
	w.Types("peers", b.trunk)
	w.saves()
	w.adds("Čísla", "Přidat číslo")
	w.Types("number", "*")
	w.saves()
	w.Do(chromedp.Navigate("http://" + b.ip.String() + ":8080/settings/seats"))
	w.Press("Přidat telefon")
	w.Types("extension", "301")
	w.Types("name", "Recepce")
	w.saves()
	w.Shows("Žádný telefon tu není přihlášený")
	w.Press("Vytvořit nové heslo")
	w.Until("the password, once", `document.getElementById("secret")`)
	password, err := chromedp.Run(w.Ctx, chromedp.Evaluate[string](`document.getElementById("secret").textContent`))
	if err != nil {
		t.Fatal(err)
	}
	w.Press("Lidé")
	w.Press("Alena Správcová")
	w.Press("Podpora")
	w.saves()

	answered := make(chan *sim.Call, 1)
	phone := b.phone(sim.Options{
		Local: netip.MustParseAddr("127.44.2.3"), User: "301", Password: strings.TrimSpace(password),
		Play:   func() sim.Source { return sim.Tone(880, -20) },
		OnRing: func(c *sim.Call) { _ = c.Answer(); answered <- c },
	})
	if err := phone.Register(soon(t)); err != nil {
		t.Fatal(err)
	}
	w.Press("Call centrum")
	w.sitsDown("301")
	call := ringsIn(t, b.trunkPhone(), "222333444")
	<-answered
	w.Shows("Hovoří", "????? Podpora", "Toto číslo neznáme")
	call.HangUp()
	w.Shows("Zpracování")
	w.Press("Uložit")
	w.Shows("Nejprve vyhledejte zákazníka")
	w.Press("Zákazník je neznámý")
	w.Press("Uložit")
	w.Shows("Čekáte na hovor")
	if r := b.record(b.newest()); r.State != telephony.ProcessSaved || r.From != "+420777123456" {
		t.Errorf("the call stands in the list as %+v", r)
	}
}

// The brain is killed in mid-call: the page is right again by itself, what
// was typed is still there, and the call is saved.
func TestBrowserOutlivesTheBrain(t *testing.T) {
	b := newBox(t, "127.44.3.1", "127.44.3.2", nil).start()
	w := newBrowser(t)
	w.first(b)
	w.Press("Chci brát hovory")
	w.sitsDown("201")
	call := ringsIn(t, b.trunkPhone(), "800100200")
	w.Shows("Hovoří")
	w.Types("note", "napsáno předem")
	boot, err := chromedp.Run(w.Ctx, chromedp.Evaluate[string](`(window.alive = true, document.body.dataset.up)`))
	if err != nil || boot == "" {
		t.Fatal(err)
	}
	b.onDisk()
	killed := time.Now()
	b.kill("brain")
	b.works("alena", telephony.Talking)
	call.HangUp()
	w.Shows("Zpracování")
	t.Logf("the page showed the end of the call %s after the kill", time.Since(killed).Round(time.Millisecond))
	w.Until("the page was not reloaded", `window.alive && document.querySelector("[name=note]").value === "napsáno předem"`)
	w.Press("1 Porucha služby")
	w.Press("11 Internet")
	w.Press("111 Nejde")
	w.Press("Uložit")
	w.Shows("Čekáte na hovor")
	if r := b.record(b.newest()); r.State != telephony.ProcessSaved || r.Note != "napsáno předem" {
		t.Errorf("the call stands in the list as %+v", r)
	}
}
