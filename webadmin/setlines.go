package webadmin

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/spojka/spojka/telephony"
)

var (
	trunks  = kind{name: "trunks", rows: trunkRows, fields: trunkFields, write: writeTrunk, remove: removeTrunk}
	numbers = kind{name: "numbers", rows: numberRows, fields: numberFields, write: writeNumber, remove: removeNumber}
)

func trunkRows(f *frame) []row {
	var all []row
	for _, t := range f.Office.Trunks {
		r := row{ID: string(t.ID), Name: t.Name, Small: strings.Join(t.Peers, ", "), Off: t.Disabled}
		for _, view := range f.Shot.Trunks {
			if view.ID == t.ID && view.Up {
				r.Facts = append(r.Facts, f.T("settings.up"))
			} else if view.ID == t.ID {
				r.Facts = append(r.Facts, f.T("settings.down"))
			}
		}
		if t.Simulated {
			r.Facts = append(r.Facts, f.T("field.simulated"))
		}
		all = append(all, r)
	}
	return all
}

func trunkFields(f *frame, id string) ([]field, bool) {
	t, ok := telephony.Trunk{}, id == ""
	for _, one := range f.Office.Trunks {
		if string(one.ID) == id {
			t, ok = one, true
		}
	}
	return []field{
		f.field("text", "name", t.Name), f.field("area", "peers", strings.Join(t.Peers, "\n")), f.field("text", "host", t.Host),
		f.check("disabled", t.Disabled),
	}, ok
}

func writeTrunk(_ *frame, o *telephony.Office, id string, v form) (string, problems) {
	t := telephony.Trunk{ID: telephony.TrunkID(id)}
	i := slices.IndexFunc(o.Trunks, func(one telephony.Trunk) bool { return one.ID == t.ID })
	if i >= 0 {
		t = o.Trunks[i]
	}
	t.Name, t.Host, t.Disabled = v.name("name"), v.text("host", 100), v.on("disabled")
	t.Peers = strings.Fields(strings.ReplaceAll(v.sent.Get("peers"), ",", " "))
	if len(t.Peers) == 0 {
		v.say("peers", "error.no-peer")
	}
	for _, peer := range t.Peers {
		if !isPeer(peer) {
			v.say("peers", "error.peer", peer)
		}
	}
	if i >= 0 {
		o.Trunks[i] = t
		return id, v.wrong
	}
	t.ID = telephony.TrunkID(slug(t.Name, func(x string) bool {
		return slices.ContainsFunc(o.Trunks, func(one telephony.Trunk) bool { return string(one.ID) == x })
	}))
	o.Trunks = append(o.Trunks, t)
	return string(t.ID), v.wrong
}

// isPeer takes an address, an address with a port, or a prefix.
func isPeer(s string) bool {
	if _, err := netip.ParseAddr(s); err == nil {
		return true
	}
	if _, err := netip.ParsePrefix(s); err == nil {
		return true
	}
	_, err := netip.ParseAddrPort(s)
	return err == nil
}

func removeTrunk(f *frame, o *telephony.Office, id string) string {
	for _, n := range o.Numbers {
		if string(n.Trunk) == id {
			return f.T("used.number", f.numberName(n.Number))
		}
	}
	o.Trunks = slices.DeleteFunc(o.Trunks, func(t telephony.Trunk) bool { return string(t.ID) == id })
	return ""
}

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
	n, ok := telephony.Inbound{}, id == ""
	for _, one := range f.Office.Numbers {
		if numberKey(one) == id {
			n, ok = one, true
		}
	}
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
	o.Numbers = slices.DeleteFunc(o.Numbers, func(n telephony.Inbound) bool { return numberKey(n) == id })
	return ""
}
