package webadmin

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spojka/spojka/telephony"
)

const searchLimit = 20

// searchView is the form WIZARD: what was looked for and what was found.
type searchView struct {
	*frame
	Query string
	Found []telephony.Customer
	Some  bool // a search was made
	More  bool // there are more than shown
	Call  telephony.CallID
}

func (p *Pages) search(w http.ResponseWriter, r *http.Request, f *frame) {
	s := p.searchFor(f, strings.TrimSpace(r.FormValue("q")))
	if me := f.Me(); me.Work == telephony.Talking || me.Work == telephony.Wrapping {
		s.Call = me.Call
	}
	if wantsParts(r) {
		p.show(w, r, http.StatusOK, "found", s)
		return
	}
	http.Redirect(w, r, "/centre?"+r.URL.RawQuery, http.StatusSeeOther)
}

func (p *Pages) searchFor(f *frame, query string) searchView {
	s := searchView{frame: f, Query: query, Some: query != ""}
	if query == "" {
		return s
	}
	if utf8.RuneCountInString(query) > 100 {
		query = string([]rune(query)[:100])
	}
	found, err := p.Customers.Search(query, f.User.Site, searchLimit+1)
	if err == nil {
		s.More = len(found) > searchLimit
		s.Found = found[:min(len(found), searchLimit)]
	}
	return s
}

// cardView is a customer's card.
type cardView struct {
	telephony.Customer
	SiteName string
	Calling  telephony.Number
	Bills    []bill
	Owed     int64
}

type bill struct {
	telephony.Assessment
	Late int // days after the due date, 0: not late
}

// card fills the view of a card; calling marks the number that calls now.
func (f *frame) card(c telephony.Customer, calling telephony.Number) *cardView {
	v := &cardView{Customer: c, SiteName: f.siteName(c.Site), Calling: calling}
	today := f.midnight()
	for _, a := range c.Bills {
		b := bill{Assessment: a}
		y, m, d := a.Due.UTC().Date()
		due := time.Date(y, m, d, 0, 0, 0, 0, f.zone)
		if !a.Paid && today.After(due) {
			b.Late = int(today.Sub(due).Hours()+12) / 24 // a day of 23 or 25 hours is one
			v.Owed += a.Amount
		}
		v.Bills = append(v.Bills, b)
	}
	slices.SortStableFunc(v.Bills, func(a, b bill) int { return b.Due.Compare(a.Due) })
	return v
}

func (f *frame) siteName(id telephony.SiteID) string {
	for _, s := range f.Office.Sites {
		if s.ID == id {
			return s.Name
		}
	}
	return string(id)
}

type cardPage struct {
	*frame
	Card   *cardView
	Calls  []telephony.CallRecord
	Edit   telephony.Customer
	Phones string
	Call   string // the call in hand that the new card is for
	Errors map[string]string
	Saved  bool
}

func (p *Pages) cardPage(w http.ResponseWriter, r *http.Request, f *frame) {
	card, ok, err := p.Customers.Customer(telephony.CustomerID(r.PathValue("id")))
	if err != nil || !ok {
		p.fail(w, r, http.StatusNotFound, "error.no-card")
		return
	}
	f.Nav = "centre"
	p.show(w, r, http.StatusOK, "customer", p.newCardPage(f, card, r.FormValue("saved") != ""))
}

func (p *Pages) newCardPage(f *frame, card telephony.Customer, saved bool) *cardPage {
	return &cardPage{
		frame: f, Card: f.card(card, ""), Edit: card, Phones: f.phoneLines(card.Phones), Saved: saved,
		Calls: p.callsOf(telephony.CallFilter{Customer: card.ID, Limit: 20, Queues: f.visibleQueues()}),
	}
}

func (f *frame) phoneLines(all []telephony.Number) string {
	lines := make([]string, len(all))
	for i, n := range all {
		lines[i] = f.p.ShowNumber(n)
	}
	return strings.Join(lines, "\n")
}

