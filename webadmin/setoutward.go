package webadmin

import (
	"slices"
	"strings"

	"github.com/spojka/spojka/telephony"
)

// outward says where phones may call.
var outward = sheet{
	name:   "outward",
	fields: func(f *frame) []field { return f.outwardForm(f.Office.Outward) },
	read: func(v form) func(*telephony.Office) {
		next := v.readOutward()
		return func(o *telephony.Office) { o.Outward = next }
	},
}

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
