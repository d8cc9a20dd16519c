package webadmin

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// patience is how long a wish may wait for the book.
const patience = 40 * time.Second

// answer is what became of a wish that was not granted, shown beside its
// cause.
type answer struct {
	Form    string // the wish, "save"
	Field   string // the field at fault, or empty
	Code    string
	Text    string
	Confirm string // what the button says that insists, or empty
	Insist  string // the field that this button sends
}

// insists by refusal: the field that confirms it (D-1, D-5, D-21).
var insists = map[telephony.RefusalCode]string{
	telephony.RefusedElsewhere: "move", telephony.RefusedConfirmLeave: "leave", telephony.RefusedStillTalking: "hangup",
}

// faulty is the field of the save form that a refusal points at.
var faulty = map[telephony.RefusalCode]string{
	telephony.RefusedFindCustomer: "customer", telephony.RefusedInactive: "customer",
	telephony.RefusedReasonMissing: "reason", telephony.RefusedReasonCode: "reason", telephony.RefusedReasonUnknown: "reason",
	telephony.RefusedRTNotNumber: "rt", telephony.RefusedRTTooLong: "rt", telephony.RefusedNoteTooLong: "note",
}

// wish asks the desk for what a button of the operator's page wants.
func (p *Pages) wish(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	name := r.PathValue("wish")
	asked, ok := p.wishOf(name, r.PostForm, f)
	if !ok {
		p.fail(w, r, http.StatusNotFound, "error.not-found")
		return
	}
	a := p.ask(r.Context(), f, name, asked)
	if wantsParts(r) {
		answerJSON(w, a)
		return
	}
	if a == nil {
		back(w, r, "/centre")
		return
	}
	page := p.newCentre(p.newFrame(r), r)
	page.Answer, page.Path, page.Fill = a, "/centre", typed(r.PostForm)
	p.show(w, r, http.StatusConflict, "centre", page)
}

func typed(form url.Values) map[string]string {
	fill := make(map[string]string, len(form))
	for name := range form {
		fill[name] = form.Get(name)
	}
	return fill
}

func answerJSON(w http.ResponseWriter, a *answer) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"answer": a})
}

// ask puts the wish to the desk; nil: granted, and the book has it.
func (p *Pages) ask(ctx context.Context, f *frame, name string, asked telephony.Wish) *answer {
	if asked == nil {
		return &answer{Form: name, Text: f.T("refusal.no-call")}
	}
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	refusal, err := p.Desk.Ask(ctx, asked)
	switch {
	case err != nil:
		slog.Error("a wish was not written down", "wish", name, "why", err)
		return &answer{Form: name, Code: "not-kept", Text: f.T("error.not-kept")}
	case refusal == nil:
		return nil
	}
	a := &answer{Form: name, Field: faulty[refusal.Code], Code: string(refusal.Code)}
	a.Text = lang.Tie(f.Lang, lang.Refusal(f.Lang, *refusal, f.When(refusal.Since)))
	if text, ok := lang.Confirm(f.Lang, refusal.Code); ok {
		a.Confirm, a.Insist = text, insists[refusal.Code]
	}
	return a
}

// wishOf reads a wish from its form; nil with true: it has lost its object.
func (p *Pages) wishOf(name string, form url.Values, f *frame) (telephony.Wish, bool) {
	me, yes := f.User.ID, func(field string) bool { return form.Get(field) != "" }
	call, _ := telephony.ParseCallID(form.Get("call"))
	switch name {
	case "sign-on":
		return telephony.SignOn{Agent: me, Seat: telephony.SeatID(form.Get("seat")), Move: yes("move")}, true
	case "sign-off":
		return telephony.SignOff{Agent: me, Leave: yes("leave")}, true
	case "on-air":
		return telephony.GoOnAir{Agent: me}, true
	case "off-air":
		return telephony.GoOffAir{Agent: me, Break: telephony.BreakID(form.Get("break"))}, true
	case "hang-up":
		return telephony.HangUp{Agent: me}, true
	case "close-item":
		return telephony.CloseItem{Agent: me, Call: call}, true
	case "night":
		hold := telephony.Hold(form.Get("hold"))
		known := hold == telephony.HoldNot || hold == telephony.HoldClosed || hold == telephony.HoldOpen
		return telephony.SetNight{Agent: me, Queue: telephony.QueueID(form.Get("queue")), Hold: hold}, known
	case "load":
		return telephony.LoadUnprocessed{Agent: me}, true
	case "transfer":
		return telephony.Transfer{Agent: me, Call: call, Queue: telephony.QueueID(form.Get("queue")), Prefer: telephony.AgentID(form.Get("prefer"))}, true
	case "save":
		view, _ := f.call(call)
		tree, _ := f.tree(view.Tree)
		return telephony.SaveCall{Agent: me, Call: call, Form: readSave(form, tree), HangUp: yes("hangup")}, true
	case "customer":
		return p.assign(me, call, telephony.CustomerID(form.Get("customer"))), true
	case "owner":
		view, _ := f.call(call)
		return p.assign(me, call, f.ownerOf(view.Queue)), true
	}
	return nil, false
}

// assign makes the wish to set a call's customer; nil: there is no such card.
func (p *Pages) assign(me telephony.AgentID, call telephony.CallID, id telephony.CustomerID) telephony.Wish {
	card, ok, err := p.Customers.Customer(id)
	if err != nil || !ok {
		return nil
	}
	return telephony.AssignCustomer{Agent: me, Call: call, Customer: refOf(card)}
}

func refOf(c telephony.Customer) telephony.CustomerRef {
	return telephony.CustomerRef{ID: c.ID, Name: c.Name, Active: c.Active, Site: c.Site, Address: c.Address}
}
