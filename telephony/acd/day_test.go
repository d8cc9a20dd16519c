package acd

import (
	"container/heap"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/stats"
)

const (
	dayAgents = 20
	dayCalls  = 2000
)

// Proves: D-20, D-41, S-VM-9, W-CC-3, W-CC-5, W-CC-6
// A day of an office by every strategy: 20 operators in three queues, 2,000
// callers, missed and refused rings, breaks, a phone that dies, a restart at
// noon; a lunch break, half a day, and an hour of the night switch. Every call comes to one end, and all the sums agree.
func TestDay(t *testing.T) {
	for _, rule := range telephony.Strategies {
		t.Run(string(rule), func(t *testing.T) { wholeDay(t, rule) })
	}
}

func wholeDay(t *testing.T, rule telephony.Strategy) {
	d := newDay(t, 7)
	d.rule = rule
	d.run()
	d.p.counts.sum()
	if got := len(d.p.counts.ended); got != dayCalls {
		t.Errorf("%d calls ended, want %d", got, dayCalls)
	}
	var snap telephony.Snapshot
	d.p.desk.Fill(&snap, d.now)
	var shown stats.Sum
	for i := range snap.Queues {
		shown.Add(stats.Today(&snap.Queues[i]))
	}
	rows := d.p.counts.total
	if shown.Offered != rows.Offered || shown.Answered != rows.Answered || shown.InTime != rows.InTime ||
		shown.Abandoned != rows.Abandoned || shown.ClosedOut != rows.ClosedOut ||
		shown.OutOfHours != rows.OutOfHours || shown.OutOfHoursLeft != rows.OutOfHoursLeft {
		t.Errorf("the desk shows %+v, the book %+v", shown, rows)
	}
	if rows.Open() != 0 || rows.Answered < dayCalls/2 || rows.Abandoned == 0 || rows.Overflow == 0 || rows.OutOfHours < dayCalls/20 || rows.OutOfHoursLeft == 0 {
		t.Errorf("a strange day: %+v", rows)
	}
	d.agents(snap.Agents)
	t.Logf("%+v", rows)
}

// BenchmarkDay is the whole day without the checks, by each strategy.
func BenchmarkDay(b *testing.B) {
	for _, rule := range telephony.Strategies {
		b.Run(string(rule), func(b *testing.B) {
			for b.Loop() {
				d := newDay(b, 7)
				d.bare, d.rule = true, rule
				d.run()
			}
		})
	}
}

// agents: what each is shown adds up to the whole.
func (d *day) agents(views []telephony.AgentView) {
	answered, talked, rung := 0, time.Duration(0), 0
	for _, a := range views {
		answered += a.Today.Answered
		talked += a.Today.Talked
		rung += a.Today.Answered + a.Today.Missed + a.Today.Refused + a.Today.Busy + a.Today.Unreachable
	}
	rows, offers := d.p.counts.total, 0
	for _, n := range d.p.counts.offered {
		offers += n
	}
	if answered != rows.Answered || (talked-rows.Talked).Abs() > time.Second || rung > offers {
		d.t.Errorf("the agents' figures: %d answered, %v talked, %d of %d offers; the book: %+v", answered, talked, rung, offers, rows)
	}
}

// day drives a desk with people made by chance.
type day struct {
	t     testing.TB
	p     *proved
	desk  *Desk
	r     *rand.Rand
	now   telephony.Moment
	todo  agenda
	order int
	rule  telephony.Strategy
	bare  bool
	n     uint64
}

// deed is something that will happen.
type deed struct {
	at    time.Duration
	order int
	do    func()
}

type agenda []deed

func (a agenda) Len() int { return len(a) }
func (a agenda) Less(i, j int) bool {
	return a[i].at < a[j].at || a[i].at == a[j].at && a[i].order < a[j].order
}
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)   { *a = append(*a, x.(deed)) }
func (a *agenda) Pop() any {
	old := *a
	d := old[len(old)-1]
	*a = old[:len(old)-1]
	return d
}

func newDay(t testing.TB, seed uint64) *day {
	d := &day{t: t, p: newProved(t), r: rand.New(rand.NewPCG(seed, 3)), now: atClock(t, "07:59:00")}
	d.p.seldom = 0
	d.desk = d.p.desk
	return d
}

