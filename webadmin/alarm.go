package webadmin

import (
	"cmp"
	"html/template"
	"net/http"

	"github.com/spojka/spojka/telephony"
)

// alarm is an emergency call of which no supervisor has confirmed yet that he
// knows (P-EMERG-3). It stands above every page of each of them.
type alarm struct {
	ID   string // of the call
	Text string // number, seat, place
	At   template.HTML
	On   bool // the call goes on
}

// Alarms are those for this user, the oldest first.
func (f *frame) Alarms() (all []alarm) {
	if !f.User.Supervisor {
		return nil
	}
	for i := len(f.Shot.Alerts) - 1; i >= 0; i-- {
		a := f.Shot.Alerts[i]
		if !a.Open() {
			continue
		}
		one := alarm{ID: a.Call.String(), Text: f.T("alarm.text", f.Number(a.To), f.seatPlace(a.Seat))}
		one.At = f.Sentence("alarm.since", a.At, f.When(a.At.Wall))
		_, one.On = f.call(a.Call)
		all = append(all, one)
	}
	return all
}

// seatPlace says where a seat is: its number, name, who sits there, its place.
func (f *frame) seatPlace(id telephony.SeatID) string {
	text := string(id)
	for _, s := range f.Shot.Seats {
		if s.ID != id {
			continue
		}
		if s.Name != "" {
			text += " " + s.Name
		}
		for _, a := range f.Shot.Agents {
			if a.Seat == id {
				text += " (" + a.Name + ")"
			}
		}
		for _, at := range f.Shot.Sites {
			if at.ID == s.Site {
				text += ", " + cmp.Or(at.Name, string(at.ID))
			}
		}
	}
	return text
}

// confirmAlarm: a supervisor knows.
func (p *Pages) confirmAlarm(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	call, _ := telephony.ParseCallID(r.PostFormValue("call"))
	a := p.ask(r.Context(), f, "alarm", telephony.ConfirmAlert{Agent: f.User.ID, Call: call})
	switch {
	case wantsParts(r):
		answerJSON(w, a)
	case a != nil:
		f.Trouble, f.Path = a.Text, "/overview"
		p.show(w, r, http.StatusConflict, "overview", p.newOverview(f))
	default:
		back(w, r, localPath(r.PostFormValue("to"), "/overview"))
	}
}
