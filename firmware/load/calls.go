package load

import (
	"fmt"
	"time"
)

// ring rings the box as a new caller.
func (o *office) ring() *line {
	o.mu.Lock()
	o.n++
	number := fmt.Sprintf("6%08d", o.n)
	l := &line{
		number: number, id: fmt.Sprintf("load-%d-%s", o.n, o.trunk.addr), target: "sip:" + o.j.Number + "@" + o.j.Box.String(),
		from: fmt.Sprintf("<sip:%s@%s>;tag=c%d", number, o.trunk.addr, o.n), cseq: 1,
		offered: make(chan time.Time, 1), answered: make(chan time.Time, 1), over: make(chan time.Time, 1), up: make(chan struct{}), refused: make(chan struct{}),
	}
	l.to = "<" + l.target + ">"
	o.lines[l.id], o.numbers[number] = l, l
	b := o.write(l, "INVITE", "i", describe(o.callerSound))
	l.pending = b
	l.invited = time.Now()
	l.sent = l.invited
	o.mu.Unlock()
	o.trunk.send(b, o.j.Box)
	return l
}

// write writes a request of the call; the caller has the lock.
func (o *office) write(l *line, method, branch string, body []byte) []byte {
	return request(method, l.target, o.trunk.addr, branch+l.id, l.from, l.to, l.id, l.cseq, "", body)
}

// hangUp ends the call.
func (o *office) hangUp(l *line) {
	o.mu.Lock()
	l.cseq++
	b := o.write(l, "BYE", "b", nil)
	l.pending, l.sent = b, time.Now()
	o.mu.Unlock()
	o.trunk.send(b, o.j.Box)
}

// remind sends again what was not answered (RFC 3261 §17.1).
func (o *office) remind() {
	for {
		select {
		case <-o.gone:
			return
		case <-time.After(100 * time.Millisecond):
		}
		o.mu.Lock()
		now := time.Now()
		for _, l := range o.lines {
			if l.pending != nil && now.Sub(l.sent) > 500*time.Millisecond {
				l.sent = now
				o.trunk.send(l.pending, o.j.Box)
			}
		}
		o.mu.Unlock()
	}
}

// atTrunk is what the callers' provider hears.
func (o *office) atTrunk(m message) {
	o.mu.Lock()
	defer o.mu.Unlock()
	l := o.lines[m.id] // nil once the call is over
	switch {
	case m.code == 0 && m.method != "ACK":
		o.trunk.send(respond(&m, "200 OK", "trunk", "", nil), o.j.Box)
		if m.method == "BYE" && l != nil {
			o.done(l, m.at)
		}
	case l == nil || m.code == 0:
	case m.method == "BYE":
		o.done(l, m.at)
	case m.method == "INVITE":
		l.pending = nil
		if m.code >= 200 {
			o.final(l, &m)
		}
	}
}

func (o *office) done(l *line, at time.Time) {
	delete(o.lines, l.id)
	delete(o.numbers, l.number)
	tell(l.over, at)
}

func (o *office) final(l *line, m *message) {
	l.to = string(m.to)
	branch := "i" // of a refusal: in the INVITE's transaction
	if m.code < 300 {
		branch = "a"
		if m.target != "" {
			l.target = m.target
		}
		l.boxCaller, _ = audioPort(m.body)
	}
	ack := o.write(l, "ACK", branch, nil)
	o.trunk.send(ack, o.j.Box)
	if m.code >= 300 {
		if o.trouble == "" {
			o.trouble = string(m.start)
		}
		o.done(l, m.at)
		close(l.refused)
		return
	}
	select {
	case <-l.up: // a repeat
	default:
		close(l.up)
	}
	tell(l.answered, m.at)
}

// tell gives a moment once.
func tell(c chan time.Time, at time.Time) {
	select {
	case c <- at:
	default:
	}
}

// atPhones is what the phones hear. They answer at once; what they say
// depends on the request alone, so a repeated one gets the same.
func (o *office) atPhones(m message) {
	if m.code != 0 {
		o.mu.Lock()
		answers := o.answers[m.id]
		o.mu.Unlock()
		if answers != nil {
			select {
			case answers <- m:
			default:
			}
		}
		return
	}
	switch m.method {
	case "ACK":
	case "INVITE":
		o.offered(&m)
	default:
		o.phones.send(respond(&m, "200 OK", "phone", "", nil), o.j.Box)
	}
}

func (o *office) offered(m *message) {
	seat := user(m.start)
	contact := fmt.Sprintf("Contact: <sip:%s@%s>\r\n", seat, o.phones.addr)
	o.phones.send(respond(m, "180 Ringing", "phone", contact, nil), o.j.Box)
	o.phones.send(respond(m, "200 OK", "phone", contact, describe(o.phoneSound)), o.j.Box)
	port, _ := audioPort(m.body)
	o.mu.Lock()
	defer o.mu.Unlock()
	if l := o.numbers[suffix(user(m.from))]; l != nil {
		l.seat, l.boxPhone = seat, port
		tell(l.offered, m.at)
	}
}
