package webadmin

import (
	"net/http"
	"reflect"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// Proves: W-CC-6
func TestQueueIsTaughtWhomToRing(t *testing.T) {
	v := newVisit(t).signIn("spravce")
	_, body := v.get("/settings/queues/podpora")
	v.holds(body, "Nejdéle volnému", "Všem najednou", "Pořadí operátorů")
	code, _ := v.post("/settings/queues/podpora", "name", "Podpora", "strategy", "fixed-order", "ringMost", "4", "ranks", "petr\r\n\r\n jana 30\r\n")
	if code != http.StatusOK {
		t.Errorf("saving: %d", code)
	}
	q := v.box.Office().Queues[0]
	want := []telephony.Rank{{Agent: "petr"}, {Agent: "jana", After: 30}}
	if q.Strategy != telephony.FixedOrder || q.RingMost != 4 || !reflect.DeepEqual(q.Ranks, want) {
		t.Errorf("%+v", q)
	}
	for _, wrong := range []string{"nobody", "jana x", "jana 1 2"} {
		_, body = v.post("/settings/queues/podpora", "name", "Podpora", "ranks", wrong)
		v.holds(body, "pište přihlašovací jméno")
	}
	_, body = v.post("/settings/queues/podpora", "name", "Podpora", "ranks", "jana\njana 5")
	v.holds(body, "jana je v pořadí dvakrát.")
}
