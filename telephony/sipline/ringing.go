package sipline

import (
	"net/netip"

	"github.com/spojka/spojka/telephony"
)

// A phone that rings must not ring on for nobody when this process dies: what
// makes up our INVITE is told to a handler that keeps it, so that the next
// process can send the CANCEL.

// RingKeeper is a [Handler] that keeps it. Ringing is called whenever one more
// of a seat's phones has our INVITE; the identity is for [Line.Adopt].
type RingKeeper interface {
	Ringing(leg telephony.LegID, identity string)
}

// ring is a phone with our INVITE.
type ring struct {
	Branch    string         `json:"branch"`
	Seq       uint32         `json:"seq"`
	Target    string         `json:"target"`
	Transport string         `json:"transport"`
	Own       netip.AddrPort `json:"own"`
	Peer      netip.AddrPort `json:"peer"`
}

// tellRinging gives the identity to who keeps it.
func (d *dialog) tellRinging() {
	if k, ok := d.l.h.(RingKeeper); ok && !d.silent {
		k.Ringing(d.leg, d.identity())
	}
}

// rings lists the phones that could still take the call.
func (d *dialog) rings() (all []ring) {
	if d.state != calling || d.out == nil {
		return nil
	}
	for _, b := range d.out.branches {
		if b.provisional && !b.over {
			all = append(all, ring{b.id, b.seq, b.to.target, b.to.f.transport(), b.to.f.link.local(), b.to.f.peer})
		}
	}
	return all
}

// ringOn takes over an INVITE that is out. All that can be done with it is to
// withdraw it, or to hang up where it was answered meanwhile.
func (d *dialog) ringOn(id identity) {
	d.state, d.localSeq = calling, id.LocalSeq
	d.out = &outgoing{rang: true}
	for _, r := range id.Ringing {
		if r.Seq == 0 {
			r.Seq = id.LocalSeq // an older program didn't write it down
		}
		f := flow{d.l.linkFor(ends{Transport: r.Transport, Own: r.Own, Peer: r.Peer}), r.Peer}
		b := &branch{key: clientKey(r.Branch, "INVITE"), id: r.Branch, seq: r.Seq, to: far{f: f, target: r.Target}, interval: t1, provisional: true}
		d.out.branches = append(d.out.branches, b)
		d.l.tables.setClient(b.key, d)
	}
	d.set(alarmRing, longestRing)
}
