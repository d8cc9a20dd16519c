package main

import (
	"testing"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// An installer sets opening hours on the page: the queue that follows them
// closes at once, and pages say so. A key of the front turns the night switch:
// its lamp, the pages and the audit book show it, and a second press lets go.
//
// Proves: P-SET-1, D-36, D-41
func TestBrowserOpeningHoursAndNightSwitch(t *testing.T) {
	b := newBox(t, "127.63.3.1", "127.63.3.2", func(o *telephony.Office) { o.Agents[0].Night = true }).start()
	b.onAir("jana", "201") // she works at the front
	w := newBrowser(t)
	w.first(b)
	w.goes(b, "/settings/hours/new")
	w.Types("name", "Zavřená")
	w.Until("Monday is empty", `(() => {
		const monday = document.querySelector("[name=week1]");
		monday.value = "";
		return monday.dispatchEvent(new Event("input", {bubbles: true}));
	})()`)
	w.chooses(`[data-week] .row label:nth-of-type(2) select`, "0-6")
	w.Press("Zkopírovat")
	w.Until("every day is empty", `![...document.querySelectorAll(".week input")].some(i => i.value) && document.querySelectorAll(".week rect").length === 7`)
	w.Press("Uložit")
	w.Shows("Zavřená", "nikdy otevřeno")
	w.goes(b, "/settings/queues/podpora")
	w.chooses(`[name=hours]`, "zavrena")
	w.Press("Uložit")
	queue := func(id telephony.QueueID) (q telephony.QueueView) {
		for _, one := range b.snapshot().Queues {
			if one.ID == id {
				q = one
			}
		}
		return q
	}
	b.until("the queue is closed", func() bool { return queue("podpora").Closed })
	jana := b.signedIn("jana")
	jana.Shows("zavřeno")

	w.goes(b, "/panel")
	const key = `document.querySelector("button[data-key=key-9]")`
	w.Until("the night key is dark", key+`.matches(".rhythm-off")`)
	w.Press("9 Noční přepínač")
	w.Until("the night key shines", key+`.matches(".rhythm-on[data-s=lost]")`)
	jana.Shows(lang.T(lang.CS, "night.held-closed"), lang.T(lang.CS, "night.until-ended"), "Jana Nováková, ")
	if n := queue("uctarna").Night; n.Hold != telephony.HoldClosed || n.By != "jana" || !queue("uctarna").Closed {
		t.Errorf("%+v", n)
	}
	jana.Press(lang.T(lang.CS, "night.let-go"))
	w.Until("the night key is dark again", key+`.matches(".rhythm-off")`)
	b.until("the queue is open", func() bool { return !queue("uctarna").Closed })
	w.goes(b, "/audit?kind=supervisors")
	w.Shows(lang.T(lang.CS, "deed.night.closed", "Účtárna"), lang.T(lang.CS, "deed.night.not", "Účtárna"))
}
