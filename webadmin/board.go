package webadmin

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/profile"
	"github.com/spojka/spojka/telephony"
)

// partView is a lamp or key as who wires it sees it.
type partView struct {
	Name    string // in the profile
	Number  int    // of a key, from 1
	Label   string // what it is for
	Wires   []wireView
	Choices []choice // what a key may be for; none: a lamp
	Down    bool
	Found   bool
}

// wireView is one line of it.
type wireView struct {
	What string // "red", "press"
	Line string
	Pin  int // of the header; 0: not known
	Leg  int // of an expander; 0: it's at none
	How  string
}

type choice struct {
	Value, Label string
	Selected     bool
}

// parts lists the lamps and keys of the front for the installer.
func (f *frame) parts() []partView {
	if f.p.Front == nil || !f.User.Installer {
		return nil
	}
	p, face := f.p.Front.Profile(), f.p.Front.Face()
	var all []partView
	for i, l := range p.Lamps {
		v := partView{Name: l.Name, Label: f.functionName(l.Function), Wires: f.lampWires(p, l)}
		if i < len(face.Lamps) {
			v.Label = f.functionName(face.Lamps[i].Function)
		}
		all = append(all, v)
	}
	for i, k := range p.Keys {
		v := partView{Name: k.Name, Number: i + 1, Found: face.Found == k.Name, Wires: append(f.pressWire(p, k), f.lampWires(p, k.Lamp)...)}
		fn := k.Function
		if i < len(face.Keys) {
			fn, v.Down = face.Keys[i].Function, face.Keys[i].Down
		}
		v.Label, v.Choices = f.functionName(fn), f.choices(fn)
		all = append(all, v)
	}
	return all
}

func (f *frame) lampWires(p board.Profile, l board.Lamp) []wireView {
	var all []wireView
	for _, w := range []struct {
		what string
		line board.Line
	}{{"one", l.One}, {"red", l.Red}, {"green", l.Green}, {"pixel", l.Pixel}} {
		if !w.line.Wired() {
			continue
		}
		how := "high"
		switch {
		case w.what == "pixel":
			how = "pixel"
		case slices.Contains(p.LEDs, w.line.Where) && l.Function.Kind == board.FnFault:
			how = "kernel-fault"
		case slices.Contains(p.LEDs, w.line.Where):
			how = "kernel"
		case w.line.Low:
			how = "low"
		}
		all = append(all, f.wire(p, w.what, w.line, f.W("wire-lamp", how)))
	}
	return all
}

func (f *frame) pressWire(p board.Profile, k board.Key) []wireView {
	if !k.Press.Wired() {
		return nil
	}
	how := "high"
	if k.Press.Low {
		how = "low"
	}
	return []wireView{f.wire(p, "press", k.Press, f.W("wire-key", how))}
}

func (f *frame) wire(p board.Profile, what string, l board.Line, how string) wireView {
	return wireView{f.W("wire", what), l.Where + "/" + l.Name, profile.HeaderPin(p, l), profile.Leg(p, l), how}
}

// buses says where expanders and chains hang.
func (f *frame) buses(p board.Profile) []string {
	var all []string
	for _, x := range p.Expanders {
		text := f.T("panel.expander", x.Name, x.Bus, fmt.Sprintf("0x%02x", x.Address))
		if x.Interrupt.Wired() {
			text += ", " + f.T("panel.int", x.Interrupt.Where+"/"+x.Interrupt.Name)
			if pin := profile.HeaderPin(p, x.Interrupt); pin > 0 {
				text += ", " + f.T("panel.pin", pin)
			}
		}
		all = append(all, text)
	}
	for _, c := range p.Chains {
		all = append(all, f.T("panel.chain", c.Name, c.Bus, c.Select, c.Pixels))
	}
	return all
}

// choices are what a key may be for, what it is for now among them.
func (f *frame) choices(now board.Function) []choice {
	fns := []board.Function{{}, {Kind: board.FnOnAir}, {Kind: board.FnAnswer}, {Kind: board.FnHold}, {Kind: board.FnHangUp}, {Kind: board.FnMessage}, {Kind: board.FnNight}}
	for _, s := range f.Shot.Seats {
		fns = append(fns, board.Function{Kind: board.FnSeat, Name: string(s.ID)})
	}
	for _, q := range f.Shot.Queues {
		fns = append(fns, board.Function{Kind: board.FnQueue, Name: string(q.ID)}, board.Function{Kind: board.FnNight, Name: string(q.ID)})
	}
	for i := range f.Shot.Breaks {
		fns = append(fns, board.Function{Kind: board.FnBreak, Name: asText(i + 1)})
	}
	if !slices.Contains(fns, now) {
		fns = append(fns, now)
	}
	var all []choice
	for _, fn := range fns {
		all = append(all, choice{fn.String(), f.functionName(fn), fn == now})
	}
	return all
}

// putKey puts a function on a key.
func (p *Pages) putKey(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	if p.Front == nil {
		p.notFound(w, r, f)
		return
	}
	key, does := r.PostFormValue("key"), r.PostFormValue("fn")
	fn, err := profile.Function(does)
	known := slices.ContainsFunc(p.Front.Profile().Keys, func(k board.Key) bool { return k.Name == key })
	if err != nil || !known {
		p.fail(w, r, http.StatusBadRequest, "error.form")
		return
	}
	err = p.Settings.Change(f.User.ID, func(o *telephony.Office) error {
		o.Keys = slices.DeleteFunc(slices.Clone(o.Keys), func(k telephony.FrontKey) bool { return k.Key == key })
		o.Keys = append(o.Keys, telephony.FrontKey{Key: key, Does: fn.String()})
		slices.SortFunc(o.Keys, func(a, b telephony.FrontKey) int { return strings.Compare(a.Key, b.Key) })
		return nil
	})
	switch {
	case err == nil:
	case wantsParts(r):
		answerJSON(w, &answer{Form: "keys", Text: f.refused(err)})
		return
	default:
		f.Trouble = f.refused(err)
		p.show(w, r, http.StatusConflict, "panel", p.newPanel(f))
		return
	}
	p.done(w, r)
}

// testLamp lights a lamp, or all.
func (p *Pages) testLamp(w http.ResponseWriter, r *http.Request, f *frame) {
	p.orderFront(w, r, f, func() { p.Front.Test(r.PostFormValue("lamp")) })
}

// findKey has the next press tell which key it was.
func (p *Pages) findKey(w http.ResponseWriter, r *http.Request, f *frame) {
	p.orderFront(w, r, f, func() { p.Front.Find(r.PostFormValue("on") != "") })
}

func (p *Pages) orderFront(w http.ResponseWriter, r *http.Request, f *frame, do func()) {
	if !p.readForm(w, r) {
		return
	}
	if p.Front == nil {
		p.notFound(w, r, f)
		return
	}
	do()
	p.done(w, r)
}

// done: the page shows what came of it.
func (p *Pages) done(w http.ResponseWriter, r *http.Request) {
	if wantsParts(r) {
		answerJSON(w, nil)
		return
	}
	back(w, r, "/panel")
}
