package webadmin

import (
	"slices"
	"strings"

	"github.com/spojka/spojka/telephony"
)

// people are the users: agents with their rights.
var people = kind{name: "people", rows: peopleRows, fields: peopleFields, write: writePerson, remove: removePerson}

// languages that people and callers may have.
var languages = []option{{Value: "cs", Text: "Čeština"}, {Value: "en", Text: "English"}}

func peopleRows(f *frame) []row {
	var all []row
	for _, a := range f.Office.Agents {
		r := row{ID: string(a.ID), Name: a.Name, Small: string(a.ID), Off: a.Disabled}
		var names []string
		for _, id := range a.Queues {
			if q, ok := f.queue(id); ok {
				names = append(names, q.Name)
			}
		}
		if len(names) > 0 {
			r.Facts = append(r.Facts, strings.Join(names, ", "))
		}
		if a.Supervisor {
			r.Facts = append(r.Facts, f.T("field.supervisor"))
		}
		if a.Installer {
			r.Facts = append(r.Facts, f.T("field.installer"))
		}
		all = append(all, r)
	}
	return all
}

func peopleFields(f *frame, id string) ([]field, bool) {
	a, ok := edited(f.Office.Agents, id, agentID)
	login := f.field("text", "login", string(a.ID))
	login.Fixed = id != ""
	var seatOptions []option
	for _, s := range f.Office.Seats {
		seatOptions = append(seatOptions, option{Value: string(s.ID), Text: string(s.ID) + " " + s.Name})
	}
	if a.Lang == "" {
		a.Lang = "cs"
	}
	return []field{
		login, f.field("text", "name", a.Name), f.field("password", "password", ""),
		f.pick("lang", a.Lang, "", languages),
		f.ticks("queues", texts(a.Queues), queueOptions(f.Office)), f.ticks("seats", texts(a.Seats), seatOptions),
		f.check("supervisor", a.Supervisor), f.check("installer", a.Installer), f.check("night", a.Night), f.check("seesUnregistered", a.SeesUnregistered),
		f.check("disabled", a.Disabled),
	}, ok
}

func writePerson(f *frame, o *telephony.Office, id string, v form) (string, problems) {
	a, i := member(o.Agents, id, agentID)
	if i < 0 {
		a.ID = telephony.AgentID(strings.TrimSpace(v.sent.Get("login")))
		switch {
		case !goodID(string(a.ID)) || string(a.ID) == fresh:
			v.say("login", "error.login")
		case placeOf(o.Agents, string(a.ID), agentID) >= 0:
			v.say("login", "error.taken")
		}
	}
	a.Name, a.Lang = v.name("name"), v.sent.Get("lang")
	a.Queues, a.Seats = ids[telephony.QueueID](v.sent["queues"]), ids[telephony.SeatID](v.sent["seats"])
	a.Supervisor, a.Installer, a.SeesUnregistered, a.Disabled = v.on("supervisor"), v.on("installer"), v.on("seesUnregistered"), v.on("disabled")
	a.Night = v.on("night")
	if password := v.sent.Get("password"); password != "" || i < 0 {
		if text := checkPerson(f, "x", "x", password)["password"]; text != "" {
			v.wrong["password"] = text
		}
	}
	o.Agents = placed(o.Agents, i, a)
	if !hasInstaller(*o) {
		v.say("installer", "error.last-installer")
	}
	return string(a.ID), v.wrong
}

func hasInstaller(o telephony.Office) bool {
	return slices.ContainsFunc(o.Agents, func(a telephony.Agent) bool { return a.Installer && !a.Disabled })
}

func removePerson(f *frame, o *telephony.Office, id string) string {
	for _, a := range f.Shot.Agents {
		if string(a.ID) == id && a.Seat != "" {
			return f.T("used.signed-on", a.Name, string(a.Seat))
		}
	}
	o.Agents = without(o.Agents, id, agentID)
	for i := range o.Queues {
		q := &o.Queues[i]
		q.Ranks = slices.DeleteFunc(slices.Clone(q.Ranks), func(r telephony.Rank) bool { return string(r.Agent) == id })
	}
	if !hasInstaller(*o) {
		return f.T("error.last-installer")
	}
	return ""
}
