package exchange

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/spojka/spojka/telephony"
)

// auditMisses is how many looks in a row must disagree before the loop acts:
// news of a leg may be on its way to us.
const auditMisses = 2

// audit compares the desk with the wire, each second (DESIGN §3.8): a leg
// that only the wire has is hung up, one that only the desk has is lost.
func (x *Exchange) audit() {
	if !x.plugged {
		return
	}
	onWire := make(map[telephony.LegID]bool)
	for _, l := range x.lines.Known() {
		onWire[l] = true
	}
	for _, l := range x.findLost(onWire) {
		x.count(func(f *Figures) { f.WireFixed++ })
		x.o.Trouble("a leg was lost without notice", nil)
		x.guard(item{leg: l, do: func() { x.lose(l, telephony.ByLoss) }, at: time.Now()})
	}
	x.findStrays(onWire)
	if x.o.Book.Oldest() > 0 {
		x.dirty = true // the slow commit shows on the pages
	}
}

// findLost lists legs that the wire no longer has, and those that only the
// desk still has.
func (x *Exchange) findLost(onWire map[telephony.LegID]bool) (lost []telephony.LegID) {
	missing := func(l telephony.LegID) {
		if x.missed[l]++; x.missed[l] >= auditMisses {
			delete(x.missed, l)
			lost = append(lost, l)
		}
	}
	ours := make(map[telephony.LegID]bool)
	for _, l := range x.o.Desk.Legs() {
		ours[l.ID] = true
	}
	for l := range x.missed {
		if onWire[l] || x.legs[l] == nil && !ours[l] {
			delete(x.missed, l)
		}
	}
	for l := range x.legs {
		if !onWire[l] {
			missing(l)
		}
	}
	for l := range ours {
		if x.legs[l] == nil && !x.isPortless(l) {
			missing(l)
		}
	}
	slices.Sort(lost)
	return lost
}

func (x *Exchange) findStrays(onWire map[telephony.LegID]bool) {
	for l := range x.strays {
		if !onWire[l] || x.legs[l] != nil {
			delete(x.strays, l)
		}
	}
	for l := range onWire {
		if x.legs[l] != nil {
			continue
		}
		if x.strays[l]++; x.strays[l] > auditMisses {
			x.count(func(f *Figures) { f.WireFixed++ })
			x.o.Trouble("a leg was on the wire that no call has", nil)
			x.lines.Hang(l, telephony.BySystem)
		}
	}
}

// Resume is the first thing after a restart: legs that have both a dialog's
// identity and live sound go on, the others end. A dialog without sound is
// adopted, too, for it takes one to say BYE. Call it once lines and
// media are set and before the wire takes new calls; done is called when the
// desk is right again.
func (x *Exchange) Resume(done func()) {
	x.news(0, func() {
		defer done()
		x.resume()
	})
}

func (x *Exchange) resume() {
	sound := make(map[telephony.LegID]telephony.LegState)
	for _, s := range x.media.Live() {
		sound[s.Leg] = s
	}
	var live []telephony.LegID
	for _, l := range x.o.Desk.Legs() {
		if l.Identity == "" {
			continue
		}
		if err := x.lines.Adopt(l.ID, l.Identity); err != nil {
			x.o.Trouble("a call could not be adopted", err)
			continue
		}
		if s, ok := sound[l.ID]; ok {
			x.legs[l.ID] = &leg{adopted: true, peer: s.Peer}
			live = append(live, l.ID)
		}
	}
	for l := range sound {
		if x.legs[l] == nil {
			x.media.Drop(l)
		}
	}
	x.step(telephony.Restarted{Live: live, Seen: x.o.Seen})
	x.nameLegs()
	x.show()
	x.letEarlyIn()
}

// nameLegs gives the adopted legs the calls and seats that the desk has for
// them.
func (x *Exchange) nameLegs() {
	for _, l := range x.o.Desk.Legs() {
		if known := x.legs[l.ID]; known != nil {
			known.call, known.seat = l.Call, l.Seat
			x.o.Joined(l.Call, l.ID)
		}
	}
}

func (x *Exchange) fillTrunks(s *telephony.Snapshot) {
	for _, t := range x.office.Trunks {
		v, ok := x.trunks[t.ID]
		if !ok {
			v = unseen(t)
		}
		v.Name, v.Calls = t.Name, x.o.Desk.Carried(t.ID)
		s.Trunks = append(s.Trunks, v)
	}
	slices.SortFunc(s.Trunks, func(a, b telephony.TrunkView) int { return cmp.Compare(a.ID, b.ID) })
}

// unseen is a trunk of which the wire has not told yet: one that is asked or
// registered with doesn't work until it answers.
func unseen(t telephony.Trunk) telephony.TrunkView {
	v := telephony.TrunkView{ID: t.ID, Registers: t.Register != nil}
	switch {
	case t.Disabled:
		v.Trouble = telephony.TrunkOff
	case t.Register != nil || t.Host != "":
		v.Trouble = telephony.TrunkTrying
	default:
		v.Up = true
	}
	return v
}

// fillPhones adds what the wire knows of the seats' phones.
func (x *Exchange) fillPhones(s *telephony.Snapshot) {
	for i := range s.Seats {
		s.Seats[i].Phones = x.phones[s.Seats[i].ID]
	}
}

// lookup asks the customer book who may be calling.
type lookup struct {
	call  telephony.CallID
	from  telephony.Number
	sites []telephony.SiteID // of the queue (S-MATCH-9); nil: all
}

// askWho looks the caller up beside the loop. When many wait the call simply
// stays unknown; the operator can still search.
func (x *Exchange) askWho(call telephony.CallID, from telephony.Number) {
	if x.o.Callers == nil || from.Withheld() {
		return
	}
	select {
	case x.lookups <- lookup{call, from, x.queueSites(call)}:
	default:
	}
}

func (x *Exchange) queueSites(id telephony.CallID) []telephony.SiteID {
	queue := x.o.Desk.QueueOf(id)
	for _, q := range x.office.Queues {
		if q.ID == queue {
			return q.Sites
		}
	}
	return nil
}

// findCallers answers look-ups, one at a time.
func (x *Exchange) findCallers(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case l := <-x.lookups:
			chosen, candidates := x.o.Callers.ByNumber(l.from, l.sites)
			if len(candidates) == 0 {
				continue
			}
			known := telephony.CallerKnown{Call: l.call, Chosen: chosen, Candidates: candidates}
			x.news(0, func() { x.step(known) })
		}
	}
}

// tellCommitted hands on what is on disk.
func (x *Exchange) tellCommitted(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case c := <-x.promised:
			if x.o.Committed != nil {
				x.o.Committed(c.n, c.at, c.f)
			}
		}
	}
}
