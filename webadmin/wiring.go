package webadmin

import (
	"net/http"
	"slices"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/lamp"
	"github.com/spojka/spojka/board/profile"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// howView is how one kind of part is wired.
type howView struct{ What, Text string }

// wiringHelp says how the parts of this front are wired, each kind once.
func (f *frame) wiringHelp(p board.Profile) []howView {
	if p.Simulated || !f.User.Installer {
		return nil
	}
	has := map[string]bool{"header": profile.Header(p), "expander": len(p.Expanders) > 0, "chain": len(p.Chains) > 0, "pwm": len(p.PWMs) > 0}
	lampHas := func(l board.Lamp) {
		for _, line := range l.Lines() {
			chip := slices.ContainsFunc(p.Chips, func(c board.Chip) bool { return c.Name == line.Where })
			expander := slices.ContainsFunc(p.Expanders, func(x board.Expander) bool { return x.Name == line.Where })
			switch {
			case !chip && !expander:
			case chip && line.Low && l.Function.Kind == board.FnFault:
				has["fault"] = true
			case line.Low:
				has["low"] = true
			default:
				has["high"] = true
			}
		}
	}
	for _, l := range p.Lamps {
		lampHas(l)
	}
	for _, k := range p.Keys {
		lampHas(k.Lamp)
		has["key-low"] = has["key-low"] || k.Press.Low
		has["key-high"] = has["key-high"] || k.Press.Wired() && !k.Press.Low
	}
	var all []howView
	for _, what := range []string{"header", "high", "low", "fault", "key-low", "key-high", "expander", "chain", "pwm"} {
		if has[what] {
			all = append(all, howView{f.W("how", what), f.W("how-text", what)})
		}
	}
	return all
}

// frontView is what an installer says of the front.
type frontView struct {
	telephony.Front
	Optional   bool // the board may have no front
	From, Till []option
}

func (f *frame) frontSetting() *frontView {
	if f.p.Front.Profile().Simulated || !f.User.Installer {
		return nil
	}
	v := &frontView{Front: f.Office.Front, Optional: f.p.FrontOptional}
	from, till := lamp.NightHours(v.Front)
	for hour := range 24 {
		text := asText(hour) + ":00"
		v.From = append(v.From, option{Value: asText(hour), Text: text, On: hour == from})
		v.Till = append(v.Till, option{Value: asText(hour), Text: text, On: hour == till})
	}
	return v
}

// frontForm is the same as the book of changes shows it.
func (f *frame) frontForm(s telephony.Front) []field {
	from, till := lamp.NightHours(s)
	tick := func(name string, on bool) field {
		return field{Kind: "check", Name: name, Label: f.W("panel", name), On: on}
	}
	hour := func(name string, at int) field {
		return field{Kind: "text", Name: name, Label: f.W("panel", name), Value: asText(at) + ":00"}
	}
	return []field{tick("wired", s.Wired), hour("dim-from", from), hour("dim-till", till), tick("dim-closed", s.DimClosed), tick("bright", s.Bright)}
}

// putFront keeps what an installer says of the front.
func (p *Pages) putFront(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	if p.Front == nil {
		p.notFound(w, r, f)
		return
	}
	v := form{f, r.PostForm, make(problems)}
	next := telephony.Front{Wired: v.on("wired"), Bright: v.on("bright"), DimFrom: v.whole("from", 23), DimTill: v.whole("till", 23), DimClosed: v.on("closed")}
	if len(v.wrong) > 0 {
		p.fail(w, r, http.StatusBadRequest, lang.Key("error.form"))
		return
	}
	err := p.Settings.Change(f.User.ID, func(o *telephony.Office) error {
		if !p.FrontOptional {
			next.Wired = o.Front.Wired
		}
		o.Front = next
		return nil
	})
	if err != nil {
		f.Trouble = f.refused(err)
		p.show(w, r, http.StatusConflict, "panel", p.newPanel(f))
		return
	}
	back(w, r, "/panel?saved=1#pf")
}
