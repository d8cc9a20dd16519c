package acd

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
)

// FuzzDesk lets anything happen in any order: late answers, double ends,
// vanishing phones, changes of the office, restarts in the middle. After
// every step everything of proved.check holds, and in the end every call has
// come to one end.
func FuzzDesk(f *testing.F) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		b := make([]byte, 400)
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c := newChaos(t, b[:min(len(b), 600)])
		for len(c.bytes) > 0 {
			c.happen()
		}
		c.endAll()
	})
}

// Proves: D-20
// TestManyHistories runs long random histories beyond those of the corpus.
func TestManyHistories(t *testing.T) {
	many := 50
	if testing.Short() {
		many = 10
	}
	for seed := range uint64(many) {
		r := rand.New(rand.NewPCG(seed, 2))
		b := make([]byte, 1500)
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		c := newChaos(t, b)
		for len(c.bytes) > 0 {
			c.happen()
		}
		c.endAll()
	}
}

// chaos makes events of bytes.
type chaos struct {
	t      testing.TB
	p      *proved
	bytes  []byte
	now    telephony.Moment
	calls  uint32
	office telephony.Office
}

func newChaos(t testing.TB, b []byte) *chaos {
	c := &chaos{t: t, p: newProved(t), bytes: b, office: exampleOffice()}
	c.now = atClock(t, "23:30:00")
	c.p.seldom = 5
	c.office.Trunks[0].Host = "svod.example"
	c.office.Trunks = append(c.office.Trunks, telephony.Trunk{ID: "druhy", Host: "druhy.example", Number: "+420555000111"})
	c.office.Trunks[0].Lines, c.office.Trunks[1].Lines = c.next(5), c.next(3)
	c.office.Queues[0].Number = "+420800100200"
	c.office.Outward = telephony.Outward{Countries: []string{"421"}, SeatCalls: 3, SeatMinutes: 1, AbroadMinutes: 1}
	c.office.Queues[0].AnyAfter, c.office.Queues[0].MaxWait = 15, 90
	for _, id := range []telephony.AgentID{"iva", "ota"} {
		c.office.Agents = append(c.office.Agents, telephony.Agent{ID: id, Name: string(id), Queues: []telephony.QueueID{"podpora", "uctarna"}})
	}
	c.office.Seats = append(c.office.Seats, telephony.Seat{ID: "205"})
	c.office.Queues[0].Ranks = []telephony.Rank{{Agent: "petr"}, {Agent: "jana", After: 8}, {Agent: "ota", After: 8}}
	c.office.Queues[1].Ranks = []telephony.Rank{{Agent: "ota"}, {Agent: "eva"}}
	c.office.Voicemails = []telephony.Voicemail{{ID: "v", Name: "V", Longest: 20}}
	for i := range c.office.Queues {
		q := &c.office.Queues[i]
		q.Voicemail, q.OfferAfter, q.PauseAfter = "v", telephony.Seconds(c.next(20)), c.next(4)
		q.Strategy, q.RingMost, q.AnyMustServe = telephony.Strategies[c.next(len(telephony.Strategies))], c.next(4), c.next(2) == 0
		q.Keys = []telephony.Keys{telephony.KeysBoth, telephony.KeysMessage, telephony.KeysCallBack, telephony.KeysOff}[c.next(4)]
	}
	if c.next(2) == 0 {
		c.office.Queues[1].TooLong, c.office.Queues[1].MaxWait = telephony.Onward{Leave: telephony.Message}, 30
	}
	c.office.Queues[0].TooLong, c.office.Queues[1].Full = telephony.Onward{Queue: "uctarna"}, telephony.Onward{Queue: "podpora"}
	c.office.Queues[1].MaxWaiting, c.office.Queues[1].RingTime, c.office.Queues[1].Weight = 3, 7, 1
	c.keepHours()
	c.p.step(c.now, telephony.OfficeChanged{Office: c.office})
	for i, a := range []telephony.AgentID{"eva", "jana", "petr", "ota", "iva"} {
		seat := c.office.Seats[i].ID
		c.p.step(c.now, telephony.SeatReached{Seat: seat, Reach: telephony.Reachable})
		c.p.step(c.now, telephony.SignOn{Agent: a, Seat: seat})
		c.p.step(c.now, telephony.GoOnAir{Agent: a})
	}
	return c
}

