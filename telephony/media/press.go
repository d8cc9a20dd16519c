package media

import (
	"encoding/binary"
	"strings"
)

// A party that says its keys in words (INFO) is heard by the brain alone. Where
// it talks with somebody who takes events, the key goes on to him as one: by
// the same source, with the clock of the sound, which pauses meanwhile.

// Times of a key that we press, in samples: how long it lasts, how far it gets
// with a packet, and the rest before the next one.
const (
	keyLasts = 800
	keyStep  = 8 * keyPtime
	keyPause = 2 * keyStep
	keyPtime = 20 // ms
)

// keyEnds is how often a key's end is sent (RFC 4733 §2.5.1.4).
const keyEnds = 3

// keyLoudness is what an event says of its tone, in -dBm0.
const keyLoudness = 10

// pressing are the keys that a party is still to be sent.
type pressing struct {
	keys []byte
	ts   uint32 // of the event being sent
	told int    // how far it has got; past its end: repeats of that, then the pause
}

// mostKeys bounds those that wait.
const mostKeys = 16

// press passes a key on that a party told in words. One whose keys come beside
// its sound has those passed on; from the first key told in words on, those
// are (WIRE 13).
func (s *sound) press(l *leg, digit byte) {
	if l.digits > 0 && !l.spells {
		return
	}
	l.spells = true
	p := l.peer
	if p == nil || p.sound.Events == 0 || !p.hears() || len(p.press.keys) >= mostKeys || strings.IndexByte(keys, digit) < 0 {
		return
	}
	p.press.keys = append(p.press.keys, digit)
	if !p.play.on {
		s.metro.start(p, s.now)
	}
}

// press sends one packet of the key in hand.
func (m *metronome) press(l *leg, now int64) {
	p := &l.press
	if l.sound.Events == 0 || !l.hears() {
		p.keys = p.keys[:0]
		m.pressed(l)
		return
	}
	begins := p.told == 0
	seq, ts := l.out.next(now)
	if begins {
		p.ts = ts
	}
	p.told += keyStep
	if over := p.told - keyLasts; over <= keyEnds*keyStep {
		buf := m.scratch[:headerSize+4]
		buf[headerSize], buf[headerSize+1] = byte(strings.IndexByte(keys, p.keys[0])), keyLoudness
		if over > 0 {
			buf[headerSize+1] |= 0x80
		}
		binary.BigEndian.PutUint16(buf[headerSize+2:], uint16(min(p.told, keyLasts)))
		if !l.send(buf, l.sound.Events, begins, seq, p.ts, 0, now) {
			m.unsent++
		}
	}
	if p.told >= keyLasts+keyEnds*keyStep+keyPause {
		p.told = 0
		p.keys = p.keys[:copy(p.keys, p.keys[1:])]
	}
	m.pressed(l)
}

// pressed gives the sound back when there are no more keys.
func (m *metronome) pressed(l *leg) {
	l.play.fresh = true
	if len(l.press.keys) == 0 {
		l.press.told = 0
		l.play.on = l.play.clip() != nil || l.play.saying != ""
		l.feed.on = false
	}
}
