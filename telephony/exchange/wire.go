package exchange

import (
	"context"
	"time"

	"github.com/spojka/spojka/telephony"
)

// SetLines and SetMedia plug the shells in. SetMedia is also how a new sound
// process takes the place of a dead one.
func (x *Exchange) SetLines(l Lines) {
	x.news(0, func() {
		x.lines, x.plugged = l, true
		x.letEarlyIn()
	})
}

func (x *Exchange) SetMedia(m Media) { x.news(0, func() { x.media = m; x.servePortless() }) }

// news puts something about a leg into the lane that is never refused.
func (x *Exchange) news(l telephony.LegID, do func()) {
	x.inbox.put(laneEnds, item{do: do, leg: l})
}

// Arrived is called by the wire for a call from a known trunk. It returns 0,
// or the SIP status to refuse it with before anything is spent on it.
func (x *Exchange) Arrived(l telephony.LegID, a telephony.Arrival) int {
	lane := laneNew
	if a.Emergency {
		lane = laneEnds // never refused, before whatever waits
	}
	ok := x.inbox.put(lane, item{leg: l, do: func() { x.arrive(l, a) }})
	if !ok {
		x.count(func(f *Figures) { f.Refused++ })
		return 503
	}
	return 0
}

func (x *Exchange) arrive(l telephony.LegID, a telephony.Arrival) {
	if a.Emergency && !x.mayLetIn() {
		x.early = append(x.early, item{leg: l, do: func() { x.arrive(l, a) }})
		return
	}
	x.withPort(l, a.Emergency, func(telephony.MediaPort) { x.admit(l, a) }, func() {
		x.count(func(f *Figures) { f.Refused++; f.Portless++ })
		x.lines.Refuse(l, 503)
	})
}

// mayLetIn says that the wire is there and the calls of before are taken over.
// Until then the wire refuses all calls but those for help, which wait
// (P-EMERG-1).
func (x *Exchange) mayLetIn() bool { return x.plugged && !x.o.Desk.Starting(x.o.Clock.Now()) }

// letEarlyIn lets in who called for help too early.
func (x *Exchange) letEarlyIn() {
	all := x.early
	x.early = nil
	for _, it := range all {
		it.at = time.Now()
		x.guard(it)
	}
}

func (x *Exchange) admit(l telephony.LegID, a telephony.Arrival) {
	if a.Seat != "" {
		x.dialled(l, a)
		return
	}
	call := telephony.CallArrived{
		Call: x.nextCall(), Leg: l,
		Trunk: a.Trunk, From: a.From, Name: a.Name, To: a.To, Diverted: a.Diverted,
	}
	x.calls(call.Call, l, a)
	x.step(call)
	if _, kept := x.legs[l]; kept {
		x.askWho(call.Call, a.From)
	}
}

// Rang: the phone rings.
func (x *Exchange) Rang(l telephony.LegID) {
	x.news(l, func() { x.offer(l, func(o telephony.OfferID) telephony.Event { return telephony.OfferRang{Offer: o} }) })
}

// Early: it says where its sound is to come from before it is lifted, so that
// the first word isn't lost (WIRE 7). Who calls from a queue doesn't hear it
// before the answer.
func (x *Exchange) Early(l telephony.LegID, s telephony.Sound) {
	x.news(l, func() {
		if _, known := x.legs[l]; known {
			x.aim(l, s)
			x.suit(l)
			x.offer(l, func(o telephony.OfferID) telephony.Event { return telephony.OfferEarly{Offer: o} })
		}
	})
}

// Answered: the phone that we dialled was lifted.
func (x *Exchange) Answered(l telephony.LegID, s telephony.Sound, identity string) {
	x.news(l, func() {
		if _, known := x.legs[l]; !known {
			x.lines.Hang(l, telephony.BySystem) // withdrawn meanwhile
			return
		}
		if x.speak(l, s) {
			return
		}
		x.aim(l, s)
		x.suit(l)
		x.keep(l, identity)
		x.soon()
		x.offer(l, func(o telephony.OfferID) telephony.Event { return telephony.OfferAnswered{Offer: o} })
	})
}

