package media

import (
	"net/netip"
	"testing"

	"github.com/spojka/spojka/telephony"
)

// Whatever comes to a port, the thread lives on, and what a stranger sends
// changes nothing for the party.
func FuzzPacket(f *testing.F) {
	f.Add(rtpBytes(1, 160, 7, 8, packetOf(1)), true)
	f.Add(rtpBytes(1, 160, 7, 101, []byte{1, 0x80, 0, 160}), true)
	f.Add([]byte{0xBF, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0xBE, 0xDE, 0, 1, 0x10, 0, 0, 0, 9}, true)
	f.Add([]byte{0xA0, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 255}, false)
	s := newBench(f, "127.33.1.1")
	sink := newPhone(f, "127.33.1.2")
	from, strange := sink.addr, netip.MustParseAddrPort("127.33.1.3:6000")
	f.Fuzz(func(t *testing.T, b []byte, own bool) {
		l, m := s.use(0, 1, from), s.use(1, 2, sink.addr)
		s.connect(l, m, 1, "")
		s.push(l, from, rtpBytes(1, 0, 1, 8, packetOf(1)))
		before := l.party
		if own {
			s.push(l, from, b)
		} else {
			s.push(l, strange, b)
			if l.in != before.in || l.latch != before.latch || l.to != before.to {
				t.Error("a stranger changed something")
			}
		}
		if g := l.figures(); g.Received > 2 || g.Lost > maxDropout {
			t.Errorf("figures %+v", g)
		}
		s.drop(l)
		s.drop(m)
		s.draining.line = s.draining.line[:0]
		l.place, m.place = placeOffered, placeOffered
		s.offered = s.want
	})
}

// A key gives at most one digit per packet, and only one that exists.
func FuzzEvent(f *testing.F) {
	f.Add([]byte{1, 0x8A, 0, 160}, uint32(0), int64(0))
	f.Fuzz(func(t *testing.T, b []byte, ts uint32, at int64) {
		e, err := parseEvent(b)
		if err != nil {
			return
		}
		var k keypad
		d := k.note(e, ts, at)
		if (d != 0) != (int(e.code) < len(keys)) {
			t.Errorf("event %d gives %q", e.code, d)
		}
		if again := k.note(e, ts, at+1); again != 0 {
			t.Errorf("the same event gives %q again", again)
		}
	})
}

// Frames come from our own build only, but even others do no harm.
func FuzzFrame(f *testing.F) {
	for k := kindWant; k <= kindDrop; k++ {
		fr := frame{kind: k, number: 1, leg: 1, other: 2, otherSlot: 1}
		putSound(fr.body[:], telephony.Sound{Addr: netip.MustParseAddrPort("127.33.2.2:4000"), PT: 8})
		b := make([]byte, frameSize)
		fr.put(b)
		f.Add(b)
	}
	s := newBench(f, "127.33.2.1")
	f.Fuzz(func(t *testing.T, b []byte) {
		var fr frame
		if fr.take(b, 0) != nil {
			return
		}
		out := make([]byte, frameSize)
		fr.put(out)
		var again frame
		if err := again.take(out, 0); err != nil || again != fr {
			t.Errorf("%+v was read back as %+v, %v", fr, again, err)
		}
		l := s.use(0, 1, netip.MustParseAddrPort("127.33.2.2:4000"))
		s.obey(&fr)
		if l.place == placeUsed {
			s.drop(l)
		}
		s.draining.line = s.draining.line[:0]
		for _, l := range s.legs {
			l.place = placeOffered
		}
		s.used, s.offered = 0, len(s.legs)
	})
}
