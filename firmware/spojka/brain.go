package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/netip"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/board/deskphone"
	"github.com/spojka/spojka/board/panel"
	"github.com/spojka/spojka/firmware/config"
	"github.com/spojka/spojka/firmware/health"
	"github.com/spojka/spojka/firmware/mail"
	"github.com/spojka/spojka/firmware/store"
	"github.com/spojka/spojka/firmware/supervise"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/acd"
	"github.com/spojka/spojka/telephony/book"
	"github.com/spojka/spojka/telephony/exchange"
	"github.com/spojka/spojka/telephony/flight"
	"github.com/spojka/spojka/telephony/records"
	"github.com/spojka/spojka/telephony/sipline"
	"github.com/spojka/spojka/telephony/stats"
)

// box is the brain plugged together. Parts are opened in the order of the
// fields and closed in reverse.
type box struct {
	s      settings
	cfg    *config.Config
	book   *book.Book
	cards  *records.Records
	clock  clock
	flight *flight.Recorder
	x      *exchange.Exchange
	line   *sipline.Line
	sound  *soundLink
	phones *deskphone.Phones
	panel  *panel.Panel
	health *health.Health
	post   *mail.Post
	mended mended
	stored stored
	seen   time.Time // when it was last at work before this start

	carrying sync.Mutex // a wish into the customer book
	running  sync.WaitGroup
	end      context.CancelFunc // of all that runs
}

// brain is the body of `spojka brain`: store, desk, sound, wire (refusing
// until ready), panel, page.
func brain(ctx context.Context, args []string) error {
	s, err := parse("brain", args)
	if err != nil {
		return err
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})))
	debug.SetGCPercent(40) // memory is scarcer than time here: what lives is small and quickly looked at
	b := &box{s: s}
	life, end := context.WithCancel(context.Background())
	b.end = end
	if err := b.open(ctx, life); ctx.Err() != nil {
		return b.close(false) // stopped while it started
	} else if err != nil {
		return errors.Join(err, b.close(false))
	}
	failed := make(chan error, 2)
	b.serve(life, failed)
	b.greet()
	select {
	case <-ctx.Done():
		// The box is stopping on an interrupt; on any other signal only the
		// brain is, and the next one takes the calls over.
		return b.close(strings.Contains(fmt.Sprint(context.Cause(ctx)), "interrupt"))
	case err := <-failed:
		return errors.Join(err, b.close(false))
	}
}

// open opens everything: it may be broken off by ctx; what it starts runs as
// long as life.
func (b *box) open(ctx, life context.Context) error {
	if err := b.openStores(); err != nil {
		return err
	}
	if err := b.openDesk(life); err != nil {
		return err
	}
	b.sound = newSoundLink(b.s.socket("media"), b.x)
	if err := b.sound.connect(ctx); err != nil {
		return err
	}
	if err := b.openLine(); err != nil {
		return err
	}
	return b.openPanel()
}

func (b *box) openStores() (err error) {
	if b.cfg, err = config.Open(b.s.path("config"), b.s.example); err != nil {
		return err
	}
	b.cfg.OnSetupCode(b.greetAdmin)
	if why := b.cfg.FellBack(); why != "" {
		slog.Error("an older version of the office is in use", "because", why)
		b.mended.add("office.json")
	}
	b.seen = b.s.lastSeen()
	b.book, err = book.Open(book.Options{
		Dir: b.s.path("book"), Fold: stats.Record, CallOf: stats.CallOf, Trouble: trouble,
		Open:       func(path string) (book.Store, error) { return b.openStore(path) },
		OpenClosed: func(path string) (book.Store, error) { return b.noted(store.OpenReadOnly(path)) },
		Owes:       owes,
	})
	if err != nil {
		return err
	}
	cards, err := b.openStore(b.s.path("book", "customers.db"))
	if err != nil {
		return err
	}
	if why := cards.Healed(); why != "" {
		slog.Error("the customer book was brought back", "because", why)
	}
	if b.cards, err = records.Open(cards); err != nil {
		return err
	}
	if b.cfg.Office().Example && b.cards.Count() == 0 {
		return b.cards.AddExample()
	}
	return nil
}

func (b *box) openStore(path string) (*store.DB, error) {
	db, err := b.noted(store.Open(path))
	if err != nil {
		return nil, err
	}
	db.Delay = b.s.syncDelay
	return db, nil
}

// noted remembers that a file had to be mended.
func (b *box) noted(db *store.DB, err error) (*store.DB, error) {
	if err == nil && db.Healed() != "" {
		b.mended.add(filepath.Base(db.Path()))
	}
	return db, err
}

func trouble(what string, err error) { slog.Error(what, "err", err) }

