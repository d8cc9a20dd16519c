package acd

import (
	"cmp"
	"math/bits"
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
)

// step is one decision in the making: a loan of the desk's state on which its
// facts are applied as they arise.
type step struct {
	state
	now      telephony.Moment
	due      telephony.Moment // for when this step was wanted, now or before
	dice     uint64
	starting bool          // this boot has not yet been told what survived
	dead     time.Duration // how long nobody was at work, for calls that ended meanwhile
	facts    []telephony.Fact
	commands []telephony.Command
	overs    []int // facts that are an OfferOver, to be told whether another is rung
}

// note adds a fact and applies it here.
func (s *step) note(f telephony.Fact) {
	s.facts = append(s.facts, f)
	s.apply(s.now, f)
}

// do adds a command.
func (s *step) do(c telephony.Command) { s.commands = append(s.commands, c) }

// survey looks whether this is a new boot. With live calls in hand nothing
// may be decided about them before [telephony.Restarted].
func (s *step) survey() { s.starting = s.startsWith(s.now) }

// startsWith says that a moment is of a new boot that has live calls in hand.
func (s *state) startsWith(now telephony.Moment) bool {
	return now.Boot != s.Boot && (slices.ContainsFunc(s.Calls, (*call).live) || len(s.Dials) > 0)
}

// begin makes sure that what begins now counts in this boot.
func (s *step) begin() {
	if s.now.Boot != s.Boot {
		s.note(telephony.Began{})
	}
}

// roll gives a number below n by the dice (splitmix64, reduced by Lemire's
// multiplication).
func (s *step) roll(n int) int {
	s.dice += 0x9e3779b97f4a7c15
	z := s.dice
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	hi, _ := bits.Mul64(z^z>>31, uint64(n))
	return int(hi)
}

// settle tells each offer that came to nothing what became of the call: whether
// somebody else is rung for it now, or has it (S-LINE-7 against S-LINE-8), in
// this queue or in one that took it over.
func (s *step) settle() {
	for _, i := range s.overs {
		over := s.facts[i].(telephony.OfferOver)
		lost := over.How == telephony.OfferMissed || over.How == telephony.OfferWithdrawn
		switch c := s.wentOn(over.Call); {
		case c != nil && (len(c.Offers) > 0 || c.Stage == telephony.StageTalking):
			over.Next = true
		case !lost || c != nil && c.waiting():
		case c != nil && c.Voicemail != nil && c.Voicemail.Leaves != "":
			over.To = cmp.Or(c.Voicemail.Name, string(c.Voicemail.ID))
		default:
			over.Gone = true
		}
		s.facts[i] = over
	}
}

// wentOn is the call in which a caller is at the end of the step, or nil.
func (s *step) wentOn(id telephony.CallID) *call {
	for _, f := range s.facts {
		if over, ok := f.(telephony.CallOver); ok && over.Call == id && over.Then != 0 {
			return s.wentOn(over.Then)
		}
	}
	return s.call(id)
}
