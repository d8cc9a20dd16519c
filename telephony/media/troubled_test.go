package media

import (
	"math"
	"net/netip"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
)

// talker is a party whose packets the test makes, by a clock that it turns.
type talker struct {
	l     *leg
	at    netip.AddrPort
	hz    float64
	said  int // samples
	codec telephony.Codec
	enc   audio.Encoder
	ms    int // a packet

	h    rtp.Header
	due  int64
	does func(t *talker, s *sound) // instead of speaking; nil: it speaks
}

func (t *talker) sends(s *sound, pt uint8, payload []byte) {
	s.push(t.l, t.at, rtpBytes(t.h.SequenceNumber, t.h.Timestamp, t.h.SSRC, pt, payload))
	t.h.SequenceNumber++
}

// turn sends the packet that is due.
func (t *talker) turn(s *sound) {
	if s.now < t.due {
		return
	}
	pcm := make([]int16, t.ms*8)
	for i := range pcm {
		pcm[i] = int16(8000 * math.Sin(2*math.Pi*t.hz*float64(t.said+i)/8000))
	}
	t.said += len(pcm)
	if t.does != nil {
		t.does(t, s)
	} else {
		b := make([]byte, len(pcm))
		t.enc.Encode(b, pcm, t.codec)
		pt := map[telephony.Codec]uint8{telephony.PCMU: 0, telephony.PCMA: 8, telephony.G722: 9}[t.codec]
		t.sends(s, pt, b)
	}
	t.h.Timestamp += uint32(len(pcm))
	t.due += int64(t.ms) * 1e6
}

// A talk in which everything changes that can: codecs, packet times, sources,
// timestamps, silence with and without comfort noise, keys, hold with and
// without music, another address. Each side of its recording has what that party
// said, when it said so, and nothing of keys, comfort noise or music.
//
// Proves: W-CC-12
func TestRecordingOfATroubledTalk(t *testing.T) {
	s := newBench(t, "127.53.41.1")
	tape, out := t.TempDir(), t.TempDir()
	var err error
	if s.tape, err = newTape(tape, 1<<20, s.clock.base); err != nil {
		t.Fatal(err)
	}
	right := &talker{at: netip.MustParseAddrPort("127.53.41.2:4000"), hz: 440, codec: telephony.PCMA, ms: 20, h: rtp.Header{SSRC: 1}, due: s.now}
	left := &talker{at: netip.MustParseAddrPort("127.53.41.3:4000"), hz: 880, codec: telephony.PCMU, ms: 30, h: rtp.Header{SSRC: 2}, due: s.now}
	right.l, left.l = s.use(0, 1, right.at), s.use(1, 2, left.at)
	const id = "0000001-00000001-1"
	s.connect(right.l, left.l, 1, id)

	held := telephony.Sound{Addr: left.at, Codec: telephony.PCMA, PT: 8, Events: 101, EventsIn: 101, Held: true}
	back := held
	back.Held = false
	nothing := func(*talker, *sound) {}
	stages := []struct {
		what        string
		begins      func()
		right, left bool // who is heard
	}{
		{"as it began", func() {}, true, true},
		{"another source", func() { right.h = rtp.Header{SSRC: 77, SequenceNumber: 40_000, Timestamp: 1 << 31} }, true, true},
		{"timestamps jump forward", func() { right.h.Timestamp += 1_000_000 }, true, true},
		{"timestamps begin again", func() { left.h.Timestamp = 0 }, true, true},
		{"numbers begin again", func() { left.h.SequenceNumber, left.h.Timestamp = 0, 0 }, true, true},
		{"packets of 60 and 10 ms", func() { right.ms, left.ms = 60, 10 }, true, true},
		{"G.722 beside A-law", func() { right.codec, left.codec, right.ms = telephony.G722, telephony.PCMA, 20 }, true, true},
		{"both back to A-law", func() { right.codec = telephony.PCMA }, true, true},
		{"comfort noise", func() { right.does = func(t *talker, s *sound) { t.sends(s, 13, []byte{60}) } }, false, true},
		{"silence without a packet", func() { right.does = nothing }, false, true},
		{"it speaks again", func() { right.does = nil }, true, true},
		{"a key", func() {
			began := right.h.Timestamp
			right.does = func(t *talker, s *sound) {
				t.h.Timestamp = began
				t.sends(s, 101, []byte{5, 10, 1, 0})
				t.h.Timestamp = began + uint32(s.now/125_000)&^159
			}
		}, false, true},
		{"hold with music", func() {
			right.h.Timestamp += 8000
			right.does, left.does = nil, nothing
			s.aim(left.l, held)
			s.playTo(right.l, "", "music")
		}, true, false},
		{"hold without music", func() { s.playTo(right.l, "", "") }, true, false},
		{"back from hold", func() { left.does = nil; s.aim(left.l, back) }, true, true},
		{"from another address, by a re-INVITE", func() {
			left.at = netip.MustParseAddrPort("127.53.41.4:4000")
			left.h.SSRC = 99
			moved := back
			moved.Addr = left.at
			s.aim(left.l, moved)
		}, true, true},
	}
	const lasts = 2 // s
	for _, stage := range stages {
		stage.begins()
		for end := s.now + lasts*int64(time.Second); s.now < end; s.now += 5e6 {
			right.turn(s)
			left.turn(s)
		}
	}
	s.part(right.l)
	l, r := peers.Decode(t, made(t, tape, out, id))
	for i, stage := range stages {
		from := i*lasts*8000 + 4000 // what changes may take a moment
		for _, side := range []struct {
			name    string
			pcm     []int16
			hz, not float64
			speaks  bool
		}{{"right", r, 440, 880, stage.right}, {"left", l, 880, 440, stage.left}} {
			pcm := side.pcm[from:][:lasts*8000-4000-1000]
			strongest := 0.0
			for _, v := range pcm {
				strongest = max(strongest, math.Abs(float64(v)))
			}
			switch weak := weakest(pcm, side.hz); {
			case side.speaks && weak < 5000:
				t.Errorf("%s, %s: the tone has %.0f", stage.what, side.name, weak)
			case !side.speaks && strongest > 300:
				t.Errorf("%s, %s: something is heard, %.0f loud", stage.what, side.name, strongest)
			case level(pcm, side.not) > 200:
				t.Errorf("%s, %s: the other side is heard", stage.what, side.name)
			}
		}
	}
	if got := len(r) / 8000; got != len(stages)*lasts {
		t.Errorf("%d s long, want %d", got, len(stages)*lasts)
	}
}
