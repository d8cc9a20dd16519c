package webadmin

import (
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// A supervisor gives a waiting call to a person and sets somebody's break;
// who is signed off by him is told so where he would sign on.
func TestSupervisorActsForOthers(t *testing.T) {
	v := newVisit(t).signIn("vedouci")
	id := v.box.ring("jana", "+420606000327", known)
	v.box.change(func(s *telephony.Snapshot) {
		petr := v.box.agent(s, "petr")
		petr.Seat, petr.Presence = "201", telephony.OnAir
		v.box.agent(s, "vedouci").Notice = telephony.Notice{Kind: telephony.NoticeSignedOff, By: "Tomáš Dvořáček", At: v.box.Now()}
	})
	v.see("/overview", "Volající, kteří čekají", "zvoní u Jana Nováková", `<option value="petr">Petr Šťastný</option>`, "Přepnout na přestávku", `<option value="porada">Porada</option>`)
	v.post("/overview/give", "call", id.String(), "agent", "petr")
	if w, ok := v.box.last().(telephony.GiveCall); !ok || w.Call != id || w.To != "petr" || w.By != "vedouci" {
		t.Errorf("asked %+v", v.box.last())
	}
	v.post("/overview/break", "agent", "petr", "break", "porada")
	if w, ok := v.box.last().(telephony.GoOffAir); !ok || w.Agent != "petr" || w.Break != "porada" || w.By != "vedouci" {
		t.Errorf("asked %+v", v.box.last())
	}
	v.box.refuse = &telephony.Refusal{Code: telephony.RefusedCannotRing, Name: "Petr Šťastný"}
	_, body := v.post("/overview/give", "call", id.String(), "agent", "petr")
	v.holds(body, "Petr Šťastný teď zvonit nemůže")
	v.see("/centre", "Zásah vedoucího (Tomáš Dvořáček): jste odhlášeni.")
}

// Rings that came to nothing stand apart by what the phone said: a phone that
// is set up wrongly isn't one whose operator doesn't answer.
//
// Proves: I-3
func TestFailedRingsStandApart(t *testing.T) {
	v := newVisit(t).signIn("vedouci")
	v.box.change(func(s *telephony.Snapshot) {
		v.box.agent(s, "petr").Today = telephony.AgentToday{Missed: 4, Busy: 1, Unreachable: 2, Misconfigured: 3}
	})
	v.see("/overview", ">4<br><small>obsazeno 1×, telefon nedostupný 2×, telefon špatně nastavený 3×</small>")
}

// Supervisors see whose processing takes longer than the office says, five
// minutes where it says nothing.
//
// Proves: D-16
func TestLongProcessingIsSaidAsSet(t *testing.T) {
	v := newVisit(t)
	v.box.change(func(s *telephony.Snapshot) {
		a := v.box.agent(s, "jana")
		a.Seat, a.Work, a.Since = "203", telephony.Wrapping, v.box.Now()
		a.Since.Up -= 6 * time.Minute
	})
	v.signIn("spravce")
	v.see("/overview", "zpracovává dlouho")
	v.see("/settings/processing", "Zapomenuté zpracování", "prázdné: 5")
	v.post("/settings/processing", "longAfter", "10")
	if body := v.see("/overview"); strings.Contains(body, "zpracovává dlouho") || v.box.Office().Processing.LongAfter != 600 {
		t.Errorf("after six minutes, told after %d s", v.box.Office().Processing.LongAfter)
	}
	v.see("/settings/processing", `value="10"`)
	_, body := v.post("/settings/processing", "longAfter", "1441")
	v.holds(body, "Napište celé číslo od 0 do 1440.")
}

// Each page of settings has its tab in one group, and nothing else has.
func TestSettingsTabs(t *testing.T) {
	pages := map[string]int{storage: 0, post: 0}
	for _, k := range kinds {
		pages[k.name] = 0
	}
	for _, one := range sheets {
		pages[one.name] = 0
	}
	v := newVisit(t).signIn("spravce")
	for _, g := range tabGroups {
		for _, tab := range g.Tabs {
			if _, is := pages[tab]; !is {
				t.Errorf("a tab leads to %s, which is no page", tab)
			}
			pages[tab]++
			v.see("/settings/"+tab, `href="/settings/`+g.Tabs[0]+`" aria-current="true"`, `href="/settings/`+tab+`" aria-current="page"`)
		}
	}
	for page, n := range pages {
		if n != 1 {
			t.Errorf("%d tabs lead to %s", n, page)
		}
	}
}
