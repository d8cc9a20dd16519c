package sipline

import (
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/dialplan"
	"github.com/spojka/spojka/telephony/number"
	"github.com/spojka/spojka/telephony/sdp"
)

// trunkAnswer is how long one address of a trunk may say nothing at all: with
// two dead ones the third is called within 4 s (FAULTS 7).
const trunkAnswer = 1900 * time.Millisecond

// mostHops bounds the further addresses that one call is tried at.
const mostHops = 4

// CallOut dials a number over a trunk. The outcome is Rang, Early, Answered or
// Failed, as with Dial.
func (l *Line) CallOut(leg telephony.LegID, c telephony.TrunkCall) {
	if l.isClosed() || l.tables.byLeg(leg) != nil {
		return
	}
	d := newDialog(l, leg)
	d.trunk = c.Trunk
	d.box.put(item{do: func(d *dialog) { d.callOut(c) }})
	l.tables.add(d)
	d.shown(party{trunk: c.Trunk})
	l.start(d.run)
}

// callOut asks the keeper for the way; the call begins when that comes.
func (d *dialog) callOut(c telephony.TrunkCall) {
	if d.state != idle {
		return
	}
	d.state = calling
	d.out = &outgoing{call: &c, try: &attempt{}}
	d.set(alarmRing, longestRing)
	d.byKeeper(func(k *keeper, then func(way, bool)) { then(k.wayOf(c.Trunk)) }, func(w way, ok bool) {
		switch {
		case d.out == nil:
		case d.out.given || !ok:
			d.fail(503)
			d.out, d.state = nil, over
		default:
			d.begins(c, w)
		}
	})
}

// byKeeper asks the keeper, which alone knows how trunks are reached; the
// answer comes back to the actor.
func (d *dialog) byKeeper(ask func(k *keeper, then func(way, bool)), then func(w way, ok bool)) {
	k := d.l.keeper
	k.box.put(func() {
		ask(k, func(w way, ok bool) { d.box.put(item{do: func(*dialog) { then(w, ok) }}) })
	})
}

// begins sends the first INVITE.
func (d *dialog) begins(c telephony.TrunkCall, w way) {
	of := d.l.office.Load()
	t, _ := of.trunk(c.Trunk)
	d.f = w.f
	d.side = sdp.Side{ID: uint64(time.Now().Unix()), Port: d.media(c.Local), Speaks: within(c.Speaks, t.Habits.Codecs), Ptime: c.Ptime}
	if !t.Habits.NoTimer {
		d.out.session = ourSession
	}
	d.localURI, d.out.heads = of.shown(c, t, w)
	d.remoteURI = "<" + of.dials(c.To, t, w) + ">"
	d.goBy(w)
}

// goBy calls by one address of the trunk.
func (d *dialog) goBy(w way) {
	d.f = w.f
	d.localSeq++
	d.invite(far{f: w.f, target: d.remoteURI[1 : len(d.remoteURI)-1], routes: w.routes})
	d.set(alarmFirst, trunkAnswer)
}

// dials is the address of a number at a trunk. A '#' stands as %23 (RFC 3261
// §25.1).
func (of *office) dials(n telephony.Number, t telephony.Trunk, w way) string {
	uri := "sip:" + userPart(number.Form(of.country, n, t.Habits.Dials)) + "@" + w.host
	if n != "" && n[0] == '+' {
		uri += ";user=phone"
	}
	return uri
}

// shown says who we are in a call: the From value, and what else the trunk
// wants to see (WIRE 30).
func (of *office) shown(c telephony.TrunkCall, t telephony.Trunk, w way) (from string, heads []string) {
	main := of.mainNumber(t)
	n := c.Shown
	if n == "" {
		n = main
	}
	me := of.nameURI(n, t, w)
	account := me
	if w.user != "" {
		account = "<sip:" + userPart(w.user) + "@" + w.domain + ">"
	}
	if n == main && w.identity != "" && t.Habits.Shown == telephony.InPreferred {
		me = "<" + w.identity + ">"
	}
	from = account
	switch t.Habits.Shown {
	case telephony.InAsserted:
		heads = []string{"P-Asserted-Identity", me}
	case telephony.InPreferred:
		heads = []string{"P-Preferred-Identity", me}
	case telephony.InRemote:
		heads = []string{"Remote-Party-ID", me + ";party=calling;privacy=" + privacyWord(c.Private)}
	default: // others: stand in no call that we make
		from = me
		if c.Private {
			heads = []string{"P-Preferred-Identity", me}
		}
	}
	if c.Private && !c.Emergency {
		from = `"Anonymous" <sip:anonymous@anonymous.invalid>`
		heads = append(heads, "Privacy", "id")
	}
	if c.Emergency {
		heads = append(heads, "Priority", "emergency")
	}
	return from, heads
}

