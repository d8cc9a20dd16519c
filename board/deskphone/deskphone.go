// Package deskphone gives desk phones the panel's lamps and keys: what their
// busy-lamp keys show and what pressing one does.
package deskphone

import (
	"context"
	"sync"
	"time"

	"github.com/spojka/spojka/board/key"
	"github.com/spojka/spojka/board/lamp"
	"github.com/spojka/spojka/telephony"
)

// Options plug the phones in. All must be given.
type Options struct {
	Snapshot func() *telephony.Snapshot
	// Ask puts a wish to the desk for which a phone called. Bound: the call has
	// become the desk's.
	Ask func(ctx context.Context, call telephony.LegID, at telephony.SeatID, w telephony.Wish) (bound bool, r *telephony.Refusal, err error)
	// Done and Decline end a phone's call: it did what it was for, or the
	// sentence says why not, with the status of SIP for it.
	Done    func(call telephony.LegID)
	Decline func(call telephony.LegID, status int, why string)
	// Tell ends a phone's call as Done does, but says something first: a prompt,
	// but for its language, which is that of the agent.
	Tell func(call telephony.LegID, to telephony.AgentID, prompt string)
	// Say is the sentence of a refusal in the language of an agent, who may be
	// nobody.
	Say func(telephony.AgentID, telephony.Refusal) string
}

// Phones are the lamps and keys of all desk phones; package sipline asks them.
type Phones struct {
	o       Options
	running sync.WaitGroup
}

// New makes the phones' lamps and keys.
func New(o Options) *Phones { return &Phones{o: o} }

// Close waits for the keys that are being worked off.
func (p *Phones) Close() { p.running.Wait() }

// Lamp is what a key of the phone at a seat shows.
func (p *Phones) Lamp(at telephony.SeatID, resource string) (telephony.PhoneLamp, bool) {
	return lamp.Phone(p.o.Snapshot(), at, resource)
}

// Mail is the lamp for messages of the phone at a seat.
func (p *Phones) Mail(at telephony.SeatID) telephony.Mailbox { return lamp.Mail(p.o.Snapshot(), at) }

// IsKey says that calling this name presses a key.
func (p *Phones) IsKey(_ telephony.SeatID, name string) bool {
	return key.IsPhoneKey(p.o.Snapshot(), name)
}

// patience is how long a phone waits for what comes of its key.
const patience = 5 * time.Second

// Pressed works a key off, beside who tells it.
func (p *Phones) Pressed(call telephony.LegID, at telephony.SeatID, name string) {
	p.running.Go(func() { p.press(call, at, name) })
}

func (p *Phones) press(call telephony.LegID, at telephony.SeatID, name string) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	shot := p.o.Snapshot()
	own := key.Own(shot, at)
	wish, refusal := key.ByPhone(shot, own, name)
	bound := false
	if refusal == nil {
		var err error
		if bound, refusal, err = p.o.Ask(ctx, call, at, wish); err != nil {
			refusal = &telephony.Refusal{Code: telephony.RefusedStarting}
		}
	}
	switch {
	case refusal != nil:
		p.o.Decline(call, status(p.o.Snapshot(), name, *refusal), p.o.Say(own, *refusal))
	case bound:
	default:
		p.confirm(call, own, wish)
	}
}

// confirm ends a call that did what it was for, by voice where there is
// something to be said.
func (p *Phones) confirm(call telephony.LegID, own telephony.AgentID, w telephony.Wish) {
	if said := key.Confirmed(p.o.Snapshot(), w); said != "" {
		p.o.Tell(call, own, said)
		return
	}
	p.o.Done(call)
}

// status is how a phone is told a refusal: that a ring which it wants to
// replace isn't there (481), or was answered (486; RFC 3891 §3); everything
// else is forbidden.
func status(s *telephony.Snapshot, name string, r telephony.Refusal) int {
	ring, replaces := telephony.RingOf(name)
	if !replaces || r.Code != telephony.RefusedNothingRings {
		return 403
	}
	for _, a := range s.Agents {
		if a.Offer == ring && a.Work == telephony.Talking {
			return 486
		}
	}
	return 481
}
