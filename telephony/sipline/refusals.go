package sipline

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/spojka/spojka/telephony"
)

// How often a request that is turned away is shown to the tap: enough to find
// out why a phone or a trunk doesn't come through, and too seldom for a flood
// to cost anything.
const (
	refusedBurst  = 20
	refusedRate   = 2
	strangeBurst  = 6
	strangeRate   = 1
	firstRefusal  = 400
	countRefusals = 300
)

// turnedAway are the requests that were turned away before they were a call's.
type turnedAway struct {
	counts [countRefusals]atomic.Uint64 // by status
	mu     sync.Mutex
	known  bucket
	others bucket
}

// note counts a request that is turned away, and shows it with its answer.
func (l *Line) note(m *message, code int, answer []byte) {
	if !refuses(m, code) {
		return
	}
	r := &l.refusals
	r.counts[code-firstRefusal].Add(1)
	if l.tapped.tap == nil || m.raw == nil {
		return // nobody listens, or it was heard as a call's
	}
	of := l.office.Load()
	trunk, known := of.trunkOf(m)
	if m.method == "REGISTER" {
		trunk, known = telephony.Trunk{}, false
	}
	known = known || m.seat != ""
	now := time.Now()
	r.mu.Lock()
	let := known && r.known.take(now, refusedBurst, refusedRate) || !known && r.others.take(now, strangeBurst, strangeRate)
	r.mu.Unlock()
	if !let {
		return
	}
	s := telephony.Signal{Seat: m.seat, Trunk: trunk.ID, TCP: m.link.reliable(), Own: m.link.local(), Peer: m.peer, Text: m.raw}
	out := s
	out.Out, out.Text = true, answer
	l.tapped.tap.Refused(s, out)
}

// refuses says that an answer turns a call or a registration away for good:
// asking for more digits, more time or a password is none, unless one was given.
func refuses(m *message, code int) bool {
	switch {
	case code < firstRefusal || code >= firstRefusal+countRefusals || code == 422 || code == 423 || code == 484:
		return false
	case m.method != "INVITE" && m.method != "REGISTER":
		return false
	case code == 401:
		return m.wrong
	}
	return true
}

// Refused counts what was turned away before it was a call, by status, since
// the start.
func (l *Line) Refused() (all []telephony.StatusCount) {
	for i := range l.refusals.counts {
		if n := l.refusals.counts[i].Load(); n > 0 {
			all = append(all, telephony.StatusCount{Status: firstRefusal + i, N: n})
		}
	}
	return all
}
