package sipline

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sdp"
)

// seqMargin is how far our CSeq and the version of our description jump when
// a dialog is taken over: what the process before sent last may not be in the
// identity.
const seqMargin = 100

// ends is what makes any dialog (RFC 3261 §12) and leads to its peer.
type ends struct {
	CallID    string            `json:"callID"`
	LocalTag  string            `json:"localTag"`
	RemoteTag string            `json:"remoteTag,omitempty"`
	LocalURI  string            `json:"local"`
	RemoteURI string            `json:"remote"`
	Target    string            `json:"target"`
	Routes    []string          `json:"routes,omitempty"`
	LocalSeq  uint32            `json:"localSeq"`
	RemoteSeq uint32            `json:"remoteSeq"`
	Trunk     telephony.TrunkID `json:"trunk,omitempty"`
	Seat      telephony.SeatID  `json:"seat,omitempty"`
	Transport string            `json:"transport"`
	Own       netip.AddrPort    `json:"own"`
	Peer      netip.AddrPort    `json:"peer"`
}

// identity is all that makes a call, as text, so that the next process can
// hang up, answer a re-INVITE and hear the other side's BYE.
type identity struct {
	ends
	Side    sdp.Side        `json:"side"`
	Heard   []byte          `json:"heard,omitempty"` // the peer's last description
	Sound   telephony.Sound `json:"sound"`
	Timer   sessionTimer    `json:"timer,omitzero"`
	Ringing []ring          `json:"ringing,omitempty"` // not answered yet: where it rings
}

// identity writes the dialog down.
func (d *dialog) identity() string {
	b, err := json.Marshal(identity{
		ends: ends{
			CallID: d.callID, LocalTag: d.localTag, RemoteTag: d.remoteTag, LocalURI: d.localURI, RemoteURI: d.remoteURI,
			Target: d.target, Routes: d.routes, LocalSeq: d.localSeq, RemoteSeq: d.remoteSeq, Trunk: d.trunk, Seat: d.seat,
			Transport: d.f.transport(), Own: d.f.link.local(), Peer: d.f.peer,
		},
		Side: d.side, Heard: d.heard, Sound: d.sound, Timer: d.timer, Ringing: d.rings(),
	})
	if err != nil {
		d.l.log.Error("a dialog could not be written down", "err", err)
		return ""
	}
	return string(b)
}

// Adopt takes over a dialog that an earlier process had. The call goes on as
// if nothing had happened; nothing is sent.
func (l *Line) Adopt(leg telephony.LegID, text string) error {
	var id identity
	if err := json.Unmarshal([]byte(text), &id); err != nil {
		return fmt.Errorf("the identity of leg %d can't be read: hang it up on the other side: %w", leg, err)
	}
	if err := id.check(); err != nil {
		return err
	}
	if l.tables.byLeg(leg) != nil || l.tables.byTag(id.LocalTag) != nil {
		return fmt.Errorf("leg %d is already on the wire", leg)
	}
	d := newDialog(l, leg)
	d.callID, d.localTag, d.remoteTag = id.CallID, id.LocalTag, id.RemoteTag
	d.localURI, d.remoteURI, d.target, d.routes = id.LocalURI, id.RemoteURI, id.Target, id.Routes
	d.localSeq, d.remoteSeq = id.LocalSeq+seqMargin, id.RemoteSeq
	d.trunk, d.seat, d.side, d.heard, d.sound = id.Trunk, id.Seat, id.Side, id.Heard, id.Sound
	d.side.Version += seqMargin
	d.f = flow{l.linkFor(id.ends), id.Peer}
	d.state, d.timer, d.adopted = talking, id.Timer, true
	if len(id.Ringing) > 0 {
		d.ringOn(id)
	}
	d.wind()
	l.registrar.busy(d.seat, 1)
	l.tables.add(d)
	d.shown(party{seat: d.seat, trunk: d.trunk})
	l.start(d.run)
	return nil
}

// check refuses what could not be used or could break a message.
func (id *identity) check() error {
	var more []string
	for _, r := range id.Ringing {
		more = append(more, r.Branch, r.Target)
		if r.Branch == "" || r.Target == "" || !r.Peer.IsValid() {
			return errors.New("the identity of what rings is not whole")
		}
	}
	return id.ends.check(more...)
}

// check does the same, with more that comes into its messages.
func (id *ends) check(more ...string) error {
	all := append([]string{id.CallID, id.LocalTag, id.RemoteTag, id.LocalURI, id.RemoteURI, id.Target}, id.Routes...)
	for _, s := range append(all, more...) {
		for i := range len(s) {
			if s[i] < ' ' {
				return errors.New("the identity holds a control character: it is not ours")
			}
		}
	}
	if id.CallID == "" || id.LocalTag == "" || id.Target == "" || !id.Peer.IsValid() || id.LocalSeq > 1<<30 {
		return errors.New("the identity is not whole: hang the call up on the other side")
	}
	return nil
}

// linkFor is the socket that the dialog used, or one that reaches its peer. A
// TCP connection died with the process before: the peer makes a new one when
// it speaks.
func (l *Line) linkFor(id ends) link {
	if id.Transport == "TCP" {
		return lost{id.Own}
	}
	if u := l.linkAt(id.Own); u != nil {
		return u
	}
	return l.packetLink(id.Peer.Addr())
}

// revive looks for another way to a peer whose connection is gone: the flow
// over which its phone is registered now, else a connection to its target.
// Until that stands requests wait for their repeats.
func (d *dialog) revive() {
	if phones, status := d.l.registrar.reach(d.seat); d.seat != "" && status == 0 {
		d.f = ofHost(phones, d.f.peer.Addr())
		return
	}
	to, _, ok := hopAddr(d.target)
	if !ok || to.Addr() != d.f.peer.Addr() {
		return
	}
	d.l.start(func() {
		f, err := d.l.connect(to)
		if err != nil {
			return
		}
		d.box.put(item{do: func(d *dialog) {
			d.f = f
			for _, r := range d.sent {
				if !r.to.ok() {
					r.to = f
					f.send(r.b)
				}
			}
		}})
	})
}

// ofHost is the way to the phone at an address, else to the latest.
func ofHost(phones []contact, a netip.Addr) flow {
	for _, p := range phones {
		if p.f.peer.Addr() == a {
			return p.f
		}
	}
	return phones[0].f
}

// lost is the link of a connection that is gone.
type lost struct{ own netip.AddrPort }

func (lost) send([]byte, netip.AddrPort) error { return errGone }
func (o lost) local() netip.AddrPort           { return o.own }
func (lost) reliable() bool                    { return true }
func (lost) up() bool                          { return false }
