package board

import (
	"strings"

	"github.com/spojka/spojka/telephony"
)

// What phones subscribe to and call, besides the number of a seat:
//
//	on-air      the presence of who sits at the phone
//	break-N     the break with this number, "1" to "9", of the same
//	queue-ID    the queue of this name
//	night       the night switch of all queues
//	night-ID    that of the queue of this name
const (
	phoneOnAir = "on-air"
	phoneBreak = "break-"
	phoneQueue = "queue-"
	phoneNight = "night"
)

// ByPhone is the function that a phone names; none: there is no such thing in
// the office.
func ByPhone(s *telephony.Snapshot, name string) Function {
	if name == phoneOnAir {
		return Function{Kind: FnOnAir}
	}
	if number, ok := strings.CutPrefix(name, phoneBreak); ok {
		if _, ok := BreakAt(s, number); ok {
			return Function{Kind: FnBreak, Name: number}
		}
	}
	if name == phoneNight {
		return Function{Kind: FnNight}
	}
	if id, ok := strings.CutPrefix(name, phoneNight+"-"); ok && id != "" {
		if Switched(s, id, func(*telephony.QueueView) {}) > 0 {
			return Function{Kind: FnNight, Name: id}
		}
	}
	if id, ok := strings.CutPrefix(name, phoneQueue); ok {
		for _, q := range s.Queues {
			if string(q.ID) == id {
				return Function{Kind: FnQueue, Name: id}
			}
		}
	}
	for _, seat := range s.Seats {
		if string(seat.ID) == name {
			return Function{Kind: FnSeat, Name: name}
		}
	}
	return Function{}
}
