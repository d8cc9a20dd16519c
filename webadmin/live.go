package webadmin

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"time"

	"github.com/spojka/spojka/telephony"
)

// screens are the live parts of each page: templates of these names, filled
// again when the desk changed. The header's state is on every page.
var screens = map[string][]string{
	"any":      {"state", "alarms"},
	"centre":   {"state", "alarms", "strip", "work", "card", "items", "mine", "queues", "mates"},
	"overview": {"state", "alarms", "agents", "waiting", "queue-table", "troubles"},
	"wall":     {"alarms", "wall"},
	"panel":    {"state", "alarms", "front", "parts"},
	"phones":   {"state", "alarms", "phones"},
	"health":   {"state", "alarms", "conditions"},
	"trunks":   {"state", "alarms", "rows", "line"},
	"seats":    {"state", "alarms", "rows", "handsets"},
}

const (
	// pause is the least time between two messages of one stream: what came
	// meanwhile goes in one.
	pause = 100 * time.Millisecond
	// beat is the longest silence of a stream, so that a page knows that it
	// still hears.
	beat = 2 * time.Second
	// streamsEach bounds one sign-in's open streams (a browser has six
	// connections); the oldest is told to ask instead.
	streamsEach = 4
)

// message is what a page gets: its parts that changed, and the box's clock.
type message struct {
	Up    int64             `json:"up"`             // ms, for the ticking clocks
	Parts map[string]string `json:"parts"`          // HTML by part
	Ring  string            `json:"ring,omitempty"` // the call that rings the user (D-42)
}

// live sends the page's parts: as a stream of events, or once as JSON where
// the page asks for it (S-LINE-2, when push is cut).
func (p *Pages) live(w http.ResponseWriter, r *http.Request, f *frame) {
	screen := r.FormValue("screen")
	if _, ok := screens[screen]; !ok {
		p.fail(w, r, http.StatusNotFound, "error.not-found")
		return
	}
	if r.FormValue("once") != "" {
		m, err := p.message(f, r, nil)
		if err != nil {
			p.fail(w, r, http.StatusInternalServerError, "error.broken")
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(m)
		return
	}
	p.stream(w, r)
}

func (p *Pages) stream(w http.ResponseWriter, r *http.Request) {
	one, _ := p.sessions.read(r, time.Now())
	mine, done := p.streams.open(one.Nonce)
	defer done()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no")
	out := http.NewResponseController(w)
	shots, stop := p.Desk.Watch()
	defer stop()
	front, unwatch := p.watchFront(r.FormValue("screen"))
	defer unwatch()
	sent := &memory{sums: make(map[string][sha256.Size]byte)}
	tick := time.NewTicker(beat)
	defer tick.Stop()
	fmt.Fprint(w, "retry: 500\n\n")
	for {
		if !p.send(w, r, out, sent) {
			return
		}
		select {
		case <-time.After(pause):
		case <-r.Context().Done():
			return
		}
		select {
		case <-shots:
		case <-front:
		case <-tick.C:
		case <-mine:
			_ = write(w, out, "event: ask\ndata: {}\n\n")
			return
		case <-r.Context().Done():
			return
		}
	}
}

// watchFront is news of the box's front, for pages that show it or that its
// operator works with.
func (p *Pages) watchFront(screen string) (<-chan struct{}, func()) {
	if p.Front == nil || screen != "panel" && screen != "centre" {
		return nil, func() {}
	}
	return p.Front.Watch()
}

// send writes what changed since the last time; false ends the stream. A
// sign-in that ended meanwhile ends it, too.
func (p *Pages) send(w http.ResponseWriter, r *http.Request, out *http.ResponseController, sent *memory) bool {
	f := p.newFrame(r)
	if !f.Known {
		_ = write(w, out, "event: out\ndata: {}\n\n")
		return false
	}
	m, err := p.message(f, r, sent)
	if err != nil {
		return false
	}
	body, err := json.Marshal(m)
	return err == nil && write(w, out, "data: "+string(body)+"\n\n") == nil
}

func write(w http.ResponseWriter, out *http.ResponseController, s string) error {
	_ = out.SetWriteDeadline(time.Now().Add(10 * time.Second))
	if _, err := w.Write([]byte(s)); err != nil {
		return err
	}
	return out.Flush()
}

// ticking is the part of a clock that moves by itself: it is no change.
var ticking = regexp.MustCompile(`(<time role="timer" data-(?:up|down)="-?\d+">)[^<]*`)

// memory is what a stream has sent.
type memory struct {
	sums map[string][sha256.Size]byte // by part
	mine string                       // what the user's own parts were filled from
	full time.Time                    // when all parts were filled last
}

// others are the parts of the operator's page that show what others do: on a
// busy day the rest stays as it is.
var others = []string{"queues", "mates"}

// quick says that only the others' parts can have changed: the user's own
// state is what it was, and all was looked at not long ago.
func (m *memory) quick(f *frame, screen string) bool {
	if m == nil || screen != "centre" {
		return false
	}
	me := f.Me()
	call, _ := f.call(me.Call)
	mine := fmt.Sprint(me, call, f.seat(me.Seat).Reach, f.Office.Version, f.Lang, f.Slow(), f.Alarms())
	if mine == m.mine && time.Since(m.full) < beat && me.Seat != "" {
		return true
	}
	m.mine, m.full = mine, time.Now()
	return false
}

// message fills the parts of a page and keeps those that changed since sent;
// sent nil: all.
func (p *Pages) message(f *frame, r *http.Request, sent *memory) (message, error) {
	m := message{Up: f.At.Up.Milliseconds(), Parts: make(map[string]string)}
	p.streams.hear(f.User.ID)
	if me := f.Me(); me.Work == telephony.Ringing {
		m.Ring = me.Call.String() + "/" + asText(me.Offer)
	}
	screen := r.FormValue("screen")
	parts := screens[screen]
	var data any
	if sent.quick(f, screen) {
		parts, data = others, &centrePage{frame: f, Queues: f.queueLines(f.Me()), Mates: f.mates()}
	} else {
		data = p.screenData(f, r)
	}
	for _, part := range parts {
		html, err := p.look.fill(part, data)
		if err != nil {
			return m, err
		}
		if !sent.has(part, html) {
			m.Parts[part] = string(html)
		}
	}
	return m, nil
}

// has says that the part was sent like this already, and remembers it.
func (m *memory) has(part string, html []byte) bool {
	if m == nil {
		return false
	}
	sum := sha256.Sum256(ticking.ReplaceAll(html, []byte("$1")))
	same := m.sums[part] == sum
	m.sums[part] = sum
	return same
}

// screenData is what the page's own handler would fill its template with.
func (p *Pages) screenData(f *frame, r *http.Request) any {
	if at := localPath(r.FormValue("at"), ""); at != "" {
		f.Path = at
	}
	switch r.FormValue("screen") {
	case "centre":
		return p.newCentre(f, withoutSearch(r))
	case "overview":
		return p.newOverview(f)
	case "wall":
		return p.newWall(f)
	case "panel":
		return p.newPanel(f)
	case "phones":
		return p.newPhones(f)
	case "health":
		return p.newHealth(f)
	case "trunks", "seats":
		if s := p.newLive(f, r.FormValue("screen"), thingOf(f.Path)); s != nil {
			return s
		}
	}
	return f
}

// withoutSearch keeps live parts from searching again and again.
func withoutSearch(r *http.Request) *http.Request {
	return &http.Request{Method: http.MethodGet, URL: &url.URL{Path: "/centre"}, Form: url.Values{}, Header: r.Header}
}
