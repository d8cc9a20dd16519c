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
	alarmKept                 // no end of an INVITE that an earlier process sent
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

// shown lets the tap hear the dialog's messages; before its actor runs.
func (d *dialog) shown(p party) {
	p.leg = d.leg
	d.whose = p
	d.l.tapped.enter(d.callID, p)
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
	case alarmKept:
		d.hangUpKept()
	}
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
