package sim

import (
	"errors"
	"fmt"
	"net/netip"

	"github.com/emiago/sipgo/sip"
)

// within is a request of the other side within the dialog.
func (c *Call) within(r *sip.Request, from netip.AddrPort) {
	switch r.Method {
	case sip.ACK:
		c.acknowledged(r)
	case sip.BYE:
		c.respond(r, from, 200, "OK", nil)
		c.end(0, "hung up by the other side")
	case sip.INVITE:
		c.again(r, from)
	case sip.NOTIFY:
		c.respond(r, from, 200, "OK", nil)
		c.ordered(r)
	case sip.OPTIONS, sip.INFO:
		c.respond(r, from, 200, "OK", nil)
	default:
		c.respond(r, from, 405, "Method Not Allowed", nil)
	}
}

// ordered does what the exchange asks of the phone's keys (events talk and
// hold).
func (c *Call) ordered(r *sip.Request) {
	h := r.GetHeader("Event")
	switch {
	case h == nil:
	case h.Value() == "talk" && c.State() == Ringing:
		go func() { _ = c.Answer() }()
	case h.Value() == "talk", h.Value() == "hold":
		go func() { _ = c.Hold(h.Value() == "hold") }()
	}
}

// again answers a re-INVITE: hold, a new address, or a session's refresh.
func (c *Call) again(r *sip.Request, from netip.AddrPort) {
	if c.State() != Talking {
		c.respond(r, from, 491, "Request Pending", nil)
		return
	}
	if len(r.Body()) > 0 && !c.hear(r.Body()) {
		c.respond(r, from, 488, "Not Acceptable Here", nil)
		return
	}
	c.mu.Lock()
	c.version++
	direction := turned(c.direction)
	if c.held && direction == "sendrecv" {
		direction = "sendonly"
	}
	body := describe(c.sound.addr(), c.sdpID, c.version, direction)
	if r.Contact() != nil {
		c.target = r.Contact().Address.String()
	}
	c.mu.Unlock()
	c.respond(r, from, 200, "OK", body)
}

// HangUp ends the call in the way that its state asks for: it withdraws what
// rings there, refuses what rings here, and says BYE while talking. It
// returns when the other side has answered a BYE.
func (c *Call) HangUp() {
	switch state := c.State(); {
	case state == Talking:
		c.bye("hung up here")
	case state == Ended:
	case c.Inbound:
		_ = c.Refuse(603)
	default:
		c.once.Do(func() { close(c.withdraw) })
	}
}

// bye ends the dialog.
func (c *Call) bye(why string) {
	c.mu.Lock()
	c.cseq++
	cseq := c.cseq
	c.mu.Unlock()
	branch := newBranch()
	b := c.write("BYE", branch, cseq, "", nil)
	c.end(0, why)
	_, _ = c.phone.wire.ask(sip.BYE, branch, b)
}

// Hold puts the other side on hold, or takes it back.
func (c *Call) Hold(on bool) error {
	if c.State() != Talking {
		return errors.New("there is no call to hold: nobody is talking")
	}
	c.mu.Lock()
	c.held = on
	c.version++
	c.mu.Unlock()
	branch := newBranch()
	r, err := c.askInvite(branch, c.write("INVITE", branch, c.nextCSeq(), "", c.offer()))
	if err != nil {
		return err
	}
	if r.StatusCode >= 300 {
		c.phone.wire.acked(branch, c.refusedACK(branch, r))
		return &statusError{r.StatusCode, r.Reason}
	}
	c.mu.Lock()
	cseq := c.cseq
	c.mu.Unlock()
	c.phone.wire.acked(branch, c.write("ACK", newBranch(), cseq, "", nil))
	if !c.hear(r.Body()) {
		return fmt.Errorf("the answer to hold has no sound in it")
	}
	return nil
}
