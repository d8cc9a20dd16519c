package sipline

import (
	"slices"
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
	probeAnswer = 2 * time.Second
	goneAfter   = 4 * time.Minute // a phone that doesn't answer for so long isn't coming back under this address
)

// keeper is the one actor beside the dialogs: it looks after phones and
// trunks and is the only caller of SeatReached and TrunkSeen.
type keeper struct {
	l    *Line
	box  mailbox[func()]
	sent []*request
	told map[telephony.SeatID]reached

	changed atomic.Bool // registrations or bans: the file is to be written
	watched atomic.Bool // subscriptions: the file is to be written, without haste
	rests   time.Time   // not before: the longer the list, the rarer it is written
	idle    time.Time   // not before for subscriptions alone
	sick    bool        // the file couldn't be written last time
	lines   map[telephony.TrunkID]*trunkState
	left    map[telephony.TrunkID]*trunkState // of trunks whose setting has changed
	seen    *office                           // that lines are as

	changedNet, netDue time.Time // a change of the network was looked at; is to be looked at
}

type reached struct {
	reach telephony.Reach
	phone string
}

func newKeeper(l *Line) *keeper {
	return &keeper{l: l, box: newMailbox[func()](maxAnswers), told: make(map[telephony.SeatID]reached), lines: make(map[telephony.TrunkID]*trunkState), left: make(map[telephony.TrunkID]*trunkState)}
}

// deliver takes the answer to a question.
func (k *keeper) deliver(m *message) { k.box.offer(func() { k.l.answered(&k.sent, m) }) }

// look asks the keeper to look at once.
func (k *keeper) look() { k.box.wakeUp() }

// mostRest is how long a change of a long list may wait for the file.
const mostRest = time.Minute

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
			if k.changed.Swap(false) || k.watched.Swap(false) {
				k.l.writeFile()
			}
			return
		case <-k.box.wake:
		case <-tick.C:
		}
	}
}

func (k *keeper) rounds(now time.Time) {
	k.l.resend(&k.sent, now)
	k.l.echoes.age(now)
	k.l.door.age(now)
	k.seats(now)
	k.netAgain(now)
	k.trunks(now)
	k.write(now)
}

// write keeps what has changed for the next start.
func (k *keeper) write(now time.Time) {
	if now.Before(k.rests) || !k.changed.Load() && (now.Before(k.idle) || !k.watched.Load()) {
		return
	}
	k.changed.Store(false)
	k.watched.Store(false)
	k.rests = now.Add(min(mostRest, time.Duration(k.l.writeFile())*time.Millisecond))
	k.idle = now.Add(watchersRest)
}

// ask sends OPTIONS; any answer at all is life (RFC 3261 §11), nil is none. Took
// is how long it took.
func (k *keeper) ask(f flow, uri, from string, done func(m *message, took time.Duration), heads ...string) {
	branch := newBranch()
	w := &writer{b: make([]byte, 0, 512)}
	w.b = append(w.b, "OPTIONS "+uri+" SIP/2.0\r\n"...)
	host := bracket(k.l.host(f))
	w.head("Via", "SIP/2.0/"+f.transport()+" "+host+";rport;branch="+branch)
	w.head("Max-Forwards", "70")
	for i := 0; i+1 < len(heads); i += 2 {
		w.head(heads[i], heads[i+1])
	}
	if from == "" {
		from = "sip:" + host
	}
	w.head("From", "<"+from+">;tag="+token())
	w.head("To", "<"+uri+">")
	w.head("Call-ID", token())
	w.head("CSeq", "1 OPTIONS")
	w.head("Contact", "<sip:"+host+">")
	w.head("User-Agent", k.l.o.Program)
	began := time.Now()
	k.launch(&request{key: clientKey(branch, "OPTIONS"), method: "OPTIONS", b: w.end("", nil), to: f, done: func(m *message) {
		done(m, time.Since(began))
	}}, probeAnswer)
}

// launch sends a request that may take so long.
func (k *keeper) launch(r *request, limit time.Duration) {
	k.sent = append(k.sent, r)
	k.l.tables.setClient(r.key, k)
	now := time.Now()
	r.start(now)
	r.end = now.Add(limit)
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
			if !known || !now.Before(c.expires) || c.deaf && now.Sub(c.heard) > goneAfter {
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
	shown := r.views()
	r.mu.Unlock()
	for _, c := range due {
		k.ask(c.f, c.uri, "", func(m *message, took time.Duration) { k.seatAnswered(c, m, took) })
	}
	k.tell(is)
	for seat, phones := range shown {
		k.l.h.PhonesSeen(seat, phones)
	}
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
func (k *keeper) seatAnswered(asked contact, m *message, took time.Duration) {
	r, alive, now := k.l.registrar, m != nil, time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	list := r.contacts[asked.seat]
	i := slices.IndexFunc(list, func(c *contact) bool { return c.f == asked.f && c.uri == asked.uri })
	if i < 0 {
		return
	}
	c := list[i]
	c.deaf, c.probing, c.kept = !alive, false, false
	if alive {
		c.heard, c.round, c.rewritten = now, took, k.l.rewritten(m)
	}
	r.changed(c.seat)
	every := probeEvery
	switch {
	case !alive:
		every = probeDeaf
	case r.inUse[c.seat] > 0:
		every = probeInUse
	}
	c.probe = now.Add(every)
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
