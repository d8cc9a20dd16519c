package webadmin

import (
	"slices"
	"strings"

	"github.com/spojka/spojka/telephony"
)

// onwards are the ways for callers whom a queue can't keep.
func (f *frame) onwards(self telephony.QueueID) []option {
	var all []option
	for _, q := range f.Office.Queues {
		if q.ID != self {
			to := telephony.Onward{Queue: q.ID}
			all = append(all, option{Value: onwardText(to), Text: f.T("onward.queue", q.Name)})
		}
	}
	return append(all,
		option{Value: "leave message", Text: f.T("onward.message")},
		option{Value: "leave call-back", Text: f.T("onward.call-back")},
		option{Value: "apology", Text: f.T("onward.apology")})
}

// onwardText is how a way stands in the form.
func onwardText(o telephony.Onward) string {
	switch {
	case o.Queue != "":
		return "queue " + string(o.Queue)
	case o.Leave != "":
		return "leave " + string(o.Leave)
	case o.Apology:
		return "apology"
	}
	return ""
}

func (v form) onward(name string, o *telephony.Office) (to telephony.Onward) {
	what, which, _ := strings.Cut(v.sent.Get(name), " ")
	ok := true
	switch what {
	case "":
	case "queue":
		to.Queue = telephony.QueueID(which)
		ok = slices.ContainsFunc(o.Queues, func(q telephony.Queue) bool { return q.ID == to.Queue })
	case "leave":
		to.Leave = telephony.ItemKind(which)
		ok = to.Leave == telephony.Message || to.Leave == telephony.CallBack
	case "apology":
		to.Apology = true
	default:
		ok = false
	}
	if !ok {
		v.say(name, "error.choose")
	}
	return to
}
