package acd

import (
	"time"

	"github.com/spojka/spojka/telephony"
)

// legEnded ends the call that a leg was part of. Whichever leg goes first,
// the other is hung up, and the call is over once.
func (s *step) legEnded(e telephony.LegEnded) {
	if c := s.caller(e.Leg); c != nil {
		s.callerGone(c, by(telephony.ByCaller, e.Why))
		return
	}
	if c := s.talker(e.Leg); c != nil {
		why := by(telephony.ByAgent, e.Why)
		s.do(telephony.EndLeg{Leg: c.Leg, Why: why})
		s.over(c, why)
		return
	}
	if o, ok := e.Leg.Offer(); ok {
		s.offerFailed(telephony.OfferFailed{Offer: o, Why: telephony.OfferUnreachable})
	}
}

// by names the party who hung up: the wire doesn't know who sits at which end.
func by(party, why telephony.EndCause) telephony.EndCause {
	if why == telephony.ByCaller || why == telephony.ByAgent {
		return party
	}
	return why
}

func (s *step) callerGone(c *call, why telephony.EndCause) {
	switch c.Stage {
	case telephony.StageTalking:
		s.do(telephony.EndLeg{Leg: c.AgentLeg, Why: why})
	case telephony.StageVoicemail:
		s.leaveVoicemail(c, why)
		return
	case telephony.StageWaiting, telephony.StageOffered, telephony.StageWrapping, telephony.StageUnprocessed:
		s.withdrawAll(c, telephony.OfferAbandoned)
	}
	s.over(c, why)
}

// over notes a call's one end, and that its agent now wraps it up.
func (s *step) over(c *call, why telephony.EndCause) { s.overAs(c, why, outcome(c, why), 0) }

// overAs ends a call of which the outcome is known; its caller may go on as
// another one.
func (s *step) overAs(c *call, why telephony.EndCause, as telephony.Outcome, then telephony.CallID) {
	f := telephony.CallOver{Call: c.ID, Why: why, Outcome: as, Waited: s.lasted(c.Queued), Then: then}
	switch c.Stage {
	case telephony.StageTalking:
		f.Waited, f.Talked = c.Waited, s.lasted(c.Answered)
	case telephony.StageVoicemail:
		f.Waited = c.Waited
	case telephony.StageWaiting, telephony.StageOffered, telephony.StageWrapping, telephony.StageUnprocessed:
	}
	agent := c.Agent
	s.note(f)
	if f.Outcome == telephony.OutcomeAnswered {
		s.note(telephony.WrapUpBegan{Call: c.ID, Agent: agent})
	}
}

// outcome is the one end that the call comes to (D-20).
func outcome(c *call, why telephony.EndCause) telephony.Outcome {
	if c.Stage == telephony.StageTalking {
		return telephony.OutcomeAnswered
	}
	if v := c.Voicemail; v != nil && (v.Chosen || v.Taken) {
		return left(v.Leaves)
	}
	if c.OutOfHours {
		return telephony.OutcomeClosedOut // whoever hung up first
	}
	switch why {
	case telephony.BySystem, telephony.ByRestart, telephony.ByFull, telephony.ByPatience, telephony.ByTransfer,
		telephony.ByEmergency, telephony.ByHours:
		return telephony.OutcomeClosedOut
	case telephony.ByCaller, telephony.ByLoss, telephony.ByAgent:
	}
	return telephony.OutcomeAbandoned
}

// left is the outcome of a call whose caller left something, or chose to
// (S-STAT-2).
func left(kind telephony.ItemKind) telephony.Outcome {
	if kind == telephony.CallBack {
		return telephony.OutcomeCallBack
	}
	return telephony.OutcomeMessage
}

func (s *state) applyCallOver(at telephony.Moment, f telephony.CallOver) {
	old := s.call(f.Call)
	if old == nil || !old.live() {
		return
	}
	if f.Outcome != telephony.OutcomeAnswered {
		s.countLost(old, f.Outcome)
		s.freeRingers(at, old)
		s.dropCall(f.Call)
		s.release(f.Call, at)
		return
	}
	c := s.changeCall(f.Call)
	c.Stage, c.Ended = telephony.StageUnprocessed, at
	c.AgentIdent, c.Identity, c.CallerHolds, c.AgentHolds = "", "", false, false
	if a := s.changeAgent(c.Agent); a != nil && a.Call == c.ID {
		a.work(telephony.Idle, at)
		a.Today.Talked += f.Talked.Round(time.Millisecond)
	}
	s.release(f.Call, at)
}

func (s *state) countLost(c *call, o telephony.Outcome) {
	t := s.figures(c.Queue)
	switch {
	case t == nil:
	case c.OutOfHours:
		if o == telephony.OutcomeMessage || o == telephony.OutcomeCallBack {
			t.OutLeft++
		}
	case o == telephony.OutcomeMessage:
		t.Messages++
		t.countChoice(c)
	case o == telephony.OutcomeCallBack:
		t.CallBacks++
		t.countChoice(c)
	case o == telephony.OutcomeAbandoned:
		t.Abandoned++
	case o == telephony.OutcomePassedOn:
		t.PassedOn++
	default:
		t.ClosedOut++
	}
}

// countChoice counts who went to the voicemail by choice (S-STAT-2, S-STAT-3).
func (t *queueToday) countChoice(c *call) {
	if c.Voicemail == nil || !c.Voicemail.Chosen {
		return
	}
	t.Chosen++
	if c.Waited <= inTime {
		t.ChosenInTime++
	}
}

// freeRingers lets go of agents whose ring was not ended by a fact of its own.
func (s *state) freeRingers(at telephony.Moment, c *call) {
	for _, o := range c.Offers {
		if a := s.changeAgent(o.Agent); a != nil && a.Offer == o.ID {
			a.work(telephony.Idle, at)
		}
	}
}

func (s *state) applyWrapUp(at telephony.Moment, f telephony.WrapUpBegan) {
	old, c := s.agent(f.Agent), s.call(f.Call)
	if old == nil || old.Work != telephony.Idle || c == nil || c.Stage != telephony.StageUnprocessed {
		return
	}
	a := s.changeAgent(f.Agent)
	a.work(telephony.Wrapping, at)
	a.Call = f.Call
	c = s.changeCall(f.Call)
	c.Stage, c.Agent = telephony.StageWrapping, f.Agent
}
