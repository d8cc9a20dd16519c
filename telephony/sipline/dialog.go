package sipline

import (
	"sync/atomic"
	"time"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sdp"
)

// Timers of RFC 3261 §17 and ours.
const (
	t1 = 500 * time.Millisecond
	t2 = 4 * time.Second

	tryingAfter = 100 * time.Millisecond // 100 Trying, if nothing else was said
	firstAnswer = time.Second            // a phone that says nothing at all is unreachable
	longestRing = 3 * time.Minute        // timer C (RFC 3261 §16.6)
)

// state is where a dialog stands.
type state uint8

const (
	idle     state = iota
	invited        // it rang in and waits for our answer
	accepted       // 200 sent, no ACK yet
	calling        // we dial
	talking        // confirmed
	leaving        // our BYE or CANCEL is on its way, or what is left of it
	over
)

// The actor's own alarms; requests of ours keep their timers themselves.
type alarm uint8

const (
	alarmTrying  alarm = iota // 100
	alarmRepeat               // the final response again (2xx, or timer G)
	alarmAck                  // no ACK for 64·T1 (timer H)
	alarmFirst                // no answer of any kind to our INVITE
	alarmRing                 // rings too long
	alarmRefresh              // the session is to be refreshed, or was not
	alarmPrack                // a reliable provisional response again
	alarmRefer                // nobody said what came of a wish
	alarms
)

// dialog is one dialog and its actor. All but callID, localTag, leg and box is
// the actor's alone.
type dialog struct {
	l   *Line
	leg telephony.LegID
	box mailbox[item]

	callID   string
	localTag string
	call     uint64 // key in tables.calls
	whose    party  // as the tap knows it

	state     state
	trunk     telephony.TrunkID // a leg that rang in
	seat      telephony.SeatID  // a leg that we dialled
	f         flow              // where requests go
	remoteTag string
	localURI  string // From or To value on our side, without tag
	remoteURI string
	target    string   // remote target (RFC 3261 §12.1)
	routes    []string // in the order in which we send them
	localSeq  uint32
	remoteSeq uint32
	proof     []string // that our last INVITE had, for its ACK

	side   sdp.Side
	heard  []byte // the description last received
	sound  telephony.Sound
	in     *incoming // an INVITE that we answer
	out    *outgoing // the INVITE that began it, sent by us
	sent   []*request
	timer  sessionTimer
	refer  *refer             // a wish to pass the talk on, being carried out
	silent bool               // the handler has heard its last of this leg
	hangUp bool               // BYE as soon as the ACK is here
	why    telephony.EndCause // for which we hang up

	adopted bool // taken over, and nothing heard about its sound since

	due   [alarms]time.Time
	clock *time.Timer // wakes the actor for the next of them
	life  atomic.Int32
	spare []item
}

func newDialog(l *Line, leg telephony.LegID) *dialog {
	d := &dialog{l: l, leg: leg, localTag: token(), callID: token()}
	d.box.bell, d.box.most = d.wake, maxMessages
	return d
}

// The actor's life. It has a goroutine only while there is something to do: a
// talk that goes on for hours holds no stack.
const (
	unborn int32 = iota
	awake
	again // awake, and something has come meanwhile
	asleep
	dead
)

// wake has the actor look at what has come.
func (d *dialog) wake() {
	for {
		switch was := d.life.Load(); was {
		case awake:
			if d.life.CompareAndSwap(awake, again) {
				return
			}
		case asleep:
			if d.life.CompareAndSwap(asleep, awake) {
				d.l.start(d.turns)
				return
			}
		default:
			return
		}
	}
}

// shown lets the tap hear the dialog's messages; before its actor runs.
func (d *dialog) shown(p party) {
	p.leg = d.leg
	d.whose = p
	d.l.tapped.enter(d.callID, p)
}

// run begins the actor's life.
func (d *dialog) run() {
	d.clock = time.AfterFunc(time.Hour, d.wake)
	d.life.Store(awake)
	d.turns()
}

// turns works until there is nothing to do, or nobody needs the actor any
// more.
func (d *dialog) turns() {
	for {
		d.turn()
		if d.finished() {
			d.die()
			return
		}
		d.clock.Reset(d.next())
		if d.life.CompareAndSwap(awake, asleep) {
			return
		}
		d.life.Store(awake)
	}
}

// spareMost is how much room for messages a dialog keeps.
const spareMost = 8

