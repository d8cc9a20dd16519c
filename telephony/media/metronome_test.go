package media

import (
	"bytes"
	"encoding/binary"
	"net/netip"
	"strings"
	"testing"

	"github.com/pion/rtp"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
	"golang.org/x/sys/unix"
)

// playing is a sound with the clock in hand that plays music to phones.
func playing(t *testing.T, net string, legs int) (*sound, []*phone) {
	t.Helper()
	s := newBench(t, net+".1")
	s.want = legs
	for s.offered < legs {
		s.topUp()
	}
	var phones []*phone
	for i := range legs {
		p := newPhone(t, net+".2")
		phones = append(phones, p)
		s.playTo(s.use(uint32(i), telephony.LegID(i+1), p.addr), "", "music")
	}
	return s, phones
}

// Legs that begin at once are spread over the 20 ms, and each gets its packet
// every 20 ms.
func TestMetronomeSpreads(t *testing.T) {
	s, phones := playing(t, "127.34.1", 40)
	for ms := range int64(100) {
		before := s.sent()
		s.now = ms * tick
		s.metro.run(s.now)
		if n := s.sent() - before; n > 2 {
			t.Errorf("at %d ms %d packets go at once", ms, n)
		}
	}
	for i := range phones {
		if n := s.legs[i].out.sent; n != 5 && n != 4 {
			t.Errorf("leg %d got %d packets in 100 ms", i, n)
		}
	}
}

func (s *sound) sent() (n uint64) {
	for _, l := range s.legs {
		n += l.out.sent
	}
	return n
}

// After a stall the music skips: the marker, a gap in time, none in numbers.
func TestMetronomeSkipsWhenLate(t *testing.T) {
	s, phones := playing(t, "127.34.2", 1)
	var last *rtp.Packet
	run := func(ms int64) *rtp.Packet {
		t.Helper()
		s.now = ms * tick
		s.metro.run(s.now)
		return phones[0].hear()
	}
	for ms := int64(20); ms <= 60; ms += 20 {
		last = run(ms)
	}
	p := run(100) // one packet late: it is made up for
	if p.Marker || p.Timestamp != last.Timestamp+160 {
		t.Errorf("after\n%v came\n%v", last, p)
	}
	last = phones[0].hear()
	p = run(400)
	if !p.Marker || p.SequenceNumber != last.SequenceNumber+1 || p.Timestamp-last.Timestamp < 2000 || p.Timestamp-last.Timestamp > 2600 {
		t.Errorf("after\n%v came\n%v", last, p)
	}
	if s.metro.skipped != 1 {
		t.Errorf("%d skips are counted", s.metro.skipped)
	}
}

// The greeting is heard once, then the music for ever; alone it ends.
func TestGreetingThenMusic(t *testing.T) {
	s := newBench(t, "127.34.3.1")
	l := s.use(0, 1, netip.MustParseAddrPort("127.34.3.2:4000"))
	greeting, music := samplesOf(t, "greeting-cs"), samplesOf(t, "music")
	s.playTo(l, "greeting-cs", "music")
	var all []byte
	b := make([]byte, 160)
	for len(all) < len(greeting)+2*len(music) {
		if !l.play.fill(b) {
			t.Fatal("the music ends")
		}
		all = append(all, b...)
	}
	want := append(append(append([]byte{}, greeting...), music...), music...)
	if string(all[:len(want)]) != string(want) {
		t.Error("what is played isn't the greeting, then the music over and over")
	}
	s.playTo(l, "greeting-cs", "")
	packets := 0
	for l.play.fill(b) {
		packets++
	}
	if packets != (len(greeting)+159)/160 {
		t.Errorf("the greeting alone has %d packets", packets)
	}
	s.playTo(l, "no such prompt", "")
	if l.play.on {
		t.Error("a prompt that isn't there is played")
	}
}

// samplesOf are the samples of a prompt, whose file must be as all are.
func samplesOf(t *testing.T, name string) []byte {
	t.Helper()
	b, err := promptFiles.ReadFile("prompts/" + name + ".wav")
	if err != nil {
		t.Fatal(err)
	}
	size := binary.LittleEndian.Uint32(b[wavHead-4:])
	lasts := binary.LittleEndian.AppendUint32(nil, size)
	head := "RIFF" + string(b[4:8]) + "WAVEfmt \x12\x00\x00\x00\x06\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00\x00\x00" +
		"fact\x04\x00\x00\x00" + string(lasts) + "data" + string(lasts)
	if string(b[:wavHead]) != head || int(size+size%2) != len(b)-wavHead || size == 0 {
		t.Fatalf("%s is not A-law at 8 kHz in one channel behind a head of %d bytes: make it with prompts/make.sh", name, wavHead)
	}
	return b[wavHead : wavHead+size]
}

