package webadmin

import (
	"cmp"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// thingLine is a thing of the settings that was changed.
type thingLine struct {
	What   string // what kind of thing
	Name   string // "Podpora"
	At     string // address of its form, where it still is
	How    string // that it came or went
	Fields []fieldChange
}

// fieldChange is a field before and after. A long text has only the lines
// that differ.
type fieldChange struct{ Label, Before, After string }

// settingOf says by what the audit book calls a kind of thing on which page it
// is set up, and how it is put into an office.
var settingOf = map[string]struct {
	kind kind
	put  func(*telephony.Office, json.RawMessage)
}{
	"site": {sites, func(o *telephony.Office, b json.RawMessage) { o.Sites = only[telephony.Site](b) }},
	"queue": {queues, func(o *telephony.Office, b json.RawMessage) {
		o.Queues = join(o.Queues, b, queueID)
	}},
	"agent": {people, func(o *telephony.Office, b json.RawMessage) {
		o.Agents = join(o.Agents, b, agentID)
	}},
	"seat": {seats, func(o *telephony.Office, b json.RawMessage) {
		o.Seats = join(o.Seats, b, seatID)
	}},
	"trunk": {trunks, func(o *telephony.Office, b json.RawMessage) {
		o.Trunks = join(o.Trunks, b, trunkID)
	}},
	"number": {numbers, func(o *telephony.Office, b json.RawMessage) { o.Numbers = only[telephony.Inbound](b) }},
	"break":  {breaks, func(o *telephony.Office, b json.RawMessage) { o.Breaks = only[telephony.Break](b) }},
	"hours": {openingHours, func(o *telephony.Office, b json.RawMessage) {
		o.Hours = join(o.Hours, b, hoursID)
	}},
	"day":       {ownDays, func(o *telephony.Office, b json.RawMessage) { o.OwnDays = only[telephony.OwnDay](b) }},
	"voicemail": {voicemails, func(o *telephony.Office, b json.RawMessage) { o.Voicemails = only[telephony.Voicemail](b) }},
	"tree":      {trees, func(o *telephony.Office, b json.RawMessage) { o.Trees = only[telephony.ReasonTree](b) }},
}

func only[T any](text json.RawMessage) []T { return join(nil, text, func(T) any { return nil }) }

// join puts a thing among the others, in the place of the one that it was or
// became.
func join[T any, I comparable](all []T, text json.RawMessage, id func(T) I) []T {
	var one T
	if json.Unmarshal(text, &one) != nil {
		return all
	}
	all = slices.DeleteFunc(slices.Clone(all), func(x T) bool { return id(x) == id(one) })
	return append(all, one)
}

// thingLine writes a change for people.
func (f *frame) thingLine(d telephony.Difference) thingLine {
	name, id, member := strings.Cut(d.What, " ")
	l := thingLine{What: f.T("thing.other"), Name: d.What}
	if name == "password" {
		l.What, l.Name = f.T("thing.password"), f.passwordOf(strings.TrimPrefix(id, "of "))
		l.How = f.T("audit.changed")
		return l
	}
	if k := lang.Key("thing." + name); lang.Has(k) {
		l.What, l.Name = f.T(k), id
	}
	switch {
	case !member: // a page of settings is there always
	case d.Before == nil:
		l.How = f.T("audit.added")
	case d.After == nil:
		l.How = f.T("audit.removed")
	}
	if t, ok := settingOf[name]; ok && member {
		f.thingFields(&l, t.kind, d, t.put, id)
		return l
	}
	l.Fields = f.partFields(name, d)
	return l
}

// passwordOf names whose password it was: "jana", "seat 203", "trunk o2",
// "the mail server".
func (f *frame) passwordOf(what string) string {
	if what == "the mail server" {
		return f.T("audit.mail-server")
	}
	kind, id, more := strings.Cut(what, " ")
	if k := lang.Key("thing." + kind); more && lang.Has(k) {
		return f.T(k) + " " + id
	}
	return f.personName(telephony.AgentID(what))
}

// thingFields compares a thing field by field, as its form shows it.
func (f *frame) thingFields(l *thingLine, k kind, d telephony.Difference, put func(*telephony.Office, json.RawMessage), id string) {
	if k.name == "numbers" {
		id = strings.Replace(id, " ", "@", 1)
	}
	shown := func(text json.RawMessage) []field {
		if text == nil {
			return nil
		}
		then := *f
		put(&then.Office, text)
		fields, _ := k.fields(&then, id)
		return fields
	}
	before, after := shown(d.Before), shown(d.After)
	for _, one := range slices.Concat(after, before) {
		if (one.Name == "name" || one.Name == "voicemailName" || one.Name == "number" && k.name == "numbers") && one.Value != "" {
			l.Name = one.Value
			break
		}
	}
	if k.name == ownDays.name {
		date, _, _ := strings.Cut(id, " ")
		l.Name = f.dateText(date)
	}
	l.Fields = compareFields(f, before, after)
	if _, there := k.fields(f, id); there && f.User.Installer {
		l.At = "/settings/" + k.name + "/" + url.PathEscape(id)
	}
}

// partFields compares a part of the office that is no list.
func (f *frame) partFields(name string, d telephony.Difference) []fieldChange {
	for _, one := range sheets {
		if one.name == name {
			return compareFields(f, one.as(f, d.Before), one.as(f, d.After))
		}
	}
	switch name {
	case post:
		return compareParts(f, d, f.mailForm)
	case "front":
		return compareParts(f, d, f.frontForm)
	case "copies":
		return compareParts(f, d, f.copiesForm)
	case "keeping":
		return compareParts(f, telephony.Difference{Before: usualKeeping(d.Before), After: usualKeeping(d.After)}, f.keepingForm)
	}
	return []fieldChange{{"", plain(d.Before), plain(d.After)}}
}

// usualKeeping is what holds where an office says nothing.
func usualKeeping(set json.RawMessage) json.RawMessage {
	if set == nil {
		set, _ = json.Marshal(telephony.UsualKeeping) // three figures: it can't fail
	}
	return set
}

// compareParts compares a part by its form.
func compareParts[T any](f *frame, d telephony.Difference, form func(T) []field) []fieldChange {
	var before, after T
	_, _ = json.Unmarshal(d.Before, &before), json.Unmarshal(d.After, &after)
	return compareFields(f, form(before), form(after))
}

// plain is JSON without its quotes.
func plain(text json.RawMessage) string {
	var s string
	if json.Unmarshal(text, &s) == nil {
		return s
	}
	return string(text)
}

// compareFields lists what differs; of a thing that came or went, what was
// filled in.
func compareFields(f *frame, before, after []field) (all []fieldChange) {
	was := make(map[string]string)
	for _, one := range before {
		was[one.Name] = f.fieldText(one)
	}
	longer, both := after, before != nil && after != nil
	if after == nil {
		longer = before
	}
	for _, one := range longer {
		c := fieldChange{Label: one.Label, Before: was[one.Name], After: f.fieldText(one)}
		if after == nil {
			c.After = ""
		}
		if !both && one.Kind == "check" && !one.On {
			continue // no need to say of a thing that came or went
		}
		if one.Kind == "area" || one.Kind == "code" || one.Kind == "week" {
			c.Before, c.After = differing(c.Before, c.After)
		}
		if c.Before != c.After && one.Kind != "group" && one.Kind != "password" {
			all = append(all, c)
		}
	}
	return all
}

// fieldText is what a field says, in words.
func (f *frame) fieldText(one field) string {
	switch one.Kind {
	case "check":
		if one.On {
			return f.T("audit.yes")
		}
		return f.T("audit.no")
	case "select", "ticks":
		var on []string
		for _, o := range one.Options {
			if o.On {
				on = append(on, o.Text)
			}
		}
		return strings.Join(on, ", ")
	}
	if one.Kind == "week" {
		var days []string
		for _, d := range one.Week {
			days = append(days, d.Label+" "+cmp.Or(strings.Join(d.Spans, ", "), f.T("hours.closed")))
		}
		return strings.Join(days, "\n")
	}
	if one.Value != "" && one.Unit != "" {
		return one.Value + "\u00a0" + one.Unit
	}
	return one.Value
}

// differing leaves the lines of two texts that the other doesn't have.
func differing(before, after string) (string, string) {
	old, now := strings.Split(before, "\n"), strings.Split(after, "\n")
	without := func(all, those []string) string {
		return strings.TrimSpace(strings.Join(slices.DeleteFunc(slices.Clone(all), func(s string) bool { return slices.Contains(those, s) }), "\n"))
	}
	return without(old, now), without(now, old)
}
