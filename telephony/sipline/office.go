package sipline

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/number"
)

// office is what the wire needs of the configuration.
type office struct {
	all     *telephony.Office
	country string
	seats   map[telephony.SeatID]telephony.Seat
	trunks  []telephony.Trunk
	numbers []telephony.Inbound
	peers   []peer // narrowest first
}

// peer is an address set from which a trunk calls.
type peer struct {
	prefix netip.Prefix
	port   uint16 // 0: any
	trunk  int
}

func readOffice(o telephony.Office, places map[telephony.TrunkID][]netip.Addr) *office {
	of := &office{all: &o, country: o.Country, seats: make(map[telephony.SeatID]telephony.Seat), trunks: o.Trunks, numbers: o.Numbers}
	for _, s := range o.Seats {
		if !s.Disabled {
			of.seats[s.ID] = s
		}
	}
	for i, t := range o.Trunks {
		if t.Disabled {
			continue
		}
		for _, text := range t.Peers {
			if p, ok := readPeer(text); ok {
				of.enter(p, i)
			}
		}
		for _, a := range places[t.ID] {
			of.enter(peer{prefix: netip.PrefixFrom(a, a.BitLen())}, i)
		}
	}
	slices.SortStableFunc(of.peers, func(a, b peer) int { return b.narrow() - a.narrow() })
	return of
}

// enter takes an address of a trunk in; a simulated one's are on loopback.
func (of *office) enter(p peer, trunk int) {
	if of.trunks[trunk].Simulated && !p.prefix.Addr().IsLoopback() {
		return
	}
	p.trunk = trunk
	of.peers = append(of.peers, p)
}

func (p peer) narrow() int {
	n := p.prefix.Bits()
	if p.port != 0 {
		n += 256
	}
	return n
}

// readPeer reads "10.0.0.1", "10.0.0.1:5060" or "10.0.0.0/24".
func readPeer(text string) (peer, bool) {
	text = strings.TrimSpace(text)
	if a, err := netip.ParseAddr(text); err == nil {
		a = a.Unmap()
		return peer{prefix: netip.PrefixFrom(a, a.BitLen())}, true
	}
	if a, err := netip.ParseAddrPort(text); err == nil {
		a = plain(a)
		return peer{prefix: netip.PrefixFrom(a.Addr(), a.Addr().BitLen()), port: a.Port()}, true
	}
	if p, err := netip.ParsePrefix(text); err == nil {
		return peer{prefix: p.Masked()}, true
	}
	return peer{}, false
}

// grows says that the number called is none of ours, but begins one (WIRE 49).
func (of *office) grows(m *message, t telephony.Trunk) bool {
	dialled, _ := of.calledBy(m, t)
	grows := false
	for _, n := range of.numbers {
		if n.Trunk != "" && n.Trunk != t.ID {
			continue
		}
		if n.Number == dialled || n.Number == "*" {
			return false
		}
		for _, form := range of.forms(n.Number) {
			grows = grows || len(dialled) < len(form) && strings.HasPrefix(form, string(dialled))
		}
	}
	return grows
}

// forms are the ways in which a number may be dialled.
func (of *office) forms(n telephony.Number) []string {
	whole := string(n)
	digits, international := strings.CutPrefix(whole, "+")
	if !international {
		return []string{whole}
	}
	list := []string{whole, digits, "00" + digits}
	for i := 1; i <= 3 && i < len(digits); i++ { // its national form begins behind the country's code
		if national := digits[i:]; number.Parse(of.country, national) == n {
			list = append(list, national)
		}
	}
	return list
}

// trunkOf says whose call it is that comes from here. A connection has any
// port at its far end. Of several trunks of one provider it is the one whose
// registered name the call is sent to, else the first.
func (of *office) trunkOf(m *message) (t telephony.Trunk, known bool) {
	for _, p := range of.peers {
		if !p.prefix.Contains(m.peer.Addr()) || p.port != 0 && p.port != m.peer.Port() && !m.link.reliable() {
			continue
		}
		one := of.trunks[p.trunk]
		if one.Register != nil && m.uri != nil && m.uri.User == one.Register.User {
			return one, true
		}
		if !known {
			t, known = one, true
		}
	}
	return t, known
}

// isPeer says that any trunk calls from this address.
func (of *office) isPeer(a netip.Addr) bool {
	for _, p := range of.peers {
		if p.prefix.Contains(a) {
			return true
		}
	}
	return false
}

// ofTrunk says that the trunk calls from this address.
func (of *office) ofTrunk(id telephony.TrunkID, a netip.Addr) bool {
	for _, p := range of.peers {
		if of.trunks[p.trunk].ID == id && p.prefix.Contains(a) {
			return true
		}
	}
	return false
}
