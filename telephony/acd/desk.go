package acd

import "github.com/spojka/spojka/telephony"

// Desk is the call distributor. It belongs to one goroutine.
type Desk struct{ state state }

// New gives an empty desk: no office, no agents, no calls.
func New() *Desk {
	d := &Desk{}
	d.state.furnish()
	return d
}

// Decide says what follows from an event: facts to write down and apply in
// this order, and commands to carry out at once. It changes nothing. A
// refusal comes with neither. Dice is any random number.
func (d *Desk) Decide(now telephony.Moment, dice uint64, e telephony.Event) ([]telephony.Fact, []telephony.Command, *telephony.Refusal) {
	s := step{state: d.state.lend(), now: now, due: now, dice: dice}
	if _, woke := e.(telephony.Woke); woke {
		if at, ok := d.Wake(); ok && at.Boot == now.Boot && before(at, now) < 0 {
			s.due = at
		}
	}
	s.survey()
	s.setClock()
	if _, restarts := e.(telephony.Restarted); !restarts {
		s.turnHours()
	}
	if r := s.take(e); r != nil {
		return nil, nil, r
	}
	s.pause()
	s.linesFree()
	s.serve()
	s.settle()
	return s.facts, s.commands, nil
}

// Apply changes the desk by a fact. A fact that no longer fits changes
// nothing. The number n is the fact's place in the book.
func (d *Desk) Apply(n uint64, at telephony.Moment, f telephony.Fact) { d.state.apply(at, f) }

// Step decides and applies at once, for who keeps no book. The facts would be
// numbered from n.
func (d *Desk) Step(n uint64, now telephony.Moment, dice uint64, e telephony.Event) ([]telephony.Fact, []telephony.Command, *telephony.Refusal) {
	facts, commands, refusal := d.Decide(now, dice, e)
	for i, f := range facts {
		d.Apply(n+uint64(i), now, f)
	}
	return facts, commands, refusal
}

// take sends an event to its verb.
func (s *step) take(e telephony.Event) *telephony.Refusal {
	if s.takeDial(e) {
		return nil
	}
	switch e := e.(type) {
	case telephony.OfficeChanged:
		s.officeChanged(e)
	case telephony.CallArrived:
		s.callArrived(e)
	case telephony.CallerKnown:
		s.callerKnown(e)
	case telephony.CallerDigit:
		s.callerDigit(e)
	case telephony.Said:
		s.said(e)
	case telephony.ItemKept:
		s.itemKept(e)
	case telephony.OfferRang:
		s.offerRang(e)
	case telephony.OfferAnswered:
		s.offerAnswered(e)
	case telephony.OfferFailed:
		s.offerFailed(e)
	case telephony.LegEnded:
		s.legEnded(e)
	case telephony.LegHeld:
		s.legHeld(e)
	case telephony.SeatReached:
		s.seatReached(e)
	case telephony.Woke:
		s.woke()
	case telephony.Restarted:
		s.restarted(e)
	case telephony.Deleted:
		s.note(telephony.Purged(e))
	case telephony.SeatDialled, telephony.SeatRefers, telephony.OfferEarly:
		// Taken above.
	case telephony.Wish:
		return s.wish(e)
	}
	return nil
}

// wish sends a person's wish to its verb.
func (s *step) wish(w telephony.Wish) *telephony.Refusal {
	if s.starting {
		return refuse(telephony.RefusedStarting)
	}
	s.begin()
	switch w := w.(type) {
	case telephony.SignOn:
		return s.signOn(w)
	case telephony.SignOff:
		return s.signOff(w)
	case telephony.GoOnAir:
		return s.goOnAir(w)
	case telephony.GoOffAir:
		return s.goOffAir(w)
	case telephony.AssignCustomer:
		return s.assignCustomer(w)
	case telephony.SaveCall:
		return s.saveCall(w)
	case telephony.HangUp:
		return s.hangUp(w)
	case telephony.Transfer:
		return s.transfer(w)
	case telephony.PickUp:
		return s.pickUp(w)
	case telephony.TakeOldest:
		return s.takeOldest(w)
	case telephony.LiftPhone:
		return s.liftPhone(w)
	case telephony.HoldCall:
		return s.holdCall(w)
	case telephony.CloseItem:
		return s.closeItem(w)
	case telephony.GiveCall:
		return s.giveCall(w)
	case telephony.LoadUnprocessed:
		return s.loadUnprocessed(w)
	case telephony.SetNight:
		return s.setNight(w)
	case telephony.LeaveWrapUp:
		return s.leaveWrapUp(w)
	case telephony.KeepCall:
		return s.keepCall(w)
	case telephony.ConfirmAlert:
		return s.confirmAlert(w)
	}
	return nil
}

func refuse(c telephony.RefusalCode) *telephony.Refusal { return &telephony.Refusal{Code: c} }
