package acd

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// proved is a desk whose every step is checked: a decision changes nothing,
// the facts read back from JSON make the same desk, a checkpoint too, and
// what must always be true is.
type proved struct {
	t      testing.TB
	desk   *Desk
	twin   *Desk // fed with facts alone, as they are read back from the book
	n      uint64
	counts *counts
	steps  int
	seldom int // what costs much is checked at one step in so many; 0: never
}

func newProved(t testing.TB) *proved {
	return &proved{t: t, desk: New(), twin: New(), n: 1, counts: newCounts(t), seldom: 1}
}

func (p *proved) step(now telephony.Moment, e telephony.Event) ([]telephony.Fact, []telephony.Command, *telephony.Refusal) {
	p.t.Helper()
	p.steps++
	was := p.save()
	dice := p.n * 0x9e3779b97f4a7c15
	facts, commands, refusal := p.desk.Decide(now, dice, e)
	if !bytes.Equal(was, p.save()) {
		p.t.Fatalf("deciding %+v changed the desk", e)
	}
	if refusal != nil && len(facts)+len(commands) > 0 {
		p.t.Fatalf("%+v was refused and yet did something", e)
	}
	for _, f := range facts {
		p.apply(now, f)
	}
	p.counts.commands(commands)
	for _, c := range commands {
		ring, ok := c.(telephony.RingSeat)
		if !ok {
			continue
		}
		if queued, _ := p.desk.state.ringing(ring.Offer); queued != nil && p.desk.state.seat(ring.Seat).Reach != telephony.Reachable {
			p.t.Fatalf("seat %s is rung, though it is known to be %s", ring.Seat, p.desk.state.seat(ring.Seat).Reach)
		}
	}
	p.check(now, e)
	if refusal == nil && p.desk.state.Boot == now.Boot {
		checkServed(p.t, &p.desk.state, now)
	}
	return facts, commands, refusal
}

func (p *proved) apply(now telephony.Moment, f telephony.Fact) {
	p.t.Helper()
	if offered, ok := f.(telephony.Offered); ok {
		checkChoice(p.t, &p.desk.state, now, offered)
	}
	p.desk.Apply(p.n, now, f)
	back, at := reread(p.t, f, now)
	p.twin.Apply(p.n, at, back)
	p.counts.fact(p.n, now, f)
	p.n++
}

func (p *proved) light() bool { return p.seldom == 0 || p.steps%p.seldom != 0 }

func (p *proved) save() []byte {
	if p.light() {
		return nil
	}
	return p.desk.Save()
}

func (p *proved) check(now telephony.Moment, e telephony.Event) {
	p.t.Helper()
	checkAlways(p.t, &p.desk.state)
	if at, ok := p.desk.Wake(); ok && at.Boot == now.Boot && before(at, now) <= 0 {
		if _, woke := e.(telephony.Woke); woke {
			p.t.Fatalf("woken at %v the desk wants waking at %v", now, at)
		}
	}
	if p.light() {
		return
	}
	p.desk.Fill(&telephony.Snapshot{}, now)
	now2 := p.desk.Save()
	if now2 == nil || !bytes.Equal(now2, p.twin.Save()) {
		p.t.Fatalf("after %T replay of the facts gives another desk:\n%s\n%s", e, now2, p.twin.Save())
	}
	loaded := New()
	if err := loaded.Load(now2); err != nil {
		p.t.Fatal(err)
	}
	if !bytes.Equal(now2, loaded.Save()) {
		p.t.Fatalf("a loaded desk differs:\n%s\n%s", now2, loaded.Save())
	}
	p.desk = loaded // go on with the loaded one
}

// reread writes a fact as the book does and reads it back.
func reread(t testing.TB, f telephony.Fact, at telephony.Moment) (telephony.Fact, telephony.Moment) {
	t.Helper()
	b, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	v := reflect.New(reflect.TypeOf(f))
	if err := json.Unmarshal(b, v.Interface()); err != nil {
		t.Fatal(err)
	}
	b, err = json.Marshal(at)
	if err != nil {
		t.Fatal(err)
	}
	var m telephony.Moment
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	return v.Elem().Interface().(telephony.Fact), m
}

// checkAlways checks what is true of a desk at any time.
func checkAlways(t testing.TB, s *state) {
	t.Helper()
	seats := make(map[telephony.SeatID]bool)
	for _, a := range s.Agents {
		if (a.Presence == telephony.SignedOut) != (a.Seat == "") {
			t.Fatalf("%s is %q at seat %q", a.ID, a.Presence, a.Seat)
		}
		if a.Seat != "" && seats[a.Seat] {
			t.Fatalf("two at seat %s", a.Seat)
		}
		seats[a.Seat] = true
		checkAgent(t, s, a)
	}
	rung := make(map[telephony.SeatID]bool)
	for _, c := range s.Calls {
		checkCall(t, s, c)
		for _, o := range c.Offers {
			if rung[o.Seat] {
				t.Fatalf("seat %s rings twice", o.Seat)
			}
			rung[o.Seat] = true
		}
	}
	for _, d := range s.Dials {
		if s.call(d.ID) != nil || d.Offer == 0 && d.Need == nil {
			t.Fatalf("%+v isn't a dialled call", d)
		}
	}
	for _, q := range s.Queues {
		if d := q.Today; d.Offered != d.Answered+d.Abandoned+d.ClosedOut+d.PassedOn+d.Messages+d.CallBacks+s.pendingIn(q.ID) {
			t.Fatalf("queue %s: the sum is wrong: %+v, %d waiting", q.ID, d, s.pendingIn(q.ID))
		}
	}
}

