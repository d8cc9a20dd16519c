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
	case c.Typing != nil && c.pending():
		s.typed(c, e.Digit)
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
	case q == nil || !q.Rules.Keys.Allow(kind) || s.voicemailOf(c) == nil:
	case kind == telephony.CallBack && c.callable() == "":
		s.askNumber(c)
	default:
		s.enterVoicemail(c, kind, "")
	}
}

// tell says something to who waits, and goes on with the music.
func (s *step) tell(c *call, prompt string) {
	wait := music
	if q := s.queue(c.Queue); q != nil {
		wait = cmp.Or(q.Rules.Music, music)
	}
	s.do(telephony.PlayQueue{Leg: c.Leg, Greeting: prompt + "-" + s.spoken(c), Music: wait})
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
		case keys == telephony.KeysMessage:
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
	if !c.waiting() || c.Told || c.Typing != nil || q == nil || q.Rules.OfferAfter <= 0 || q.Rules.Keys == telephony.KeysOff || s.voicemailOf(c) == nil {
		return at, false
	}
	return c.Parked.Add(q.Rules.OfferAfter.Duration()), true
}
