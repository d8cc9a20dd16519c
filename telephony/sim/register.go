package sim

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/emiago/sipgo/sip"
)

// askedExpires is what the phone asks for; the box grants what it likes.
const askedExpires = 120 * time.Second

// registration is one binding that is refreshed with the same Call-ID and a
// rising CSeq (RFC 3261 §10.2).
type registration struct {
	p    *Phone
	id   string
	tag  string
	cseq uint32
	last challenge
	nc   uint32
}

func (p *Phone) keepRegistered(ctx context.Context, first chan<- error) {
	p.mu.Lock()
	done := p.done
	p.mu.Unlock()
	defer close(done)
	r := &registration{p: p, id: token(), tag: token()}
	for {
		granted, err := r.register(askedExpires)
		p.mu.Lock()
		p.registered, p.failure = granted, err
		p.mu.Unlock()
		select {
		case first <- err:
		default:
		}
		pause := granted / 2
		if err != nil {
			pause = 2 * time.Second
		}
		select {
		case <-ctx.Done():
			if granted > 0 {
				_, _ = r.register(0)
			}
			return
		case <-p.wire.gone:
			return
		case <-time.After(pause):
		}
	}
}

// register asks once, with the password where it is asked for.
func (r *registration) register(expires time.Duration) (time.Duration, error) {
	for try := 0; ; try++ {
		branch := newBranch()
		resp, err := r.p.wire.ask(sip.REGISTER, branch, r.request(branch, expires))
		if err != nil {
			return 0, err
		}
		switch {
		case resp.StatusCode == 200:
			return r.granted(resp, expires), nil
		case resp.StatusCode == 401 && try < 2:
			if r.last, err = challengeOf(resp); err != nil {
				return 0, err
			}
			r.nc = 0
		case resp.StatusCode == 401 || resp.StatusCode == 403:
			return 0, fmt.Errorf("the box refuses seat %s: the password is wrong, or the seat does not exist", r.p.o.User)
		default:
			return 0, &statusError{resp.StatusCode, resp.Reason}
		}
	}
}

func (r *registration) request(branch string, expires time.Duration) []byte {
	r.cseq++
	uri := "sip:" + r.p.o.Server.String()
	auth := ""
	if r.last.nonce != "" {
		r.nc++
		auth = r.last.header(r.p.o.User, r.p.o.Password, "REGISTER", uri, r.nc)
	}
	return request(head{
		method: "REGISTER", uri: uri, via: r.p.wire.local, branch: branch, id: r.id, cseq: r.cseq,
		from: fmt.Sprintf("<%s>;tag=%s", r.p.address(), r.tag), to: "<" + r.p.address() + ">",
		more: "Contact: " + r.p.contact() + "\r\nExpires: " + strconv.Itoa(int(expires/time.Second)) + "\r\n" + auth,
	}, nil)
}

// granted is how long our own binding lives.
func (r *registration) granted(resp *sip.Response, asked time.Duration) time.Duration {
	for _, h := range resp.GetHeaders("Contact") {
		c, ok := h.(*sip.ContactHeader)
		if !ok || strings.Trim(c.Address.Host, "[]") != r.p.wire.local.Addr().String() || c.Address.Port != int(r.p.wire.local.Port()) {
			continue
		}
		if v, ok := c.Params.Get("expires"); ok {
			if n, err := strconv.Atoi(v); err == nil {
				return time.Duration(n) * time.Second
			}
		}
	}
	if h := resp.GetHeader("Expires"); h != nil {
		if n, err := strconv.Atoi(h.Value()); err == nil {
			return time.Duration(n) * time.Second
		}
	}
	return asked
}

// address is whose phone it is, contact where it is.
func (p *Phone) address() string { return "sip:" + p.o.User + "@" + host(p.o.Server.Addr()) }
func (p *Phone) contact() string { return "<sip:" + p.o.User + "@" + p.wire.local.String() + ">" }