// keepHours gives the queues hours that open and close all the time, a holiday
// and a day of their own behind midnight, and every rule for out of hours.
func (c *chaos) keepHours() {
	span := func(from, till telephony.Minute) telephony.Span { return telephony.Span{From: from, Till: till} }
	late := telephony.Midnight - 30
	short := telephony.Hours{ID: "short", OnHolidays: c.next(2) == 0}
	long := telephony.Hours{ID: "long", Prompt: []string{"", "own"}[c.next(2)]}
	for d := range 7 {
		short.Week[d] = []telephony.Span{span(late, late+1), span(late+2, late+5), span(late+6, 2)}
		long.Week[d] = []telephony.Span{span(0, late+3), span(late+4, telephony.Midnight)}
	}
	c.office.Hours = []telephony.Hours{short, long}
	c.office.OwnDays = []telephony.OwnDay{{Date: "2026-11-04", Hours: []telephony.HoursID{"long"}}, {Date: "11-03", Open: short.Week[0]}}
	c.office.Agents[1].Night = true
	for i := range c.office.Queues {
		q := &c.office.Queues[i]
		q.Hours = []telephony.HoursID{"", "short", "long"}[c.next(3)]
		q.ClosedUnsure = c.next(2) == 0
		q.Closed.Leave = []telephony.Keys{telephony.KeysBoth, telephony.KeysMessage, telephony.KeysCallBack, telephony.KeysOff}[c.next(4)]
		if c.next(3) == 0 {
			q.Closed.Queue = c.office.Queues[1-i].ID
		}
	}
}

// next gives a number below n from the bytes.
func (c *chaos) next(n int) int {
	if len(c.bytes) == 0 {
		return 0
	}
	b := c.bytes[0]
	c.bytes = c.bytes[1:]
	return int(b) % n
}

func (c *chaos) agent() telephony.AgentID {
	return []telephony.AgentID{"eva", "jana", "petr", "sova", "ota", "iva"}[c.next(6)]
}

func (c *chaos) seat() telephony.SeatID {
	return []telephony.SeatID{"201", "202", "203", "204", "205", "299"}[min(5, c.next(16)/3)]
}

func (c *chaos) call() telephony.CallID {
	return telephony.CallID(telephony.Compose(c.now.Boot, 1+uint32(c.next(int(c.calls)+1))))
}

// offer is most often one that rings, else one of the past.
func (c *chaos) offer() telephony.OfferID {
	for _, call := range c.p.desk.state.Calls {
		if len(call.Offers) > 0 && c.next(3) > 0 {
			return call.Offers[0].ID
		}
	}
	if dials := c.p.desk.state.Dials; len(dials) > 0 && c.next(3) > 0 {
		return dials[c.next(len(dials))].Offer
	}
	last := uint32(c.p.desk.state.Offer)
	return telephony.OfferID(telephony.Compose(c.now.Boot, max(1, last-min(last, uint32(c.next(4))))))
}

func (c *chaos) leg() telephony.LegID {
	legs := c.p.desk.Legs()
	if i := c.next(len(legs) + 2); i < len(legs) {
		return legs[i].ID
	}
	return c.offer().Leg()
}

func (c *chaos) happen() {
	c.passTime()
	switch c.next(18) {
	case 16, 17:
		c.step(c.voicemail())
	case 0, 1:
		c.step(c.arrival())
	case 2, 3, 12, 13, 14:
		c.step(c.fromPhone())
	case 4:
		c.step(telephony.LegEnded{Leg: c.leg(), Why: []telephony.EndCause{telephony.ByCaller, telephony.ByAgent, telephony.ByLoss, telephony.BySystem}[c.next(4)]})
	case 5:
		c.step(telephony.SeatReached{Seat: c.seat(), Reach: []telephony.Reach{telephony.Unregistered, telephony.Unanswering, telephony.OffHook, telephony.Reachable}[min(3, c.next(9))]})
	case 6, 7:
		c.step(c.presence())
	case 8, 9, 15:
		c.step(c.paperwork())
	case 10:
		c.step(c.supervisor())
	default:
		c.seldom()
	}
}

func (c *chaos) step(e telephony.Event) {
	c.t.Helper()
	c.p.step(c.now, e)
	if at, ok := c.p.desk.Wake(); ok && at.Boot != c.now.Boot && c.p.desk.state.Boot == c.now.Boot {
		c.t.Fatalf("the desk wants waking in boot %d", at.Boot)
	}
}

func (c *chaos) arrival() telephony.Event {
	c.calls++
	if newest := c.p.desk.state.Newest; newest.Boot() == c.now.Boot { // as the exchange counts
		c.calls = max(c.calls, newest.Count()+1)
	}
	id := telephony.Compose(c.now.Boot, c.calls)
	if c.next(4) == 0 {
		to := []telephony.Number{"201", "202", "203", "112", "800100200", "+420777111222", "+421905111222", "9"}[c.next(8)]
		down := [][]telephony.TrunkID{nil, {"druhy"}, {"druhy", "svod"}}[min(2, c.next(6))]
		return telephony.SeatDialled{Call: telephony.CallID(id), Leg: telephony.LegID(id), Seat: c.seat(), To: to, Down: down}
	}
	to := []telephony.Number{"800100200", "800100300", "800100200", "999"}[c.next(4)]
	return telephony.CallArrived{Call: telephony.CallID(id), Leg: telephony.LegID(id), Trunk: "svod", From: []telephony.Number{"+420777123456", ""}[c.next(4)/3], To: to}
}

