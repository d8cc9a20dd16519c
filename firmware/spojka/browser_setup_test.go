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
	w.t.Helper()
	w.do(chromedp.Navigate(b.link()))
	w.types("name", "Alena Správcová")
	w.types("login", "alena")
	w.types("password", "prvni-hovor-2026")
	w.press("Založit účet")
	w.until("the pages", `location.pathname !== "/start"`)
}

// adds opens a kind of settings and begins a new thing.
func (w *browser) adds(kind, what string) {
	w.t.Helper()
	w.press(kind)
	w.press(what)
	w.until("the form", `location.pathname.endsWith("/new")`)
}

// saves sends the form and waits for the list.
func (w *browser) saves() {
	w.t.Helper()
	w.press("Uložit změny")
	w.sees("Uloženo. Platí hned")
}

// From an empty box to a queue that takes a call, with nothing but the page.
//
// Proves: P-SET-1, P-SET-2, P-SET-6, S-UNK-4
func TestBrowserFromAnEmptyBox(t *testing.T) {
	b := newBox(t, "127.44.2.1", "127.44.2.2", nil).start()
	w := newBrowser(t)
	w.first(b)
	w.press("Odstranit vzorovou kancelář")
	w.sees("Uloženo. Platí hned")
	if s := b.snapshot(); len(s.Queues)+len(s.Seats)+len(s.Trunks) > 0 {
		t.Errorf("the example is still there: %+v", s)
	}
	w.adds("Fronty", "Přidat frontu")
	w.types("name", "Podpora")
	w.saves()
	w.adds("Linky", "Přidat linku")
	w.types("name", "Hlavní linka")
	w.press("Uložit změny")
	w.sees("Vyplňte aspoň jednu adresu")
	w.types("peers", b.trunk)
	w.saves()
	w.adds("Čísla", "Přidat číslo")
	w.types("number", "*")
	w.saves()
	w.do(chromedp.Navigate("http://" + b.ip.String() + ":8080/settings/seats"))
	w.press("Přidat telefon")
	w.types("extension", "301")
	w.types("name", "Recepce")
	w.saves()
	w.sees("Žádný telefon tu není přihlášený")
	w.press("Vytvořit nové heslo")
	w.until("the password, once", `document.getElementById("secret")`)
	password, err := chromedp.Run(w.ctx, chromedp.Evaluate[string](`document.getElementById("secret").textContent`))
	if err != nil {
		t.Fatal(err)
	}
	w.press("Lidé")
	w.press("Alena Správcová")
	w.press("Podpora")
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
	w.press("Call centrum")
	w.until("phone 301 is ready", `document.querySelector('[data-key="seat-301"]').innerText.includes("připravený")`)
	w.press("301")
	w.press("OK")
	w.sees("Nepřijímáte hovory")
	w.press("Aktivní")
	w.sees("Čekáte na hovor")
	trunk := b.phone(sim.Options{Local: netip.MustParseAddr(b.trunk), Play: func() sim.Source { return sim.Tone(440, -20) }})
	call, err := trunk.Call(soon(t), "222333444", sim.CallOptions{From: "777123456"})
	if err != nil {
		t.Fatal(err)
	}
	<-answered
	w.sees("Hovoří", "????? Podpora", "Toto číslo neznáme")
	call.HangUp()
	w.sees("Zpracování")
	w.press("Uložit")
	w.sees("Nejprve vyhledejte zákazníka")
	w.press("Zákazník je neznámý")
	w.press("Uložit")
	w.sees("Čekáte na hovor")
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
	w.press("Chci brát hovory")
	w.until("phone 201 is ready", `document.querySelector('[data-key="seat-201"]').innerText.includes("připravený")`)
	w.press("201")
	w.press("OK")
	w.sees("Nepřijímáte hovory")
	w.press("Aktivní")
	w.sees("Čekáte na hovor")
	trunk := b.phone(sim.Options{Local: netip.MustParseAddr(b.trunk), Play: func() sim.Source { return sim.Tone(440, -20) }})
	call, err := trunk.Call(soon(t), "800100200", sim.CallOptions{From: "777123456"})
	if err != nil {
		t.Fatal(err)
	}
	w.sees("Hovoří")
	w.types("note", "napsáno předem")
	boot, err := chromedp.Run(w.ctx, chromedp.Evaluate[string](`(window.alive = true, document.body.dataset.up)`))
	if err != nil || boot == "" {
		t.Fatal(err)
	}
	killed := time.Now()
	b.kill("brain")
	b.until("a brain that has taken over", func() bool {
		s, err := b.control.Snapshot()
		if err != nil {
			return false
		}
		for _, a := range s.Agents {
			if a.ID == "alena" {
				return a.Work == telephony.Talking
			}
		}
		return false
	})
	call.HangUp()
	w.sees("Zpracování")
	t.Logf("the page showed the end of the call %s after the kill", time.Since(killed).Round(time.Millisecond))
	w.until("the page was not reloaded", `window.alive && document.querySelector("[name=note]").value === "napsáno předem"`)
	w.press("1 Porucha služby")
	w.press("11 Internet")
	w.press("111 Nejde")
	w.press("Uložit")
	w.sees("Čekáte na hovor")
	if r := b.record(b.newest()); r.State != telephony.ProcessSaved || r.Note != "napsáno předem" {
		t.Errorf("the call stands in the list as %+v", r)
	}
}