func dayOffice(agents int) telephony.Office {
	o := exampleOffice()
	o.Agents, o.Seats = nil, nil
	o.Queues = append(o.Queues, telephony.Queue{ID: "obchod", Name: "Obchod", AnyAfter: 60, MaxWait: 600, Weight: 1})
	o.Queues[0].AnyAfter, o.Queues[1].MaxWait = 90, 300
	office := telephony.Hours{ID: "office"}
	for d := range 5 {
		office.Week[d] = []telephony.Span{{From: 8 * 60, Till: 12 * 60}, {From: 12*60 + 30, Till: 17 * 60}}
	}
	sales := telephony.Hours{ID: "sales", Week: office.Week}
	o.Hours = []telephony.Hours{office, sales}
	o.OwnDays = []telephony.OwnDay{{Date: "2026-11-03", Open: []telephony.Span{{From: 8 * 60, Till: 15 * 60}}, Hours: []telephony.HoursID{"sales"}}}
	o.Voicemails = []telephony.Voicemail{{ID: "v"}}
	for i := range o.Queues {
		o.Queues[i].Hours, o.Queues[i].Voicemail = []telephony.HoursID{"", "office", "sales"}[i], "v"
		o.Queues[i].Closed.Leave = []telephony.Keys{telephony.KeysCallBack, telephony.KeysBoth, telephony.KeysMessage}[i]
	}
	o.Numbers = append(o.Numbers, telephony.Inbound{Number: "*", Queue: "obchod"})
	for i := range agents {
		a := telephony.Agent{ID: telephony.AgentID(fmt.Sprintf("a%02d", i)), Name: fmt.Sprint("Agent ", i), Queues: []telephony.QueueID{o.Queues[i%3].ID}}
		if i%4 == 0 {
			a.Queues = append(a.Queues, o.Queues[(i+1)%3].ID)
		}
		a.Night = i == 0
		o.Agents = append(o.Agents, a)
		o.Seats = append(o.Seats, telephony.Seat{ID: telephony.SeatID(fmt.Sprint(200 + i))})
	}
	return o
}

func (d *day) after(wait time.Duration, do func()) {
	d.order++
	heap.Push(&d.todo, deed{d.now.Up + wait, d.order, do})
}

func (d *day) some(mean time.Duration) time.Duration {
	return time.Duration(d.r.ExpFloat64() * float64(mean)).Truncate(time.Millisecond)
}

func (d *day) run() {
	o := dayOffice(dayAgents)
	for i := range o.Queues {
		o.Queues[i].Strategy = d.rule
	}
	d.step(telephony.OfficeChanged{Office: o})
	for i, a := range o.Agents {
		d.step(telephony.SeatReached{Seat: o.Seats[i].ID, Reach: telephony.Reachable})
		d.step(telephony.SignOn{Agent: a.ID, Seat: o.Seats[i].ID})
		d.step(telephony.GoOnAir{Agent: a.ID})
		d.after(d.some(2*time.Hour), func() { d.pause(a.ID) })
	}
	for i := range dayCalls {
		d.after(time.Duration(d.r.Int64N(int64(9*time.Hour))).Truncate(time.Millisecond), func() { d.arrive(uint32(i + 1)) })
	}
	d.after(2*time.Hour, func() { d.step(telephony.SeatReached{Seat: "203", Reach: telephony.Unanswering}) })
	d.after(3*time.Hour, func() { d.step(telephony.SeatReached{Seat: "203", Reach: telephony.Reachable}) })
	d.after(4*time.Hour, d.restart)
	d.after(5*time.Hour, func() { d.step(telephony.SetNight{Agent: "a00", Queue: "podpora", Hold: telephony.HoldClosed}) })
	d.after(6*time.Hour, func() { d.step(telephony.SetNight{Agent: "a00", Queue: "podpora"}) })
	for len(d.todo) > 0 || len(d.desk.Legs()) > 0 {
		d.next()
	}
}

// next does what comes first: a deed, or waking the desk.
func (d *day) next() {
	at, ok := d.desk.Wake()
	if ok && (len(d.todo) == 0 || at.Up <= d.todo[0].at) {
		d.goTo(at.Up)
		d.step(telephony.Woke{})
		return
	}
	e := heap.Pop(&d.todo).(deed)
	d.goTo(e.at)
	e.do()
}

