package dialplan

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/number"
)

// Limits where the office sets none.
const (
	callsUsual         = 10
	seatCallsUsual     = 2
	seatMinutesUsual   = 300
	abroadCallsUsual   = 2
	abroadMinutesUsual = 60
)

// Use is what phones use of the lines now, and have used today.
type Use struct {
	Calls, SeatCalls, AbroadCalls int
	SeatTime, AbroadTime          time.Duration
}

// SeatTime is how long one seat may talk outside in a day, AbroadTime how long
// all of them may talk abroad.
func SeatTime(o *telephony.Outward) time.Duration {
	return time.Duration(cmp.Or(o.SeatMinutes, seatMinutesUsual)) * time.Minute
}

func AbroadTime(o *telephony.Outward) time.Duration {
	return time.Duration(cmp.Or(o.AbroadMinutes, abroadMinutesUsual)) * time.Minute
}

// Within says whether one more call outside keeps the limits; empty: it does.
func Within(o *telephony.Outward, u Use, abroad bool) telephony.DialRefusal {
	switch {
	case u.Calls >= cmp.Or(o.Calls, callsUsual), u.SeatCalls >= cmp.Or(o.SeatCalls, seatCallsUsual),
		abroad && u.AbroadCalls >= cmp.Or(o.AbroadCalls, abroadCallsUsual):
		return telephony.DialTooMany
	case u.SeatTime >= SeatTime(o), abroad && u.AbroadTime >= AbroadTime(o):
		return telephony.DialMinutes
	}
	return ""
}

// Grows says that what a phone dialled so far leads nowhere yet, but may once
// more digits come (WIRE 49).
func Grows(o *telephony.Office, seat telephony.SeatID, dialled string) bool {
	n := number.Parse(o.Country, dialled)
	w := Outward(o, Dial{Seat: seat, To: n, Trusted: true})
	if w.Emergency || w.Seat != "" || w.Queue != nil || w.Why == telephony.DialOneself || dialled == "" {
		return false
	}
	switch number.Classify(o.Country, n) {
	case number.National, number.Premium, number.Abroad:
		return false
	case number.Strange, number.Service:
	}
	begins := func(whole string) bool { return len(dialled) < len(whole) && strings.HasPrefix(whole, dialled) }
	return number.Grows(o.Country, dialled) ||
		slices.ContainsFunc(o.Seats, func(p telephony.Seat) bool { return !p.Disabled && begins(string(p.ID)) }) ||
		slices.ContainsFunc(o.Numbers, func(in telephony.Inbound) bool { return begins(string(in.Number)) })
}
