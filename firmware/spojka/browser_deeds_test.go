package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// pressIn clicks on the button of a form of the page, as the keyboard would.
func (w *browser) pressIn(form string) {
	w.T.Helper()
	w.Until("the form "+form, fmt.Sprintf(`(() => {
		const b = document.querySelector(%q)?.querySelector("button");
		if (!b || b.getAttribute("aria-disabled") === "true") return false;
		b.click();
		return true;
	})()`, form))
}

// chooses takes an option of a list.
func (w *browser) chooses(list, value string) {
	w.T.Helper()
	w.Until("the choice "+value, fmt.Sprintf(`(() => {
		const s = document.querySelector(%q);
		if (!s || ![...s.options].some(o => o.value === %q)) return false;
		s.value = %q;
		s.dispatchEvent(new Event("change", {bubbles: true}));
		return true;
	})()`, list, value, value))
}

func (w *browser) goes(b *running, path string) {
	w.T.Helper()
	w.Do(chromedp.Navigate("http://" + b.ip.String() + ":8080" + path))
}

// What a supervisor does to somebody stands on that person's page at once,
// with who did it, in his language; the audit book has it, and what was
// changed in the settings is taken back there.
//
// Proves: P-SET-5, P-SET-6, D-1, D-5, D-16
func TestBrowserSupervisorsDeeds(t *testing.T) {
	for i, l := range lang.Langs {
		t.Run(string(l), func(t *testing.T) {
			ip := []string{"127.63.1.", "127.63.2."}[i]
			b := newBox(t, ip+"1", ip+"2", func(o *telephony.Office) { o.Agents[0].Lang = string(l) }).start("--sim=false")
			o := b.open("201", "203") // petr, who is idle for longer, and jana
			supervisor := newBrowser(t)
			supervisor.first(b)
			supervisor.goes(b, "/overview")
			jana := day{b.signedIn("jana"), b, l, o.trunk}
			told := func(k lang.Key, args ...any) { t.Helper(); jana.Shows(jana.text(k, args...)) }
			const alena = "Alena Správcová"

			supervisor.chooses(`[data-key=agent-jana] select[name=break]`, "porada")
			supervisor.pressIn(`[data-key=agent-jana] [data-wish=break]`)
			told("notice.break-set", alena, "Porada")
			jana.click("state.air")
			b.until("jana is back", func() bool { return b.agent("jana").Presence == telephony.OnAir })

			call := o.call("800100200")
			o.ring("201") // at petr's
			supervisor.chooses(`[data-wish=give] select`, "jana")
			supervisor.pressIn(`[data-wish=give]`)
			told("notice.given", alena)
			if err := o.ring("203").Answer(); err != nil {
				t.Fatal(err)
			}
			jana.reads("cat.waited")
			call.HangUp()
			jana.reads("state.wrap")
			supervisor.pressIn(`[data-key=agent-jana] [data-wish=release]`)
			told("notice.released", alena)

			supervisor.pressIn(`[data-key=agent-jana] [data-wish=sign-off]`) // her seat is free again
			told("notice.signed-off", alena)
			if s := b.agent("jana").Seat; s != "" {
				t.Errorf("jana still sits at %s", s)
			}

			supervisor.goes(b, "/audit?kind=supervisors")
			for _, k := range []lang.Key{"deed.signed-off", "deed.released", "deed.given"} {
				supervisor.Shows(lang.T(lang.CS, k))
			}
			supervisor.Shows(lang.T(lang.CS, "deed.break", "Porada"), alena, "Jana Nováková")
			supervisor.Press(lang.T(lang.CS, "audit.open-call"))
			supervisor.Until("the call", `location.pathname.startsWith("/calls/")`)
			supervisor.takesBack(b)
		})
	}
}

// takesBack changes a setting and takes that back in the audit book.
func (w *browser) takesBack(b *running) {
	w.T.Helper()
	w.goes(b, "/settings/breaks/porada")
	w.Until("the form is empty", `(document.querySelector("[name=name]").value = "", true)`)
	w.Types("name", "Školka")
	w.Press("Uložit")
	w.Until("the list", `location.pathname === "/settings/breaks" && location.search`)
	w.goes(b, "/audit?kind=settings")
	newest := func(was, is string) {
		w.Until(was+" became "+is, fmt.Sprintf(`(() => {
			const row = document.querySelector(".audit tbody tr");
			return row?.querySelector("del").textContent.endsWith(%q) && row.querySelector("ins").textContent.endsWith(%q);
		})()`, was, is))
	}
	newest("Porada", "Školka")
	w.Press("Vrátit zpět")
	w.Shows("Změna je vrácená zpět")
	newest("Školka", "Porada")
	b.until("the break's old name", func() bool {
		for _, k := range b.snapshot().Breaks {
			if k.Name == "Porada" {
				return true
			}
		}
		return false
	})
}
