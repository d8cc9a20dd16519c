package sipline

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spojka/spojka/telephony"
)

// Options plug a line together.
type Options struct {
	// Listen are the addresses for UDP and TCP. Port 0 takes a free one.
	Listen []netip.AddrPort
	// Packets are further UDP sockets, for tests in memory; closed with the line.
	Packets []PacketConn
	// Realm of digest authentication. HA1 is bound to it: it never changes.
	Realm string
	// Boot is the number of this start; it is the high half of leg numbers.
	Boot uint32
	// Account gives the two digest secrets of a seat (RFC 7616 §3.4.2, H(A1)
	// in lower-case hex), false for a seat that doesn't exist.
	Account func(telephony.SeatID) (ha1MD5, ha1SHA256 string, ok bool)
	// TrunkPassword is the password of a trunk that asks for one, asked for
	// when the office changes; nil: none has one.
	TrunkPassword func(telephony.TrunkID) string
	// Nameservers are asked for the names of trunks; empty: the system's.
	Nameservers []netip.AddrPort
	// OfferSHA256 offers SHA-256 beside MD5 (RFC 8760). Phones of before 2020,
	// baresip 1.0 among them, refuse to register when they see it (WIRE 22).
	OfferSHA256 bool
	// Lamps is what phones may subscribe to; nil: nothing.
	Lamps Lamps
	// Keys are what a phone may call besides numbers; nil: nothing.
	Keys   Keys
	Office telephony.Office
	// File keeps registrations, subscriptions and bans over a restart; empty:
	// nowhere. It is written when they change, not when one is refreshed.
	File string
	// Tap hears the messages of calls and registrations; nil: nobody does.
	Tap Tap
	// Streams bounds the TCP connections; 0: 512.
	Streams int
	// Program is what we call ourselves in Server and User-Agent.
	Program string
	Logger  *slog.Logger
}

// Handler hears what happens on the wire. Calls for one leg come in order;
// none may block.
type Handler interface {
	// Arrived: a call rings in. 0: taken; else the status to refuse it with.
	Arrived(leg telephony.LegID, a telephony.Arrival) (status int)
	// Rang: the phone that we dial rings. Answered: it was lifted and the
	// dialog stands. Failed: it did not take the call.
	// Early: it sends sound before that, a tone or a person's words; where
	// there is none the one who waits is to hear a tone of ours after Rang.
	Rang(leg telephony.LegID)
	Early(leg telephony.LegID, s telephony.Sound)
	Answered(leg telephony.LegID, s telephony.Sound, identity string)
	Failed(leg telephony.LegID, code int)
	// Confirmed: the caller's side has our answer.
	Confirmed(leg telephony.LegID, identity string)
	Ended(leg telephony.LegID, why telephony.EndCause)
	// Moved: where or whether the party wants sound has changed.
	Moved(leg telephony.LegID, s telephony.Sound)
	Digit(leg telephony.LegID, digit byte)
	SeatReached(seat telephony.SeatID, r telephony.Reach, phone string)
	// PhonesSeen: the phones registered at a seat, whenever one looks otherwise
	// than was told.
	PhonesSeen(seat telephony.SeatID, phones []telephony.PhoneView)
	TrunkSeen(v telephony.TrunkView)
}

// Line is the wire. Its methods never block and may be called from anywhere.
type Line struct {
	o       Options
	h       Handler
	log     *slog.Logger
	parse   *parser
	office  atomic.Pointer[office]
	ready   atomic.Bool
	closed  <-chan struct{}
	life    context.Context // ends with Close
	end     context.CancelFunc
	closing sync.Once
	running sync.WaitGroup

	links     links
	door      *door
	tables    tables
	echoes    *echoes
	nonces    *nonces
	registrar *registrar
	keeper    *keeper
	notifier  *notifier
	resolver  *resolver
	provers   provers
	tapped    *tapped
	refusals  turnedAway
	legs      atomic.Uint32

	settings sync.Mutex // held while the office is read anew
	set      telephony.Office
	places   map[telephony.TrunkID][]netip.Addr // where names of trunks lead
}

