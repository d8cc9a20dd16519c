package exchange_test

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/acd"
	"github.com/spojka/spojka/telephony/exchange"
)

// rig is an exchange with the real desk between a wire, a sound and a book
// that only write down what they are told.
type rig struct {
	*exchange.Exchange
	t    *testing.T
	wire *wire
	book *book
	keys []byte // the digits that the desk was told
	stop context.CancelFunc

	beats atomic.Int64
	done  chan struct{}
}

// inBubble runs f with a running exchange and an operator, Jana, signed on at
// seat 201 of the queue "podpora" and on air.
func inBubble(t *testing.T, f func(r *rig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, acd.New(), newBook())
		defer r.close()
		r.onAir()
		f(r)
	})
}

func newRig(t *testing.T, desk exchange.Desk, b *book) *rig {
	r := &rig{t: t, wire: newWire(), book: b, done: make(chan struct{})}
	b.boot++
	began := time.Now()
	r.Exchange = exchange.New(exchange.Options{
		Desk: listener{desk, r}, Book: b, Dice: func() uint64 { return 7 }, Office: office(), LastFact: b.last(),
		Clock: clockFunc(func() telephony.Moment {
			now := time.Now()
			return telephony.Moment{Boot: b.boot, Up: now.Sub(began), Wall: now.UTC(), Trusted: true}
		}),
		Callers: cards{}, Beat: func() { r.beats.Add(1) },
		Trouble: func(what string, err error) { r.wire.note("trouble: %s", what) },
	})
	var ctx context.Context
	ctx, r.stop = context.WithCancel(context.Background())
	go func() {
		defer close(r.done)
		if err := r.Run(ctx); err != nil {
			t.Error(err)
		}
	}()
	r.SetLines(r.wire)
	r.SetMedia(r.wire)
	return r
}

// listener is the desk, with an ear for digits.
type listener struct {
	exchange.Desk
	r *rig
}

func (l listener) Decide(now telephony.Moment, dice uint64, e telephony.Event) ([]telephony.Fact, []telephony.Command, *telephony.Refusal) {
	if d, ok := e.(telephony.CallerDigit); ok {
		l.r.keys = append(l.r.keys, d.Digit)
	}
	return l.Desk.Decide(now, dice, e)
}

// onAir lets Jana take calls.
func (r *rig) onAir() {
	r.t.Helper()
	r.SeatReached("201", telephony.Reachable, "phone")
	r.ask(telephony.SignOn{Agent: "jana", Seat: "201"})
	r.ask(telephony.GoOnAir{Agent: "jana"})
}

func (r *rig) close() {
	r.stop()
	<-r.done
}

func (r *rig) ask(w telephony.Wish) {
	r.t.Helper()
	refusal, err := r.Ask(context.Background(), w)
	if refusal != nil || err != nil {
		r.t.Fatalf("%T: %v %v", w, refusal, err)
	}
}

// ring lets a customer ring in.
func (r *rig) ring(leg telephony.LegID) {
	r.t.Helper()
	r.wire.add(leg)
	if code := r.Arrived(leg, telephony.Arrival{Trunk: "t", From: "+420777123456", To: "+420800100200"}); code != 0 {
		r.t.Fatalf("the call was refused with %d", code)
	}
	synctest.Wait()
}

func (r *rig) saw(want string) {
	r.t.Helper()
	synctest.Wait()
	if !slices.Contains(r.wire.heard(), want) {
		r.t.Fatalf("the wire never heard %q, only %q", want, r.wire.heard())
	}
}

func (r *rig) heard(what string) bool {
	r.t.Helper()
	synctest.Wait()
	return slices.Contains(r.wire.heard(), what)
}

func office() telephony.Office {
	return telephony.Office{
		Zone:       "Europe/Prague",
		Queues:     []telephony.Queue{{ID: "podpora", Name: "Podpora", RingTime: 20, Voicemail: "vzkazy", Keys: telephony.KeysBoth}},
		Voicemails: []telephony.Voicemail{{ID: "vzkazy", Name: "Vzkazy"}},
		Agents: []telephony.Agent{
			{ID: "jana", Name: "Jana Nováková", Queues: []telephony.QueueID{"podpora"}},
			{ID: "petr", Name: "Petr Svoboda", Queues: []telephony.QueueID{"podpora"}},
		},
		Seats:   []telephony.Seat{{ID: "201"}, {ID: "202"}},
		Trunks:  []telephony.Trunk{{ID: "t", Name: "Trunk"}},
		Numbers: []telephony.Inbound{{Number: "+420800100200", Queue: "podpora"}},
	}
}

type clockFunc func() telephony.Moment

func (f clockFunc) Now() telephony.Moment { return f() }

type cards struct{}

func (cards) ByNumber(n telephony.Number, _ []telephony.SiteID) (telephony.CustomerID, []telephony.CustomerRef) {
	return "c1", []telephony.CustomerRef{{ID: "c1", Name: "Karel Zákazník", Active: true}}
}

// wire is lines and media that write down what they are told.
type wire struct {
	mu       sync.Mutex
	log      []string
	known    map[telephony.LegID]bool
	full     bool
	received atomic.Uint64 // packets of every leg, for its figures
	live     []telephony.LegState
}

func newWire() *wire { return &wire{known: map[telephony.LegID]bool{}} }

func (w *wire) note(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.log = append(w.log, fmt.Sprintf(format, args...))
}

func (w *wire) heard() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.log)
}

func (w *wire) add(l telephony.LegID) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.known[l] = true
}

func (w *wire) remove(l telephony.LegID) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.known, l)
}

// short names a leg: "1" rang in, "offer 1" was dialled.
func short(l telephony.LegID) string {
	if o, ok := l.Offer(); ok {
		return fmt.Sprintf("offer %d", uint32(o))
	}
	return fmt.Sprint(uint64(l))
}

