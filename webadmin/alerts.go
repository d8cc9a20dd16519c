package webadmin

import (
	"fmt"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// alertFor is how long something that a supervisor has to know stands on the
// overview.
const alertFor = time.Hour

// alerts are the last things that a supervisor has to know (P-EMERG-3, S-OUT-8),
// the newest first.
func (f *frame) alerts() (all []trouble) {
	for _, a := range f.Shot.Alerts {
		if f.At.Wall.Sub(a.At.Wall) > alertFor || a.Open() && f.User.Supervisor {
			continue // what is open stands above the page already
		}
		who := string(a.Seat)
		if a.What == telephony.AlertIdentity {
			who = f.trunkName(a.Trunk)
		}
		t := trouble{Condition: board.Condition{ID: board.ConditionID(fmt.Sprint("alert-", a.What, a.Call))}, S: "ring", Sign: "warn"}
		if a.What != telephony.AlertIdentity {
			t.S, t.Sign = "lost", "lost"
		}
		t.Text = f.T(lang.Key("alert."+string(a.What)), who, f.Number(a.To))
		t.Remedy = f.When(a.At.Wall)
		if a.SeenBy != "" {
			t.Remedy += " " + f.T("alarm.seen", a.SeenBy, f.When(a.SeenAt.Wall))
		}
		all = append(all, t)
	}
	return all
}

func (f *frame) trunkName(id telephony.TrunkID) string {
	if t, ok := f.trunk(string(id)); ok && t.Name != "" {
		return t.Name
	}
	return string(id)
}
