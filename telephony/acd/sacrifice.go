package acd

import (
	"cmp"
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/dialplan"
)

// harm orders the calls that could be ended for an emergency call by what is
// lost. Nobody's talk is cut while somebody only waits. Of talks those go
// first that we began: our operator knows whom to ring again, and who rang us
// paid for it. The talk of the phone that calls for help goes last: its party,
// on hold, may be who needs it.
type harm int

const (
	ringsOut  harm = iota // nobody has answered yet, nobody loses a word
	waits                 // hears music
	leaves                // speaks a message; what was said is kept
	talksOut              // we called
	talksIn               // we were called
	talksHere             // at the phone that calls for help
)

// victim is a call that could be ended so that its line comes free.
type victim struct {
	call      telephony.CallID
	trunk     telephony.TrunkID
	elsewhere bool // not the line of the place from which help is called
	harm      harm
	since     telephony.Moment // of two the younger one goes: less is lost
	notice    time.Duration
}

// sacrifice chooses the call that is ended for an emergency call. The line of
// the place comes before all else: by it the emergency centre sees where help
// is needed. An emergency call is never chosen, nor one that is ended already.
func (s *state) sacrifice(d *dial) (victim, bool) {
	var all []victim
	for _, t := range dialplan.Carriers(&s.Office, d.Seat) {
		if s.lacks(d, t) {
			all = append(all, s.onTrunk(t, d)...)
		}
	}
	if len(all) == 0 {
		return victim{}, false
	}
	return slices.MinFunc(all, func(a, b victim) int {
		return cmp.Or(flagged(a.elsewhere, b.elsewhere), cmp.Compare(a.harm, b.harm), before(b.since, a.since), cmp.Compare(b.call, a.call))
	}), true
}

func flagged(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// onTrunk lists the calls on a trunk that could be ended.
func (s *state) onTrunk(t telephony.TrunkID, d *dial) (all []victim) {
	add := func(v victim) {
		if s.findDial(func(o *dial) bool { return o.Need != nil && o.Need.Ends == v.call }) == nil {
			v.trunk, v.elsewhere = t, !s.ofPlace(t, d.Seat)
			all = append(all, v)
		}
	}
	for _, c := range s.Calls {
		if c.Trunk == t && c.live() {
			h, since := s.harmOf(c, d.Seat)
			add(victim{call: c.ID, harm: h, since: since, notice: warning})
		}
	}
	for _, o := range s.Dials {
		if !o.Emergency && o.ID != d.ID && slices.Contains(o.lines(), t) {
			add(s.harmOfDial(o, d.Seat))
		}
	}
	return all
}

// ofPlace says that a trunk is the line of the place where a seat stands.
func (s *state) ofPlace(t telephony.TrunkID, seat telephony.SeatID) bool {
	place, known := dialplan.Place(&s.Office, seat)
	return known && slices.ContainsFunc(s.Office.Trunks, func(o telephony.Trunk) bool { return o.ID == t && o.Site == place.ID })
}

func (s *state) harmOf(c *call, at telephony.SeatID) (harm, telephony.Moment) {
	switch c.Stage {
	case telephony.StageTalking:
		if a := s.agent(c.Agent); a != nil && a.Seat == at {
			return talksHere, c.Answered
		}
		return talksIn, c.Answered
	case telephony.StageVoicemail:
		return leaves, c.Queued
	case telephony.StageWaiting, telephony.StageOffered, telephony.StageWrapping, telephony.StageUnprocessed:
	}
	return waits, c.Queued
}

func (s *state) harmOfDial(o *dial, at telephony.SeatID) victim {
	v := victim{call: o.ID, harm: talksOut, since: o.Answered, notice: warning}
	switch {
	case !o.talks() && o.After == 0:
		v.harm, v.since, v.notice = ringsOut, o.Began, 0
	case !o.talks():
		v.harm, v.since = waits, o.Began // passed on, hears music
	case o.callerSeat() == at || o.Other == at:
		v.harm = talksHere
	case o.Via != "" && !o.outside():
		v.harm = talksIn
	}
	return v
}

// occupied says that a call still occupies a line.
func (s *state) occupied(id telephony.CallID) bool {
	c := s.call(id)
	return c != nil && c.live() || s.dial(id) != nil
}

// endFor ends a call because an emergency call needs its line.
func (s *step) endFor(id telephony.CallID) {
	if d := s.dial(id); d != nil {
		s.endDialFor(d)
		return
	}
	c := s.call(id)
	if c == nil || !c.live() {
		return
	}
	s.do(telephony.EndLeg{Leg: c.Leg, Why: telephony.ByEmergency})
	switch {
	case c.talks():
		s.do(telephony.EndLeg{Leg: c.AgentLeg, Why: telephony.ByEmergency})
		s.over(c, telephony.ByEmergency)
	case c.Stage == telephony.StageVoicemail:
		s.leaveVoicemail(c, telephony.ByEmergency)
	default:
		s.withdrawAll(c, telephony.OfferWithdrawn)
		s.over(c, telephony.ByEmergency)
	}
}

func (s *step) endDialFor(d *dial) {
	if d.talks() || d.After != 0 {
		s.hangUpDial(d, telephony.ByEmergency)
		return
	}
	s.do(telephony.StopRinging{Offer: d.Offer})
	s.do(telephony.RefuseCaller{Call: d.ID, Leg: d.Leg, Code: telephony.DialLinesBusy.Status()})
	s.dialOver(d, telephony.ByEmergency)
}

// hearers are the parties of a call who hear something.
func (s *state) hearers(id telephony.CallID) []telephony.LegID {
	if d := s.dial(id); d != nil && d.talks() {
		return []telephony.LegID{d.Leg, d.called()}
	} else if d != nil {
		return []telephony.LegID{d.Leg}
	}
	switch c := s.call(id); {
	case c == nil:
		return nil
	case c.talks():
		return []telephony.LegID{c.Leg, c.AgentLeg}
	default:
		return []telephony.LegID{c.Leg}
	}
}

// langOf is in which language the parties of a call are told something.
func (s *state) langOf(id telephony.CallID) string {
	if c := s.call(id); c != nil {
		return s.spoken(c)
	}
	return usual
}

// hears is what plays to a party of a call by itself: music while it waits or
// the other one holds.
func (s *state) hears(id telephony.CallID, l telephony.LegID) string {
	if d := s.dial(id); d != nil {
		if !d.talks() || l == d.Leg && d.OtherHeld || l != d.Leg && d.Held {
			return music
		}
		return ""
	}
	c := s.call(id)
	switch {
	case c.Stage == telephony.StageVoicemail && c.Voicemail.Step == telephony.StepRecording:
		return ""
	case c.waiting() && s.queue(c.Queue) != nil:
		return cmp.Or(s.queue(c.Queue).Rules.Music, music)
	case c.talks() && !(l == c.Leg && c.AgentHolds || l == c.AgentLeg && c.CallerHolds):
		return ""
	}
	return music
}

// asked says that a prompt plays to the caller whose end is awaited.
func (c *call) asked() bool {
	return c.Stage == telephony.StageVoicemail && (c.Voicemail.Step == telephony.StepAsking || c.Voicemail.Step == telephony.StepLeaving)
}

func (c *call) talks() bool { return c.Stage == telephony.StageTalking }
