package webadmin

import (
	"net/http"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
)

// centrePage is the operator's page: seat choice, strip, form, customer,
// lists.
type centrePage struct {
	*frame
	Me      telephony.AgentView
	Strip   strip
	Seats   []seatChoice
	Form    *callForm // nil: no call to process
	Pass    *transferForm
	Card    *cardView // the customer of the call in hand
	Choices []telephony.CustomerRef
	Mine    []telephony.CallRecord
	MineOf  string // whose calls Mine are: "me" or "customer"
	Told    string // what a supervisor did while nobody was signed on
	Items   []itemLine
	Queues  []queueLine
	Mates   []mate
	Search  searchView
	Answer  *answer
	Fill    map[string]string // what was typed, where a form comes back
}

// Asks says that the answer belongs to the form of this name.
func (c *centrePage) Asks(form string) bool { return c.Answer != nil && c.Answer.Form == form }

func (p *Pages) centreRoutes(m *http.ServeMux) {
	m.HandleFunc("GET /{$}", p.known(p.home))
	m.HandleFunc("GET /centre", p.known(p.centre))
	m.HandleFunc("POST /centre/{wish}", p.known(p.wish))
	m.HandleFunc("GET /centre/search", p.known(p.search))
	m.HandleFunc("GET /customers/new", p.known(p.newCard))
	m.HandleFunc("GET /customers/{id}", p.known(p.cardPage))
	m.HandleFunc("POST /customers", p.known(p.putCard))
	m.HandleFunc("POST /customers/{id}", p.known(p.putCard))
	m.HandleFunc("POST /site", p.known(p.setSite))
}

// home leads to where the user works: the call centre, or the overview.
func (p *Pages) home(w http.ResponseWriter, r *http.Request, f *frame) {
	to := "/centre"
	if !f.Serves() {
		to = "/overview"
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func (p *Pages) centre(w http.ResponseWriter, r *http.Request, f *frame) {
	if !f.Serves() {
		p.fail(w, r, http.StatusForbidden, "error.serves-nothing")
		return
	}
	p.show(w, r, http.StatusOK, "centre", p.newCentre(f, r))
}

// newCentre fills the operator's page from the snapshot and the books.
func (p *Pages) newCentre(f *frame, r *http.Request) *centrePage {
	f.Nav, f.Screen = "centre", "centre"
	c := &centrePage{frame: f, Me: f.Me(), Search: searchView{frame: f}}
	c.Queues, c.Mates, c.Items = f.queueLines(c.Me), f.mates(), p.items(f)
	if c.Me.Seat == "" {
		c.Seats = f.seatChoices()
		if c.Me.Notice.Kind == telephony.NoticeSignedOff {
			c.Told = f.deedNotice(c.Me.Notice)
		}
		return c
	}
	c.Strip = f.strip(c.Me)
	call, has := f.call(c.Me.Call)
	switch busy := has && c.Me.Work != telephony.Idle; {
	case busy && !f.calls(call):
		c.inHand(p, call)
	case busy:
		c.Pass = f.transferForm(call)
		fallthrough
	default:
		c.MineOf, c.Mine = "me", p.myCalls(f, c.Me)
	}
	if q := strings.TrimSpace(r.FormValue("q")); q != "" {
		c.Search = p.searchFor(f, q)
	}
	return c
}

// inHand fills what belongs to the call that rings, talks or is wrapped up.
func (c *centrePage) inHand(p *Pages, call telephony.CallView) {
	if c.Me.Work != telephony.Ringing {
		c.Form, c.Pass = c.frame.callForm(call), c.frame.transferForm(call)
	}
	c.Search.Call = call.ID
	if call.Customer == nil || call.Customer.ID == "" {
		c.Choices = call.Candidates
		return
	}
	if card, ok, err := p.Customers.Customer(call.Customer.ID); err == nil && ok {
		c.Card = c.frame.card(card, call.From)
		c.Form.offerReplace(card, call.From)
	}
	c.MineOf, c.Mine = "customer", p.callsBefore(c.frame, call)
}

// callsOf are lines of the list of calls; a broken list is an empty one here.
func (p *Pages) callsOf(filter telephony.CallFilter) []telephony.CallRecord {
	lines, err := p.Calls.Calls(filter)
	if err != nil {
		return nil
	}
	return lines
}

// midnight is the beginning of the office's day.
func (f *frame) midnight() time.Time {
	y, m, d := f.At.Wall.In(f.zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, f.zone)
}

type seatChoice struct {
	telephony.SeatView
	By    string // who sits there
	Since telephony.Moment
	Last  bool
}

// seatChoices are the phones that the user may choose (S-LOGIN-4).
func (f *frame) seatChoices() []seatChoice {
	var all []seatChoice
	for _, s := range f.Shot.Seats {
		if !f.maySit(s.ID) {
			continue
		}
		one := seatChoice{SeatView: s}
		for _, a := range f.Shot.Agents {
			if a.Seat == s.ID {
				one.By, one.Since = a.Name, a.SignedOn
			}
		}
		all = append(all, one)
	}
	return all
}

func (f *frame) maySit(id telephony.SeatID) bool {
	if len(f.User.Seats) == 0 {
		return true
	}
	for _, s := range f.User.Seats {
		if s == id {
			return true
		}
	}
	return false
}

// queueLine is a queue in the operator's own list.
type queueLine struct {
	telephony.QueueView
	S, Sign string
	Door    doorLine
}

func (f *frame) queueLines(me telephony.AgentView) []queueLine {
	var all []queueLine
	for _, q := range f.Shot.Queues {
		if !f.servesQueue(q.ID) {
			continue
		}
		line := queueLine{q, "air", "air", f.door(q)}
		switch {
		case q.Closed:
			line.S, line.Sign = "rest", "off"
		case q.SignedOn == 0:
			line.S, line.Sign = "rest", "off"
		case q.Ready == 0 && q.Waiting > 0:
			line.S, line.Sign = "lost", "warn"
		case q.Ready == 0:
			line.S, line.Sign = "rest", "idle"
		}
		all = append(all, line)
	}
	return all
}

func (f *frame) servesQueue(id telephony.QueueID) bool {
	for _, q := range f.User.Queues {
		if q == id {
			return true
		}
	}
	return false
}

type mate struct {
	Name  string
	State state
}

// mates are the others who are signed on.
func (f *frame) mates() []mate {
	var all []mate
	for _, a := range f.Shot.Agents {
		if a.Seat != "" && a.ID != f.User.ID {
			all = append(all, mate{a.Name, f.stateOf(a, f.seat(a.Seat).Reach)})
		}
	}
	return all
}

// setSite keeps the user's selected site (S-MATCH-11).
func (p *Pages) setSite(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	site := telephony.SiteID(r.PostFormValue("site"))
	err := p.Settings.Change(f.User.ID, func(o *telephony.Office) error {
		for i := range o.Agents {
			if o.Agents[i].ID == f.User.ID {
				o.Agents[i].Site = site
			}
		}
		return nil
	})
	if err != nil {
		p.fail(w, r, http.StatusInternalServerError, "error.not-kept")
		return
	}
	back(w, r, "/")
}