func (d *day) goTo(up time.Duration) {
	if up > d.now.Up {
		d.now = d.now.Add(up - d.now.Up)
	}
}

func (d *day) step(e telephony.Event) {
	var facts []telephony.Fact
	if d.bare {
		facts, _, _ = d.desk.Step(d.n, d.now, d.n, e)
		d.n += uint64(len(facts))
	} else {
		facts, _, _ = d.p.step(d.now, e)
	}
	for _, f := range facts {
		switch f := f.(type) {
		case telephony.Offered:
			d.ring(f)
		case telephony.Answered:
			d.after(d.some(3*time.Minute), func() { d.hangUp(f) })
		case telephony.WrapUpBegan:
			d.after(d.some(30*time.Second), func() { d.save(f) })
		}
	}
}

func (d *day) arrive(n uint32) {
	id := telephony.Compose(1, n)
	to := []telephony.Number{"800100200", "800100300", "1"}[d.r.IntN(3)]
	d.step(telephony.CallArrived{Call: telephony.CallID(id), Leg: telephony.LegID(id), Trunk: "svod", From: "+420777123456", To: to})
	d.after(time.Second+d.some(3*time.Minute), func() {
		if c := d.desk.state.call(telephony.CallID(id)); c != nil && c.pending() {
			d.step(telephony.LegEnded{Leg: telephony.LegID(id), Why: telephony.ByCaller})
		}
	})
}

func (d *day) ring(f telephony.Offered) {
	switch x := d.r.IntN(100); {
	case x < 6: // nobody there
	case x < 8:
		d.after(d.some(2*time.Second), func() {
			d.step(telephony.OfferFailed{Offer: f.Offer, Why: telephony.OfferRefused, Code: 603})
		})
	case x < 10:
		d.after(50*time.Millisecond, func() {
			d.step(telephony.OfferFailed{Offer: f.Offer, Why: telephony.OfferBusy, Code: 486})
		})
	default:
		d.after(time.Second+d.some(4*time.Second), func() { d.step(telephony.OfferAnswered{Offer: f.Offer}) })
	}
}

func (d *day) hangUp(f telephony.Answered) {
	leg := f.Offer.Leg()
	if d.r.IntN(2) == 0 {
		leg = telephony.LegID(f.Call)
	}
	d.step(telephony.LegEnded{Leg: leg, Why: telephony.ByCaller})
}

func (d *day) save(f telephony.WrapUpBegan) {
	if d.r.IntN(50) == 0 {
		d.step(telephony.SignOff{Agent: f.Agent, Leave: true})
		d.after(time.Minute, func() {
			d.step(telephony.SignOn{Agent: f.Agent, Seat: telephony.SeatID("2" + f.Agent[1:])})
			d.step(telephony.GoOnAir{Agent: f.Agent})
		})
		return
	}
	d.step(telephony.SaveCall{Agent: f.Agent, Call: f.Call, Form: telephony.SaveForm{Unknown: true, Reasons: []telephony.ReasonID{"1", "12"}}})
}

func (d *day) pause(a telephony.AgentID) {
	d.step(telephony.GoOffAir{Agent: a, Break: "porada"})
	d.after(d.some(10*time.Minute), func() {
		d.step(telephony.LoadUnprocessed{Agent: a})
		if v := d.desk.state.agent(a); v.Work == telephony.Wrapping {
			d.step(telephony.SaveCall{Agent: a, Call: v.Call, Form: telephony.SaveForm{Unknown: true, Reasons: []telephony.ReasonID{"2"}}})
		}
		d.step(telephony.GoOnAir{Agent: a})
		d.after(d.some(2*time.Hour), func() { d.pause(a) })
	})
	if d.now.Up > 18*time.Hour {
		d.todo = d.todo[:0]
	}
}

// restart: the brain begins anew; of the calls nine in ten live.
func (d *day) restart() {
	up := d.now.Up
	d.now = telephony.Moment{Boot: 2, Up: up, Wall: d.now.Wall.Add(time.Second), Trusted: true}
	var live []telephony.LegID
	for _, l := range d.desk.Legs() {
		if d.r.IntN(10) > 0 {
			live = append(live, l.ID)
		}
	}
	d.step(telephony.Restarted{Live: live})
}
