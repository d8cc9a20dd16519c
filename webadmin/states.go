package webadmin

import (
	"github.com/spojka/spojka/telephony"
)

// state is how a state is drawn: colour, sign and word, always together.
type state struct {
	S     string // data-s: air, ring, talk, wrap, rest or lost
	Sign  string // id of the sign, without its "g-"
	Word  string
	Since telephony.Moment
}

// stateOf draws an agent's state. Reach is that of his seat.
func (f *frame) stateOf(a telephony.AgentView, reach telephony.Reach) state {
	draw := func(s, sign, word string) state { return state{s, sign, word, a.Since} }
	switch {
	case a.Seat == "":
		return draw("rest", "off", f.T("state.out"))
	case a.Work == telephony.Ringing:
		return draw("ring", "ring", f.T("state.ring"))
	case a.Work == telephony.Talking:
		return draw("talk", "talk", f.T("state.talk"))
	case a.Work == telephony.Dialling:
		return draw("talk", "ring", f.T("state.dial"))
	case a.Work == telephony.Wrapping:
		return draw("wrap", "wrap", f.T("state.wrap"))
	case reach != telephony.Reachable:
		return draw("lost", "lost", f.T("state.lost"))
	case a.Presence == telephony.OnAir:
		return draw("air", "air", f.T("state.air"))
	case a.Break != "":
		return draw("rest", "break", f.T("state.break-named", a.BreakName))
	}
	return draw("rest", "idle", f.T("state.off"))
}

// seat finds a seat of the snapshot; an unknown one is unregistered.
func (f *frame) seat(id telephony.SeatID) telephony.SeatView {
	for _, s := range f.Shot.Seats {
		if s.ID == id {
			return s
		}
	}
	return telephony.SeatView{ID: id, Reach: telephony.Unregistered}
}

// MyState is the state of who is signed in, for the header (S-HEAD).
func (f *frame) MyState() state {
	me := f.Me()
	s := f.stateOf(me, f.seat(me.Seat).Reach)
	if me.Seat == "" {
		s.Since = telephony.Moment{}
	}
	return s
}

// HeadTitle says in the header icon's words what it means (S-HEAD-1 to 3).
func (f *frame) HeadTitle() string {
	me := f.Me()
	switch {
	case me.Seat == "":
		return f.T("head.unregistered")
	case me.Presence == telephony.OnAir && (me.Work == telephony.Idle || me.Work == telephony.Ringing):
		return f.T("head.on-air")
	}
	return f.T("head.off-air")
}

// ShowsState says whether the header icon is shown (S-HEAD-4, S-HEAD-5).
func (f *frame) ShowsState() bool {
	return f.Serves() && (f.Me().Seat != "" || f.User.SeesUnregistered)
}

func (f *frame) queue(id telephony.QueueID) (telephony.Queue, bool) {
	for _, q := range f.Office.Queues {
		if q.ID == id {
			return q, true
		}
	}
	return telephony.Queue{}, false
}

func (f *frame) call(id telephony.CallID) (telephony.CallView, bool) {
	for _, c := range f.Shot.Calls {
		if c.ID == id {
			return c, true
		}
	}
	return telephony.CallView{}, false
}

// calls says that a call is one that a phone of ours began, even one to a queue
// of ours: there is nothing to fill in.
func (f *frame) calls(c telephony.CallView) bool {
	return c.Direction != telephony.Inward || c.Seat != "" && c.Seat == f.Me().Seat
}

func (f *frame) tree(id telephony.TreeID) (telephony.ReasonTree, bool) {
	for _, t := range f.Shot.Trees {
		if t.ID == id {
			return t, true
		}
	}
	for _, t := range f.Office.Trees {
		if t.ID == id {
			return t, true
		}
	}
	return telephony.ReasonTree{}, false
}

// Who names the customer of a call: his name, or question marks and the queue
// (S-UNK-2).
func (f *frame) Who(c *telephony.CustomerRef, queue string) string {
	if c != nil && c.ID != "" {
		return c.Name
	}
	return f.T("cat.unknown", queue)
}
