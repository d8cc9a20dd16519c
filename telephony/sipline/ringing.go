package sipline

import (
	"net/netip"
	"slices"
	"time"

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

	// Its early dialog, once it rings.
	Tag    string   `json:"tag,omitempty"`
	At     string   `json:"at,omitempty"`
	Routes []string `json:"routes,omitempty"`
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
			all = append(all, ring{
				Branch: b.id, Seq: b.seq, Target: b.to.target, Transport: b.to.f.transport(), Own: b.to.f.link.local(), Peer: b.to.f.peer,
				Tag: b.early.tag, At: b.early.target, Routes: b.early.routes,
			})
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
		b := &branch{key: clientKey(r.Branch, "INVITE"), id: r.Branch, seq: r.Seq, to: far{f: f, target: r.Target}, interval: t1, provisional: true, kept: true}
		b.early = far{f: f, tag: r.Tag, target: r.At, routes: r.Routes}
		d.out.branches = append(d.out.branches, b)
		d.l.tables.setClient(b.key, d)
	}
	d.set(alarmRing, longestRing)
}

// crossing is how long the answer to a CANCEL, or a 2xx that crossed it, is
// waited for.
const crossing = 2 * time.Second

// hangUpKept ends the calls of phones that give our CANCEL no end of the INVITE:
// they answered the process before, which had no time to have that kept. A BYE
// may end a dialog that only rings, too (RFC 3261 §15).
func (d *dialog) hangUpKept() {
	for _, b := range slices.Clone(d.out.branches) {
		if !b.kept || b.over || b.early.tag == "" {
			continue
		}
		late := d.beside(b.early, b.seq+seqMargin)
		late.box.put(item{do: (*dialog).bye})
		d.l.start(late.run)
		d.branchOver(b, 0)
	}
}
