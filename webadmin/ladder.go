package webadmin

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// Flight is the flight recorder: what the messages of a call say.
type Flight interface {
	Ladder(telephony.CallRecord, []telephony.Quality) telephony.Ladder
	Handout(telephony.CallRecord, []telephony.Quality, telephony.Handout) ([]byte, error)
	// OfSeat and OfTrunk are the newest messages of a registration, and of
	// calls that were refused before they were one.
	OfSeat(telephony.SeatID) telephony.Ladder
	OfTrunk(telephony.TrunkID) telephony.Ladder
	// RefusedCalls are what was refused before it was a call, the newest
	// first, and OfRefused is the ladder of one.
	RefusedCalls() []telephony.RefusedCall
	OfRefused(telephony.RefusedCall) telephony.Ladder
}

func (p *Pages) ladderRoutes(m *http.ServeMux) {
	if p.Flight == nil {
		return
	}
	m.HandleFunc("GET /calls/{id}/signals", p.supervisors(p.ladder))
	m.HandleFunc("GET /calls/{id}/handout", p.supervisors(p.handout))
	m.HandleFunc("GET /refused", p.supervisors(p.refused))
	m.HandleFunc("GET /refused/{n}", p.supervisors(p.refusedSignals))
	m.HandleFunc("GET /settings/{kind}/{id}/signals", p.installers(p.newestSignals))
}

// ladderPage is a call's signalling.
type ladderPage struct {
	*frame
	telephony.Ladder
	One      telephony.CallRecord
	Columns  []string // as they stand from left to right, the box among them
	Crowd    string   // how much room they need
	Findings []findingView
	Steps    []rungView
	Sound    []soundView
	Back     string
	Title    string
	OfCall   bool         // and not of a registration
	Refused  *refusedView // nil: it is of none
}

// findingView is a finding in words.
type findingView struct{ S, Sign, Text, Remedy string }

// rungView is a message as it is drawn: places are shares of the width.
type rungView struct {
	telephony.Rung
	Key        string
	S          string
	When       string
	Lines      []string // the life lines
	From, To   string
	Middle     string
	Left       bool // the arrow points to the left
	Way        string
	GapText    string
	NotesText  []noteView
	Transports string
}

type noteView struct{ Sign, Text string }

// soundView is how the sound of one party was.
type soundView struct {
	telephony.Quality
	Party, Loss, Jitter, Gap, Round string
}

func (p *Pages) ladder(w http.ResponseWriter, r *http.Request, f *frame) {
	one, ok := p.visibleCall(f, r.PathValue("id"))
	if !ok {
		p.fail(w, r, http.StatusNotFound, "error.no-call")
		return
	}
	f.Nav = "calls"
	sound := f.soundOf(one)
	l := &ladderPage{frame: f, One: one, Ladder: p.Flight.Ladder(one, sound), Back: "/calls/" + one.ID.String() + "?period=all#one", OfCall: true}
	l.Title = f.T("form.call", one.ID) + ", " + f.Stamp(one.At) + ", " + f.Number(one.From)
	l.draw()
	for _, found := range l.Ladder.Findings {
		l.Findings = append(l.Findings, f.finding(found))
	}
	for _, q := range sound {
		l.Sound = append(l.Sound, f.soundView(q))
	}
	p.show(w, r, http.StatusOK, "signals", l)
}

// newestSignals shows the registration of a phone or a trunk.
func (p *Pages) newestSignals(w http.ResponseWriter, r *http.Request, f *frame) {
	f.Nav = "settings"
	kind, id := r.PathValue("kind"), r.PathValue("id")
	l := &ladderPage{frame: f, Back: "/settings/" + kind + "/" + pathOf(id)}
	seat, trunk := telephony.SeatID(id), telephony.TrunkID(id)
	switch {
	case kind == "seats" && slices.ContainsFunc(f.Office.Seats, func(s telephony.Seat) bool { return s.ID == seat }):
		l.Ladder, l.Title = p.Flight.OfSeat(seat), f.party(telephony.LadderParty{Seat: seat})
	case kind == "trunks" && slices.ContainsFunc(f.Office.Trunks, func(t telephony.Trunk) bool { return t.ID == trunk }):
		l.Ladder, l.Title = p.Flight.OfTrunk(trunk), f.party(telephony.LadderParty{Trunk: trunk})
	default:
		p.notFound(w, r, f)
		return
	}
	l.draw()
	p.show(w, r, http.StatusOK, "signals", l)
}

// faults are the gravest findings of a call, for its page.
func (p *Pages) faults(f *frame, c telephony.CallRecord) (list []findingView) {
	if !f.SeesSignals() {
		return nil
	}
	for _, one := range p.Flight.Ladder(c, f.soundOf(c)).Findings {
		if one.Grave == telephony.GraveFault && len(list) < mostFaults {
			list = append(list, f.finding(one))
		}
	}
	return list
}

