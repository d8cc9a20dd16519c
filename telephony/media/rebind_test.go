package media

import (
	"math/rand/v2"
	"net/netip"
	"testing"
)

// rebound is a talk whose latch is locked: the phone behind a NAT at port 5000,
// SSRC 77, the newest number 1000.
func rebound(t *testing.T, net string) (s *sound, l *leg, old, new netip.AddrPort) {
	s = newBench(t, net+".1")
	l = s.use(0, 5, netip.MustParseAddrPort("192.168.1.5:4000"))
	old, new = netip.MustParseAddrPort(net+".3:5000"), netip.MustParseAddrPort(net+".3:6000")
	for n := range uint16(300) {
		s.push(l, old, rtpBytes(701+n, 160*uint32(n), 77, 8, packetOf(1)))
		s.now += 20e6
	}
	if l.to.addrPort() != old || l.in.received != 300 || s.now < latchTime {
		t.Fatalf("not latched: %+v", l.figures())
	}
	return s, l, old, new
}

// A NAT gives the phone another port in the middle of a call: after half a
// second both hear each other again, nothing counts as a new source.
func TestWire54NATRebinds(t *testing.T) {
	s, l, old, new := rebound(t, "127.64.54")
	n := uint16(1001)
	for l.to.addrPort() == old && n < 1100 {
		s.push(l, new, rtpBytes(n, 160*uint32(n-701), 77, 8, packetOf(1)))
		n++
		s.now += 20e6
	}
	if l.to.addrPort() != new || n > 1001+27 {
		t.Fatalf("after %d packets still at %s", n-1001, l.to.addrPort())
	}
	heard := l.in.received
	s.push(l, new, rtpBytes(n, 160*uint32(n-701), 77, 8, packetOf(1)))
	s.push(l, old, rtpBytes(n+1, 160*uint32(n-700), 77, 8, packetOf(1))) // the way back is closed, too
	if l.in.received != heard+1 || l.in.before != 0 {
		t.Errorf("heard %+v", l.figures())
	}
	// And once more, over the end of the numbers' circle and a pause of a minute.
	s.now += 60e9
	third := netip.AddrPortFrom(new.Addr(), 7000)
	s.push(l, third, rtpBytes(n+2, 160*uint32(n), 77, 8, packetOf(1)))
	s.push(l, third, rtpBytes(n+3, 160*uint32(n), 77, 8, packetOf(1)))
	if l.to.addrPort() != third {
		t.Error("a phone that was muted stays unheard")
	}
}

// Nobody who guesses gets in: from another host never; from the same one not
// with the SSRC alone, not with numbers that don't go on, not while the phone
// is heard, not by single hits among wrong guesses.
func TestWire54InjectorGuesses(t *testing.T) {
	s, l, old, port := rebound(t, "127.64.55")
	elsewhere := netip.MustParseAddrPort("127.64.55.66:5000")
	for n := range uint16(40) { // the phone is heard
		s.push(l, old, rtpBytes(1001+n, 160*uint32(300+n), 77, 8, packetOf(1)))
		s.push(l, port, rtpBytes(1002+n, 160*uint32(300+n), 77, 8, packetOf(0x66)))
		s.push(l, port, rtpBytes(1003+n, 160*uint32(300+n), 77, 8, packetOf(0x66)))
		s.now += 20e6
	}
	s.now += 2 * latchMoves // it is silent
	dice := rand.New(rand.NewPCG(5, 4))
	for range 100_000 {
		ssrc := dice.Uint32()
		if ssrc == 77 {
			continue
		}
		n := uint16(dice.Uint32())
		s.push(l, port, rtpBytes(n, 0, ssrc, 8, packetOf(0x66)))
		s.push(l, port, rtpBytes(n+1, 0, ssrc, 8, packetOf(0x66)))
	}
	for n := range uint16(10) { // it has seen all, but sits elsewhere
		s.push(l, elsewhere, rtpBytes(1041+n, 0, 77, 8, packetOf(0x66)))
	}
	for _, n := range []uint16{1040, 1041, 1043, 1045, 1045, 1041, 1040 + maxDropout + 1, 1040 + maxDropout + 2, 900, 901, 902} { // knows the SSRC, guesses the number
		s.push(l, port, rtpBytes(n, 0, 77, 8, packetOf(0x66)))
	}
	for n := range uint16(10) { // each from another port
		s.push(l, netip.AddrPortFrom(port.Addr(), 7000+n), rtpBytes(1041+n, 0, 77, 8, packetOf(0x66)))
	}
	l.sound.RTCP = netip.MustParseAddrPort("192.168.1.5:4001")
	s.rx.n = copy(s.rx.buf[:], []byte{0x80, 201, 0, 1, 0, 0, 0, 78}) // wants to be reported to what it has to guess
	s.rx.from = rawFrom(port, false)
	s.reported(l, s.now, true)
	if _, to, ok := l.reportsTo(); ok && to.addrPort() == port {
		t.Error("it is told the SSRC and the number")
	}
	if l.to.addrPort() != old || l.in.received != 340 {
		t.Fatalf("got in at %s: %+v", l.to.addrPort(), l.figures())
	}
	s.push(l, old, rtpBytes(1041, 160*341, 77, 8, packetOf(1)))
	if l.in.received != 341 || l.in.lost() != 0 {
		t.Errorf("the phone isn't heard as before: %+v", l.figures())
	}
}