// Confirmed: the caller's side confirmed our answer.
func (x *Exchange) Confirmed(l telephony.LegID, identity string) {
	x.news(l, func() { x.keep(l, identity); x.soon() })
}

// Ringing: the phone that we dialled has our call. Its identity is written
// with the next commit, not by one of its own: what it saves is a CANCEL.
func (x *Exchange) Ringing(l telephony.LegID, identity string) {
	x.news(l, func() { x.keep(l, identity) })
}

// soon has the last facts on disk at once, or a crash loses the call.
func (x *Exchange) soon() { x.o.Book.Promise(x.last, func(error) {}) }

// keep writes a dialog's identity down, for the next brain.
func (x *Exchange) keep(l telephony.LegID, identity string) {
	if known := x.legs[l]; known != nil && known.says == "" && identity != "" {
		x.note(x.o.Clock.Now(), []telephony.Fact{telephony.LegKept{Leg: l, Identity: identity}})
	}
}

// Failed: the phone that we dialled did not take the call.
func (x *Exchange) Failed(l telephony.LegID, code int) {
	x.news(l, func() {
		x.offer(l, func(o telephony.OfferID) telephony.Event {
			return telephony.OfferFailed{Offer: o, Why: failure(code), Code: code, Cause: x.causeOf(l)}
		})
		x.forget(l)
	})
}

// failure says what a final response means for the agent (WIRE 34, 37).
func failure(code int) telephony.OfferEnd {
	switch code {
	case 486, 600:
		return telephony.OfferBusy
	case 603, 300, 301, 302, 305, 380, 403:
		return telephony.OfferRefused
	case 404, 410, 484, 485, 604, 401, 407, 415, 420, 488, 606:
		return telephony.OfferMisconfigured
	}
	return telephony.OfferUnreachable
}

// offer turns news of a dialled leg into an event.
func (x *Exchange) offer(l telephony.LegID, event func(telephony.OfferID) telephony.Event) {
	if o, ok := l.Offer(); ok {
		x.step(event(o))
	}
}

// Ended: the party hung up, or is lost.
func (x *Exchange) Ended(l telephony.LegID, why telephony.EndCause) {
	x.news(l, func() { x.lose(l, why) })
}

func (x *Exchange) lose(l telephony.LegID, why telephony.EndCause) {
	x.step(telephony.LegEnded{Leg: l, Why: why, Cause: x.causeOf(l)})
	x.forget(l)
}

// Moved: a re-INVITE changed where or whether the party wants sound.
func (x *Exchange) Moved(l telephony.LegID, s telephony.Sound) {
	x.news(l, func() {
		known := x.legs[l]
		if known == nil {
			return
		}
		x.aim(l, s)
		if known.held == s.Held && !known.adopted {
			return
		}
		known.held, known.adopted = s.Held, false
		x.holdMusic(known)
		x.step(telephony.LegHeld{Leg: l, Held: s.Held})
	})
}

// holdMusic plays to the other side while a party holds, and gives the talk
// back afterwards.
func (x *Exchange) holdMusic(l *leg) {
	if l.peer == 0 {
		return
	}
	music := ""
	if l.held {
		music = "music"
	}
	x.media.Play(l.peer, "", music)
}

// keys is by which way a party's digits come.
type keys uint8

const (
	keysUnknown keys = iota
	keysInfo         // in words, INFO
	keysEvents       // beside the sound, RFC 4733
)

// Digit: a key, told in words (INFO). Pressed: a key, heard beside the sound
// (RFC 4733). Some phones say each key both ways: the way of a leg's first
// key counts, the other never (WIRE 13). Keys beside the sound go on with it to
// whom a leg talks with; those in words have to be passed on.
func (x *Exchange) Digit(l telephony.LegID, digit byte)   { x.digit(l, digit, keysInfo) }
func (x *Exchange) Pressed(l telephony.LegID, digit byte) { x.digit(l, digit, keysEvents) }

