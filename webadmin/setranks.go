package webadmin

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/webadmin/lang"
)

// strategies are the ways in which a queue may choose, each with what it does.
func (f *frame) strategies() []option {
	var all []option
	for _, s := range telephony.Strategies {
		all = append(all, option{Value: string(s), Text: f.T(lang.Key("strategy." + string(s)))})
	}
	return all
}

// ringing reads whom a queue rings, and how many.
func (v form) ringing(q *telephony.Queue, o *telephony.Office) {
	q.Strategy = telephony.Strategy(v.sent.Get("strategy"))
	if q.Strategy == telephony.LongestIdle {
		q.Strategy = ""
	}
	if q.Strategy != "" && !slices.Contains(telephony.Strategies, q.Strategy) {
		v.say("strategy", "error.choose")
	}
	q.RingMost = v.whole("ringMost", telephony.MostRinging)
	q.Ranks = v.ranks("ranks", o)
}

// ranks reads an order of agents, one a line: the login, and after how many
// seconds of waiting he joins in.
func (v form) ranks(name string, o *telephony.Office) []telephony.Rank {
	var all []telephony.Rank
	for line := range strings.Lines(v.sent.Get(name)) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		r, ok := rankOf(words, o)
		twice := slices.ContainsFunc(all, func(x telephony.Rank) bool { return x.Agent == r.Agent })
		switch {
		case !ok:
			v.say(name, "error.rank", strings.TrimSpace(line))
		case twice:
			v.say(name, "error.rank-twice", string(r.Agent))
		}
		all = append(all, r)
	}
	return all
}

func rankOf(words []string, o *telephony.Office) (r telephony.Rank, ok bool) {
	r.Agent = telephony.AgentID(words[0])
	if len(words) > 2 || !slices.ContainsFunc(o.Agents, func(a telephony.Agent) bool { return a.ID == r.Agent }) {
		return r, false
	}
	if len(words) == 2 {
		n, err := strconv.Atoi(words[1])
		if err != nil || n < 0 || n > 24*3600 {
			return r, false
		}
		r.After = telephony.Seconds(n)
	}
	return r, true
}

func ranksText(ranks []telephony.Rank) string {
	lines := make([]string, len(ranks))
	for i, r := range ranks {
		lines[i] = string(r.Agent)
		if r.After > 0 {
			lines[i] += fmt.Sprintf(" %d", r.After)
		}
	}
	return strings.Join(lines, "\n")
}
