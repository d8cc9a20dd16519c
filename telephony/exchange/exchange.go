package exchange

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spojka/spojka/telephony"
)

const (
	auditEach      = time.Second           // desk against wire
	publishEach    = 20 * time.Millisecond // at most one snapshot in this time
	checkpointEach = time.Minute
	checkpointMany = 1000
	afterPanic     = time.Second // until the desk is woken again
)

// leg is what the loop knows of a connection.
type leg struct {
	call telephony.CallID
	seat telephony.SeatID // whose phone; empty: the caller's side, or not known
	peer telephony.LegID  // bridged with
	held bool
	keys keys // the way in which its digits count
	// adopted: taken over from another brain, so that held isn't known.
	adopted bool
	cause   int // ITU-T Q.850, once the other side has told it

	sound  telephony.Sound   // as it wants to be sent to
	speaks []telephony.Codec // of a caller who isn't answered yet: all that it could be sent
	says   string            // what a phone is to hear that pressed a key; it is in no call
}

// Exchange is the loop. Its exported methods may be called from any
// goroutine; everything else belongs to [Exchange.Run].
type Exchange struct {
	o     Options
	inbox *inbox
	snap  atomic.Pointer[telephony.Snapshot]
	watch watchers

	lines    Lines
	media    Media
	plugged  bool // lines is the real wire
	legs     map[telephony.LegID]*leg
	trunks   map[telephony.TrunkID]telephony.TrunkView
	claims   map[telephony.SeatID]telephony.LegID // phones that called to have a ring, during the step
	phones   map[telephony.SeatID][]telephony.PhoneView
	strays   map[telephony.LegID]int // legs on the wire that the desk doesn't know, audits in a row
	missed   map[telephony.LegID]int // legs that the wire or the loop doesn't have, audits in a row
	last     uint64                  // number of the last fact
	saved    uint64                  // number of the last checkpoint
	savedAt  time.Time
	rest     time.Time // the desk isn't woken before
	dirty    bool
	shownAt  time.Time
	shown    uint64
	office   telephony.Office
	lookups  chan lookup
	promised chan committed
	callN    uint32
	portless []portless // in the order in which they get one
	early    []item     // calls for help from before the loop was ready
	judged   judged
	clock    telephony.Moment                     // when the loop looked at it last
	callers  map[telephony.CallID]telephony.LegID // who began each call

	figMu sync.Mutex
	fig   Figures
}

type committed struct {
	n  uint64
	at telephony.Moment
	f  telephony.Fact
}

// New builds an exchange; [Exchange.Run] starts it.
func New(o Options) *Exchange {
	if o.NewCalls == 0 {
		o.NewCalls = 256
	}
	if o.Trouble == nil {
		o.Trouble = func(string, error) {}
	}
	if o.Joined == nil {
		o.Joined = func(telephony.CallID, telephony.LegID) {}
	}
	if o.Beat == nil {
		o.Beat = func() {}
	}
	x := &Exchange{
		o: o, inbox: newInbox(o.NewCalls), office: o.Office, last: o.LastFact,
		legs:     make(map[telephony.LegID]*leg),
		trunks:   make(map[telephony.TrunkID]telephony.TrunkView),
		phones:   make(map[telephony.SeatID][]telephony.PhoneView),
		claims:   make(map[telephony.SeatID]telephony.LegID),
		strays:   make(map[telephony.LegID]int),
		missed:   make(map[telephony.LegID]int),
		lookups:  make(chan lookup, 256),
		promised: make(chan committed, 1024),
	}
	x.lines, x.media = noLines{}, noMedia{}
	x.callers = make(map[telephony.CallID]telephony.LegID)
	x.judged.left = make(map[telephony.LegID]left)
	x.snap.Store(&telephony.Snapshot{})
	return x
}

