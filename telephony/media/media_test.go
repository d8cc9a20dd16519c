package media

import (
	"bytes"
	"net/netip"
	"testing"

	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/audio"
)

func packetOf(b byte) []byte { return bytes.Repeat([]byte{b}, 160) }

func TestMusicThenBridge(t *testing.T) {
	o := serve(t, Options{Bind: netip.MustParseAddr("127.31.0.1"), Ports: [2]uint16{20000, 20999}})
	c := dial(t, o, newEars())
	caller, called := newPhone(t, "127.31.0.2"), newPhone(t, "127.31.0.3")
	seize(t, c, 1, caller, caller.sound())
	seize(t, c, 2, called, telephony.Sound{Addr: called.addr, Codec: telephony.PCMU, PT: 0})
	c.Play(1, "greeting-en", "music")
	last := caller.hear()
	if !last.Marker || last.PayloadType != 8 || len(last.Payload) != 160 {
		t.Fatalf("first packet of the greeting is %v", last)
	}
	for range 5 {
		next := caller.hear()
		if next.SSRC != last.SSRC || next.SequenceNumber != last.SequenceNumber+1 || next.Timestamp != last.Timestamp+160 {
			t.Fatalf("after\n%v came\n%v", last, next)
		}
		last = next
	}
	c.Connect(1, 2, 7, "")
	called.pt = 0
	want := packetOf(0x11)
	audio.Convert(want, telephony.PCMU, telephony.PCMA)
	for range 50 { // what was played before the bridge is still on its way
		called.send(packetOf(0x11))
		next := caller.listen(20e6)
		if next == nil {
			continue
		}
		if next.SSRC != last.SSRC || next.SequenceNumber != last.SequenceNumber+1 || int32(next.Timestamp-last.Timestamp) < 160 {
			t.Fatalf("after\n%v came\n%v", last, next)
		}
		if last = next; bytes.Equal(want, next.Payload) {
			return
		}
	}
	t.Fatal("the called party is not heard")
}
