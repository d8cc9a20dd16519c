package webadmin

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Proves: S-XFER-2, S-XFER-3, S-LINE-10
// The dialog lists queues in use, the present one first chosen, and operators
// who can be rung; the second operator is told from where the call comes.
func TestTransferIsAskedForOnThePage(t *testing.T) {
	v := newVisit(t).signIn("jana")
	v.post("/centre/sign-on", "seat", "203")
	id := v.box.ring("jana", "+420606000327", known)
	v.box.change(func(s *telephony.Snapshot) {
		petr := v.box.agent(s, "petr")
		petr.Seat, petr.Presence = "201", telephony.OnAir
		s.Calls[0].Came = &telephony.Came{Queue: "platby", QueueName: "Fakturace a platby", Agent: "kveta", AgentName: "Bc. Květoslava Ďurišová"}
	})
	v.see("/centre", "Nový příchozí hovor přepojený z fronty Fakturace a platby od operátora Bc. Květoslava Ďurišová, doba čekání na spojení hovoru: <time")
	v.box.change(func(s *telephony.Snapshot) { s.Calls[0].Came = &telephony.Came{AgentName: "Recepce"} }) // by a phone's own key
	v.see("/centre", "Nový hovor, který přepojil(a) Recepce, doba čekání na spojení hovoru: <time")
	v.box.answer("jana")
	body := v.see("/centre", `<option value="podpora" selected>`, `<option value="petr">Petr Šťastný</option>`, "kdokoli z fronty", ">Přepojit<")
	if strings.Contains(body, `<option value="kveta">`) {
		t.Error("an operator who isn't active is offered")
	}
	v.post("/centre/transfer", "call", id.String(), "queue", "ucetni", "prefer", "petr")
	if w, ok := v.box.last().(telephony.Transfer); !ok || w.Call != id || w.Queue != "ucetni" || w.Prefer != "petr" || w.Agent != "jana" {
		t.Errorf("asked %+v", v.box.last())
	}
	v.box.refuse = &telephony.Refusal{Code: telephony.RefusedQueueClosed, Since: time.Now()}
	_, body = v.post("/centre/transfer", "call", id.String(), "queue", "ucetni")
	v.holds(body, "Tato fronta teď hovory nepřijímá.")
}

// Proves: S-OUT-18, S-XFER-8, S-STATE-3, S-LOGOUT-2
// Of a call that a phone began the other party is passed on; where nobody can
// be, the page says why. Meanwhile she is Inactive, can hang up, and has nothing
// to save.
func TestCallsOfPhonesArePassedOnByThePage(t *testing.T) {
	v := newVisit(t).signIn("jana")
	v.post("/centre/sign-on", "seat", "203")
	const id = telephony.CallID(77)
	calls := func(c telephony.CallView) {
		c.ID, c.Queued = id, v.box.Now()
		v.box.change(func(s *telephony.Snapshot) {
			s.Calls = []telephony.CallView{c}
			me := v.box.agent(s, "jana")
			me.Work, me.Call = telephony.Talking, id
		})
	}
	for _, c := range []struct {
		what string
		call telephony.CallView
		see  string
	}{
		{"nobody has answered", telephony.CallView{Stage: telephony.StageDialling, Direction: telephony.OutwardCall, Agent: "jana", To: "+420602111222"}, "Přepojit půjde, až druhá strana hovor přijme."},
		{"help", telephony.CallView{Stage: telephony.StageTalking, Direction: telephony.OutwardCall, Agent: "jana", To: "112", Emergency: true}, "Tísňové volání se nepřepojuje."},
		{"a queue", telephony.CallView{Stage: telephony.StageTalking, Seat: "203", Agent: "petr", Queue: "ucetni"}, "Voláte do fronty"},
	} {
		calls(c.call)
		if body := v.see("/centre", c.see); strings.Contains(body, `action="/centre/transfer"><`) || strings.Contains(body, `name="prefer"`) {
			t.Errorf("%s: it is offered", c.what)
		}
	}
	calls(telephony.CallView{Stage: telephony.StageTalking, Direction: telephony.InternalCall, Seat: "201", Agent: "petr", From: "201", FromName: "Petr Šťastný", To: "203"})
	v.see("/centre", "Někdo vám zavolal na telefon", "Petr Šťastný", `name="prefer"`)
	calls(telephony.CallView{Stage: telephony.StageTalking, Direction: telephony.OutwardCall, Seat: "203", Agent: "jana", To: "+420602111222"})
	body := v.see("/centre", "Voláte z telefonu", `<option value="podpora" selected>`, "Až zavěsíte, máte hotovo", `action="/centre/hang-up"`,
		`aria-disabled="true" title="Během hovoru se nelze odhlásit."`, `formaction="/centre/on-air" aria-pressed="false"`)
	if strings.Contains(body, `data-next=`) {
		t.Error("she is told to save what can't be saved")
	}
	v.post("/centre/transfer", "call", id.String(), "queue", "ucetni")
	if w, ok := v.box.last().(telephony.Transfer); !ok || w.Call != id || w.Queue != "ucetni" {
		t.Errorf("asked %+v", v.box.last())
	}
}

// Proves: S-XFER-3, D-25
// A caller who came in time can go to a colleague of his own queue after it
// closed, and to no other closed one.
func TestOwnClosedQueueIsOffered(t *testing.T) {
	v := newVisit(t).signIn("jana")
	v.post("/centre/sign-on", "seat", "203")
	v.box.ring("jana", "+420606000327", known)
	v.box.answer("jana")
	v.box.doors = map[telephony.QueueID]telephony.QueueView{"podpora": {Closed: true}, "ucetni": {Closed: true}}
	v.box.change(func(*telephony.Snapshot) {})
	body := v.see("/centre", `<option value="podpora" selected>Technická podpora – internet a televize (zavřeno, ale tento volající přišel včas)</option>`)
	if strings.Contains(body, `<option value="ucetni"`) {
		t.Error("another closed queue is offered")
	}
	i := slices.IndexFunc(v.box.office.Queues, func(q telephony.Queue) bool { return q.ID == "podpora" })
	v.box.office.Queues[i].Disabled = true
	v.box.change(func(*telephony.Snapshot) {})
	if body := v.see("/centre"); strings.Contains(body, `<option value="podpora"`) {
		t.Error("a queue that is out of use is offered")
	}
}