// Run works until ctx ends. It may run once.
func (x *Exchange) Run(ctx context.Context) error {
	var helpers sync.WaitGroup
	helpers.Go(func() { x.findCallers(ctx) })
	helpers.Go(func() { x.tellCommitted(ctx) })
	defer helpers.Wait()
	defer x.inbox.close()
	x.savedAt = time.Now()
	x.o.Beat()
	x.step(telephony.OfficeChanged{Office: x.office})
	audit := time.NewTicker(auditEach)
	defer audit.Stop()
	alarm := time.NewTimer(0)
	defer alarm.Stop()
	for {
		x.drain()
		x.publish()
		alarm.Reset(x.nextWake())
		select {
		case <-ctx.Done():
			x.checkpoint()
			return nil
		case <-x.inbox.bell:
		case <-audit.C:
			x.o.Beat()
			x.giveUpPortless()
			x.heedClock()
			x.audit()
			x.judge()
		case <-alarm.C:
			x.wake()
		}
	}
}

// clockStep is by how much the wall clock jumps when the desk is told of it
// before something else happens.
const clockStep = 2 * time.Second

// heedClock lets the desk see each second that the clock was set: nothing else
// may happen for hours.
func (x *Exchange) heedClock() {
	now, was := x.o.Clock.Now(), x.clock
	x.clock = now
	jump := now.Wall.Sub(was.Wall) - (now.Up - was.Up)
	if was.Boot == now.Boot && (jump.Abs() >= clockStep || now.Trusted != was.Trusted) {
		x.guard(item{do: func() { x.step(telephony.Woke{}) }, at: time.Now()})
	}
}

// drainMost is how many items are done before timers and audits have a turn.
const drainMost = 64

// drain empties the inbox, or does a good part of it.
func (x *Exchange) drain() {
	for range drainMost {
		it, ok := x.inbox.take()
		if !ok {
			return
		}
		x.guard(it)
	}
	x.inbox.ring()
}

// guard runs one item; a panic costs the call that it was about, no other
// (FAULTS 28).
func (x *Exchange) guard(it item) {
	began := time.Now()
	if x.panics(it.do) && it.leg != 0 {
		x.panics(func() { x.abandon(it.leg) })
	}
	x.measure(began.Sub(it.at), time.Since(began))
}

func (x *Exchange) panics(do func()) (yes bool) {
	defer func() {
		if r := recover(); r != nil {
			yes = true
			x.count(func(f *Figures) { f.Panics++ })
			x.o.Trouble("a step panicked and was dropped", panicked(r))
		}
	}()
	do()
	return false
}

// abandon ends the call of a leg whose step panicked, as well as can be.
func (x *Exchange) abandon(l telephony.LegID) {
	x.lines.Hang(l, telephony.BySystem)
	x.forget(l)
	x.step(telephony.LegEnded{Leg: l, Why: telephony.BySystem})
}

// nextWake is how long the loop may sleep: until the desk wants waking or the
// next snapshot is due.
func (x *Exchange) nextWake() time.Duration {
	d := time.Hour
	if wait, ok := x.due(); ok {
		d = max(0, wait)
	}
	if x.dirty {
		d = min(d, max(0, publishEach-time.Since(x.shownAt)))
	}
	return d
}

// due is how long until the desk wants waking. A moment of an earlier boot
// waits for [Exchange.Resume].
func (x *Exchange) due() (time.Duration, bool) {
	at, ok := x.o.Desk.Wake()
	now := x.o.Clock.Now()
	return max(at.Up-now.Up, time.Until(x.rest)), ok && at.Boot == now.Boot
}

// wake tells the desk that its time has come, if it has.
func (x *Exchange) wake() {
	if wait, ok := x.due(); !ok || wait > 0 {
		return
	}
	x.rest = time.Now().Add(afterPanic) // unless it ends well
	x.guard(item{do: func() { x.step(telephony.Woke{}); x.rest = time.Time{} }, at: time.Now()})
}

// step decides one event and carries the decision out.
func (x *Exchange) step(e telephony.Event) *telephony.Refusal {
	now := x.o.Clock.Now()
	facts, commands, refusal := x.o.Desk.Decide(now, x.o.Dice(), e)
	x.note(now, facts)
	for _, c := range commands {
		x.carryOut(c)
	}
	return refusal
}

// note writes facts and applies them.
func (x *Exchange) note(now telephony.Moment, facts []telephony.Fact) {
	if len(facts) == 0 {
		return
	}
	x.dirty = true
	n := x.o.Book.Append(now, facts)
	for i, f := range facts {
		at := n + uint64(i)
		x.o.Desk.Apply(at, now, f)
		x.last = at
		x.heed(at, now, f)
	}
	if x.last-x.saved >= checkpointMany || time.Since(x.savedAt) > checkpointEach {
		x.checkpoint()
	}
}

