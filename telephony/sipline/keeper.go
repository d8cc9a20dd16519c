package sipline

import (
	"context"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spojka/spojka/telephony"
)

// How often phones and trunks are asked whether they are there, and how long
// an answer may take: three times the same question.
const (
	keeperTick  = 250 * time.Millisecond
	probeEvery  = 15 * time.Second
	probeInUse  = 5 * time.Second
	probeDeaf   = 5 * time.Second
	probeTrunk  = 20 * time.Second
	probeAnswer = 2 * time.Second
)

// keeper is the one actor beside the dialogs: it looks after phones and
// trunks and is the only caller of SeatReached and TrunkSeen.
type keeper struct {
	l    *Line
	box  mailbox[func()]
	sent []*request
	told map[telephony.SeatID]reached

	changed atomic.Bool // registrations or bans: the file is to be written
	lines   map[telephony.TrunkID]*trunkState
}

type reached struct {
	reach telephony.Reach
	phone string
}

// trunkState is what the keeper knows of a trunk.
type trunkState struct {
	view    telephony.TrunkView
	told    bool
	probe   time.Time
	probing bool
	host    string
}

func newKeeper(l *Line) *keeper {
	return &keeper{l: l, box: newMailbox[func()](), told: make(map[telephony.SeatID]reached), lines: make(map[telephony.TrunkID]*trunkState)}
}

// deliver takes the answer to a question.
func (k *keeper) deliver(m *message) { k.box.offer(func() { k.answered(m) }) }

// look asks the keeper to look at once.
func (k *keeper) look() { k.box.wakeUp() }

func (k *keeper) run() {
	tick := time.NewTicker(keeperTick)
	defer tick.Stop()
	var spare []func()
	for {
		items := k.box.take(spare)
		for _, do := range items {
			do()
		}
		spare = items
		k.rounds(time.Now())
		select {
		case <-k.l.closed:
			return
		case <-k.box.wake:
		case <-tick.C:
		}
	}
}

func (k *keeper) rounds(now time.Time) {
	k.resend(now)
	k.l.echoes.age(now)
	k.l.door.age(now)
	k.seats(now)
	k.trunks(now)
	if k.changed.Swap(false) {
		k.l.writeFile()
	}
}

func (k *keeper) answered(m *message) {
	key := clientKey(m.branch, m.method)
	for i, r := range k.sent {
		if r.key == key && m.status >= 200 {
			k.sent = slices.Delete(k.sent, i, i+1)
			k.l.tables.dropClient(key)
			r.done(m)
			return
		}
	}
}

func (k *keeper) resend(now time.Time) {
	for i := 0; i < len(k.sent); {
		r := k.sent[i]
		if r.again(now) {
			i++
			continue
		}
		k.sent = slices.Delete(k.sent, i, i+1)
		k.l.tables.dropClient(r.key)
		r.done(nil)
	}
}

// ask sends OPTIONS; any answer at all is life (RFC 3261 §11).
func (k *keeper) ask(f flow, uri string, done func(alive bool)) {
	branch := newBranch()
	w := &writer{b: make([]byte, 0, 512)}
	w.b = append(w.b, "OPTIONS "+uri+" SIP/2.0\r\n"...)
	host := bracket(k.l.host(f))
	w.head("Via", "SIP/2.0/"+f.transport()+" "+host+";rport;branch="+branch)
	w.head("Max-Forwards", "70")
	w.head("From", "<sip:"+host+">;tag="+token())
	w.head("To", "<"+uri+">")
	w.head("Call-ID", token())
	w.head("CSeq", "1 OPTIONS")
	w.head("Contact", "<sip:"+host+">")
	w.head("User-Agent", k.l.o.Program)
	r := &request{key: clientKey(branch, "OPTIONS"), method: "OPTIONS", b: w.end("", nil), to: f, done: func(m *message) { done(m != nil) }}
	k.sent = append(k.sent, r)
	k.l.tables.setClient(r.key, k)
	now := time.Now()
	r.start(now)
	r.end = now.Add(probeAnswer)
}

// seats drops what has expired, asks who is due and tells what changed.
func (k *keeper) seats(now time.Time) {
	r := k.l.registrar
	office := k.l.office.Load()
	var due []contact
	is := make(map[telephony.SeatID]reached, len(k.told))
	for seat := range office.seats {
		is[seat] = reached{reach: telephony.Unregistered}
	}
	r.mu.Lock()
	for seat, list := range r.contacts {
		_, known := office.seats[seat]
		for _, c := range slices.Clone(list) {
			if !known || !now.Before(c.expires) {
				r.drop(c)
			} else if !c.probing && !now.Before(c.probe) {
				c.probing = true
				due = append(due, *c)
			}
		}
		if known && len(r.contacts[seat]) > 0 {
			is[seat] = k.reached(seat, r.contacts[seat])
		}
	}
	r.mu.Unlock()
	for _, c := range due {
		k.ask(c.f, c.uri, func(alive bool) { k.seatAnswered(c, alive) })
	}
	k.tell(is)
}

