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
	return all
}

// onwardText is how a way stands in the form.
func onwardText(o telephony.Onward) string {
	if o.Queue != "" {
		return "queue " + string(o.Queue)
	}
	return ""
}

func (v form) onward(name string, o *telephony.Office) (to telephony.Onward) {
	sent := v.sent.Get(name)
	queue, _ := strings.CutPrefix(sent, "queue ")
	to.Queue = telephony.QueueID(queue)
	if sent != "" && !slices.ContainsFunc(o.Queues, func(q telephony.Queue) bool { return q.ID == to.Queue }) {
		v.say(name, "error.choose")
	}
	return to
}
