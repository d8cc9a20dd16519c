package media

import (
	"bytes"
	"encoding/binary"
	"net/netip"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/spojka/spojka/telephony"
)

// talk is a bridge between two phones over a running sound process.
type talk struct {
	o              Options
	c              *Client
	ears           *ears
	caller, called *phone
}

func newTalk(t *testing.T, net string, caller, called func(*telephony.Sound)) *talk {
	t.Helper()
	k := &talk{ears: newEars()}
	k.o = serve(t, Options{Bind: netip.MustParseAddr(net + ".1"), Ports: [2]uint16{20000, 20999}, TapeDir: t.TempDir()})
	k.c = dial(t, k.o, k.ears)
	k.caller, k.called = newPhone(t, net+".2"), newPhone(t, net+".3")
	k.called.ssrc, k.called.seq = 0x2000, 60000
	a, b := k.caller.sound(), k.called.sound()
	if caller != nil {
		caller(&a)
	}
	if called != nil {
		called(&b)
	}
	seize(t, k.c, 1, k.caller, a)
	seize(t, k.c, 2, k.called, b)
	k.c.Connect(1, 2, 7, "")
	k.settle(t)
	return k
}

// settle waits until the process has done what it was told.
func (k *talk) settle(t *testing.T) {
	t.Helper()
	if _, ok := k.c.Take(999); ok { // answered by another ready leg
		k.c.Drop(999)
	}
	k.caller.send(packetOf(1))
	for range 50 {
		if k.called.listen(100*time.Millisecond) != nil {
			return
		}
		k.caller.send(packetOf(1))
	}
	t.Fatal("the bridge does not come up")
}

