package sim

import (
	"errors"
	"net/netip"
	"strings"

	"github.com/emiago/sipgo/sip"
)

// arrived is a call that rings at this phone.
func (p *Phone) arrived(r *sip.Request, from netip.AddrPort) {
	var play Source
	if p.o.Play != nil {
		play = p.o.Play()
	}
	c, err := p.newCall(r.CallID().Value(), play)
	if err != nil {
		p.reply(r, from, 500, "No Port Free", "")
		return
	}
	c.Inbound, c.invite, c.origin = true, r, from
	c.From, c.Name = r.From().Address.User, r.From().DisplayName
	c.local = r.To().Value() + ";tag=" + c.localTag
	c.remote = r.From().Value()
	if r.Contact() != nil {
		c.target = r.Contact().Address.String()
	}
	for _, h := range r.GetHeaders("Record-Route") {
		c.routes = append(c.routes, h.Value())
	}
	c.become(Ringing, 0, "")
	c.respond(r, from, 180, "Ringing", nil)
	if p.o.OnRing != nil {
		go p.o.OnRing(c)
	}
}

// respond answers a request of the dialog.
func (c *Call) respond(r *sip.Request, to netip.AddrPort, code int, reason string, body []byte) {
	more := ""
	if r.IsInvite() {
		more = "Contact: " + c.phone.contact() + "\r\nAllow: " + allow + "\r\n"
	}
	c.phone.wire.reply(r, to, response(r, code, reason, c.localTag, more, body))
}

var errNotRinging = errors.New("the call doesn't ring any more")

// Answer lifts the handset.
func (c *Call) Answer() error {
	if !c.Inbound || !c.become(Talking, 0, "") {
		return errNotRinging
	}
	c.sound.ear.forget()
	body := c.offer() // to an INVITE without a description it is the offer
	if len(c.invite.Body()) > 0 && !c.hear(c.invite.Body()) {
		c.finish(488, "Not Acceptable Here", "the INVITE has no sound in it")
		return errors.New("the INVITE has no sound in it")
	}
	b := response(c.invite, 200, "OK", c.localTag, "Contact: "+c.phone.contact()+"\r\nAllow: "+allow+"\r\n", body)
	c.phone.wire.keep(c.invite, b)
	silent := c.phone.wire.repeat(b, c.origin, t2, c.acked)
	go func() {
		select {
		case <-silent: // RFC 3261 §13.3.1.4
			c.bye("our answer was never acknowledged")
		case <-c.acked:
		case <-c.done():
			c.ackOnce.Do(func() { close(c.acked) })
		}
	}()
	return nil
}

// Refuse turns a ringing call away: 486 busy, 480 not now, 603 declined.
func (c *Call) Refuse(code int) error {
	if !c.Inbound || c.State() != Ringing {
		return errNotRinging
	}
	reasons := map[int]string{480: "Temporarily Unavailable", 486: "Busy Here", 600: "Busy Everywhere", 603: "Decline"}
	reason := reasons[code]
	if reason == "" {
		reason = "Refused"
	}
	c.finish(code, reason, "refused here")
	return nil
}

// finish sends a final refusal until it is acknowledged.
func (c *Call) finish(code int, reason, why string) {
	b := response(c.invite, code, reason, c.localTag, "", nil)
	c.over(code, why) // but it stays known until the ACK
	c.phone.wire.keep(c.invite, b)
	silent := c.phone.wire.repeat(b, c.origin, t2, c.acked)
	go func() {
		select {
		case <-silent:
		case <-c.acked:
		case <-c.phone.wire.gone:
		}
		c.phone.forget(c)
	}()
}

// cancelled: the caller gave up while it rang (RFC 3261 §9.2).
func (c *Call) cancelled(r *sip.Request, from netip.AddrPort) {
	c.phone.reply(r, from, 200, "OK", "")
	if !c.Inbound || c.State() != Ringing {
		return
	}
	why := "the caller gave up"
	for _, h := range r.GetHeaders("Reason") {
		if strings.Contains(h.Value(), "cause=200") {
			why = "answered elsewhere"
		}
	}
	c.finish(487, "Request Terminated", why)
}

func (c *Call) acknowledged(r *sip.Request) {
	c.ackOnce.Do(func() { close(c.acked) })
	if len(r.Body()) > 0 {
		c.hear(r.Body()) // the answer to our offer in the 200
	}
}
