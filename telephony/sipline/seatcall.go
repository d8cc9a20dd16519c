package sipline

import (
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/dialplan"
	"github.com/spojka/spojka/telephony/number"
	"github.com/spojka/spojka/telephony/sdp"
)

// seatCalls: a call from elsewhere than a trunk is a phone's, or a stranger's.
// Nothing happens before a good password, whatever the message claims
// (FAULTS 12).
func (l *Line) seatCalls(m *message) {
	if !l.registrar.knows(m.peer) {
		l.door.odd(m.peer.Addr(), time.Now())
		m.wrong = m.value("authorization") == "" // perhaps a provider's, at an address that isn't known
	}
	seat, ok := l.registrar.authenticate(m)
	if !ok {
		return
	}
	of := l.office.Load()
	need := of.emergency(m)
	if !need && (l.irreplaceable(m, true) || l.pressed(m, seat)) {
		return
	}
	simulated := of.seats[seat].Simulated
	switch {
	case simulated && !m.peer.Addr().IsLoopback():
		l.turnAway(m, 403)
	case !need && (!l.ready.Load() || l.tables.dialogs() >= maxDialogs):
		l.turnAway(m, 503, "Retry-After", "5")
	case l.looped(m):
		l.turnAway(m, 482)
	case m.value("max-forwards") == "0":
		l.turnAway(m, 483) // it goes on from here (RFC 3261 §16.3)
	case l.unusable(m):
	case !need && dialplan.Grows(of.all, seat, string(of.called(m.uri))):
		l.turnAway(m, 484) // a key at a time (WIRE 49)
	default:
		l.arrived(m, whence{seat: seat})
	}
}

// whence is who calls: a trunk's party, or a phone at a seat.
type whence struct {
	trunk telephony.Trunk
	seat  telephony.SeatID
}

// arrival says who calls whom.
func (c whence) arrival(of *office, m *message) telephony.Arrival {
	if c.seat == "" {
		return of.arrival(m, c.trunk)
	}
	return telephony.Arrival{Seat: c.seat, To: of.called(m.uri), ToSent: sent(m.uri), Private: private(m), Emergency: of.emergency(m)}
}

// emergency says that an emergency number is called.
func (of *office) emergency(m *message) bool {
	return number.Emergency(of.country, of.called(m.uri)) != ""
}

// early tells a phone where the sound before the answer comes from (183). One
// that brought no offer of its own hears of ringing only: ours is in the 2xx.
func (d *dialog) early(local telephony.MediaPort) {
	if d.state != invited || d.in.waits(func() { d.early(local) }) {
		return
	}
	offer, err := sdp.Parse(d.heard)
	if d.in.offerDue || err != nil {
		d.ring()
		return
	}
	d.listen(local)
	body, sound, err := d.side.Answer(offer)
	if err != nil {
		return
	}
	before := d.sound
	d.sound = sound
	d.stop(alarmTrying)
	d.sayWith(183, body)
	d.moved(before)
}

// ShowParty has a seat's phone show with whom it talks after a transfer: by an
// UPDATE without a description (RFC 4916 §4.2, RFC 3311), to those that take
// one; nobody outside is told.
func (l *Line) ShowParty(leg telephony.LegID, n telephony.Number, name string) {
	l.command(leg, func(d *dialog) {
		if d.seat == "" || d.state != talking || !d.timer.Update {
			return
		}
		who := caller(telephony.SeatCall{From: n, Name: name}, bracketHost(d.l.host(d.f).Addr()))
		d.send("UPDATE", d.shownTo, append([]string{"Contact", "<" + d.contactURI() + ">", "P-Asserted-Identity", who}, d.timer.heads()...)...)
	})
}

// shownTo: an UPDATE is a refresh, too.
func (d *dialog) shownTo(m *message) {
	if m != nil && m.status < 300 && d.state == talking {
		d.agree(m)
	}
}

// listen begins our side of the description, once.
func (d *dialog) listen(local telephony.MediaPort) {
	if d.side.Body == "" {
		d.side.ID, d.side.Port = uint64(time.Now().Unix()), d.media(local)
	}
}

// Suit says with whom a caller who isn't answered yet is going to talk, so that
// he is answered with the same codec and the packet time that the other wants.
// Who hears sound already keeps the description that he has: the one in the 2xx
// is the same (RFC 3261 §13.2.1).
func (l *Line) Suit(leg telephony.LegID, to telephony.Sound) {
	l.command(leg, func(d *dialog) {
		if d.state == invited && d.side.Body == "" {
			d.side.Likes, d.side.Ptime = to.Codec, to.Ptime
		}
	})
}