// newCard is the form of a new card: number filled in, site of the queue
// (S-UNK-6).
func (p *Pages) newCard(w http.ResponseWriter, r *http.Request, f *frame) {
	f.Nav = "centre"
	c := &cardPage{frame: f, Edit: telephony.Customer{Active: true, Site: f.User.Site}}
	if id, err := telephony.ParseCallID(r.FormValue("call")); err == nil {
		if call, ok := f.call(id); ok && call.Agent == f.User.ID {
			c.Call, c.Phones = id.String(), f.p.ShowNumber(call.From)
			if q, ok := f.queue(call.Queue); ok && len(q.Sites) > 0 && !slices.Contains(q.Sites, c.Edit.Site) {
				c.Edit.Site = q.Sites[0]
			}
		}
	}
	if c.Edit.Site == "" && len(f.Office.Sites) > 0 {
		c.Edit.Site = f.Office.Sites[0].ID
	}
	p.show(w, r, http.StatusOK, "customer", c)
}

// putCard keeps a new or changed card; a new one made during a call becomes
// its customer.
func (p *Pages) putCard(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	f.Nav = "centre"
	c := &cardPage{frame: f, Call: r.PostFormValue("call"), Phones: r.PostFormValue("phones")}
	if id := r.PathValue("id"); id != "" {
		card, ok, err := p.Customers.Customer(telephony.CustomerID(id))
		if err != nil || !ok {
			p.fail(w, r, http.StatusNotFound, "error.no-card")
			return
		}
		*c = *p.newCardPage(f, card, false)
		c.Phones = r.PostFormValue("phones")
	}
	c.read(r)
	if len(c.Errors) == 0 {
		card, err := p.Customers.Put(c.Edit, f.User.ID)
		if err == nil {
			p.cardKept(w, r, f, card, c.Call)
			return
		}
		c.Errors["name"] = f.T("card.not-kept", err)
	}
	p.show(w, r, http.StatusUnprocessableEntity, "customer", c)
}

// cardKept goes on after a card was kept: the call in hand that it is for, or
// that is already its customer's, learns of it.
func (p *Pages) cardKept(w http.ResponseWriter, r *http.Request, f *frame, card telephony.Customer, call string) {
	if inHand, ok := f.call(f.Me().Call); ok && inHand.Customer != nil && inHand.Customer.ID == card.ID {
		call = inHand.ID.String()
	}
	if id, err := telephony.ParseCallID(call); err == nil {
		_ = p.ask(r.Context(), f, "customer", telephony.AssignCustomer{Agent: f.User.ID, Call: id, Customer: refOf(card)})
		http.Redirect(w, r, "/centre", http.StatusSeeOther)
		return
	}
	http.Redirect(w, r, "/customers/"+pathOf(string(card.ID))+"?saved=1", http.StatusSeeOther)
}

// read takes the fields of the card's form.
func (c *cardPage) read(r *http.Request) {
	c.Errors = make(map[string]string)
	field := func(name string, most int) string {
		s := strings.TrimSpace(r.PostFormValue(name))
		if utf8.RuneCountInString(s) > most {
			c.Errors[name] = c.T("error.too-long", most)
		}
		return s
	}
	e := &c.Edit
	if n, err := strconv.Atoi(r.PostFormValue("revision")); err == nil {
		e.Revision = n // that of the card as it was shown
	}
	e.Name, e.Contract, e.Address = field("name", 60), field("contract", 40), field("address", 120)
	e.Email, e.Note = field("email", 100), field("cardnote", 2000)
	e.Site, e.Active = telephony.SiteID(r.PostFormValue("site")), r.PostFormValue("active") != "" || e.ID == ""
	if e.Name == "" {
		c.Errors["name"] = c.T("error.name")
	}
	e.Phones = nil
	for _, line := range strings.FieldsFunc(c.Phones, func(r rune) bool { return r == '\n' || r == ',' || r == ';' }) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		n := c.p.ReadNumber(line)
		if n == "" {
			c.Errors["phones"] = c.T("error.phone", line)
			continue
		}
		if !slices.Contains(e.Phones, n) {
			e.Phones = append(e.Phones, n)
		}
	}
}
