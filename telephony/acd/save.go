package acd

import (
	"strings"
	"unicode/utf8"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/reasons"
)

const (
	longestRT   = 10   // digits (S-NOTE-2)
	longestNote = 2000 // characters
)

// saveCall finishes the processing (S-DONE). Everything is checked before a
// connected call is asked about (D-21), so that the question comes last. The
// agent then is on air again (S-STATE-7).
func (s *step) saveCall(w telephony.SaveCall) *telephony.Refusal {
	a, c, r := s.inHand(w.Agent, w.Call)
	if r != nil {
		return r
	}
	f := telephony.Saved{
		Call: c.ID, Agent: a.ID, AgentName: a.Name, Form: w.Form,
		Tree: c.Tree, TreeVersion: c.TreeVersion, Customer: c.Customer, From: c.From,
	}
	if r := s.checkForm(&f); r != nil {
		return r
	}
	if c.Stage == telephony.StageTalking {
		if !w.HangUp {
			return refuse(telephony.RefusedStillTalking)
		}
		s.hangUpCall(c)
	}
	s.note(f)
	if a.Presence != telephony.OnAir {
		s.note(telephony.PresenceSet{Agent: a.ID, Presence: telephony.OnAir})
	}
	return nil
}

// inHand finds the call that an agent talks in or wraps up.
func (s *step) inHand(id telephony.AgentID, call telephony.CallID) (*agent, *call, *telephony.Refusal) {
	a, r := s.signedOn(id)
	if r != nil {
		return nil, nil, r
	}
	if a.Work != telephony.Talking && a.Work != telephony.Wrapping {
		return nil, nil, refuse(telephony.RefusedNoCall)
	}
	c := s.call(a.Call)
	if c == nil {
		return nil, nil, refuse(telephony.RefusedNoCall)
	}
	if c.ID != call {
		return nil, nil, refuse(telephony.RefusedNotYourCall)
	}
	return a, c, nil
}

// checkForm checks what was filled in and cleans it. A wish that makes no
// sense here is dropped: to replace a withheld number (D-31), or to call a
// customer unknown who was found.
func (s *step) checkForm(f *telephony.Saved) *telephony.Refusal {
	if r := s.checkReasons(f); r != nil {
		return r
	}
	if r := checkRT(&f.Form); r != nil {
		return r
	}
	f.Form.Note = strings.TrimSpace(strings.ToValidUTF8(f.Form.Note, "\uFFFD"))
	if utf8.RuneCountInString(f.Form.Note) > longestNote {
		return refuse(telephony.RefusedNoteTooLong)
	}
	if r := checkCustomer(f); r != nil {
		return r
	}
	f.Form.ReplaceNumber = f.Form.ReplaceNumber && f.Customer != nil && !f.From.Withheld()
	return nil
}

// checkReasons wants a whole path when the queue has a tree (S-DONE-2), the
// tree being the one that the call came in with, in its present version.
func (s *step) checkReasons(f *telephony.Saved) *telephony.Refusal {
	t := s.tree(f.Tree)
	if t == nil || len(t.Roots) == 0 {
		f.Form.Reasons = nil
		return nil
	}
	switch reasons.Check(t, f.Form.Reasons) {
	case reasons.Empty:
		return refuse(telephony.RefusedReasonMissing)
	case reasons.Unknown:
		return refuse(telephony.RefusedReasonUnknown)
	case reasons.NoCode:
		return refuse(telephony.RefusedReasonCode)
	case reasons.None:
	}
	f.TreeVersion = t.Version
	f.ReasonNames = reasons.Names(t, f.Form.Reasons)
	return nil
}

// checkRT wants digits only, at most ten (S-NOTE-2, -3).
func checkRT(form *telephony.SaveForm) *telephony.Refusal {
	form.RT = strings.TrimSpace(form.RT)
	for _, r := range form.RT {
		if r < '0' || r > '9' {
			return refuse(telephony.RefusedRTNotNumber)
		}
	}
	if len(form.RT) > longestRT {
		return refuse(telephony.RefusedRTTooLong)
	}
	return nil
}

// checkCustomer wants a customer or the tick (S-UNK-5). An inactive one can't
// be worked with (S-MATCH-7); with the tick the call counts as an unknown
// customer's (S-MATCH-8).
func checkCustomer(f *telephony.Saved) *telephony.Refusal {
	switch {
	case f.Customer != nil && f.Customer.Active:
		f.Form.Unknown = false
	case f.Form.Unknown:
		f.Customer = nil
	case f.Customer == nil:
		return refuse(telephony.RefusedFindCustomer)
	default:
		return &telephony.Refusal{Code: telephony.RefusedInactive, Name: f.Customer.Name}
	}
	return nil
}

func (s *state) applySaved(at telephony.Moment, f telephony.Saved) {
	if c := s.call(f.Call); c == nil || c.live() {
		return
	}
	s.dropCall(f.Call)
	if old := s.agent(f.Agent); old != nil && old.Call == f.Call {
		a := s.changeAgent(f.Agent)
		a.work(telephony.Idle, at)
		a.Notice = telephony.Notice{}
		s.explain(a, at)
		s.occupy(a.Seat, at)
	}
}
