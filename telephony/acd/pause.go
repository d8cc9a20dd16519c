package acd

import "github.com/spojka/spojka/telephony"

// pause takes agents off air who have missed as many rings in a row as the
// queue of the last one allows (D-29, C-RING-9): whoever stepped away shall not
// keep callers waiting. An answer, a break or coming back begins anew.
func (s *step) pause() {
	for _, i := range s.overs {
		over := s.facts[i].(telephony.OfferOver)
		a, c := s.agent(over.Agent), s.call(over.Call)
		if over.How != telephony.OfferMissed || a == nil || c == nil || a.Presence != telephony.OnAir || a.Work != telephony.Idle {
			continue
		}
		if q := s.queue(c.Queue); q != nil && q.Rules.PauseAfter > 0 && a.InRow >= q.Rules.PauseAfter {
			s.note(telephony.PresenceSet{Agent: a.ID, Presence: telephony.OffAir, Missed: a.InRow})
		}
	}
}
