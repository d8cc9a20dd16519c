package webadmin

import (
	"net/http"

	"github.com/spojka/spojka/webadmin/lang"
)

type accountPage struct {
	*frame
	Errors map[string]string
	Saved  bool
}

func (p *Pages) account(w http.ResponseWriter, r *http.Request, f *frame) {
	p.show(w, r, http.StatusOK, "account", accountPage{frame: f})
}

// changePassword is for everybody's own password; the old one is asked for,
// and tries count as at the sign-in.
func (p *Pages) changePassword(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	a := accountPage{frame: f, Errors: make(map[string]string)}
	owner := byOwner + string(f.User.ID) // not the login: who guesses at that doesn't keep its owner from changing it
	if wait := p.throttle.wait(owner); wait > 0 {
		a.Errors["old"] = f.T("signin.wait", lang.Clock(wait))
		p.show(w, r, http.StatusTooManyRequests, "account", a)
		return
	}
	next := r.PostFormValue("password")
	if text := checkPerson(f, string(f.User.ID), f.User.Name, next)["password"]; text != "" {
		a.Errors["password"] = text
		p.show(w, r, http.StatusUnprocessableEntity, "account", a)
		return
	}
	p.wrong(owner)
	var err error
	var right bool
	p.throttle.hashing(func() {
		if _, right = p.Settings.SignIn(string(f.User.ID), r.PostFormValue("old")); right {
			err = p.Settings.SetPassword(f.User.ID, f.User.ID, next)
		}
	})
	switch {
	case !right:
		a.Errors["old"] = f.T("account.wrong")
	case err != nil:
		a.Errors["password"] = f.refused(err)
	default:
		p.throttle.right(owner)
		p.enter(w, r, f.User.ID, "/")
		return
	}
	p.show(w, r, http.StatusUnprocessableEntity, "account", a)
}
