package lamp

import (
	"strconv"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
)

// PhoneOfSeat is the table of seats, as phones show them: a phone's lamp has
// no more than three states (D-43).
var PhoneOfSeat = map[State]telephony.DialogState{
	SignedOff:   telephony.DialogNone,
	Free:        telephony.DialogNone,
	Away:        telephony.DialogNone,
	Ringing:     telephony.DialogEarly,
	Talking:     telephony.DialogConfirmed,
	Wrapping:    telephony.DialogNone,
	Unreachable: telephony.DialogNone,
	Emergency:   telephony.DialogEarly,
}

// PhoneOfOnAir is the same for the key by which the phone's own agent goes on
// air: it shines while calls come, and blinks until Save.
var PhoneOfOnAir = map[State]telephony.DialogState{
	SignedOff:   telephony.DialogNone,
	Free:        telephony.DialogConfirmed,
	Away:        telephony.DialogNone,
	Ringing:     telephony.DialogConfirmed,
	Talking:     telephony.DialogConfirmed,
	Wrapping:    telephony.DialogEarly,
	Unreachable: telephony.DialogNone,
	Emergency:   telephony.DialogNone, // it is no person's
}

// Phone is what a key of the phone at a seat shows of a resource; false: there
// is no such resource. Keys that aren't a seat's follow the panel's table:
//
//	queue      somebody waits: early (blinks) · else terminated
//	break n    on it: confirmed (steady) · else terminated
//	on-air     see [PhoneOfOnAir]
//	night      see [PhoneOfNight]
func Phone(s *telephony.Snapshot, at telephony.SeatID, resource string) (telephony.PhoneLamp, bool) {
	fn := board.ByPhone(s, resource)
	switch fn.Kind {
	case board.FnSeat:
		return phoneSeat(s, telephony.SeatID(resource)), true
	case board.FnOnAir:
		return named(PhoneOfOnAir[Person(s, at)], resource), true
	case board.FnBreak:
		return named(phoneBreak(s, at, fn.Name), resource), true
	case board.FnNight:
		return named(PhoneOfNight[NightSwitch(s, fn.Name)], resource), true
	case board.FnQueue:
		return named(phoneQueue(s.Queues, telephony.QueueID(fn.Name)), resource), true
	}
	return telephony.PhoneLamp{}, false
}

// named gives the one dialog of a lamp that isn't a call's its name.
func named(state telephony.DialogState, name string) telephony.PhoneLamp {
	l := telephony.PhoneLamp{State: state}
	if state != telephony.DialogNone {
		l.Dialog = name
	}
	return l
}

func phoneSeat(s *telephony.Snapshot, id telephony.SeatID) telephony.PhoneLamp {
	l := telephony.PhoneLamp{State: PhoneOfSeat[Seat(s, id)]}
	if call, called := openAlarm(s, id); called {
		l.Dialog = strconv.FormatUint(uint64(call), 36)
		return l // nothing that could be picked up
	}
	a := sitting(s, id)
	if l.State == telephony.DialogNone || a == nil {
		return l
	}
	l.Dialog = strconv.FormatUint(uint64(a.Call), 36)
	if a.Work != telephony.Ringing {
		return l
	}
	l.Offer = a.Offer
	for _, c := range s.Calls {
		if c.ID == a.Call {
			l.From, l.Name = c.From, c.FromName
		}
	}
	return l
}

func phoneBreak(s *telephony.Snapshot, at telephony.SeatID, number string) telephony.DialogState {
	if a := sitting(s, at); a != nil && onBreak(s, a.ID, number) != dark {
		return telephony.DialogConfirmed
	}
	return telephony.DialogNone
}

func phoneQueue(queues []telephony.QueueView, id telephony.QueueID) telephony.DialogState {
	for _, q := range queues {
		if q.ID == id && q.Waiting > 0 {
			return telephony.DialogEarly
		}
	}
	return telephony.DialogNone
}

// Mail is the lamp for messages of the phone at a seat: what callers left, and
// calls left unprocessed, in the queues that who sits there serves; all where
// nobody does.
func Mail(s *telephony.Snapshot, at telephony.SeatID) telephony.Mailbox {
	var box telephony.Mailbox
	a := sitting(s, at)
	for _, c := range s.Calls {
		if c.Stage == telephony.StageUnprocessed && (a == nil || serves(a, c.Queue)) {
			box.New++
		}
	}
	for _, left := range s.Items {
		if a == nil || serves(a, left.Queue) {
			box.New++
		}
	}
	return box
}

func serves(a *telephony.AgentView, id telephony.QueueID) bool {
	for _, q := range a.Queues {
		if q == id {
			return true
		}
	}
	return false
}
