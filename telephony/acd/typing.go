package acd

import (
	"cmp"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/hours"
	"github.com/spojka/spojka/telephony/number"
)

const (
	// nextDigit ends a number behind which no # comes.
	nextDigit = 6 * time.Second
	// answerTime is how long a question about the number waits for a key, its
	// own length included.
	answerTime = 25 * time.Second
	// mostDigits are those of the longest number, prefix included (E.164).
	mostDigits = 18
	// mostWrong is how many numbers that can't be called he may type.
	mostWrong = 3
)

// callable is the number at which a caller can be called back; empty: he
// withholds it, and has typed none.
func (c *call) callable() telephony.Number {
	return cmp.Or(c.Given, c.From)
}

// askNumber asks for one (D-13). Who waits keeps his place meanwhile, and is
// put through when somebody is free.
func (s *step) askNumber(c *call) {
	s.note(telephony.NumberTyped{Call: c.ID})
	s.do(telephony.Say{Leg: c.Leg, Prompt: "type-number-" + s.spoken(c)})
}

// spoken is the language of a call, as long as it lasts.
func (s *state) spoken(c *call) string {
	if c.Voicemail != nil {
		return c.Voicemail.Lang
	}
	return s.lang(c)
}

// typed is a key of who types his number: digits, then # or *, which both
// also say that the number read back is right. A digit then begins it anew.
func (s *step) typed(c *call, digit byte) {
	t := c.Typing
	switch {
	case digit == '#' || digit == '*':
		if t.Read {
			s.sure(c)
		} else {
			s.typedAll(c)
		}
	case digit < '0' || digit > '9' || len(t.Digits) >= mostDigits && !t.Read:
	default:
		if t.Read || t.Digits == "" {
			t = &typing{Wrong: t.Wrong}
			s.do(telephony.PlayQueue{Leg: c.Leg}) // he has heard enough
		}
		s.note(telephony.NumberTyped{Call: c.ID, Number: t.Digits + telephony.Number(digit), Wrong: t.Wrong})
	}
}

// typedAll reads a number back that can be called, and asks again for one
// that can't.
func (s *step) typedAll(c *call) {
	t, lang := c.Typing, s.spoken(c)
	switch {
	case t.Digits == "":
		s.noNumber(c)
	case s.mayCall(number.Parse(s.Office.Country, string(t.Digits))):
		s.note(telephony.NumberTyped{Call: c.ID, Number: t.Digits, Read: true, Wrong: t.Wrong})
		said := append([]string{"number-is-" + lang}, hours.Digits(t.Digits, lang)...)
		s.do(telephony.Say{Leg: c.Leg, Prompt: strings.Join(append(said, "number-right-"+lang), " ")})
	case t.Wrong+1 >= mostWrong:
		s.noNumber(c)
	default:
		s.note(telephony.NumberTyped{Call: c.ID, Wrong: t.Wrong + 1})
		s.do(telephony.Say{Leg: c.Leg, Prompt: "type-again-" + lang})
	}
}

// mayCall says that a number is one that the office may call: nobody has it
// call an expensive one by asking to be called back.
func (s *state) mayCall(n telephony.Number) bool {
	switch number.Classify(s.Office.Country, n) {
	case number.National:
		return true
	case number.Abroad:
		return number.InCountry(n, s.Office.Outward.Countries)
	}
	return false
}

// sure takes the request down under the number that he confirmed.
func (s *step) sure(c *call) {
	s.note(telephony.NumberTyped{Call: c.ID, Number: number.Parse(s.Office.Country, string(c.Typing.Digits)), Sure: true})
	if c = s.call(c.ID); c.waiting() {
		s.enterVoicemail(c, telephony.CallBack, "")
		return
	}
	s.takeDown(c.ID, 0)
}

// noNumber: none was given. Who waits goes on waiting; else that was all.
func (s *step) noNumber(c *call) {
	s.note(telephony.NumberTyped{Call: c.ID, Over: true})
	if c = s.call(c.ID); c.waiting() {
		s.tell(c, "no-number")
		return
	}
	s.leave(c, "no-number-goodbye")
}

// typingEnd is when the number is taken as typed, or given up.
func (c *call) typingEnd() (at telephony.Moment, ok bool) {
	switch t := c.Typing; {
	case t == nil || !c.pending():
		return at, false
	case t.Digits != "" && !t.Read:
		return t.Since.Add(nextDigit), true
	default:
		return t.Since.Add(answerTime), true
	}
}

func (s *step) wokeTyping() {
	for _, c := range s.Calls {
		if end, ok := c.typingEnd(); !ok || before(end, s.now) > 0 {
			continue
		}
		if c.Typing.Digits != "" && !c.Typing.Read {
			s.typedAll(c)
		} else {
			s.noNumber(c)
		}
	}
}

func (s *state) applyTyped(at telephony.Moment, f telephony.NumberTyped) {
	if old := s.call(f.Call); old == nil || !old.pending() {
		return
	}
	c := s.changeCall(f.Call)
	switch {
	case f.Sure:
		c.Given, c.Typing = f.Number, nil
	case f.Over:
		c.Typing, c.Told = nil, true // he knows of the key
	default:
		c.Typing = &typing{Digits: f.Number, Read: f.Read, Wrong: f.Wrong, Since: at}
	}
}
