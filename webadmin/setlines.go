package webadmin

import (
	"slices"
	"strings"

	"github.com/spojka/spojka/telephony"
)

var numbers = kind{name: "numbers", rows: numberRows, fields: numberFields, write: writeNumber, remove: removeNumber}

// numberKey names an inbound number in an address: two trunks may have it.
func numberKey(n telephony.Inbound) string {
	if n.Trunk == "" {
		return string(n.Number)
	}
	return string(n.Number) + "@" + string(n.Trunk)
}

func numberRows(f *frame) []row {
	var all []row
	for _, n := range f.Office.Numbers {
		q, _ := f.queue(n.Queue)
		all = append(all, row{ID: numberKey(n), Name: f.numberName(n.Number), Small: n.Line, Facts: []string{f.T("settings.leads", q.Name)}})
	}
	return all
}

func numberFields(f *frame, id string) ([]field, bool) {
	n, ok := edited(f.Office.Numbers, id, numberKey)
	shown := ""
	if n.Number != "" {
		shown = string(n.Number)
		if n.Number != "*" {
			shown = f.Number(n.Number)
		}
	}
	var trunkOptions []option
	for _, t := range f.Office.Trunks {
		trunkOptions = append(trunkOptions, option{Value: string(t.ID), Text: t.Name})
	}
	return []field{
		f.field("text", "number", shown), f.pick("trunk", string(n.Trunk), "settings.any-trunk", trunkOptions),
		f.pick("queue", string(n.Queue), "", queueOptions(f.Office)), f.field("text", "line", n.Line),
	}, ok
}

func writeNumber(f *frame, o *telephony.Office, id string, v form) (string, problems) {
	n := telephony.Inbound{Trunk: telephony.TrunkID(v.sent.Get("trunk")), Queue: telephony.QueueID(v.sent.Get("queue")), Line: v.text("line", 60)}
	switch s := strings.TrimSpace(v.sent.Get("number")); s {
	case "":
		v.say("number", "error.number")
	case "*":
		n.Number = "*"
	default:
		n.Number = v.phone("number")
	}
	if _, ok := f.queue(n.Queue); !ok {
		v.say("queue", "error.queue")
	}
	key := numberKey(n)
	if key != id && slices.ContainsFunc(o.Numbers, func(one telephony.Inbound) bool { return numberKey(one) == key }) {
		v.say("number", "error.number-taken")
	}
	for i := range o.Numbers {
		if numberKey(o.Numbers[i]) == id {
			o.Numbers[i] = n
			return key, v.wrong
		}
	}
	o.Numbers = append(o.Numbers, n)
	return key, v.wrong
}

func removeNumber(_ *frame, o *telephony.Office, id string) string {
	o.Numbers = without(o.Numbers, id, numberKey)
	return ""
}
