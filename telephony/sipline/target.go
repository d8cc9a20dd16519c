package sipline

import (
	"net/netip"
	"strings"
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
	port := uri.Port
	if port <= 0 || port > 65535 {
		port = 5060
	}
	return netip.AddrPortFrom(ip.Unmap(), uint16(port)), strings.EqualFold(param(uri.UriParams, "transport"), "tcp"), true
}
