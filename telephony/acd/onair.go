package acd

import (
	"strconv"

	"github.com/spojka/spojka/telephony"
)

// goOnAir makes the agent ready for calls (S-STATE-4, S-BREAK-5).
func (s *step) goOnAir(w telephony.GoOnAir) *telephony.Refusal {
	a, r := s.mayToggle(w.Agent)
	if r != nil {
		return r
	}
	if a.rules == nil {
		return refuse(telephony.RefusedUnknownAgent)
	}
	if a.Presence != telephony.OnAir {
		s.note(telephony.PresenceSet{Agent: a.ID, Presence: telephony.OnAir})
	}
	return nil
}

// goOffAir takes the agent off the calls, on a break or without (S-BREAK-4).
// A ring is withdrawn and the call moves on (D-27).
func (s *step) goOffAir(w telephony.GoOffAir) *telephony.Refusal {
	by, r := s.actsFor(w.Agent, w.By)
	if r != nil {
		return r
	}
	a, r := s.mayToggle(w.Agent)
	if r != nil {
		return r
	}
	name, known := s.breakName(w.Break)
	switch {
	case !known:
		return refuse(telephony.RefusedUnknownBreak)
	case a.Presence != telephony.OnAir && w.Break != "":
		return refuse(telephony.RefusedNotOnAir)
	case a.Presence != telephony.OnAir:
		return nil
	}
	if a.Work == telephony.Ringing {
		s.takeRing(a)
	}
	s.note(telephony.PresenceSet{Agent: a.ID, Presence: telephony.OffAir, Break: w.Break, BreakName: name, By: by})
	return nil
}

// mayToggle refuses while a call is processed (S-STATE-5).
func (s *step) mayToggle(id telephony.AgentID) (*agent, *telephony.Refusal) {
	a, r := s.signedOn(id)
	if r != nil {
		return nil, r
	}
	switch a.Work {
	case telephony.Talking, telephony.Wrapping:
		if s.dial(a.Call) != nil {
			return nil, refuse(telephony.RefusedBusy) // there is nothing to save
		}
		return nil, refuse(telephony.RefusedSaveFirst)
	case telephony.Dialling:
		return nil, refuse(telephony.RefusedBusy)
	case telephony.Idle, telephony.Ringing:
	}
	return a, nil
}

func (s *step) breakName(id telephony.BreakID) (string, bool) {
	if id == "" {
		return "", true
	}
	for _, b := range s.Office.Breaks {
		if b.ID == id {
			return b.Name, true
		}
	}
	return "", false
}

func (s *state) applyPresence(at telephony.Moment, f telephony.PresenceSet) {
	if old := s.agent(f.Agent); old == nil || old.Presence == telephony.SignedOut || f.Presence == telephony.SignedOut {
		return
	}
	a := s.changeAgent(f.Agent)
	a.Presence, a.Break, a.BreakName, a.Since, a.InRow = f.Presence, f.Break, f.BreakName, at, 0
	if f.Missed > 0 {
		a.notify(telephony.NoticePaused, strconv.Itoa(f.Missed), at)
	}
	if a.Work == telephony.Idle {
		a.Idle = at
	}
	if f.By == "" && (a.Notice.Kind == telephony.NoticeTakenOff || a.Notice.Kind == telephony.NoticePaused && f.Missed == 0 || a.Notice.Kind == telephony.NoticeReleased) {
		a.Notice = telephony.Notice{} // it was read
	}
	if f.By != "" && f.Presence == telephony.OffAir && a.Notice.Kind != telephony.NoticeReleased {
		s.notifyBy(a, telephony.NoticeTakenOff, f.BreakName, f.By, at)
	}
}
