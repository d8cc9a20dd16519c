package sipline

import (
	"net/netip"
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
)

// contact is a registered phone.
type contact struct {
	seat    telephony.SeatID
	uri     string // its Contact
	device  string // what names the phone over restarts (RFC 5626 §4.1), or empty
	f       flow   // the flow of its REGISTER, to where it wants answers
	before  flow   // that of before it moved
	callID  string
	cseq    uint32
	expires time.Time
	program string // what it calls itself
	deaf    bool   // it doesn't answer
	kept    bool   // from before a restart, not heard of since
	probe   time.Time
	probing bool

	since     time.Time // registered, without a break; zero: before a restart
	heard     time.Time // last
	round     time.Duration
	rewritten bool // our Via came back changed
}

// phone is what people see: program and address.
func (c *contact) phone() string {
	where := c.f.peer.String()
	if c.program == "" {
		return where
	}
	return c.program + " · " + where
}

// renew prolongs a registration: the same phone by the same way.
func (c *contact) renew(m *message, seconds int) {
	c.callID, c.cseq, c.program, c.kept, c.deaf = m.callID, m.cseq, clean(m.value("user-agent")), false, false
	c.heard = time.Now()
	c.expires = c.heard.Add(time.Duration(seconds) * time.Second)
	if c.since.IsZero() {
		c.since = c.heard
	}
}

// view is what people see of it.
func (c *contact) view() telephony.PhoneView {
	v := telephony.PhoneView{
		Program: c.program, Where: c.f.peer.String(), Transport: c.f.transport(), Since: c.since, Until: c.expires,
		Answered: c.heard, Round: c.round, Silent: !c.alive(), Rewritten: c.rewritten,
	}
	if at, _, ok := hopAddr(c.uri); ok && at.Addr() != c.f.peer.Addr() {
		v.Contact = at.String()
	}
	return v
}

// changed notes that a seat's phones are to be shown anew; the lock is held.
func (r *registrar) changed(seat telephony.SeatID) { r.touched[seat] = true }

// views are the phones of the seats that have changed since; the lock is held.
func (r *registrar) views() map[telephony.SeatID][]telephony.PhoneView {
	if len(r.touched) == 0 {
		return nil
	}
	all := make(map[telephony.SeatID][]telephony.PhoneView, len(r.touched))
	for seat := range r.touched {
		all[seat] = nil
		for _, c := range r.contacts[seat] {
			all[seat] = append(all[seat], c.view())
		}
	}
	clear(r.touched)
	return all
}

// maxContacts bounds the phones of one seat; one more takes the place of the
// one that was heard of the longest ago.
const maxContacts = 5

// reach lists the phones of a seat that can be rung, the latest first; or the
// status that says why there is none.
func (r *registrar) reach(seat telephony.SeatID) ([]contact, int) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if len(r.contacts[seat]) == 0 {
		return nil, 404
	}
	var list []contact
	for _, c := range slices.Backward(r.contacts[seat]) {
		if c.alive() {
			list = append(list, *c)
		}
	}
	if len(list) == 0 {
		return nil, 408
	}
	return list, 0
}

// alive says that the phone can be rung.
func (c *contact) alive() bool { return !c.deaf && c.f.ok() }

// silent: a phone said nothing at all to an INVITE.
func (r *registrar) silent(seat telephony.SeatID, f flow) {
	r.mu.Lock()
	for _, c := range r.contacts[seat] {
		if c.f == f {
			c.deaf = true
			c.probe = time.Now()
			r.changed(seat)
		}
	}
	r.mu.Unlock()
	r.l.keeper.look()
}

// busy counts the dialogs with a seat: a phone in use is looked at more often.
func (r *registrar) busy(seat telephony.SeatID, n int) {
	if seat == "" {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.inUse[seat] += n; r.inUse[seat] <= 0 {
		delete(r.inUse, seat)
	}
	for _, c := range r.contacts[seat] {
		if soon := time.Now().Add(probeInUse); n > 0 && soon.Before(c.probe) {
			c.probe = soon
		}
	}
}

// knows says that a phone is registered, or has subscribed, from exactly this
// address.
func (r *registrar) knows(a netip.AddrPort) bool {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.flows[a] > 0
}

// pass counts one more who proved to be of a seat and speaks from this address,
// or one less.
func (r *registrar) pass(a netip.AddrPort, n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.flows[a] += n; r.flows[a] <= 0 {
		delete(r.flows, a)
	}
}

// phones counts them.
func (r *registrar) phones() (n int) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for _, list := range r.contacts {
		n += len(list)
	}
	return n
}

// add enters a phone; the lock is held.
func (r *registrar) add(c *contact) {
	if list := r.contacts[c.seat]; len(list) >= maxContacts {
		r.drop(slices.MinFunc(list, func(a, b *contact) int { return a.expires.Compare(b.expires) }))
	}
	r.contacts[c.seat] = append(r.contacts[c.seat], c)
	r.l.tapped.enter(c.callID, party{seat: c.seat})
	r.changed(c.seat)
	r.flows[c.f.peer]++
}

// drop forgets a phone; the lock is held.
func (r *registrar) drop(c *contact) {
	list := slices.DeleteFunc(slices.Clone(r.contacts[c.seat]), func(o *contact) bool { return o == c })
	if len(list) == len(r.contacts[c.seat]) {
		return
	}
	if r.contacts[c.seat] = list; len(list) == 0 {
		delete(r.contacts, c.seat)
	}
	r.l.tapped.leave(c.callID, party{seat: c.seat})
	r.changed(c.seat)
	r.l.keeper.changed.Store(true)
	if r.flows[c.f.peer]--; r.flows[c.f.peer] <= 0 {
		delete(r.flows, c.f.peer)
	}
}
