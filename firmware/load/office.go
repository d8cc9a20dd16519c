package load

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/spojka/spojka/telephony"
)

// patience is how long anything may take before the measurement gives up.
const patience = 10 * time.Second

// office is the world around the box: callers on the trunk, phones at the
// seats, operators at their pages.
type office struct {
	j       Job
	trunk   *station
	phones  *station
	control *Control
	// Where callers and phones want their sound.
	callerSound, phoneSound netip.AddrPort
	gone                    chan struct{}

	mu       sync.Mutex
	n        int
	lines    map[string]*line        // by Call-ID at the trunk
	numbers  map[string]*line        // by the caller's number
	answers  map[string]chan message // to REGISTER, by Call-ID
	failures int
	trouble  string
}

// line is one call on the trunk.
type line struct {
	number, id, from, to, target string
	invited                      time.Time
	offered, answered, over      chan time.Time // one value each, at most
	up                           chan struct{}  // closed once the box has answered
	refused                      chan struct{}  // closed when it won't
	seat                         string
	boxCaller, boxPhone          netip.AddrPort // the box's ports for sound

	cseq    int
	pending []byte    // what waits for an answer
	sent    time.Time // when it was last sent
}

func newOffice(j Job) (*office, error) {
	o := &office{
		j: j, control: NewControl(j.Control), gone: make(chan struct{}),
		lines: map[string]*line{}, numbers: map[string]*line{}, answers: map[string]chan message{},
		callerSound: netip.AddrPortFrom(j.Trunk, 9), phoneSound: netip.AddrPortFrom(j.Phones, 9),
	}
	var err error
	if o.trunk, err = open(j.Trunk, o.atTrunk); err != nil {
		return nil, err
	}
	if o.phones, err = open(j.Phones, o.atPhones); err != nil {
		return nil, err
	}
	go o.remind()
	return o, o.register()
}

// close ends every call and signs everybody off.
func (o *office) close() {
	o.mu.Lock()
	var all []*line
	for _, l := range o.lines {
		all = append(all, l)
	}
	o.mu.Unlock()
	for _, l := range all {
		select {
		case <-l.up: // there is nothing to hang up before
		case <-l.refused:
			continue
		case <-time.After(patience):
		}
		o.hangUp(l)
	}
	for _, l := range all {
		l.await(l.over)
	}
	if err := o.settle(); err != nil {
		fmt.Fprintln(os.Stderr, "clearing up:", err)
	}
	for _, s := range o.j.Seats {
		_ = o.control.Ask("sign-off", telephony.SignOff{Agent: telephony.AgentID(s.Agent), Leave: true})
	}
	close(o.gone)
	o.trunk.conn.Close()
	o.phones.conn.Close()
}

func (o *office) fail(format string, args ...any) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.failures++
	if o.trouble == "" {
		o.trouble = fmt.Sprintf(format, args...)
	}
}

// register registers every phone.
func (o *office) register() error {
	for _, s := range o.j.Seats {
		if err := o.registerSeat(s); err != nil {
			return fmt.Errorf("registering seat %s: %w", s.Seat, err)
		}
	}
	return nil
}

func (o *office) registerSeat(s Seat) error {
	id, uri, answers := "reg-"+s.Seat+o.phones.addr.String(), "sip:"+o.j.Box.String(), make(chan message, 8)
	o.mu.Lock()
	o.answers[id] = answers
	o.mu.Unlock()
	who := "<sip:" + s.Seat + "@" + o.j.Box.Addr().String() + ">"
	contact := fmt.Sprintf("Expires: 3600\r\nContact: <sip:%s@%s>\r\n", s.Seat, o.phones.addr)
	auth := ""
	for try := range 2 {
		b := request("REGISTER", uri, o.phones.addr, fmt.Sprint(id, try), who+";tag=r", who, id, try+1, auth, nil)
		// The template's own Contact names nobody: put the seat's in its place.
		b = bytes.Replace(b, fmt.Appendf(nil, "Contact: <sip:load@%s>\r\n", o.phones.addr), []byte(contact), 1)
		o.phones.send(b, o.j.Box)
		select {
		case m := <-answers:
			if m.code == 200 {
				return nil
			}
			if m.code != 401 || m.auth == nil {
				return fmt.Errorf("status %d", m.code)
			}
			auth = authorize(m.auth, s, uri)
		case <-time.After(patience):
			return errors.New("no answer")
		}
	}
	return errors.New("the password is refused")
}

func authorize(challenge []byte, s Seat, uri string) string {
	sum := func(text string) string {
		h := md5.Sum([]byte(text))
		return hex.EncodeToString(h[:])
	}
	realm, nonce := parameter(challenge, "realm"), parameter(challenge, "nonce")
	ha1, ha2 := sum(s.Seat+":"+realm+":"+s.Password), sum("REGISTER:"+uri)
	response := sum(ha1 + ":" + nonce + ":00000001:load:auth:" + ha2)
	return fmt.Sprintf("Authorization: Digest username=%q, realm=%q, nonce=%q, uri=%q, response=%q, algorithm=MD5, qop=auth, nc=00000001, cnonce=\"load\"\r\n",
		s.Seat, realm, nonce, uri, response)
}

// onAir signs operators on and lets them take calls.
func (o *office) onAir(seats []Seat) error {
	for _, s := range seats {
		agent := telephony.AgentID(s.Agent)
		if err := o.control.Ask("sign-on", telephony.SignOn{Agent: agent, Seat: telephony.SeatID(s.Seat), Move: true}); err != nil {
			return err
		}
		if err := o.control.Ask("on-air", telephony.GoOnAir{Agent: agent}); err != nil {
			return err
		}
	}
	return nil
}

// save saves the call of every operator who wraps up; it says whether any
// operator had a call.
func (o *office) save() (busy bool, err error) {
	shot, err := o.control.Snapshot()
	if err != nil {
		return false, err
	}
	for _, a := range shot.Agents {
		switch a.Work {
		case telephony.Wrapping:
			err = o.control.Ask("save", telephony.SaveCall{Agent: a.ID, Call: a.Call, Form: telephony.SaveForm{Unknown: true}})
			if err != nil {
				return false, err
			}
			busy = true
		case telephony.Idle:
		default:
			busy = true
		}
	}
	return busy, nil
}

// settle saves until every operator is free, and stays it for three looks: a
// call that was offered while it ended shows late.
func (o *office) settle() error {
	var last error
	for end, quiet := time.Now().Add(patience), 0; time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		busy, err := o.save()
		if quiet++; busy || err != nil {
			quiet, last = 0, err // refused perhaps because the call had just gone on
		}
		if quiet == 3 {
			return nil
		}
	}
	return errors.Join(errors.New("operators are still busy"), last)
}

// suffix is the part of a number by which caller and offer are matched.
func suffix(number string) string {
	number = strings.TrimLeft(number, "+")
	return number[max(0, len(number)-9):]
}

// await waits for one of a call's moments; false when it never comes.
func (l *line) await(c chan time.Time) (time.Time, bool) {
	select {
	case at := <-c:
		return at, true
	case <-l.refused:
	case <-time.After(patience):
	}
	return time.Time{}, false
}
