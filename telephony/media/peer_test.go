package media

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/spojka/spojka/telephony"
)

// phone is a party at the end of a real UDP socket.
type phone struct {
	t    testing.TB
	conn *net.UDPConn
	addr netip.AddrPort
	to   netip.AddrPort

	pt   uint8
	ssrc uint32
	seq  uint16
	ts   uint32
}

func newPhone(t testing.TB, at string) *phone {
	t.Helper()
	conn, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(netip.MustParseAddr(at), 0)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return &phone{
		t: t, conn: conn, addr: conn.LocalAddr().(*net.UDPAddr).AddrPort(),
		pt: 8, ssrc: 0x1000, seq: 100, ts: 5000,
	}
}

func (p *phone) sound() telephony.Sound {
	return telephony.Sound{Addr: p.addr, Codec: telephony.PCMA, PT: 8, Events: 101, EventsIn: 101}
}

// send sends one packet and moves on by its length.
func (p *phone) send(payload []byte) {
	p.sendAs(rtp.Header{PayloadType: p.pt}, payload)
	p.ts += uint32(len(payload))
}

// sendAs sends with the header's type and marker, and its timestamp if set.
func (p *phone) sendAs(h rtp.Header, payload []byte) {
	p.t.Helper()
	h.Version, h.SSRC, h.SequenceNumber = 2, p.ssrc, p.seq
	if h.Timestamp == 0 {
		h.Timestamp = p.ts
	}
	p.seq++
	b, err := (&rtp.Packet{Header: h, Payload: payload}).Marshal()
	if err != nil {
		p.t.Fatal(err)
	}
	if _, err := p.conn.WriteToUDPAddrPort(b, p.to); err != nil {
		p.t.Fatal(err)
	}
}

// hear waits for one packet.
func (p *phone) hear() *rtp.Packet {
	p.t.Helper()
	if pkt := p.listen(5 * time.Second); pkt != nil {
		return pkt
	}
	p.t.Fatal("nothing is heard")
	return nil
}

// listen waits for one packet for so long; nil when none came.
func (p *phone) listen(d time.Duration) *rtp.Packet {
	p.t.Helper()
	b := make([]byte, 2048)
	_ = p.conn.SetReadDeadline(time.Now().Add(d))
	n, err := p.conn.Read(b)
	if err != nil {
		return nil
	}
	pkt := new(rtp.Packet)
	if err := pkt.Unmarshal(b[:n]); err != nil {
		p.t.Fatal(err)
	}
	return pkt
}

// paced does something each 20 ms, so often. As a phone does it catches up when
// the computer stood still: a ticker would leave out what it missed, and the
// phone's clock would be behind for good.
func paced(times int, do func()) {
	due := time.Now()
	for range times {
		do()
		due = due.Add(20 * time.Millisecond)
		time.Sleep(time.Until(due))
	}
}

// ears collects what the client tells.
type ears struct {
	mu      sync.Mutex
	digits  string
	silent  []time.Duration
	said    []string
	sounded []telephony.Quality
	ports   int // how often there were more
	gone    chan struct{}
	more    chan struct{}
}

func newEars() *ears { return &ears{gone: make(chan struct{}), more: make(chan struct{}, 1)} }

func (e *ears) note(f func()) {
	e.mu.Lock()
	f()
	e.mu.Unlock()
	select {
	case e.more <- struct{}{}:
	default:
	}
}

func (e *ears) Digit(_ telephony.LegID, d byte) { e.note(func() { e.digits += string(d) }) }
func (e *ears) Silent(_ telephony.LegID, d time.Duration) {
	e.note(func() { e.silent = append(e.silent, d) })
}
func (e *ears) Said(_ telephony.LegID, prompt string) {
	e.note(func() { e.said = append(e.said, prompt) })
}
func (e *ears) MorePorts()                  { e.note(func() { e.ports++ }) }
func (e *ears) Sounded(q telephony.Quality) { e.note(func() { e.sounded = append(e.sounded, q) }) }
func (e *ears) MediaGone()                  { close(e.gone) }

// until waits for what the client tells to fulfil a condition.
func (e *ears) until(t testing.TB, what string, ok func() bool) {
	t.Helper()
	deadline := time.After(5 * time.Second)
	for {
		e.mu.Lock()
		done := ok()
		e.mu.Unlock()
		if done {
			return
		}
		select {
		case <-e.more:
		case <-deadline:
			t.Fatalf("%s did not happen", what)
		}
	}
}

// serve runs a sound process within the test.
func serve(t testing.TB, o Options) Options {
	t.Helper()
	o.Socket = filepath.Join(socketDir(t), "m.sock")
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- Serve(ctx, o) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	waitFor(t, o.Socket)
	return o
}

func waitFor(t testing.TB, path string) {
	t.Helper()
	for range 500 {
		if _, err := os.Stat(path); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("the sound process did not open its socket")
}

// socketDir is a short path: names of unix sockets are.
func socketDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "snd")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func dial(t testing.TB, o Options, h Handler) *Client {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	c, err := Dial(ctx, o.Socket, h)
	for errors.Is(err, syscall.ECONNREFUSED) && ctx.Err() == nil { // its name is there a moment before it listens
		time.Sleep(time.Millisecond)
		c, err = Dial(ctx, o.Socket, h)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// seize takes a leg for a phone and aims at it.
func seize(t testing.TB, c *Client, leg telephony.LegID, p *phone, s telephony.Sound) {
	t.Helper()
	port, ok := c.Take(leg)
	if !ok {
		t.Fatal("no ready leg")
	}
	p.to = port
	c.Aim(leg, s)
}