// figures waits for figures of a leg that fulfil a condition.
func (k *talk) figures(t *testing.T, leg telephony.LegID, ok func(telephony.Quality) bool) {
	t.Helper()
	var g telephony.Quality
	for range 300 {
		if g, _ = k.c.Figures(leg); ok(g) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("figures of leg %d are %+v", leg, g)
}

// 30 ms packets pass as they are.
func TestWire10PacketTimes(t *testing.T) {
	k := newTalk(t, "127.31.10", func(s *telephony.Sound) { s.Ptime = 30 }, nil)
	k.called.send(packetOf(2))
	if p := k.caller.hear(); len(p.Payload) != 160 {
		t.Errorf("a packet of 20 ms is relayed as %d bytes", len(p.Payload))
	}
	k.c.Play(1, "", "music")
	if p := k.caller.hear(); len(p.Payload) != 240 {
		t.Errorf("music towards ptime 30 is sent as %d bytes", len(p.Payload))
	}
}

// Events are mapped from the type under which one party sends them to the one
// that the other party wants; a party's two may differ (RFC 3264 §5.1).
func TestWire11EventTypes(t *testing.T) {
	k := newTalk(t, "127.31.11", func(s *telephony.Sound) { s.Events, s.EventsIn = 96, 100 }, nil)
	k.caller.sendAs(rtp.Header{PayloadType: 96, Timestamp: 900}, []byte{7, 10, 0, 160}) // the type towards it: nothing of its own
	k.caller.sendAs(rtp.Header{PayloadType: 100, Marker: true}, []byte{5, 10, 0, 160})
	if p := k.called.hear(); p.PayloadType != 101 || !bytes.Equal(p.Payload, []byte{5, 10, 0, 160}) {
		t.Errorf("an event of type 100 became %v", p)
	}
	k.called.sendAs(rtp.Header{PayloadType: 101}, []byte{11, 10, 0, 160})
	if p := k.caller.hear(); p.PayloadType != 96 {
		t.Errorf("an event of type 101 became %v", p)
	}
	k.ears.until(t, "5#", func() bool { return k.ears.digits == "5#" })
}

// One digit per timestamp, whatever is lost, repeated or never ended.
func TestWire12Digits(t *testing.T) {
	k := newTalk(t, "127.31.12", nil, func(s *telephony.Sound) { s.Events, s.EventsIn = 0, 0 })
	press := func(ts uint32, code byte, end bool, times int) {
		for i := range times {
			e := []byte{code, 10, 0, byte(i)}
			if end {
				e[1] |= 0x80
			}
			k.caller.sendAs(rtp.Header{PayloadType: 101, Timestamp: ts}, e)
		}
	}
	press(8000, 1, false, 5)
	press(8000, 1, true, 3)   // its end, three times
	press(9600, 1, false, 4)  // the same key again, end lost
	press(11200, 2, false, 2) // at once another
	press(11200, 2, true, 3)
	press(9600, 1, true, 1)  // late
	press(14000, 3, true, 1) // all lost but one end
	press(16000, 10, false, 2)
	press(18000, 15, false, 1)
	press(20000, 16, false, 2) // flash is no digit
	k.caller.send(packetOf(9))
	k.ears.until(t, "1123*D", func() bool { return k.ears.digits == "1123*D" })
	// The called takes no events, and gets no gap for them.
	first := k.called.hear()
	k.caller.send(packetOf(9))
	if p := k.called.hear(); p.PayloadType != 8 || p.SequenceNumber != first.SequenceNumber+1 {
		t.Errorf("after\n%v came\n%v", first, p)
	}
}

// A new source, a jump of numbers or of time is no loss, and ours goes on.
func TestWire53SourceChanges(t *testing.T) {
	k := newTalk(t, "127.31.53", nil, nil)
	for k.called.listen(50*time.Millisecond) != nil {
	}
	k.caller.send(packetOf(1))
	last := k.called.hear()
	changes := []func(){
		func() { k.caller.ssrc++ },
		func() { k.caller.seq += 20000 },
		func() { k.caller.ts += 1 << 30 },
		func() { k.caller.ssrc, k.caller.seq, k.caller.ts = 5, 5, 5 },
	}
	for i, change := range changes {
		change()
		k.caller.send(packetOf(byte(i)))
		p := k.called.hear()
		if p.SSRC != last.SSRC || p.SequenceNumber != last.SequenceNumber+1 || !p.Marker {
			t.Errorf("change %d: after\n%v came\n%v", i, last, p)
		}
		if d := int32(p.Timestamp - last.Timestamp); d < 160 || d > 8000 {
			t.Errorf("change %d: the timestamp moved by %d", i, d)
		}
		last = p
	}
	k.caller.seq += 3 // three packets are lost: that stays a gap
	k.caller.ts += 480
	k.caller.send(packetOf(9))
	if p := k.called.hear(); p.SequenceNumber != last.SequenceNumber+4 || p.Timestamp != last.Timestamp+640 {
		t.Errorf("after a loss of three\n%v came\n%v", last, p)
	}
	k.figures(t, 1, func(g telephony.Quality) bool { return g.Lost == 3 })
}

// An injector changes nothing: the party keeps its sound, the box its target.
func TestWire54Strangers(t *testing.T) {
	k := newTalk(t, "127.31.54", nil, nil)
	k.called.send(packetOf(3))
	k.caller.hear()
	bleed := newPhone(t, "127.31.54.66")
	bleed.to = k.caller.to
	for range 100 {
		bleed.send(packetOf(0x66))
	}
	sameHost := newPhone(t, "127.31.54.2")
	sameHost.to = k.caller.to
	for range 20 {
		sameHost.send(packetOf(0x66))
	}
	for range 10 {
		k.caller.send(packetOf(1))
		if p := k.called.hear(); p.Payload[0] == 0x66 {
			t.Fatal("a stranger is heard")
		}
		k.called.send(packetOf(3))
		k.caller.hear()
	}
	if p := bleed.listen(50 * time.Millisecond); p != nil {
		t.Error("a stranger is sent to")
	}
	k.figures(t, 1, func(g telephony.Quality) bool { return g.Strange == 120 && g.Lost == 0 })
}

// A phone behind NAT sends from elsewhere than it said: within the first
// seconds that is learned, then kept.
func TestWire54NAT(t *testing.T) {
	nowhere := netip.MustParseAddrPort("127.31.55.99:9999")
	k := newTalk(t, "127.31.55", func(s *telephony.Sound) { s.Addr = nowhere }, nil)
	k.called.send(packetOf(3))
	if k.caller.hear().Payload[0] != 3 {
		t.Error("the phone behind NAT hears something else")
	}
	other := newPhone(t, "127.31.55.5")
	other.to = k.caller.to
	other.send(packetOf(0x66))
	k.called.send(packetOf(4))
	if k.caller.hear().Payload[0] != 4 || other.listen(50*time.Millisecond) != nil {
		t.Error("another source took the phone's place")
	}
}

// RTCP on the port of RTP and on its own is no RTP, and none is needed.
func TestWire55RTCP(t *testing.T) {
	k := newTalk(t, "127.31.56", nil, nil)
	report := []byte{0x80, 200, 0, 6, 0, 0, 0x10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 160}
	for _, to := range []netip.AddrPort{k.caller.to, netip.AddrPortFrom(k.caller.to.Addr(), k.caller.to.Port()+1)} {
		if _, err := k.caller.conn.WriteToUDPAddrPort(report, to); err != nil {
			t.Fatal(err)
		}
	}
	k.caller.send(packetOf(7))
	for range 100 {
		if k.called.hear().Payload[0] == 7 {
			break
		}
	}
	k.figures(t, 1, func(g telephony.Quality) bool { return g.Received > 0 && g.Strange == 0 })
}

// bench is a sound without its loop, so that a test has the clock in hand.
func newBench(t testing.TB, net string) *sound {
	t.Helper()
	s, err := newSound(Options{
		Beat:   func() {},
		Socket: socketDir(t) + "/m.sock", Bind: netip.MustParseAddr(net),
		Ports: [2]uint16{20000, 20999}, Orphaned: time.Hour, SegmentSize: 1 << 20,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.brain.fd = -1; _ = s.close() })
	s.want = 4
	s.topUp()
	return s
}

// use gives a ready leg to a party at this address.
func (s *sound) use(slot uint32, id telephony.LegID, at netip.AddrPort) *leg {
	s.take(slot, id)
	s.aim(s.legs[slot], telephony.Sound{Addr: at, Codec: telephony.PCMA, PT: 8, Events: 101, EventsIn: 101})
	return s.legs[slot]
}

// push is a packet that the kernel would have brought.
func (s *sound) push(l *leg, from netip.AddrPort, b []byte) {
	s.rx.n = copy(s.rx.buf[:], b)
	s.rx.from = rawFrom(from, false)
	s.packet(l, s.now)
}

func rtpBytes(seq uint16, ts, ssrc uint32, pt uint8, payload []byte) []byte {
	b := make([]byte, 12, 12+len(payload))
	b[0], b[1] = 0x80, pt
	binary.BigEndian.PutUint16(b[2:], seq)
	binary.BigEndian.PutUint32(b[4:], ts)
	binary.BigEndian.PutUint32(b[8:], ssrc)
	return append(b, payload...)
}

// Ten minutes without a packet are told each ten seconds; comfort noise and
// speech end the silence; nothing ends the leg.
func TestWire56Mute(t *testing.T) {
	s := newBench(t, "127.31.57.1")
	s.brain.fd = 1 << 20 // frames stay in the outbox
	at := netip.MustParseAddrPort("127.31.57.2:4000")
	l := s.use(0, 5, at)
	told := func() (all []time.Duration) {
		for _, f := range s.brain.outbox {
			if f.kind == kindSilent && f.leg == 5 {
				all = append(all, time.Duration(f.call).Round(time.Second))
			}
		}
		s.brain.outbox = s.brain.outbox[:0]
		return all
	}
	wait := func(d time.Duration) {
		for end := s.now + int64(d); s.now < end; s.now += chore {
			s.doChores()
		}
	}
	wait(10 * time.Minute)
	if all := told(); len(all) != 60 && len(all) != 59 || all[0] != 10*time.Second && all[0] != 11*time.Second {
		t.Errorf("ten silent minutes are told as %v", all)
	}
	for i := range 20 {
		s.push(l, at, rtpBytes(uint16(i), 0, 1, 13, []byte{60}))
		wait(5 * time.Second)
	}
	if all := told(); len(all) != 0 {
		t.Errorf("comfort noise is told as silence: %v", all)
	}
	wait(25 * time.Second)
	if all := told(); len(all) != 2 {
		t.Errorf("25 s are told as %v", all)
	}
	if l.place != placeUsed {
		t.Error("the leg was ended")
	}
}

// Of two phones behind NAT that are lifted at once the one that is hung up is
// heard first: the other follows it once it is silent, and nobody follows a
// source that isn't.
func TestWire54LatchFollowsTheLiving(t *testing.T) {
	s := newBench(t, "127.31.59.1")
	l := s.use(0, 5, netip.MustParseAddrPort("127.31.59.2:4000"))
	lost, won := netip.MustParseAddrPort("127.31.59.3:5000"), netip.MustParseAddrPort("127.31.59.3:6000")
	s.push(l, lost, rtpBytes(1, 0, 1, 8, packetOf(1)))
	for i := range uint16(9) {
		s.now += 20e6
		s.push(l, won, rtpBytes(i, 0, 2, 8, packetOf(1)))
	}
	if l.to.addrPort() != lost || l.strange != 9 {
		t.Error("a source that is silent for less than 200 ms is displaced")
	}
	s.now += 20e6
	s.push(l, won, rtpBytes(9, 0, 2, 8, packetOf(1)))
	if l.to.addrPort() != won {
		t.Error("the phone that has the call stays unheard")
	}
	s.now += latchTime
	s.push(l, lost, rtpBytes(2, 0, 1, 8, packetOf(1)))
	if l.to.addrPort() != won {
		t.Error("after 5 s another source was taken")
	}
}

// After five seconds nobody else gets in, until the party is aimed anew.
func TestWire54LatchCloses(t *testing.T) {
	s := newBench(t, "127.31.58.1")
	said := netip.MustParseAddrPort("127.31.58.2:4000")
	nat := netip.MustParseAddrPort("127.31.58.3:5000")
	l := s.use(0, 5, said)
	s.push(l, nat, rtpBytes(1, 0, 1, 8, packetOf(1)))
	if l.in.received != 1 || l.to.addrPort() != nat {
		t.Error("the first source within 5 s isn't taken")
	}
	s.push(l, said, rtpBytes(1, 0, 2, 8, packetOf(1)))
	if l.to.addrPort() != said {
		t.Error("the signalled address doesn't come first")
	}
	s.push(l, nat, rtpBytes(2, 0, 1, 8, packetOf(1)))
	if l.strange != 1 || l.to.addrPort() != said {
		t.Error("another source displaced the signalled one")
	}

	m := s.use(1, 6, said)
	s.now += latchTime + 1
	s.push(m, nat, rtpBytes(1, 0, 1, 8, packetOf(1)))
	if m.strange != 1 || m.in.received != 0 || m.to.addrPort() != said {
		t.Error("after 5 s another source was taken")
	}
	s.aim(m, telephony.Sound{Addr: netip.MustParseAddrPort("127.31.58.9:4000"), Codec: telephony.PCMA, PT: 8})
	s.push(m, nat, rtpBytes(1, 0, 1, 8, packetOf(1)))
	if m.in.received != 1 || m.to.addrPort() != nat {
		t.Error("after a re-INVITE another source isn't taken")
	}
	// What is no RTP never latches.
	n := s.use(2, 7, said)
	for _, junk := range [][]byte{nil, {0x80}, make([]byte, 200), {0x8F, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0}} {
		s.push(n, nat, junk)
	}
	if n.in.received != 0 || n.strange != 4 || n.to.addrPort() != said {
		t.Errorf("junk latched: %+v", n.figures())
	}
}