// openDesk brings the desk to where the book ends and starts the loop.
func (b *box) openDesk(ctx context.Context) error {
	desk := acd.New()
	b.clock = newClock(b.book.Boot(), b.book.LastTime())
	b.clock.off = b.s.clockOff
	last, err := b.book.Replay(desk.Load, func(e book.Entry) { desk.Apply(e.N, e.At, e.Fact) })
	if err != nil {
		return err
	}
	b.openPost()
	if err := b.openFlight(ctx); err != nil {
		return err
	}
	b.x = exchange.New(exchange.Options{
		Desk: desk, Book: b.book, Clock: b.clock, Callers: b.cards, Dice: rand.Uint64,
		Office: b.cfg.Office(), LastFact: last, Seen: b.seen, Trouble: trouble, Committed: b.carry, Beat: supervise.Beat, Joined: b.flight.Joined,
	})
	if err := b.catchUp(); err != nil {
		return err
	}
	b.cfg.OnChange(b.x.SetOffice)
	b.goes(func() {
		if err := b.x.Run(ctx); err != nil {
			trouble("the exchange stopped", err)
		}
	})
	return nil
}

// owes counts what a fact asks for outside the book.
func owes(f telephony.Fact) int {
	if telephony.Owes(f) {
		return 1
	}
	return 0
}

// catchUp carries out what the last start left undone.
func (b *box) catchUp() error {
	left, err := b.book.Pending()
	for _, todo := range left {
		b.carry(todo.N, todo.At, todo.Fact)
	}
	return err
}

// carry carries out what a fact owes: a saved call's wish of the customer
// book, a mail, a supervisor's deed in the audit book. What fails stays on the book's
// list for the next start.
func (b *box) carry(n uint64, at telephony.Moment, f telephony.Fact) {
	b.carrying.Lock()
	defer b.carrying.Unlock()
	if a, ok := f.(telephony.Alerted); ok {
		b.post.Put(n, 0, b.mailOf(n, at, a)) // the post says when it is done
		return
	}
	var err error
	if s, ok := f.(telephony.Saved); ok {
		err = b.cards.Carry(n, s)
	} else if d, ok := telephony.DeedOf(n, at, f); ok {
		err = b.cfg.Note(d)
	}
	if err != nil {
		trouble("what a fact asks for could not be carried out", err)
		return
	}
	b.book.Done(n, 0)
}

// openLine opens the wire, which refuses calls until those of before are
// taken over.
func (b *box) openLine() (err error) {
	b.phones = b.deskPhones()
	b.line, err = sipline.New(sipline.Options{
		Listen:        b.s.sipAddrs(),
		Realm:         config.Realm,
		Boot:          b.book.Boot(),
		Account:       b.cfg.Account,
		Lamps:         b.phones,
		Keys:          b.phones,
		Office:        b.cfg.Office(),
		TrunkPassword: b.cfg.TrunkPassword,
		File:          b.s.path("run", "phones.json"),
		Program:       "Spojka",
		Streams:       ofFiles(maxStreams),
		Tap:           b.flight,
		Logger:        slog.Default(),
	}, b.x)
	if err != nil {
		return err
	}
	b.x.SetLines(outward{b.line, b.s.outside()})
	resumed := make(chan struct{})
	b.x.Resume(func() { close(resumed) })
	<-resumed
	b.line.SetReady(true)
	return nil
}

// serve starts everything that answers from outside.
func (b *box) serve(ctx context.Context, failed chan<- error) {
	b.goes(func() { b.sound.keep(ctx) })
	b.goes(func() { b.panel.Run(ctx) })
	b.goes(func() { b.line.Follow(ctx, b.x.Watch) })
	b.goes(func() { b.health.Run(ctx) })
	b.goes(func() { b.post.Run(ctx) })
	b.goes(func() { keepTidy(ctx) })
	b.goes(func() { b.keepBackups(ctx) })
	b.goes(func() { b.keepBooks(ctx) })
	b.goes(func() {
		if err := b.control().serve(ctx, b.s.socket("control")); err != nil {
			failed <- fmt.Errorf("the control socket: %w", err)
		}
	})
	b.goes(func() {
		if err := b.servePages(ctx); err != nil {
			failed <- fmt.Errorf("the page: %w", err)
		}
	})
}

func (b *box) goes(f func()) { b.running.Go(f) }

// outward is the wire as seen from beyond a NAT: phones are told the address
// at which the box is reached.
type outward struct {
	*sipline.Line
	at netip.Addr // zero: no NAT
}

func (o outward) here(local telephony.MediaPort) telephony.MediaPort {
	if !o.at.IsValid() {
		return local
	}
	return netip.AddrPortFrom(o.at, local.Port())
}

func (o outward) Answer(leg telephony.LegID, local telephony.MediaPort) {
	o.Line.Answer(leg, o.here(local))
}

func (o outward) Claim(call, ring telephony.LegID, local telephony.MediaPort) {
	o.Line.Claim(call, ring, o.here(local))
}

func (o outward) Speak(call telephony.LegID, local telephony.MediaPort) {
	o.Line.Speak(call, o.here(local))
}

func (o outward) Dial(leg telephony.LegID, c telephony.SeatCall) {
	c.Local = o.here(c.Local)
	o.Line.Dial(leg, c)
}

func (o outward) Early(leg telephony.LegID, local telephony.MediaPort) {
	o.Line.Early(leg, o.here(local))
}

func (o outward) CallOut(leg telephony.LegID, c telephony.TrunkCall) {
	c.Local = o.here(c.Local)
	o.Line.CallOut(leg, c)
}

// conditions are those of the box's health.
func (b *box) conditions() []board.Condition { return b.health.Conditions() }