func (d *dialog) turn() {
	items := d.box.take(d.spare)
	for _, it := range items {
		d.guard(func() { d.work(it) })
	}
	if d.spare = items; cap(items) > spareMost {
		d.spare = nil
	}
	d.guard(d.chime)
}

func (d *dialog) die() {
	d.life.Store(dead)
	d.clock.Stop()
	d.l.tables.remove(d)
	d.l.tapped.leave(d.callID, d.whose)
	for _, it := range d.box.close() {
		d.missed(it.m)
	}
}

// hear hands the actor a message, but for its bytes, which are the reader's.
func (d *dialog) hear(m *message) {
	m.raw = nil
	if !d.box.offer(item{m: m}) {
		d.missed(m)
	}
}

// missed has a request find its way anew that came just when this dialog
// ended: its sender waits for an answer.
func (d *dialog) missed(m *message) {
	if m != nil && m.status == 0 {
		d.l.request(m)
	}
}

// guard lets a fault hurt this dialog only (FAULTS 28).
func (d *dialog) guard(do func()) {
	defer func() {
		if r := recover(); r != nil {
			d.l.log.Error("a dialog failed", "leg", d.leg, "panic", r)
			d.end(telephony.ByLoss)
			d.abandon()
		}
	}()
	do()
}

func (d *dialog) work(it item) {
	if it.do != nil {
		it.do(d)
		return
	}
	if it.m.status != 0 {
		d.response(it.m)
		return
	}
	d.request(it.m)
}

// deliver takes a response to one of our requests.
func (d *dialog) deliver(m *message) { d.hear(m) }

// chime works off what is due.
func (d *dialog) chime() {
	now := time.Now()
	for a := range alarms {
		if at := d.due[a]; !at.IsZero() && !now.Before(at) {
			d.due[a] = time.Time{}
			d.alarm(a)
		}
	}
	d.resend(now)
}

func (d *dialog) set(a alarm, after time.Duration) { d.due[a] = time.Now().Add(after) }
func (d *dialog) stop(a alarm)                     { d.due[a] = time.Time{} }

// next is how long the actor may sleep.
func (d *dialog) next() time.Duration {
	at := time.Now().Add(time.Hour)
	for _, due := range d.due {
		if !due.IsZero() && due.Before(at) {
			at = due
		}
	}
	for _, r := range d.sent {
		at = r.earlier(at)
	}
	if d.out != nil {
		at = d.out.earlier(at)
	}
	return max(0, time.Until(at))
}

func (d *dialog) alarm(a alarm) {
	switch a {
	case alarmTrying:
		d.trying()
	case alarmRepeat:
		d.repeatFinal()
	case alarmAck:
		d.noAck()
	case alarmFirst:
		d.noAnswer()
	case alarmRing:
		d.rangTooLong()
	case alarmRefresh:
		d.refresh()
	case alarmPrack:
		d.noPrack()
	case alarmRefer:
		d.wishOver()
	}
}

// finished says that nobody needs the actor any more.
func (d *dialog) finished() bool {
	if d.l.isClosed() {
		d.abandon()
		return true
	}
	if d.state != over && d.state != leaving {
		return false
	}
	if len(d.sent) > 0 || d.state != over && !d.due[alarmRefer].IsZero() || d.in != nil && d.state != over || d.out != nil && d.state != over && d.out.open() {
		return false
	}
	d.abandon()
	return true
}

// abandon lets go of everything without a word.
func (d *dialog) abandon() {
	d.state = over
	d.wishOver()
	for _, r := range d.sent {
		d.l.tables.dropClient(r.key)
	}
	d.sent = nil
	if d.in != nil {
		d.l.tables.dropServer(d.in.key)
		d.in = nil
	}
	d.dropOut()
}

// end tells the handler once that the leg is gone.
func (d *dialog) end(why telephony.EndCause) {
	if d.hush() {
		d.l.h.Ended(d.leg, why)
	}
}

// hush makes what follows the business of the wire alone. True the first time.
func (d *dialog) hush() bool {
	if d.silent {
		return false
	}
	d.silent = true
	d.l.tables.release(d)
	d.l.registrar.busy(d.seat, -1)
	return true
}

// other is whose fault an end by the other side is.
func (d *dialog) other() telephony.EndCause {
	if d.seat != "" {
		return telephony.ByAgent
	}
	return telephony.ByCaller
}
