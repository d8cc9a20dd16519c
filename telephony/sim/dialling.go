package sim

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/emiago/sipgo/sip"
)

// CallOptions of a call that the phone makes.
type CallOptions struct {
	From string // number shown; empty: the phone's user, "anonymous": withheld
	Name string // display name
	Play Source // nil: what the phone's Options say
}

// Call rings a number of the box. It returns at once; the call's events tell
// how it goes. When ctx ends, the call is hung up.
func (p *Phone) Call(ctx context.Context, to string, o CallOptions) (*Call, error) {
	play := o.Play
	if play == nil && p.o.Play != nil {
		play = p.o.Play()
	}
	c, err := p.newCall(token(), play)
	if err != nil {
		return nil, err
	}
	if o.From == "" {
		o.From = p.o.User
	}
	if o.Name == "" {
		o.Name = p.o.Name
	}
	server := p.o.Server
	c.target = "sip:" + strings.ReplaceAll(to, "#", "%23") + "@" + server.String()
	c.local = fmt.Sprintf("%s<sip:%s@%s>;tag=%s", quoted(o.Name), o.From, p.fromHost(), c.localTag)
	if o.From == "anonymous" {
		c.local = fmt.Sprintf(`"Anonymous" <sip:anonymous@anonymous.invalid>;tag=%s`, c.localTag)
	}
	c.remote = "<" + c.target + ">"
	c.become(Trying, 0, "")
	stop := context.AfterFunc(ctx, c.HangUp)
	go func() {
		c.dial()
		<-c.done()
		stop()
	}()
	return c, nil
}

// fromHost is the domain of our number: the box's for a seat, our own for a
// trunk.
func (p *Phone) fromHost() string {
	if p.o.Password != "" {
		return host(p.o.Server.Addr())
	}
	return host(p.wire.local.Addr())
}

// dial sends the INVITE, answers a challenge, and brings the call to talking
// or to its end.
func (c *Call) dial() {
	auth := ""
	for try := 0; ; try++ {
		branch := newBranch()
		r, err := c.askInvite(branch, c.write("INVITE", branch, c.nextCSeq(), auth, c.offer()))
		if err != nil {
			c.end(0, err.Error())
			return
		}
		if r.StatusCode < 300 {
			c.established(branch, r)
			return
		}
		c.phone.wire.acked(branch, c.refusedACK(branch, r))
		challenged := (r.StatusCode == 401 || r.StatusCode == 407) && try == 0 && c.phone.o.Password != ""
		if !challenged {
			c.end(r.StatusCode, fmt.Sprintf("%d %s", r.StatusCode, r.Reason))
			return
		}
		ch, err := challengeOf(r)
		if err != nil {
			c.end(r.StatusCode, err.Error())
			return
		}
		auth = ch.header(c.phone.o.User, c.phone.o.Password, "INVITE", c.target, 1)
	}
}

func (c *Call) nextCSeq() uint32 {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cseq++
	return c.cseq
}

// askInvite is an INVITE's client transaction up to the final response. A
// call that is withdrawn gets its CANCEL after the first provisional response
// (RFC 3261 §9.1).
func (c *Call) askInvite(branch string, b []byte) (*sip.Response, error) {
	responses, done := c.phone.wire.expect(branch, sip.INVITE)
	defer done()
	stop := make(chan struct{})
	silent := c.phone.wire.repeat(b, c.phone.o.Server, lifetime, stop)
	withdraw, stopped := c.withdraw, false
	for {
		select {
		case r := <-responses:
			if !stopped {
				close(stop)
				stopped = true
			}
			if r.StatusCode >= 200 {
				return r, nil
			}
			c.provisional(r)
		case <-cancelAfter(withdraw, stopped):
			withdraw = nil
			go c.phone.wire.ask(sip.CANCEL, branch, c.cancel(branch))
		case <-silent:
			return nil, errNoAnswer
		case <-c.done():
			return nil, errNoAnswer
		}
	}
}

// cancelAfter holds a withdrawal back until something was heard.
func cancelAfter(withdraw chan struct{}, heard bool) chan struct{} {
	if !heard {
		return nil
	}
	return withdraw
}

func (c *Call) provisional(r *sip.Response) {
	if r.StatusCode == 100 {
		return
	}
	if len(r.Body()) > 0 {
		c.hear(r.Body()) // early media
	}
	c.become(Ringing, 0, "")
}

// established acknowledges the answer; a call that was withdrawn meanwhile is
// hung up.
func (c *Call) established(branch string, r *sip.Response) {
	c.mu.Lock()
	c.remote = r.To().Value()
	if r.Contact() != nil {
		c.target = r.Contact().Address.String()
	}
	for _, h := range r.GetHeaders("Record-Route") {
		c.routes = append(c.routes, h.Value())
	}
	slices.Reverse(c.routes)
	cseq := c.cseq
	c.mu.Unlock()
	ack := c.write("ACK", newBranch(), cseq, "", nil)
	c.phone.wire.acked(branch, ack)
	heard := c.hear(r.Body())
	c.sound.ear.forget()
	select {
	case <-c.withdraw:
		c.bye("hung up here while it was being answered")
		return
	default:
	}
	if !heard {
		c.bye("the answer has no sound in it")
		return
	}
	c.become(Talking, 0, "")
}

// refusedACK acknowledges a refusal: in the INVITE's transaction, so with its
// branch and without the route set.
func (c *Call) refusedACK(branch string, r *sip.Response) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	return request(head{
		method: "ACK", uri: c.target, via: c.phone.wire.local, branch: branch, id: c.id, cseq: c.cseq, from: c.local, to: r.To().Value(),
	}, nil)
}

func (c *Call) cancel(branch string) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	return request(head{
		method: "CANCEL", uri: c.target, via: c.phone.wire.local, branch: branch, id: c.id, cseq: c.cseq, from: c.local, to: c.remote,
	}, nil)
}

// write writes a request of the dialog.
func (c *Call) write(method, branch string, cseq uint32, more string, body []byte) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, r := range c.routes {
		more = "Route: " + r + "\r\n" + more
	}
	if method == "INVITE" {
		more = "Contact: " + c.phone.contact() + "\r\nAllow: " + allow + "\r\n" + more
	}
	return request(head{
		method: method, uri: c.target, via: c.phone.wire.local, branch: branch, id: c.id, cseq: cseq,
		from: c.local, to: c.remote, more: more,
	}, body)
}
