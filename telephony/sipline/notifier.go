package sipline

import (
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spojka/spojka/telephony"
)

// notifySpacing is the least time between two NOTIFYs of a subscription: what
// came meanwhile goes in one (RFC 4235 §3.10 asks for no more than one a
// second of remote watchers; ours is a room of phones).
const notifySpacing = 100 * time.Millisecond

// notifier is the one actor of all subscriptions.
type notifier struct {
	l     *Line
	box   mailbox[func()]
	sent  []*request
	stale atomic.Bool // lamps may have changed
	moves atomic.Bool // a phone has registered by another way

	mu   sync.Mutex
	subs map[string]*subscription // by our tag
	of   map[telephony.SeatID]int
	kept map[string]keptWatcher // by our tag: for the next start
}

func newNotifier(l *Line) *notifier {
	return &notifier{l: l, box: newMailbox[func()](maxAnswers), subs: make(map[string]*subscription), of: make(map[telephony.SeatID]int), kept: make(map[string]keptWatcher)}
}

// deliver takes the answer to a NOTIFY.
func (n *notifier) deliver(m *message) { n.box.offer(func() { n.l.answered(&n.sent, m) }) }

func (n *notifier) run() {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	var spare []func()
	for {
		items := n.box.take(spare)
		for _, do := range items {
			do()
		}
		spare = items
		timer.Reset(n.round(time.Now()))
		select {
		case <-n.l.closed:
			return
		case <-n.box.wake:
		case <-timer.C:
		}
	}
}

// round sends what is due and says how long nothing will be.
func (n *notifier) round(now time.Time) time.Duration {
	n.l.resend(&n.sent, now)
	stale, moves := n.stale.Swap(false), n.moves.Swap(false)
	next, turns := now.Add(time.Minute), make(turns)
	for _, s := range n.all() {
		if s.asleep {
			continue
		}
		if stale {
			n.compare(s)
		}
		if moves || !s.f.ok() {
			n.follow(s, turns, now)
		}
		if at := n.look(s, now); at.Before(next) {
			next = at
		}
	}
	for _, r := range n.sent {
		next = r.earlier(next)
	}
	return max(0, time.Until(next))
}

func (n *notifier) all() []*subscription {
	n.mu.Lock()
	defer n.mu.Unlock()
	list := make([]*subscription, 0, len(n.subs))
	for _, s := range n.subs { // any order: each phone has a queue of its own
		list = append(list, s)
	}
	return list
}

// compare looks whether a subscription has news.
func (n *notifier) compare(s *subscription) {
	seated := n.l.office.Load().seats[s.seat].ID != ""
	lamp, there := n.l.o.Lamps.Lamp(s.seat, s.resource)
	switch {
	case !seated || s.event == eventDialog && !there:
		s.gone, s.due = "noresource", true
	case s.event == eventDialog && lamp != s.shown, s.event == eventMessages && n.l.o.Lamps.Mail(s.seat) != s.mail:
		s.due = true
	}
}

// look sends what is due of a subscription and says when it wants to be looked
// at again.
func (n *notifier) look(s *subscription, now time.Time) time.Time {
	if !now.Before(s.until) && s.gone == "" {
		s.gone, s.due = "timeout", true
	}
	switch {
	case (s.lost || !s.f.ok()) && s.gone != "":
		n.drop(s)
		return now.Add(time.Minute)
	case s.lost || !s.f.ok():
		return s.until // or until its phone registers
	case s.busy || !s.due:
		return s.until
	case now.Before(s.next) && s.gone == "":
		return s.next
	}
	n.notify(s, now)
	return s.until
}

// begin takes a subscription in. A phone that began anew, after a restart of
// its own, takes the place of its old one.
func (n *notifier) begin(s *subscription, m *message, expires time.Duration) {
	s.dialog(n.l, m)
	n.mu.Lock()
	if n.subs[s.localTag] != nil {
		n.mu.Unlock()
		return // a repeat of the same request; the first was answered just now
	}
	for tag, old := range n.subs { // any order: at most one is the same
		if old.same(s) {
			n.forget(tag, old)
		}
	}
	full := !n.room(s.seat)
	if !full {
		n.subs[s.localTag] = s
		n.of[s.seat]++
	}
	n.mu.Unlock()
	if full {
		n.l.answer(m, 503, "Retry-After", "60")
		return
	}
	n.grant(s, m, expires)
	n.keepAgain(s)
}

