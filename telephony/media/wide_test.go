package media

import (
	"bytes"
	"math"
	"net/netip"
	"os"
	"testing"
	"time"

	"github.com/pion/rtp"

	"github.com/spojka/spojka/firmware/peers"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
)

// wideTone is 1000 and 5500 Hz, coded as G.722 by another implementation
// (libspandsp), in packets of 20 ms for ever.
func wideTone(t *testing.T) func() []byte {
	t.Helper()
	coded, err := os.ReadFile("../audio/testdata/tones-1000-5500.g722")
	if err != nil {
		t.Fatal(err)
	}
	at := 0
	return func() (b []byte) {
		for range 160 {
			b = append(b, coded[at])
			at = (at + 1) % len(coded)
		}
		return b
	}
}

func wide(s *telephony.Sound) { s.Codec, s.PT = telephony.G722, 9 }

// talkFor lets both sides talk for so long, and returns what each heard of it.
func (k *talk) talkFor(d time.Duration, caller, called func() []byte) (heard [2][]byte) {
	hear := func(wait time.Duration) {
		for i, p := range []*phone{k.caller, k.called} {
			for pkt := p.listen(wait); pkt != nil; pkt = p.listen(wait) {
				heard[i] = append(heard[i], pkt.Payload...)
			}
		}
	}
	paced(int(d/(20*time.Millisecond)), func() {
		k.caller.send(caller())
		k.called.send(called())
		hear(time.Millisecond)
	})
	hear(time.Second) // what is still on its way
	return heard
}

// Of two parties one speaks G.722: each hears the other's tone at its level,
// and so does the recording.
func TestWideSoundMeetsNarrow(t *testing.T) {
	k := newTalk(t, "127.53.9", wide, nil)
	k.caller.pt = 9
	k.c.Part(1)
	id := telephony.CallID(telephony.Compose(1, 1)).Recording(1)
	k.c.Connect(1, 2, 7, id)
	heard := k.talkFor(2*time.Second, wideTone(t), tone(440))
	k.c.Part(1)
	var pcm [2][]int16
	for i, codec := range []telephony.Codec{telephony.G722, telephony.PCMA} {
		pcm[i] = make([]int16, len(heard[i]))
		new(audio.Decoder).Decode(pcm[i], heard[i], codec)
		if len(pcm[i]) < 12000 {
			t.Fatalf("party %d heard %d samples", i, len(pcm[i]))
		}
		pcm[i] = pcm[i][4000:12000]
	}
	if l := level(pcm[0], 440); l < 7500 || l > 8500 {
		t.Errorf("who speaks G.722 hears 440 Hz at %.0f, want 8000", l)
	}
	if l := level(pcm[1], 1000); l < 7000 || l > 9000 || level(pcm[1], 2500) > 500 {
		t.Errorf("who speaks A-law hears 1000 Hz at %.0f, want 8000, and 2500 Hz at %.0f, want none", l, level(pcm[1], 2500))
	}
	left, right := peers.Decode(t, made(t, k.o.TapeDir, t.TempDir(), string(id)))
	if len(left) < 14000 {
		t.Fatalf("the recording has %d samples", len(left))
	}
	if l, r := weakest(left[4000:12000], 440), weakest(right[4000:12000], 1000); l < 4000 || r < 4000 || level(right[4000:12000], 440) > 300 {
		t.Errorf("the recording has 440 Hz at %.0f on the left, 1000 Hz at %.0f on the right", l, r)
	}
}

// Between two who speak it G.722 passes as it is, and music is coded for it.
func TestWideSoundPassesAsItIs(t *testing.T) {
	k := newTalk(t, "127.53.10", wide, wide)
	k.caller.pt = 9
	sent := packetOf(0x5B)
	k.caller.send(sent)
	for range 50 {
		if p := k.called.hear(); bytes.Equal(p.Payload, sent) && p.PayloadType == 9 {
			sent = nil
			break
		}
	}
	if sent != nil {
		t.Error("it doesn't pass as it is")
	}
	k.c.Part(1)
	k.c.Play(1, "", "music")
	var got *rtp.Packet
	var dec audio.G722Decoder
	loud := 0
	for range 50 {
		got = k.caller.hear()
		pcm := make([]int16, 160)
		dec.Decode(pcm, got.Payload)
		for _, v := range pcm {
			loud = max(loud, int(v))
		}
	}
	if got.PayloadType != 9 || loud < 1000 || loud > 30000 {
		t.Errorf("music comes as type %d, at most %d loud", got.PayloadType, loud)
	}
}

// The longest packet that can come is recoded within its bounds.
func TestWideSoundOfAnyLength(t *testing.T) {
	s := newBench(t, "127.53.11.1")
	at := netip.MustParseAddrPort("127.53.11.2:4000")
	l, m := s.use(0, 1, at), s.use(1, 2, netip.MustParseAddrPort("127.53.11.3:4000"))
	wide(&l.sound)
	s.connect(l, m, 1, "")
	for _, n := range []int{1, 7, 480, len(s.rx.buf) - headerSize} {
		s.push(l, at, rtpBytes(uint16(n), uint32(n), 1, 9, make([]byte, n)))
		s.push(m, netip.MustParseAddrPort("127.53.11.3:4000"), rtpBytes(uint16(n), uint32(n), 1, 8, make([]byte, n)))
	}
	if l.in.received != 4 || m.in.received != 4 {
		t.Error("some were not taken")
	}
}

// A party may change to any codec that it was offered, in mid-talk and without
// a word: the other hears the same tone on.
func TestWire09CodecChangesInTalk(t *testing.T) {
	s := newBench(t, "127.53.12.1")
	caller, called := netip.MustParseAddrPort("127.53.12.2:4000"), newPhone(t, "127.53.12.3")
	l, m := s.use(0, 1, caller), s.use(1, 2, called.addr)
	s.connect(l, m, 1, "")
	var enc audio.Encoder
	seq, ts := uint16(0), uint32(0)
	for _, pt := range []uint8{8, 0, 9, 8, 9} {
		codec, _ := l.codec(pt)
		var heard []byte
		for i := range 25 {
			pcm := make([]int16, 160)
			for j := range pcm {
				pcm[j] = int16(8000 * math.Sin(2*math.Pi*400*float64(160*i+j)/8000))
			}
			b := make([]byte, 160)
			enc.Encode(b, pcm, codec)
			s.now += 20e6
			s.push(l, caller, rtpBytes(seq, ts, 7, pt, b))
			seq, ts = seq+1, ts+160
			p := called.hear()
			if p.PayloadType != 8 || p.SequenceNumber != m.out.seq {
				t.Fatalf("type %d came as %d", pt, p.PayloadType)
			}
			heard = append(heard, p.Payload...)
		}
		pcm := make([]int16, len(heard))
		audio.Decode(pcm, heard, telephony.PCMA)
		if got := level(pcm[800:], 400); got < 7500 || got > 8500 {
			t.Errorf("sent as %s the tone comes at %.0f", codec, got)
		}
	}
	if l.in.lost() != 0 {
		t.Errorf("%d packets count as lost", l.in.lost())
	}
}
