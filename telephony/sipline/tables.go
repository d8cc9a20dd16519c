package sipline

import (
	"sync"

	"github.com/spojka/spojka/telephony"
)

// receiver takes the response to a request that it sent.
type receiver interface{ deliver(m *message) }

// tables say whose a message or a command is.
type tables struct {
	mu      sync.RWMutex
	legs    map[telephony.LegID]*dialog
	tags    map[string]*dialog  // by our own tag: dialogs
	calls   map[uint64]*dialog  // by Call-ID, the caller's tag and number
	servers map[uint64]*dialog  // INVITEs that wait for their ACK or answer
	clients map[uint64]receiver // requests of ours without a final answer
	// referrers wait to be told what came of their wish; a leg may be gone by then.
	referrers map[telephony.LegID]*dialog
}

func (t *tables) init() {
	t.legs = make(map[telephony.LegID]*dialog)
	t.tags = make(map[string]*dialog)
	t.calls = make(map[uint64]*dialog)
	t.servers = make(map[uint64]*dialog)
	t.clients = make(map[uint64]receiver)
	t.referrers = make(map[telephony.LegID]*dialog)
}

// add enters a dialog by its leg and our tag.
func (t *tables) add(d *dialog) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if d.leg != 0 {
		t.legs[d.leg] = d
	}
	t.tags[d.localTag] = d
}

// arrive enters a dialog that rang in, unless its call is already there.
func (t *tables) arrive(d *dialog, call, server uint64) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, merged := t.calls[call]; merged {
		return false
	}
	t.legs[d.leg], t.tags[d.localTag] = d, d
	t.calls[call], t.servers[server] = d, d
	return true
}

// rename gives a dialog another leg's name.
func (t *tables) rename(d *dialog, leg telephony.LegID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.legs, d.leg)
	d.leg = leg
	t.legs[leg] = d
}

// release lets go of a leg: it is no longer known, its dialog may still be
// saying goodbye.
func (t *tables) release(d *dialog) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.legs[d.leg] == d {
		delete(t.legs, d.leg)
	}
}

// remove forgets a dialog whose actor has ended.
func (t *tables) remove(d *dialog) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.legs[d.leg] == d {
		delete(t.legs, d.leg)
	}
	if t.tags[d.localTag] == d {
		delete(t.tags, d.localTag)
	}
	if d.call != 0 && t.calls[d.call] == d {
		delete(t.calls, d.call)
	}
}

func (t *tables) setServer(key uint64, d *dialog) { locked(&t.mu, func() { t.servers[key] = d }) }
func (t *tables) dropServer(key uint64)           { locked(&t.mu, func() { delete(t.servers, key) }) }
func (t *tables) setClient(key uint64, r receiver) {
	locked(&t.mu, func() { t.clients[key] = r })
}
func (t *tables) dropClient(key uint64) { locked(&t.mu, func() { delete(t.clients, key) }) }

// setReferrer notes who waits; nil: nobody does any more.
func (t *tables) setReferrer(leg telephony.LegID, d *dialog) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.referrers[leg] = d; d == nil {
		delete(t.referrers, leg)
	}
}

func (t *tables) referrer(leg telephony.LegID) *dialog {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.referrers[leg]
}

func locked(mu *sync.RWMutex, do func()) {
	mu.Lock()
	defer mu.Unlock()
	do()
}

func (t *tables) byLeg(leg telephony.LegID) *dialog {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.legs[leg]
}

func (t *tables) byTag(tag string) *dialog {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.tags[tag]
}

func (t *tables) server(key uint64) *dialog {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.servers[key]
}

func (t *tables) client(key uint64) receiver {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.clients[key]
}

func (t *tables) known() []telephony.LegID {
	t.mu.RLock()
	defer t.mu.RUnlock()
	list := make([]telephony.LegID, 0, len(t.legs))
	for leg := range t.legs {
		list = append(list, leg)
	}
	return list
}

func (t *tables) all() []*dialog {
	t.mu.RLock()
	defer t.mu.RUnlock()
	list := make([]*dialog, 0, len(t.tags))
	for _, d := range t.tags {
		list = append(list, d)
	}
	return list
}

// dialogs counts the actors.
func (t *tables) dialogs() int {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return len(t.tags)
}

// open counts the transactions.
func (t *tables) open() int {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return len(t.servers) + len(t.clients)
}
