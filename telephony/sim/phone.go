package sim

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"time"

	"github.com/emiago/sipgo/sip"
)

// Options of a phone.
type Options struct {
	Local    netip.Addr     // where the phone is, for example 127.0.0.2; its ports are any that are free
	Port     uint16         // its SIP port; 0: any that is free
	Server   netip.AddrPort // the box
	User     string         // extension, as whom it registers and calls
	Password string
	Name     string // shown on the other display
	// Play makes what the phone sends on a call; nil: silence.
	Play func() Source
	// Stamp puts the time of sending into each packet, see [Figures.Worst].
	Stamp bool
	// OnRing is called, in a goroutine of its own, for each call that rings
	// at the phone; nil: it rings until the caller gives up.
	OnRing func(*Call)
}

// Phone is a softphone with one SIP socket.
type Phone struct {
	o    Options
	wire *wire

	mu         sync.Mutex
	calls      map[string]*Call // by Call-ID
	registered time.Duration    // granted; 0: not registered
	failure    error            // why the last registration failed
	stop       context.CancelFunc
	done       chan struct{} // registering has stopped
}

// NewPhone opens a phone's socket.
func NewPhone(o Options) (*Phone, error) {
	conn, err := net.ListenUDP(network(o.Local), net.UDPAddrFromAddrPort(netip.AddrPortFrom(o.Local, o.Port)))
	if err != nil {
		return nil, fmt.Errorf("a phone at %s: %w", o.Local, err)
	}
	return newPhone(o, conn), nil
}

// network is that of an address; one that isn't given is of IPv4.
func network(a netip.Addr) string {
	if a.Is6() {
		return "udp6"
	}
	return "udp4"
}

// host is an address as it stands in a URI.
func host(a netip.Addr) string {
	if a.Is6() {
		return "[" + a.String() + "]"
	}
	return a.String()
}

func newPhone(o Options, conn packetConn) *Phone {
	p := &Phone{o: o, calls: map[string]*Call{}}
	p.wire = newWire(conn, o.Server)
	p.wire.heard = p.heard
	go p.wire.read()
	return p
}

// Addr is where the phone listens for SIP.
func (p *Phone) Addr() netip.AddrPort { return p.wire.local }

// Close hangs up every call, takes the registration back and closes the
// phone. It waits at most a second for answers.
func (p *Phone) Close() {
	var all sync.WaitGroup
	for _, c := range p.Calls() {
		all.Go(c.HangUp)
	}
	quiet := make(chan struct{})
	go func() { all.Wait(); close(quiet) }()
	select {
	case <-quiet:
	case <-time.After(time.Second):
	}
	p.Unregister()
	p.wire.close()
}

// Drop closes the sockets without a word, as a phone that loses its power.
func (p *Phone) Drop() {
	p.wire.close() // first: or it would take its registration back
	p.mu.Lock()
	if p.stop != nil {
		p.stop()
	}
	p.mu.Unlock()
	for _, c := range p.Calls() {
		c.end(0, "the phone lost its power")
	}
}

// Calls are the calls that are not over.
func (p *Phone) Calls() []*Call {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []*Call
	for _, c := range p.calls {
		if c.State() != Ended {
			all = append(all, c)
		}
	}
	return all
}

func (p *Phone) forget(c *Call) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.calls, c.id)
}

func (p *Phone) call(id string) *Call {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calls[id]
}

// heard works off a request that isn't a repeat.
func (p *Phone) heard(r *sip.Request, from netip.AddrPort) {
	c := p.call(r.CallID().Value())
	switch {
	case c != nil && r.IsCancel():
		c.cancelled(r, from)
	case c != nil && toTag(r) == c.localTag:
		c.within(r, from)
	case r.IsAck():
	case toTag(r) != "" || r.IsCancel():
		p.reply(r, from, 481, "Call/Transaction Does Not Exist", "")
	case r.Method == sip.OPTIONS:
		p.reply(r, from, 200, "OK", "Accept: application/sdp\r\n")
	case r.IsInvite():
		p.arrived(r, from)
	default:
		p.reply(r, from, 405, "Method Not Allowed", "Allow: "+allow+"\r\n")
	}
}

// reply answers outside of a dialog.
func (p *Phone) reply(r *sip.Request, to netip.AddrPort, code int, reason, more string) {
	p.wire.reply(r, to, response(r, code, reason, "", more, nil))
}

// Register registers the phone and keeps it registered until Unregister or
// Close. It returns when the box has accepted it.
func (p *Phone) Register(ctx context.Context) error {
	keep, stop := context.WithCancel(context.Background())
	p.mu.Lock()
	p.stop, p.done = stop, make(chan struct{})
	p.mu.Unlock()
	first := make(chan error, 1)
	go p.keepRegistered(keep, first)
	select {
	case err := <-first:
		return err
	case <-ctx.Done():
		return errors.Join(ctx.Err(), p.Registered())
	}
}

// Registered says whether the box knows where the phone is; if not, why.
func (p *Phone) Registered() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.registered == 0 && p.failure == nil {
		return errors.New("not registered yet")
	}
	return p.failure
}

// Unregister takes the registration back.
func (p *Phone) Unregister() {
	p.mu.Lock()
	stop, done, registered := p.stop, p.done, p.registered
	p.stop = nil
	p.mu.Unlock()
	if stop == nil {
		return
	}
	stop()
	if registered == 0 {
		return
	}
	select {
	case <-done:
	case <-time.After(time.Second):
	}
}
