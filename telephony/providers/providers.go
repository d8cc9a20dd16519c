// Package providers holds the profiles of trunks: what providers and gateways
// are known to want. A profile is data; what no switch says the wire does for
// every trunk (one codec in an answer, G.722 where both ends speak it, packet
// times as asked for, 100rel, session timers from 90 s on).
package providers

import "github.com/spojka/spojka/telephony"

// All lists the profiles in the order of the page. Hosts are left out: they
// stand in the customer's contract and change.
func All() []telephony.Provider {
	return []telephony.Provider{
		{ID: "registering", Registers: true},
		{ID: "peer"},
		{ // the user of the password isn't the number, From has the provider's domain
			ID: "ipex", Registers: true,
			Needs: []string{"authUser", "fromDomain"},
		},
		{ // one account for all numbers: the request names the account, To the number
			ID: "odorik", Registers: true,
			Habits: telephony.Habits{Called: telephony.InTo},
		},
		{ // 1TR119: by TCP through a proxy of its own; 403 to a number that isn't the customer's
			ID: "telekom", Registers: true,
			Register: telephony.Register{TCP: true},
			Habits:   telephony.Habits{Shown: telephony.InPreferred},
			Needs:    []string{"authUser", "fromDomain", "outboundProxy"},
		},
		{ // a line or a phone behind a Grandstream: an INVITE for each digit ("early dial")
			ID:     "grandstream",
			Habits: telephony.Habits{Overlap: true, Caller: []telephony.NumberIn{telephony.InFrom}, Dials: telephony.FormNational},
		},
		{ // the number of who calls by mobile stands in From; older ones use Remote-Party-ID
			ID:     "gsm",
			Habits: telephony.Habits{Caller: []telephony.NumberIn{telephony.InFrom, telephony.InRemote}, Dials: telephony.FormNational},
		},
	}
}
