package acd

import "github.com/spojka/spojka/telephony"

// loadUnprocessed claims the newest unprocessed call of a queue that the
// agent serves (S-LAST, D-8). Of two agents at once the second gets the next.
func (s *step) loadUnprocessed(w telephony.LoadUnprocessed) *telephony.Refusal {
	a, r := s.mayToggle(w.Agent)
	switch {
	case r != nil:
		return r
	case a.Work != telephony.Idle:
		return refuse(telephony.RefusedBusy)
	case a.Presence != telephony.OffAir:
		return refuse(telephony.RefusedMustBeOffAir)
	}
	for i := len(s.Calls) - 1; i >= 0; i-- {
		if c := s.Calls[i]; c.Stage == telephony.StageUnprocessed && s.mayServe(a, c.Queue) {
			s.note(telephony.UnprocessedLoad{Call: c.ID, Agent: a.ID, AgentName: a.Name})
			return nil
		}
	}
	return refuse(telephony.RefusedNothingLeft)
}

// mayServe: only calls of queues that the agent has a right to (S-LAST-3). What
// is of a queue that is gone from the office is anybody's.
func (s *step) mayServe(a *agent, id telephony.QueueID) bool {
	q := s.queue(id)
	return q == nil || q.Gone || a.serves(q)
}

func (s *state) applyLoad(at telephony.Moment, f telephony.UnprocessedLoad) {
	old, c := s.agent(f.Agent), s.call(f.Call)
	if old == nil || old.Work != telephony.Idle || old.Presence == telephony.SignedOut {
		return
	}
	if c == nil || c.Stage != telephony.StageUnprocessed {
		return
	}
	c = s.changeCall(f.Call)
	c.Stage, c.Agent = telephony.StageWrapping, f.Agent
	a := s.changeAgent(f.Agent)
	a.work(telephony.Wrapping, at)
	a.Call = f.Call
	a.notify(telephony.NoticeLoaded, c.QueueName, at)
	a.Notice.Time = c.Queued.Wall
}

// leaveWrapUp lets a supervisor release a forgotten wrap-up (D-5, D-16). Its
// agent is away, so he goes off air.
func (s *step) leaveWrapUp(w telephony.LeaveWrapUp) *telephony.Refusal {
	if !s.supervises(w.By) {
		return refuse(telephony.RefusedNotAllowed)
	}
	a, r := s.signedOn(w.Agent)
	if r != nil {
		return r
	}
	if a.Work != telephony.Wrapping {
		return refuse(telephony.RefusedNoCall)
	}
	s.note(telephony.Unprocessed{Call: a.Call, Agent: a.ID, By: w.By})
	if a.Presence != telephony.OffAir {
		s.note(telephony.PresenceSet{Agent: a.ID, Presence: telephony.OffAir, By: w.By})
	}
	return nil
}

func (s *state) applyUnprocessed(at telephony.Moment, f telephony.Unprocessed) {
	if c := s.call(f.Call); c == nil || c.Stage != telephony.StageWrapping || c.Agent != f.Agent {
		return
	}
	s.changeCall(f.Call).Stage = telephony.StageUnprocessed
	a := s.changeAgent(f.Agent)
	if a == nil || a.Call != f.Call {
		return
	}
	a.work(telephony.Idle, at)
	a.Notice = telephony.Notice{}
	if f.By != "" {
		s.notifyBy(a, telephony.NoticeReleased, "", f.By, at)
	}
	s.occupy(a.Seat, at)
}