func (c *chaos) fromPhone() telephony.Event {
	o := c.offer()
	switch c.next(6) {
	case 0, 1, 2:
		return telephony.OfferAnswered{Offer: o}
	case 3:
		return telephony.OfferRang{Offer: o}
	case 4:
		return telephony.LegHeld{Leg: c.leg(), Held: c.next(2) == 0}
	}
	return telephony.OfferFailed{Offer: o, Why: []telephony.OfferEnd{telephony.OfferBusy, telephony.OfferRefused, telephony.OfferUnreachable, telephony.OfferMissed, telephony.OfferMisconfigured}[c.next(5)], Code: []int{480, 486, 403, 503, 408, 404}[c.next(6)]}
}

func (c *chaos) presence() telephony.Event {
	id := c.agent()
	if a := c.p.desk.state.agent(id); a != nil && a.Presence == telephony.SignedOut {
		return telephony.SignOn{Agent: id, Seat: c.seat()}
	}
	switch c.next(12) {
	case 0:
		return telephony.SignOn{Agent: c.agent(), Seat: c.seat(), Move: c.next(2) == 0}
	case 1:
		return telephony.GoOnAir{Agent: c.agent()}
	case 2:
		return telephony.SignOff{Agent: c.agent(), Leave: c.next(2) == 0}
	case 3:
		return telephony.GoOffAir{Agent: c.agent(), Break: []telephony.BreakID{"", "porada", "nic"}[c.next(3)]}
	}
	return telephony.GoOnAir{Agent: id}
}

func (c *chaos) paperwork() telephony.Event {
	a := c.agent()
	for _, call := range c.p.desk.state.Calls {
		if call.Stage == telephony.StageWrapping && c.next(4) > 0 {
			a = call.Agent
		}
	}
	mine := c.p.desk.state.agent(a)
	call := c.call()
	if mine != nil && mine.Call != 0 && c.next(4) > 0 {
		call = mine.Call
	}
	switch c.next(8) {
	case 0:
		if c.next(2) == 0 {
			c.step(telephony.GoOffAir{Agent: a})
		}
		return telephony.LoadUnprocessed{Agent: a}
	case 1:
		switch c.next(4) {
		case 0, 1:
			return c.transfer(a, call)
		case 2:
			return c.refers()
		}
		return []telephony.Event{telephony.HangUp{Agent: a}, telephony.HoldCall{Agent: a}, telephony.LiftPhone{Agent: a}}[c.next(3)]
	case 2:
		return telephony.AssignCustomer{Agent: a, Call: call, Customer: customerNamed("K1:Jan")}
	case 3:
		return telephony.CallerKnown{Call: call, Chosen: "K2", Candidates: []telephony.CustomerRef{customerNamed("K2:Eva:inactive"), customerNamed("K3:Iva")}}
	}
	form := telephony.SaveForm{Unknown: c.next(4) > 0, Note: "x\xff", RT: []string{"", "123", "", "1a"}[c.next(4)]}
	form.Reasons = [][]telephony.ReasonID{{"2"}, {"1", "11"}, {"2"}, {"1"}, nil}[c.next(5)]
	return telephony.SaveCall{Agent: a, Call: call, Form: form, HangUp: c.next(2) == 0}
}

// voicemail: keys, ends of prompts, news of the disk, items that are done.
func (c *chaos) voicemail() telephony.Event {
	call := c.call()
	for _, one := range c.p.desk.state.Calls {
		if one.pending() && c.next(3) > 0 {
			call = one.ID
		}
	}
	switch c.next(6) {
	case 0:
		return telephony.Said{Leg: c.leg(), Prompt: "voicemail-cs"}
	case 1:
		return telephony.ItemKept{Call: call, Lost: c.next(5) == 0}
	case 2:
		if items := c.p.desk.state.Items; len(items) > 0 {
			call = items[c.next(len(items))].Call
		}
		return telephony.CloseItem{Agent: c.agent(), Call: call}
	}
	return telephony.CallerDigit{Call: call, Digit: "0#*577123456"[c.next(12)]}
}

func (c *chaos) transfer(a telephony.AgentID, call telephony.CallID) telephony.Event {
	w := telephony.Transfer{Agent: a, Call: call, Queue: []telephony.QueueID{"podpora", "uctarna", "nic"}[c.next(3)]}
	if c.next(2) == 0 {
		w.Prefer = c.agent()
	}
	return w
}

