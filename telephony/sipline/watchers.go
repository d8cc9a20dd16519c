package sipline

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// Subscriptions outlive a restart of the box: the lamps of phones would be
// dead until they refresh, and which lamp is dead nobody sees. What makes the
// dialog is kept beside the registrations; the next process tells all of them
// the state whole, and whoever knows nothing of it says 481.
//
// Kept is what changes seldom: a subscription that begins, ends or moves, not
// one that is refreshed. So that counters only ever rise they jump after a
// restart, and are written again before they have run that far.
const (
	watchersRest  = 5 * time.Second // a change may wait so long for the file
	watcherMargin = 1000            // NOTIFYs; 100 s of the quickest subscription
	phoneSpacing  = 20 * time.Millisecond
)

// keptWatcher is a subscription as it is kept.
type keptWatcher struct {
	ends
	Event    string `json:"event"` // as the phone wrote it
	Resource string `json:"resource"`
	Lease    int    `json:"lease"` // seconds, granted last
}

// keep has the next process know a subscription as it is now; the lock is held.
func (n *notifier) keep(s *subscription) {
	s.keptSeq, s.keptTarget, s.keptFlow = s.localSeq, s.target, s.f
	k := keptWatcher{
		ends: ends{
			CallID: s.callID, LocalTag: s.localTag, RemoteTag: s.remoteTag, LocalURI: s.localURI, RemoteURI: s.remoteURI,
			Target: s.target, Routes: s.routes, LocalSeq: s.localSeq, RemoteSeq: s.remoteSeq, Seat: s.seat,
			Transport: s.f.transport(), Own: s.f.link.local(), Peer: s.f.peer,
		},
		Event: s.id, Resource: s.resource, Lease: int(s.lease / time.Second),
	}
	if n.subs[s.localTag] == s {
		n.kept[s.localTag] = k
		n.l.keeper.watched.Store(true)
	}
}

// pass has the door let through what comes from where a subscription is told:
// a phone answers many NOTIFYs at once, perhaps not from where it registered.
func (n *notifier) pass(s *subscription) {
	if s.known != s.f.peer {
		n.l.registrar.pass(s.known, -1)
		n.l.registrar.pass(s.f.peer, 1)
		s.known = s.f.peer
	}
}

// keepAgain does so when what is kept leads nowhere any more, or nothing is.
func (n *notifier) keepAgain(s *subscription) {
	n.pass(s)
	if s.gone == "" && (s.localSeq-s.keptSeq >= watcherMargin/2 || s.target != s.keptTarget || s.f != s.keptFlow) {
		n.mu.Lock()
		defer n.mu.Unlock()
		n.keep(s)
	}
}

// keeps lists what is kept.
func (n *notifier) keeps() []keptWatcher {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Collect(maps.Values(n.kept))
}

// restore takes in what the process before kept. Before the line is ready
// nothing is told: no lamp is known for sure.
func (n *notifier) restore(list []keptWatcher) {
	if n.l.o.Lamps == nil {
		return
	}
	n.mu.Lock() // the sockets are read already
	for _, k := range list {
		s := n.restored(k)
		if s == nil || len(n.subs) >= maxSubscriptions || n.of[s.seat] >= maxOfSeat || n.subs[s.localTag] != nil {
			continue
		}
		n.subs[s.localTag] = s
		n.of[s.seat]++
		n.pass(s)
		n.keep(s)
	}
	n.mu.Unlock()
	if len(list) > 0 {
		n.l.writeFile() // before a number of after the jump is used
	}
}

// restored reads one; nil: it isn't ours, or its phone is nobody's any more.
func (n *notifier) restored(k keptWatcher) *subscription {
	event, _, _ := strings.Cut(k.Event, ";")
	event = strings.ToLower(strings.TrimSpace(event))
	lease := time.Duration(min(k.Lease, subscribeMost)) * time.Second
	if k.check(k.Event, k.Resource) != nil || clip(k.Target) == "" || bodies[event] == "" || lease <= 0 || !n.l.door.address(k.Peer) ||
		n.l.office.Load().seats[k.Seat].ID == "" {
		return nil
	}
	return &subscription{
		seat: k.Seat, event: event, id: k.Event, resource: k.Resource,
		callID: k.CallID, localTag: k.LocalTag, remoteTag: k.RemoteTag, localURI: k.LocalURI, remoteURI: k.RemoteURI, target: k.Target,
		routes: k.Routes, f: flow{n.l.linkFor(k.ends), k.Peer}, localSeq: k.LocalSeq + watcherMargin, remoteSeq: k.RemoteSeq,
		version: k.LocalSeq + watcherMargin, lease: lease, asleep: true,
	}
}

// wake has all of before told, a phone's one after the other: with a module of
// keys it would drop what comes at once.
func (n *notifier) wake() {
	now := time.Now()
	turns := make(turns)
	for _, s := range n.all() {
		if s.asleep {
			s.asleep, s.until = false, now.Add(s.lease)
			turns.tell(s, now)
		}
	}
	n.stale.Store(true)
}

// turns are how long a phone's next is to wait where all of its are told.
type turns map[flow]time.Duration

// tell has a subscription told whole when it is its turn.
func (t turns) tell(s *subscription, now time.Time) {
	s.due, s.whole, s.busy, s.lost = true, true, false, false
	s.next = now.Add(t[s.f])
	t[s.f] += phoneSpacing
}

// follow takes the way that a subscription's phone is registered by now, where
// that is another: its NAT gave it another port, or it made a new connection.
func (n *notifier) follow(s *subscription, t turns, now time.Time) {
	phones, _ := n.l.registrar.reach(s.seat)
	if i := s.ownOf(phones); i >= 0 {
		n.moveTo(s, phones[i].f, t, now)
	}
}

// ownOf finds the phone of a subscription: it was where the subscription is
// told, or has its Contact; one that lost its connection is also known by its
// address. Negative: it hasn't moved, or isn't there.
func (s *subscription) ownOf(phones []contact) int {
	if slices.ContainsFunc(phones, func(p contact) bool { return p.f == s.f }) {
		return -1
	}
	for _, own := range [...]func(p contact) bool{
		func(p contact) bool { return p.before == s.f },
		func(p contact) bool { return p.uri == s.target },
		func(p contact) bool {
			return p.f.link.reliable() && !s.f.ok() && p.f.peer.Addr() == s.f.peer.Addr()
		},
	} {
		if i := slices.IndexFunc(phones, own); i >= 0 {
			return i
		}
	}
	return -1
}

// moveTo has a subscription told by another way, all of it: what was told by
// the one of before may be lost.
func (n *notifier) moveTo(s *subscription, f flow, t turns, now time.Time) {
	s.f = f
	t.tell(s, now)
	n.keepAgain(s)
}

// withIt has the other subscriptions of a phone follow one that it refreshed
// from elsewhere.
func (n *notifier) withIt(s *subscription, was flow) {
	t, now := make(turns), time.Now()
	for _, o := range n.all() {
		if o != s && o.seat == s.seat && o.f == was && !o.asleep {
			n.moveTo(o, s.f, t, now)
		}
	}
}
