package webadmin

import (
	"net/http"
	"slices"
	"strings"

	"github.com/spojka/spojka/telephony"
)

// outward is the one page of settings that is no list: where phones may call.
const outward = "outward"

func (f *frame) outwardForm(o telephony.Outward) []field {
	return []field{
		f.group("outward.where"), f.field("text", "countries", strings.Join(o.Countries, " ")), f.check("premium", o.Premium), f.check("services", o.Services),
		f.group("outward.most"), f.number("calls", o.Calls, ""), f.number("seatCalls", o.SeatCalls, ""), f.number("seatMinutes", o.SeatMinutes, "unit.min"),
		f.number("abroadCalls", o.AbroadCalls, ""), f.number("abroadMinutes", o.AbroadMinutes, "unit.min"),
	}
}

// readOutward reads the form.
func (v form) readOutward() telephony.Outward {
	o := telephony.Outward{
		Countries: strings.Fields(strings.ReplaceAll(v.sent.Get("countries"), ",", " ")), Premium: v.on("premium"), Services: v.on("services"),
		Calls: v.whole("calls", 1000), SeatCalls: v.whole("seatCalls", 100), SeatMinutes: v.whole("seatMinutes", 1440),
		AbroadCalls: v.whole("abroadCalls", 100), AbroadMinutes: v.whole("abroadMinutes", 1440*100),
	}
	for i, c := range o.Countries {
		o.Countries[i] = strings.TrimLeft(c, "+0")
		if c = o.Countries[i]; c != "*" && (len(c) < 1 || len(c) > 3 || strings.Trim(c, "0123456789") != "") {
			v.say("countries", "error.countries", c)
		}
	}
	slices.Sort(o.Countries)
	o.Countries = slices.Compact(o.Countries)
	return o
}

func (p *Pages) outwardPage(w http.ResponseWriter, r *http.Request, f *frame) {
	s := p.settingPage(f, kind{name: outward})
	s.Fields = f.outwardForm(f.Office.Outward)
	if r.FormValue("saved") != "" {
		f.Done = f.T("settings.saved")
	}
	p.show(w, r, http.StatusOK, "outward", s)
}

func (p *Pages) putOutward(w http.ResponseWriter, r *http.Request, f *frame) {
	if !p.readForm(w, r) {
		return
	}
	s := p.settingPage(f, kind{name: outward})
	s.Fields = f.outwardForm(f.Office.Outward)
	v := form{f, r.PostForm, make(problems)}
	next := v.readOutward()
	if len(v.wrong) == 0 {
		err := p.Settings.Change(f.User.ID, func(o *telephony.Office) error {
			o.Outward = next
			return nil
		})
		if err == nil {
			http.Redirect(w, r, "/settings/outward?saved=1", http.StatusSeeOther)
			return
		}
		f.Trouble = f.refused(err)
	}
	s.refill(r.PostForm, v.wrong)
	p.show(w, r, http.StatusUnprocessableEntity, "outward", s)
}
