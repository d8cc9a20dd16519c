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
	turns := make(map[flow]time.Duration)
	for _, s := range n.all() {
		if s.asleep {
			s.asleep, s.due, s.whole, s.until = false, true, true, now.Add(s.lease)
			s.next = now.Add(turns[s.f])
			turns[s.f] += phoneSpacing
		}
	}
	n.stale.Store(true)
}

// moved: a phone has registered by a connection; its subscriptions may have
// lost theirs, even where nobody has noticed.
func (n *notifier) moved() {
	n.moves.Store(true)
	n.box.wakeUp()
}

// follow finds the connection that a phone made after the one of its
// subscription: that over which its seat is registered now, where it isn't by
// the subscription's own. Of several at a host it is the one with its Contact.
func (n *notifier) follow(s *subscription) {
	phones, _ := n.l.registrar.reach(s.seat)
	if slices.ContainsFunc(phones, func(p contact) bool { return p.f == s.f }) {
		return
	}
	phones = slices.DeleteFunc(phones, func(p contact) bool { return !p.f.link.reliable() || p.f.peer.Addr() != s.f.peer.Addr() })
	if len(phones) == 0 {
		return
	}
	own := max(0, slices.IndexFunc(phones, func(p contact) bool { return p.uri == s.target }))
	s.f, s.due, s.whole, s.busy = phones[own].f, true, true, false
	n.keepAgain(s)
}
