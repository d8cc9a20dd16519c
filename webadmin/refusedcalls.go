package webadmin

import (
	"net/http"
	"strconv"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// refusedPage lists what was refused before it was a call.
type refusedPage struct {
	*frame
	Lines  []refusedView
	Counts []countedView
}

// refusedView is a refused call in words: who came, why it was refused, what
// to do.
type refusedView struct {
	telephony.RefusedCall
	Who, What   string
	Why, Remedy string
}

// countedView is how often something was refused since the start.
type countedView struct {
	telephony.StatusCount
	Why string
}

func (p *Pages) refused(w http.ResponseWriter, r *http.Request, f *frame) {
	f.Nav = "calls"
	l := &refusedPage{frame: f}
	for _, c := range p.Flight.RefusedCalls() {
		l.Lines = append(l.Lines, f.refusedView(c))
	}
	if p.RefusedCounts != nil {
		for _, c := range p.RefusedCounts() {
			why, _ := f.whyRefused("", c.Status)
			if c.Status == http.StatusUnauthorized {
				why = f.T("refused.counted.401") // calls and registrations
			}
			l.Counts = append(l.Counts, countedView{c, why})
		}
	}
	p.show(w, r, http.StatusOK, "refused", l)
}

// refusedSignals is the ladder of one of them.
func (p *Pages) refusedSignals(w http.ResponseWriter, r *http.Request, f *frame) {
	f.Nav = "calls"
	n, _ := strconv.ParseUint(r.PathValue("n"), 10, 64)
	for _, c := range p.Flight.RefusedCalls() {
		if c.N != n {
			continue
		}
		v := f.refusedView(c)
		l := &ladderPage{frame: f, Back: "/refused", Ladder: p.Flight.OfRefused(c), Title: f.T("refused.title")}
		l.Refused = &v
		l.draw()
		p.show(w, r, http.StatusOK, "signals", l)
		return
	}
	p.notFound(w, r, f)
}

func (f *frame) refusedView(c telephony.RefusedCall) refusedView {
	v := refusedView{RefusedCall: c, Who: c.Peer.Addr().String(), What: f.T("refused.call")}
	if c.Trunk != "" || c.Seat != "" {
		v.Who = f.party(telephony.LadderParty{Trunk: c.Trunk, Seat: c.Seat})
	}
	if c.Method == "REGISTER" {
		v.What = f.T("refused.registration")
	}
	v.Why, v.Remedy = f.whyRefused(c.Method, c.Status)
	return v
}

// whyRefused are the sentence and the remedy of a status; a registration has
// some of its own.
func (f *frame) whyRefused(method string, status int) (why, remedy string) {
	keys := []string{"refused." + strconv.Itoa(status), "refused.other"}
	if method == "REGISTER" {
		keys = append([]string{"refused.register." + strconv.Itoa(status)}, keys...)
	}
	for _, k := range keys {
		if lang.Has(lang.Key(k)) {
			return f.T(lang.Key(k)), f.T(lang.Key(k + ".remedy"))
		}
	}
	return "", ""
}