func (w *wire) Answer(l telephony.LegID, _ telephony.MediaPort) { w.note("answer %s", short(l)) }
func (w *wire) Suit(l telephony.LegID, to telephony.Sound) {
	w.note("suit %s %s %d", short(l), to.Codec, to.Ptime)
}
func (w *wire) ShowParty(l telephony.LegID, n telephony.Number, name string) {
	w.note("show %s %s %s", short(l), n, name)
}
func (w *wire) ReferDone(l telephony.LegID, code int)          { w.note("refer done %s %d", short(l), code) }
func (w *wire) Ring(l telephony.LegID)                         { w.note("ring %s", short(l)) }
func (w *wire) Early(l telephony.LegID, _ telephony.MediaPort) { w.note("early %s", short(l)) }
func (w *wire) CallOut(l telephony.LegID, c telephony.TrunkCall) {
	w.add(l)
	w.note("call out %s trunk %s to %s as %q", short(l), c.Trunk, c.To, c.Shown)
	if len(c.Speaks) > 0 {
		w.note("offered %v %d", c.Speaks, c.Ptime)
	}
}
func (w *wire) Refuse(l telephony.LegID, code int) {
	w.remove(l)
	w.note("refuse %s %d", short(l), code)
}
func (w *wire) Dial(l telephony.LegID, c telephony.SeatCall) {
	w.add(l)
	w.note("dial %s seat %s", short(l), c.Seat)
	if len(c.Speaks) > 0 {
		w.note("offered %v %d", c.Speaks, c.Ptime)
	}
}
func (w *wire) Claim(call, ring telephony.LegID, _ telephony.MediaPort) {
	w.note("claim %s as %s", short(call), short(ring))
	w.remove(call)
	w.add(ring)
}

func (w *wire) Speak(call telephony.LegID, _ telephony.MediaPort) { w.note("speak to %s", short(call)) }

func (w *wire) Done(call telephony.LegID) { w.note("done %s", short(call)); w.remove(call) }

func (w *wire) PressKey(l telephony.LegID, k telephony.PhoneKey) {
	w.note("press %s at %s", k, short(l))
}

func (w *wire) Cancel(l telephony.LegID, elsewhere bool) {
	w.remove(l)
	w.note("cancel %s %t", short(l), elsewhere)
}
func (w *wire) Hang(l telephony.LegID, _ telephony.EndCause) {
	w.remove(l)
	w.note("hang %s", short(l))
}
func (w *wire) Adopt(l telephony.LegID, identity string) error {
	w.add(l)
	w.note("adopt %s %s", short(l), identity)
	return nil
}
func (w *wire) Probe(l telephony.LegID)   { w.note("probe %s", short(l)) }
func (w *wire) Confirm(l telephony.LegID) { w.note("confirm %s", short(l)) }
func (w *wire) Known() (legs []telephony.LegID) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for l := range w.known {
		legs = append(legs, l)
	}
	return legs
}
func (w *wire) SetOffice(telephony.Office) {}

func (w *wire) Take(l telephony.LegID) (telephony.MediaPort, bool) {
	return netip.MustParseAddrPort("127.0.0.1:4000"), !w.full
}
func (w *wire) Aim(l telephony.LegID, _ telephony.Sound) { w.note("aim %s", short(l)) }
func (w *wire) Press(l telephony.LegID, digit byte)      { w.note("press %c of %s", digit, short(l)) }
func (w *wire) Say(l telephony.LegID, prompt string) {
	w.note("say %s %s", short(l), prompt)
}

func (w *wire) Record(l telephony.LegID, _ telephony.CallID, rec telephony.RecordingID) {
	w.note("record %s %q", short(l), rec)
}

func (w *wire) Play(l telephony.LegID, greeting, music string) {
	w.note("play %s %q", short(l), music)
}
func (w *wire) Connect(a, b telephony.LegID, _ telephony.CallID, rec telephony.RecordingID) {
	w.note("connect %s with %s", short(a), short(b))
}
func (w *wire) Drop(l telephony.LegID) { w.note("drop %s", short(l)) }
func (w *wire) Figures(l telephony.LegID) (telephony.Quality, bool) {
	n := w.received.Load()
	return telephony.Quality{Leg: l, Received: n}, n > 0
}
func (w *wire) Live() []telephony.LegState { return w.live }

// book keeps facts in memory; promises are kept at once unless it is held.
type book struct {
	mu      sync.Mutex
	boot    uint32
	facts   []telephony.Fact
	at      []telephony.Moment
	held    bool
	pending []func(error)
}

func newBook() *book { return &book{} }

func (b *book) last() uint64 { return uint64(len(b.facts)) }

func (b *book) Append(at telephony.Moment, facts []telephony.Fact) uint64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := uint64(len(b.facts)) + 1
	for _, f := range facts {
		b.facts, b.at = append(b.facts, f), append(b.at, at)
	}
	return n
}

func (b *book) Promise(_ uint64, done func(error)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.held {
		b.pending = append(b.pending, done)
		return
	}
	go done(nil)
}

// hold keeps promises back, keep gives them all.
func (b *book) hold(on bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.held = on
}

func (b *book) keep(err error) {
	b.mu.Lock()
	all := b.pending
	b.held, b.pending = false, nil
	b.mu.Unlock()
	for _, done := range all {
		done(err)
	}
}

func (b *book) Checkpoint(uint64, []byte) {}
func (b *book) Oldest() time.Duration     { return 0 }

// replay is a desk from the book alone.
func (b *book) replay() *acd.Desk {
	d := acd.New()
	for i, f := range b.facts {
		d.Apply(uint64(i)+1, b.at[i], f)
	}
	return d
}
