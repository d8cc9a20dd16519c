package sipline

import (
	"time"

	"github.com/spojka/spojka/telephony"
)

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
