package acd

import (
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
)

// restarted keeps the calls whose legs live and ends the others; rings never
// live on, their calls are offered anew.
func (s *step) restarted(e telephony.Restarted) {
	live := slices.Clone(e.Live)
	slices.Sort(live)
	lives := func(l telephony.LegID) bool { _, ok := slices.BinarySearch(live, l); return ok }
	if s.Boot == s.now.Boot {
		return // nothing was in hand when this boot began: what is, is its own
	}
	s.starting = false
	s.dead = s.deadSince(e.Seen)
	place := len(s.facts)
	s.note(telephony.Began{})
	ours := make(map[telephony.LegID]bool, len(live))
	var began telephony.Began
	for _, c := range s.Calls {
		if !c.live() {
			continue
		}
		for _, l := range c.legs() {
			ours[l] = true
		}
		if s.adopt(c, lives) {
			began.Kept++
		} else {
			began.Ended++
		}
	}
	s.restartDials(lives, ours, &began)
	s.facts[place], s.dead = began, 0
	for _, l := range live {
		if !ours[l] {
			s.do(telephony.EndLeg{Leg: l, Why: telephony.ByRestart})
		}
	}
	s.turnHours()
}

// deadSince is how long the box did nothing before this moment, when it was
// last seen at work then: a call that ended by its death didn't last longer.
// Where nothing is known that was at the last fact.
func (s *step) deadSince(seen time.Time) time.Duration {
	longest := s.now.Since(s.Last)
	if seen.IsZero() {
		return longest
	}
	return max(0, min(longest, s.now.Wall.Sub(seen)))
}

// lasted is how long something has lasted that ends now, or ended with the
// box.
func (s *step) lasted(since telephony.Moment) time.Duration { return max(0, s.now.Since(since)-s.dead) }

// adopt says whether a call goes on; if not it is ended.
func (s *step) adopt(c *call, lives func(telephony.LegID) bool) bool {
	for _, o := range c.Offers {
		s.withdraw(c, o, telephony.OfferWithdrawn, false)
		s.endKnown(o.ID.Leg(), o.Identity, lives)
	}
	if lives(c.Leg) && (c.Stage != telephony.StageTalking || lives(c.AgentLeg)) {
		s.goOn(c)
		return true
	}
	s.endKnown(c.Leg, c.Identity, lives)
	if c.Stage == telephony.StageTalking {
		s.endKnown(c.AgentLeg, c.AgentIdent, lives)
	}
	if c.Stage == telephony.StageVoicemail {
		s.leaveVoicemail(c, telephony.ByRestart)
	} else {
		s.over(c, telephony.ByRestart)
	}
	return false
}

// endKnown hangs up a leg that lives or whose dialog can still be told.
func (s *step) endKnown(l telephony.LegID, identity string, lives func(telephony.LegID) bool) {
	if identity != "" || lives(l) {
		s.do(telephony.EndLeg{Leg: l, Why: telephony.ByRestart})
	}
}

// legs lists a live call's connections.
func (c *call) legs() []telephony.LegID {
	legs := []telephony.LegID{c.Leg}
	if c.Stage == telephony.StageTalking {
		legs = append(legs, c.AgentLeg)
	}
	for _, o := range c.Offers {
		legs = append(legs, o.ID.Leg())
	}
	return legs
}

// applyBegan brings the moments of live calls into the new boot, so that
// timers run on: exactly up to the last fact of the old boot, by the wall
// clock over the gap.
func (s *state) applyBegan(at telephony.Moment) {
	if at.Boot == s.Boot {
		return
	}
	for _, c := range s.Calls {
		if !c.live() {
			continue
		}
		c = s.changeCall(c.ID)
		c.Queued = s.rebase(c.Queued, at)
		c.Parked = s.rebase(c.Parked, at)
		if c.Voicemail != nil {
			v := *c.Voicemail
			v.Since = s.rebase(v.Since, at)
			c.Voicemail = &v
		}
		if c.Typing != nil {
			t := *c.Typing
			t.Since = s.rebase(t.Since, at)
			c.Typing = &t
		}
		c.Answered = s.rebase(c.Answered, at)
		for i := range c.Offers {
			c.Offers[i].Until = at
		}
		for i := range c.Tried {
			c.Tried[i].At = s.rebase(c.Tried[i].At, at)
		}
	}
	s.rebaseDials(at)
	s.Boot, s.Undated = at.Boot, nil // how long ago that was nobody knows now
}

func (s *state) rebase(m, at telephony.Moment) telephony.Moment {
	if m.IsZero() {
		return m
	}
	gone := s.Last.Since(m) + at.Since(s.Last)
	return telephony.Moment{Boot: at.Boot, Up: at.Up - gone, Wall: m.Wall, Trusted: m.Trusted}
}
