package webadmin

import "github.com/spojka/spojka/telephony"

// processing says when supervisors see that somebody's processing takes long.
var processing = sheet{
	name: "processing",
	fields: func(f *frame) []field {
		return []field{f.group("processing.watch"), f.number("longAfter", int(f.Office.Processing.LongAfter)/60, "unit.min")}
	},
	read: func(v form) func(*telephony.Office) {
		next := telephony.Processing{LongAfter: telephony.Seconds(60 * v.whole("longAfter", 24*60))}
		return func(o *telephony.Office) { o.Processing = next }
	},
}
