package acd

import "github.com/spojka/spojka/telephony"

// apply changes the state by a fact; a fact that doesn't fit changes nothing.
func (s *state) apply(at telephony.Moment, f telephony.Fact) {
	s.turnDay(at)
	s.change(at, f)
	if at.Trusted {
		s.Known = at
	}
	if at.Boot == s.Boot {
		s.Last = at
	}
}

// change sends a fact to what it changes.
func (s *state) change(at telephony.Moment, f telephony.Fact) {
	switch f := f.(type) {
	case telephony.OfficeSet:
		s.applyOffice(at, f)
	case telephony.Began:
		s.applyBegan(at)
	case telephony.SignedOn:
		s.applySignedOn(at, f)
	case telephony.SignedOff:
		s.applySignedOff(at, f)
	case telephony.PresenceSet:
		s.applyPresence(at, f)
	case telephony.SeatReach:
		s.applyReach(at, f)
	case telephony.CallQueued:
		s.applyQueued(at, f, false)
	case telephony.CallOutOfHours:
		s.applyQueued(at, f.CallQueued, true)
	case telephony.LeaveChosen:
		s.applyChosen(f)
	case telephony.NumberTyped:
		s.applyTyped(at, f)
	case telephony.HoursTurned:
		s.applyHours(at, f)
	case telephony.NightSet:
		s.applyNight(at, f)
	case telephony.CallNamed:
		s.applyNamed(f)
	case telephony.Offered:
		s.applyOffered(at, f)
	case telephony.OfferOver:
		s.applyOver(at, f)
	case telephony.Answered:
		s.applyAnswered(at, f)
	case telephony.Held:
		s.applyHeld(f)
	case telephony.CallOver:
		s.applyCallOver(at, f)
	case telephony.WrapUpBegan:
		s.applyWrapUp(at, f)
	case telephony.Saved:
		s.applySaved(at, f)
	case telephony.Unprocessed:
		s.applyUnprocessed(at, f)
	case telephony.UnprocessedLoad:
		s.applyLoad(at, f)
	case telephony.CustomerSet:
		s.applyCustomer(f)
	case telephony.LegKept:
		s.applyLegKept(f)
	case telephony.CallTurnedAway:
		s.Newest = max(s.Newest, f.Call)
	case telephony.VoicemailEntered:
		s.applyVoicemail(at, f)
	case telephony.VoicemailStepped:
		s.applyStep(at, f)
	case telephony.ItemTaken:
		s.applyTaken(at, f)
	case telephony.ItemDone:
		s.applyDone(f)
	case telephony.KeysOffered:
		if c := s.changeCall(f.Call); c != nil {
			c.Told = true
		}
	case telephony.Dialled:
		s.applyDialled(at, f)
	case telephony.DialTried:
		s.applyDialTried(at, f)
	case telephony.DialFailed:
		s.applyDialFailed(f)
	case telephony.DialAnswered:
		s.applyDialAnswered(at, f)
	case telephony.DialOver:
		s.applyDialOver(at, f)
	case telephony.Alerted:
		s.applyAlerted(at, f)
	case telephony.AlertSeen:
		s.applySeen(at, f)
	case telephony.LineSought:
		s.applyLineSought(at, f)
	case telephony.CallSpared:
		s.applySpared(at, f)
	case telephony.DialRefused:
		s.Newest = max(s.Newest, f.Call)
	case telephony.ClockSet:
		s.applyClock(at)
	case telephony.Rang, telephony.Sounded, telephony.Purged, telephony.CallKept:
		// For the book alone.
	}
}

// work sets what happens to an agent from now on.
func (a *agent) work(w telephony.Work, at telephony.Moment) {
	a.Work, a.Since = w, at
	if w == telephony.Idle {
		a.Idle, a.Call, a.Offer = at, 0, 0
	}
}

// notify leaves a notice about a ring.
func (a *agent) notify(k telephony.NoticeKind, queue string, at telephony.Moment) {
	a.Notice = telephony.Notice{Kind: k, Name: queue, At: at}
}

// notifyBy tells of a supervisor's deed.
func (s *state) notifyBy(a *agent, k telephony.NoticeKind, name string, by telephony.AgentID, at telephony.Moment) {
	a.notify(k, name, at)
	if who := s.agent(by); who != nil {
		a.Notice.By = who.Name
	}
}