// refers passes a talk on by a phone's own key, to a number or to another talk.
func (c *chaos) refers() telephony.Event {
	e := telephony.SeatRefers{Leg: c.leg(), To: []telephony.Number{"201", "203", "800100200", "800100300", "+420777111222", "112"}[c.next(6)]}
	if c.next(3) == 0 {
		e.With = c.leg()
	}
	return e
}

func (c *chaos) supervisor() telephony.Event {
	switch c.next(8) {
	case 3, 4:
		return telephony.SetNight{
			Agent: c.agent(), Queue: []telephony.QueueID{"", "podpora", "uctarna", "nic"}[c.next(4)],
			Hold: []telephony.Hold{telephony.HoldNot, telephony.HoldClosed, telephony.HoldOpen}[c.next(3)],
		}
	case 0:
		return telephony.GiveCall{Call: c.call(), To: c.agent(), By: []telephony.AgentID{"sova", "jana"}[c.next(2)]}
	case 1:
		return telephony.GoOffAir{Agent: c.agent(), Break: "porada", By: "sova"}
	case 2:
		return telephony.ConfirmAlert{Agent: c.agent(), Call: c.call()}
	}
	if c.next(2) == 0 {
		return telephony.SignOff{Agent: c.agent(), By: "sova", Leave: true}
	}
	return telephony.LeaveWrapUp{Agent: c.agent(), By: c.agent()}
}

// seldom: changes of the office, identities, restarts.
func (c *chaos) seldom() {
	switch c.next(20) {
	case 0:
		c.changeOffice()
	case 1:
		c.restart()
	case 13:
		c.now.Trusted = c.next(3) > 0
		c.now.Wall = c.now.Wall.Add(time.Duration(c.next(5)-2) * time.Minute)
		c.step(telephony.Woke{})
	case 2, 3, 4, 6, 7, 8, 9, 10, 11, 12:
		c.p.apply(c.now, telephony.LegKept{Leg: c.leg(), Identity: "z"})
	default:
		c.step(telephony.Woke{})
	}
}

func (c *chaos) changeOffice() {
	o := exampleOffice()
	o.Version = uint64(c.next(256))
	switch c.next(5) {
	case 0:
		o.Queues = o.Queues[1:]
	case 1:
		o.Agents = o.Agents[c.next(3):]
	case 2:
		o.Seats = o.Seats[c.next(3):]
	case 3:
		o.Queues[c.next(2)].Disabled = true
		o.Agents[c.next(4)].Disabled = true
		o.Seats[c.next(4)].Disabled = true
	}
	c.step(telephony.OfficeChanged{Office: o})
	if c.next(3) > 0 {
		c.passTime()
		c.step(telephony.OfficeChanged{Office: c.office})
	}
}

// restart begins a new boot in which some legs live.
func (c *chaos) restart() {
	wall := c.now.Wall.Add(time.Duration(c.next(30)-5) * time.Second)
	c.now = telephony.Moment{Boot: c.now.Boot + 1, Up: time.Second, Wall: wall, Trusted: c.next(2) == 0}
	c.calls = 0
	for range c.next(3) {
		c.step(c.arrival()) // too early
	}
	var live []telephony.LegID
	for _, l := range c.p.desk.Legs() {
		if c.next(3) > 0 {
			live = append(live, l.ID)
		}
	}
	c.step(telephony.Restarted{Live: live})
}

// passTime lets up to 12 s pass; most often the desk is woken in time.
func (c *chaos) passTime() {
	end := c.now.Add(time.Duration(c.next(100)) * time.Duration(c.next(100)) * 1200 * time.Microsecond)
	late := c.next(8) == 0
	for range 1000 {
		at, ok := c.p.desk.Wake()
		if !ok || at.Boot != c.now.Boot || before(at, end) > 0 || late {
			c.now = end
			return
		}
		if before(c.now, at) < 0 {
			c.now = c.now.Add(at.Up - c.now.Up)
		}
		was := c.p.n
		c.step(telephony.Woke{})
		if c.p.n == was {
			c.t.Fatalf("woken at %v for nothing", at)
		}
	}
	c.t.Fatal("the desk wants waking for ever")
}

// endAll hangs everybody up: every call must come to its one end.
func (c *chaos) endAll() {
	c.now = c.now.Add(time.Second)
	if c.p.desk.state.Boot != c.now.Boot {
		c.step(telephony.Restarted{})
	}
	for _, l := range c.p.desk.Legs() {
		c.step(telephony.LegEnded{Leg: l.ID, Why: telephony.ByCaller})
	}
	for _, call := range c.p.desk.state.Calls {
		if call.live() {
			c.t.Fatalf("call %s is still %s", call.ID, call.Stage)
		}
	}
	for _, a := range c.p.desk.state.Agents {
		if a.Work == telephony.Ringing || a.Work == telephony.Talking {
			c.t.Fatalf("%s is still %s", a.ID, a.Work)
		}
	}
	c.p.counts.sum()
}