// heed does what the loop itself owes to a fact.
func (x *Exchange) heed(n uint64, at telephony.Moment, f telephony.Fact) {
	if telephony.Owes(f) {
		x.o.Book.Promise(n, func(err error) {
			if err == nil {
				x.promised <- committed{n, at, f}
			}
		})
	}
	switch f := f.(type) {
	case telephony.ItemTaken:
		x.o.Book.Promise(n, func(err error) {
			x.news(0, func() { x.step(telephony.ItemKept{Call: f.Call, Lost: err != nil}) })
		})
	case telephony.CallQueued:
		x.wentOn(f)
	case telephony.CallOutOfHours:
		x.wentOn(f.CallQueued)
	case telephony.Dialled:
		x.passedOn(f.Call, f.Leg)
	case telephony.DialTried:
		x.passedOn(f.Call, f.Offer.Leg())
	default: // others: the loop owes them nothing
	}
}

func (x *Exchange) checkpoint() {
	if x.last == x.saved {
		return
	}
	x.o.Book.Checkpoint(x.last, x.o.Desk.Save())
	x.saved, x.savedAt = x.last, time.Now()
}

// publish hands out a snapshot when something changed, not too often.
func (x *Exchange) publish() {
	if !x.dirty || time.Since(x.shownAt) < publishEach {
		return
	}
	x.show()
}

// show hands out a snapshot now.
func (x *Exchange) show() {
	now := x.o.Clock.Now()
	x.shown++
	s := &telephony.Snapshot{N: x.shown, At: now, SlowCommit: x.o.Book.Oldest()}
	x.o.Desk.Fill(s, now)
	x.fillTrunks(s)
	x.fillPhones(s)
	x.fillSound(s)
	x.snap.Store(s)
	x.watch.tell(s)
	x.dirty, x.shownAt = false, time.Now()
}

// Ask puts a wish to the desk. A refusal is an answer, not an error; granted
// means that its facts are on disk. The error says that no answer came.
func (x *Exchange) Ask(ctx context.Context, w telephony.Wish) (*telephony.Refusal, error) {
	reply := make(chan *telephony.Refusal, 1)
	fail := make(chan error, 1)
	ok := x.inbox.put(lanePeople, item{do: func() { x.grant(w, reply, fail) }})
	if !ok {
		return nil, errors.New("the exchange is closed")
	}
	select {
	case r := <-reply:
		return r, nil
	case err := <-fail:
		return nil, err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (x *Exchange) grant(w telephony.Wish, reply chan<- *telephony.Refusal, fail chan<- error) {
	before := x.last
	if r := x.step(w); r != nil {
		reply <- r
		return
	}
	if x.dirty {
		x.show() // who asked sees what came of it
	}
	if x.last == before {
		reply <- nil
		return
	}
	x.o.Book.Promise(x.last, func(err error) {
		if err != nil {
			fail <- err
			return
		}
		reply <- nil
	})
}

// Snapshot is the newest picture of the desk.
func (x *Exchange) Snapshot() *telephony.Snapshot { return x.snap.Load() }

// Watch returns a channel with one slot, in which the newest snapshot wins,
// and a function to stop.
func (x *Exchange) Watch() (<-chan *telephony.Snapshot, func()) {
	return x.watch.add(x.Snapshot())
}

// Figures returns the loop's figures and begins new maxima.
func (x *Exchange) Figures() Figures {
	x.figMu.Lock()
	defer x.figMu.Unlock()
	f := x.fig
	f.Watchers = x.watch.count()
	x.fig.StepMax, x.fig.InboxMax = 0, 0
	return f
}

func (x *Exchange) count(f func(*Figures)) {
	x.figMu.Lock()
	defer x.figMu.Unlock()
	f(&x.fig)
}

func (x *Exchange) measure(waited, took time.Duration) {
	x.count(func(f *Figures) {
		f.Steps++
		f.Legs = len(x.legs)
		f.InboxMax = max(f.InboxMax, waited)
		f.StepMax = max(f.StepMax, took)
	})
}