// room says that a seat may have one more; what is lost makes room for it. The
// lock is held.
func (n *notifier) room(seat telephony.SeatID) bool {
	for tag, s := range n.subs { // any order: nobody hears any of them
		if len(n.subs) < maxSubscriptions && n.of[seat] < maxOfSeat {
			break
		}
		if s.lost && (s.seat == seat || len(n.subs) >= maxSubscriptions) {
			n.forget(tag, s)
		}
	}
	return len(n.subs) < maxSubscriptions && n.of[seat] < maxOfSeat
}

// grant answers a SUBSCRIBE and has the state told whole.
func (n *notifier) grant(s *subscription, m *message, expires time.Duration) {
	now := time.Now()
	s.until, s.due, s.whole, s.asleep, s.lost = now.Add(expires), true, true, false, false
	if s.lease = expires; expires == 0 {
		s.gone = "timeout"
	}
	heads := []string{"Expires", seconds(expires), "Contact", "<" + s.contactURI(n.l) + ">"}
	for _, r := range m.routes() {
		heads = append(heads, "Record-Route", r) // RFC 3261 §12.1.1
	}
	n.l.answer(m, 200, heads...)
}

// refreshes says that a request in a dialog is a subscription's. The actor
// checks whether it is the subscriber's.
func (n *notifier) refreshes(m *message) bool {
	n.mu.Lock()
	s := n.subs[m.toTag]
	n.mu.Unlock()
	if s == nil {
		return false
	}
	m.raw = nil // the reader's
	n.box.offer(func() { n.refresh(s, m) })
	return true
}

// refresh works off a SUBSCRIBE in its dialog (RFC 6665 §4.2.1.2).
func (n *notifier) refresh(s *subscription, m *message) {
	expires, brief := m.wantsExpires()
	switch {
	case m.method != "SUBSCRIBE", !s.fits(m):
		n.l.turnAway(m, 481)
	case m.cseq <= s.remoteSeq:
		n.l.answer(m, 500)
	case brief:
		n.l.answer(m, 423, "Min-Expires", strconv.Itoa(subscribeLeast))
	case s.gone != "", !n.stands(s):
		n.l.answer(m, 481)
	default:
		was := s.f
		s.remoteSeq, s.f = m.cseq, m.back()
		if c := m.contact(); c != "" {
			s.target = c
		}
		if s.f != was {
			s.busy = false // what went to where it was is not waited for
			n.withIt(s, was)
		}
		n.grant(s, m, expires)
		n.keepAgain(s)
	}
}

func (n *notifier) drop(s *subscription) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.subs[s.localTag] == s {
		n.forget(s.localTag, s)
	}
}

// forget takes one out; the lock is held.
func (n *notifier) forget(tag string, s *subscription) {
	delete(n.subs, tag)
	if n.of[s.seat]--; n.of[s.seat] <= 0 {
		delete(n.of, s.seat)
	}
	n.l.registrar.pass(s.known, -1)
	if _, was := n.kept[tag]; was {
		delete(n.kept, tag)
		n.l.keeper.watched.Store(true)
	}
}

// stands says that nothing has ended a subscription since.
func (n *notifier) stands(s *subscription) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.subs[s.localTag] == s
}

// notify tells what the lamp shows now.
func (n *notifier) notify(s *subscription, now time.Time) {
	r := s.request(n.l, now)
	s.due, s.busy, s.next = false, true, now.Add(notifySpacing)
	seq, by := s.localSeq, s.f
	r.done = func(m *message) {
		if seq == s.localSeq { // else it was told again by another way
			n.told(s, by, m)
		}
	}
	n.sent = append(n.sent, r)
	n.l.tables.setClient(r.key, n)
	r.start(now)
	n.keepAgain(s)
	if s.gone != "" {
		n.drop(s)
	}
}

// told: the phone's answer to a NOTIFY, nil where there was none. One that
// knows nothing of the subscription is not told again (RFC 6665 §4.2.2), nor is
// one that is silent, until it registers or refreshes: its NAT may have moved
// it.
func (n *notifier) told(s *subscription, by flow, m *message) {
	s.busy = false
	switch {
	case m == nil && (!by.ok() || s.f != by):
		s.due, s.whole = true, true // the way was lost, not the phone
	case m == nil && s.gone == "":
		s.lost = true
	case m == nil, m.status >= 300 && m.value("retry-after") == "":
		n.drop(s)
	case m.status >= 300:
		s.due, s.whole = true, true
		s.next = time.Now().Add(min(max(retryAfter(m), time.Second), time.Minute))
	}
}

// count is how many subscriptions stand.
func (n *notifier) count() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return len(n.subs)
}
