package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/spojka/spojka/firmware/config"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/number"
	"github.com/spojka/spojka/telephony/providers"
	"github.com/spojka/spojka/telephony/records"
	"github.com/spojka/spojka/telephony/sim"
	"github.com/spojka/spojka/webadmin"
)

// office is the configuration as the pages use it: taking the example away
// takes its customers, too.
type office struct {
	*config.Config
	cards *records.Records
}

func (o office) RemoveExample(by telephony.AgentID) error {
	return errors.Join(o.Config.RemoveExample(by), o.cards.RemoveExample())
}

func (b *box) servePages(ctx context.Context) error {
	o := webadmin.Options{
		Desk: b.x, Calls: b.book, Customers: b.cards, Settings: office{b.cfg, b.cards}, Health: b.health, Front: b.panel, FrontOptional: b.s.profile == autoFront, Flight: b.flight, HandedOut: b.handedOut, Audit: b.cfg, Hours: calendar{},
		Recordings:  b.s.shelf(),
		Storage:     b.storage,
		Now:         b.clock.Now,
		ShowNumber:  number.Show,
		ReadNumber:  func(text string) telephony.Number { return number.Parse(b.cfg.Office().Country, text) },
		SessionKey:  b.cfg.SessionKey(),
		SignInSince: b.cfg.SignInSince,
		Locks:       keptFile(b.s.path("run", "lockouts.json")),
		Providers:   providers.All(),
		Stranger:    b.stranger,
		Post:        b,
		SIPAddress:  joined(b.s.reachable().String(), b.s.sipPort),
	}
	o.RefusedCounts = b.line.Refused
	if b.s.sim {
		phones := simulated{sim.NewSeatsClient(b.s.socket("sim"))}
		o.Phones, o.PressPhone = phones.list, phones.press
	}
	pages, err := webadmin.New(o)
	if err != nil {
		return err
	}
	return serveHTTP(ctx, joined(b.s.listen, b.s.webPort), pages)
}

// stranger is where a call came from last that is no trunk's.
func (b *box) stranger() (address string, at time.Time) {
	if s := b.line.Stranger(); s.Address.IsValid() {
		return s.Address.String(), s.At
	}
	return "", time.Time{}
}

// serveHTTP serves the page until ctx ends. Slow and idle connections are
// closed (FAULTS 19, 20); streams of events end with ctx.
func serveHTTP(ctx context.Context, addr string, h http.Handler) error {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: 5 * time.Second, IdleTimeout: 30 * time.Second, MaxHeaderBytes: longestHeader,
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	if err := few(l, ofFiles(maxVisits), visitsPerIP).serve(server); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// simulated shows the simulated phones to the pages.
type simulated struct{ client *sim.SeatsClient }

func (s simulated) list() []webadmin.Phone {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	views, err := s.client.Phones(ctx)
	if err != nil {
		return nil
	}
	var all []webadmin.Phone
	for _, v := range views {
		p := webadmin.Phone{Seat: v.Seat, Name: v.Name, State: string(v.State), Caller: v.From, Auto: v.AutoAnswer}
		if v.State == sim.PhoneUnregistered {
			p.State = "off"
		}
		all = append(all, p)
	}
	return all
}

// press does what the page's button says.
func (s simulated) press(seat telephony.SeatID, verb string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if other, ok := map[string]string{"unhold": "resume", "hangup": "hang-up"}[verb]; ok {
		verb = other
	}
	return s.client.Do(ctx, seat, verb)
}

// keptFile is a small file that is written whole or not at all; losing it is no
// harm.
type keptFile string

func (f keptFile) Load() []byte {
	b, _ := os.ReadFile(string(f))
	return b
}

func (f keptFile) Store(b []byte) {
	fresh := string(f) + ".new"
	err := os.WriteFile(fresh, b, 0o600)
	if err == nil {
		err = os.Rename(fresh, string(f))
	}
	if err != nil {
		slog.Warn("lock-outs can't be kept for the next start", "file", string(f), "err", err)
	}
}