// reached says whether one of a seat's phones can be rung, and names those that
// can, else the latest. Nothing is known of one from before a restart until it
// was asked.
func (k *keeper) reached(seat telephony.SeatID, list []*contact) reached {
	var alive []string
	for _, c := range list {
		if c.alive() && !c.kept {
			alive = append(alive, c.phone())
		}
	}
	last := list[len(list)-1]
	switch {
	case len(alive) > 0:
		return reached{telephony.Reachable, strings.Join(alive, ", ")}
	case last.kept:
		return k.told[seat]
	}
	return reached{telephony.Unanswering, last.phone()}
}

// seatAnswered notes whether a phone answered, if it is still the same phone.
func (k *keeper) seatAnswered(asked contact, alive bool) {
	r := k.l.registrar
	r.mu.Lock()
	defer r.mu.Unlock()
	list := r.contacts[asked.seat]
	i := slices.IndexFunc(list, func(c *contact) bool { return c.f == asked.f && c.uri == asked.uri })
	if i < 0 {
		return
	}
	c := list[i]
	c.deaf, c.probing, c.kept = !alive, false, false
	every := probeEvery
	switch {
	case !alive:
		every = probeDeaf
	case r.inUse[c.seat] > 0:
		every = probeInUse
	}
	c.probe = time.Now().Add(every)
}

func (k *keeper) tell(is map[telephony.SeatID]reached) {
	for seat := range k.told {
		if _, still := is[seat]; !still {
			delete(k.told, seat) // no longer a seat
		}
	}
	for seat, now := range is {
		if k.told[seat] != now {
			k.told[seat] = now
			k.l.h.SeatReached(seat, now.reach, now.phone)
		}
	}
}

// trunks asks trunks that have a host whether they are there; the others are
// taken for up.
func (k *keeper) trunks(now time.Time) {
	office := k.l.office.Load()
	for id := range k.lines {
		if !slices.ContainsFunc(office.trunks, func(t telephony.Trunk) bool { return t.ID == id }) {
			delete(k.lines, id)
		}
	}
	for _, t := range office.trunks {
		s := k.lines[t.ID]
		if s == nil || s.host != t.Host {
			s = &trunkState{host: t.Host, probe: now}
			s.view.ID = t.ID
			k.lines[t.ID] = s
		}
		s.view.Name = t.Name
		switch {
		case t.Disabled:
			k.trunkIs(s, false, "disabled")
		case t.Host == "":
			k.trunkIs(s, true, "")
		case !s.probing && !now.Before(s.probe):
			k.askTrunk(s, now)
		}
	}
}

func (k *keeper) trunkIs(s *trunkState, up bool, last string) {
	if s.told && s.view.Up == up && s.view.Last == last {
		return
	}
	if !s.told || s.view.Up != up {
		s.view.Since = time.Now()
	}
	s.told, s.view.Up, s.view.Last = true, up, last
	k.l.h.TrunkSeen(s.view)
}

func (k *keeper) askTrunk(s *trunkState, now time.Time) {
	s.probe, s.probing = now.Add(probeTrunk), true
	k.l.start(func() { // a name is looked up beside the keeper
		at, err := k.l.hostAddr(s.host)
		k.box.put(func() { k.askTrunkAt(s, at, err) })
	})
}

func (k *keeper) askTrunkAt(s *trunkState, at netip.AddrPort, err error) {
	if err != nil {
		s.probing = false
		k.trunkIs(s, false, err.Error())
		return
	}
	k.ask(flow{k.l.packetLink(at.Addr()), at}, "sip:"+bracket(at), func(alive bool) {
		s.probing = false
		if alive {
			k.trunkIs(s, true, "")
		} else {
			k.trunkIs(s, false, "no answer")
		}
	})
}

// hostAddr reads a trunk's host[:port]. Names are for the resolver of
// registering trunks; here an address is asked for.
func (l *Line) hostAddr(host string) (netip.AddrPort, error) {
	if a, err := netip.ParseAddrPort(host); err == nil {
		return plain(a), nil
	}
	if a, err := netip.ParseAddr(host); err == nil {
		return netip.AddrPortFrom(a.Unmap(), 5060), nil
	}
	name, port, err := net.SplitHostPort(host)
	if err != nil {
		name, port = host, "5060"
	}
	n, err := strconv.ParseUint(port, 10, 16)
	ctx, cancel := context.WithTimeout(l.life, probeTrunk/2)
	defer cancel()
	ips, lookup := net.DefaultResolver.LookupNetIP(ctx, "ip", name)
	if err != nil || lookup != nil || len(ips) == 0 {
		return netip.AddrPort{}, &net.AddrError{Err: "host not found", Addr: host}
	}
	return netip.AddrPortFrom(ips[0].Unmap(), uint16(n)), nil
}