// New opens the sockets and starts to listen; new calls, but for help, get 503
// until SetReady. An address in use is an error that names it.
func New(o Options, h Handler) (*Line, error) {
	if o.Account == nil || o.Realm == "" {
		return nil, errors.New("sipline needs a realm and the seats' accounts: set Options.Realm and Options.Account")
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Streams <= 0 {
		o.Streams = maxConns
	}
	if o.Program == "" {
		o.Program = "Spojka"
	}
	l := &Line{o: o, h: h, log: o.Logger, parse: newParser(), resolver: newResolver(o.Nameservers), tapped: newTapped(o.Tap)}
	l.keeper, l.notifier = newKeeper(l), newNotifier(l)
	l.refusals.known, l.refusals.others = bucket{refusedBurst, time.Now()}, bucket{strangeBurst, time.Now()}
	l.life, l.end = context.WithCancel(context.Background())
	l.closed = l.life.Done()
	l.SetOffice(o.Office)
	l.tables.init()
	l.echoes = newEchoes()
	l.nonces = newNonces()
	l.door = newDoor(l)
	l.registrar = newRegistrar(l)
	kept := l.readFile()
	if err := l.listen(); err != nil {
		l.Close()
		return nil, err
	}
	l.restore(kept)
	l.start(l.keeper.run)
	if len(o.Listen) > 0 {
		l.watchNetwork()
	}
	l.start(l.notifier.run)
	return l, nil
}

// start runs a goroutine that Close waits for.
func (l *Line) start(f func()) {
	l.running.Add(1)
	go func() {
		defer l.running.Done()
		f()
	}()
}

// SetReady lets new calls in, or not: then they get 503 with Retry-After, but
// for those for help. With the first time the keys of phones that watched before a restart are lit.
func (l *Line) SetReady(ready bool) {
	l.ready.Store(ready)
	if ready {
		l.notifier.box.put(l.notifier.wake)
	}
}

// Close ends the listeners and forgets every dialog without a word to the
// other side: the next process may adopt them.
func (l *Line) Close() {
	l.closing.Do(func() {
		l.end()
		l.links.close()
		for _, d := range l.tables.all() {
			d.box.put(item{do: (*dialog).abandon})
		}
	})
	l.running.Wait()
}

// SetOffice brings a changed configuration.
func (l *Line) SetOffice(o telephony.Office) {
	l.settings.Lock()
	defer l.settings.Unlock()
	l.set = o
	l.office.Store(readOffice(o, l.places))
	l.keeper.box.wakeUp()
	l.Relight()
}

// place says where the names of a trunk lead now: calls from there are its
// calls.
func (l *Line) place(id telephony.TrunkID, at []netip.Addr) {
	l.settings.Lock()
	defer l.settings.Unlock()
	places := maps.Clone(l.places)
	if places == nil {
		places = make(map[telephony.TrunkID][]netip.Addr)
	}
	if places[id] = at; len(at) == 0 {
		delete(places, id)
	}
	l.places = places
	l.office.Store(readOffice(l.set, places))
}

// Figures are the wire's own, for health and metrics.
type Figures struct {
	Dialogs  int    // calls on the wire, and those saying goodbye
	Open     int    // transactions that wait for an answer or an ACK
	Streams  int    // TCP connections
	Phones   int    // registered
	Watchers int    // subscriptions of keys of phones
	Banned   int    // addresses shut out now
	Received uint64 // messages read
	Dropped  uint64 // turned away at the door: floods, strangers, small talk
}

// Figures counts.
func (l *Line) Figures() Figures {
	return Figures{
		Dialogs: l.tables.dialogs(), Open: l.tables.open(), Streams: l.links.streams(), Phones: l.registrar.phones(), Watchers: l.notifier.count(),
		Banned: l.door.shutOut(time.Now()), Received: l.door.in.Load(), Dropped: l.door.out.Load(),
	}
}

// Known lists the legs that have a dialog on the wire.
func (l *Line) Known() []telephony.LegID { return l.tables.known() }

// Ring tells the caller that it rings (180).
func (l *Line) Ring(leg telephony.LegID) { l.command(leg, (*dialog).ring) }

// Early lets a caller who isn't answered yet hear what comes before that.
func (l *Line) Early(leg telephony.LegID, local telephony.MediaPort) {
	l.command(leg, func(d *dialog) { d.early(local) })
}

// Answer accepts a call that rang in; local is where we listen.
func (l *Line) Answer(leg telephony.LegID, local telephony.MediaPort) {
	l.command(leg, func(d *dialog) { d.answer(local) })
}

// Refuse turns a call that rang in away.
func (l *Line) Refuse(leg telephony.LegID, code int) {
	l.command(leg, func(d *dialog) { d.refuse(code) })
}

// Cancel stops ringing a phone. Elsewhere: somebody else took the call, so
// that the phone shows no missed call (RFC 3326).
func (l *Line) Cancel(leg telephony.LegID, elsewhere bool) {
	l.command(leg, func(d *dialog) { d.cancel(elsewhere) })
}

// Hang ends a leg in whatever state it is. Nothing is told of it afterwards.
func (l *Line) Hang(leg telephony.LegID, why telephony.EndCause) {
	l.command(leg, func(d *dialog) { d.hang(why) })
}

// Probe asks the other side of a talk whether it is still there, for a leg
// that has fallen silent. If it isn't, the leg ends with ByLoss.
func (l *Line) Probe(leg telephony.LegID) { l.command(leg, (*dialog).ask) }

// Confirm is the same by a re-INVITE, for one that has been silent for long.
func (l *Line) Confirm(leg telephony.LegID) { l.command(leg, (*dialog).confirm) }

// command hands a wish to the dialog's actor; an unknown leg is nobody's.
func (l *Line) command(leg telephony.LegID, do func(*dialog)) {
	if d := l.tables.byLeg(leg); d != nil {
		d.box.put(item{do: do})
	}
}

// Dial rings a seat's phone. The outcome is Rang, Answered or Failed.
func (l *Line) Dial(leg telephony.LegID, c telephony.SeatCall) {
	if l.isClosed() || l.tables.byLeg(leg) != nil {
		return
	}
	d := newDialog(l, leg)
	d.box.put(item{do: func(d *dialog) { d.dial(c) }})
	l.tables.add(d)
	d.shown(party{seat: c.Seat})
	l.start(d.run)
}
