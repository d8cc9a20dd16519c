package key

import (
	"strings"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
)

// starNight are the codes that say which way the night switch is to go, by
// their last digit.
var starNight = map[string]telephony.Hold{"0": telephony.HoldNot, "1": telephony.HoldClosed, "2": telephony.HoldOpen}

// nightByStar is the wish of a star code of the night switch; false: it is
// none.
func nightByStar(s *telephony.Snapshot, me *telephony.AgentView, name string) (telephony.Wish, *telephony.Refusal, bool) {
	way, _ := strings.CutPrefix(name, StarNight)
	switch {
	case !isNightStar(name):
		return nil, nil, false
	case way == "":
		w, r := night(s, me, "")
		return w, r, true
	}
	return telephony.SetNight{Agent: me.ID, Hold: starNight[way]}, nil, true
}

func isNightStar(name string) bool {
	way, star := strings.CutPrefix(name, StarNight)
	_, known := starNight[way]
	return star && (way == "" || known)
}

// Confirmed is the prompt, but for its language, that says to the phone which
// asked what came of its wish; empty: nothing is said.
func Confirmed(s *telephony.Snapshot, w telephony.Wish) string {
	set, ok := w.(telephony.SetNight)
	if !ok {
		return ""
	}
	open := false
	board.Switched(s, string(set.Queue), func(q *telephony.QueueView) { open = open || !q.Closed })
	switch {
	case set.Hold == telephony.HoldNot:
		return "night-off"
	case open:
		return "night-open"
	}
	return "night-closed"
}
