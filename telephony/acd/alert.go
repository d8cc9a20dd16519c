package acd

import (
	"slices"

	"github.com/spojka/spojka/telephony"
)

// mostAlerts are remembered.
const mostAlerts = 20

// confirmAlert: a supervisor knows of an emergency call (P-EMERG-3). Who comes
// second finds it confirmed.
func (s *step) confirmAlert(w telephony.ConfirmAlert) *telephony.Refusal {
	if !s.supervises(w.Agent) {
		return refuse(telephony.RefusedNotAllowed)
	}
	by := s.agent(w.Agent)
	for _, a := range s.Alerts {
		if a.Call == w.Call && a.Open() {
			s.note(telephony.AlertSeen{What: a.What, Call: a.Call, Agent: by.ID, AgentName: by.Name})
			return nil
		}
	}
	return nil
}

// applyAlerted puts an alert before the others. Of too many the oldest goes
// that nobody has to confirm any more, so that a flood of others hides no
// emergency call.
func (s *state) applyAlerted(at telephony.Moment, f telephony.Alerted) {
	a := telephony.Alert{At: at, What: f.What, Call: f.Call, Seat: f.Seat, Trunk: f.Trunk, To: f.To}
	s.Alerts = append([]telephony.Alert{a}, s.Alerts...)
	if len(s.Alerts) <= mostAlerts {
		return
	}
	oldest := len(s.Alerts) - 1
	for i, a := range s.Alerts {
		if i > 0 && !a.Open() {
			oldest = i
		}
	}
	s.Alerts = slices.Delete(s.Alerts, oldest, oldest+1)
}

func (s *state) applySeen(at telephony.Moment, f telephony.AlertSeen) {
	s.Alerts = slices.Clone(s.Alerts)
	for i, a := range s.Alerts {
		if a.Call == f.Call && a.What == f.What && a.SeenBy == "" {
			s.Alerts[i].SeenBy, s.Alerts[i].SeenAt = f.AgentName, at
		}
	}
}