func (x *Exchange) digit(l telephony.LegID, digit byte, by keys) {
	x.news(l, func() {
		known := x.legs[l]
		if known == nil {
			return
		}
		if known.keys == keysUnknown {
			known.keys = by
		}
		if known.keys != by {
			return
		}
		if by == keysInfo {
			x.media.Press(l, digit)
		}
		if _, dialled := l.Offer(); !dialled {
			x.step(telephony.CallerDigit{Call: known.call, Digit: digit})
		}
	})
}

// Said: a prompt has been said to its end.
func (x *Exchange) Said(l telephony.LegID, prompt string) {
	x.news(l, func() {
		if _, known := x.legs[l]; known && !x.toldAll(l) {
			x.step(telephony.Said{Leg: l, Prompt: prompt})
		}
	})
}

// SeatReached: whether a seat's phone can be rung.
func (x *Exchange) SeatReached(seat telephony.SeatID, r telephony.Reach, phone string) {
	x.news(0, func() { x.step(telephony.SeatReached{Seat: seat, Reach: r, Phone: phone}) })
}

// TrunkSeen: what the wire says of a trunk.
func (x *Exchange) TrunkSeen(v telephony.TrunkView) {
	x.news(0, func() { x.trunks[v.ID] = v; x.dirty = true })
}

// PhonesSeen: the phones registered at a seat, as the wire knows them.
func (x *Exchange) PhonesSeen(seat telephony.SeatID, phones []telephony.PhoneView) {
	x.news(0, func() { x.phones[seat] = phones; x.dirty = true })
}

// Silent: no sound from a leg for a while, told each ten seconds. A muted
// phone sends nothing for minutes (WIRE 56), so the party is asked before the
// call counts as lost, in the end for the call itself (FAULTS 8). Who holds is
// left alone.
func (x *Exchange) Silent(l telephony.LegID, quiet time.Duration) {
	if quiet < probeAfter {
		return
	}
	x.news(l, func() {
		switch known := x.legs[l]; {
		case known == nil || known.held:
		case quiet%confirmEach >= confirmAfter:
			x.lines.Confirm(l)
		default:
			x.lines.Probe(l)
		}
	})
}

// A party has ten seconds to answer, so that one that is gone is missed after
// 30 s, one that doesn't know the call after a minute.
const (
	probeAfter   = 20 * time.Second
	confirmAfter = 50 * time.Second
	confirmEach  = time.Minute
)

// MediaGone: the sound process died. Its ports are gone, so every call ends;
// calls that were answered stand as unprocessed or in wrap-up.
func (x *Exchange) MediaGone() {
	x.news(0, func() {
		x.media = noMedia{}
		clear(x.judged.left)
		x.endAll(telephony.ByLoss)
	})
}

// Goodbye ends every call, because the box stops; done is called when the
// desk has it. Nothing that rings in may come after it.
func (x *Exchange) Goodbye(done func()) {
	x.news(0, func() {
		defer done()
		x.endAll(telephony.BySystem)
	})
}

// Deleted writes down what the box deletes; nil: it is on disk.
func (x *Exchange) Deleted(ctx context.Context, p telephony.Purge) error {
	done := make(chan error, 1)
	x.news(0, func() {
		x.step(telephony.Deleted{Purge: p})
		x.o.Book.Promise(x.last, func(err error) { done <- err })
	})
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// SetOffice brings a changed configuration to the desk and the wire.
func (x *Exchange) SetOffice(o telephony.Office) {
	x.news(0, func() {
		x.office = o
		x.step(telephony.OfficeChanged{Office: o})
		x.lines.SetOffice(o)
	})
}

// LegsOf lists the connections of a call.
func (x *Exchange) LegsOf(id telephony.CallID) []telephony.LegID {
	reply := make(chan []telephony.LegID, 1)
	ok := x.inbox.put(laneEnds, item{do: func() {
		var legs []telephony.LegID
		for l, known := range x.legs {
			if known.call == id {
				legs = append(legs, l)
			}
		}
		reply <- legs
	}})
	if !ok {
		return nil
	}
	return <-reply
}
