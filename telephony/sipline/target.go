package sipline

import (
	"net/netip"
	"strings"

	"github.com/spojka/spojka/telephony"
)

// fits says that a request in the dialog is from its peer: tag and address
// (a stranger who read the tags can't end a call from elsewhere).
func (d *dialog) fits(m *message) bool {
	if m.callID != d.callID || m.toTag != d.localTag && m.toTag != "" {
		return false
	}
	if d.remoteTag != "" && m.fromTag != d.remoteTag {
		return false
	}
	from := m.peer.Addr()
	return from == d.f.peer.Addr() || d.trunk != "" && d.l.office.Load().ofTrunk(d.trunk, from)
}

// movedPhone has the talks of a phone that registered from elsewhere go on
// there: its NAT gave it another port, or it made a new connection.
func (l *Line) movedPhone(seat telephony.SeatID, from, to flow) {
	for _, d := range l.tables.all() {
		d.box.put(item{do: func(d *dialog) { d.follow(seat, from, to) }})
	}
}

// follow sends there what is repeated, too, unless that is said by another
// transport.
func (d *dialog) follow(seat telephony.SeatID, from, to flow) {
	if d.seat != seat {
		return
	}
	ways := []*flow{&d.f}
	for _, r := range d.sent {
		ways = append(ways, &r.to)
	}
	if d.out != nil {
		for _, b := range d.out.branches {
			ways = append(ways, &b.to.f, &b.early.f)
		}
	}
	for _, f := range ways {
		if *f == from && (f == &d.f || from.link.reliable() == to.link.reliable()) {
			*f = to
		}
	}
}

// contactURI is where the peer finds us.
func (d *dialog) contactURI() string {
	uri := "sip:" + bracket(d.l.host(d.f))
	if d.f.link.reliable() {
		uri += ";transport=tcp"
	}
	return uri
}

// aim chooses where requests of the dialog go: along its route, to its target
// where that is an address of the peer, else back where the INVITE came from,
// which is what works behind NAT.
func (d *dialog) aim() {
	if d.f.link.reliable() || d.seat != "" {
		return // by its connection; a phone by the flow that it registered over
	}
	hop := d.target
	if len(d.routes) > 0 {
		hop = d.routes[0]
	}
	at, tcp, ok := hopAddr(hop)
	if !ok || tcp || at.Addr() != d.f.peer.Addr() && !d.l.office.Load().ofTrunk(d.trunk, at.Addr()) {
		return
	}
	d.f.peer = at
}

// hopAddr reads the address in a URI; names are never looked up.
func hopAddr(text string) (at netip.AddrPort, tcp, ok bool) {
	_, uri, _, err := address(strings.TrimSpace(text))
	if err != nil {
		return at, false, false
	}
	ip, err := netip.ParseAddr(strings.Trim(uri.Host, "[]"))
	if err != nil {
		return at, false, false
	}
	return netip.AddrPortFrom(ip.Unmap(), usualPort(uri.Port)), strings.EqualFold(param(uri.UriParams, "transport"), "tcp"), true
}
