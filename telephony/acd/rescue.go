package acd

import (
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/dialplan"
)

// An emergency call for which no line is free (P-EMERG-2) has its need noted
// and is thought of after every step: it goes out by the first line that comes
// free, whyever. Only where nothing else helps another call is ended for it
// ([step.sacrifice]).

const (
	// warning is how long the parties of a call hear that it is to be ended:
	// the tone and the sentence. Who calls for help hears it ring meanwhile.
	warning = 3 * time.Second
	// lineClears is how long a gateway may take to free the line of a call
	// that was ended (an analog one a second or two); it is asked so often.
	lineClears = time.Second
	mostAgain  = 5
	// mostSeeking is how long an emergency call waits for a line where none
	// can be freed: who needs help has other ways, and must know.
	mostSeeking = 30 * time.Second
)

// need is what an emergency call without a line waits for; it is replaced,
// never changed.
type need struct {
	Ends  telephony.CallID  `json:"ends,omitempty"`  // that call is ended for it
	Trunk telephony.TrunkID `json:"trunk,omitempty"` // and this one tried
	Till  telephony.Moment  `json:"till"`            // then
}

// seekLine does what can be done for an emergency call that each trunk has
// refused, or that finds them full.
func (s *step) seekLine(d *dial) {
	last := len(d.Refused) - 1
	freed := last >= 0 && d.Refused[last].Line && d.Refused[last].Trunk == d.Freed
	f := telephony.LineSought{Call: d.ID, Seat: d.Seat}
	if freed && d.Again < mostAgain {
		f.Trunk, f.For = d.Freed, lineClears
		s.seeks(d, f)
		return
	}
	v, found := s.sacrifice(d)
	left := mostSeeking - s.now.Since(d.Began)
	switch {
	case found:
		f.Ends, f.Trunk, f.For = v.call, v.trunk, v.notice
		s.seeks(d, f)
		s.warn(v)
	case left > 0 && slices.ContainsFunc(dialplan.Carriers(&s.Office, d.Seat), func(t telephony.TrunkID) bool { return s.lacks(d, t) }):
		f.For = left
		s.seeks(d, f)
	default:
		s.unreached(d, d.Code)
	}
}

// seeks notes what an emergency call waits for. Its phone rings: silence would
// be taken for dead.
func (s *step) seeks(d *dial, f telephony.LineSought) {
	s.note(f)
	s.do(telephony.RingCaller{Leg: d.Leg})
}

// warn tells the parties of a call that it is to be ended, and why; one in
// which nobody hears anybody yet is ended at once.
func (s *step) warn(v victim) {
	if v.notice == 0 {
		s.endFor(v.call)
		return
	}
	prompt := telephony.LineNeeded + s.langOf(v.call)
	if c := s.call(v.call); c != nil && c.asked() {
		s.do(telephony.Say{Leg: c.Leg, Prompt: prompt}) // its end is awaited there
		return
	}
	for _, l := range s.hearers(v.call) {
		s.do(telephony.PlayQueue{Leg: l, Greeting: prompt, Music: s.hears(v.call, l)})
	}
}

// linesFree lets emergency calls out by lines that came free.
func (s *step) linesFree() {
	for _, waits := range s.Dials {
		for d := s.dial(waits.ID); d != nil && d.Need != nil; d = s.dial(waits.ID) {
			ends := d.Need.Ends
			if t, free := s.freeLine(d); free {
				s.spare(d)
				s.tryTrunk(d.ID, t, s.shownFor(d, t))
			} else if ends != 0 && !s.occupied(ends) {
				s.seekLine(d) // it is over, and yet there is no line
			} else {
				break
			}
		}
	}
}

// needOver: what an emergency call waited for has come about.
func (s *step) needOver(d *dial) {
	switch n := d.Need; {
	case n.Ends != 0:
		s.endFor(n.Ends)
	case n.Trunk != "":
		s.tryTrunk(d.ID, n.Trunk, s.shownFor(d, n.Trunk))
	default:
		s.unreached(d, d.Code)
	}
}

// spare lets the call go on that was to be ended for this one.
func (s *step) spare(d *dial) {
	if d.Need == nil || d.Need.Ends == 0 || !s.occupied(d.Need.Ends) {
		return
	}
	id := d.Need.Ends
	s.note(telephony.CallSpared{Call: id, For: d.ID})
	if c := s.call(id); c != nil && c.asked() {
		return // it ends by itself
	}
	for _, l := range s.hearers(id) {
		s.do(telephony.PlayQueue{Leg: l, Music: s.hears(id, l)})
	}
}

// unreached ends a call that nobody took: who passed it on is rung, else who
// called is told.
func (s *step) unreached(d *dial, code int) {
	if s.recall(d) {
		return
	}
	s.do(telephony.RefuseCaller{Call: d.ID, Leg: d.Leg, Code: toldPhone(code)})
	s.dialOver(d, telephony.ByCalled)
}

func (s *state) applyLineSought(at telephony.Moment, f telephony.LineSought) {
	d := s.changeDial(f.Call)
	if d == nil || d.talks() {
		return
	}
	d.Offer, d.Ident, d.Trunks = 0, "", nil
	d.Need = &need{Ends: f.Ends, Trunk: f.Trunk, Till: at.Add(f.For)}
	switch {
	case f.Ends != 0:
		d.Freed, d.Again = f.Trunk, 0
	case f.Trunk != "":
		d.Again++
	}
	s.tellTalkers(f.Ends, telephony.NoticeLineNeeded, string(f.Seat), at)
}

func (s *state) applySpared(at telephony.Moment, f telephony.CallSpared) {
	if d := s.changeDial(f.For); d != nil && d.Need != nil {
		d.Need = &need{Trunk: d.Need.Trunk, Till: d.Need.Till}
	}
	s.tellTalkers(f.Call, telephony.NoticeSpared, "", at)
}

// tellTalkers leaves a notice for the operators who talk in a call.
func (s *state) tellTalkers(id telephony.CallID, k telephony.NoticeKind, name string, at telephony.Moment) {
	if c := s.call(id); s.dial(id) == nil && (c == nil || !c.talks()) {
		return
	}
	for _, a := range s.Agents {
		if a.Call == id {
			s.changeAgent(a.ID).notify(k, name, at)
		}
	}
}

// refused keeps how a trunk refused an emergency call.
func (s *state) refused(d *dial, f telephony.DialFailed) {
	r := refusal{Trunk: d.Trunk, Line: noLine(f.Code, f.Cause), Calls: s.beside(d, d.Trunk)}
	d.Refused = append(slices.DeleteFunc(slices.Clone(d.Refused), func(o refusal) bool { return o.Trunk == r.Trunk }), r)
}
