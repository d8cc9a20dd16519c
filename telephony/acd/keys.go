package acd

import (
	"cmp"

	"github.com/spojka/spojka/telephony"
)

// callerDigit is a key of the caller's: # and * lead to the message, 0 to the
// call-back while he waits or a phone rings for him, from the first second on
// (S-VM-2, -3, -11, -12, D-19). Whoever came first in the log wins: a caller
// who has been answered talks (D-14).
func (s *step) callerDigit(e telephony.CallerDigit) {
	c := s.call(e.Call)
	switch {
	case c == nil:
	case c.Stage == telephony.StageVoicemail:
		s.voicemailDigit(c, e.Digit)
	case !c.waiting():
	case e.Digit == '#' || e.Digit == '*':
		s.leaveBy(c, telephony.Message)
	case e.Digit == '0':
		s.leaveBy(c, telephony.CallBack)
	}
}

// leaveBy leads a caller to the voicemail by his choice, if he has it.
func (s *step) leaveBy(c *call, kind telephony.ItemKind) {
	q := s.queue(c.Queue)
	switch {
	case q == nil || !q.Rules.Keys.Allow(kind):
	case s.mayLeave(c, kind):
		s.enterVoicemail(c, kind, "")
	case kind == telephony.CallBack && s.voicemail(c.Queue) != nil && len(c.Offers) == 0:
		s.tell(c, "no-number")
	}
}

// mayLeave says whether a caller can leave this: a withheld number can't be
// called back (D-13).
func (s *state) mayLeave(c *call, kind telephony.ItemKind) bool {
	return s.voicemail(c.Queue) != nil && (kind != telephony.CallBack || !c.From.Withheld())
}

// voicemail is the one assigned to a queue (S-VM-13), or nil.
func (s *state) voicemail(id telephony.QueueID) *telephony.Voicemail {
	q := s.queue(id)
	if q == nil || q.Rules.Voicemail == "" {
		return nil
	}
	for i := range s.Office.Voicemails {
		if v := &s.Office.Voicemails[i]; v.ID == q.Rules.Voicemail {
			return v
		}
	}
	return nil
}

// tell says something to who waits, and goes on with the music.
func (s *step) tell(c *call, prompt string) {
	q, lang := s.queue(c.Queue), usual
	if v := s.voicemail(c.Queue); v != nil {
		lang = cmp.Or(v.Lang, usual)
	}
	s.do(telephony.PlayQueue{Leg: c.Leg, Greeting: prompt + "-" + lang, Music: cmp.Or(q.Rules.Music, music)})
}

// usual is the language of a voicemail that sets none.
const usual = "cs"

// offerKeys tells those of the keys who have waited for the set time (S-CB-2);
// the keys themselves work from the first second (D-19).
func (s *step) offerKeys() {
	for _, c := range s.Calls {
		at, ok := s.keysOffer(c)
		if !ok || before(at, s.now) > 0 {
			continue
		}
		s.note(telephony.KeysOffered{Call: c.ID})
		switch keys := s.queue(c.Queue).Rules.Keys; {
		case keys == telephony.KeysMessage || keys == telephony.KeysBoth && c.From.Withheld():
			s.tell(c, "offer-message")
		case keys == telephony.KeysBoth:
			s.tell(c, "offer-both")
		default:
			s.tell(c, "offer-call-back")
		}
	}
}

// keysOffer is when a waiting caller is to be told of the keys.
func (s *state) keysOffer(c *call) (at telephony.Moment, ok bool) {
	q := s.queue(c.Queue)
	if !c.waiting() || c.Told || q == nil || q.Rules.OfferAfter <= 0 || q.Rules.Keys == telephony.KeysOff || s.voicemail(c.Queue) == nil {
		return at, false
	}
	if q.Rules.Keys == telephony.KeysCallBack && c.From.Withheld() {
		return at, false
	}
	return c.Parked.Add(q.Rules.OfferAfter.Duration()), true
}
