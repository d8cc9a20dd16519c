package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"reflect"
	"time"

	"github.com/spojka/spojka/board"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// The control socket (run/control.sock, only for the box's own user) answers
// `spojka status` and lets tests and the bench drive the real box. It speaks
// HTTP with JSON:
//
//	GET  /snapshot        the newest telephony.Snapshot
//	GET  /figures         the brain's own figures
//	GET  /backup          what the box keeps (?recordings: those too), tar.gz
//	GET  /conditions      []board.Condition, what is in order and what is not
//	GET  /simulated-seats the simulated phones with their passwords
//	GET  /passed-on/CALL  packets of sound sent to the call's operator
//	GET  /keeping         record.Rules, what may be deleted now
//	POST /calls-of        ids of recordings; answers the calls that have them
//	POST /deleted         a telephony.Purge that the worker did
//	GET  /copies          copyOrder, whether a nightly backup is due
//	POST /copies          copyNote, that it begins or what came of it
//	POST /calls           a telephony.CallFilter; answers []telephony.CallRecord
//	POST /ask/NAME        the fields of a telephony wish; answers its refusal or null
type control struct {
	ask      func(context.Context, telephony.Wish) (*telephony.Refusal, error)
	snapshot func() *telephony.Snapshot
	figures  func() any
	health   func() []board.Condition
	backup   http.HandlerFunc
	calls    func(telephony.CallFilter) ([]telephony.CallRecord, error)
	seats    func() []sim.SeatAccount
	passedOn func(telephony.CallID) uint64
	more     func(*http.ServeMux)
}

// control is the box's.
func (b *box) control() control {
	return control{
		ask: b.x.Ask, snapshot: b.x.Snapshot, calls: b.book.Calls,
		figures: b.figures, health: b.conditions, backup: b.serveBackup, seats: b.simulatedSeats, passedOn: b.passedOn,
		more: func(mux *http.ServeMux) { b.serveKeeping(mux); b.serveCopies(mux) },
	}
}

func (b *box) simulatedSeats() (seats []sim.SeatAccount) {
	for _, s := range b.cfg.Office().Seats {
		if s.Simulated && !s.Disabled {
			seats = append(seats, sim.SeatAccount{
				Seat: s.ID, Name: s.Name, Password: b.cfg.SimulatedPassword(s.ID), AutoAnswer: s.AutoAnswer,
			})
		}
	}
	return seats
}

// passedOn is how many packets went to the operator's phone.
func (b *box) passedOn(id telephony.CallID) (sent uint64) {
	for _, l := range b.x.LegsOf(id) {
		if _, dialled := l.Offer(); dialled {
			if f, ok := b.sound.figures(l); ok {
				sent += f.Sent
			}
		}
	}
	return sent
}

// wishes by name, for /ask.
var wishes = map[string]func() any{
	"sign-on":          func() any { return new(telephony.SignOn) },
	"sign-off":         func() any { return new(telephony.SignOff) },
	"on-air":           func() any { return new(telephony.GoOnAir) },
	"off-air":          func() any { return new(telephony.GoOffAir) },
	"assign-customer":  func() any { return new(telephony.AssignCustomer) },
	"save":             func() any { return new(telephony.SaveCall) },
	"hang-up":          func() any { return new(telephony.HangUp) },
	"pick-up":          func() any { return new(telephony.PickUp) },
	"take-oldest":      func() any { return new(telephony.TakeOldest) },
	"lift":             func() any { return new(telephony.LiftPhone) },
	"hold":             func() any { return new(telephony.HoldCall) },
	"transfer":         func() any { return new(telephony.Transfer) },
	"load-unprocessed": func() any { return new(telephony.LoadUnprocessed) },
	"give-call":        func() any { return new(telephony.GiveCall) },
	"close-item":       func() any { return new(telephony.CloseItem) },
	"leave-wrap-up":    func() any { return new(telephony.LeaveWrapUp) },
	"keep":             func() any { return new(telephony.KeepCall) },
	"confirm-alert":    func() any { return new(telephony.ConfirmAlert) },
}

func (c control) serve(ctx context.Context, socket string) error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /snapshot", func(w http.ResponseWriter, _ *http.Request) { answer(w, c.snapshot(), nil) })
	mux.HandleFunc("GET /figures", func(w http.ResponseWriter, _ *http.Request) { answer(w, c.figures(), nil) })
	mux.HandleFunc("GET /backup", c.backup)
	mux.HandleFunc("GET /conditions", func(w http.ResponseWriter, _ *http.Request) { answer(w, c.health(), nil) })
	mux.HandleFunc("GET /simulated-seats", func(w http.ResponseWriter, _ *http.Request) { answer(w, c.seats(), nil) })
	mux.HandleFunc("GET /passed-on/{call}", func(w http.ResponseWriter, r *http.Request) {
		id, err := telephony.ParseCallID(r.PathValue("call"))
		answer(w, c.passedOn(id), err)
	})
	mux.HandleFunc("POST /calls", func(w http.ResponseWriter, r *http.Request) {
		var f telephony.CallFilter
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&f); err != nil {
			answer(w, nil, err)
			return
		}
		records, err := c.calls(f)
		answer(w, records, err)
	})
	mux.HandleFunc("POST /ask/{name}", c.wish)
	c.more(mux)
	return serveSocket(ctx, socket, mux)
}

func (c control) wish(w http.ResponseWriter, r *http.Request) {
	fresh, ok := wishes[r.PathValue("name")]
	if !ok {
		answer(w, nil, fmt.Errorf("there is no wish %q", r.PathValue("name")))
		return
	}
	filled := fresh()
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(filled); err != nil {
		answer(w, nil, err)
		return
	}
	refusal, err := c.ask(r.Context(), wishOf(filled))
	answer(w, refusal, err)
}

// wishOf takes a wish out of its pointer.
func wishOf(p any) telephony.Wish {
	return reflect.ValueOf(p).Elem().Interface().(telephony.Wish)
}

func answer(w http.ResponseWriter, v any, err error) {
	w.Header().Set("Content-Type", "application/json")
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		v = map[string]string{"error": err.Error()}
	}
	_ = json.NewEncoder(w).Encode(v)
}

// serveSocket serves HTTP on a unix socket of our own user until ctx ends.
func serveSocket(ctx context.Context, path string, h http.Handler) error {
	_ = os.Remove(path) // left by a brain that was killed
	l, err := net.Listen("unix", path)
	if err != nil {
		return err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return err
	}
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: time.Minute,
		IdleTimeout: 30 * time.Second, MaxHeaderBytes: longestHeader,
	}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	if err := few(l, maxOwnVisits, maxOwnVisits+1).serve(server); err != http.ErrServerClosed {
		return err
	}
	return nil
}

// dialControl is an HTTP client for the control socket.
func dialControl(s settings) *http.Client {
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "unix", s.socket("control"))
	}
	return &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DialContext: dial}}
}