// mostFaults are shown on a call's page; the rest stands in its signalling.
const mostFaults = 3

// soundOf is how the parties' sound was, or is so far.
func (f *frame) soundOf(c telephony.CallRecord) []telephony.Quality {
	for _, v := range f.Shot.Calls {
		if v.ID == c.ID && len(c.Sound) == 0 {
			return v.Sound
		}
	}
	return c.Sound
}

func (f *frame) soundView(q telephony.Quality) soundView {
	v := soundView{Quality: q, Party: f.T("ladder.caller"), Loss: lang.None, Jitter: lang.None, Gap: lang.None, Round: lang.None}
	if q.Seat != "" {
		v.Party = f.party(telephony.LadderParty{Seat: q.Seat})
	}
	if all := q.Received + q.Lost; all > 0 {
		v.Loss, v.Jitter, v.Gap = lang.Percent(int(q.Lost*100/all)), lang.Seconds(f.Lang, q.Jitter), lang.Seconds(f.Lang, q.Gap)
	}
	if q.Round > 0 {
		v.Round = lang.Seconds(f.Lang, q.Round)
	}
	return v
}

// party names an end of messages in a sentence.
func (f *frame) party(p telephony.LadderParty) string {
	switch {
	case p.Seat != "":
		return f.T("ladder.seat", f.nameOf(p))
	case p.Trunk != "":
		return f.T("ladder.trunk", f.nameOf(p))
	}
	return f.T("ladder.other")
}

// nameOf is its name alone, for a column.
func (f *frame) nameOf(p telephony.LadderParty) string {
	for _, s := range f.Office.Seats {
		if s.ID == p.Seat && s.Name != "" && s.Name != string(s.ID) {
			return string(s.ID) + " (" + s.Name + ")"
		}
	}
	for _, t := range f.Office.Trunks {
		if t.ID == p.Trunk && t.Name != "" {
			return t.Name
		}
	}
	if name := string(p.Trunk) + string(p.Seat); name != "" {
		return name
	}
	return f.T("ladder.other")
}

// finding puts a finding into words.
func (f *frame) finding(one telephony.Finding) findingView {
	v := findingView{S: "rest", Sign: "dot"}
	switch {
	case one.Code == telephony.FoundWell, one.Code == telephony.FoundSoFar:
		v.S, v.Sign = "air", "ok"
	case one.Grave == telephony.GraveFault:
		v.S, v.Sign = "lost", "lost"
	case one.Grave == telephony.GraveDoubt:
		v.S, v.Sign = "ring", "warn"
	}
	said := one.Phrase
	if one.Status != 0 {
		said = strings.TrimSpace(strconv.Itoa(one.Status) + " " + said)
	}
	key := lang.Key("finding." + string(one.Code))
	v.Text = f.T(key)
	if strings.Contains(v.Text, "%[") {
		v.Text = f.T(key, f.party(one.Party), lang.Seconds(f.Lang, one.For), one.N, said)
	}
	if k, ok := lang.Remedy(string(one.Code), one.Status); ok {
		v.Remedy = f.T(k)
	}
	return v
}

// findingsText is the findings for who gets the file.
func (f *frame) findingsText(l telephony.Ladder) string {
	var b strings.Builder
	for _, one := range l.Findings {
		v := f.finding(one)
		fmt.Fprintf(&b, "- %s %s\n", v.Text, v.Remedy)
	}
	return strings.TrimSpace(strings.ReplaceAll(b.String(), "\u00a0", " "))
}

// handout gives a call's messages away as a file, and has it written down.
func (p *Pages) handout(w http.ResponseWriter, r *http.Request, f *frame) {
	one, ok := p.visibleCall(f, r.PathValue("id"))
	h := telephony.Handout{As: telephony.HandoutKind(r.FormValue("as")), WholeNumbers: r.FormValue("numbers") != "", HideAddresses: r.FormValue("addresses") != ""}
	if kind := h.As; !ok || kind != telephony.HandoutBundle && kind != telephony.HandoutPackets {
		p.fail(w, r, http.StatusNotFound, "error.no-call")
		return
	}
	sound := f.soundOf(one)
	h.Words = f.findingsText(p.Flight.Ladder(one, sound))
	b, err := p.Flight.Handout(one, sound, h)
	if err != nil {
		p.fail(w, r, http.StatusInternalServerError, "handout.failed")
		return
	}
	if p.HandedOut != nil {
		p.HandedOut(f.User.ID, one.ID, h)
	}
	head := w.Header()
	head.Set("Content-Type", map[telephony.HandoutKind]string{telephony.HandoutBundle: "application/zip", telephony.HandoutPackets: "application/vnd.tcpdump.pcap"}[h.As])
	head.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="call-%s.%s"`, one.ID, h.As))
	head.Set("Cache-Control", "private, no-store")
	_, _ = w.Write(b)
}
