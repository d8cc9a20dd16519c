package sim

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/spojka/spojka/telephony"
)

// PhoneState is what a simulated phone is doing.
type PhoneState string

const (
	PhoneIdle         PhoneState = "idle"
	PhoneUnregistered PhoneState = "unregistered" // Problem says why
	PhoneRinging      PhoneState = "ringing"
	PhoneTalking      PhoneState = "talking"
	PhoneHeld         PhoneState = "held" // this phone holds the call
)

// PhoneView is a simulated phone as everybody may see it. What was heard is
// that of the call in hand, or of the last one.
type PhoneView struct {
	Seat       telephony.SeatID `json:"seat"`
	Name       string           `json:"name"`
	AutoAnswer bool             `json:"autoAnswer,omitempty"`
	State      PhoneState       `json:"state"`
	Problem    string           `json:"problem,omitempty"`
	From       string           `json:"from,omitempty"` // number on the display
	CallerName string           `json:"callerName,omitempty"`
	Since      time.Time        `json:"since"`
	Says       []float64        `json:"says"`            // the notes that it plays, in Hz
	Hears      []int            `json:"hears,omitempty"` // loudest frequencies of the newest second, in Hz
	Level      float64          `json:"level"`           // of the newest second, in dBFS
	Figures    Figures          `json:"figures"`
}

// Verbs are what can be done with a simulated phone.
var verbs = map[string]func(*seat) error{
	"answer":  func(d *seat) error { return d.do((*Call).Answer) },
	"reject":  func(d *seat) error { return d.do(func(c *Call) error { return c.Refuse(603) }) },
	"busy":    func(d *seat) error { return d.do(func(c *Call) error { return c.Refuse(486) }) },
	"hold":    func(d *seat) error { return d.hold(true) },
	"resume":  func(d *seat) error { return d.hold(false) },
	"hang-up": func(d *seat) error { return d.do(func(c *Call) error { go c.HangUp(); return nil }) },
}

func (d *seat) do(what func(*Call) error) error {
	d.mu.Lock()
	c := d.call
	d.mu.Unlock()
	if c == nil || c.State() == Ended {
		return fmt.Errorf("seat %s has no call", d.account.Seat)
	}
	return what(c)
}

func (d *seat) hold(on bool) error {
	return d.do(func(c *Call) error { return c.Hold(on) })
}

func (d *seat) view() PhoneView {
	d.mu.Lock()
	c, since := d.call, d.since
	d.mu.Unlock()
	v := PhoneView{
		Seat: d.account.Seat, Name: d.account.Name, AutoAnswer: d.account.AutoAnswer, State: PhoneIdle, Since: since, Says: d.says, Level: -99,
	}
	if err := d.phone.Registered(); err != nil {
		v.State, v.Problem = PhoneUnregistered, err.Error()
	}
	if c == nil {
		return v
	}
	v.Figures = c.Figures()
	newest := c.sound.ear.newest(rate)
	v.Hears, v.Level = Loudest(newest, 3), Level(newest)
	switch state := c.State(); {
	case state == Ended:
		return v
	case state == Talking && c.Held():
		v.State = PhoneHeld
	case state == Talking:
		v.State = PhoneTalking
	default:
		v.State = PhoneRinging
	}
	v.From, v.CallerName = c.From, c.Name
	return v
}

// serve answers on the control socket:
//
//	GET  /phones              []PhoneView
//	POST /phones/SEAT/VERB    one of answer, reject, busy, hold, resume, hang-up
func (s *seats) serve(ctx context.Context, path string) error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /phones", func(w http.ResponseWriter, _ *http.Request) {
		views := []PhoneView{}
		for _, d := range s.sorted() {
			views = append(views, d.view())
		}
		_ = json.NewEncoder(w).Encode(views)
	})
	mux.HandleFunc("POST /phones/{seat}/{verb}", func(w http.ResponseWriter, r *http.Request) {
		if err := s.command(telephony.SeatID(r.PathValue("seat")), r.PathValue("verb")); err != nil {
			http.Error(w, err.Error(), http.StatusConflict)
		}
	})
	_ = os.Remove(path) // left by a process that was killed
	l, err := net.Listen("unix", path)
	if err != nil {
		return err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return err
	}
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	defer context.AfterFunc(ctx, func() { server.Close() })()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func (s *seats) command(id telephony.SeatID, verb string) error {
	d := s.seat(id)
	if d == nil {
		return fmt.Errorf("seat %s is not a simulated one", id)
	}
	what := verbs[verb]
	if what == nil {
		return fmt.Errorf("a phone can't %q", verb)
	}
	return what(d)
}
