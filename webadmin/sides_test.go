package webadmin

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// The player says who is heard on which side: right who called, left who was
// called, whoever of them is the operator; of a message there is one side.
//
// Proves: D-38
func TestPlayerNamesBothSides(t *testing.T) {
	b := newBox(t)
	b.someCalls(4)
	v := visitBox(t, b).signIn("spravce")
	for name, c := range map[string]struct {
		record telephony.CallRecord
		sides  []string // in their order
		never  string
	}{
		"inward": {
			telephony.CallRecord{From: "+420777123456", Agent: "jana", AgentName: "Jana Nováková"},
			[]string{"<b>Volající</b>, pravý kanál", "Operátor: Jana Nováková</span>, levý kanál", "Jen volající", "Jen operátor"}, "Volaný",
		},
		"out": {
			telephony.CallRecord{Direction: telephony.OutwardCall, From: "203", FromName: "Jana Nováková", To: "+420602111222", Agent: "jana", AgentName: "Jana Nováková"},
			[]string{"<b>Volající: Jana Nováková</b>, pravý kanál", "Volaný: +420 602 111 222</span>, levý kanál", "Jen volající", "Jen volaný"}, "Operátor",
		},
		"inside": {
			telephony.CallRecord{Direction: telephony.InternalCall, From: "203", To: "204"},
			[]string{"<b>Volající: 203</b>, pravý kanál", "Volaný: 204</span>, levý kanál", "Jen volající", "Jen volaný"}, "Operátor",
		},
		"message": {
			telephony.CallRecord{From: "+420777123456", Outcome: telephony.OutcomeMessage},
			[]string{"<b>Volající</b>, pravý kanál"}, "levý kanál",
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := c.record
			r.ID, r.At, r.Why = b.records[0].ID, b.records[0].At, telephony.ByCaller
			r.Recording = r.ID.Recording(1)
			b.records[0] = r
			if err := os.WriteFile(filepath.Join(b.dir, string(r.Recording)+".mp3"), []byte("zvuk"), 0o600); err != nil {
				t.Fatal(err)
			}
			_, player, _ := strings.Cut(v.see("/calls/"+r.ID.String()), "data-player")
			player, _, _ = strings.Cut(player, "</select>")
			rest := player
			for _, want := range c.sides {
				_, after, found := strings.Cut(rest, want)
				if !found {
					t.Errorf("%q doesn't stand in its place in\n%s", want, player)
				}
				rest = after
			}
			if strings.Contains(player, c.never) {
				t.Errorf("%q stands in\n%s", c.never, player)
			}
		})
	}
}
