package webadmin

import (
	"net/http"
	"strings"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

type panelPage struct {
	*frame
	Face  board.Face
	Lamps []lampView
	Keys  []keyView
	Parts []partView
	Buses []string // what hangs on them
	Help  []howView
	// Troubles are what is wrong with lines and buses, a part each.
	Troubles []string
	Front    *frontView
}

// lampView is a lamp as the page draws it.
type lampView struct {
	Name, Word string
	S          string // colour as a state
	Rhythm     board.Rhythm
	Dark       bool
}

type keyView struct {
	lampView
	Key    string // its name in the profile
	Number int
	Label  string
	State  state
	Refuse string
}

func (p *Pages) panel(w http.ResponseWriter, r *http.Request, f *frame) {
	if p.Front == nil {
		p.notFound(w, r, f)
		return
	}
	if r.FormValue("saved") != "" {
		f.Done = f.T("settings.saved")
	}
	p.show(w, r, http.StatusOK, "panel", p.newPanel(f))
}

func (p *Pages) newPanel(f *frame) *panelPage {
	f.Nav, f.Screen = "panel", "panel"
	v := &panelPage{frame: f}
	if p.Front == nil {
		return v
	}
	v.Face = p.Front.Face()
	if v.Face.Trouble != "" {
		v.Troubles = strings.Split(lang.Trouble(f.Lang, v.Face.Trouble), "; ")
	}
	if p.Front.Profile().Simulated {
		v.Face.Title = f.T("panel.simulated")
	}
	for _, l := range v.Face.Lamps {
		one := f.lamp(l.Light)
		one.Name = f.W("lamp", l.Function.Kind)
		if l.Function.Name != "" {
			one.Name = f.functionName(l.Function)
		}
		v.Lamps = append(v.Lamps, one)
	}
	for i, k := range v.Face.Keys {
		v.Keys = append(v.Keys, f.key(i+1, k))
	}
	v.Parts = f.parts()
	v.Buses = f.buses(p.Front.Profile())
	v.Help = f.wiringHelp(p.Front.Profile())
	v.Front = f.frontSetting()
	return v
}

// colours of lamps as the page's states.
var colours = map[board.Colour]string{
	board.Green: "air", board.Red: "lost", board.Amber: "ring", board.Blue: "talk", board.Plum: "wrap", board.White: "rest",
}

func (f *frame) lamp(l board.Light) lampView {
	v := lampView{S: colours[l.Colour], Rhythm: l.Rhythm, Dark: l.Rhythm == board.Off || l.Rhythm == ""}
	if v.Dark {
		v.S, v.Rhythm = "rest", board.Off
	}
	if v.S == "" {
		v.S = "air"
	}
	v.Word = f.W("rhythm", v.Rhythm)
	return v
}

func (f *frame) key(number int, k board.KeyView) keyView {
	v := keyView{lampView: f.lamp(k.Light), Key: k.Name, Number: number, Label: f.functionName(k.Function)}
	v.State = state{S: v.S, Sign: "off", Word: v.Word}
	if !v.Dark {
		v.State.Sign = "dot"
	}
	if k.Function.Kind == board.FnSeat {
		for _, a := range f.Shot.Agents {
			if a.Seat == telephony.SeatID(k.Function.Name) {
				v.Label, v.State = a.Name, f.stateOf(a, f.seat(a.Seat).Reach)
				v.State.S = v.S
			}
		}
	}
	if k.Refused != "" {
		v.Refuse = f.Tie(lang.Refusal(f.Lang, telephony.Refusal{Code: telephony.RefusalCode(k.Refused)}, ""))
	}
	return v
}

// functionName says what a key or lamp is for.
func (f *frame) functionName(fn board.Function) string {
	name := fn.Name
	switch fn.Kind {
	case board.FnQueue:
		if q, ok := f.queue(telephony.QueueID(name)); ok {
			return f.T("key.queue", q.Name)
		}
	case board.FnBreak:
		for i, b := range f.Shot.Breaks {
			if asText(i+1) == name {
				return f.T("key.break", b.Name)
			}
		}
	case board.FnNight:
		if q, ok := f.queue(telephony.QueueID(name)); ok {
			return f.T("key.night", q.Name)
		}
	case board.FnSeat:
		return f.T("key.seat", name)
	case "":
		return f.T("key.free")
	}
	return strings.TrimSpace(f.W("lamp", fn.Kind) + " " + name)
}

// refusedShows is how long every page of who works at the panel says why a key
// did nothing; the picture of the panel says it until the next press.
const refusedShows = 15 * time.Second

// Refusals are the keys of the panel that did nothing for the user just now.
func (f *frame) Refusals() []keyView {
	if f.p.Front == nil || !f.Known {
		return nil
	}
	face := f.p.Front.Face()
	var all []keyView
	for i, k := range face.Keys {
		if face.Own == f.User.ID && k.Refused != "" && f.At.Up-k.RefusedAt < refusedShows {
			all = append(all, f.key(i+1, k))
		}
	}
	return all
}

func (p *Pages) pressKey(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	if p.Front == nil {
		p.notFound(w, r, f)
		return
	}
	p.Front.Press(board.Press{Key: r.PostFormValue("key"), Deed: board.Deed(r.PostFormValue("deed"))})
	p.done(w, r)
}

type phonesPage struct {
	*frame
	Phones []phoneView
	Answer *answer
}

type phoneView struct {
	Phone
	S, Sign, Word string
	Who           string // who sits there
}

func (p *Pages) phones(w http.ResponseWriter, r *http.Request, f *frame) {
	if p.Options.Phones == nil {
		p.notFound(w, r, f)
		return
	}
	p.show(w, r, http.StatusOK, "phones-page", p.newPhones(f))
}

// signs of a simulated phone's states: colour and sign.
var phoneSigns = map[string][2]string{
	"off": {"lost", "lost"}, "idle": {"rest", "off"}, "ringing": {"ring", "ring"}, "talking": {"talk", "talk"}, "held": {"wrap", "break"},
}

func (p *Pages) newPhones(f *frame) *phonesPage {
	f.Nav, f.Screen = "phones", "phones"
	v := &phonesPage{frame: f}
	if p.Options.Phones == nil {
		return v
	}
	for _, one := range p.Options.Phones() {
		sign := phoneSigns[one.State]
		view := phoneView{Phone: one, S: sign[0], Sign: sign[1], Word: f.W("phone", one.State)}
		for _, a := range f.Shot.Agents {
			if a.Seat == one.Seat {
				view.Who = a.Name
			}
		}
		v.Phones = append(v.Phones, view)
	}
	return v
}

func (p *Pages) pressPhone(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	if p.PressPhone == nil {
		p.notFound(w, r, f)
		return
	}
	err := p.PressPhone(telephony.SeatID(r.PathValue("seat")), r.PostFormValue("verb"))
	var a *answer
	if err != nil {
		a = &answer{Form: "phone", Code: "phone", Text: f.T("phones.refused")}
	}
	switch {
	case wantsParts(r):
		answerJSON(w, a)
	case a == nil:
		back(w, r, "/phones")
	default:
		v := p.newPhones(p.newFrame(r))
		v.Answer = a
		p.show(w, r, http.StatusConflict, "phones-page", v)
	}
}
