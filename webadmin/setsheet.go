package webadmin

import (
	"encoding/json"
	"net/http"

	"github.com/spojka/spojka/telephony"
)

// sheet is a page of settings that is no list: one form. Its texts are those
// of settings.NAME, and it is the part NAME of the office.
type sheet struct {
	name   string
	fields func(*frame) []field
	read   func(form) (put func(*telephony.Office))
}

// as is the form filled with another state of its part of the office.
func (one sheet) as(f *frame, part json.RawMessage) []field {
	then := *f
	then.Office = telephony.Office{}
	if text, err := json.Marshal(map[string]json.RawMessage{one.name: part}); err == nil {
		_ = json.Unmarshal(text, &then.Office) // what isn't there stays empty
	}
	return one.fields(&then)
}

// sheets are all of them.
var sheets = []sheet{outward, kept, processing}

func (p *Pages) sheetRoutes(m *http.ServeMux) {
	for _, one := range sheets {
		m.HandleFunc("GET /settings/"+one.name, p.installers(func(w http.ResponseWriter, r *http.Request, f *frame) { p.showSheet(w, r, f, one) }))
		m.HandleFunc("POST /settings/"+one.name, p.installers(func(w http.ResponseWriter, r *http.Request, f *frame) { p.putSheet(w, r, f, one) }))
	}
}

func (p *Pages) showSheet(w http.ResponseWriter, r *http.Request, f *frame, one sheet) {
	s := p.settingPage(f, kind{name: one.name})
	s.Fields = one.fields(f)
	p.showForm(w, r, f, "sheet", s)
}

func (p *Pages) putSheet(w http.ResponseWriter, r *http.Request, f *frame, one sheet) {
	if !p.readForm(w, r) {
		return
	}
	s := p.settingPage(f, kind{name: one.name})
	s.Fields = one.fields(f)
	p.keepForm(w, r, f, "sheet", s, func(v form) func() error {
		put := one.read(v)
		return func() error {
			return p.Settings.Change(f.User.ID, func(o *telephony.Office) error {
				put(o)
				return nil
			})
		}
	})
}

// formPage is a page of settings that is one form.
type formPage interface{ form() *settingPage }

func (s *settingPage) form() *settingPage { return s }

// keepForm puts what was sent in force, or shows the page again with what is
// wrong.
func (p *Pages) keepForm(w http.ResponseWriter, r *http.Request, f *frame, show string, page formPage, read func(form) (put func() error)) {
	s, v := page.form(), form{f, r.PostForm, make(problems)}
	put := read(v)
	if len(v.wrong) == 0 {
		err := put()
		if err == nil {
			http.Redirect(w, r, "/settings/"+s.Kind+"?saved=1", http.StatusSeeOther)
			return
		}
		f.Trouble = f.refused(err)
	}
	s.refill(r.PostForm, v.wrong)
	p.show(w, r, http.StatusUnprocessableEntity, show, page)
}

// showForm shows such a page.
func (p *Pages) showForm(w http.ResponseWriter, r *http.Request, f *frame, show string, page formPage) {
	if r.FormValue("saved") != "" {
		f.Done = f.T("settings.saved")
	}
	p.show(w, r, http.StatusOK, show, page)
}
