package dialplan

import (
	"cmp"
	"slices"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/number"
)

// Dial is what is known when a phone calls a number.
type Dial struct {
	Seat    telephony.SeatID
	To      telephony.Number
	Down    []telephony.TrunkID // don't work now
	Full    []telephony.TrunkID // carry as many calls as they can
	Trusted bool                // the time of day is sure
}

// Way is where a call of a phone leads: to one of the first three, or nowhere
// for the reason in Why.
type Way struct {
	Seat      telephony.SeatID
	Queue     *telephony.Inbound  // one of our own numbers: it never leaves the house (WIRE 52)
	Trunks    []telephony.TrunkID // in the order in which they are tried
	To        telephony.Number    // to be dialled there
	Emergency bool
	Abroad    bool // or at a higher price: it counts towards those limits
	Why       telephony.DialRefusal
}

// Outward says where a call of a phone leads. Emergency numbers come before
// every rule (P-EMERG-1), then seats, our own numbers, and what the office
// allows outside.
func Outward(o *telephony.Office, d Dial) Way {
	if e := number.Emergency(o.Country, d.To); e != "" {
		return lead(Way{To: e, Emergency: true}, trunks(o, d, true), telephony.DialNoTrunk)
	}
	if way, ok := inside(o, d); ok {
		return way
	}
	way := Way{To: d.To}
	switch number.Classify(o.Country, d.To) {
	case number.Strange:
		way.Why = telephony.DialNowhere
		return way
	case number.Service:
		if !o.Outward.Services {
			way.Why = telephony.DialService
		}
	case number.Premium:
		way.Abroad = true
		if !o.Outward.Premium {
			way.Why = telephony.DialPremium
		}
	case number.Abroad:
		way.Abroad = true
		if !number.InCountry(d.To, o.Outward.Countries) {
			way.Why = telephony.DialAbroad
		}
	case number.National:
	}
	if way.Abroad && !d.Trusted && way.Why == "" {
		way.Why = telephony.DialClock // caps are at their strictest
	}
	if way.Why != "" {
		return way
	}
	list := trunks(o, d, false)
	free := slices.DeleteFunc(slices.Clone(list), func(t telephony.TrunkID) bool { return slices.Contains(d.Full, t) })
	if len(list) > 0 {
		return lead(way, free, telephony.DialLinesBusy)
	}
	return lead(way, list, telephony.DialNoTrunk)
}

// lead completes a way outside; without a trunk it leads nowhere for the
// reason given.
func lead(w Way, list []telephony.TrunkID, none telephony.DialRefusal) Way {
	if w.Trunks = list; len(list) == 0 {
		w.Why = none
	}
	return w
}

// Carriers are the trunks by which an emergency call from a seat may leave,
// the line of the seat's place first.
func Carriers(o *telephony.Office, seat telephony.SeatID) []telephony.TrunkID {
	return trunks(o, Dial{Seat: seat}, true)
}

// Place is where a seat stands; false: nobody knows.
func Place(o *telephony.Office, seat telephony.SeatID) (telephony.Site, bool) {
	p := slices.IndexFunc(o.Seats, func(p telephony.Seat) bool { return p.ID == seat })
	if p < 0 || o.Seats[p].Site == "" {
		return telephony.Site{}, false
	}
	i := slices.IndexFunc(o.Sites, func(at telephony.Site) bool { return at.ID == o.Seats[p].Site })
	if i < 0 {
		return telephony.Site{}, false
	}
	return o.Sites[i], true
}

// inside looks for a seat, and for a number of our own.
func inside(o *telephony.Office, d Dial) (Way, bool) {
	for _, p := range o.Seats {
		switch {
		case string(p.ID) != string(d.To) || p.Disabled:
		case p.ID == d.Seat:
			return Way{To: d.To, Why: telephony.DialOneself}, true
		default:
			return Way{To: d.To, Seat: p.ID}, true
		}
	}
	if in, own := Own(o, d.To); own {
		return Way{To: d.To, Queue: &in}, true
	}
	return Way{}, false
}

// Own finds the rule of a number that is ours: one that a rule names, or a
// trunk's main number.
func Own(o *telephony.Office, n telephony.Number) (telephony.Inbound, bool) {
	if n == "" || n == Rest {
		return telephony.Inbound{}, false
	}
	for _, in := range o.Numbers {
		if in.Number == n {
			return in, true
		}
	}
	for _, t := range o.Trunks {
		if !t.Disabled && Main(o.Country, &t) == n {
			return Lead(o, t.ID, n)
		}
	}
	return telephony.Inbound{}, false
}

// Main is a trunk's main number, empty where it isn't known.
func Main(country string, t *telephony.Trunk) telephony.Number {
	if t.Number != "" || t.Register == nil {
		return t.Number
	}
	return number.Parse(country, t.Register.User)
}

// Ours says that calls over the trunk may show this number: it is the
// trunk's own, or calls to it come in over the trunk.
func Ours(o *telephony.Office, trunk telephony.TrunkID, n telephony.Number) bool {
	return slices.ContainsFunc(o.Numbers, func(in telephony.Inbound) bool {
		return in.Number == n && (in.Trunk == "" || in.Trunk == trunk)
	})
}

// trunks lists those that could carry the call, the line of the seat's place
// first, one with room before one that is full, one that works before one that
// doesn't; in need every one is tried.
func trunks(o *telephony.Office, d Dial, need bool) []telephony.TrunkID {
	i := slices.IndexFunc(o.Seats, func(p telephony.Seat) bool { return p.ID == d.Seat })
	if i < 0 {
		return nil
	}
	seat := o.Seats[i]
	var list []telephony.Trunk
	for _, t := range o.Trunks {
		down := slices.Contains(d.Down, t.ID)
		if carries(&t, &seat) && (need || !down) {
			list = append(list, t)
		}
	}
	rank := func(t telephony.Trunk) (n int) {
		if slices.Contains(d.Full, t.ID) {
			n += 4
		}
		if slices.Contains(d.Down, t.ID) {
			n += 2
		}
		if seat.Site == "" || t.Site != seat.Site {
			n++
		}
		return n
	}
	slices.SortStableFunc(list, func(a, b telephony.Trunk) int { return cmp.Compare(rank(a), rank(b)) })
	var ids []telephony.TrunkID
	for _, t := range list {
		ids = append(ids, t.ID)
	}
	return ids
}

// carries says that calls can leave by the trunk. A simulated seat never
// reaches a real one.
func carries(t *telephony.Trunk, seat *telephony.Seat) bool {
	return !t.Disabled && (t.Host != "" || t.Register != nil) && (t.Simulated || !seat.Simulated)
}
