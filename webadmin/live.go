package webadmin

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"sync"
	"time"

	"github.com/spojka/spojka/telephony"
)

// screens are the live parts of each page: templates of these names, filled
// again when the desk changed. The header's state is on every page.
var screens = map[string][]string{
	"any":      {"state"},
	"centre":   {"state", "strip", "work", "card", "mine", "queues", "mates"},
	"overview": {"state", "agents", "queue-table", "troubles"},
	"wall":     {"wall"},
	"panel":    {"state", "front"},
	"phones":   {"state", "phones"},
	"health":   {"state", "conditions"},
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
	Title string            `json:"title,omitempty"`
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
	sent := make(map[string][sha256.Size]byte)
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

// watchFront is news of the box's front, for pages that show it.
func (p *Pages) watchFront(screen string) (<-chan struct{}, func()) {
	if p.Front == nil || screen != "panel" {
		return nil, func() {}
	}
	return p.Front.Watch()
}

// send writes what changed since the last time; false ends the stream. A
// sign-in that ended meanwhile ends it, too.
func (p *Pages) send(w http.ResponseWriter, r *http.Request, out *http.ResponseController, sent map[string][sha256.Size]byte) bool {
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
var ticking = regexp.MustCompile(`(<time data-(?:up|down)="-?\d+">)[^<]*`)

// message fills the parts of a page and keeps those that changed since sent;
// sent nil: all.
func (p *Pages) message(f *frame, r *http.Request, sent map[string][sha256.Size]byte) (message, error) {
	m := message{Up: f.At.Up.Milliseconds(), Parts: make(map[string]string)}
	if me := f.Me(); me.Work == telephony.Ringing {
		m.Ring = me.Call.String() + "/" + asText(me.Offer)
	}
	data, err := p.screenData(f, r)
	if err != nil {
		return m, err
	}
	for _, part := range screens[r.FormValue("screen")] {
		html, err := p.look.fill(part, data)
		if err != nil {
			return m, err
		}
		sum := sha256.Sum256(ticking.ReplaceAll(html, []byte("$1")))
		if sent != nil && sent[part] == sum {
			continue
		}
		if sent != nil {
			sent[part] = sum
		}
		m.Parts[part] = string(html)
	}
	return m, nil
}

// screenData is what the page's own handler would fill its template with.
func (p *Pages) screenData(f *frame, r *http.Request) (any, error) {
	if at := localPath(r.FormValue("at"), ""); at != "" {
		f.Path = at
	}
	switch r.FormValue("screen") {
	case "centre":
		return p.newCentre(f, withoutSearch(r)), nil
	case "overview":
		return p.newOverview(f), nil
	case "wall":
		return p.newWall(f), nil
	case "panel":
		return p.newPanel(f), nil
	case "phones":
		return p.newPhones(f), nil
	case "health":
		return p.newHealth(f), nil
	}
	return f, nil
}

// withoutSearch keeps live parts from searching again and again.
func withoutSearch(r *http.Request) *http.Request {
	return &http.Request{Method: http.MethodGet, URL: &url.URL{Path: "/centre"}, Form: url.Values{}, Header: r.Header}
}

// streams bounds the streams of each sign-in.
type streams struct {
	mu      sync.Mutex
	byNonce map[string][]chan struct{}
}

func newStreams() *streams { return &streams{byNonce: make(map[string][]chan struct{})} }

// open counts a stream in. Its channel closes when newer ones need the room;
// done counts it out.
func (s *streams) open(of string) (<-chan struct{}, func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	mine := make(chan struct{})
	all := append(s.byNonce[of], mine)
	if len(all) > streamsEach {
		close(all[0])
		all = all[1:]
	}
	s.byNonce[of] = all
	return mine, func() { s.close(of, mine) }
}

func (s *streams) close(of string, mine chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var left []chan struct{}
	for _, c := range s.byNonce[of] {
		if c != mine {
			left = append(left, c)
		}
	}
	if s.byNonce[of] = left; len(left) == 0 {
		delete(s.byNonce, of)
	}
}