// within are the codecs to offer to a trunk that takes only some; empty: it
// takes all.
func within(speaks, only []telephony.Codec) []telephony.Codec {
	if len(only) == 0 {
		return speaks
	}
	both := slices.DeleteFunc(slices.Clone(speaks), func(c telephony.Codec) bool { return !slices.Contains(only, c) })
	for _, c := range only {
		if !slices.Contains(both, c) && (c != telephony.G722 || len(only) == 1) {
			both = append(both, c) // made of what the other side speaks
		}
	}
	return both
}

func privacyWord(private bool) string {
	if private {
		return "full"
	}
	return "off"
}

func (of *office) nameURI(n telephony.Number, t telephony.Trunk, w way) string {
	if n == "" {
		return "<sip:" + w.domain + ">"
	}
	return "<sip:" + userPart(number.Form(of.country, n, t.Habits.Dials)) + "@" + w.domain + ">"
}

// mainNumber is what a trunk shows where nothing else is: its main number,
// else the first that comes in over it.
func (of *office) mainNumber(t telephony.Trunk) telephony.Number {
	if n := dialplan.Main(of.country, &t); n != "" {
		return n
	}
	i := slices.IndexFunc(of.numbers, func(in telephony.Inbound) bool { return in.Number != "*" && in.Trunk == t.ID })
	if i < 0 {
		return ""
	}
	return of.numbers[i].Number
}

func (of *office) trunk(id telephony.TrunkID) (telephony.Trunk, bool) {
	i := slices.IndexFunc(of.trunks, func(t telephony.Trunk) bool { return t.ID == id })
	if i < 0 {
		return telephony.Trunk{}, false
	}
	return of.trunks[i], true
}

// provesInvite answers a challenge to our INVITE with another one in the
// dialog-to-be (RFC 3261 §22.2). False: it is none, or the proof was wrong.
func (d *dialog) provesInvite(m *message, b *branch) bool {
	o, p := d.out, d.l.provers.of(d.trunk)
	if m.status != 401 && m.status != 407 || p == nil || o.call == nil || o.given || o.won() || !p.take(m, o.try) {
		return false
	}
	d.inviteOnceMore(b)
	return true
}

// inviteOnceMore sends our INVITE in the place of one that was refused for what
// is other now.
func (d *dialog) inviteOnceMore(b *branch) {
	o := d.out
	d.shed(b)
	o.branches = slices.DeleteFunc(o.branches, func(x *branch) bool { return x == b })
	d.localSeq++
	d.invite(b.to)
	if o.call != nil {
		d.set(alarmFirst, trunkAnswer)
	} else {
		d.set(alarmFirst, firstAnswer)
	}
}

// mostLonger bounds the longer session intervals that a call asks a phone for:
// each proxy on the way may want its own.
const mostLonger = 4

// asksLonger asks for a longer session where ours was too brief for somebody
// on the way (422, RFC 4028 §7.3). False: it was something else.
func (d *dialog) asksLonger(m *message, b *branch) bool {
	o := d.out
	if o.given || o.won() || o.longerTries >= mostLonger*len(o.branches) || !o.longer(m, b) {
		return false
	}
	o.longerTries++
	d.inviteOnceMore(b)
	return true
}

// otherHop goes to another address of the trunk after this one has failed; if
// there is none, otherwise says what then.
func (d *dialog) otherHop(b *branch, m *message, otherwise func()) {
	why, wait := said(m), retryAfter(m)
	d.byKeeper(func(k *keeper, then func(way, bool)) { then(k.wayAfter(d.trunk, b.to.f, refusal(m, false), why, wait)) }, func(w way, ok bool) {
		o := d.out
		if o == nil || o.given || o.won() || !ok || o.hops >= mostHops {
			otherwise()
			return
		}
		o.hops++
		d.goBy(w)
	})
}

// hasHops says that our INVITE is a trunk's, which may have other addresses.
func (o *outgoing) hasHops() bool { return o.call != nil && !o.given && !o.won() }
