package media

import (
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
)

// packet is what came for a leg; at is when it reached the box. What isn't
// the party's own changes nothing and is counted.
func (s *sound) packet(l *leg, at int64) {
	r := s.rx
	if l.place != placeUsed {
		return
	}
	if r.n >= reportHead && r.buf[1] >= 192 && r.buf[1] <= 223 {
		s.reported(l, at, false) // RTCP on the same port (RFC 5761 §4)
		return
	}
	if r.n < headerSize || r.buf[0]>>6 != 2 {
		l.strange++
		return
	}
	start, err := s.head.Unmarshal(r.buf[:r.n])
	end := r.n
	if err == nil && s.head.Padding {
		end -= int(r.buf[r.n-1])
	}
	if err != nil || end < start {
		l.strange++
		return
	}
	from := r.from.addrPort()
	if from != l.latch.from && !l.latch.admits(from, s.now, l.heard) && !l.latch.follows(from, &s.head, &l.in, s.now, l.heard) {
		l.strange++
		return
	}
	if from != l.latch.from {
		l.latch.take(from)
		l.to = r.from
	}
	s.spoken(l, start, end, at)
}

// spoken is a packet that is the party's own: its payload lies in the buffer
// from start to end.
func (s *sound) spoken(l *leg, start, end int, at int64) {
	fresh := l.in.note(&s.head, at)
	if fresh {
		l.keypad = keypad{}
		l.taped = false
	}
	l.heard, l.told = s.now, 0
	payload := s.rx.buf[start:end]
	if l.sound.EventsIn != 0 && s.head.PayloadType == l.sound.EventsIn {
		s.pressed(l, payload, start, at)
		return
	}
	codec, ok := l.codec(s.head.PayloadType)
	if !ok || len(payload) == 0 {
		if l.peer != nil {
			l.peer.feed.leaveOut(&s.head)
		}
		return // comfort noise (RFC 3389) and what we don't know are silence
	}
	if l.rec != nil {
		s.tape.audio(l.rec.num, l.side, !l.taped, audio.LawNumber(codec), &s.head, payload, at)
		l.taped = true
	}
	s.relay(l, codec, start, end)
}

// relay passes a packet on at once to the party that l talks with.
func (s *sound) relay(l *leg, codec telephony.Codec, start, end int) {
	p := l.peer
	if p == nil || p.play.on {
		return
	}
	if !p.hears() {
		p.feed.on = false
		return
	}
	s.recode(s.rx.buf[start:end], l, codec, p)
	seq, ts, marker := p.feed.turn(&s.head, &p.out, s.now, false)
	if !p.send(s.rx.buf[start-headerSize:end], p.sound.PT, marker, seq, ts, uint32(end-start), s.now) {
		s.unsent++
	}
}

// pressed is a telephone event: told once a digit, and passed on.
func (s *sound) pressed(l *leg, payload []byte, start int, at int64) {
	e, err := parseEvent(payload)
	if err != nil {
		return
	}
	if digit := l.keypad.note(e, s.head.Timestamp, at); digit != 0 {
		l.digits++
		s.brain.digit(l, digit)
	}
	p := l.peer
	if p == nil || p.play.on {
		return
	}
	if l.spells || p.sound.Events == 0 || !p.hears() {
		p.feed.leaveOut(&s.head)
		return
	}
	seq, ts, marker := p.feed.turn(&s.head, &p.out, s.now, true)
	if !p.send(s.rx.buf[start-headerSize:start+len(payload)], p.sound.Events, marker, seq, ts, 0, s.now) {
		s.unsent++
	}
}
