package webadmin

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/spojka/spojka/telephony"
)

var errTurnedDown = errors.New("the form is not right")

// sentKind reads a form that was sent and says for which kind of setting; not
// ok: it has been answered.
func (p *Pages) sentKind(w http.ResponseWriter, r *http.Request, f *frame) (k kind, ok bool) {
	if !p.readForm(w, r) {
		return k, false
	}
	if k, ok = kindOf(r.PathValue("kind")); !ok {
		p.notFound(w, r, f)
	}
	return k, ok
}

// putSetting keeps a form, or shows it again with what is wrong beside each
// field and what was typed still in it.
func (p *Pages) putSetting(w http.ResponseWriter, r *http.Request, f *frame) {
	k, ok := p.sentKind(w, r, f)
	if !ok {
		return
	}
	s := p.settingPage(f, k)
	if s.ID = r.PathValue("id"); !p.fillForm(s, k) {
		p.notFound(w, r, f)
		return
	}
	id := s.thing()
	v := form{f, r.PostForm, make(problems)}
	err := p.put(k, v, func(o *telephony.Office) error {
		var wrong problems
		if id, wrong = k.write(f, o, id, v); len(wrong) > 0 {
			return errTurnedDown
		}
		return nil
	}, &id)
	if err == nil && k.name == "people" && r.PostFormValue("password") != "" {
		p.throttle.hashing(func() { err = p.Settings.SetPassword(f.User.ID, telephony.AgentID(id), r.PostFormValue("password")) })
	}
	if err == nil {
		next := "/settings/" + k.name
		if k.live {
			next += "/" + url.PathEscape(id)
		}
		http.Redirect(w, r, next+"?saved=1", http.StatusSeeOther)
		return
	}
	if !errors.Is(err, errTurnedDown) {
		f.Trouble = f.refused(err)
	}
	s.refill(r.PostForm, v.wrong)
	p.show(w, r, http.StatusUnprocessableEntity, "setting", s)
}

// put changes the office by a form, a trunk's together with its password.
func (p *Pages) put(k kind, v form, change func(*telephony.Office) error, id *string) error {
	if k.name != "trunks" {
		return p.Settings.Change(v.f.User.ID, change)
	}
	password := ""
	if v.on("registers") {
		password = v.sent.Get("trunkPassword")
	}
	return p.Settings.PutTrunk(v.f.User.ID, password, func(o *telephony.Office) (telephony.TrunkID, error) {
		err := change(o)
		return telephony.TrunkID(*id), err
	})
}

// refill puts what was typed back, with what is wrong beside it.
func (s *settingPage) refill(typed url.Values, wrong problems) {
	s.Errors = len(wrong)
	for i := range s.Fields {
		one := &s.Fields[i]
		one.Err = wrong[one.Name]
		switch one.Kind {
		case "password":
		case "week":
			for d := range one.Week {
				day := &one.Week[d]
				day.Spans, day.Err = typed[day.Name], wrong[day.Name]
			}
		case "check":
			one.On = typed.Get(one.Name) != ""
		case "ticks", "select":
			one.choose(typed[one.Name])
		default:
			one.Value = typed.Get(one.Name)
		}
	}
}

func (p *Pages) deleteSetting(w http.ResponseWriter, r *http.Request, f *frame) {
	k, ok := p.sentKind(w, r, f)
	if !ok {
		return
	}
	why := ""
	err := p.Settings.Change(f.User.ID, func(o *telephony.Office) error {
		if why = k.remove(f, o, r.PathValue("id")); why != "" {
			return errTurnedDown
		}
		return nil
	})
	if err == nil {
		http.Redirect(w, r, "/settings/"+k.name+"?saved=1", http.StatusSeeOther)
		return
	}
	s := p.settingPage(f, k)
	if s.ID = r.PathValue("id"); !p.fillForm(s, k) {
		p.notFound(w, r, f)
		return
	}
	if f.Trouble = why; why == "" {
		f.Trouble = f.refused(err)
	}
	p.show(w, r, http.StatusConflict, "setting", s)
}
