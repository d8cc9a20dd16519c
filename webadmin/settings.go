package webadmin

import (
	"net/http"

	"github.com/spojka/spojka/telephony"
)

// kind is a kind of thing in the office that can be set up: each has a list,
// a form and rules of its own.
type kind struct {
	name string
	rows func(*frame) []row
	// fields are the form's, filled for the thing with this id; an empty id
	// makes a new one. False: there is no such thing.
	fields func(f *frame, id string) ([]field, bool)
	// write puts the form into the office and says what is wrong by field;
	// it gives the id of what it wrote.
	write func(f *frame, o *telephony.Office, id string, v form) (string, problems)
	// remove takes the thing out, or says why not.
	remove func(f *frame, o *telephony.Office, id string) (why string)
	// live: its pages show what the wire says. After saving one stays there.
	live bool
}

// kinds are all of them.
var kinds = []kind{people, seats, queues, openingHours, ownDays, voicemails, trunks, numbers, trees, breaks, sites}

func kindOf(name string) (kind, bool) {
	for _, k := range kinds {
		if k.name == name {
			return k, true
		}
	}
	return kind{}, false
}

func (p *Pages) settingRoutes(m *http.ServeMux) {
	m.HandleFunc("GET /settings", p.installers(func(w http.ResponseWriter, r *http.Request, _ *frame) {
		http.Redirect(w, r, "/settings/people", http.StatusSeeOther)
	}))
	p.sheetRoutes(m)
	if p.Storage != nil {
		m.HandleFunc("GET /settings/storage", p.installers(p.storagePage))
		m.HandleFunc("POST /settings/storage", p.installers(p.putStorage))
	}
	m.HandleFunc("GET /settings/mail", p.installers(p.mailPage))
	m.HandleFunc("POST /settings/mail", p.installers(p.putMail))
	m.HandleFunc("POST /settings/mail/test", p.installers(p.testMail))
	m.HandleFunc("GET /settings/{kind}", p.installers(p.settingList))
	m.HandleFunc("GET /settings/{kind}/{id}", p.installers(p.settingForm))
	m.HandleFunc("POST /settings/{kind}/{id}", p.installers(p.putSetting))
	m.HandleFunc("POST /settings/{kind}/{id}/delete", p.installers(p.deleteSetting))
	m.HandleFunc("POST /settings/seats/{id}/password", p.installers(p.seatPassword))
	m.HandleFunc("POST /settings/example", p.installers(p.removeExample))
	m.HandleFunc("POST /settings/serve", p.installers(p.serveQueues))
	m.HandleFunc("GET /account", p.known(p.account))
	m.HandleFunc("POST /account", p.known(p.changePassword))
}

// fresh is the id under which a new thing's form stands in the address.
const fresh = "new"

type settingPage struct {
	*frame
	Kind   string
	Groups []tabGroup
	Rows   []row
	ID     string
	Fields []field
	Errors int
	Can    bool   // it can be deleted: it exists
	Secret string // a password, shown once
	Seat   bool
	Live   bool // it shows what the wire says

	Provider *providerChoice // of a trunk
	Line     *lineState      // what the wire says of a trunk
	Phones   []handset       // registered at a seat
	Stranger string          // who called though he is no trunk's, in words
	Sounds   []sounded       // newest calls of a seat
	asked    string          // for what time of opening hours
}

// row is a line of a list.
type row struct {
	ID, Name, Small string
	Facts           []string
	Off             bool  // disabled
	State           state // as the wire says; empty: it isn't on the wire
}

func (p *Pages) settingPage(f *frame, k kind) *settingPage {
	f.Nav = "settings"
	s := &settingPage{frame: f, Kind: k.name}
	s.Groups = p.tabs(k.name)
	if k.live {
		f.Screen = k.name
	}
	return s
}

