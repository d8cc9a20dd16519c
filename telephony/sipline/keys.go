package sipline

import (
	"net/netip"
	"strings"

	"github.com/spojka/spojka/telephony"
)

// Keys are what a phone may call besides numbers: functions of the house.
type Keys interface {
	// IsKey says that the phone at a seat has such a key.
	IsKey(at telephony.SeatID, name string) bool
	// Pressed is called when it was; it must not block. The call is answered
	// by Claim, Speak, Done or Decline.
	Pressed(call telephony.LegID, at telephony.SeatID, name string)
}

// KeyName is the name by which a call is that of a key: the ring that it is to
// replace (RFC 3891), else what it calls.
func (m *message) keyName() string {
	if r := readReplaces(m.value("replaces")); r.callID != "" {
		return r.callID
	}
	return plainUser(m.uri.User)
}

// pressed takes a call that is a key's. False: it is none.
func (l *Line) pressed(m *message, seat telephony.SeatID) bool {
	name := m.keyName()
	if l.o.Keys == nil || !l.o.Keys.IsKey(seat, name) {
		return false
	}
	if !l.ready.Load() || l.tables.dialogs() >= maxDialogs {
		l.turnAway(m, 503, "Retry-After", "5")
		return true
	}
	leg := telephony.LegID(telephony.Compose(l.o.Boot&0x7fffffff, l.legs.Add(1)))
	d := newDialog(l, leg)
	d.callID, d.call, d.seat = m.callID, m.callKey(), seat
	d.in = &incoming{m: m, key: m.serverKey("INVITE")}
	if !l.tables.arrive(d, d.call, d.in.key) {
		l.turnAway(m, 482)
		return true
	}
	l.registrar.busy(seat, 1)
	d.box.put(item{do: func(d *dialog) { d.press(m, name) }})
	l.start(d.run)
	return true
}

// press looks at the call and tells whose key was pressed.
func (d *dialog) press(m *message, name string) {
	if !d.comes(m) {
		return
	}
	var a telephony.Arrival
	if !d.offered(m, &a) {
		d.final(488, "Warning", `304 spojka "no audio codec in common"`)
		d.hush()
		return
	}
	d.set(alarmTrying, tryingAfter)
	d.l.o.Keys.Pressed(d.leg, d.seat, name)
}

// Claim answers a key's call as the ring of another leg: it goes by that leg's
// name from now on, as if we had dialled the phone and it had been lifted.
func (l *Line) Claim(call, ring telephony.LegID, local telephony.MediaPort) {
	d := l.tables.byLeg(call)
	if d == nil {
		l.h.Failed(ring, 487) // hung up meanwhile
		return
	}
	d.box.put(item{do: func(d *dialog) { d.claim(ring, local) }})
}

func (d *dialog) claim(ring telephony.LegID, local telephony.MediaPort) {
	if d.state != invited || d.silent {
		d.l.h.Failed(ring, 487)
		return
	}
	d.l.tables.rename(d, ring)
	d.answer(local)
	if d.state == accepted {
		d.l.h.Answered(d.leg, d.sound, d.identity())
	}
}

// Speak answers a key's call with sound, so that something can be said to the
// phone.
func (l *Line) Speak(call telephony.LegID, local telephony.MediaPort) {
	l.command(call, func(d *dialog) {
		d.answer(local)
		if d.state == accepted {
			d.l.h.Answered(d.leg, d.sound, d.identity())
		}
	})
}

// noSound is where nobody listens (RFC 863).
var noSound = netip.AddrPortFrom(netip.Addr{}, 9)

// Done ends a key's call as one that did what it was for.
func (l *Line) Done(call telephony.LegID) {
	l.command(call, func(d *dialog) {
		d.answer(noSound)
		d.hang(telephony.BySystem)
	})
}

// Decline ends a key's call with a status and the sentence why.
func (l *Line) Decline(call telephony.LegID, status int, why string) {
	l.command(call, func(d *dialog) {
		if d.state == invited {
			d.final(status, "Warning", "399 spojka "+quote(shown(why)))
			d.hush()
		}
	})
}

// longestReason bounds the sentence that a phone may show.
const longestReason = 200

func shown(s string) string {
	if r := []rune(s); len(r) > longestReason {
		s = string(r[:longestReason])
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
}

// PressKey has a seat's phone do what its own key does, by a NOTIFY in the
// call (events talk and hold, which desk phones in wide use obey). One that
// doesn't know them does nothing.
func (l *Line) PressKey(leg telephony.LegID, k telephony.PhoneKey) {
	l.command(leg, func(d *dialog) { d.pressKey(k) })
}

func (d *dialog) pressKey(k telephony.PhoneKey) {
	switch {
	case d.state == talking:
		d.order(k)
	case d.state == calling && d.out != nil:
		d.out.order = k
		for _, b := range d.out.branches {
			d.orderEarly(b)
		}
	}
}

// orderEarly presses the key at a phone that rings; at one that hasn't said so
// yet, once it does.
func (d *dialog) orderEarly(b *branch) {
	if k := d.out.order; k != "" && b.early.tag != "" && !b.over && !b.ordered {
		b.ordered = true
		d.toward(b.early, func() { d.order(k) })
	}
}

func (d *dialog) order(k telephony.PhoneKey) {
	d.send("NOTIFY", func(*message) {}, "Contact", "<"+d.contactURI()+">", "Event", string(k), "Subscription-State", "active")
}
