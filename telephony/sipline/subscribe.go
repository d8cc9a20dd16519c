package sipline

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/spojka/spojka/telephony"
)

// The event packages that phones may subscribe to (RFC 6665).
const (
	eventDialog   = "dialog"          // busy lamps (RFC 4235)
	eventMessages = "message-summary" // the lamp for messages (RFC 3842)

	allowEvents = eventDialog + ", " + eventMessages
)

// bodies of the packages.
var bodies = map[string]string{
	eventDialog:   "application/dialog-info+xml",
	eventMessages: "application/simple-message-summary",
}

// How long a subscription stands, in seconds. Short, so that one of a phone
// that is gone soon is, too.
const (
	subscribeLeast = 60
	subscribeMost  = 300
)

// Bounds: a phone with two modules of keys has 128.
const (
	maxSubscriptions = 4096
	maxOfSeat        = 160
)

// Lamps is what subscribed phones show; see board/lamp.
type Lamps interface {
	// Lamp is what a key shows of a resource to the phone at a seat; false:
	// there is no such resource.
	Lamp(at telephony.SeatID, resource string) (telephony.PhoneLamp, bool)
	// Mail is the lamp for messages of the phone at a seat.
	Mail(at telephony.SeatID) telephony.Mailbox
}

// subscribe lets a phone subscribe, or turns it away before anything is
// allocated for it.
func (l *Line) subscribe(m *message) {
	event, _, _ := strings.Cut(m.value("event"), ";")
	event = strings.ToLower(strings.TrimSpace(event))
	switch {
	case l.o.Lamps == nil || bodies[event] == "":
		l.turnAway(m, 489, "Allow-Events", allowEvents)
		return
	case !m.accepts(bodies[event]):
		l.turnAway(m, 406)
		return
	}
	seat, ok := l.registrar.authenticate(m)
	if !ok {
		return
	}
	expires, brief := m.wantsExpires()
	if brief {
		l.answer(m, 423, "Min-Expires", strconv.Itoa(subscribeLeast))
		return
	}
	s := &subscription{seat: seat, event: event, resource: plainUser(m.uri.User)}
	if event == eventMessages && s.resource != "" && s.resource != string(seat) {
		l.answer(m, 403)
		return
	}
	if _, there := l.o.Lamps.Lamp(seat, s.resource); event == eventDialog && !there {
		l.answer(m, 404)
		return
	}
	if s.target = m.contact(); s.target == "" {
		l.answer(m, 400)
		return
	}
	m.raw = nil // the reader's
	l.notifier.box.offer(func() { l.notifier.begin(s, m, expires) })
}

// wantsExpires is the time asked for, no longer than we give; brief: shorter
// than we take. 0 asks for the state once.
func (m *message) wantsExpires() (expires time.Duration, brief bool) {
	n := number10(m.value("expires"), subscribeMost)
	return time.Duration(min(n, subscribeMost)) * time.Second, n > 0 && n < subscribeLeast
}

// plainUser is the user part of a URI as people write it (RFC 3261 §19.1.2).
func plainUser(user string) string {
	if plain, err := url.PathUnescape(user); err == nil {
		return plain
	}
	return user
}

// Follow relights with every snapshot until ctx ends.
func (l *Line) Follow(ctx context.Context, watch func() (<-chan *telephony.Snapshot, func())) {
	shots, stop := watch()
	defer stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-shots:
			l.Relight()
		}
	}
}

// Relight says that lamps may have changed.
func (l *Line) Relight() {
	l.notifier.stale.Store(true)
	l.notifier.box.wakeUp()
}