// pendingIn counts the offered calls of a queue that have no outcome yet.
func (s *state) pendingIn(id telephony.QueueID) (n int) {
	for _, c := range s.Calls {
		if c.Queue == id && c.pending() && !c.OutOfHours {
			n++
		}
	}
	return n
}

// checkServed: nobody waits for somebody who could be rung now (C-RING-3).
func checkServed(t testing.TB, s *state, now telephony.Moment) {
	t.Helper()
	for _, c := range s.Calls {
		if c.Stage != telephony.StageWaiting {
			continue
		}
		for _, a := range s.allFree() {
			if at, ok := s.mayRing(s.queue(c.Queue), c, a); ok && before(at, now) <= 0 {
				t.Fatalf("call %s waits though %s is free since %v (now %v)", c.ID, a.ID, at, now)
			}
		}
	}
}

func checkAgent(t testing.TB, s *state, a *agent) {
	t.Helper()
	if a.Work == telephony.Idle {
		if a.Call != 0 || a.Offer != 0 {
			t.Fatalf("%s is idle with call %d, offer %d", a.ID, a.Call, a.Offer)
		}
		if call, w := s.phoneCall(a); a.Seat != "" && call != 0 {
			t.Fatalf("%s is idle while his phone is %s in call %s", a.ID, w, call)
		}
		return
	}
	if d := s.dial(a.Call); d != nil {
		checkDialler(t, d, a)
		return
	}
	c := s.call(a.Call)
	if c == nil || a.Presence == telephony.SignedOut {
		t.Fatalf("%s (%q) is %s without a call", a.ID, a.Presence, a.Work)
	}
	switch a.Work {
	case telephony.Ringing:
		if call, w := s.phoneCall(a); call != 0 {
			t.Fatalf("%s is rung while his phone is %s in call %s", a.ID, w, call)
		}
		if o, i := s.ringing(a.Offer); o != c || c.Offers[i].Agent != a.ID || c.Offers[i].Seat != a.Seat {
			t.Fatalf("%s rings for an offer that isn't his", a.ID)
		}
	case telephony.Talking:
		if c.Stage != telephony.StageTalking || c.Agent != a.ID {
			t.Fatalf("%s talks in call %s, which is %s with %s", a.ID, c.ID, c.Stage, c.Agent)
		}
	case telephony.Wrapping:
		if c.Stage != telephony.StageWrapping || c.Agent != a.ID {
			t.Fatalf("%s wraps up call %s, which is %s with %s", a.ID, c.ID, c.Stage, c.Agent)
		}
	case telephony.Dialling:
		if c.Seat != a.Seat || !c.live() {
			t.Fatalf("%s dials in call %s of seat %q, which is %s", a.ID, c.ID, c.Seat, c.Stage)
		}
	case telephony.Idle:
		t.Fatalf("%s is %s", a.ID, a.Work)
	}
}

func checkDialler(t testing.TB, d *dial, a *agent) {
	t.Helper()
	works := telephony.Dialling
	if d.talks() {
		works = telephony.Talking
	}
	if a.Work != works || a.Seat != d.callerSeat() && !(a.Seat == d.Other && d.talks()) {
		t.Fatalf("%s is %s at seat %s with %+v", a.ID, a.Work, a.Seat, d)
	}
}

func checkCall(t testing.TB, s *state, c *call) {
	t.Helper()
	if (c.Stage == telephony.StageOffered) != (len(c.Offers) > 0) {
		t.Fatalf("call %s is %s with %d offers", c.ID, c.Stage, len(c.Offers))
	}
	if q := s.queue(c.Queue); q != nil && !q.Gone && len(c.Offers) > telephony.MostRinging {
		t.Fatalf("call %s rings %d phones", c.ID, len(c.Offers))
	}
	if (c.Stage == telephony.StageVoicemail) && (c.Voicemail == nil || len(c.Offers) > 0) {
		t.Fatalf("call %s is in a voicemail with %d offers, %+v", c.ID, len(c.Offers), c.Voicemail)
	}
	for _, o := range c.Offers {
		if a := s.agent(o.Agent); a == nil || a.Work != telephony.Ringing || a.Offer != o.ID {
			t.Fatalf("offer %d has no agent who rings", o.ID)
		}
	}
	if c.Stage != telephony.StageTalking && c.Stage != telephony.StageWrapping {
		return
	}
	if a := s.agent(c.Agent); a == nil || a.Call != c.ID {
		t.Fatalf("call %s is %s with %s, who has another", c.ID, c.Stage, c.Agent)
	}
}
