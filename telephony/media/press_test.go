package media

import (
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/spojka/spojka/telephony"
)

// hearKeys reads the keys that the phone hears by their events, until sound
// from the other comes through again; some packets may be heard already.
func (p *phone) hearKeys(t *testing.T, pt uint8, from *phone, heard ...*rtp.Packet) (digits string) {
	t.Helper()
	var k keypad
	var ends int
	var last *rtp.Packet
	for patience := time.Now().Add(20 * time.Second); time.Now().Before(patience); {
		var pkt *rtp.Packet
		if len(heard) > 0 {
			pkt, heard = heard[0], heard[1:]
		} else if pkt = p.listen(20 * time.Millisecond); pkt == nil {
			from.send(packetOf(1)) // dropped while a key is pressed
			continue
		}
		if last != nil && (pkt.SequenceNumber != last.SequenceNumber+1 || pkt.SSRC != last.SSRC || int32(pkt.Timestamp-last.Timestamp) < 0) {
			t.Errorf("%d/%d follows %d/%d", pkt.SequenceNumber, pkt.Timestamp, last.SequenceNumber, last.Timestamp)
		}
		last = pkt
		if pkt.PayloadType != pt {
			if ends != keyEnds*len(digits) {
				t.Errorf("%d ends of %d keys", ends, len(digits))
			}
			return digits
		}
		e, err := parseEvent(pkt.Payload)
		if err != nil {
			t.Fatal(err)
		}
		if e.end {
			ends++
			if e.duration != keyLasts {
				t.Errorf("it lasted %d", e.duration)
			}
		}
		if d := k.note(e, pkt.Timestamp, 0); d != 0 {
			digits += string(d)
			if !pkt.Marker {
				t.Error("an event begins without the marker")
			}
		}
	}
	t.Fatal("no sound comes through")
	return ""
}

// Row 13: keys that one party tells in words reach the other as events of its
// own type, in one line with the sound.
func TestWire13KeysInWordsBecomeEvents(t *testing.T) {
	k := newTalk(t, "127.64.13", nil, func(s *telephony.Sound) { s.Events, s.EventsIn = 96, 96 })
	k.caller.send(packetOf(1))
	k.called.hear()
	for _, key := range []byte("1*#D") {
		k.c.Press(1, key)
	}
	k.c.Press(1, 'x') // no key
	if digits := k.called.hearKeys(t, 96, k.caller, k.called.hear()); digits != "1*#D" {
		t.Errorf("heard %q", digits)
	}
	// While one plays music to the other it comes between.
	k.c.Play(2, "", "music")
	k.called.hear()
	k.c.Press(1, '5')
	pkt := k.called.hear()
	for pkt.PayloadType != 96 {
		pkt = k.called.hear()
	}
	if digits := k.called.hearKeys(t, 96, k.caller, pkt); digits != "5" {
		t.Errorf("heard %q", digits)
	}
}

// Who says each key both ways is heard once, whichever comes first; who takes
// no events is sent none.
func TestWire13KeysBothWaysAreOne(t *testing.T) {
	k := newTalk(t, "127.64.14", nil, nil)
	event := func(p *phone, code byte) {
		for i := range 4 {
			e := []byte{code, 10, 0, byte(160 * i)}
			if i > 0 {
				e[1] |= 0x80
				e[2], e[3] = keyLasts>>8, keyLasts&0xFF
			}
			p.sendAs(rtp.Header{PayloadType: 101, Marker: i == 0}, e)
		}
		p.ts += 1600
	}
	k.c.Press(1, '4') // in words first
	first := k.called.hear()
	event(k.caller, 4)
	if digits := k.called.hearKeys(t, 101, k.caller, first); digits != "4" {
		t.Errorf("in words first: heard %q", digits)
	}
	event(k.called, 6) // beside the sound first
	k.ears.until(t, "46", func() bool { return k.ears.digits == "46" })
	k.c.Press(2, '6')
	if digits := k.caller.hearKeys(t, 101, k.called); digits != "6" {
		t.Errorf("beside the sound first: heard %q", digits)
	}

	k = newTalk(t, "127.64.15", nil, func(s *telephony.Sound) { s.Events, s.EventsIn = 0, 0 })
	k.c.Press(1, '4')
	if digits := k.called.hearKeys(t, 101, k.caller); digits != "" {
		t.Errorf("who takes no events hears %q", digits)
	}
}
