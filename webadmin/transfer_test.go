package webadmin

import (
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
