package sipline

import (
	"net/netip"
	"time"

	"github.com/spojka/spojka/telephony"
)

// contact is a registered phone.
type contact struct {
	seat    telephony.SeatID
	uri     string // its Contact
	f       flow   // the flow of its REGISTER
	callID  string
	cseq    uint32
	expires time.Time
	program string // what it calls itself
	deaf    bool   // it doesn't answer
	kept    bool   // from before a restart, not heard of since
	probe   time.Time
	probing bool
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
	c.expires = time.Now().Add(time.Duration(seconds) * time.Second)
}

// find is where a seat's phone is reached, or the status that says why not.
func (r *registrar) find(seat telephony.SeatID) (contact, int) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	c := r.contacts[seat]
	switch {
	case c == nil:
		return contact{}, 404
	case c.deaf || !c.f.ok():
		return contact{}, 408
	}
	return *c, 0
}

// silent: a phone said nothing at all to an INVITE.
func (r *registrar) silent(seat telephony.SeatID) {
	r.mu.Lock()
	if c := r.contacts[seat]; c != nil {
		c.deaf = true
		c.probe = time.Now()
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
	if c := r.contacts[seat]; c != nil && n > 0 {
		if soon := time.Now().Add(probeInUse); soon.Before(c.probe) {
			c.probe = soon
		}
	}
}

// knows says that a phone is registered from exactly this address.
func (r *registrar) knows(a netip.AddrPort) bool {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.flows[a] > 0
}
