package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
	"github.com/spojka/spojka/webadmin/lang"
)

// day is an operator's day in one language, on a real box, with a real caller.
type day struct {
	*browser
	box   *running
	lang  lang.Lang
	trunk *sim.Phone
}

func (d day) text(k lang.Key, args ...any) string { return lang.T(d.lang, k, args...) }

// reads waits for texts by their keys; a clock in them stands for itself.
func (d day) reads(keys ...lang.Key) {
	d.T.Helper()
	for _, k := range keys {
		text, _, _ := strings.Cut(d.text(k), "%")
		d.Shows(strings.TrimSpace(text))
	}
}

func (d day) click(k lang.Key) { d.T.Helper(); d.Press(d.text(k)) }

func (d day) rings(from string) *sim.Call {
	d.T.Helper()
	call, err := d.trunk.Call(soon(d.T), "800100200", sim.CallOptions{From: from})
	if err != nil {
		d.T.Fatal(err)
	}
	d.reads("centre.ring.next", "cat.incoming")
	return call
}

func (d day) answers() {
	d.T.Helper()
	d.click("phones.answer-simulated")
	d.reads("state.talk", "cat.waited")
}

// The operator's day, in Czech and in English.
//
// Proves: S-LOGIN-1, S-LOGIN-3, S-LOGIN-5, S-LOGOUT-1, S-LOGOUT-2, S-STATE-1, S-STATE-2, S-STATE-4, S-STATE-5, S-STATE-6, S-STATE-7, S-BREAK-2, S-BREAK-3, S-BREAK-4, S-BREAK-5, S-LINE-1, S-LINE-3, S-LINE-5, S-LINE-7, S-LINE-8, S-LINE-12, S-UNK-2, S-UNK-3, S-UNK-5, S-NOTE-3, S-DONE-4, S-DONE-5, S-LAST-1, S-LAST-2, S-LAST-4, S-LAST-5, D-5, D-21, D-29
func TestBrowserOperatorsDay(t *testing.T) {
	for i, l := range lang.Langs {
		t.Run(string(l), func(t *testing.T) {
			ip := []string{"127.44.4.", "127.44.5."}[i]
			b := newBox(t, ip+"1", ip+"2", func(o *telephony.Office) { o.Queues[0].RingTime = 5 }).start()
			d := day{newBrowser(t), b, l, b.trunkPhone()}
			d.first(b)
			d.Press("Chci brát hovory")
			d.Shows("U kterého telefonu sedíte?")
			if l == lang.EN {
				d.Do(chromedp.Click(`summary`))
				d.Press("English")
				d.reads("seats.title")
			}
			d.comesIn()
			d.ringsInVain()
			d.talks()
			d.findsTheCustomer()
			d.leavesAndLoads()
		})
	}
}

// comesIn: seat, Active, a break and back.
func (d day) comesIn() {
	d.Until("phone 202 is ready", `document.querySelector('[data-key="seat-202"] [data-s=air]')`)
	d.Press("202")
	d.click("button.ok")
	d.reads("centre.off.title")
	d.click("state.air")
	d.reads("centre.wait.title")
	d.Press("Porada")
	d.Shows(d.text("state.break-named", "Porada"))
	d.reads("centre.break.title")
	d.Until("no break is offered while Inactive", `!document.querySelector("[name=break]")`)
	d.click("state.air")
	d.reads("centre.wait.title")
}

// ringsInVain: the caller hangs up; nobody lifts; another operator gets it.
func (d day) ringsInVain() {
	d.rings("777123456").HangUp()
	d.reads("notice.abandoned")
	call := d.rings("777123456")
	d.reads("notice.parked")
	call.HangUp()
	d.reads("centre.wait.title")
	d.box.onAir("jana", "201") // idle for less time; her phone answers by itself
	call = d.rings("777123456")
	d.reads("notice.passed-on")
	d.box.works("jana", telephony.Talking)
	call.HangUp()
	d.box.save("jana", "")
	d.box.ask("sign-off", telephony.SignOff{Agent: "jana"})
}

// talks: what is refused during a call, and Save that ends it.
func (d day) talks() {
	call := d.rings("777123456")
	d.answers()
	d.click("state.air")
	d.reads("cat.save-first")
	d.click("button.sign-off")
	d.reads("centre.no-sign-off")
	d.Press("1 Porucha služby")
	d.Press("11 Internet")
	d.Press("111 Nejde")
	d.Types("rt", "48a")
	d.click("button.save")
	d.reads("refusal.rt-not-number")
	d.Until("the wrong number is marked, to be typed over", `(document.querySelector("[name=rt]").select(), true)`)
	d.Types("rt", "48213")
	d.Until("it is typed over", `document.querySelector("[name=rt]").value === "48213"`)
	d.click("button.save")
	d.reads("refusal.still-talking")
	d.click("confirm.no")
	d.Until("the question is gone", `!document.querySelector("[data-answer=save] .note")`)
	d.click("button.save")
	d.click("confirm.still-talking")
	d.reads("centre.wait.title")
	if err := call.Await(soon(d.T), sim.Ended); err != nil {
		d.T.Errorf("the caller's side: %v", err)
	}
}

// findsTheCustomer: an unknown caller gets a name.
func (d day) findsTheCustomer() {
	call := d.rings("608999888")
	d.answers()
	d.Shows("????? Podpora")
	call.HangUp()
	d.reads("state.wrap")
	d.Press("4 Obecný dotaz")
	d.Press("42 Jiný dotaz")
	d.click("button.save")
	d.reads("refusal.find-customer")
	d.Types("q", "pekarna ruzku")
	d.click("customer.search")
	d.click("customer.choose")
	d.Until("the name stands instead", `document.getElementById("name").innerText.includes("Pekárna")`)
	d.click("button.save")
	d.reads("centre.wait.title")
}

// leavesAndLoads: signing off leaves the call unprocessed; it is loaded and
// finished later.
func (d day) leavesAndLoads() {
	call := d.rings("777123456")
	d.answers()
	call.HangUp()
	d.reads("state.wrap")
	d.click("button.sign-off")
	d.reads("refusal.confirm-leave")
	d.click("confirm.confirm-leave")
	d.reads("seats.title")
	d.Press("202")
	d.click("button.ok")
	d.reads("centre.off.title")
	d.click("button.load")
	d.reads("state.wrap", "notice.loaded")
	d.Press("4 Obecný dotaz")
	d.Press("41 Pobočky")
	d.click("button.save")
	d.reads("centre.wait.title")
	r := d.box.record(d.box.newest())
	if r.State != telephony.ProcessSaved || len(r.Reasons) != 2 {
		d.T.Errorf("the call stands in the list as %+v", r)
	}
}
