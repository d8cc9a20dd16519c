package webadmin

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spojka/spojka/telephony"
)

var queues = kind{name: "queues", rows: queueRows, fields: queueFields, write: writeQueue, remove: removeQueue}

func queueRows(f *frame) []row {
	var all []row
	for _, q := range f.Office.Queues {
		r := row{ID: string(q.ID), Name: q.Name, Off: q.Disabled}
		var from []string
		for _, n := range f.Office.Numbers {
			if n.Queue == q.ID {
				from = append(from, f.numberName(n.Number))
			}
		}
		r.Small = strings.Join(from, ", ")
		people := 0
		for _, a := range f.Office.Agents {
			if slices.Contains(a.Queues, q.ID) && !a.Disabled {
				people++
			}
		}
		r.Facts = append(r.Facts, f.N("settings.serve", people))
		if t, ok := f.tree(q.TreeIn); ok {
			r.Facts = append(r.Facts, t.Name)
		}
		all = append(all, r)
	}
	return all
}

func (f *frame) numberName(n telephony.Number) string {
	if n == "*" {
		return f.T("settings.every-number")
	}
	return f.Number(n)
}

func queueFields(f *frame, id string) ([]field, bool) {
	q, ok := edited(f.Office.Queues, id, queueID)
	var treeOptions []option
	for _, t := range f.Office.Trees {
		treeOptions = append(treeOptions, option{Value: string(t.ID), Text: t.Name})
	}
	return []field{
		f.field("text", "name", q.Name), f.ticks("sites", texts(q.Sites), siteOptions(f.Office)),
		f.pick("strategy", string(cmp.Or(q.Strategy, telephony.LongestIdle)), "", f.strategies()),
		f.number("ringTime", int(q.RingTime), "unit.s"), f.number("ringMost", q.RingMost, ""), f.field("area", "ranks", ranksText(q.Ranks)), f.number("anyAfter", int(q.AnyAfter), "unit.s"),
		f.number("pauseAfter", q.PauseAfter, ""), f.check("anyMustServe", q.AnyMustServe), f.check("showOverflow", q.ShowOverflow),
		f.pick("treeIn", string(q.TreeIn), "settings.no-tree", treeOptions), f.pick("treeOut", string(q.TreeOut), "settings.no-tree", treeOptions),
		f.number("weight", q.Weight, ""),
		f.number("maxWaiting", q.MaxWaiting, ""), f.pick("full", onwardText(q.Full), "onward.busy", f.onwards(q.ID)),
		f.number("maxWait", int(q.MaxWait), "unit.s"), f.pick("tooLong", onwardText(q.TooLong), "onward.end", f.onwards(q.ID)),
		f.pick("voicemail", string(q.Voicemail), "settings.no-voicemail", voicemailOptions(f.Office)), f.pick("keys", string(q.Keys), "keys.none", f.keys()), f.number("offerAfter", int(q.OfferAfter), "unit.s"),
		f.group("queue.hours"), f.pick("hours", string(q.Hours), "hours.always", hoursOptions(f.Office)),
		f.pick("closedQueue", string(q.Closed.Queue), "settings.nobody-else", f.otherQueues(q.ID)),
		f.pick("closedLeave", string(q.Closed.Leave), "closed.nothing", f.closedKeys()), f.pick("closedVoicemail", string(q.Closed.Voicemail), "settings.queues-voicemail", voicemailOptions(f.Office)),
		f.check("closedUnsure", q.ClosedUnsure),
		f.group("queue.sound"), f.pick("callersLang", q.Lang, "settings.voicemails-lang", languages), f.field("text", "greeting", q.Greeting), f.field("text", "music", q.Music),
		f.field("text", "outNumber", string(q.Number)), f.check("disabled", q.Disabled),
	}, ok
}

func writeQueue(f *frame, o *telephony.Office, id string, v form) (string, problems) {
	q, i := member(o.Queues, id, queueID)
	q.Name, q.Sites = v.name("name"), ids[telephony.SiteID](v.sent["sites"])
	v.ringing(&q, o)
	q.RingTime, q.AnyAfter, q.MaxWait = v.seconds("ringTime"), v.seconds("anyAfter"), v.seconds("maxWait")
	if q.RingTime > 0 && q.RingTime < 5 {
		v.say("ringTime", "error.ring-time")
	}
	q.AnyMustServe, q.ShowOverflow, q.Disabled = v.on("anyMustServe"), v.on("showOverflow"), v.on("disabled")
	q.TreeIn, q.TreeOut = telephony.TreeID(v.sent.Get("treeIn")), telephony.TreeID(v.sent.Get("treeOut"))
	q.PauseAfter = v.whole("pauseAfter", 100)
	q.Weight, q.MaxWaiting = v.whole("weight", 1000), v.whole("maxWaiting", 10000)
	q.Voicemail, q.Keys, q.OfferAfter = telephony.VoicemailID(v.sent.Get("voicemail")), telephony.Keys(v.sent.Get("keys")), v.seconds("offerAfter")
	q.Full, q.TooLong = v.onward("full", o), v.onward("tooLong", o)
	if leaves := q.Keys != telephony.KeysOff || q.Full.Leave != "" || q.TooLong.Leave != ""; leaves && q.Voicemail == "" {
		v.say("voicemail", "error.no-voicemail")
	}
	v.closed(&q, o)
	q.Greeting, q.Music = v.text("greeting", 64), v.text("music", 64)
	q.Number = v.phone("outNumber")
	if i < 0 {
		q.ID = freshID(o.Queues, q.Name, queueID)
	}
	o.Queues = placed(o.Queues, i, q)
	return string(q.ID), v.wrong
}

// phone reads a telephone number; empty stays empty.
func (v form) phone(name string) telephony.Number {
	s := strings.TrimSpace(v.sent.Get(name))
	if s == "" {
		return ""
	}
	n := v.f.p.ReadNumber(s)
	if n == "" {
		v.say(name, "error.phone", s)
	}
	return n
}

func removeQueue(f *frame, o *telephony.Office, id string) string {
	for _, n := range o.Numbers {
		if string(n.Queue) == id {
			return f.T("used.number", f.numberName(n.Number))
		}
	}
	for _, q := range o.Queues {
		if string(q.Full.Queue) == id || string(q.TooLong.Queue) == id || string(q.Closed.Queue) == id {
			return f.T("used.queue", q.Name)
		}
	}
	for _, c := range f.Shot.Calls {
		if string(c.Queue) == id {
			return f.T("used.call")
		}
	}
	o.Queues = without(o.Queues, id, queueID)
	for i := range o.Agents {
		o.Agents[i].Queues = slices.DeleteFunc(slices.Clone(o.Agents[i].Queues), func(q telephony.QueueID) bool { return string(q) == id })
	}
	return ""
}
