package media

import (
	"math/bits"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
)

// player is what the house sends to a party by itself.
type player struct {
	on      bool
	words   []*clip // to be said once, one after the other
	ahead   []*clip // to be said before the prompt that is still to come
	music   *clip   // then, over and over; nil: none
	pos     int     // in what plays, the first of the words or the music
	due     int64   // when the next packet is to go, ns
	wheeled bool    // stands in the metronome
	fresh   bool    // the next packet is the first after something else
	saying  string  // whose end is to be told
	next    *leg    // in the same slot of the wheel
}

// clip is what plays now; nil when all has been said.
func (p *player) clip() *clip {
	if len(p.words) > 0 {
		return p.words[0]
	}
	return p.music
}

// fill puts the next samples into b, silence where none have been brought yet;
// false when there are none left.
func (p *player) fill(b []byte) bool {
	n := 0
	for c := p.clip(); c != nil && n < len(b); c = p.clip() {
		k := c.read(b[n:], p.pos)
		if k == 0 {
			break
		}
		n += k
		p.skip(k)
	}
	if n == 0 && p.clip() == nil {
		return false
	}
	for ; n < len(b); n++ {
		b[n] = audio.SilenceA
	}
	return true
}

// skip goes on by so many samples, sent or too late to be sent.
func (p *player) skip(samples int) {
	for c := p.clip(); c != nil && samples > 0; c = p.clip() {
		left := int(c.n.Load()) - p.pos
		if samples < left {
			p.pos += samples
			return
		}
		if left <= 0 {
			return // not brought yet
		}
		samples -= left
		p.pos = 0
		p.words = p.words[min(1, len(p.words)):]
	}
}

const (
	tick       = int64(1e6) // the metronome's step: 1 ms
	wheelSlots = 64         // longer than the longest packet time
	maxPtime   = 60
)

// metronome sends all prompts and music: a wheel of 64 slots of 1 ms, each
// with the legs that are due then. Legs begin spread over the packet time, so
// that they don't all come at once.
type metronome struct {
	slots   [wheelSlots]*leg
	filled  uint64 // a bit a slot
	at      int64  // the last tick that was served
	scratch [headerSize + 8*maxPtime]byte
	skipped uint64
	unsent  uint64
	recode  func(b []byte, from *leg, codec telephony.Codec, to *leg)
	ended   []*leg // who has been told all since the last look
}

// start puts a leg into the wheel, at its own place within 20 ms.
func (m *metronome) start(l *leg, now int64) {
	l.play.on, l.play.fresh = true, true
	if l.play.wheeled {
		return
	}
	t := now/tick + 1
	t += (int64(l.slot%20) - t%20 + 20) % 20
	l.play.due = t * tick
	m.insert(l)
}

func (m *metronome) insert(l *leg) {
	slot := l.play.due / tick % wheelSlots
	l.play.next, m.slots[slot] = m.slots[slot], l
	l.play.wheeled = true
	m.filled |= 1 << slot
}

// due is when the next leg is to be served; false when nothing plays.
func (m *metronome) due() (int64, bool) {
	if m.filled == 0 {
		return 0, false
	}
	from := (m.at + 1) % wheelSlots
	ahead := bits.TrailingZeros64(bits.RotateLeft64(m.filled, -int(from)))
	return (m.at + 1 + int64(ahead)) * tick, true
}

// run serves every slot that has become due.
func (m *metronome) run(now int64) {
	t := now / tick
	m.at = max(m.at, t-wheelSlots)
	for m.at < t {
		m.at++
		slot := m.at % wheelSlots
		if m.filled&(1<<slot) == 0 {
			continue
		}
		l := m.slots[slot]
		m.slots[slot] = nil
		m.filled &^= 1 << slot
		for l != nil {
			next := l.play.next
			l.play.next, l.play.wheeled = nil, false
			m.serve(l, now)
			l = next
		}
	}
}

// serve sends one packet to a leg and puts it back into the wheel.
func (m *metronome) serve(l *leg, now int64) {
	if !l.play.on {
		return
	}
	ptime := packetTime(l.sound.Ptime)
	if len(l.press.keys) > 0 {
		ptime = keyPtime
		m.press(l, now)
	} else {
		m.catchUp(l, ptime, now)
		m.play(l, ptime, now)
	}
	if l.play.on {
		l.play.due += int64(ptime) * tick
		m.insert(l)
	}
}

// catchUp leaves out what is more than two packets late; the gap shows in
// the timestamps and the next packet carries the marker.
func (m *metronome) catchUp(l *leg, ptime int, now int64) {
	step := int64(ptime) * tick
	late := (now - l.play.due) / step
	if late <= 2 {
		return
	}
	l.play.due += late * step
	l.play.skip(int(late) * ptime * 8)
	l.play.fresh = true
	m.skipped++
}

func (m *metronome) play(l *leg, ptime int, now int64) {
	buf := m.scratch[:headerSize+8*ptime]
	if !l.play.fill(buf[headerSize:]) {
		l.play.on = false
		if l.play.saying != "" {
			m.ended = append(m.ended, l)
		}
		return
	}
	if !l.hears() {
		l.play.fresh = true
		return
	}
	samples := uint32(8 * ptime)
	seq, ts := l.out.seq+1, l.out.ts+l.out.samples
	if l.play.fresh || !l.out.begun {
		seq, ts = l.out.next(now)
	}
	m.recode(buf[headerSize:], nil, telephony.PCMA, l)
	if !l.send(buf, l.sound.PT, l.play.fresh, seq, ts, samples, now) {
		m.unsent++
	}
	l.play.fresh = false
	l.feed.on = false
}

// packetTime is the time of a packet towards a party that asked for this one,
// in ms; we send what it wants between 10 and 60.
func packetTime(wanted int) int {
	if wanted < 10 || wanted > maxPtime {
		return 20
	}
	return wanted
}