// Every prompt is of the form that it is played in without a look at its head.
func TestPrompts(t *testing.T) {
	all, err := promptFiles.ReadDir("prompts")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		samplesOf(t, strings.TrimSuffix(f.Name(), ".wav"))
	}
	for _, name := range []string{"greeting-cs", "greeting-en", "music"} {
		if n := len(samplesOf(t, name)); n < 5*8000 || n > 40*8000 {
			t.Errorf("%s has %d samples", name, n)
		}
	}
}

// What still lies on the card is silence, not an end, and is heard from its
// beginning once it was brought.
func TestPromptThatMustBeBrought(t *testing.T) {
	s := newBench(t, "127.34.5.1")
	s.far = make(chan *clip, 1)
	l := s.use(0, 1, netip.MustParseAddrPort("127.34.5.2:4000"))
	s.playTo(l, "greeting-cs", "")
	silence := bytes.Repeat([]byte{audio.SilenceA}, 160)
	b := make([]byte, 160)
	for range 3 {
		l.play.skip(480)
		if !l.play.fill(b) || !bytes.Equal(b, silence) {
			t.Fatalf("before it was brought, % x is heard", b)
		}
	}
	(<-s.far).bring()
	if !l.play.fill(b) || !bytes.Equal(b, samplesOf(t, "greeting-cs")[:160]) {
		t.Error("it isn't heard from its beginning")
	}
	l.play.skip(160)
	if !l.play.fill(b) || !bytes.Equal(b, samplesOf(t, "greeting-cs")[320:480]) {
		t.Error("what is late isn't left out")
	}
	if n := testing.AllocsPerRun(1000, func() { l.play.fill(b) }); n != 0 {
		t.Errorf("a packet of it allocates %v times", n)
	}
}

// Sound is marked for expedited forwarding (RFC 3246).
func TestDSCP(t *testing.T) {
	s := newBench(t, "127.34.4.1")
	tos, err := unix.GetsockoptInt(s.legs[0].rtp, unix.IPPROTO_IP, unix.IP_TOS)
	if err != nil || tos != 46<<2 {
		t.Errorf("the type of service is %#x, %v", tos, err)
	}
	if s.legs[0].port.Port()%2 != 0 || s.legs[1].port.Port() != s.legs[0].port.Port()+2 {
		t.Errorf("RTP is on %d and %d", s.legs[0].port.Port(), s.legs[1].port.Port())
	}
}

// Loss, lateness and jitter are counted as RFC 3550 says, over the wrap of
// numbers and changes of source.
func TestFigures(t *testing.T) {
	var s source
	at := int64(1e9)
	put := func(seq uint16, ts, ssrc uint32, late int64) {
		s.note(&rtp.Header{SequenceNumber: seq, Timestamp: ts, SSRC: ssrc}, at+late)
		at += 20e6
	}
	for i := range 100 {
		if i == 30 || i == 31 {
			at += 20e6
			continue
		}
		put(uint16(65500+i), uint32(i*160), 1, 0)
	}
	if s.lost() != 2 || s.jitter != 0 {
		t.Errorf("lost %d, jitter %d", s.lost(), s.shaken())
	}
	put(63, 0, 1, 0) // once more
	if s.late != 1 {
		t.Errorf("late %d", s.late)
	}
	for i := range 2000 { // another source, whose packets come 0 and 10 ms late
		put(uint16(i), uint32(i*160), 2, int64(i%2)*10e6)
	}
	if s.lost() != 1 { // the repeated packet counts against a lost one, as in the RFC
		t.Errorf("after a change of source lost %d", s.lost())
	}
	if us := s.shaken().Microseconds(); us < 9500 || us > 10500 {
		t.Errorf("jitter %d µs instead of 10000", us)
	}
	if s.received != 98+1+2000 {
		t.Errorf("received %d", s.received)
	}
}

// A packet through a bridge allocates nothing, nor does a tick of music.
func TestNothingIsAllocatedPerPacket(t *testing.T) {
	s, phones := playing(t, "127.34.5", 3)
	x, y := s.legs[0], s.legs[1]
	s.connect(x, y, 1, "")
	packet := rtpBytes(1, 160, 9, 8, packetOf(1))
	seq := uint16(0)
	if n := testing.AllocsPerRun(1000, func() {
		seq++
		s.now += 20e6
		packet[2], packet[3] = byte(seq>>8), byte(seq)
		s.push(x, phones[0].addr, packet)
		s.metro.run(s.now)
	}); n != 0 {
		t.Errorf("%v allocations a packet", n)
	}
	if s.legs[1].out.sent < 1000 || s.legs[2].out.sent < 1000 {
		t.Errorf("sent %d and %d", s.legs[1].out.sent, s.legs[2].out.sent)
	}
}
