package sim

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
	"sync"
	"time"

	"github.com/emiago/sipgo/sip"
)

// State is how far a call is.
type State string

const (
	Trying  State = "trying"  // rung, nothing heard from the other side
	Ringing State = "ringing" // here or there
	Talking State = "talking"
	Ended   State = "ended"
)

var order = map[State]int{Trying: 1, Ringing: 2, Talking: 3, Ended: 4}

// Event is a change of a call.
type Event struct {
	At    time.Time
	State State
	Text  string // of the end: who or why
}

// Call is one call of a phone.
type Call struct {
	// Inbound: it rang at this phone, from this number and name.
	Inbound    bool
	From, Name string

	phone    *Phone
	id       string
	localTag string
	sdpID    uint64
	withdraw chan struct{} // closed to cancel a call that we dialled
	once     sync.Once
	invite   *sip.Request   // inbound: the INVITE, and where it came from
	origin   netip.AddrPort // inbound
	acked    chan struct{}  // closed by the ACK for our final response
	ackOnce  sync.Once

	mu        sync.Mutex
	state     State
	code      int
	why       string
	changed   chan struct{} // closed at each change
	events    chan Event
	sound     *sound
	local     string // From of what we send: URI and tag
	remote    string // To of what we send
	target    string // their contact
	routes    []string
	cseq      uint32
	version   int
	held      bool // by us
	direction string
}

func (p *Phone) newCall(id string, play Source) (*Call, error) {
	s, err := newSound(p.o.Local, play, p.o.Stamp)
	if err != nil {
		return nil, err
	}
	c := &Call{
		phone: p, id: id, localTag: token(), sdpID: rand.Uint64() >> 2, withdraw: make(chan struct{}), acked: make(chan struct{}),
		changed: make(chan struct{}), events: make(chan Event, 16), sound: s, version: 1, direction: "sendrecv",
	}
	p.mu.Lock()
	p.calls[id] = c
	p.mu.Unlock()
	return c, nil
}

// Events tells the changes of the call; it is closed at its end.
func (c *Call) Events() <-chan Event { return c.events }

// State is how far the call is.
func (c *Call) State() State {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.state
}

// End tells how the call ended: the SIP status of a call that was never
// answered (else 0) and who or why in words.
func (c *Call) End() (code int, why string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.code, c.why
}

// Held says that this phone holds the call.
func (c *Call) Held() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.held
}

// Await waits until the call is as far as this state; an error when it ended
// before, or ctx did.
func (c *Call) Await(ctx context.Context, s State) error {
	for {
		c.mu.Lock()
		state, why, changed := c.state, c.why, c.changed
		c.mu.Unlock()
		switch {
		case order[state] >= order[s] && (state != Ended || s == Ended):
			return nil
		case state == Ended:
			return fmt.Errorf("the call ended before: %s", why)
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("the call is only %s: %w", state, ctx.Err())
		}
	}
}

// become moves the call on; it never goes back.
func (c *Call) become(s State, code int, text string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if order[s] <= order[c.state] {
		return false
	}
	c.state = s
	if s == Ended {
		c.code, c.why = code, text
	}
	close(c.changed)
	c.changed = make(chan struct{})
	select {
	case c.events <- Event{time.Now(), s, text}:
	default:
	}
	if s == Ended {
		close(c.events)
	}
	return true
}

// end finishes the call here and forgets it.
func (c *Call) end(code int, why string) {
	c.over(code, why)
	c.phone.forget(c)
}

// over finishes the call here.
func (c *Call) over(code int, why string) {
	if c.become(Ended, code, why) {
		c.sound.close()
	}
}

// done is closed when the call is over.
func (c *Call) done() <-chan struct{} { return c.sound.closing }

// Figures are those of the sound so far.
func (c *Call) Figures() Figures {
	f := c.sound.ear.figures()
	f.Sent = c.sound.sentPackets()
	return f
}

// Heard is what the phone heard, 8,000 samples a second, newest last; the
// last minutes of it.
func (c *Call) Heard() []int16 { return c.sound.ear.samples() }

// Digits are the keys that the other side pressed.
func (c *Call) Digits() string {
	c.sound.ear.mu.Lock()
	defer c.sound.ear.mu.Unlock()
	return string(c.sound.ear.digits)
}

// Forget begins the figures and what was heard anew.
func (c *Call) Forget() { c.sound.ear.forget() }

// Press sends keys as telephone events, Play changes what the phone says.
func (c *Call) Press(digits string) { c.sound.press(digits) }
func (c *Call) Play(s Source)       { c.sound.play(s) }

// hear takes their description: where sound goes, and whether any.
func (c *Call) hear(body []byte) bool {
	d, ok := understand(body)
	if !ok {
		return false
	}
	c.mu.Lock()
	c.direction = d.direction
	mute := !d.mayHear() || c.held
	c.mu.Unlock()
	c.sound.aim(c.reachable(d.at), d.events, mute)
	return true
}

// reachable is where sound really goes: a box behind this computer's port
// forwarding (the emulator) names an address that can't be reached from here.
func (c *Call) reachable(at netip.AddrPort) netip.AddrPort {
	server := c.phone.o.Server.Addr()
	if server.IsLoopback() && !at.Addr().IsLoopback() {
		return netip.AddrPortFrom(server, at.Port())
	}
	return at
}

// offer is our description as it is now.
func (c *Call) offer() []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	direction := "sendrecv"
	if c.held {
		direction = "sendonly"
	}
	return describe(c.sound.addr(), c.sdpID, c.version, direction)
}

func isClosed(err error) bool { return errors.Is(err, net.ErrClosed) }
