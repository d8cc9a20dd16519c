package media

import "github.com/spojka/spojka/telephony"

// recording is one that is on the tape now.
type recording struct {
	id   telephony.RecordingID
	call telephony.CallID
	num  uint16
}

// aim sets where and how a party is sent to. An address that is none (hold by
// 0.0.0.0, WIRE 15) leaves what was learned of the party as it is.
func (s *sound) aim(l *leg, to telephony.Sound) {
	if !l.aimed {
		l.heard = s.now
	}
	l.aimed, l.sound = true, to
	l.in.at = 0 // after a hold its silence is nobody's fault
	at, ok := target(to)
	if !ok || !l.latch.aim(at, s.now) {
		return
	}
	l.to = rawAddr{}
	if six := l.port.Addr().Is6(); six || at.Addr().Is4() {
		l.to = rawFrom(at, six)
	}
}

// playTo starts a greeting, then music, or stops what plays.
func (s *sound) playTo(l *leg, greeting, music string) {
	var words []*clip
	if c := s.clip(greeting); c != nil {
		words = append(words, c)
	}
	s.playClips(l, words, s.clip(music))
}

// playClips plays words once, then music for ever; nil: none.
func (s *sound) playClips(l *leg, words []*clip, music *clip) {
	l.play.saying, l.play.ahead = "", nil
	l.play.words, l.play.music, l.play.pos = words, music, 0
	l.feed.on = false
	if l.play.clip() == nil {
		l.play.on = len(l.press.keys) > 0
		return
	}
	l.latch.extend(s.now)
	s.metro.start(l, s.now)
}

// sayTo plays a prompt, behind those that were put ahead of it, and tells when
// it has ended. One that isn't there has ended at once.
func (s *sound) sayTo(l *leg, prompt string, more bool) {
	if c := s.clip(prompt); c != nil {
		l.play.ahead = append(l.play.ahead, c)
	}
	if more {
		return
	}
	s.playClips(l, l.play.ahead, nil)
	if l.play.saying = prompt; len(l.play.words) == 0 {
		s.said(l)
	}
}

func (s *sound) said(l *leg) {
	if l.play.saying != "" {
		s.brain.said(l)
		l.play.saying = ""
	}
}

// tellSaid tells of what has been said to its end.
func (s *sound) tellSaid() {
	for _, l := range s.metro.ended {
		if l.place == placeUsed && !l.play.on {
			s.said(l)
		}
	}
	s.metro.ended = s.metro.ended[:0]
}

// record tapes a party that talks with nobody, as the caller; without a name
// it ends that.
func (s *sound) record(l *leg, call telephony.CallID, id telephony.RecordingID) {
	if l.peer != nil {
		return
	}
	s.stop(l)
	if id == "" || s.tape == nil {
		return
	}
	if rec := s.tape.begin(id, call, s.now, s.now+s.clock.offset); rec != nil {
		l.rec, l.side, l.taped = rec, 0, false
	}
}

// stop ends the recording of a party that talks with nobody.
func (s *sound) stop(l *leg) {
	if l.rec != nil {
		s.tape.end(l.rec, s.now)
		l.rec = nil
	}
}

// connect bridges two parties, and tapes them if the recording has a name.
func (s *sound) connect(caller, called *leg, call telephony.CallID, id telephony.RecordingID) {
	s.part(caller)
	s.part(called)
	caller.peer, called.peer = called, caller
	for _, l := range []*leg{caller, called} {
		l.play.on, l.play.saying, l.feed.on = false, "", false
		l.press = pressing{}
		l.latch.extend(s.now)
	}
	if id == "" || s.tape == nil {
		return
	}
	if rec := s.tape.begin(id, call, s.now, s.now+s.clock.offset); rec != nil {
		caller.rec, caller.side = rec, 0
		called.rec, called.side = rec, 1
		caller.taped, called.taped = false, false
	}
}

// part undoes a leg's bridge and ends its recording.
func (s *sound) part(l *leg) {
	p := l.peer
	if p == nil {
		s.stop(l)
		return
	}
	if l.rec != nil {
		s.tape.end(l.rec, s.now)
	}
	l.peer, p.peer = nil, nil
	l.rec, p.rec = nil, nil
	l.feed.on, p.feed.on = false, false
}
