package sipline

import (
	"bytes"
	"net/netip"
	"sync"

	"github.com/spojka/spojka/telephony"
)

// Tap hears every message of a dialog, of a registered phone's registration
// and of ours with a trunk; of nobody else's. It must not block, nor keep the
// bytes: they are the sender's or the reader's.
type Tap interface {
	// Signal hears one message. Its moment is the tap's to set.
	Signal(telephony.Signal)
	// LegOver: no message of the leg comes any more.
	LegOver(telephony.LegID)
	// Refused hears a request that was turned away before it was a call, and
	// the answer; not of every one where they are many.
	Refused(asked, answer telephony.Signal)
}

// party is whose a Call-ID is.
type party struct {
	leg   telephony.LegID
	seat  telephony.SeatID
	trunk telephony.TrunkID
}

// tapped finds the messages that a tap is to hear by their Call-ID.
type tapped struct {
	tap   Tap // nil: nobody listens
	mu    sync.RWMutex
	whose map[string]party
}

func newTapped(t Tap) *tapped { return &tapped{tap: t, whose: make(map[string]party)} }

// enter says whose the messages of a Call-ID are from now on; leave, that they
// are no longer this party's.
func (t *tapped) enter(callID string, p party) {
	if t.tap == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.whose[callID] = p
}

func (t *tapped) leave(callID string, p party) {
	if t.tap == nil {
		return
	}
	t.mu.Lock()
	if t.whose[callID] == p {
		delete(t.whose, callID)
	}
	t.mu.Unlock()
	if p.leg != 0 {
		t.tap.LegOver(p.leg)
	}
}

// heard shows a message that came in, once.
func (t *tapped) heard(m *message) {
	if t.tap == nil {
		m.raw = nil
		return
	}
	t.mu.RLock()
	p, ok := t.whose[m.callID]
	t.mu.RUnlock()
	if ok {
		t.show(p, false, m.link, m.peer, m.raw)
		m.raw = nil
	}
}

// callIDHead begins the line that every message of ours has once.
var callIDHead = []byte("\r\nCall-ID: ")

// sent shows a message of ours.
func (t *tapped) sent(l link, to netip.AddrPort, b []byte) {
	if t == nil || t.tap == nil {
		return
	}
	_, rest, ok := bytes.Cut(b, callIDHead)
	if !ok {
		return
	}
	id, _, _ := bytes.Cut(rest, []byte("\r"))
	t.mu.RLock()
	p, ok := t.whose[string(id)]
	t.mu.RUnlock()
	if ok {
		t.show(p, true, l, to, b)
	}
}

func (t *tapped) show(p party, out bool, l link, peer netip.AddrPort, b []byte) {
	t.tap.Signal(telephony.Signal{
		Leg: p.leg, Seat: p.seat, Trunk: p.trunk, Out: out, TCP: l.reliable(), Own: l.local(), Peer: peer, Text: b,
	})
}