func (p *Pages) settingList(w http.ResponseWriter, r *http.Request, f *frame) {
	k, ok := kindOf(r.PathValue("kind"))
	if !ok {
		p.notFound(w, r, f)
		return
	}
	s := p.settingPage(f, k)
	s.Rows = k.rows(f)
	s.lookAt()
	if r.FormValue("saved") != "" {
		f.Done = f.T("settings.saved")
	}
	p.show(w, r, http.StatusOK, "settings", s)
}

func (p *Pages) settingForm(w http.ResponseWriter, r *http.Request, f *frame) {
	k, ok := kindOf(r.PathValue("kind"))
	if !ok {
		p.notFound(w, r, f)
		return
	}
	s := p.settingPage(f, k)
	s.ID = r.PathValue("id")
	if !p.fillForm(s, k) {
		p.notFound(w, r, f)
		return
	}
	s.asked = r.FormValue("at")
	if k.name == ownDays.name && !s.Can && r.FormValue("date") != "" {
		s.Fields[0].Value = r.FormValue("date")
	}
	if k.name == "trunks" {
		p.chooseProvider(s, r.FormValue("provider"))
	}
	if r.FormValue("saved") != "" {
		f.Done = f.T("settings.saved")
	}
	p.show(w, r, http.StatusOK, "setting", s)
}

// fillForm fills a form from the office; false: there is no such thing.
func (p *Pages) fillForm(s *settingPage, k kind) bool {
	id := s.ID
	if id == fresh {
		id = ""
	}
	fields, ok := k.fields(s.frame, id)
	s.Fields, s.Can, s.Seat = fields, id != "", k.name == "seats" && id != ""
	s.Live = k.live && id != ""
	s.lookAt()
	if s.Seat {
		s.Sounds = p.soundsAt(s.frame, telephony.SeatID(id))
	}
	return ok
}

// seatPassword makes a new password of a phone and shows it once.
func (p *Pages) seatPassword(w http.ResponseWriter, r *http.Request, f *frame) {
	s := p.settingPage(f, seats)
	if s.ID = r.PathValue("id"); !p.fillForm(s, seats) {
		p.notFound(w, r, f)
		return
	}
	password, err := p.Settings.SeatPassword(f.User.ID, telephony.SeatID(s.ID))
	if err != nil {
		f.Trouble = f.refused(err)
		p.show(w, r, http.StatusConflict, "setting", s)
		return
	}
	s.Secret = password
	p.show(w, r, http.StatusOK, "setting", s)
}

// serveQueues gives an administrator the right to all queues, so that he can
// try the box himself.
func (p *Pages) serveQueues(w http.ResponseWriter, r *http.Request, f *frame) {
	err := p.Settings.Change(f.User.ID, func(o *telephony.Office) error {
		for i := range o.Agents {
			if o.Agents[i].ID != f.User.ID {
				continue
			}
			o.Agents[i].Queues = nil
			for _, q := range o.Queues {
				o.Agents[i].Queues = append(o.Agents[i].Queues, q.ID)
			}
		}
		return nil
	})
	if err != nil {
		f.Trouble = f.refused(err)
		p.show(w, r, http.StatusConflict, "overview", p.newOverview(f))
		return
	}
	http.Redirect(w, r, "/centre", http.StatusSeeOther)
}

func (p *Pages) removeExample(w http.ResponseWriter, r *http.Request, f *frame) {
	if err := p.Settings.RemoveExample(f.User.ID); err != nil {
		f.Trouble = f.refused(err)
		p.show(w, r, http.StatusConflict, "overview", p.newOverview(f))
		return
	}
	http.Redirect(w, r, "/settings/people?saved=1", http.StatusSeeOther)
}

// Heading names the thing that the form is of.
func (s *settingPage) Heading() string {
	for _, one := range s.Fields {
		if one.Name == "name" || one.Name == "number" {
			return one.Value
		}
	}
	return s.ID
}

// SIP is where phones register.
func (s *settingPage) SIP() string { return s.p.SIPAddress }
