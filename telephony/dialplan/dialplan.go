// Package dialplan says where a call leads: one that rings in ([Lead]), one
// that a phone of ours makes ([Outward]), and whether it keeps the limits
// ([Within]).
package dialplan

import "github.com/spojka/spojka/telephony"

// Rest is the number that stands for every other number.
const Rest telephony.Number = "*"

// Lead gives the rule for a called number on a trunk: first the number as
// called, then [Rest]; of two rules for the same number the one that names
// the trunk. False: the number leads nowhere.
func Lead(o *telephony.Office, trunk telephony.TrunkID, to telephony.Number) (telephony.Inbound, bool) {
	best, rank := telephony.Inbound{}, 0
	for i := range o.Numbers {
		if r := fits(&o.Numbers[i], trunk, to); r > rank {
			best, rank = o.Numbers[i], r
		}
	}
	return best, rank > 0
}

// fits ranks a rule for a call: 0 means not at all, higher is closer.
func fits(in *telephony.Inbound, trunk telephony.TrunkID, to telephony.Number) int {
	rank := 0
	switch {
	case in.Number == to && to != Rest:
		rank = 3
	case in.Number == Rest:
		rank = 1
	default:
		return 0
	}
	switch in.Trunk {
	case trunk:
		return rank + 1
	case "":
		return rank
	}
	return 0
}
