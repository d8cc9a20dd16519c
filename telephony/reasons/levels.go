package reasons

import "github.com/spojka/spojka/telephony"

// Level is one list of choices on the page.
type Level struct {
	Options []telephony.ReasonNode
	Chosen  telephony.ReasonID // empty: nothing yet
	Code    bool               // all options are leaves: this is "Kód důvodu" (S-REASON-3)
}

// Levels gives the lists to show for what has been chosen so far: one for
// each choice made and one for the next, unless a leaf was reached. From the
// first number that doesn't fit on, choices are dropped (S-REASON-4).
func Levels(t *telephony.ReasonTree, chosen []telephony.ReasonID) []Level {
	var levels []Level
	options := t.Roots
	for len(options) > 0 {
		l := Level{Options: options, Code: leaves(options)}
		var n *telephony.ReasonNode
		if len(chosen) > 0 {
			n = among(options, chosen[0])
			chosen = chosen[1:]
		}
		if n == nil {
			return append(levels, l)
		}
		l.Chosen = n.ID
		levels = append(levels, l)
		options = n.Children
	}
	return levels
}

func leaves(level []telephony.ReasonNode) bool {
	for i := range level {
		if len(level[i].Children) > 0 {
			return false
		}
	}
	return true
}
