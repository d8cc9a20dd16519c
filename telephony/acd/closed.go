package acd

import (
	"cmp"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
)

const (
	// longestHours ends what is said of the hours when its end was never told.
	longestHours = 3 * time.Minute
	// choosing is how long a caller may still press a key afterwards.
	choosing = 6 * time.Second
)

// outOfHours treats who came to a closed queue by its rule (D-36): another
// queue that is open takes him; else he is told the hours, and leaves what he
// may.
func (s *step) outOfHours(c *call) {
	q := s.queue(c.Queue)
	rule := q.Rules.Closed
	if to := s.queue(rule.Queue); s.takes(to) && !s.full(to) && c.hops() < mostHops {
		s.handOver(c, to, telephony.ByHours)
		return
	}
	if s.voicemailOf(c) == nil {
		rule.Leave = telephony.KeysOff
	}
	kind := telephony.ItemKind("")
	if rule.Leave == telephony.KeysMessage {
		kind = telephony.Message
	}
	c = s.enter(c, kind, telephony.ByHours)
	switch rule.Leave {
	case telephony.KeysOff:
		s.stepTo(c, telephony.StepLeaving)
	case telephony.KeysCallBack, telephony.KeysBoth:
		s.stepTo(c, telephony.StepHours)
	case telephony.KeysMessage: // he is asked for it
	}
	s.sayHours(s.call(c.ID), rule.Leave)
}

// closedWord is what is said behind the hours.
var closedWord = map[telephony.Keys]string{
	telephony.KeysOff: "goodbye", telephony.KeysMessage: "voicemail", telephony.KeysCallBack: "closed-call-back", telephony.KeysBoth: "closed-both",
}

// sayHours tells the hours, and what may be left.
func (s *step) sayHours(c *call, leave telephony.Keys) {
	q, lang := s.queue(c.Queue), c.Voicemail.Lang
	against := q.closed() && !(q.Closed && s.now.Trusted)
	said := s.plan.hours.Tell(q.Rules.Hours, s.now.Wall, against, lang)
	said = append(said, closedWord[leave]+"-"+lang)
	s.do(telephony.Say{Leg: c.Leg, Prompt: strings.Join(said, " ")})
}

// hoursDigit is a key of who is told the hours, or was just now.
func (s *step) hoursDigit(c *call, digit byte) {
	leave := telephony.KeysOff
	if q := s.queue(c.Queue); q != nil {
		leave = q.Rules.Closed.Leave
	}
	switch {
	case digit == '0' && leave.Allow(telephony.CallBack):
		s.note(telephony.LeaveChosen{Call: c.ID, Leaves: telephony.CallBack})
		s.register(s.call(c.ID))
	case (digit == '#' || digit == '*') && leave.Allow(telephony.Message):
		s.askMessage(c)
	}
}

// register takes a request to be called back down, once there is a number.
func (s *step) register(c *call) {
	if c.callable() == "" {
		s.askNumber(c)
		return
	}
	s.takeDown(c.ID, 0)
}

// askMessage asks who is in a voicemail already for a message.
func (s *step) askMessage(c *call) {
	s.note(telephony.LeaveChosen{Call: c.ID, Leaves: telephony.Message})
	s.stepTo(s.call(c.ID), telephony.StepAsking)
	s.do(telephony.Say{Leg: c.Leg, Prompt: "voicemail-" + c.Voicemail.Lang})
}

// unchosen: nothing was pressed. Where a message may be left he is asked for
// it, else that was all (S-CB-6).
func (s *step) unchosen(c *call) {
	if q := s.queue(c.Queue); q != nil && q.Rules.Closed.Leave.Allow(telephony.Message) {
		s.askMessage(c)
		return
	}
	s.leave(c, "goodbye")
}

func (s *state) applyChosen(f telephony.LeaveChosen) {
	old := s.call(f.Call)
	if old == nil || old.Voicemail == nil {
		return
	}
	v := *old.Voicemail
	v.Leaves = f.Leaves
	s.changeCall(f.Call).Voicemail = &v
}

// voicemailOf is the voicemail that a call's queue has for it, or nil.
func (s *state) voicemailOf(c *call) *telephony.Voicemail {
	q := s.queue(c.Queue)
	if q == nil {
		return nil
	}
	id := q.Rules.Voicemail
	if c.OutOfHours {
		id = cmp.Or(q.Rules.Closed.Voicemail, id)
	}
	for i := range s.Office.Voicemails {
		if v := &s.Office.Voicemails[i]; v.ID == id && id != "" {
			return v
		}
	}
	return nil
}

// lang is the language in which a caller is spoken to.
func (s *state) lang(c *call) string {
	lang := ""
	if q := s.queue(c.Queue); q != nil {
		lang = q.Rules.Lang
	}
	if v := s.voicemailOf(c); v != nil {
		lang = cmp.Or(lang, v.Lang)
	}
	return cmp.Or(lang, usual)
}
