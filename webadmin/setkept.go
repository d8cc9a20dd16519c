package webadmin

import "github.com/spojka/spojka/telephony"

// kept says how long the messages of calls are kept.
var kept = sheet{
	name: "signals",
	fields: func(f *frame) []field {
		return []field{
			f.group("signals.kept"), f.number("signalDays", f.Office.Signals.Days, "unit.days"), f.number("signalMB", f.Office.Signals.Megabytes, "unit.MB"),
		}
	},
	read: func(v form) func(*telephony.Office) {
		next := telephony.KeptSignals{Days: v.whole("signalDays", telephony.MostSignalDays), Megabytes: v.whole("signalMB", telephony.MostSignalMB)}
		if next.Megabytes != 0 && next.Megabytes < telephony.LeastSignalMB {
			v.say("signalMB", "error.least", telephony.LeastSignalMB)
		}
		return func(o *telephony.Office) { o.Signals = next }
	},
}
