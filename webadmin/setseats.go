package webadmin

import (
	"slices"
	"strings"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

var (
	seats  = kind{name: "seats", rows: seatRows, fields: seatFields, write: writeSeat, remove: removeSeat, live: true}
	breaks = kind{name: "breaks", rows: breakRows, fields: breakFields, write: writeBreak, remove: removeBreak}
	sites  = kind{name: "sites", rows: siteRows, fields: siteFields, write: writeSite, remove: removeSite}
)

func seatRows(f *frame) []row {
	var all []row
	for _, s := range f.Office.Seats {
		r := row{ID: string(s.ID), Name: string(s.ID) + " " + s.Name, Small: f.siteName(s.Site), Off: s.Disabled}
		reach := f.seat(s.ID).Reach
		if r.State = (state{S: "lost", Sign: "lost", Word: f.W("reach", reach)}); reach == telephony.Reachable {
			r.State.S, r.State.Sign = "air", "ok"
		}
		if s.Simulated {
			r.Facts = append(r.Facts, f.T("field.simulated"))
		}
		all = append(all, r)
	}
	return all
}

func seatFields(f *frame, id string) ([]field, bool) {
	s, ok := edited(f.Office.Seats, id, seatID)
	extension := f.field("text", "extension", string(s.ID))
	extension.Fixed = id != ""
	all := []field{extension, f.field("text", "name", s.Name), f.pick("site", string(s.Site), "settings.none", siteOptions(f.Office))}
	if f.HasPhones() {
		all = append(all, f.check("simulated", s.Simulated), f.check("autoAnswer", s.AutoAnswer))
	}
	return append(all, f.pick("digest", string(s.Digest), "digest.usual", f.digests()), f.check("disabled", s.Disabled)), ok
}

// digests are the ways in which a phone may be asked for its password.
func (f *frame) digests() (all []option) {
	for _, d := range []telephony.Digest{telephony.DigestMD5, telephony.DigestMD5First, telephony.DigestSHAFirst} {
		all = append(all, option{Value: string(d), Text: f.T(lang.Key("digest." + string(d)))})
	}
	return all
}

func writeSeat(f *frame, o *telephony.Office, id string, v form) (string, problems) {
	s, i := member(o.Seats, id, seatID)
	if i < 0 {
		s.ID = telephony.SeatID(strings.TrimSpace(v.sent.Get("extension")))
		switch {
		case len(s.ID) < 2 || len(s.ID) > 6 || strings.Trim(string(s.ID), "0123456789") != "":
			v.say("extension", "error.extension")
		case placeOf(o.Seats, string(s.ID), seatID) >= 0:
			v.say("extension", "error.taken")
		}
	}
	s.Name, s.Site, s.Disabled = v.name("name"), telephony.SiteID(v.sent.Get("site")), v.on("disabled")
	s.Digest = telephony.Digest(v.sent.Get("digest"))
	if s.Digest != "" && !slices.ContainsFunc(f.digests(), func(o option) bool { return o.Value == string(s.Digest) }) {
		v.say("digest", "error.choose")
	}
	if f.HasPhones() {
		s.Simulated, s.AutoAnswer = v.on("simulated"), v.on("autoAnswer")
	}
	o.Seats = placed(o.Seats, i, s)
	return string(s.ID), v.wrong
}

func removeSeat(f *frame, o *telephony.Office, id string) string {
	for _, a := range f.Shot.Agents {
		if string(a.Seat) == id {
			return f.T("used.signed-on", a.Name, id)
		}
	}
	o.Seats = without(o.Seats, id, seatID)
	for i := range o.Agents {
		o.Agents[i].Seats = slices.DeleteFunc(slices.Clone(o.Agents[i].Seats), func(s telephony.SeatID) bool { return string(s) == id })
	}
	return ""
}

func breakRows(f *frame) []row {
	var all []row
	for i, b := range f.Office.Breaks {
		all = append(all, row{ID: string(b.ID), Name: b.Name, Small: "Alt+" + asText(i+1)})
	}
	return all
}

func breakFields(f *frame, id string) ([]field, bool) {
	for _, b := range f.Office.Breaks {
		if string(b.ID) == id {
			return []field{f.field("text", "name", b.Name)}, true
		}
	}
	return []field{f.field("text", "name", "")}, id == ""
}

func writeBreak(_ *frame, o *telephony.Office, id string, v form) (string, problems) {
	b, i := member(o.Breaks, id, breakID)
	b.Name = v.name("name")
	if i < 0 {
		if len(o.Breaks) >= 9 { // S-BREAK-2
			v.say("name", "error.nine-breaks")
		}
		b.ID = freshID(o.Breaks, b.Name, breakID)
	}
	o.Breaks = placed(o.Breaks, i, b)
	return string(b.ID), v.wrong
}

func removeBreak(_ *frame, o *telephony.Office, id string) string {
	o.Breaks = without(o.Breaks, id, breakID)
	return ""
}

func siteRows(f *frame) []row {
	var all []row
	for _, s := range f.Office.Sites {
		all = append(all, row{ID: string(s.ID), Name: s.Name, Small: f.ownerName(s.Owner)})
	}
	return all
}

func (f *frame) ownerName(id telephony.CustomerID) string {
	if card, ok, err := f.p.Customers.Customer(id); err == nil && ok && id != "" {
		return card.Name
	}
	return string(id)
}

func siteFields(f *frame, id string) ([]field, bool) {
	s, ok := edited(f.Office.Sites, id, siteID)
	number := ""
	if s.Number != "" {
		number = f.Number(s.Number)
	}
	return []field{f.field("text", "name", s.Name), f.field("text", "owner", string(s.Owner)), f.field("text", "siteNumber", number)}, ok
}

func writeSite(f *frame, o *telephony.Office, id string, v form) (string, problems) {
	s := telephony.Site{ID: telephony.SiteID(id), Name: v.name("name"), Owner: telephony.CustomerID(v.text("owner", 40)), Number: v.phone("siteNumber")}
	if s.Owner != "" {
		if _, ok, err := f.p.Customers.Customer(s.Owner); err != nil || !ok {
			v.say("owner", "error.no-owner")
		}
	}
	i := placeOf(o.Sites, id, siteID)
	if i < 0 {
		s.ID = freshID(o.Sites, s.Name, siteID)
	}
	o.Sites = placed(o.Sites, i, s)
	return string(s.ID), v.wrong
}

func removeSite(f *frame, o *telephony.Office, id string) string {
	for _, q := range o.Queues {
		if slices.Contains(q.Sites, telephony.SiteID(id)) {
			return f.T("used.queue", q.Name)
		}
	}
	for _, s := range o.Seats {
		if string(s.Site) == id {
			return f.T("used.seat", string(s.ID))
		}
	}
	o.Sites = without(o.Sites, id, siteID)
	return ""
}
