package main

import (
	"bytes"
	"fmt"
	"net"
	"net/netip"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/spojka/spojka/firmware/load"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/sim"
)

// outside is a line to the outside that says that it is there, and counts what
// it is asked to put through.
func (b *running) outside(at string) *atomic.Int64 {
	b.t.Helper()
	conn, err := net.ListenPacket("udp4", at+":5060")
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { conn.Close() })
	invites := &atomic.Int64{}
	go func() {
		buf := make([]byte, 8192)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			switch {
			case bytes.HasPrefix(buf[:n], []byte("INVITE ")):
				invites.Add(1)
			case bytes.HasPrefix(buf[:n], []byte("OPTIONS ")):
				conn.WriteTo(okTo(buf[:n]), from)
			}
		}
	}()
	b.until("a line to the outside", func() bool { return b.line("ven").Up })
	return invites
}

// thieves let a box be robbed: every trick from strangers' addresses, some of
// them from that of a phone and of the line, which whoever is in the office
// can write over his packets. Nothing of it comes to the line (FAULTS 12).
func thieves(t *testing.T, ip string, rounds int) (tried int, put int64) {
	b := newBox(t, ip+".1", ip+".2", outsideLine(ip+".4")).start("--sim=false")
	invites := b.outside(ip + ".4")
	p := b.desk203(ip + ".3")
	b.until("a phone at 203", func() bool { return b.seatView("203").Reach == telephony.Reachable })
	tricks := load.Tricks{Box: b.ip.String(), Phone: ip + ".3:5060", Line: ip + ".4", Seat: "203"}
	own := []*net.UDPConn{dialFrom(t, ip+".3", b.sip()), dialFrom(t, ip+".4", b.sip())}
	for i := range 250 {
		own = append(own, dialFrom(t, fmt.Sprintf("127.66.1.%d", 1+i), b.sip()))
	}
	// The door reads a message or so of each of them a millisecond.
	pace := time.NewTicker(2 * time.Millisecond)
	defer pace.Stop()
	for ; tried < rounds*load.TrickKinds*load.TrickForms; tried++ {
		<-pace.C
		c := own[tried%len(own)]
		tricks.Own = c.LocalAddr().String()
		fmt.Fprint(c, tricks.Message(tried))
	}
	b.until("a box that has nothing in hand", func() bool { return len(b.snapshot().Calls) == 0 })
	put = invites.Load()
	c, err := p.Call(soon(t), "777123456", sim.CallOptions{})
	if err != nil {
		t.Fatal(err)
	}
	b.until("an honest call at the line", func() bool { return invites.Load() > put })
	c.HangUp()
	f := (&bench{running: b}).leftovers(t)
	if read := f.Wire.Received; read < uint64(tried)/2 {
		t.Errorf("the box read %d messages of %d", read, tried)
	}
	return tried, put
}

func dialFrom(t testing.TB, own string, to netip.AddrPort) *net.UDPConn {
	t.Helper()
	c, err := net.DialUDP("udp", &net.UDPAddr{IP: net.ParseIP(own)}, net.UDPAddrFromAddrPort(to))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func TestPeersThieves(t *testing.T) {
	if tried, put := thieves(t, "127.65.30", 10); put > 0 {
		t.Errorf("of %d thefts %d came to the line", tried, put)
	}
}

// Two thousand of each kind.
func TestLongThieves(t *testing.T) {
	if os.Getenv("SPOJKA_SOAK") == "" {
		t.Skip("only in make soak")
	}
	tried, put := thieves(t, "127.65.31", 2000/load.TrickForms)
	printed(t, figure{what: fmt.Sprintf("toll fraud, %d tricks of %d kinds: INVITEs at the line", tried, load.TrickKinds), value: float64(put), limit: 0.5})
}
